package leibniz.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** The five channels of a kernel, the interpreter behind them, and the life of the process. */
final class Kernel {
    private static final int SHUTDOWN_MILLIS = 800;

    private final Wire wire;
    private final Iopub iopub;
    private final CellInput input;
    private final Channel heartbeat;
    private final Channel control;
    private final Shell shell;
    private final Interpreter interpreter;

    Kernel(Connection connection) {
        ZContext context = new ZContext();
        wire = new Wire(connection.key(), connection.signatureScheme());
        iopub = new Iopub(context, wire, connection.address(connection.iopubPort()));
        input = new CellInput(context, wire, connection.address(connection.stdinPort()));
        interpreter = new Interpreter();
        shell = new Shell(context, wire, connection.address(connection.shellPort()), iopub, interpreter);
        control = new Channel(context, "control", SocketType.ROUTER,
                connection.address(connection.controlPort()),
                wire.reading("control", this::answerControl));
        heartbeat = new Channel(context, "heartbeat", SocketType.REP,
                connection.address(connection.heartbeatPort()),
                this::echo);
    }

    void start() {
        CellStreams.install();
        Thread.setDefaultUncaughtExceptionHandler(Kernel::endOfThread);
        System.setIn(input);
        interpreter.startInBackground();
        iopub.start();
        input.start();
        heartbeat.start();
        control.start();
        iopub.status(null, "starting");
        shell.start();
        leaveWithParent();
    }

    /** What a thread of a cell dies of is shown under that cell, unless an interrupt of the cell meant it to die. */
    private static void endOfThread(Thread thread, Throwable thrown) {
        Memory.releaseIfFull(thrown);
        if (!(thrown instanceof CellStoppedError)) {
            System.err.println("Thread " + thread.getName() + " ended by " + RuntimeError.text(thrown));
            RuntimeError.userFrames(thrown.getStackTrace()).forEach(System.err::println);
        }
    }

    private void echo(List<byte[]> frames) {
        heartbeat.sendAnyway(frames);
    }

    private void answerControl(Message request) {
        iopub.status(request, "busy");
        switch (request.type()) {
            case "interrupt_request" -> {
                shell.interrupt();
                reply(request, "interrupt_reply", Json.of("status", "ok"));
            }
            case "shutdown_request" -> {
                JsonObject content = Json.of("status", "ok", "restart",
                        Json.bool(request.content(), "restart", false));
                reply(request, "shutdown_reply", content);
                iopub.publish(request, "shutdown_reply", content);
                iopub.status(request, "idle");
                leave();
            }
            case "kernel_info_request" -> reply(request, "kernel_info_reply", KernelInfo.content());
            case "history_request" -> reply(request, "history_reply", shell.history(request.content()));
            default -> Log.line("unknown message on control: " + request.type());
        }
        iopub.status(request, "idle");
    }

    private void reply(Message request, String type, JsonObject content) {
        control.sendAnyway(wire.write(wire.answer(request, request.identities(), type, content)));
    }

    /** Ends the process although threads of cells may still run; what is queued for clients is sent first. */
    private void leave() {
        Thread leaving = new Thread(() -> {
            try {
                iopub.close();
                control.close();
                shell.close();
                input.closeChannel();
            } catch (InterruptedException e) {
                Log.line("interrupted while leaving");
            }
            Runtime.getRuntime().halt(0);
        }, "leibniz-leave");
        leaving.start();
        Thread watchdog = new Thread(() -> {
            try {
                leaving.join(SHUTDOWN_MILLIS);
            } catch (InterruptedException e) {
                Log.line("interrupted while leaving");
            }
            Runtime.getRuntime().halt(0);
        }, "leibniz-watchdog");
        watchdog.start();
    }

    /**
     * Leaves once the process that started this one is gone. A process whose parent dies is given another one, also
     * while the dead parent is not yet reaped, so the parent's id tells more than whether it is alive.
     */
    private void leaveWithParent() {
        long parent = parentId();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "leibniz-parent");
            thread.setDaemon(true);
            return thread;
        });
        var _ = watch.scheduleWithFixedDelay(() -> {
            if (parentId() != parent) {
                Log.line("the process that started this kernel is gone; leaving");
                leave();
                watch.shutdown();
            }
        }, 1, 1, TimeUnit.SECONDS);
    }

    private static long parentId() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }
}
