package leibniz.kernel.operators;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import leibniz.autograd.$Operators;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.outcome.Source;
import leibniz.kernel.text.CodeMask;
import leibniz.kernel.text.CodeReader;
import org.jspecify.annotations.Nullable;

/**
 * Operators on tensors as the session has them: whether they are switched on, and what was typed for the
 * snippets that they changed. A snippet that compiles is never touched.
 */
public final class Operators {
    private static final String NAME = $Operators.class.getSimpleName();
    /** Where a type or a variable of this name is declared; a call of a method of the class is neither. */
    private static final Pattern DECLARES_NAME = Pattern
            .compile("\\b(?:class|interface|enum|record)\\s+\\$Operators\\b"
                    + "|[\\w>\\]]\\s+\\$Operators(?=\\s*(?:[=;,):]|$))");

    private final JShell jshell;
    private final OperatorRewriter rewriter;
    private final TensorWords words;
    /** What was typed for the snippets that JShell knows in another form, by their ids. */
    private final Map<String, String> typed = new HashMap<>();
    private @Nullable RewrittenCell lastCell;
    private boolean on = true;

    public Operators(JShell jshell, SessionCompiler compiler) {
        this.jshell = jshell;
        this.rewriter = new OperatorRewriter(compiler);
        this.words = new TensorWords(jshell);
    }

    public void set(boolean on) {
        this.on = on;
    }

    /**
     * Whether a snippet is read before it is tried: of several variables JShell would make those that
     * compile, what compares tensors as objects does compile, and what has operators on tensors does not.
     */
    public boolean areReadFirst(String source) {
        return on && (CodeReader.outsideBrackets(source).contains(",") || words.mayHaveOperands(source));
    }

    /** Errors in a snippet with advice on what to write instead. */
    public List<CompileError> withAdvice(Rewriting source, List<CompileError> errors) {
        return new OperatorErrors(jshell, source).withAdvice(errors);
    }

    /**
     * What is wrong with a snippet that declares something with the name of the class whose methods stand for
     * operators: from then on that name would mean the other, also in what was declared before.
     */
    public List<CompileError> nameTaken(String source) {
        if (!source.contains(NAME)) {
            return List.of();
        }
        return DECLARES_NAME.matcher(CodeMask.of(source).text()).results().map(found -> new CompileError(
                "the name " + NAME + " is taken: operators on tensors become calls of its methods. "
                        + "Give what you declare another name.",
                found.end() - NAME.length(), found.end())).toList();
    }

    /** Whether an error speaks of what was written in the place of operators, of which users know nothing. */
    public static boolean speaksOfCalls(CompileError error) {
        return error.message().contains(NAME);
    }

    /** Notes what was typed for the snippets that JShell made of it. */
    public void remember(Rewriting source, List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                if (source.typed().equals(event.snippet().source())) {
                    typed.remove(event.snippet().id());
                } else {
                    remember(source, event.snippet());
                }
            }
        }
    }

    /** Notes what was typed for a variable that has another value since. */
    public void remember(Rewriting source, Snippet variable) {
        typed.put(variable.id(), source.typed());
    }

    /** Notes what a snippet of a cell became that begins at {@code offset} of its source. */
    public void note(Source source, int offset, Rewriting rewriting) {
        if (source.isCell()) {
            if (lastCell == null || !lastCell.isOf(source)) {
                lastCell = new RewrittenCell(source);
            }
            lastCell.add(offset, rewriting);
        }
    }

    /** The last cell that ran, or the one that runs as far as it has come; null before the first. */
    public @Nullable RewrittenCell lastCell() {
        return lastCell;
    }

    /** What was typed for a snippet of the session. */
    public String typed(Snippet snippet) {
        return typed.getOrDefault(snippet.id(), snippet.source());
    }

    /** The snippet with calls in the place of its operators on tensors; unchanged where there are none. */
    public Rewriting rewrite(String typed) {
        return rewrite(List.of(typed)).getFirst();
    }

    /**
     * The same for snippets none of which declares what another speaks of, in less time than one after the
     * other.
     */
    public List<Rewriting> rewrite(List<String> snippets) {
        return on
                ? rewriter.rewrite(snippets)
                : snippets.stream().map(typed -> Rewriting.unread(typed,
                        "Operators on tensors are switched off; %operators on switches them on.")).toList();
    }
}
