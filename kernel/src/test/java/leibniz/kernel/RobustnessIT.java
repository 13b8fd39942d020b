package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever arrives at its sockets, the kernel goes on, says so in a line, and replies where a reply is due.
 */
class RobustnessIT extends WithKernel {
    private static final long SEED = Long.getLong("leibniz.messages.seed", 20260301);
    private static final int MESSAGES = 300;

    private static final List<String> SHELL = List.of("kernel_info_request", "execute_request",
            "complete_request",
            "inspect_request", "is_complete_request", "history_request", "comm_info_request", "comm_open",
            "comm_msg",
            "comm_close", "connect_request", "no_such_request", "no_such_message", "input_reply");
    private static final List<String> CONTROL = List.of("kernel_info_request", "interrupt_request",
            "debug_request",
            "create_subshell_request", "delete_subshell_request", "list_subshell_request", "usage_request",
            "comm_msg");
    private static final List<String> FIELDS = List.of("code", "cursor_pos", "detail_level", "silent",
            "store_history",
            "user_expressions", "allow_stdin", "stop_on_error", "hist_access_type", "output", "raw",
            "session", "start",
            "stop", "n", "pattern", "unique", "comm_id", "target_name", "data", "command", "value");
    private static final List<JsonElement> VALUES = List.of(JsonNull.INSTANCE, json("true"), json("0"),
            json("-1"),
            json("1e999"), json("1e-999"), json("123456789012345678901234567890"), json("1e2000000000"),
            json("''"),
            json("'1 +'"), json("'x\\u0000\\ud800'"), json("'" + "long ".repeat(2000) + "'"), json("[]"),
            json("[[1], 'a']"),
            json("{}"), json("{'a': [null]}"), json("[".repeat(200) + "]".repeat(200)), json("'tail'"),
            json("'range'"),
            json("'search'"));

    private static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    @AfterEach
    void theKernelStillAnswersOnAllChannels() {
        assertEquals("2", kernel.run("1 + 1").result());
        kernel.send(kernel.control, "kernel_info_request", new JsonObject());
        assertEquals("kernel_info_reply", kernel.receive(kernel.control).type());
        kernel.heartbeat.send("beat");
        assertEquals("beat", kernel.heartbeat.recvStr());
        JsonObject content = KernelProcess.execution("System.in.read()");
        content.addProperty("allow_stdin", true);
        Message reading = kernel.send(kernel.shell, "execute_request", content);
        kernel.giveInput("A");
        assertEquals("65", kernel.answer(reading).result());
    }

    @Test
    void requestsWithFieldsOfAnyKindAreAnswered() {
        Random random = new Random(SEED);
        for (int i = 0; i < MESSAGES; i++) {
            boolean onControl = random.nextInt(5) == 0;
            String type = pick(onControl ? CONTROL : SHELL, random);
            JsonObject content = new JsonObject();
            for (String field : FIELDS) {
                if (random.nextInt(3) == 0) {
                    content.add(field, pick(VALUES, random));
                }
            }
            String told = "message " + i + " of seed " + SEED + ": " + type + " " + content;
            var channel = onControl ? kernel.control : kernel.shell;
            Message request = kernel.send(channel, type, content);
            try {
                kernel.publishedUntilEnd(request);
                if (type.endsWith("_request")) {
                    Message reply = kernel.receive(channel);
                    assertTrue(KernelProcess.answers(reply, request), told);
                    assertEquals(type.replace("_request", "_reply"), reply.type(), told);
                    // the reply to a debugger is one of its own protocol
                    assertTrue(reply.content().has(type.equals("debug_request") ? "success" : "status"),
                            told);
                }
            } catch (AssertionError e) {
                throw new AssertionError(told, e);
            }
        }
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    @Test
    void headersOfAnyKindAreSurvived() {
        for (String header : List.of("{}", "[]", "null", "5", "{'msg_type': 5}",
                "{'msg_type': 'execute_request'}",
                "{'msg_type': '', 'msg_id': 'x'}", "{'msg_type': ['a'], 'session': {}}",
                "{'msg_type': 'kernel_info_request', 'msg_id': [], 'session': null, 'date': 0, 'version': {}}",
                "{'msg_type': '\\u001b[31m" + "x".repeat(100_000) + "'}")) {
            for (var channel : List.of(kernel.shell, kernel.control, kernel.stdin)) {
                KernelProcess.sendFrames(channel, signed(header, "{}", "{}", "{}"));
            }
        }
        Message last = kernel.send(kernel.shell, "kernel_info_request", new JsonObject());
        kernel.publishedUntilEnd(last);
        // Some of these were requests, and got their replies.
        while (!KernelProcess.answers(kernel.receive(kernel.shell), last)) {
        }
        Message control = kernel.send(kernel.control, "kernel_info_request", new JsonObject());
        while (!KernelProcess.answers(kernel.receive(kernel.control), control)) {
        }
    }

    private static List<byte[]> signed(String... parts) {
        List<byte[]> body = new ArrayList<>();
        for (String part : parts) {
            body.add(part.getBytes(StandardCharsets.UTF_8));
        }
        return kernel.wire.write(body);
    }

    @Test
    void whatIsNoJsonIsDroppedWithALine() throws IOException {
        long before = lines("dropped a message on shell: the content is not a JSON object");
        List<byte[]> header = kernel.wire.write(
                kernel.wire.answer(null, List.of(), "execute_request", new JsonObject())).subList(2, 5);
        List<byte[]> contents = List.of("{\"code\": ".getBytes(StandardCharsets.UTF_8),
                "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                "{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                new byte[]{ (byte) 0xff, (byte) 0xfe, 0 },
                new byte[0], "null".getBytes(StandardCharsets.UTF_8),
                "{} {}".getBytes(StandardCharsets.UTF_8));
        for (byte[] content : contents) {
            List<byte[]> body = new ArrayList<>(header);
            body.add(content);
            KernelProcess.sendFrames(kernel.shell, kernel.wire.write(body));
        }
        assertEquals("ok", kernel.request("kernel_info_request", new JsonObject()).status());
        assertEquals(contents.size(),
                lines("dropped a message on shell: the content is not a JSON object") - before, kernel.log());
    }

    private static long lines(String beginning) throws IOException {
        return kernel.log().lines().filter(line -> line.startsWith("leibniz: " + beginning)).count();
    }

    @Test
    void bytesThatAreNoMessagesAreSurvived() throws IOException {
        Random random = new Random(SEED);
        byte[] greeting = bytes(0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 0, 'N', 'U', 'L', 'L');
        byte[] ready = bytes(0x04, 0x26, 5, 'R', 'E', 'A', 'D', 'Y', 11, 'S', 'o', 'c', 'k', 'e', 't', '-',
                'T', 'y',
                'p', 'e', 0, 0, 0, 6, 'D', 'E', 'A', 'L', 'E', 'R', 8, 'I', 'd', 'e', 'n', 't', 'i', 't', 'y',
                0, 0, 0, 0);
        for (String address : kernel.addresses()) {
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            for (int i = 0; i < 20; i++) {
                byte[] noise = new byte[500];
                random.nextBytes(noise);
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    ByteBuffer sent = ByteBuffer.allocate(1000);
                    switch (i % 4) {
                        case 0 -> sent.put("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                        case 1 -> sent.put(greeting).position(64).put(noise);
                        case 2 -> sent.put(greeting).position(64).put(ready).put(noise);
                        // A frame of the length that follows its flags.
                        default -> sent.put(greeting).position(64).put(ready).put((byte) 2)
                                .putLong(new long[]{ Long.MAX_VALUE, -1, Integer.MAX_VALUE, -5L << 32,
                                        1L << 40 }[i / 4])
                                .put(noise);
                    }
                    socket.getOutputStream().write(sent.array(), 0, sent.position());
                } catch (IOException e) {
                    // The kernel may hang up while this still sends.
                }
            }
        }
        assertEquals("ok", kernel.request("kernel_info_request", new JsonObject()).status());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void aMistypedFieldIsNamedInALine() throws IOException {
        JsonObject content = KernelProcess.execution("1");
        content.addProperty("silent", "certainly");
        assertEquals("ok", kernel.request("execute_request", content).status());
        assertEquals(1, lines("expected true or false as silent but got \"certainly\"; took false"),
                kernel.log());
    }
}
