package leibniz.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import leibniz.display.MimeBundle;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** Answers the requests of the shell channel one after another, on the thread that also runs the cells. */
final class Shell {
    /** The compiler needs some 6 kB for each call among the arguments of a call, and operators on tensors become calls. */
    private static final long STACK_BYTES = 16L << 20;

    private final Wire wire;
    private final Channel channel;
    private final Iopub iopub;
    private final Interpreter interpreter;
    private final EditorQuestions editor = new EditorQuestions();
    private final History history = new History();
    private final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();
    /** What waited when a cell failed: of these the cells are not run, and everything else is answered as usual. */
    private final Queue<Message> behindFailure = new ArrayDeque<>();
    private int executionCount;

    Shell(ZContext context, Wire wire, String address, Iopub iopub, Interpreter interpreter) {
        this.wire = wire;
        this.iopub = iopub;
        this.interpreter = interpreter;
        this.channel = new Channel(context, "shell", SocketType.ROUTER, address,
                wire.reading("shell", requests::add));
    }

    void start() {
        channel.start();
        new Thread(null, this::run, "leibniz-cells", STACK_BYTES).start();
    }

    void close() throws InterruptedException {
        channel.close();
    }

    /** Stops the cell that runs, or gives up what the editor asked. Called from other threads. */
    void interrupt() {
        interpreter.interrupts().stopRunning();
        editor.giveUp();
    }

    private void run() {
        while (true) {
            Message request;
            try {
                request = requests.take();
            } catch (InterruptedException e) {
                continue; // an interrupt that came after its cell had ended
            }
            serve(request);
            while (!behindFailure.isEmpty()) {
                Message waiting = behindFailure.remove();
                if (waiting.type().equals("execute_request")) {
                    iopub.status(waiting, "busy");
                    reply(waiting, Json.of("status", "aborted", "execution_count", executionCount));
                    iopub.status(waiting, "idle");
                } else {
                    serve(waiting);
                }
            }
        }
    }

    private void serve(Message request) {
        iopub.status(request, "busy");
        try {
            answer(request);
        } catch (Throwable e) {
            Memory.releaseIfFull(e);
            String text = RuntimeError.text(e);
            Log.line(request.type() + " failed: " + text);
            JsonObject error = new Outcome.Failure(e.getClass().getName(), text,
                    List.of(Ansi.error("The kernel failed on this request") + ": " + text)).content();
            if (request.type().equals("execute_request")) {
                iopub.publish(request, "error", error.deepCopy());
            }
            error.addProperty("status", "error");
            reply(request, error);
        }
        iopub.status(request, "idle");
    }

    private void answer(Message request) {
        JsonObject content = request.content();
        switch (request.type()) {
            case "kernel_info_request" -> reply(request, KernelInfo.content());
            case "execute_request" -> execute(request);
            case "complete_request" -> reply(request, editor.answer(
                    () -> interpreter.assistant().complete(code(content), cursor(content)),
                    Assistant.noMatches(cursor(content))));
            case "inspect_request" -> reply(request, editor.answer(
                    () -> interpreter.assistant().inspect(code(content), cursor(content)),
                    Assistant.nothingFound()));
            case "is_complete_request" -> reply(request, editor.answer(
                    () -> interpreter.assistant().isComplete(code(content)), Json.of("status", "unknown")));
            case "history_request" -> reply(request,
                    Json.of("status", "ok", "history", history.answer(content)));
            case "comm_info_request" -> reply(request, Json.of("status", "ok", "comms", new JsonObject()));
            case "comm_open" -> iopub.publish(request, "comm_close",
                    Json.of("comm_id", Json.string(content, "comm_id", ""), "data", new JsonObject()));
            case "comm_msg", "comm_close" -> {
            }
            default -> Log.line("unknown message on shell: " + request.type());
        }
    }

    private static String code(JsonObject content) {
        return Json.string(content, "code", "");
    }

    private static int cursor(JsonObject content) {
        return Json.integer(content, "cursor_pos", 0);
    }

    private void execute(Message request) {
        JsonObject content = request.content();
        String code = code(content);
        boolean silent = Json.bool(content, "silent", false);
        if (!silent && Json.bool(content, "store_history", true)) {
            executionCount++;
            history.add(executionCount, code);
        }
        Memory.holdBack();
        Cell cell = new Cell(request, executionCount, iopub);
        interpreter.interrupts().expect(cell);
        if (!silent) {
            iopub.publish(request, "execute_input", Json.of("code", code, "execution_count", executionCount));
        }
        Outcome outcome = interpreter.run(cell, code);
        cell.output.flush();
        switch (outcome) {
            case Outcome.Value(MimeBundle bundle) -> {
                if (bundle != null && !silent) {
                    iopub.publish(request, "execute_result",
                            Json.of("execution_count", executionCount, "data",
                                    Json.of(bundle.data()), "metadata", new JsonObject()));
                }
                reply(request, Json.of("status", "ok", "execution_count", executionCount, "payload",
                        Json.array(List.of()), "user_expressions", userExpressions(cell, content)));
            }
            case Outcome.Failure failure -> {
                if (Json.bool(content, "stop_on_error", true)) {
                    // Before the client hears of the failure: what it sends after that is meant to run.
                    requests.drainTo(behindFailure);
                }
                JsonObject error = failure.content();
                if (!silent) {
                    iopub.publish(request, "error", error);
                }
                JsonObject reply = error.deepCopy();
                reply.addProperty("status", "error");
                reply.addProperty("execution_count", executionCount);
                reply(request, reply);
            }
        }
    }

    private JsonObject userExpressions(Cell cell, JsonObject content) {
        JsonObject results = new JsonObject();
        for (String name : Json.object(content, "user_expressions").keySet()) {
            results.add(name, interpreter.userExpression(cell,
                    Json.string(Json.object(content, "user_expressions"), name, "")));
        }
        return results;
    }

    private void reply(Message request, JsonObject content) {
        String type = request.type().replaceFirst("_request$", "_reply");
        channel.sendAnyway(wire.write(wire.answer(request, request.identities(), type, content)));
    }
}
