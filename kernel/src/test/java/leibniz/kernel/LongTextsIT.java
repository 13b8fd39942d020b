package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.Test;

/**
 * Texts of any length can be pasted; what a class file cannot hold is one error, and costs nothing. A class
 * file holds 65,535 bytes of one constant, and as many of one method.
 */
class LongTextsIT extends WithKernel {
    private static final int LONG = 70_000;
    private static final String QUOTED = '"' + "x".repeat(LONG) + '"';
    /** Seven bytes of code for each. */
    private static final String NUMBERS = IntStream.range(0, 12_000).mapToObj(String::valueOf)
            .collect(Collectors.joining(","));

    private static void shows(String expected, String code) {
        Answer answer = kernel.run(code);
        assertEquals("ok", answer.status(), answer.reply()::toString);
        assertEquals(expected, answer.result());
        assertEquals("", answer.printed("stderr"));
    }

    @Test
    void aTextMayStandWhereverAnExpressionMay() {
        shows("70000", "String text = " + QUOTED + ";\ntext.length()");
        shows("70001", "text = " + QUOTED + " + 1;\ntext.length()");
        shows("70000", QUOTED + ".length()");
        shows("70000", "int lengthOf(String given) { return given.length(); }\nlengthOf(" + QUOTED + ")");
        shows("70000", "String made() { return " + QUOTED + "; }\nmade().length()");
        shows("70000 70000",
                "class Texts { static final String ONE = " + QUOTED + "; String other = " + QUOTED
                        + "; }\nTexts.ONE.length() + \" \" + new Texts().other.length()");
        shows("70000", "var inferred = List.of(" + QUOTED + ");\ninferred.get(0).length()");
    }

    @Test
    void aTextBlockKeepsItsLinesEscapesAndIndentation() {
        String lines = "  a\\tb \\\"c\\\" \\\\ d\\s\n".repeat(8_000);
        String line = "a\tb \"c\" \\ d \n";
        Answer answer = kernel.run("String block = \"\"\"\n" + lines + "  \"\"\";\nblock.length() + \":\""
                + " + block.substring(0, " + line.length() + ")\n        + (block.equals(block.substring(0, "
                + line.length() + ").repeat(8_000)))");
        assertEquals(8_000 * line.length() + ":" + line + "true", answer.result());
    }

    @Test
    void charactersOfSeveralBytesCountAsMany() {
        shows("30000", '"' + "汉".repeat(30_000) + "\".length()");
        shows("30001 true", "String faces = \"x" + "🙂".repeat(30_000)
                + "\";\nfaces.codePointCount(0, faces.length()) + \" \""
                + " + faces.equals(\"x\" + \"🙂\".repeat(30_000))");
    }

    @Test
    void textsThatAreJoinedMakeOneConstant() {
        String half = "y".repeat(40_000);
        shows("80000",
                "String joined = \"" + half + "\" + // a comment\n  \"" + half + "\";\njoined.length()");
        shows("80001", "String middle = \"-\";\n(\"" + half + "\" + middle + \"" + half + "\").length()");
        shows("y40000", "\"" + half + "\".charAt(3) + \"\" + \"" + half + "\".length()");
        String many = IntStream.range(0, 2_000)
                .mapToObj(i -> "\"line %04d %s\\n\"".formatted(i, "z".repeat(40)))
                .collect(Collectors.joining("\n + "));
        shows("102000", "String lines = " + many + ";\nlines.length()");
    }

    @Test
    void anErrorBesideALongTextIsMarkedOnItsLineInAFewCharacters() {
        Answer answer = kernel.run("int before = 1;\nString beside = " + QUOTED + "; beside.foo();");
        assertEquals("error", answer.status());
        assertTrue(answer.traceback().contains("beside.foo();\n"), answer.traceback());
        assertTrue(answer.traceback().length() < 1_000, answer.traceback());
        for (String text : List.of("\\n".repeat(4_000), "\\n".repeat(40_000))) {
            Answer wrong = kernel.run("String other = \"" + text + "\".foo();");
            assertTrue(wrong.traceback().startsWith("CompileError"), wrong.traceback());
            wrong = kernel.run("int nested = " + text + "x.foo;");
            assertTrue(wrong.traceback().startsWith("CompileError"), wrong.traceback());
        }
        Answer thrown = kernel.run("\nthrow new IllegalStateException(\"\" + " + QUOTED + ".length());");
        assertEquals("70000", thrown.reply().get("evalue").getAsString());
        assertTrue(thrown.traceback().endsWith("line 2"), thrown.traceback());
    }

    @Test
    void whatAClassFileCannotHoldIsOneErrorAndLaterCellsRun() {
        kernel.run("int unharmed = 1;");
        for (String code : List.of("int[] many = new int[]{ " + NUMBERS + " };",
                "int[] many() { return new int[]{ " + NUMBERS + " }; }",
                "class Many { int[] numbers = { " + NUMBERS + " }; }",
                "new int[]{ " + NUMBERS + " }.length",
                "System.out.println(new int[]{ " + NUMBERS + " }.length);",
                "var inferred2 = new int[]{ " + NUMBERS + " };",
                "unharmed = new int[]{ " + NUMBERS + " }.length;")) {
            Answer answer = kernel.run("int line = 1;\n" + code);
            assertEquals("error", answer.status(), code.substring(0, 20));
            assertEquals("CompileError", answer.reply().get("ename").getAsString());
            assertTrue(answer.traceback().startsWith("CompileError: code too large"), answer.traceback());
            assertTrue(answer.traceback().contains("\n  2 | "), answer.traceback());
            assertEquals("", answer.printed("stderr"));
            shows("1", "unharmed");
        }
        assertEquals("error", kernel.run("many").status());
    }

    @Test
    void aNewVersionThatIsTooLargeLeavesTheOldOne() {
        kernel.run("int chosen(int n) { return n; }\nint kept = chosen(7);\nclass Old { int v = 3; }\n"
                + "var old = new Old();");
        assertEquals("error",
                kernel.run("int chosen(int n) { return new int[]{ " + NUMBERS + " }[n]; }").status());
        assertEquals("error",
                kernel.run("class Old { int v = 3; int[] m() { return new int[]{ " + NUMBERS + " }; } }")
                        .status());
        shows("15", "chosen(5) + kept + old.v");
    }
}
