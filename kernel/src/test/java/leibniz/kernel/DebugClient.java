package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;

/** What a debugger's front end asks a kernel, and what it is told. */
final class DebugClient {
    private final KernelProcess kernel;
    private int sequence;

    DebugClient(KernelProcess kernel) {
        this.kernel = kernel;
    }

    /** The reply to a request, which may be that it failed. */
    JsonObject reply(String command, Object... arguments) {
        Message request = kernel.send(kernel.control, "debug_request", Json.of("type", "request", "seq",
                ++sequence, "command", command, "arguments", Json.of(arguments)));
        Message reply = kernel.receive(kernel.control);
        assertTrue(KernelProcess.answers(reply, request), () -> reply.content().toString());
        return reply.content();
    }

    /** What a request is answered with that is to succeed. */
    JsonObject ask(String command, Object... arguments) {
        JsonObject reply = reply(command, arguments);
        assertTrue(Json.bool(reply, "success", false), reply::toString);
        return reply.getAsJsonObject("body");
    }

    void attach() {
        ask("initialize", "clientID", "test");
        ask("attach");
    }

    /**
     * Sets breakpoints in a cell and says where they came to be; a negative number for one that is refused.
     */
    List<Integer> breakpoints(String code, Integer... lines) {
        JsonArray wanted = new JsonArray();
        for (int line : lines) {
            wanted.add(Json.of("line", line));
        }
        return breakpoints(code, wanted).asList().stream().map(JsonElement::getAsJsonObject)
                .map(b -> b.get("verified").getAsBoolean()
                        ? b.get("line").getAsInt()
                        : -b.get("line").getAsInt())
                .toList();
    }

    JsonArray breakpoints(String code, JsonArray wanted) {
        String path = ask("dumpCell", "code", code).get("sourcePath").getAsString();
        return ask("setBreakpoints", "source", Json.of("path", path), "breakpoints", wanted)
                .getAsJsonArray("breakpoints");
    }

    /** Starts a cell. */
    Message start(String code) {
        return kernel.send(kernel.shell, "execute_request", KernelProcess.execution(code));
    }

    /** Waits until a thread stops, and says why. */
    JsonObject stopped() {
        return kernel.publishedUntil(DebugClient::isStop).getLast().content().getAsJsonObject("body");
    }

    static boolean isStop(Message message) {
        return message.type().equals("debug_event")
                && message.content().get("event").getAsString().equals("stopped");
    }

    /** The methods that run in the stopped thread, the innermost first, each with its line. */
    List<String> stack(int thread) {
        return ask("stackTrace", "threadId", thread).getAsJsonArray("stackFrames").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(f -> f.get("name").getAsString().replaceAll("cell \\d+", "cell") + ":"
                        + f.get("line").getAsInt())
                .toList();
    }

    List<String> stack() {
        return stack(1);
    }

    /** The variables of a frame, 1 being the innermost, with the texts of their values. */
    Map<String, String> locals(int frame) {
        return scope(frame, 0);
    }

    Map<String, String> globals() {
        return scope(1, 1);
    }

    private Map<String, String> scope(int frame, int index) {
        return texts(variables(reference(frame, index)));
    }

    int reference(int frame, int scope) {
        return ask("scopes", "frameId", frame).getAsJsonArray("scopes").get(scope).getAsJsonObject()
                .get("variablesReference").getAsInt();
    }

    List<JsonObject> variables(int reference) {
        return ask("variables", "variablesReference", reference).getAsJsonArray("variables").asList().stream()
                .map(JsonElement::getAsJsonObject).toList();
    }

    static Map<String, String> texts(List<JsonObject> variables) {
        Map<String, String> texts = new LinkedHashMap<>();
        variables.forEach(v -> texts.put(v.get("name").getAsString(), v.get("value").getAsString()));
        return texts;
    }

    /** Goes on in one way until the next stop. */
    JsonObject go(String command) {
        ask(command, "threadId", 1);
        return stopped();
    }

    /** The stops of a cell that is gone through in one way, each as the innermost frame and the reason. */
    List<String> through(String code, String command) {
        Message request = start(code);
        List<String> stops = new ArrayList<>();
        while (true) {
            Message last = kernel.publishedUntil(m -> isStop(m) || KernelProcess.isEnd(m, request)).getLast();
            if (!isStop(last)) {
                kernel.receive(kernel.shell);
                return stops;
            }
            stops.add(stack().getFirst());
            ask(command, "threadId", 1);
        }
    }
}
