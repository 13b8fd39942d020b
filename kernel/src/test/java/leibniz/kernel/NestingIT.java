package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.stream.Stream;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code that is nested as only programs write it runs. Where it is more than javac can follow, that is one
 * error at its line, and the session lives on with all its values.
 */
class NestingIT extends WithKernel {
    private static void shows(String expected, String code) {
        Answer answer = kernel.run(code);
        assertEquals("ok", answer.status(), answer.reply()::toString);
        assertEquals(expected, answer.result());
        assertEquals("", answer.printed("stderr"));
    }

    private static String nested(String before, int levels, String inside, String after) {
        return before.repeat(levels) + inside + after.repeat(levels);
    }

    @Test
    void thousandsOfLevelsRun() {
        kernel.run("int n = 1; int id(int a) { return a; } boolean yes = true;");
        shows("7", nested("(", 3_000, "7", ")"));
        shows("8", "int brackets = " + nested("(", 3_000, "7", ")") + " + n;\nbrackets");
        shows("10001", "n" + " + n".repeat(10_000));
        shows("n10000", "\"n\"" + " + \"\"".repeat(2_000) + " + 10000");
        shows("5000", "new StringBuilder()" + ".append(1)".repeat(5_000) + ".length()");
        shows("7", nested("id(", 2_000, "7", ")"));
        shows("5", nested("{", 2_000, "n = 5;", "}") + "\nn");
        shows("6", "if (yes) ".repeat(1_000) + "n = 6;\nn");
        shows("1", "yes ? ".repeat(1_000) + "1" + " : 0".repeat(1_000));
        shows("true", "!".repeat(2_000) + "yes");
        shows("3", "int deep() { return " + nested("(", 3_000, "3", ")") + "; }\ndeep()");
        shows("4", "class Deep { int v = " + nested("(", 3_000, "4", ")") + "; }\nnew Deep().v");
        shows("9", nested("((Supplier<Integer>) () -> ", 100, "9", ").get()"));
        assertEquals("complete", complete(nested("(", 3_000, "7", ")")));
    }

    private static String complete(String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        return kernel.request("is_complete_request", content).status();
    }

    static Stream<String> tooDeep() {
        int levels = 30_000;
        return Stream.of(nested("(", levels, "7", ")"), "int made = " + nested("(", levels, "7", ")") + ";",
                "kept" + " + kept".repeat(levels),
                "kept = " + nested("-(", levels, "7", ")") + ";",
                "new StringBuilder()" + ".append(1)".repeat(levels) + ".length();",
                "int made() { return " + nested("(", levels, "7", ")") + "; }",
                "int kept() { return " + nested("(", levels, "7", ")") + "; }",
                "class Kept { int v = " + nested("(", levels, "7", ")") + "; }",
                "var made = " + nested("List.of(", levels, "7", ")") + ";",
                nested("{", levels, "kept = 5;", "}"),
                "if (kept > 0) ".repeat(levels) + "kept = 5;");
    }

    @ParameterizedTest
    @MethodSource
    void tooDeep(String code) {
        kernel.run(
                "int kept = 1; int kept() { return 2; } class Kept { int v = 3; } var object = new Kept();");
        for (String cell : new String[]{ "\n\n" + code, "int before = 4;\n\n" + code + "\nint after = 5;" }) {
            Answer answer = kernel.run(cell);
            String told = answer.traceback().substring(0, Math.min(500, answer.traceback().length()));
            assertEquals("error", answer.status(), code.substring(0, 20));
            assertEquals("CompileError", answer.reply().get("ename").getAsString(), told);
            assertTrue(told.startsWith("CompileError: this code is nested too deeply"), told);
            assertTrue(told.contains("\n  3 | "), told);
            assertEquals(1, answer.traceback().split("CompileError:", -1).length - 1, told);
            assertEquals("", answer.printed("stderr"));
        }
        shows("1 2 3 3", "kept + \" \" + kept() + \" \" + new Kept().v + \" \" + object.v");
        shows("[made]", "int made = 4; List.of(\"made\")");
        complete(code);
    }
}
