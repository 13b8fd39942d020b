package leibniz.kernel.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jdk.jshell.ImportSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import leibniz.kernel.compile.Statements;
import leibniz.kernel.execution.Cell;
import leibniz.kernel.execution.CellControl;
import leibniz.kernel.outcome.CellFailure;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.outcome.SnippetOrigins;
import leibniz.kernel.outcome.Source;
import leibniz.kernel.session.Library;
import leibniz.kernel.session.Session;
import leibniz.kernel.session.SnippetEvaluator;
import leibniz.kernel.session.TooDeep;
import org.jspecify.annotations.Nullable;

/** One run of a cell: its snippets and magics in order, up to the first that fails. */
public final class CellRun {
    public final Session session;
    public final Cell cell;
    /** What JShell told of all snippets so far. */
    public final List<SnippetEvent> events = new ArrayList<>();
    private final Magics magics;
    private final SnippetOrigins origins;
    private final Compatibility compatibility;
    private final SnippetEvaluator evaluator;
    private boolean onlyDeclares = true;

    public CellRun(Session session, Cell cell, Magics magics, SnippetOrigins origins,
            Compatibility compatibility) {
        this.session = session;
        this.cell = cell;
        this.magics = magics;
        this.origins = origins;
        this.compatibility = compatibility;
        this.evaluator = new SnippetEvaluator(session);
    }

    /**
     * What the last piece of a cell came to: whether that is shown, and the value.
     *
     * @param returns whether the text ends with that piece, whatever follows
     */
    public record Result(boolean shows, @Nullable Object value, boolean returns) {
        public static final Result NOTHING = new Result(false, null);

        public Result(boolean shows, @Nullable Object value) {
            this(shows, value, false);
        }

        /** What a {@code return} ended the text with, if it did. */
        static @Nullable Result returned(@Nullable Object array) {
            return !(array instanceof Object[] values)
                    ? null
                    : values.length == 0 ? new Result(false, null, true) : new Result(true, values[0], true);
        }
    }

    /**
     * Runs a text as a cell is run: all of it, or nothing if there is a syntax error anywhere.
     *
     * @throws CellFailure at the first fault, if the text is wrong, throws, or has a magic that fails
     */
    public Result evaluate(Source.Span text) throws CellFailure {
        compatibility.prepare(text.text());
        return evaluate(text.source(), read(text));
    }

    private List<Segment> read(Source.Span text) throws CellFailure {
        if (TooDeep.isCertain(text.text())) {
            throw tooDeep(text);
        }
        try {
            List<Segment> pieces = split(text);
            SyntaxCheck.check(text.source(), pieces, session);
            return pieces;
        } catch (StackOverflowError | InternalError | IllegalStateException e) {
            if (!TooDeep.explains(e)) {
                throw e;
            }
            session.compiler.replace();
            throw tooDeep(text);
        }
    }

    private static CellFailure tooDeep(Source.Span text) {
        return new CellFailure(
                CompileError.failure(text.source(), text.start(), List.of(TooDeep.in(text.text()))));
    }

    /** The same with every snippet invoked by {@code invocation}. */
    public Result evaluate(Source.Span text, CellControl.Invocation invocation) throws CellFailure {
        return session.control.with(invocation, () -> evaluate(text));
    }

    /**
     * The snippets and magics of a text in their order.
     *
     * @throws CellFailure if there is a syntax error or a magic that does not exist
     */
    public List<Segment> split(Source.Span text) throws CellFailure {
        List<Segment> pieces = CellSplitter.split(text, session, magics);
        for (Segment piece : pieces) {
            if (piece instanceof Segment.Java java && java.magics() != null) {
                compatibility.prepare(java.text());
            }
        }
        return pieces;
    }

    /**
     * Adds libraries to the class path, and what they bring for notebooks.
     *
     * @param tell is given what is new before anything of it runs
     * @return what is new
     */
    public List<Library> addLibraries(List<Library> libraries, Consumer<List<Library>> tell) {
        List<Library> added = session.classPath.add(libraries);
        tell.accept(added);
        session.registerDrivers(added);
        compatibility.install(added);
        return added;
    }

    /** Runs code of the user, which an interrupt reaches. */
    public <T extends @Nullable Object> T asUserCode(Callable<T> code) throws Exception {
        return session.control.asUserCode(code);
    }

    /** Evaluates one snippet or magic after the other, with every snippet invoked by {@code invocation}. */
    public Result evaluate(Source source, List<? extends Segment> pieces, CellControl.Invocation invocation)
            throws CellFailure {
        return session.control.with(invocation, () -> evaluate(source, pieces));
    }

    /** Whether all that ran so far declared a class or method, or imported one. */
    boolean onlyDeclares() {
        return onlyDeclares;
    }

    private Result evaluate(Source source, List<? extends Segment> pieces) throws CellFailure {
        Result result = Result.NOTHING;
        for (int i = 0; i < pieces.size() && !result.returns; i++) {
            cell.endIfStopped();
            result = switch (pieces.get(i)) {
                case Segment.MagicCall call -> {
                    onlyDeclares = false;
                    yield magics.call(this, call, origins);
                }
                case Segment.Java java -> evaluate(source, java, pieces.subList(i, pieces.size()));
            };
        }
        cell.endIfStopped();
        return result.returns ? new Result(result.shows, result.value) : result;
    }

    private Result evaluate(Source source, Segment.Java piece, List<? extends Segment> rest)
            throws CellFailure {
        List<? extends Segment> later = rest.subList(1, rest.size());
        List<String> following = new ArrayList<>(List.of(piece.text()));
        if (piece.magics() == null) {
            following.addAll(snippets(later.stream()
                    .takeWhile(next -> next instanceof Segment.Java java && java.magics() == null).toList()));
        }
        origins.expect(source, piece.offset(), piece.text());
        SnippetEvaluator.Evaluated evaluated = evaluator.evaluate(following, snippets(later),
                warning -> Announcements.warn(warning, source, piece.offset(), cell.output));
        session.operators.note(source, piece.offset(), evaluated.source());
        List<SnippetEvent> made = evaluated.events();
        events.addAll(made);
        onlyDeclares &= evaluated.statement() == null
                && made.stream().filter(event -> event.causeSnippet() == null)
                        .allMatch(event -> event.snippet() instanceof TypeDeclSnippet
                                || event.snippet() instanceof MethodSnippet
                                || event.snippet() instanceof ImportSnippet);
        if (!evaluated.errors().isEmpty()) {
            throw new CellFailure(
                    session.advisor.failure(source, piece.inSource(evaluated.errors())));
        }
        Statements.Ready statement = evaluated.statement();
        if (statement != null) {
            origins.add(statement.className(), statement.firstLine(), source, piece.offset(),
                    piece.text());
        }
        origins.add(session.jshell.sourceCodeAnalysis(), made, source, piece.offset());
        if (evaluated.failed()) {
            cell.endIfStopped();
            throw new CellFailure(session.advisor.afterRun(session.failure(origins), piece.text()));
        }
        for (Map.Entry<String, String> file : session.processors.takeGenerated().entrySet()) {
            String name = file.getKey() + ", which an annotation processor generated";
            evaluate(Source.loaded(name, CellText.withoutPackage(file.getValue(), "", told -> {})).whole());
        }
        if (statement != null && statement.mayReturn()) {
            Result returned = Result.returned(session.control.takeValue());
            return returned == null ? Result.NOTHING : returned;
        }
        boolean isShown = statement == null
                ? ShownValue.isShown(piece.text(), made)
                : statement.isExpression() && ShownValue.isShown(piece.text());
        return new Result(later.isEmpty() && isShown, session.control.takeValue());
    }

    private static List<String> snippets(List<? extends Segment> pieces) {
        List<String> snippets = new ArrayList<>();
        for (Segment piece : pieces) {
            if (piece instanceof Segment.Java java) {
                snippets.add(java.text());
            }
        }
        return snippets;
    }
}
