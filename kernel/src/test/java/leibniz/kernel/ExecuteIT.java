package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;

/** The options of a request to run a cell. */
class ExecuteIT extends WithKernel {
    private static JsonObject with(String code, Object... options) {
        JsonObject content = KernelProcess.execution(code);
        Json.of(options).asMap().forEach(content::add);
        return content;
    }

    private static Answer execute(JsonObject content) {
        return kernel.request("execute_request", content);
    }

    @Test
    void aSilentCellShowsNothingAndIsNotStored() {
        int count = kernel.run("int seen = 0;").reply().get("execution_count").getAsInt();
        for (String code : List.of(
                "seen = 1; System.out.println(\"out\"); System.err.println(\"err\"); display(2);\n3",
                "throw new Exception(\"silent\");", "int broken = \"text\";")) {
            Answer answer = execute(with(code, "silent", true, "store_history", true));
            assertEquals(List.of(), answer.shown(), code);
            assertEquals(count, answer.reply().get("execution_count").getAsInt());
        }
        assertEquals("1", kernel.run("seen").result());
        assertTrue(kernel
                .request("history_request", Json.of("hist_access_type", "search", "pattern", "*silent\")*"))
                .reply().getAsJsonArray("history").isEmpty());
    }

    @Test
    void aCellThatIsNotStoredIsShownAndNotInTheHistory() {
        int count = kernel.run("1").reply().get("execution_count").getAsInt();
        Answer answer = execute(with("\"not stored\"", "store_history", false));
        assertEquals(List.of("execute_input", "execute_result"), answer.shown());
        assertEquals(count, answer.reply().get("execution_count").getAsInt());
        assertTrue(kernel
                .request("history_request", Json.of("hist_access_type", "search", "pattern", "*not stored*"))
                .reply().getAsJsonArray("history").isEmpty());
    }

    @Test
    void whatWaitedBehindAFailureIsAbortedInItsOrder() throws IOException {
        Message failing = kernel.send(kernel.shell, "execute_request", with(
                "System.in.read(); throw new Exception(\"stops the rest\");", "allow_stdin", true));
        List<Message> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(kernel.send(kernel.shell, "execute_request",
                    KernelProcess.execution("int run" + i + " = 1;")));
            waiting.add(kernel.send(kernel.shell, "is_complete_request", Json.of("code", "1")));
        }
        kernel.untilShellIsRead();
        kernel.giveInput("");
        assertEquals("error", kernel.answer(failing).status());
        for (Message request : waiting) {
            Answer answer = kernel.answer(request);
            assertEquals(request.type().equals("execute_request") ? "aborted" : "complete", answer.status());
            assertEquals(List.of(), answer.shown());
        }
        assertEquals("error", kernel.run("run0").status());
        assertEquals("2", kernel.run("1 + 1").result());
    }

    @Test
    void aSilentFailureAbortsNothing() throws IOException {
        Message failing = kernel.send(kernel.shell, "execute_request",
                with("System.in.read(); throw new Exception();", "allow_stdin", true, "silent", true));
        Message next = kernel.send(kernel.shell, "execute_request", KernelProcess.execution("5 * 5"));
        kernel.untilShellIsRead();
        kernel.giveInput("");
        assertEquals("error", kernel.answer(failing).status());
        assertEquals("25", kernel.answer(next).result());
    }

    @Test
    void userExpressionsMayPrintAndFailEachForItself() {
        kernel.run("int told(int n) { System.out.println(\"told \" + n); return n; }");
        Answer answer = execute(with("1", "user_expressions", Json.of("prints", "told(7)", "throws",
                "Integer.parseInt(\"x\")", "broken", "1 +", "unknown", "noSuchName", "nothing", "",
                "mistyped", 5,
                "rich", "tensor(1.0, 2.0)")));
        assertEquals("told 7\n", answer.printed("stdout"));
        assertEquals("ok", answer.status());
        JsonObject values = answer.reply().getAsJsonObject("user_expressions");
        assertEquals("7", Answer.data(values.getAsJsonObject("prints"), "text/plain"));
        assertEquals("java.lang.NumberFormatException",
                values.getAsJsonObject("throws").get("ename").getAsString());
        for (String failed : List.of("throws", "broken", "unknown", "nothing", "mistyped")) {
            JsonObject value = values.getAsJsonObject(failed);
            assertEquals("error", value.get("status").getAsString(), failed);
            assertTrue(value.has("ename") && value.has("evalue") && value.has("traceback"), value::toString);
        }
        assertTrue(values.getAsJsonObject("rich").getAsJsonObject("data").has("text/html"));
    }

    @Test
    void userExpressionsAreNotEvaluatedAfterAFailure() {
        Answer answer = execute(with("throw new Exception();", "user_expressions",
                Json.of("e", "System.out.printf(\"evaluated\")")));
        assertEquals("", answer.printed("stdout"));
    }

    @Test
    void aUserExpressionIsInterruptibleAndSoAreThoseAfterIt() {
        kernel.run("int endless() { System.out.println(\"go\"); while (true) { } }");
        Message running = kernel.send(kernel.shell, "execute_request",
                with("1", "user_expressions", Json.of("first", "endless()", "second", "endless()")));
        kernel.printedUntil(running, "go");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        kernel.receive(kernel.control);
        JsonObject values = kernel.answer(running).reply().getAsJsonObject("user_expressions");
        for (String name : List.of("first", "second")) {
            assertEquals("Interrupted", values.getAsJsonObject(name).get("ename").getAsString());
        }
        assertEquals("2", kernel.run("1 + 1").result());
    }
}
