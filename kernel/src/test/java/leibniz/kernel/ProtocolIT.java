package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import leibniz.kernel.protocol.Wire;
import org.junit.jupiter.api.Test;
import org.zeromq.ZMQ;

/** The requests of the Jupyter protocol, well-formed and not. */
class ProtocolIT extends WithKernel {
    @Test
    void theKernelDescribesItself() {
        JsonObject info = kernel.request("kernel_info_request", new JsonObject()).reply();
        assertEquals("ok", info.get("status").getAsString());
        assertEquals("5.5", info.get("protocol_version").getAsString());
        assertEquals("java", info.getAsJsonObject("language_info").get("name").getAsString());
        assertEquals(".java", info.getAsJsonObject("language_info").get("file_extension").getAsString());
        assertEquals(List.of("debugger"), KernelProcess.strings(info.getAsJsonArray("supported_features")));
        for (JsonElement link : info.getAsJsonArray("help_links")) {
            assertFalse(link.getAsJsonObject().get("text").getAsString().isEmpty());
            assertEquals("https", URI.create(link.getAsJsonObject().get("url").getAsString()).getScheme());
        }
    }

    @Test
    void datesAreThoseThatClientsOfPythonRead() {
        Answer answer = kernel.run("1");
        for (Message message : answer.published()) {
            String date = message.header().get("date").getAsString();
            assertTrue(date.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{1,6}Z"), date);
        }
    }

    @Test
    void requestsThatTheKernelDoesNotKnowGetAnErrorReply() {
        for (String type : List.of("create_subshell_request", "delete_subshell_request",
                "list_subshell_request", "usage_request", "execute_request")) {
            Message request = kernel.send(kernel.control, type, new JsonObject());
            Message reply = kernel.receive(kernel.control);
            assertEquals(type.replace("_request", "_reply"), reply.type());
            assertEquals("error", reply.content().get("status").getAsString());
            assertTrue(reply.content().get("evalue").getAsString().contains(type), reply.content()::toString);
            kernel.publishedUntilEnd(request);
        }
    }

    @Test
    void eachSubscriptionIsWelcomedWithItsTopic() {
        try (ZMQ.Socket another = kernel.subscriber(1000)) {
            Message welcome = kernel.receive(another);
            assertEquals("iopub_welcome", welcome.type());
            assertEquals("", welcome.content().get("subscription").getAsString());
            assertEquals(new JsonObject(), welcome.parent());
            another.subscribe("kernel.status");
            do {
                welcome = kernel.receive(another);
            } while (!welcome.type().equals("iopub_welcome"));
            assertEquals("kernel.status", welcome.content().get("subscription").getAsString());
        }
    }

    @Test
    void aRequestIsBracketedByBusyAndIdleAndCarriesItsParent() {
        Answer answer = kernel.run("40 + 2");
        List<String> types = answer.published().stream().map(Message::type).toList();
        assertEquals(List.of("status", "execute_input", "execute_result", "status"), types);
        assertTrue(KernelProcess.isState(answer.published().get(0), "busy"));
    }

    @Test
    void executionCountsRiseOnlyForCellsThatAreStored() {
        int count = kernel.run("1").reply().get("execution_count").getAsInt();
        JsonObject silent = KernelProcess.execution("System.out.print(\"\"); 2");
        silent.addProperty("silent", true);
        Answer quiet = kernel.request("execute_request", silent);
        assertEquals(count, quiet.reply().get("execution_count").getAsInt());
        assertEquals(List.of("status", "status"), quiet.published().stream().map(Message::type).toList());
        JsonObject unstored = KernelProcess.execution("3");
        unstored.addProperty("store_history", false);
        assertEquals(count,
                kernel.request("execute_request", unstored).reply().get("execution_count").getAsInt());
        assertEquals(count + 1, kernel.run("4").reply().get("execution_count").getAsInt());
    }

    @Test
    void userExpressionsAreEvaluatedAfterTheCell() {
        JsonObject content = KernelProcess.execution("int fromCell = 20;");
        content.add("user_expressions",
                Json.of("good", "fromCell + 1", "bad", "noSuchName", "thrown", "1 / 0"));
        JsonObject values = kernel.request("execute_request", content).reply()
                .getAsJsonObject("user_expressions");
        assertEquals("21", Answer.data(values.getAsJsonObject("good"), "text/plain"));
        assertEquals("error", values.getAsJsonObject("bad").get("status").getAsString());
        assertEquals("java.lang.ArithmeticException",
                values.getAsJsonObject("thrown").get("ename").getAsString());
    }

    @Test
    void cellsThatWaitedBehindAFailureAreAborted() throws IOException {
        JsonObject content = KernelProcess.execution("System.in.read(); throw new Exception();");
        content.addProperty("allow_stdin", true);
        Message failing = kernel.send(kernel.shell, "execute_request", content);
        Message waiting = kernel.send(kernel.shell, "execute_request",
                KernelProcess.execution("int aborted = 1;"));
        Message asking = kernel.send(kernel.shell, "kernel_info_request", new JsonObject());
        kernel.untilShellIsRead();
        kernel.giveInput("x");
        assertEquals("error", kernel.answer(failing).status());
        assertEquals("aborted", kernel.answer(waiting).status());
        assertEquals("ok", kernel.answer(asking).status());
        assertEquals("error", kernel.run("aborted").status());
    }

    @Test
    void aFailureWithoutStopOnErrorLetsTheNextCellRun() {
        JsonObject failing = KernelProcess.execution("throw new Exception(\"expected\");");
        failing.addProperty("stop_on_error", false);
        Message first = kernel.send(kernel.shell, "execute_request", failing);
        Message second = kernel.send(kernel.shell, "execute_request", KernelProcess.execution("5 * 5"));
        assertEquals("error", kernel.answer(first).status());
        assertEquals("25", kernel.answer(second).result());
    }

    @Test
    void completionCountsCodePoints() {
        kernel.run("var distinctiveName = 1;");
        String code = "String s = \"\uD83D\uDE00\"; distinct";
        JsonObject reply = complete(code, code.codePointCount(0, code.length()));
        assertEquals(List.of("distinctiveName"), KernelProcess.strings(reply.getAsJsonArray("matches")));
        assertEquals(code.codePointCount(0, code.indexOf("distinct")), reply.get("cursor_start").getAsInt());
        assertEquals(code.codePointCount(0, code.length()), reply.get("cursor_end").getAsInt());
        assertTrue(KernelProcess.strings(complete("\"text\".substr", 13).getAsJsonArray("matches"))
                .contains("substring("));
        for (int cursor : new int[]{ -3, 0, 1, 5000 }) {
            assertEquals("ok", complete("Str", cursor).get("status").getAsString());
        }
    }

    private static JsonObject complete(String code, int cursor) {
        return kernel.request("complete_request", Json.of("code", code, "cursor_pos", cursor)).reply();
    }

    @Test
    void inspectionFindsTheNameUnderTheCursorAndTheCallAroundIt() {
        for (int cursor : new int[]{ 5, 8, 9 }) {
            JsonObject reply = kernel
                    .request("inspect_request", Json.of("code", "Math.max(1, 2)", "cursor_pos", cursor))
                    .reply();
            assertTrue(reply.get("found").getAsBoolean(), "at " + cursor);
            assertTrue(Answer.data(reply, "text/plain").contains("int Math.max(int a, int b)"),
                    "at " + cursor);
        }
        JsonObject nothing = kernel
                .request("inspect_request", Json.of("code", "noSuchThing", "cursor_pos", 3)).reply();
        assertFalse(nothing.get("found").getAsBoolean());
    }

    @Test
    void completenessTellsTheEditorWhetherToContinue() {
        assertEquals("complete", completeness("int a = 1; a + 1"));
        assertEquals("complete", completeness("// a comment"));
        assertEquals("incomplete", completeness("int f(int a) {"));
        assertEquals("incomplete", completeness("int a = 1; for (int i = 0; i < a; i++) {"));
        assertEquals("invalid", completeness(") 3"));
        JsonObject reply = kernel.request("is_complete_request", Json.of("code", "class A {\n    void f() {"))
                .reply();
        assertEquals("        ", reply.get("indent").getAsString());
    }

    private static String completeness(String code) {
        return kernel.request("is_complete_request", Json.of("code", code)).status();
    }

    @Test
    void historyGivesTheTailARangeAndASearch() {
        int count = kernel.run("\"history one\"").reply().get("execution_count").getAsInt();
        kernel.run("\"history two\"");
        kernel.run("\"history one\"");
        assertEquals(List.of("\"history two\"", "\"history one\""),
                history(Json.of("hist_access_type", "tail", "n", 2)));
        assertEquals(List.of("\"history one\"", "\"history two\""), history(
                Json.of("hist_access_type", "range", "session", 0, "start", count, "stop", count + 2)));
        assertEquals(List.of("\"history two\"", "\"history one\""), history(
                Json.of("hist_access_type", "search", "pattern", "*history*", "unique", true, "n", 10)));
        assertEquals("ok",
                kernel.request("history_request", Json.of("hist_access_type", "no such type")).status());
    }

    private static List<String> history(JsonObject request) {
        List<String> inputs = new ArrayList<>();
        JsonArray entries = kernel.request("history_request", request).reply().getAsJsonArray("history");
        entries.forEach(e -> inputs.add(e.getAsJsonArray().get(2).getAsString()));
        return inputs;
    }

    @Test
    void commsOfUnknownTargetsAreClosed() {
        assertEquals(new JsonObject(),
                kernel.request("comm_info_request", new JsonObject()).reply().getAsJsonObject("comms"));
        Message open = kernel.send(kernel.shell, "comm_open",
                Json.of("comm_id", "c1", "target_name", "nobody", "data", new JsonObject()));
        List<Message> published = kernel.publishedUntilEnd(open);
        assertTrue(published.stream().anyMatch(
                m -> m.type().equals("comm_close") && m.content().get("comm_id").getAsString().equals("c1")));
    }

    @Test
    void theHeartbeatEchoes() {
        kernel.heartbeat.send("beat");
        assertEquals("beat", kernel.heartbeat.recvStr());
    }

    @Test
    void aMessageThatCannotBeReadOrVerifiedIsDroppedWithOneLine() throws IOException {
        kernel.run("int intact = 3;");
        Message valid = kernel.wire.answer(null, List.of(), "execute_request",
                KernelProcess.execution("intact = 4;"));
        List<byte[]> wrongSignature = new ArrayList<>(kernel.wire.write(valid));
        wrongSignature.set(1, "00".repeat(32).getBytes(StandardCharsets.US_ASCII));
        List<byte[]> noSignature = new ArrayList<>(kernel.wire.write(valid));
        noSignature.set(1, new byte[0]);
        List<byte[]> otherKey = new Wire("another key", "hmac-sha256").write(valid);
        List<byte[]> garbage = List.of(new byte[]{ 1, 2, 3 }, new byte[0]);
        List<byte[]> tooShort = wrongSignature.subList(0, 4);
        Message noType = new Message(List.of(), new JsonObject(), new JsonObject(), new JsonObject(),
                new JsonObject(), List.of());
        List<List<byte[]>> bad = List.of(wrongSignature, noSignature, otherKey, garbage, tooShort,
                kernel.wire.write(noType));
        long linesBefore = droppedLines();
        for (var channel : List.of(kernel.shell, kernel.control, kernel.stdin)) {
            for (List<byte[]> frames : bad) {
                KernelProcess.sendFrames(channel, frames);
            }
        }
        // The control channel answers in order, so its reply shows that it has read what came before.
        kernel.send(kernel.control, "kernel_info_request", new JsonObject());
        assertEquals("kernel_info_reply", kernel.receive(kernel.control).type());
        JsonObject content = KernelProcess.execution("System.in.read()");
        content.addProperty("allow_stdin", true);
        Message reading = kernel.send(kernel.shell, "execute_request", content);
        Message asked = kernel.receive(kernel.stdin);
        KernelProcess.sendFrames(kernel.stdin,
                kernel.wire
                        .write(kernel.wire.answer(asked, List.of(), "input_reply", Json.of("value", "A"))));
        assertEquals("65", kernel.answer(reading).result());
        assertEquals("3", kernel.run("intact").result());
        assertEquals(3L * bad.size(), droppedLines() - linesBefore, kernel.log());
    }

    private static long droppedLines() throws IOException {
        return kernel.log().lines().filter(line -> line.startsWith("leibniz: dropped a message on")).count();
    }

    @Test
    void unknownRequestsAndMistypedFieldsAreSurvived() throws IOException {
        Message unknown = kernel.send(kernel.shell, "no_such_request", new JsonObject());
        kernel.publishedUntilEnd(unknown);
        assertEquals("error", kernel.receive(kernel.shell).content().get("status").getAsString());
        assertTrue(kernel.log().contains("unknown message on shell: no_such_request"), kernel.log());
        assertEquals("error", kernel.request("execute_request", new JsonObject()).status());
        assertEquals("error", kernel.request("execute_request", Json.of("code", 5)).status());
        assertEquals("ok", kernel.request("execute_request",
                Json.of("code", "5", "silent", "yes", "user_expressions", "none", "stop_on_error", 1))
                .status());
        assertEquals("ok",
                kernel.request("complete_request", Json.of("code", "S", "cursor_pos", "x")).status());
        assertEquals("ok", kernel.request("history_request", Json.of("n", "many")).status());
        assertEquals("6", kernel.run("2 * 3").result());
    }
}
