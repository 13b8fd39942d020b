package leibniz.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import leibniz.kernel.execution.CellInput;
import leibniz.kernel.execution.CellStreams;
import leibniz.kernel.execution.ChildProcess;
import leibniz.kernel.execution.Iopub;
import leibniz.kernel.protocol.Channel;
import leibniz.kernel.protocol.Connection;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Log;
import leibniz.kernel.protocol.Message;
import leibniz.kernel.protocol.Sockets;
import leibniz.kernel.protocol.Wire;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** The five channels of a kernel, the interpreter behind them, and the life of the process. */
final class Kernel {
    private static final int SHUTDOWN_MILLIS = 800;

    private final Sockets sockets;
    private final Iopub iopub;
    private final CellInput input;
    private final Channel heartbeat;
    private final Requests control;
    private final Shell shell;
    private final Interpreter interpreter;
    /** An interrupt must not wait for what a debugger asks. */
    private final ExecutorService debugging = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("leibniz-debug").factory());

    Kernel(Connection connection) {
        CellStreams.install(); // before javac starts, which keeps the stream that it finds
        // Next, since the first cell waits for it longest.
        interpreter = new Interpreter();
        interpreter.startInBackground();
        sockets = new Sockets(new ZContext(), connection.curve());
        Wire wire = new Wire(connection.key(), connection.signatureScheme());
        iopub = new Iopub(sockets, wire, connection.address(connection.iopubPort()));
        input = new CellInput(sockets, wire, connection.address(connection.stdinPort()));
        shell = new Shell(sockets, wire, connection.address(connection.shellPort()), iopub, interpreter);
        control = new Requests(sockets, "control", wire, connection.address(connection.controlPort()), iopub,
                this::serveControl);
        heartbeat = new Channel(sockets, "heartbeat", SocketType.REP,
                connection.address(connection.heartbeatPort()),
                this::echo);
    }

    void start() {
        Thread.setDefaultUncaughtExceptionHandler(interpreter::endOfThread);
        System.setIn(input);
        iopub.start();
        input.start();
        heartbeat.start();
        control.start();
        iopub.status(null, "starting");
        shell.start();
        leaveWithParent();
    }

    private void echo(List<byte[]> frames) {
        heartbeat.send(frames);
    }

    private void serveControl(Message request) {
        if (request.type().equals("debug_request")) {
            debugging.execute(() -> control.serve(request,
                    asked -> control.reply(asked, interpreter.debug(asked.content(), iopub))));
            return;
        }
        control.serve(request, this::answerControl);
        if (request.type().equals("shutdown_request")) {
            leave();
        }
    }

    private void answerControl(Message request) {
        switch (request.type()) {
            case "interrupt_request" -> {
                shell.interrupt();
                control.reply(request, Json.of("status", "ok"));
            }
            case "shutdown_request" -> {
                JsonObject content = Json.of("status", "ok", "restart",
                        Json.bool(request.content(), "restart", false));
                control.reply(request, content);
                iopub.publish(request, "shutdown_reply", content);
            }
            case "kernel_info_request" -> control.reply(request, KernelInfo.content());
            case "history_request" -> control.reply(request, shell.history(request.content()));
            default -> control.refuseUnknown(request);
        }
    }

    /** Ends the process although threads of cells may still run; what is queued for clients is sent first. */
    private void leave() {
        Thread leaving = new Thread(() -> {
            ChildProcess.endAll();
            try {
                // The reply to the shutdown first: a client that takes nothing may hold up the others.
                control.close();
                iopub.close();
                shell.close();
                input.closeChannel();
                heartbeat.close();
                sockets.context().getContext().term();
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
     * Leaves once the process that started this one is gone. A process whose parent dies is given another
     * one, also while the dead parent is not yet reaped, so the parent's id tells more than whether it is
     * alive.
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
