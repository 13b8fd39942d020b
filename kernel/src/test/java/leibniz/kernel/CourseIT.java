package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a learner sees of the exercises beside the checks of each: answers that cannot be checked, and the way
 * on.
 */
class CourseIT {
    private static KernelProcess kernel;

    @BeforeAll
    static void start() throws IOException {
        kernel = KernelProcess
                .start(Map.of("LEIBNIZ_JVM_OPTS", "-Dleibniz.course.seconds=2 -XX:TieredStopAtLevel=1"));
    }

    /**
     * The progress of the exercises outlives it, as it should; each test that looks at it has its own
     * exercise.
     */
    @AfterEach
    void forgetTheAnswers() {
        assertEquals("ok", kernel.run("%reset").status());
    }

    @AfterAll
    static void end() {
        kernel.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int other = 1;                                        | nothing declares slope yet. Run the cell with double slope(double x) { ... } first.
            double slope(double x, double y) { return x; }        | declare it as double slope(double x); yours takes (double, double).
            double slope(float x) { return x; }                   | declare it as double slope(double x); yours takes (float).
            float slope(double x) { return 1; }                   | declare it as double slope(double x); yours returns float.
            DoubleUnaryOperator slope = x -> x;                   | slope is a variable here (DoubleUnaryOperator). Declare it as a method: double slope(double x) { ... }
            class Mine { static double slope(double x) { return x; } } | slope is a method of the class Mine here. Declare it in a cell by itself: double slope(double x) { ... }
            double slope(float x) { return x; } double slope(int x) { return x; } | There are 2 methods of that name, which take (float) and (int).
            double slope(float x) { return x; } float slope(double x) { return 1; } | declare it as double slope(double x); yours returns float.
            double slope(double x) { return missing(x); }         | slope cannot be used yet, because nothing declares method missing(double).
            double slope(double x) { throw new IllegalStateException("no"); } | it threw IllegalStateException (cell N, line 1): no
            double slope(double x) { return slope(x); }           | it calls itself, or what it calls, without end (cell N, line 1).
            double slope(double x) { while (true) { } }           | it was still running after 2 seconds and was stopped: does its loop ever end?
            double slope(double x) { while (true) { try { while (true) { } } catch (Throwable t) { } } } | it was still running after 2 seconds and was stopped
            double slope(double x) { System.exit(1); return x; }  | it threw UnsupportedOperationException (cell N, line 1): exit(1) would end the kernel
            double slope(double x) { return Double.NaN; }         | it gives NaN here, and a number would be right.
            double slope(double x) { return x * x * x; }          | this value is not right.
            """)
    void saysInOneLineWhatIsWrong(String cell, String line) {
        kernel.run(cell);
        Answer answer = kernel.run("check(\"chain-slope\")");
        String panel = Answer.data(answer.contents("display_data").getFirst(), "text/plain")
                .replaceAll("cell \\d+", "cell N");
        assertTrue(panel.startsWith("✗ chain-slope: "), panel);
        assertTrue(panel.contains(line), panel);
        assertEquals("NotYet", answer.reply().get("ename").getAsString());
        assertEquals("", answer.printed("stderr"));
        assertEquals("2", kernel.run("1 + 1").result());
    }

    @Test
    void aMethodOfTheLibraryIsNoAnswer() {
        kernel.run("record Dual(double value, double slope) {}");
        assertTrue(panel("dual-numbers").contains("nothing declares mul yet"));
    }

    @Test
    void theRightOneOfTwoOverloadsIsChecked() {
        kernel.run("double slope(float x) { return 0; }");
        kernel.run("double slope(double x) { return 2 * x * Math.cos(x * x); }");
        assertEquals("ok", kernel.run("check(\"chain-slope\")").status());
        kernel.run("double slope(double x) { return Math.cos(x * x); }");
        assertTrue(panel("chain-slope").contains("the inner factor is lost"));
    }

    @Test
    void argumentsStayAsTheyWere() {
        kernel.run("Tensor tangent(Tensor x) { x.sub_(1); return 4 * x; }");
        assertTrue(panel("tangent").contains("the argument x was changed"));
    }

    @Test
    void theSmallestCounterexampleIsShown() {
        kernel.run("Tensor quadraticForm(Tensor A, Tensor x) { return 2 * matmul(A, x); }");
        String panel = panel("quadratic-form");
        assertTrue(panel.contains("A           = tensor([[1., 1.],\n"), panel);
        assertTrue(panel.contains("x           = tensor([1., 1.])"), panel);
    }

    @Test
    void aChinesePanelIsChinese() {
        kernel.run("language(\"zh\")");
        kernel.run("double slope(double x) { return missing(x); }");
        assertEquals("✗ chain-slope：slope 还不能用，因为还没有声明方法 missing(double)。", firstLine(panel("chain-slope")));
        kernel.run("double slope(double x) { return new int[0].clone()[1]; }");
        assertTrue(firstLine(panel("chain-slope")).matches(
                "✗ chain-slope：它抛出了 ArrayIndexOutOfBoundsException（单元格 \\d+，第 1 行）：.*"),
                panel("chain-slope"));
        kernel.run("language(\"en\")");
    }

    @Test
    void membersThatAreMissingAreNamed() {
        kernel.run("class Value { double data; }");
        assertTrue(panel("tiny-autograd").contains(
                "1 values: the class lacks a member that is asked for: Value(double)."),
                panel("tiny-autograd"));
        kernel.run("record Dual(double a, double b) {}");
        kernel.run("Dual mul(Dual x, Dual y) { return x; }");
        kernel.run("Dual sin(Dual x) { return x; }");
        kernel.run("Dual div(Dual x, Dual y) { return x; }");
        assertTrue(panel("dual-numbers").contains(
                "mul: the class lacks a member that is asked for: Dual.value()."), panel("dual-numbers"));
    }

    @Test
    void ofAMapOnlyWhatDiffersIsShown() {
        kernel.run(
                "Map<String, Double> backwardByHand(double x) { return Map.of(\"a\", x * x, \"b\", 0.0); }");
        String panel = panel("backward-by-hand");
        assertTrue(panel.contains("the map lacks c, d, da, db, dc, dd, de, df, dx, e, f."), panel);
        assertTrue(panel.contains("your answer = b = 0\n"), panel);
    }

    @Test
    void wrongAnswersAreShownWithPictures() {
        kernel.run("double slope(double x) { return x; }");
        assertTrue(html("chain-slope").contains("<img"));
        kernel.run("Tensor detachHalf(Tensor x) { return (x * x * x).sum(); }");
        assertTrue(html("detach-half").contains("The graph of your answer"));
        kernel.run("Tensor bindLater() { return symbol(\"x\") + symbol(\"y\"); }");
        assertTrue(html("bind-later").contains("The graph of your answer"));
        kernel.run("double slope(double x) { return 2.001 * x * Math.cos(x * x); }");
        assertFalse(html("chain-slope").contains("<img"), "curves that cannot be told apart");
        kernel.run("double slope(double x) { while (true) { } }");
        assertFalse(html("chain-slope").contains("<img"), "an endless answer is not drawn");
    }

    @Test
    void unknownNamesLeadToTheNearest() {
        Answer answer = kernel.run("check(\"exmaple-1\")");
        assertEquals(
                "NotYet: there is no exercise \"exmaple-1\". Did you mean \"example-1\"? course() shows them all.",
                answer.traceback());
        assertEquals(List.of(), answer.contents("display_data"));
        assertEquals("NotYet: there is no exercise \"zzz\". course() shows them all.",
                kernel.run("check(\"zzz\")").traceback());
    }

    @Test
    void hintsThenTheSolution() {
        assertTrue(kernel.run("solution(\"tangent\")").traceback()
                .startsWith("NotYet: the solution of tangent is shown when check(\"tangent\") has passed"));
        for (int i = 1; i <= 4; i++) {
            Answer hint = kernel.run("hint(\"tangent\")");
            String text = Answer.data(hint.contents("display_data").getFirst(), "text/markdown");
            assertTrue(text.startsWith("**tangent, hint " + Math.min(i, 3) + " of 3.**"), text);
        }
        kernel.run("giveUp(\"tangent\")");
        assertTrue(kernel.run("solution(\"tangent\")").printed("stdout").contains("return 4 * (x - 1);"));
        Answer progress = kernel.run("progress()");
        String table = Answer.data(progress.contents("display_data").getFirst(), "text/plain");
        assertTrue(table.contains("– tangent"), table);
        assertTrue(table.contains("given up, hints: 3"), table);
    }

    @Test
    void checksWhatIsThere() {
        assertTrue(kernel.run("check()").told().contains("declares no answer yet"));
        kernel.run("double slope(double x) { return 2 * x * Math.cos(x * x); }");
        kernel.run("Tensor tangent(Tensor x) { return 4 * x; }");
        Answer answer = kernel.run("check()");
        assertTrue(answer.printed("stdout").startsWith("✓ chain-slope"));
        assertEquals("NotYet: not solved yet: tangent", answer.traceback());
    }

    @Test
    void gradersGetPointsForParts() {
        kernel.run(
                """
                        record Dual(double value, double slope) {}
                        Dual mul(Dual a, Dual b) { return new Dual(a.value() * b.value(), a.slope() * b.value() + a.value() * b.slope()); }
                        Dual sin(Dual a) { return new Dual(Math.sin(a.value()), Math.cos(a.value()) * a.slope()); }
                        Dual div(Dual a, Dual b) { throw notWritten(); }""");
        assertEquals("4.0", kernel.run("leibniz.course.Course.grade(\"dual-numbers\", 6, 5)").result());
    }

    @Test
    void solutionsAreOutOfSight() {
        Answer answer = kernel.run("leibniz.course.exercises.Exercises.ALL");
        assertEquals("error", answer.status());
    }

    private static String panel(String id) {
        return shown(id, "text/plain");
    }

    private static String html(String id) {
        return shown(id, "text/html");
    }

    private static String firstLine(String panel) {
        return panel.lines().findFirst().orElse("");
    }

    private static String shown(String id, String mime) {
        return Answer.data(kernel.run("check(\"" + id + "\")").contents("display_data").getFirst(), mime);
    }
}
