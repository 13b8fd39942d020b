package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines between cells and the front end. */
class CommIT extends WithKernel {
    /** Runs a cell that opens a comm under a name and returns the message that opened it. */
    private static Message open(String code) {
        Message request = kernel.send(kernel.shell, "execute_request", KernelProcess.execution(code));
        Answer answer = kernel.answer(request);
        assertEquals("ok", answer.status(), () -> answer.reply().toString());
        return only(answer.published(), "comm_open");
    }

    private static Message only(List<Message> messages, String type) {
        List<Message> found = messages.stream().filter(m -> m.type().equals(type)).toList();
        assertEquals(1, found.size(), () -> type + " among " + messages);
        return found.get(0);
    }

    private static String id(Message comm) {
        return comm.content().get("comm_id").getAsString();
    }

    /**
     * Sends a message of the front end and returns all that is published until the kernel has dealt with it.
     */
    private static List<Message> send(String type, JsonObject content, byte[]... buffers) {
        Message request = kernel.wire.answer(null, List.of(), type, content);
        KernelProcess.sendFrames(kernel.shell, kernel.wire.write(new Message(List.of(), request.header(),
                request.parent(), request.metadata(), content, List.of(buffers))));
        List<Message> published = kernel.publishedUntilEnd(request);
        for (Message message : published) {
            boolean shown = List.of("stream", "display_data", "error").contains(message.type());
            assertEquals(!shown, KernelProcess.answers(message, request),
                    () -> "what a callback shows belongs to its cell, the rest to the message: " + message);
        }
        return published;
    }

    private static List<Message> message(Message comm, String data, byte[]... buffers) {
        return send("comm_msg", Json.of("comm_id", id(comm), "data", JsonParser.parseString(data)), buffers);
    }

    @Test
    void aCellOpensSendsAndCloses() {
        Message open = open("""
                var comm = Comm.open("plot", Map.of("text", "é", "list", List.of(1, 2.5, true)),
                        Map.of("version", "2.1.0"), new byte[]{ 1, 2 });""");
        assertEquals("plot", open.content().get("target_name").getAsString());
        assertEquals(JsonParser.parseString("{text: 'é', list: [1, 2.5, true]}"), open.content().get("data"));
        assertEquals("2.1.0", open.metadata().get("version").getAsString());
        assertArrayEquals(new byte[]{ 1, 2 }, open.buffers().get(0));
        assertEquals("true", kernel.run("comm.isOpen()").result());

        Answer sent = kernel.run("""
                var data = new LinkedHashMap<String, Object>();
                data.put("none", null);
                data.put("numbers", new int[][]{ { 1 }, { } });
                comm.send(data);
                comm.send(Map.of(), "bytes".getBytes(), new byte[0]);""");
        List<Message> messages = sent.published().stream().filter(m -> m.type().equals("comm_msg")).toList();
        assertEquals(JsonParser.parseString("{none: null, numbers: [[1], []]}"),
                messages.get(0).content().get("data"));
        assertEquals("bytes", new String(messages.get(1).buffers().get(0), StandardCharsets.UTF_8));
        assertEquals(id(open), id(messages.get(1)));

        Answer closed = kernel.run("comm.close(Map.of(\"why\", \"done\")); comm.close();\ncomm.isOpen()");
        assertEquals("done",
                only(closed.published(), "comm_close").content().getAsJsonObject("data").get("why")
                        .getAsString());
        assertEquals("false", closed.result());
        assertTrue(kernel.run("comm.send(Map.of());").told().contains("which is closed"));
    }

    @Test
    void callbacksGetWhatTheFrontEndSent() {
        Message open = open("""
                var answering = Comm.open("echo", Map.of());
                answering.onMessage(m -> {
                    System.out.print(m.data() + " " + m.data().get("n").getClass().getSimpleName());
                    answering.send(Map.of("length", m.buffers().get(0).length));
                });
                answering.onClose(m -> System.out.print("closed: " + m.data()));""");
        List<Message> answered = message(open,
                "{n: 7, long: 5000000000, x: 0.5, big: 1e300, a: [1, [null, true]], o: {s: 'é'}}",
                new byte[3]);
        assertEquals("{n=7, long=5000000000, x=0.5, big=1.0E300, a=[1, [null, true]], o={s=é}} Integer",
                KernelProcess.printed(answered));
        assertEquals(3,
                only(answered, "comm_msg").content().getAsJsonObject("data").get("length").getAsInt());
        assertEquals("closed: {bye=1}",
                KernelProcess.printed(
                        send("comm_close", Json.of("comm_id", id(open), "data", Json.of("bye", 1)))));
        assertEquals("false", kernel.run("answering.isOpen()").result());
    }

    @Test
    void whatACallbackShowsAppearsUnderTheCellThatRegisteredIt() {
        Message cell = kernel.send(kernel.shell, "execute_request", KernelProcess.execution("""
                var shown = Comm.open("shown", Map.of());
                shown.onMessage(m -> {
                    System.out.println("printed");
                    display(6 * 7);
                    new Thread(() -> System.err.println("by a thread")).start();
                    throw new IllegalStateException("thrown");
                });"""));
        Message open = only(kernel.answer(cell).published(), "comm_open");
        kernel.run("\"another cell\"");
        List<Message> published = new ArrayList<>(message(open, "{}"));
        kernel.publishedUntil(published, all -> KernelProcess.printed(all).contains("by a thread\n"));
        List<Message> under = KernelProcess.under(published, cell);
        String printed = KernelProcess.printed(under);
        assertTrue(printed.contains("printed\n") && printed.contains("by a thread\n"), printed);
        assertEquals("42", Answer.data(only(under, "display_data").content(), "text/plain"));
        JsonObject error = only(under, "error").content();
        assertEquals("java.lang.IllegalStateException", error.get("ename").getAsString());
        assertTrue(error.get("traceback").toString().contains("thrown"), error::toString);
        assertTrue(error.get("traceback").toString().contains(", line 6"), error::toString);
        assertEquals("2", kernel.run("1 + 1").result());
    }

    @Test
    void aCallbackIsInterruptible() {
        Message cell = kernel.send(kernel.shell, "execute_request", KernelProcess.execution("""
                var endless = Comm.open("endless", Map.of());
                endless.onMessage(m -> { System.out.println("go"); while (true) { } });"""));
        Message open = only(kernel.answer(cell).published(), "comm_open");
        Message request = kernel.send(kernel.shell, "comm_msg",
                Json.of("comm_id", id(open), "data", new JsonObject()));
        kernel.printedUntil(cell, "go");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        kernel.receive(kernel.control);
        List<Message> published = kernel.publishedUntilEnd(request);
        assertEquals("Interrupted", only(published, "error").content().get("ename").getAsString());
        assertEquals("2", kernel.run("1 + 1").result());
    }

    @Test
    void theFrontEndOpensACommToWhatACellRegistered() {
        kernel.run("""
                Comm.onOpen("slider", (comm, message) -> {
                    if (message.data().containsKey("fail")) {
                        throw new IllegalArgumentException("refused");
                    }
                    comm.onMessage(m -> comm.send(Map.of("got", m.data().get("value"))));
                    comm.send(Map.of("started", true));
                });""");
        List<Message> opened = send("comm_open",
                Json.of("comm_id", "from-front-end", "target_name", "slider", "data", Json.of("start", 1)));
        assertTrue(only(opened, "comm_msg").content().getAsJsonObject("data").get("started").getAsBoolean());
        List<Message> answered = send("comm_msg",
                Json.of("comm_id", "from-front-end", "data", Json.of("value", 8)));
        assertEquals(8, only(answered, "comm_msg").content().getAsJsonObject("data").get("got").getAsInt());

        JsonObject all = info(new JsonObject());
        assertEquals("slider", all.getAsJsonObject("from-front-end").get("target_name").getAsString());
        assertTrue(info(Json.of("target_name", "slider")).has("from-front-end"));
        assertFalse(info(Json.of("target_name", "another")).has("from-front-end"));

        List<Message> refused = send("comm_open",
                Json.of("comm_id", "refused", "target_name", "slider", "data", Json.of("fail", true)));
        assertEquals("refused", id(only(refused, "comm_close")));
        assertEquals("refused", only(refused, "error").content().get("evalue").getAsString());
        List<Message> unknown = send("comm_open",
                Json.of("comm_id", "unknown", "target_name", "nobody", "data", new JsonObject()));
        assertEquals("unknown", id(only(unknown, "comm_close")));
        assertFalse(info(new JsonObject()).has("refused") || info(new JsonObject()).has("unknown"));
    }

    private static JsonObject info(JsonObject content) {
        return kernel.request("comm_info_request", content).reply().getAsJsonObject("comms");
    }

    @Test
    void messagesToCommsThatAreNotThereAreIgnored() {
        send("comm_msg", Json.of("comm_id", "nowhere", "data", new JsonObject()));
        send("comm_close", Json.of("comm_id", 5, "data", "none"));
        send("comm_open", new JsonObject());
        assertEquals("2", kernel.run("1 + 1").result());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            data.x is NaN; Map.of("x", Double.NaN)
            data.x[1] is a Thing; Map.of("x", List.of(1, new Thing()))
            data.x.y is a leibniz.autograd.Tensor; Map.of("x", Map.of("y", tensor(1.0)))
            lies deeper than 100 levels; endlessMap""")
    void whatJsonDoesNotHaveIsRefusedBeforeAnythingIsSent(String told, String data) {
        kernel.run("""
                class Thing { }
                var endlessMap = new HashMap<String, Object>();
                endlessMap.put("x", endlessMap);""");
        Answer answer = kernel.run("Comm.open(\"t\", " + data + ")");
        assertEquals("java.lang.IllegalArgumentException", answer.reply().get("ename").getAsString());
        assertTrue(answer.told().contains(told), answer.traceback());
        assertTrue(answer.published().stream().noneMatch(m -> m.type().equals("comm_open")));
    }
}
