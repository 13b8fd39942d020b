package leibniz.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl.ExecutionControlException;
import jdk.jshell.spi.ExecutionControl.RunException;
import leibniz.kernel.compile.AnnotationProcessors;
import leibniz.kernel.compile.IntroducedName;
import leibniz.kernel.compile.ReturningStatement;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.compile.SessionVariables;
import leibniz.kernel.compile.Statements;
import leibniz.kernel.execution.CellControl;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.execution.ClassRedefiner;
import leibniz.kernel.execution.CompilerReports;
import leibniz.kernel.operators.Operators;
import leibniz.kernel.operators.Rewriting;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.outcome.SnippetOrigins;
import leibniz.kernel.session.StatementBatch.Compiled;
import leibniz.kernel.text.CodeMask;
import leibniz.kernel.text.CopiedText;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one snippet at a time. What declares anew something that exists is compiled before JShell sees
 * it, and what does not compile may do so with calls in the place of operators on tensors.
 */
public final class SnippetEvaluator {
    /** How javac calls its errors about what a class file cannot hold. */
    private static final String LIMIT = "compiler.err.limit.";

    private static final String OVERFLOW = StackOverflowError.class.getName();

    private final JShell jshell;
    private final SessionCompiler compiler;
    private final CellControl control;
    private final CellLoader loader;
    private final SessionVariables variables;
    private final Statements statements;
    private final RedeclarationCheck redeclaration;
    private final Operators operators;
    private final FinalVariables finals;
    private final MissingNames missing;
    private final ClassNames classes;
    private final SnippetOrigins origins;
    private final StaleObjects stale;
    private final StatementBatch ahead;
    private final AnnotationProcessors processors;

    public SnippetEvaluator(Session session) {
        this.jshell = session.jshell;
        this.compiler = session.compiler;
        this.control = session.control;
        this.loader = session.loader;
        this.variables = session.variables;
        this.statements = session.statements;
        this.redeclaration = new RedeclarationCheck(session);
        this.operators = session.operators;
        this.finals = session.finals;
        this.missing = session.missing;
        this.classes = session.classes;
        this.origins = session.origins;
        this.stale = session.stale;
        this.ahead = new StatementBatch(session);
        this.processors = session.processors;
    }

    /**
     * What came of a snippet.
     *
     * @param events what JShell tells of it; empty if it was not run
     * @param errors why it does not compile, at places in what was typed
     * @param source how it was written in the end
     * @param statement what ran without JShell, if that did
     * @param failed whether it was run and threw something
     */
    public record Evaluated(List<SnippetEvent> events, List<CompileError> errors, Rewriting source,
            Statements.@Nullable Ready statement, boolean failed) {

        Evaluated(List<SnippetEvent> events, List<CompileError> errors, Rewriting source) {
            this(events, errors, source, null, events.stream()
                    .anyMatch(event -> event.causeSnippet() == null && event.exception() != null));
        }
    }

    /** Evaluates a snippet that is all there is. */
    public Evaluated evaluate(String snippet) {
        return evaluate(List.of(snippet), List.of(), warning -> {});
    }

    /**
     * Evaluates a snippet of a cell.
     *
     * @param snippets the one to evaluate, and those that follow with no magic in between
     * @param later all that follow in the cell
     * @param warn told of what is probably not meant, before the snippet runs
     */
    public Evaluated evaluate(List<String> snippets, List<String> later, Consumer<CompileError> warn) {
        try {
            return evaluateUnlessTooDeep(snippets, later, warn);
        } catch (StackOverflowError | InternalError | IllegalStateException e) {
            if (!TooDeep.explains(e)) {
                throw e;
            }
            return tooDeep(snippets.getFirst());
        }
    }

    /** What JShell may have noted of such a snippet before the compiler failed is taken back. */
    private Evaluated tooDeep(String snippet) {
        compiler.replace();
        jshell.snippets().filter(noted -> snippet.contains(noted.source()) && jshell.status(noted).isActive())
                .filter(noted -> jshell.status(noted) != Status.VALID).toList().forEach(jshell::drop);
        return new Evaluated(List.of(), List.of(TooDeep.in(snippet)), Rewriting.none(snippet));
    }

    private Evaluated evaluateUnlessTooDeep(List<String> snippets, List<String> later,
            Consumer<CompileError> warn) {
        AnnotationProcessors.Processed processed = processors.process(snippets.getFirst());
        if (processed != null && !processed.errors().isEmpty()) {
            return new Evaluated(List.of(), processed.errors(), Rewriting.none(snippets.getFirst()));
        }
        if (processed != null && processed.text() != null) {
            Rewriting written = Rewriting.of(snippets.getFirst(), processed.text());
            return asTyped(written, warn, told -> evaluateProcessed(List.of(written.text()), later, told));
        }
        return evaluateProcessed(snippets, later, warn);
    }

    private Evaluated evaluateProcessed(List<String> snippets, List<String> later,
            Consumer<CompileError> warn) {
        Rewriting split = LongTexts.split(snippets.getFirst(), compiler);
        Rewriting sealed = split != null
                ? null
                : SealedTypes.permitting(snippets.getFirst(), later, compiler);
        Rewriting prepared = split != null
                ? split
                : sealed != null ? sealed : RecordConstructors.opened(snippets.getFirst(), compiler);
        return prepared == null
                ? evaluatePrepared(snippets, later, warn)
                : asTyped(prepared, warn, told -> evaluatePrepared(List.of(prepared.text()), later, told));
    }

    /** What came of a snippet that was written anew, in terms of what was typed. */
    private static Evaluated asTyped(Rewriting prepared, Consumer<CompileError> warn,
            Function<Consumer<CompileError>, Evaluated> evaluation) {
        Evaluated evaluated = evaluation
                .apply(warning -> warn.accept(prepared.typed(List.of(warning)).getFirst()));
        return new Evaluated(evaluated.events, prepared.typed(evaluated.errors),
                Rewriting.none(prepared.typed()), evaluated.statement, evaluated.failed);
    }

    private Evaluated evaluatePrepared(List<String> snippets, List<String> later,
            Consumer<CompileError> warn) {
        String typed = snippets.getFirst();
        List<CompileError> taken = operators.nameTaken(typed);
        if (!taken.isEmpty()) {
            return new Evaluated(List.of(), taken, Rewriting.none(typed));
        }
        List<CompileError> assigned = finals.assigned(typed);
        if (!assigned.isEmpty()) {
            return new Evaluated(List.of(), assigned, Rewriting.none(typed));
        }
        if (redeclaration.isUnchanged(typed)) {
            return new Evaluated(List.of(), List.of(), Rewriting.none(typed));
        }
        CopiedText returning = ReturningStatement.in(typed, compiler);
        if (returning != null) {
            return evaluateReturning(typed, returning, warn);
        }
        Compiled compiled = ahead.next(snippets);
        if (compiled == null) {
            compiled = compile(typed);
        }
        Rewriting source = compiled.source();
        if (compiled.result() instanceof Statements.Ready ready) {
            return invoke(ready, source, warn);
        }
        if (compiled.result() instanceof Statements.Typed variable) {
            for (String text : variable.texts()) {
                Evaluated evaluated = attempt(source, text, later, warn);
                if (evaluated.errors.isEmpty()) {
                    mend();
                    return evaluated;
                }
            }
        }
        Evaluated evaluated = attempt(source, source.text(), later, warn);
        if (!evaluated.errors.isEmpty() && source != compiled.read()) {
            source = compiled.read() == null ? operators.rewrite(typed) : compiled.read();
            if (source.changes()) {
                Evaluated second = attempt(source, source.text(), later, warn);
                evaluated = second.errors.stream().anyMatch(Operators::speaksOfCalls) ? evaluated : second;
            }
        }
        if (evaluated.events.stream().anyMatch(e -> e.snippet() instanceof DeclarationSnippet)) {
            mend();
        }
        return new Evaluated(evaluated.events,
                missing.withAdvice(operators.withAdvice(source, evaluated.errors)), evaluated.source);
    }

    /** A statement that may end the cell. JShell, which has no such thing, does not see it. */
    private Evaluated evaluateReturning(String typed, CopiedText returning, Consumer<CompileError> warn) {
        Rewriting source = Rewriting.none(typed);
        Statements.Result result = statements.compileReturning(returning.toString());
        CopiedText written = returning;
        if (result instanceof Statements.None) {
            Rewriting read = operators.rewrite(typed);
            CopiedText second = read.changes() ? ReturningStatement.in(read.text(), compiler) : null;
            if (second != null) {
                source = read;
                written = second;
                result = statements.compileReturning(second.toString());
            }
        }
        if (result instanceof Statements.Ready ready) {
            return invoke(ready, source, warn);
        }
        String header = compiler.header(typed);
        int start = ReturningStatement.start(header);
        CopiedText wrong = written;
        List<CompileError> errors = compiler.errors(ReturningStatement.unit(header, wrong.toString()))
                .stream()
                .map(e -> new CompileError(CompileError.clean(e.getMessage(Locale.ENGLISH)),
                        wrong.map.toSource((int) e.getStartPosition() - start),
                        wrong.map.toSource((int) e.getEndPosition() - start)))
                .toList();
        return new Evaluated(List.of(),
                missing.withAdvice(operators.withAdvice(source, source.typed(errors))), source);
    }

    private Compiled compile(String typed) {
        if (operators.areReadFirst(typed)) {
            Rewriting read = operators.rewrite(typed);
            return new Compiled(read, read, statements.compile(read.text()));
        }
        Rewriting none = Rewriting.none(typed);
        Statements.Result result = statements.compile(typed);
        if (result != Statements.None.WRONG) {
            return new Compiled(none, null, result);
        }
        Rewriting read = operators.rewrite(typed);
        Statements.Result second = read.changes() ? statements.compile(read.text()) : result;
        return second instanceof Statements.None
                ? new Compiled(none, read, result)
                : new Compiled(read, read, second);
    }

    private Evaluated invoke(Statements.Ready statement, Rewriting source, Consumer<CompileError> warn) {
        source.warnings().forEach(warn);
        boolean failed = false;
        try {
            origins.begins(statement.className(), statement.firstLine());
            control.invoke(statement.className(), Statements.METHOD);
            if (statement.variable() != null) {
                variables.assign(statement.variable(), control.value());
                operators.remember(source, statement.variable());
                finals.note(source.typed(), statement.variable());
            }
        } catch (RunException e) {
            failed = true;
        } catch (ExecutionControlException e) {
            throw new IllegalStateException(e);
        }
        return new Evaluated(List.of(), List.of(), source, statement, failed);
    }

    /**
     * Tries methods and classes again that JShell could not compile for want of a name, which it may have
     * now.
     */
    private void mend() {
        for (DeclarationSnippet snippet : Stream.concat(jshell.methods(), jshell.types())
                .toList()) {
            if (jshell.status(snippet) != Status.VALID
                    && jshell.diagnostics(snippet).anyMatch(Diag::isError)) {
                Rewriting rewritten = operators.rewrite(operators.typed(snippet));
                if (!rewritten.text().equals(snippet.source())) {
                    attempt(rewritten, rewritten.text(), List.of(), warning -> {});
                }
            }
        }
    }

    /** @param text what JShell gets */
    private Evaluated attempt(Rewriting source, String text, List<String> later,
            Consumer<CompileError> warn) {
        Map<String, ClassRedefiner.Kind> replaced = Map.of();
        List<IntroducedName> redeclared = redeclaration.redeclared(text);
        if (!redeclared.isEmpty()) {
            List<CompileError> errors = redeclaration.errors(text, redeclared, later);
            if (!errors.isEmpty()) {
                return new Evaluated(List.of(), source.typed(errors), source);
            }
            replaced = redeclaration.replaced(redeclared, text);
        }
        control.redefiner.declaring(replaced);
        if (!replaced.isEmpty()) {
            redeclaration.clearBroken(redeclared);
        }
        source.warnings().forEach(warn);
        String code = CodeMask.of(text).text();
        int start = code.indexOf("import");
        boolean imports = start >= 0;
        if (imports) {
            new ImportGuard(jshell, loader, classes).before(code)
                    .forEach(line -> warn.accept(new CompileError(line, start, start + 1)));
        }
        VariableRestorer kept = imports ? new VariableRestorer(jshell, variables) : null;
        List<String> failures = new ArrayList<>();
        List<SnippetEvent> events = CompilerReports.watch(() -> jshell.eval(text), failures::add);
        if (kept != null && events.stream().anyMatch(e -> e.snippet() instanceof ImportSnippet)) {
            kept.restore().forEach(name -> warn.accept(new CompileError(
                    name + " is gone, because its type no longer compiles after this import; declare it again.",
                    start, start + 1)));
        }
        redeclaration.forwardLambdas(replaced, events);
        for (SnippetEvent event : events) {
            if (!replaced.isEmpty() && event.causeSnippet() == null
                    && event.snippet() instanceof TypeDeclSnippet type && event.status().isDefined()) {
                stale.declared(replaced.keySet(), type);
            }
        }
        List<CompileError> errors = new ArrayList<>();
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null && event.status() == Status.REJECTED) {
                errors.addAll(source.typed(CompileError.of(jshell, event.snippet())));
            }
        }
        errors.addAll(source.typed(afterAnalysis(text, events, failures)));
        if (errors.isEmpty()) {
            operators.remember(source, events);
            events.stream().filter(event -> event.causeSnippet() == null)
                    .filter(event -> event.snippet() instanceof VarSnippet)
                    .forEach(event -> finals.note(source.typed(), (VarSnippet) event.snippet()));
        }
        return new Evaluated(events, errors, source);
    }

    /**
     * What went wrong when javac had already found nothing to complain of. JShell takes that for a name that
     * is still to come, or does not notice; what it declared is taken back.
     */
    private List<CompileError> afterAnalysis(String text, List<SnippetEvent> events, List<String> failures) {
        List<CompileError> errors = new ArrayList<>();
        Throwable notLoaded = control.takeNotLoaded();
        for (SnippetEvent event : events) {
            Snippet snippet = event.snippet();
            if (event.causeSnippet() == null && event.status() == Status.RECOVERABLE_NOT_DEFINED
                    && jshell.diagnostics(snippet).anyMatch(d -> d.getCode().startsWith(LIMIT))) {
                errors.addAll(CompileError.of(jshell, snippet));
            }
        }
        if (errors.isEmpty() && failures.stream().anyMatch(f -> f.startsWith(OVERFLOW))) {
            errors.add(TooDeep.in(text));
        } else if (errors.isEmpty() && !failures.isEmpty()) {
            errors.add(new CompileError("Java's compiler failed on this code (" + failures.getFirst()
                    + "), which is a fault of the compiler. Write it in another way, such as in smaller steps, "
                    + "or with a type in the place of var.", 0, 1));
        } else if (errors.isEmpty() && notLoaded != null) {
            errors.add(
                    new CompileError("Java cannot load what this code was compiled to: " + notLoaded, 0, 1));
        }
        if (!errors.isEmpty()) {
            compiler.replace();
            events.stream().filter(event -> event.causeSnippet() == null && event.status().isActive())
                    .forEach(event -> jshell.drop(event.snippet()));
        }
        return errors;
    }
}
