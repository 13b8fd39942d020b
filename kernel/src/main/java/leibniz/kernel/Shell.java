package leibniz.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import leibniz.display.MimeBundle;
import leibniz.kernel.execution.Cell;
import leibniz.kernel.execution.Iopub;
import leibniz.kernel.history.History;
import leibniz.kernel.history.HistoryFile;
import leibniz.kernel.outcome.Outcome;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Memory;
import leibniz.kernel.protocol.Message;
import leibniz.kernel.protocol.Sockets;
import leibniz.kernel.protocol.Wire;

/** Answers the requests of the shell channel one after another, on the thread that also runs the cells. */
final class Shell {
    /**
     * The compiler needs some 6 kB for each call among the arguments of a call, and operators on tensors
     * become calls; generated code may have thousands of them. Memory is used as far as a stack has grown.
     */
    static final long COMPILER_STACK_BYTES = 64L << 20;

    private final Requests channel;
    private final Iopub iopub;
    private final Interpreter interpreter;
    private final EditorQuestions editor = new EditorQuestions();
    private final History history = new History(HistoryFile.ofUser());
    private final Comms comms;
    private final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();
    /**
     * What waited when a cell failed: of these the cells are not run, and everything else is answered as
     * usual.
     */
    private final Queue<Message> behindFailure = new ArrayDeque<>();
    private int executionCount;

    Shell(Sockets sockets, Wire wire, String address, Iopub iopub, Interpreter interpreter) {
        this.iopub = iopub;
        this.interpreter = interpreter;
        this.comms = new Comms(iopub, interpreter, requests);
        NotebookComms.attach(comms);
        interpreter.askEarlier(history::whereDeclared);
        this.channel = new Requests(sockets, "shell", wire, address, iopub, requests::add);
    }

    void start() {
        channel.start();
        new Thread(null, this::run, "leibniz-shell", COMPILER_STACK_BYTES).start();
    }

    void close() throws InterruptedException {
        history.close();
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
            channel.serve(request, this::answer);
            while (!behindFailure.isEmpty()) {
                Message waiting = behindFailure.remove();
                if (waiting.type().equals("execute_request")) {
                    channel.serve(waiting, aborted -> reply(aborted,
                            Json.of("status", "aborted", "execution_count", executionCount)));
                } else {
                    channel.serve(waiting, this::answer);
                }
            }
        }
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
                    () -> interpreter.assistant().inspect(code(content), cursor(content),
                            Json.integer(content, "detail_level", 0)),
                    Assistant.nothingFound()));
            case "is_complete_request" -> reply(request, editor.answer(
                    () -> interpreter.assistant().isComplete(code(content)), Json.of("status", "unknown")));
            case "history_request" -> reply(request, history(content));
            case "comm_info_request" -> reply(request, Json.of("status", "ok", "comms", comms.info(content)));
            case "comm_open" -> comms.opened(request);
            case "comm_msg" -> comms.received(request);
            case "comm_close" -> comms.closed(request);
            default -> channel.refuseUnknown(request);
        }
    }

    /** The reply to a question for what ran before. Called from the control channel too. */
    JsonObject history(JsonObject request) {
        return Json.of("status", "ok", "history", history.answer(request));
    }

    private static String code(JsonObject content) {
        if (content.get("code") instanceof JsonPrimitive code && code.isString()) {
            return code.getAsString();
        }
        throw new IllegalArgumentException(
                "expected the text of a cell as code, but got " + content.get("code"));
    }

    /** A place in the code, counted in code points; its end where the client names none. */
    private static int cursor(JsonObject content) {
        String code = code(content);
        int end = code.codePointCount(0, code.length());
        return Math.clamp(Json.integer(content, "cursor_pos", end), 0, end);
    }

    private void execute(Message request) {
        JsonObject content = request.content();
        String code = code(content);
        boolean silent = Json.bool(content, "silent", false);
        boolean stored = !silent && Json.bool(content, "store_history", true);
        if (stored) {
            executionCount++;
            history.add(executionCount, code);
        }
        Memory.holdBack();
        Cell cell = new Cell(request, executionCount, silent, iopub);
        interpreter.interrupts().expect(cell);
        if (!silent) {
            iopub.publish(request, "execute_input", Json.of("code", code, "execution_count", executionCount));
        }
        Outcome outcome = interpreter.run(cell, code);
        cell.output.flush();
        switch (outcome) {
            case Outcome.Value(MimeBundle bundle) -> {
                if (bundle != null && !silent) {
                    if (stored) {
                        history.addOutput(executionCount, bundle.text());
                    }
                    iopub.publish(request, "execute_result",
                            Json.of("execution_count", executionCount, "data",
                                    Json.ofForms(bundle.data()), "metadata", new JsonObject()));
                }
                JsonObject expressions = userExpressions(cell, content);
                cell.output.flush();
                reply(request, Json.of("status", "ok", "execution_count", executionCount, "payload",
                        Json.array(List.of()), "user_expressions", expressions));
            }
            case Outcome.Failure failure -> {
                if (!silent && Json.bool(content, "stop_on_error", true)) {
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
        JsonObject expressions = Json.object(content, "user_expressions");
        JsonObject results = new JsonObject();
        for (String name : expressions.keySet()) {
            results.add(name, interpreter.userExpression(cell, Json.string(expressions, name, "")));
        }
        return results;
    }

    private void reply(Message request, JsonObject content) {
        channel.reply(request, content);
    }
}
