package leibniz.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import leibniz.kernel.protocol.CurveKeys;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.MalformedMessageException;
import leibniz.kernel.protocol.Message;
import leibniz.kernel.protocol.Wire;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A kernel process started as Jupyter starts it, by its launcher, and a client of its five channels. */
final class KernelProcess implements AutoCloseable {
    /** Generous: a guard against a test that hangs, not a measure of anything. */
    static final int TIMEOUT_MILLIS = 180_000;

    /**
     * On a busy machine one connection of JeroMQ in a hundred or so is made and then says nothing, until this
     * time has passed and it is made again.
     */
    private static final int HANDSHAKE_MILLIS = 3_000;
    /** More frames than a message has. */
    private static final int MARK_FRAMES = 20;
    private static final String KEY = "a key for tests";

    final Wire wire = new Wire(KEY, "hmac-sha256");
    final ZMQ.Socket shell;
    final ZMQ.Socket control;
    final ZMQ.Socket iopub;
    final ZMQ.Socket stdin;
    final ZMQ.Socket heartbeat;
    private final ZContext context = new ZContext();
    private final Process process;
    private final Path log;
    private final @Nullable CurveKeys curve;
    private final Ports ports;
    private int marks;

    /** What one request caused: its messages on iopub, up to the idle status, and its reply. */
    record Answer(List<Message> published, JsonObject reply) {
        /** The text of a stream, {@code stdout} or {@code stderr}. */
        String printed(String stream) {
            return contents("stream").stream().filter(c -> c.get("name").getAsString().equals(stream))
                    .map(c -> c.get("text").getAsString()).collect(Collectors.joining());
        }

        /**
         * The types of its messages but the statuses, in order. What is printed in a row counts once, however
         * many messages it came in.
         */
        List<String> shown() {
            List<String> types = new ArrayList<>();
            for (Message message : published) {
                boolean goesOn = message.type().equals("stream") && !types.isEmpty()
                        && types.getLast().equals("stream");
                if (!message.type().equals("status") && !goesOn) {
                    types.add(message.type());
                }
            }
            return types;
        }

        /** The plain text of the cell's result, or null where it shows none. */
        String result() {
            List<JsonObject> results = contents("execute_result");
            return results.isEmpty() ? null : data(results.get(0), "text/plain");
        }

        List<JsonObject> contents(String type) {
            return published.stream().filter(m -> m.type().equals(type)).map(Message::content).toList();
        }

        String status() {
            return reply.get("status").getAsString();
        }

        /** The traceback of the error without its colours. */
        String traceback() {
            List<String> lines = new ArrayList<>();
            for (JsonElement line : reply.getAsJsonArray("traceback")) {
                lines.add(line.getAsString().replaceAll("\u001b\\[[\\d;]*m", ""));
            }
            return String.join("\n", lines);
        }

        /** The same on one line, for those who look for a sentence, which may go over several. */
        String told() {
            return traceback().replace('\n', ' ');
        }

        static String data(JsonObject content, String mime) {
            return content.getAsJsonObject("data").get(mime).getAsString();
        }
    }

    /**
     * Starts a kernel for tests whose cells run once each: Java's first compiler alone takes half of the
     * time.
     */
    static KernelProcess start() throws IOException {
        return start(Map.of("LEIBNIZ_JVM_OPTS", "-XX:TieredStopAtLevel=1"));
    }

    /** Starts a kernel as its users have it, with the compiler that makes loops fast. */
    static KernelProcess startWithBothCompilers() throws IOException {
        return start(Map.of());
    }

    /** Starts a kernel that talks to clients with these keys. */
    static KernelProcess startEncrypted(CurveKeys curve) throws IOException {
        return start(BuiltKernel.launcher(), Map.of(), curve);
    }

    /** Starts the kernel with more variables in its environment. */
    static KernelProcess start(Map<String, String> environment) throws IOException {
        return start(BuiltKernel.launcher(), environment, null);
    }

    /** Starts the kernel as it stands where no cache for a quick start could be made. */
    static KernelProcess startWithoutCache() throws IOException {
        return start(BuiltKernel.launcherWithoutCache(), Map.of(), null);
    }

    /** Starts the kernel in a folder, as Jupyter starts it in that of the notebook. */
    static KernelProcess start(Map<String, String> environment, Path folder) throws IOException {
        return new KernelProcess(
                List.of("sh", "-c", "cd '" + folder + "' && exec '" + BuiltKernel.launcher() + "' \"$0\""),
                environment, null);
    }

    /** Starts the kernel under a shell that waits for it, so that the kernel's parent can be killed. */
    static KernelProcess startUnderShell() throws IOException {
        return new KernelProcess(
                List.of("sh", "-c", "'" + BuiltKernel.launcher() + "' \"$0\" & wait"), Map.of(), null);
    }

    private static KernelProcess start(Path launcher, Map<String, String> environment,
            @Nullable CurveKeys curve) throws IOException {
        return new KernelProcess(List.of(launcher.toString()), environment, curve);
    }

    private KernelProcess(List<String> command, Map<String, String> environment, @Nullable CurveKeys curve)
            throws IOException {
        this.curve = curve;
        ports = new Ports(5);
        Path directory = Files.createTempDirectory("leibniz-kernel");
        Path connection = directory.resolve("connection file.json");
        log = directory.resolve("log.txt");
        JsonObject json = Json.of("transport", "tcp", "ip", "127.0.0.1", "key", KEY, "signature_scheme",
                "hmac-sha256", "shell_port", ports.get(0), "control_port", ports.get(1), "iopub_port",
                ports.get(2),
                "stdin_port", ports.get(3), "hb_port", ports.get(4));
        if (curve != null) {
            json.addProperty("curve_publickey", curve.publicKey());
            json.addProperty("curve_secretkey", curve.secretKey());
        }
        Files.writeString(connection, json.toString());
        List<String> line = new ArrayList<>(command);
        line.add(connection.toString());
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("LEIBNIZ_JAVA_HOME", System.getProperty("java.home"));
        // The history of whoever runs the tests is not theirs to write to.
        builder.environment().put("XDG_DATA_HOME", directory.toString());
        builder.environment().putAll(environment);
        process = builder.start();
        shell = connect(SocketType.DEALER, ports.get(0));
        control = connect(SocketType.DEALER, ports.get(1));
        iopub = socket(SocketType.SUB);
        iopub.subscribe("");
        iopub.connect("tcp://127.0.0.1:" + ports.get(2));
        stdin = connect(SocketType.DEALER, ports.get(3));
        heartbeat = connect(SocketType.REQ, ports.get(4));
        publishedUntil(m -> m.type().equals("iopub_welcome"));
    }

    /**
     * Another client that hears all that is published, and keeps at most so many messages that it has not
     * taken.
     */
    ZMQ.Socket subscriber(int messages) {
        ZMQ.Socket subscriber = socket(SocketType.SUB);
        subscriber.setRcvHWM(messages);
        subscriber.subscribe("");
        subscriber.connect("tcp://127.0.0.1:" + ports.get(2));
        return subscriber;
    }

    private ZMQ.Socket connect(SocketType type, int port) {
        ZMQ.Socket socket = socket(type);
        socket.setIdentity("client".getBytes(StandardCharsets.US_ASCII));
        socket.connect("tcp://127.0.0.1:" + port);
        return socket;
    }

    private ZMQ.Socket socket(SocketType type) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setReceiveTimeOut(TIMEOUT_MILLIS);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        if (curve != null) {
            curve.connect(socket);
        }
        return socket;
    }

    /** The addresses of shell, control, iopub, stdin and heartbeat. */
    List<String> addresses() {
        return ports.numbers().stream().map(port -> "tcp://127.0.0.1:" + port).toList();
    }

    Process process() {
        return process;
    }

    /** What the kernel wrote to its terminal. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Sends a request and returns its message. */
    Message send(ZMQ.Socket channel, String type, JsonObject content) {
        Message request = wire.answer(null, List.of(), type, content);
        sendFrames(channel, wire.write(request));
        return request;
    }

    static void sendFrames(ZMQ.Socket channel, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            channel.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
        }
    }

    /** What the threads of a kernel do that does not answer. */
    private String threads() {
        try {
            Process jcmd = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    String.valueOf(process.pid()), "Thread.print").redirectErrorStream(true).start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    Message receive(ZMQ.Socket channel) {
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = channel.recv();
            if (frame == null) {
                throw new AssertionError(
                        "nothing came from the kernel within " + TIMEOUT_MILLIS + " ms; its log: "
                                + logOrReason() + "\nits threads:\n" + threads());
            }
            frames.add(frame);
        } while (channel.hasReceiveMore());
        try {
            return wire.read(frames);
        } catch (MalformedMessageException e) {
            throw new AssertionError("the kernel sent a malformed message: " + e.getMessage(), e);
        }
    }

    private String logOrReason() {
        try {
            return log();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What is published up to and with the first message that {@code last} accepts. */
    List<Message> publishedUntil(Predicate<Message> last) {
        List<Message> published = new ArrayList<>();
        publishedUntil(published, all -> !all.isEmpty() && last.test(all.getLast()));
        return published;
    }

    /** What is published up to and with the idle status that ends a request. */
    List<Message> publishedUntilEnd(Message request) {
        return publishedUntil(m -> isEnd(m, request));
    }

    /** Adds to what was published so far what comes, until all of it together is what is waited for. */
    void publishedUntil(List<Message> published, Predicate<List<Message>> enough) {
        while (!enough.test(published)) {
            published.add(receive(iopub));
        }
    }

    /**
     * Waits until a request has printed a text, and returns what it has printed until then. The text may come
     * in any number of messages: the kernel sends what was printed when ten milliseconds have passed.
     */
    String printedUntil(Message request, String text) {
        List<Message> published = new ArrayList<>();
        publishedUntil(published, all -> printed(under(all, request)).contains(text));
        return printed(under(published, request));
    }

    /** The messages that carry the header of a request. */
    static List<Message> under(List<Message> published, Message request) {
        return published.stream().filter(m -> answers(m, request)).toList();
    }

    /** What was printed on both streams. */
    static String printed(List<Message> published) {
        return published.stream().filter(m -> m.type().equals("stream"))
                .map(m -> m.content().get("text").getAsString()).collect(Collectors.joining());
    }

    /**
     * Waits until the kernel has read all that was sent on the shell channel, also while a cell runs. It
     * reads in order and drops what is no message with a line in its log, so the line of one that is sent now
     * tells.
     */
    void untilShellIsRead() throws IOException {
        int frames = MARK_FRAMES + marks++;
        sendFrames(shell, Collections.nCopies(frames, new byte[0]));
        // The frame that names the sender comes on top.
        while (!log().contains("but got " + (frames + 1) + " frames")) {
            // The answer of another channel gives the kernel time.
            send(control, "kernel_info_request", new JsonObject());
            receive(control);
        }
    }

    /** Waits until a cell asks for input and answers it; returns what it asked. */
    Message giveInput(String line) {
        Message asked = receive(stdin);
        sendFrames(stdin, wire.write(wire.answer(asked, List.of(), "input_reply", Json.of("value", line))));
        return asked;
    }

    Answer request(String type, JsonObject content) {
        return answer(send(shell, type, content));
    }

    /** Waits for the end of a request and gathers what belongs to it. */
    Answer answer(Message request) {
        List<Message> published = publishedUntilEnd(request);
        Message reply = receive(shell);
        if (!answers(reply, request)) {
            throw new AssertionError("expected the reply to " + request.type() + " but got " + reply.type()
                    + " for another request: " + reply.content());
        }
        return new Answer(under(published, request), reply.content());
    }

    Answer run(String code) {
        return request("execute_request", execution(code));
    }

    static JsonObject execution(String code) {
        return Json.of("code", code, "silent", false, "store_history", true, "user_expressions",
                new JsonObject(),
                "allow_stdin", false, "stop_on_error", true);
    }

    /** Starts a cell, waits until it has printed {@code started}, and returns its request. */
    Message startCell(String code, String started) {
        Message request = send(shell, "execute_request", execution(code));
        printedUntil(request, started);
        return request;
    }

    static boolean answers(Message message, Message request) {
        return Json.string(message.parent(), "msg_id", "")
                .equals(Json.string(request.header(), "msg_id", "?"));
    }

    static boolean isState(Message message, String state) {
        return message.type().equals("status")
                && message.content().get("execution_state").getAsString().equals(state);
    }

    /** Whether a message is the idle status that ends a request. */
    static boolean isEnd(Message message, Message request) {
        return isState(message, "idle") && answers(message, request);
    }

    static List<String> strings(JsonArray array) {
        List<String> strings = new ArrayList<>();
        array.forEach(e -> strings.add(e.getAsString()));
        return strings;
    }

    /** Whether the process ends by itself before the guard against tests that hang. */
    boolean ends() throws InterruptedException {
        return process.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        context.close();
        ports.close();
    }
}
