package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cells read from System.in comes from the user of the client. */
class InputIT extends WithKernel {
    private static Message reading(String code) {
        JsonObject content = KernelProcess.execution(code);
        content.addProperty("allow_stdin", true);
        return kernel.send(kernel.shell, "execute_request", content);
    }

    private static void interrupt() {
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
    }

    @ParameterizedTest
    @ValueSource(strings = { "new Scanner(System.in).nextLine()",
            "new BufferedReader(new InputStreamReader(System.in)).readLine()",
            "var bytes = new ByteArrayOutputStream();\nfor (int b; (b = System.in.read()) != '\\n';) bytes.write(b);\n"
                    + "bytes.toString(java.nio.charset.StandardCharsets.UTF_8)" })
    void linesOfAnyLengthAndScriptArriveWhole(String code) {
        for (String line : List.of("", "Grüße 你好", "\uD83D\uDE00 \uD834\uDD1E", "x".repeat(20_000),
                "你\uD83D\uDE00".repeat(10_000))) {
            Message request = reading(
                    "String line = \"\";\n" + code.replaceAll("(?m)^(new|bytes\\.toString)", "line = $1")
                            + ";\nline.length() + \" \" + line.hashCode()");
            kernel.giveInput(line);
            assertEquals(line.length() + " " + line.hashCode(), kernel.answer(request).result());
        }
    }

    @Test
    void theTextBeforeAQuestionIsShownBeforeIt() {
        Message request = reading("System.out.print(\"name? \");\nnew Scanner(System.in).nextLine()");
        assertEquals("name? ", kernel.printedUntil(request, "name? "));
        kernel.giveInput("Ada");
        assertEquals("Ada", kernel.answer(request).result());
    }

    @Test
    void severalLinesAreAskedForOneByOne() {
        Message request = reading(
                "var scanner = new Scanner(System.in);\nscanner.nextInt() + scanner.nextInt()");
        kernel.giveInput("20");
        kernel.giveInput("22");
        assertEquals("42", kernel.answer(request).result());
    }

    @ParameterizedTest
    @ValueSource(strings = { "System.in.read()", "new Scanner(System.in).nextLine()",
            "new BufferedReader(new InputStreamReader(System.in)).readLine()" })
    void whereTheClientTakesNoQuestionsReadingFailsAndSaysWhy(String code) {
        Answer refused = kernel.run(code);
        assertTrue(refused.reply().get("evalue").getAsString().contains("takes no input"),
                refused.traceback());
        assertEquals("error", kernel.request("execute_request", Json.of("code", code)).status(),
                "a client that does not say that it takes questions is asked one");
    }

    @Test
    void anEndOfTheInputIsOne() {
        Message request = reading("System.in.read()");
        kernel.giveInput("\u0004");
        assertEquals("-1", kernel.answer(request).result());
        Message scanning = reading("new Scanner(System.in).hasNextLine()");
        kernel.giveInput("\u0004");
        assertEquals("false", kernel.answer(scanning).result());
    }

    @Test
    void anInterruptEndsTheWaitAndALateAnswerIsDropped() {
        for (String code : List.of("System.in.read()",
                "while (true) { try { System.in.read(); } catch (Throwable e) { } }",
                "var asking = new Thread(() -> { try { System.in.read(); } catch (IOException e) { } });\n"
                        + "asking.start(); asking.join();\nSystem.in.read()")) {
            Message request = reading(code);
            Message asked = kernel.receive(kernel.stdin);
            interrupt();
            assertEquals("Interrupted", kernel.answer(request).reply().get("ename").getAsString(), code);
            KernelProcess.sendFrames(kernel.stdin,
                    kernel.wire.write(
                            kernel.wire.answer(asked, List.of(), "input_reply", Json.of("value", "late"))));
            Message next = reading("new Scanner(System.in).nextLine()");
            kernel.giveInput("in time");
            assertEquals("in time", kernel.answer(next).result());
        }
    }

    @Test
    void aThreadOfAnEarlierCellThatReadsDoesNotKeepALaterCellFromBeingInterrupted() {
        Message first = reading(
                "var reader = new Thread(() -> { try { System.in.read(); } catch (IOException e) { } });\n"
                        + "reader.start();");
        assertEquals("ok", kernel.answer(first).status());
        Message asked = kernel.receive(kernel.stdin);
        Message second = reading("System.out.println(\"go\");\nSystem.in.read()");
        kernel.printedUntil(second, "go");
        interrupt();
        assertEquals("Interrupted", kernel.answer(second).reply().get("ename").getAsString());
        KernelProcess.sendFrames(kernel.stdin,
                kernel.wire
                        .write(kernel.wire.answer(asked, List.of(), "input_reply", Json.of("value", "x"))));
        assertEquals("ok", kernel.run("reader.join();").status());
    }
}
