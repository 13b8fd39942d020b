package leibniz.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import leibniz.autograd.$Operators;
import leibniz.kernel.OperatorFinder.Found;
import leibniz.kernel.OperatorWriter.Written;
import org.jspecify.annotations.Nullable;

/**
 * Operators on tensors. A snippet that Java does not compile is read with calls of {@code $TypeProbe} in the place of
 * its operators, which tells the types of all operands in one pass; those that have a tensor among them are then
 * written as calls of {@link $Operators}. A snippet that compiles is never touched.
 */
final class Operators {
    /** What goes around a snippet so that it can be read as declarations, as statements, or as an expression. */
    private static final List<String> BEFORE = List.of("class $Piece {\n", "class $Piece { void run() {\n",
            "class $Piece { Object run() { return\n");
    private static final List<String> AFTER = List.of("\n}", "\n}}", "\n;}}");

    private static final String TYPE_PROBE = typeProbe();

    private final JShell jshell;
    private final SessionCompiler compiler;
    private final TensorWords words;
    /** What was typed for the snippets that were written anew, by their ids. */
    private final Map<String, String> typed = new HashMap<>();
    private @Nullable RewrittenCell lastCell;
    private boolean on = true;

    Operators(JShell jshell, SessionCompiler compiler) {
        this.jshell = jshell;
        this.compiler = compiler;
        this.words = new TensorWords(jshell);
    }

    void set(boolean on) {
        this.on = on;
    }

    /**
     * Whether a snippet must be read before JShell tries it: of several variables JShell would make those that compile,
     * and what compares tensors as objects does compile.
     */
    boolean mustBeReadFirst(String source) {
        return on && (CodeReader.outsideBrackets(source).contains(",") || words.mayCompareTensors(source));
    }

    /** Errors in a snippet with advice on what to write instead. */
    List<CompileError> withAdvice(Rewriting source, List<CompileError> errors) {
        return new OperatorErrors(jshell, source).withAdvice(errors);
    }

    /** Whether an error speaks of what was written in the place of operators, of which users know nothing. */
    static boolean speaksOfCalls(CompileError error) {
        return error.message().contains($Operators.class.getSimpleName());
    }

    /** Notes what was typed for the snippets that JShell made of it. */
    void remember(Rewriting source, List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                if (source.changes()) {
                    typed.put(event.snippet().id(), source.typed());
                } else {
                    typed.remove(event.snippet().id());
                }
            }
        }
    }

    /** Notes what a snippet of a cell became that begins at {@code offset} of its source. */
    void note(Source source, int offset, Rewriting rewriting) {
        if (source.isCell()) {
            if (lastCell == null || !lastCell.isOf(source)) {
                lastCell = new RewrittenCell(source);
            }
            lastCell.add(offset, rewriting);
        }
    }

    /** The last cell that ran, or the one that runs as far as it has come; null before the first. */
    @Nullable
    RewrittenCell lastCell() {
        return lastCell;
    }

    /** What was typed for a snippet of the session. */
    String typed(Snippet snippet) {
        return typed.getOrDefault(snippet.id(), snippet.source());
    }

    private static String typeProbe() {
        try (InputStream in = Operators.class.getResourceAsStream("TypeProbe.java")) {
            return new String(Objects.requireNonNull(in, "a resource of the kernel").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The snippet with calls in the place of its operators on tensors; unchanged where there are none. */
    Rewriting rewrite(String typed) {
        if (!on) {
            return Rewriting.none(typed,
                    "Operators on tensors are switched off; %operators on switches them on.");
        }
        List<String> readings = IntStream.range(0, BEFORE.size())
                .mapToObj(i -> BEFORE.get(i) + typed + AFTER.get(i)).toList();
        try {
            ParsedText parsed = SessionCompiler.parse(readings);
            if (parsed != null) {
                int reading = readings.indexOf(parsed.text());
                return rewrite(typed, parsed, BEFORE.get(reading).length(), AFTER.get(reading).length());
            }
        } catch (UnwritableTextException e) {
            return Rewriting.none(typed, e.getMessage());
        } catch (IllegalStateException | InternalError | StackOverflowError e) {
            // javac, and JShell on its behalf, make the others of the last
            return Rewriting.none(typed, UnwritableTextException.TOO_DEEP);
        }
        return Rewriting.none(typed);
    }

    private Rewriting rewrite(String typed, ParsedText parsed, int before, int after) {
        Written asking = OperatorWriter.forTypes(parsed);
        String header = compiler.header();
        Found found = compiler.attribute(header + asking.text() + "\n" + TYPE_PROBE,
                attributed -> OperatorFinder.find(attributed, header.length(), asking.map(), parsed.text()));
        Written written = OperatorWriter.withCalls(parsed, $Operators.class.getSimpleName(),
                found.sites()::contains);
        List<CompileError> warnings = found.warnings().stream()
                .map(w -> new CompileError(w.message(), w.start() - before, w.end() - before)).toList();
        return new Rewriting(typed, written.text().substring(before, written.text().length() - after),
                written.map(), before, warnings, null);
    }
}
