package leibniz.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import jdk.jshell.EvalException;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.UnresolvedReferenceException;
import leibniz.display.MimeBundle;
import leibniz.display.Renderers;
import org.jspecify.annotations.Nullable;

/** Runs cells: splits a cell into snippets, checks and evaluates each, and renders what the last one shows. */
final class Interpreter {
    private final CellLoader loader = new CellLoader();
    private final CellControl control = new CellControl(loader);
    private final FutureTask<Session> session = new FutureTask<>(() -> Session.start(loader, control));
    private final SnippetOrigins origins = new SnippetOrigins();

    /** Warms JShell while the client still waits for its first answers. */
    void startInBackground() {
        Thread thread = new Thread(session, "leibniz-start");
        thread.setDaemon(true);
        thread.start();
    }

    Interrupts interrupts() {
        return control.interrupts;
    }

    Assistant assistant() {
        return new Assistant(session().jshell);
    }

    /** Runs the cell that {@link Interrupts#expect} named. */
    Outcome run(Cell cell, String code) {
        Session session = session();
        NotebookVariables.attach(session);
        cell.enter();
        List<SnippetEvent> events = new ArrayList<>();
        try {
            Outcome outcome = evaluate(session, cell, code, events);
            return cell.stopRequested() ? Outcome.Failure.interrupted() : outcome;
        } catch (CellStoppedError e) {
            return Outcome.Failure.interrupted();
        } finally {
            control.interrupts.end();
            cell.unfinishedInitialisers().forEach(loader::markBroken);
            Announcements.unfinishedInitialisers(cell);
            Announcements.restoreRecording(cell.output);
            Announcements.tell(session.jshell, events, cell.output);
            session.dropTemporaries(events);
        }
    }

    private Outcome evaluate(Session session, Cell cell, String code, List<SnippetEvent> events) {
        List<Piece> pieces = new ArrayList<>();
        Outcome.Failure broken = split(session.jshell.sourceCodeAnalysis(), code, pieces);
        if (broken != null) {
            return broken;
        }
        SnippetEvaluator evaluator = new SnippetEvaluator(session);
        @Nullable
        Object shown = null;
        boolean shows = false;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            List<Piece> later = pieces.subList(i + 1, pieces.size());
            if (cell.stopRequested()) {
                break;
            }
            SnippetEvaluator.Evaluated evaluated = evaluator.evaluate(piece.source,
                    later.stream().map(Piece::source).toList(),
                    warning -> Announcements.warn(warning, code, piece.offset, cell.output));
            List<SnippetEvent> made = evaluated.events();
            events.addAll(made);
            if (!evaluated.errors().isEmpty()) {
                return CompileError.failure(code, piece.offset, evaluated.errors());
            }
            Outcome.Failure failure = failure(session, cell, code, piece, made);
            if (failure != null) {
                return failure;
            }
            shown = control.takeValue();
            shows = ShownValue.isShown(piece.source, made);
        }
        return shows && !cell.stopRequested() ? render(shown) : new Outcome.Value(null);
    }

    private Outcome render(@Nullable Object value) {
        try {
            return new Outcome.Value(control.asUserCode(() -> Renderers.render(value)));
        } catch (CellStoppedError e) {
            throw e;
        } catch (Throwable e) {
            return RuntimeError.whileShowing(e);
        }
    }

    /** A snippet of a cell and where it begins there. */
    private record Piece(String source, int offset) {}

    private static Outcome.@Nullable Failure split(SourceCodeAnalysis analysis, String code,
            List<Piece> pieces) {
        int offset = 0;
        while (offset < code.length() && CodeReader.lastCodeCharacter(code.substring(offset)) != 0) {
            String rest = code.substring(offset);
            SourceCodeAnalysis.CompletionInfo info = analysis.analyzeCompletion(rest);
            Completeness completeness = info.completeness();
            if (completeness == Completeness.EMPTY) {
                break;
            }
            if (completeness == Completeness.DEFINITELY_INCOMPLETE || info.source() == null) {
                int end = code.stripTrailing().length();
                return CompileError.failure(code, 0,
                        List.of(new CompileError("the cell ends before the code does: "
                                + "a bracket, a quote or an operand is missing", Math.max(0, end - 1), end)));
            }
            // JShell counts the lines of a stack frame from the first line that is not blank.
            int blank = info.source().length() - info.source().stripLeading().length();
            pieces.add(new Piece(info.source().substring(blank), offset + blank));
            offset = code.length() - info.remaining().length();
        }
        return null;
    }

    private Outcome.@Nullable Failure failure(Session session, Cell cell, String code, Piece piece,
            List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if (event.causeSnippet() != null) {
                continue;
            }
            origins.add(event.snippet().id(), cell.count, code, piece.offset);
            if (event.exception() instanceof EvalException thrown) {
                return RuntimeError.failure(thrown, origins);
            }
            if (event.exception() instanceof UnresolvedReferenceException unresolved) {
                return RuntimeError.failure(unresolved, session.jshell, origins);
            }
        }
        return null;
    }

    /** The {@code user_expressions} entry of a reply for one expression, which may well fail. */
    JsonObject userExpression(Cell cell, String expression) {
        control.interrupts.expect(cell);
        try {
            JsonObject result = evaluateExpression(session(), expression);
            return cell.stopRequested() ? status(Outcome.Failure.interrupted()) : result;
        } catch (CellStoppedError e) {
            return status(Outcome.Failure.interrupted());
        } finally {
            control.interrupts.end();
        }
    }

    private JsonObject evaluateExpression(Session session, String expression) {
        SnippetEvaluator.Evaluated evaluated = new SnippetEvaluator(session).evaluate(expression, List.of(),
                warning -> {});
        session.dropTemporaries(evaluated.events());
        if (!evaluated.errors().isEmpty()) {
            return status(CompileError.failure(expression, 0, evaluated.errors()));
        }
        for (SnippetEvent event : evaluated.events()) {
            if (event.exception() instanceof EvalException thrown) {
                return status(RuntimeError.failure(thrown, origins));
            }
        }
        return switch (render(control.takeValue())) {
            case Outcome.Value(MimeBundle bundle) when bundle != null ->
                Json.of("status", "ok", "data", Json.of(bundle.data()), "metadata", new JsonObject());
            case Outcome.Value _ -> throw new IllegalStateException("a value was rendered to nothing");
            case Outcome.Failure failure -> status(failure);
        };
    }

    private static JsonObject status(Outcome.Failure failure) {
        JsonObject error = failure.content();
        error.addProperty("status", "error");
        return error;
    }

    private Session session() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return session.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the Java interpreter did not start: " + e.getCause(),
                    e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
