package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Operators on tensors in cells, most of them in {@code operators.txt}. */
class OperatorsIT extends WithKernel {
    private static final int DEEP = 200;

    /** A section of the table. */
    private record Section(String title, List<String> entries) {}

    /**
     * Each entry of {@code operators.txt} is a cell, with all that it shows in comments below: {@code //= } its result,
     * {@code //> } what it prints, {@code //? } what stands on stderr, {@code //! } its traceback, in which the numbers of
     * cells are N. The cells run in order in one session.
     */
    @TestFactory
    Stream<DynamicContainer> theTable() throws IOException {
        return sections().stream().map(section -> DynamicContainer.dynamicContainer(section.title,
                section.entries.stream()
                        .map(entry -> DynamicTest.dynamicTest(code(entry), () -> checkEntry(entry)))));
    }

    private static List<Section> sections() throws IOException {
        List<Section> sections = new ArrayList<>();
        try (InputStream in = OperatorsIT.class.getResourceAsStream("operators.txt")) {
            String text = new String(Objects.requireNonNull(in, "operators.txt").readAllBytes(),
                    StandardCharsets.UTF_8);
            for (String entry : text.strip().split("\n\n+", -1)) {
                if (entry.startsWith("# ")) {
                    sections.add(new Section(entry.substring(2), new ArrayList<>()));
                } else {
                    sections.getLast().entries.add(entry);
                }
            }
        }
        return sections;
    }

    private static String code(String entry) {
        return entry.lines().filter(line -> !line.matches("//[=>?!].*")).collect(Collectors.joining("\n"));
    }

    private static void checkEntry(String entry) {
        Answer answer = kernel.run(code(entry));
        String result = answer.result();
        String actual = code(entry) + commented(">", answer.printed("stdout"))
                + commented("?", answer.printed("stderr")) + commented("=", result == null ? "" : result)
                + commented("!", answer.status().equals("error")
                        ? answer.traceback().replaceAll("\\bcell \\d+", "cell N")
                        : "");
        assertEquals(entry, actual, "If the new text is right, put it into operators.txt.");
    }

    private static String commented(String sign, String text) {
        return text.stripTrailing().lines().map(line -> "\n" + ("//" + sign + " " + line).stripTrailing())
                .collect(Collectors.joining());
    }

    private static void shows(String expected, String code) {
        Answer answer = kernel.run(code);
        assertEquals("ok", answer.status(), () -> code + "\n" + answer.reply());
        assertEquals(expected, answer.result(), code);
    }

    @Test
    void expressionsMayBeNestedDeeply() {
        kernel.run("var deep = tensor(1.0);");
        shows("tensor(201.)", "(".repeat(DEEP) + "deep" + " + 1)".repeat(DEEP));
        shows("tensor(201.)", "1 + (".repeat(DEEP) + "deep" + ")".repeat(DEEP));
        shows("tensor(201.)", "deep" + " + 1".repeat(DEEP));
        shows("tensor(1.)", "-(".repeat(DEEP) + "deep" + ")".repeat(DEEP));
        shows("1", "deep > 1 ? 0 : ".repeat(DEEP) + "1");
    }

    @Test
    void whatIsTooDeepForTheCompilerIsSaid() {
        kernel.run("var buried = tensor(1.0);");
        for (int depth : new int[]{ 600, 3_000 }) {
            Answer answer = kernel.run("(".repeat(depth) + "buried" + " + 1)".repeat(depth));
            assertEquals("error", answer.status());
            assertTrue(answer.traceback().contains("nested too deeply"),
                    () -> "depth " + depth + ": " + answer.traceback().lines().findFirst().orElse(""));
        }
        shows("tensor(2.)", "buried + 1");
    }

    @Test
    void linesMayEndInCarriageReturns() {
        shows("tensor([2., 4.])", "var crlf = tensor(1.0, 2.0); // one\r\ncrlf // two\r\n  * 2\r\n");
        Answer answer = kernel.run("var first = crlf * 2;\r\nvar second =\r\n  crlf ^ 2;");
        assertTrue(answer.traceback().contains("3 |   crlf ^ 2"), answer.traceback());
    }

    @Test
    void stackFramesHaveTheLinesThatWereTyped() {
        Answer answer = kernel.run("""
                Tensor inner(Tensor t) {
                    var twice =
                        t * 2;
                    return twice
                        + tensor(1.0, 2.0);
                }

                inner(ones(2) * 3);
                inner(ones(3)
                    * 3);
                """);
        assertEquals("error", answer.status());
        assertTrue(answer.traceback().contains("inner, cell"), answer.traceback());
        assertTrue(
                answer.traceback().matches("(?s).*at inner, cell \\d+, line [45]\\n.*at cell \\d+, line 9.*"),
                answer.traceback());
    }

    @Test
    void aMethodDeclaredAnewKeepsWhatDependsOnIt() {
        kernel.run("Tensor grown(Tensor t) { return t * 2; }");
        kernel.run("Tensor user(Tensor t) { return grown(t) + 1; }");
        shows("tensor([2., 4.])", "var kept = grown(tensor(1.0, 2.0)); kept");
        Answer again = kernel.run("Tensor grown(Tensor t) { return t * 3; }");
        assertEquals("", again.printed("stderr"));
        shows("tensor([2., 4.])", "kept");
        shows("tensor([4., 7.])", "user(tensor(1.0, 2.0))");

        Answer broken = kernel.run("Tensor grown(Tensor t) { return t * 3 ^ 2; }");
        assertTrue(broken.traceback().contains("x.pow(2)"), broken.traceback());
        shows("tensor([2., 4.])", "kept");
        shows("tensor([4., 7.])", "user(tensor(1.0, 2.0))");
    }

    @Test
    void declaringTheSameAgainResetsNothing() {
        String declaration = "class Counted { static int made = 0; Tensor w = ones(1) * 2; { made++; } }";
        kernel.run(declaration);
        kernel.run("var counted = new Counted();");
        kernel.run(declaration);
        shows("1", "Counted.made");
        shows("tensor([3.])", "counted.w + 1");
    }

    @Test
    void aFailedOperatorChangesNothing() {
        kernel.run("Tensor whole = ones(2);");
        kernel.run("Tensor whole = ones(2) * missing;");
        shows("tensor([1., 1.])", "whole");
        kernel.run("var whole = ones(2) ^ 2;");
        shows("tensor([1., 1.])", "whole");
    }

    @Test
    void aLoopWithOperatorsCanBeInterrupted() {
        Message request = kernel.startCell(
                "var spun = tensor(0.0); System.out.println(\"started\"); while (spun < 1) spun = spun * 1;",
                "started");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        kernel.receive(kernel.control);
        Answer answer = kernel.answer(request);
        assertEquals("Interrupted", answer.reply().get("ename").getAsString());
        shows("tensor(1.)", "spun + 1");
    }

    @Test
    void userExpressionsHaveOperators() {
        kernel.run("var asked = ones(2);");
        var content = KernelProcess.execution("1");
        content.add("user_expressions", Json.of("twice", "asked * 2", "wrong", "asked ^ 2"));
        var expressions = kernel.request("execute_request", content).reply()
                .getAsJsonObject("user_expressions");
        assertEquals("tensor([2., 2.])",
                KernelProcess.Answer.data(expressions.getAsJsonObject("twice"), "text/plain"));
        assertTrue(expressions.getAsJsonObject("wrong").get("evalue").getAsString().contains("x.pow(2)"),
                expressions.toString());
    }
}
