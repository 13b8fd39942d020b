package leibniz.kernel;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import leibniz.display.MimeBundle;
import leibniz.display.Renderers;
import leibniz.kernel.cells.Announcements;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.cells.CellText;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.cells.ShownValue;
import leibniz.kernel.compat.Compat;
import leibniz.kernel.compat.Startup;
import leibniz.kernel.debug.Debugger;
import leibniz.kernel.execution.Cell;
import leibniz.kernel.execution.CellControl;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.execution.CellStoppedError;
import leibniz.kernel.execution.CellStreams;
import leibniz.kernel.execution.Interrupts;
import leibniz.kernel.execution.Iopub;
import leibniz.kernel.magics.ClassPathMagics;
import leibniz.kernel.magics.LoadMagic;
import leibniz.kernel.magics.MavenMagics;
import leibniz.kernel.magics.OperatorMagics;
import leibniz.kernel.magics.ProcessorMagics;
import leibniz.kernel.magics.SessionMagics;
import leibniz.kernel.magics.ShellMagics;
import leibniz.kernel.magics.TimingMagics;
import leibniz.kernel.outcome.CellFailure;
import leibniz.kernel.outcome.FramesInText;
import leibniz.kernel.outcome.Outcome;
import leibniz.kernel.outcome.PrintedTraces;
import leibniz.kernel.outcome.Prose;
import leibniz.kernel.outcome.RuntimeError;
import leibniz.kernel.outcome.SnippetOrigins;
import leibniz.kernel.outcome.Source;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Memory;
import leibniz.kernel.protocol.Message;
import leibniz.kernel.session.Session;
import leibniz.kernel.session.SnippetEvaluator;
import org.jspecify.annotations.Nullable;

/** Runs cells and user expressions in the session, and renders what they show. */
final class Interpreter {
    private final CellLoader loader = new CellLoader(Compat::isName, Compat::load);
    private final CellControl control = new CellControl(loader);
    private final FutureTask<Session> session = new FutureTask<>(this::startSession);
    private volatile boolean awaited;
    private volatile Function<String, @Nullable String> earlier = name -> null;
    private final SnippetOrigins origins = new SnippetOrigins();
    private final Magics magics = new Magics(this::isVariable);
    private final Compat compat = new Compat(this::session);

    private final Startup startup = new Startup();
    private final @Nullable Duration timeout = Startup.timeout();
    private volatile @Nullable CellRun latest;
    private volatile @Nullable Debugger debugger;

    Interpreter() {
        FramesInText.use(origins);
        CellStreams.traces(FramesInText::in, new PrintedTraces(origins)::line);
        Compat.attach(() -> Objects.requireNonNull(latest, "no cell has run"), magics);
        SessionMagics.addTo(magics, name -> assistant().documentation(name));
        TimingMagics.addTo(magics);
        ClassPathMagics.addTo(magics);
        MavenMagics.addTo(magics);
        ProcessorMagics.addTo(magics);
        LoadMagic.addTo(magics);
        OperatorMagics.addTo(magics);
        ShellMagics.addTo(magics);
    }

    /**
     * Warms JShell, and beside it what shows a result, while the client still waits for its first answers.
     */
    void startInBackground() {
        inBackground("leibniz-start", session);
        inBackground("leibniz-display", () -> {
            Tensor x = Tensors.tensor(1.0, 2.0).requiresGrad_(true);
            x.dot(x).backward();
            Renderers.render(x.grad());
        });
    }

    private Session startSession() {
        Session started = Session.start(loader, control, origins, Startup.compilerOptions());
        started.advisor.askEarlier(name -> earlier.apply(name));
        if (!awaited) { // otherwise the user's first cell warms it as well
            started.warm();
        }
        return started;
    }

    /**
     * @param whereDeclared says of a name where this notebook declared it before its kernel was started anew
     */
    void askEarlier(Function<String, @Nullable String> whereDeclared) {
        earlier = whereDeclared;
    }

    private static void inBackground(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    Interrupts interrupts() {
        return control.interrupts;
    }

    Assistant assistant() {
        return new Assistant(session(), magics);
    }

    /** Runs the cell that {@link Interrupts#expect} named. */
    Outcome run(Cell cell, String code) {
        Session session = session();
        if (timeout == null) {
            return run(cell, code, session);
        }
        ScheduledFuture<?> end = control.interrupts.stopAfter(cell, timeout);
        Outcome outcome = run(cell, code, session);
        return end.cancel(false) ? outcome : Outcome.Failure.timedOut(timeout);
    }

    private Outcome run(Cell cell, String code, Session session) {
        NotebookVariables.attach(session);
        NotebookAnswers.attach(session, origins);
        cell.enter();
        CellRun run = new CellRun(session, cell, magics, origins, compat);
        latest = run;
        try {
            return unlessStopped(cell, () -> {
                startup.setUp(run);
                String text = magics.takeAsText(code)
                        ? code
                        : CellText.of(code, line -> System.err.println(Prose.wrapped(line)));
                CellRun.Result result = run.evaluate(Source.ofCell(cell.label, text, code).whole());
                endSteps();
                Announcements.offerMain(run, text);
                return result.shows() && !cell.output.isShownId(result.value())
                        ? render(result.value())
                        : new Outcome.Value(null);
            });
        } finally {
            endSteps();
            control.interrupts.end();
            cell.runEnd();
            cell.unfinishedInitialisers().forEach(loader::markBroken);
            Announcements.unfinishedInitialisers(cell);
            declareCopies();
            control.onUserThread(() -> Announcements.restoreRecording(cell.output));
            Announcements.tell(session, run.events, cell.output);
            session.dropTemporaries(run.events);
        }
    }

    private void declareCopies() {
        Debugger current = debugger;
        if (current != null) {
            current.cellEnded();
        }
    }

    private void endSteps() {
        Debugger current = debugger;
        if (current != null) {
            current.cellEnds();
        }
    }

    /** Answers a request of a debugger; called from one thread alone. */
    JsonObject debug(JsonObject request, Iopub iopub) {
        Debugger current = debugger;
        if (current == null) {
            current = new Debugger(this::session, origins, control, iopub);
            debugger = current;
        }
        return current.answer(request);
    }

    /** Code of a user that comes to an end of some kind. */
    @FunctionalInterface
    private interface Ending {
        Outcome reached() throws CellFailure;
    }

    /** How code of a cell ends; an interrupt of the cell counts more than whatever else came of it. */
    private Outcome unlessStopped(Cell cell, Ending ending) {
        Outcome outcome;
        try {
            outcome = ending.reached();
        } catch (CellFailure e) {
            outcome = e.failure();
        } catch (CellStoppedError e) {
            return Outcome.Failure.interrupted(cell.stoppedIn(), origins);
        }
        return cell.stopRequested() ? Outcome.Failure.interrupted(cell.stoppedIn(), origins) : outcome;
    }

    private Outcome render(@Nullable Object value) {
        try {
            return new Outcome.Value(control.asUserCode(() -> ShownValue.of(value)));
        } catch (CellStoppedError e) {
            throw e;
        } catch (Throwable e) {
            return RuntimeError.whileShowing(e);
        }
    }

    /**
     * Calls what a cell registered for a message of the front end. What it shows, or fails with, appears
     * under that cell.
     *
     * @return whether it came to its end
     */
    <T> boolean call(Callback<T> callback, T argument, Message message, Iopub iopub) {
        Cell registered = callback.cell();
        if (registered == null) {
            return false; // registered before any cell ran, which no code of a user can do
        }
        Cell cell = registered.callback(message, iopub);
        control.interrupts.expect(cell);
        cell.enter();
        Outcome outcome;
        try {
            outcome = unlessStopped(cell, () -> called(cell, callback, argument));
        } finally {
            control.interrupts.end();
            cell.runEnd();
            control.onUserThread(() -> Announcements.restoreRecording(cell.output));
            cell.output.flush();
        }
        if (outcome instanceof Outcome.Failure failure) {
            iopub.publish(cell.request, "error", failure.content());
            return false;
        }
        return true;
    }

    private <T> Outcome called(Cell cell, Callback<T> callback, T argument) {
        try {
            control.asUserCode(() -> {
                callback.code().accept(argument);
                return null;
            });
            return new Outcome.Value(null);
        } catch (Throwable e) {
            Memory.releaseIfFull(e);
            cell.endIfStopped();
            return RuntimeError.failure(e, origins, control);
        }
    }

    /**
     * What a thread of a cell dies of is shown under that cell, unless an interrupt of the cell meant it to
     * die.
     */
    void endOfThread(Thread thread, Throwable thrown) {
        Memory.releaseIfFull(thrown);
        if (!(thrown instanceof CellStoppedError)) {
            System.err.println(RuntimeError
                    .lines(thrown, "Thread " + thread.getName() + " ended by ", origins).stream()
                    .map(Prose::shown).collect(Collectors.joining("\n")));
        }
    }

    /** The {@code user_expressions} entry of a reply for one expression, which may well fail. */
    JsonObject userExpression(Cell cell, String expression) {
        control.interrupts.expect(cell);
        try {
            return content(unlessStopped(cell, () -> evaluateExpression(cell, session(), expression)));
        } finally {
            control.interrupts.end();
        }
    }

    private Outcome evaluateExpression(Cell cell, Session session, String expression) {
        cell.endIfStopped();
        SnippetEvaluator.Evaluated evaluated = new SnippetEvaluator(session).evaluate(expression);
        session.dropTemporaries(evaluated.events());
        if (evaluated.events().isEmpty() && evaluated.errors().isEmpty() && evaluated.statement() == null) {
            String message = "a user expression needs Java code, but this one is empty";
            return new Outcome.Failure("CompileError", message, List.of(message));
        }
        if (!evaluated.errors().isEmpty()) {
            return session.advisor.failure(Source.loaded("user expression", expression), evaluated.errors());
        }
        if (evaluated.failed()) {
            cell.endIfStopped();
            return session.failure(origins);
        }
        return render(control.takeValue());
    }

    private static JsonObject content(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Value(MimeBundle bundle) when bundle != null ->
                Json.of("status", "ok", "data", Json.ofForms(bundle.data()), "metadata", new JsonObject());
            case Outcome.Value _ -> throw new IllegalStateException("a value was rendered to nothing");
            case Outcome.Failure failure -> {
                JsonObject error = failure.content();
                error.addProperty("status", "error");
                yield error;
            }
        };
    }

    private boolean isVariable(String name) {
        return session().jshell.variables().anyMatch(variable -> variable.name().equals(name));
    }

    private Session session() {
        awaited = true;
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
