package leibniz.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ImportSnippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;

/**
 * Evaluates one snippet at a time. What declares anew something that exists is compiled before JShell sees it, and what
 * does not compile may do so with calls in the place of operators on tensors.
 */
final class SnippetEvaluator {
    private static final CompileError TOO_DEEP = new CompileError(
            "the code is nested too deeply for the compiler: give parts of it names", 0, 1);

    private final Session session;
    private final Redeclaration redeclaration;
    private final Operators operators;

    SnippetEvaluator(Session session) {
        this.session = session;
        this.redeclaration = new Redeclaration(session);
        this.operators = session.operators;
    }

    /**
     * What came of a snippet.
     *
     * @param events what JShell tells of it; empty if it was not run
     * @param errors why it does not compile, at places in what was typed
     * @param source how it was written in the end
     */
    record Evaluated(List<SnippetEvent> events, List<CompileError> errors, Rewriting source) {}

    /**
     * @param later the snippets that follow in the cell
     * @param warn told of what is probably not meant, before the snippet runs
     */
    Evaluated evaluate(String typed, List<String> later, Consumer<CompileError> warn) {
        boolean readFirst = operators.mustBeReadFirst(typed);
        Rewriting source = readFirst ? operators.rewrite(typed) : Rewriting.none(typed);
        Evaluated evaluated = attempt(source, later, warn);
        if (!evaluated.errors.isEmpty() && !readFirst) {
            source = operators.rewrite(typed);
            if (source.changes()) {
                Evaluated second = attempt(source, later, warn);
                evaluated = second.errors.stream().anyMatch(Operators::speaksOfCalls) ? evaluated : second;
            }
        }
        if (evaluated.events.stream().anyMatch(e -> e.snippet() instanceof DeclarationSnippet)) {
            mend();
        }
        return new Evaluated(evaluated.events, operators.withAdvice(source, evaluated.errors),
                evaluated.source);
    }

    /** Tries methods and classes again that JShell could not compile for want of a name, which it may have now. */
    private void mend() {
        for (DeclarationSnippet snippet : Stream.concat(session.jshell.methods(), session.jshell.types())
                .toList()) {
            if (session.jshell.status(snippet) != Status.VALID
                    && session.jshell.diagnostics(snippet).anyMatch(Diag::isError)) {
                Rewriting rewritten = operators.rewrite(operators.typed(snippet));
                if (!rewritten.text().equals(snippet.source())) {
                    attempt(rewritten, List.of(), warning -> {});
                }
            }
        }
    }

    private Evaluated attempt(Rewriting source, List<String> later, Consumer<CompileError> warn) {
        String text = source.text();
        Map<String, Redefinition.Kind> replaced = Map.of();
        if (redeclaration.mayRedeclare(text)) {
            if (redeclaration.isUnchanged(source.typed())) {
                return new Evaluated(List.of(), List.of(), source);
            }
            List<CompileError> errors = redeclaration.errors(text, later);
            if (!errors.isEmpty()) {
                return new Evaluated(List.of(), source.typed(errors), source);
            }
            replaced = redeclaration.replaced(text);
        }
        session.control.redefinition.declaring(replaced);
        if (!replaced.isEmpty()) {
            redeclaration.clearBroken(text);
        }
        source.warnings().forEach(warn);
        String code = CodeMask.of(text).text();
        int start = code.indexOf("import");
        boolean imports = start >= 0;
        if (imports) {
            new KeptNames(session).before(code)
                    .forEach(line -> warn.accept(new CompileError(line, start, start + 1)));
        }
        KeptVariables kept = imports ? new KeptVariables(session) : null;
        List<SnippetEvent> events;
        try {
            events = session.jshell.eval(text);
        } catch (IllegalStateException | StackOverflowError e) {
            if (e instanceof StackOverflowError || e.getCause() instanceof StackOverflowError) {
                return new Evaluated(List.of(), List.of(TOO_DEEP), source);
            }
            throw e;
        }
        if (kept != null && events.stream().anyMatch(e -> e.snippet() instanceof ImportSnippet)) {
            kept.restore().forEach(name -> warn.accept(new CompileError(
                    name + " is gone, because its type no longer compiles after this import; declare it again.",
                    start, start + 1)));
        }
        redeclaration.forwardLambdas(replaced, events);
        List<CompileError> errors = new ArrayList<>();
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null && event.status() == Status.REJECTED) {
                errors.addAll(source.typed(CompileError.of(session.jshell, event.snippet())));
            }
        }
        if (errors.isEmpty()) {
            operators.remember(source, events);
        }
        return new Evaluated(events, errors, source);
    }
}
