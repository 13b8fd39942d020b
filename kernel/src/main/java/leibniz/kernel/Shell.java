package leibniz.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import leibniz.display.MimeBundle;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** Answers the requests of the shell channel one after another, on the thread that also runs the cells. */
final class Shell {
    private final Wire wire;
    private final Channel channel;
    private final Iopub iopub;
    private final Interpreter interpreter;
    private final History history = new History();
    private final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();
    private int executionCount;

    Shell(ZContext context, Wire wire, String address, Iopub iopub, Interpreter interpreter) {
        this.wire = wire;
        this.iopub = iopub;
        this.interpreter = interpreter;
        this.channel = new Channel(context, "shell", SocketType.ROUTER, address, this::receive);
    }

    void start() {
        channel.start();
        new Thread(this::run, "leibniz-cells").start();
    }

    void close() throws InterruptedException {
        channel.close();
    }

    private void receive(List<byte[]> frames) {
        try {
            requests.add(wire.read(frames));
        } catch (MalformedMessageException e) {
            Log.line("dropped a message on shell: " + e.getMessage());
        }
    }

    private void run() {
        while (true) {
            Message request;
            try {
                request = requests.take();
            } catch (InterruptedException e) {
                continue; // an interrupt that came after its cell had ended
            }
            boolean abort = false;
            iopub.status(request, "busy");
            try {
                abort = answer(request);
            } catch (RuntimeException | Error e) {
                Log.line(request.type() + " failed: " + e);
                JsonObject error = new Outcome.Failure(e.getClass().getName(), String.valueOf(e.getMessage()),
                        List.of(Ansi.error("The kernel failed on this request") + ": " + e)).content();
                if (request.type().equals("execute_request")) {
                    iopub.publish(request, "error", error.deepCopy());
                }
                error.addProperty("status", "error");
                reply(request, error);
            }
            iopub.status(request, "idle");
            if (abort) {
                abortQueued();
            }
        }
    }

    /** Whether the request was a cell whose failure is to stop the cells that wait behind it. */
    private boolean answer(Message request) {
        JsonObject content = request.content();
        switch (request.type()) {
            case "kernel_info_request" -> reply(request, KernelInfo.content());
            case "execute_request" -> {
                return execute(request);
            }
            case "complete_request" -> reply(request, interpreter.assistant().complete(
                    Json.string(content, "code", ""), Json.integer(content, "cursor_pos", 0)));
            case "inspect_request" -> reply(request, interpreter.assistant().inspect(
                    Json.string(content, "code", ""), Json.integer(content, "cursor_pos", 0)));
            case "is_complete_request" -> reply(request,
                    interpreter.assistant().isComplete(Json.string(content, "code", "")));
            case "history_request" -> reply(request,
                    Json.of("status", "ok", "history", history.answer(content)));
            case "comm_info_request" -> reply(request, Json.of("status", "ok", "comms", new JsonObject()));
            case "comm_open" -> iopub.publish(request, "comm_close",
                    Json.of("comm_id", Json.string(content, "comm_id", ""), "data", new JsonObject()));
            case "comm_msg", "comm_close" -> {
            }
            default -> Log.line("unknown message on shell: " + request.type());
        }
        return false;
    }

    private boolean execute(Message request) {
        JsonObject content = request.content();
        String code = Json.string(content, "code", "");
        boolean silent = Json.bool(content, "silent", false);
        if (!silent && Json.bool(content, "store_history", true)) {
            executionCount++;
            history.add(executionCount, code);
        }
        if (!silent) {
            iopub.publish(request, "execute_input", Json.of("code", code, "execution_count", executionCount));
        }
        Cell cell = new Cell(request, executionCount, iopub);
        Outcome outcome = interpreter.run(cell, code);
        cell.output.flush();
        return switch (outcome) {
            case Outcome.Value(MimeBundle bundle) -> {
                if (bundle != null && !silent) {
                    iopub.publish(request, "execute_result",
                            Json.of("execution_count", executionCount, "data",
                                    Json.of(bundle.data()), "metadata", new JsonObject()));
                }
                reply(request, Json.of("status", "ok", "execution_count", executionCount, "payload",
                        Json.array(List.of()), "user_expressions", userExpressions(content)));
                yield false;
            }
            case Outcome.Failure failure -> {
                JsonObject error = failure.content();
                if (!silent) {
                    iopub.publish(request, "error", error);
                }
                JsonObject reply = error.deepCopy();
                reply.addProperty("status", "error");
                reply.addProperty("execution_count", executionCount);
                reply(request, reply);
                yield Json.bool(content, "stop_on_error", true);
            }
        };
    }

    private JsonObject userExpressions(JsonObject content) {
        JsonObject results = new JsonObject();
        for (String name : Json.object(content, "user_expressions").keySet()) {
            results.add(name, interpreter.userExpression(
                    Json.string(Json.object(content, "user_expressions"), name, "")));
        }
        return results;
    }

    /** Cells that were waiting when one failed are not run; everything else that waited is answered as usual. */
    private void abortQueued() {
        List<Message> waiting = new ArrayList<>();
        requests.drainTo(waiting);
        for (Message request : waiting) {
            if (request.type().equals("execute_request")) {
                iopub.status(request, "busy");
                reply(request, Json.of("status", "aborted", "execution_count", executionCount));
                iopub.status(request, "idle");
            } else {
                requests.add(request);
            }
        }
    }

    private void reply(Message request, JsonObject content) {
        String type = request.type().replaceFirst("_request$", "_reply");
        channel.sendAnyway(wire.write(wire.answer(request, request.identities(), type, content)));
    }
}
