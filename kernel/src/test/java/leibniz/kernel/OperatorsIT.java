package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Operators on tensors in cells, most of them in {@code operators.txt}. */
class OperatorsIT extends WithKernel {
    private static final int DEEP = 200;

    /** The cells run in order in one session. */
    @TestFactory
    Stream<DynamicContainer> theTable() throws IOException {
        return CellTable.tests("operators.txt", () -> kernel);
    }

    private static void shows(String expected, String code) {
        Answer answer = kernel.run(code);
        assertEquals("ok", answer.status(), () -> code + "\n" + answer.reply());
        assertEquals(expected, answer.result(), code);
    }

    /** A cell, and what it shows where that stands below it. */
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)```\n(?:```\n(.*?)```\n)?");

    @Test
    void theExamplesInTheDocumentationShowWhatStandsUnderThem() throws IOException {
        kernel.run("%reset");
        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/operators.md")));
        int shown = 0;
        while (examples.find()) {
            Answer answer = kernel.run(examples.group(1));
            String result = answer.result();
            String actual = answer.status().equals("error")
                    ? answer.traceback().replaceAll("\\bcell \\d+", "cell N")
                    : answer.printed("stderr") + answer.printed("stdout") + (result == null ? "" : result);
            String expected = examples.group(2);
            assertEquals(expected == null ? "" : expected.strip(), actual.strip(), examples.group(1));
            shown += expected == null ? 0 : 1;
        }
        assertTrue(shown >= 5, "only " + shown + " examples");
        kernel.run("%reset");
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
            assertTrue(answer.told().contains("nested too deeply"),
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
        assertTrue(answer.told().contains("inner, cell"), answer.traceback());
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
        assertTrue(broken.told().contains("x.pow(2)"), broken.traceback());
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

    /**
     * Another meaning of the name would be that of each call that stands for an operator, also in old code.
     */
    @Test
    void noDeclarationTakesTheNameOfWhatOperatorsBecome() {
        kernel.run("Tensor twice(Tensor t) { return t + t; }\nvar three = ones(2) + 2;");
        for (String declaration : List.of("class $Operators {}", "record $Operators(int a) {}",
                "enum $Operators { A }", "int $Operators = 1;", "var $Operators = 1;",
                "int local() { int $Operators = 1; return $Operators; }")) {
            Answer refused = kernel.run(declaration);
            assertEquals("error", refused.status(), declaration);
            assertTrue(refused.told().contains("the name $Operators is taken"), refused.traceback());
        }
        assertEquals("tensor([5., 5.])", kernel.run("twice(ones(2)) + three").result());
        assertEquals("tensor([3., 3.])", kernel.run("$Operators.add(ones(2), 2)").result());
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

    @Test
    void loadedCodeHasOperators(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("loss.java"), """
                Tensor loss(Tensor p, Tensor t) {
                    if (p == t) System.out.println("the same");
                    var difference =
                        p - t;
                    return (difference * difference).sum();
                }
                """);
        Answer loaded = kernel.run("%load " + file);
        assertTrue(loaded.printed("stderr").startsWith(file + ", line 2: == asks"), loaded.printed("stderr"));
        shows("tensor(5.)", "loss(tensor(1.0, 2.0), tensor(2.0, 4.0))");
        String failed = kernel.run("loss(ones(2), ones(3))").traceback();
        assertTrue(failed.contains("at loss, " + file + ", line 4"), failed);

        Files.writeString(file,
                "Tensor halved(Tensor t) { return t / 2; }\n\nTensor wrong(Tensor t) {\n  return t ^ 2;\n}\n");
        String wrong = kernel.run("%load " + file).traceback();
        assertTrue(wrong.contains("x.pow(2)") && wrong.contains("4 |   return t ^ 2;"), wrong);
    }

    @Test
    void theMagicShowsWhatACellBecame() {
        kernel.run("1 + 1");
        shows("Nothing in this cell was written anew.", "%operators");
        kernel.run(
                "var whole = 2 * 3;\nvar shown = ones(2) * whole; // a comment\nif (shown.sum() > 1)\n    shown += 1;");
        shows("""
                var whole = 2 * 3;
                var shown = $Operators.mul(ones(2) , whole); // a comment
                if ($Operators.truth($Operators.gt(shown.sum() , 1)))
                    $Operators.add_(shown , 1);""", "%operators");
        Answer both = kernel.run("%%operators\nshown\n  - 1");
        assertEquals("$Operators.sub(shown\n  , 1)\n", both.printed("stdout"));
        assertEquals("tensor([6., 6.])", both.result());
    }

    @Test
    void theMagicSwitchesOperatorsOff() {
        kernel.run("var plain = ones(2);");
        kernel.run("%operators off");
        try {
            String off = kernel.run("plain * 2").traceback();
            assertTrue(off.contains("bad operand types") && off.contains("%operators on switches them on"),
                    off);
            assertEquals("", kernel.run("plain == plain.mul(2)").printed("stderr"));
            shows("tensor([2., 2.])", "plain.mul(2)");
        } finally {
            kernel.run("%operators on");
        }
        shows("tensor([2., 2.])", "plain * 2");
        String maybe = kernel.run("%operators maybe").traceback();
        assertTrue(maybe.contains("takes on, off or nothing, but got: maybe"), maybe);
        String beside = kernel.run("%%operators on\n1").traceback();
        assertTrue(beside.contains("the code stands below the first line"), beside);
    }

    @Test
    void theEditorKnowsTheTypesOfWhatWasTyped() {
        kernel.run(
                "/** Doubles. */ Tensor doubled(Tensor t) { return t * 2; } var known = doubled(ones(2)) * 2 + 1;");
        for (String code : List.of("known.su", "(known * 2).su", "var here = -known; here.su",
                "(known > 1 ? known : 2 * known).su",
                "noGrad(() -> { known -= 0.1 * known.su")) {
            var matches = KernelProcess.strings(kernel.request("complete_request",
                    Json.of("code", code, "cursor_pos", code.length())).reply().getAsJsonArray("matches"));
            assertTrue(matches.contains("sum("), () -> code + " " + matches);
        }
        String variable = inspected("known", "known".length());
        assertTrue(variable.startsWith("Tensor known = tensor([5., 5.])"), variable);
        String method = inspected("doubled(-known)", "doubled".length());
        assertTrue(method.startsWith("Tensor doubled(Tensor t)"), method);
    }

    private static String inspected(String code, int cursor) {
        var content = Json.of("code", code, "cursor_pos", cursor, "detail_level", 0);
        return KernelProcess.Answer.data(kernel.request("inspect_request", content).reply(), "text/plain");
    }
}
