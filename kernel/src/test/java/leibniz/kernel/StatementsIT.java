package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements after one another in a cell behave as if each were compiled when its turn comes. */
class StatementsIT extends WithKernel {
    private static final long SEED = Long.getLong("leibniz.statements.seed", 21);
    private static final int CELLS = 80;
    private static final int PER_CELL = 6;

    @BeforeEach
    void declare() {
        assertEquals("ok", kernel.run("""
                int n = 0; String kind = "text"; int[] counts = {1, 2, 3};
                var x = tensor(1.0, 2.0); var y = tensor(3.0, 4.0);""").status());
    }

    @Test
    void thoseBeforeOneThatDoesNotCompileHaveRun() {
        Answer answer = kernel.run("n = 1;\nn = n + 10;\nn = \"text\";\nn = 100;");
        assertEquals("""
                CompileError: incompatible types: java.lang.String cannot be converted to int
                  3 | n = "text";
                          ^^^^^^""", answer.traceback());
        assertEquals("11", kernel.run("n").result());
    }

    @Test
    void thoseBeforeOneWithOperatorsThatDoNotExistHaveRun() {
        Answer answer = kernel.run("n = 5;\ny = y * 1;\nx = x ^ 2;\nn = 100;");
        assertEquals("error", answer.status());
        assertTrue(answer.traceback().contains("3 | x = x ^ 2;"), answer.traceback());
        assertEquals("5", kernel.run("n").result());
    }

    @Test
    void anExceptionTellsTheLineOfItsStatement() {
        Answer answer = kernel.run("n = 1;\n\ncounts[0]++; // fine\n\ncounts[n * 7] = 1;\nn = 100;");
        assertTrue(answer.traceback().contains("> 5 | counts[n * 7] = 1;"), answer.traceback());
        assertEquals("1", kernel.run("n").result());
    }

    @Test
    void anExceptionInALambdaTellsItsLine() {
        Answer answer = kernel.run("""
                n = 2;
                List.of(1, 2).forEach(e -> n += e);
                List.of(1, 0).forEach(e -> {
                    n = n / e;
                });
                n = 100;""");
        assertTrue(answer.traceback().contains("> 4 |     n = n / e;"), answer.traceback());
        assertEquals("5", kernel.run("n").result());
    }

    @Test
    void eachIsWarnedOfAtItsLine() {
        Answer answer = kernel
                .run("n = 4;\nx = tensor(1.0, 2.0);\nx = 1 / 2 * x;\ny = y + 1;\ny = n / 3 * y;");
        String first = " divides integers, which drops the fraction: it is 0. Make one of them a double, as in\n1.0 / 2.";
        String second = " divides integers, which drops the fraction. Make one of them a double, as in 1.0 / 2.";
        assertEquals("Line 3: 1 / 2" + first + "\nLine 5: n / 3" + second + "\n", answer.printed("stderr"));
    }

    @Test
    void aVariableMayGetAnotherTypeInBetween() {
        Answer answer = kernel.run("""
                int size = 3;
                size = size + 1;
                System.out.println(size);
                String size = "four";
                System.out.println(size.length());
                var size = tensor(1.0, 2.0);
                size = size * 2;
                size""");
        assertEquals("4\n4\n", answer.printed("stdout"));
        assertEquals("tensor([2., 4.])", answer.result());
        // the cell as it was before, with its variable of another type
        assertEquals("tensor([2., 4.])", kernel.run("""
                int size = 3;
                size = size + 1;
                var size = tensor(1.0, 2.0);
                size = size * 2;
                size""").result());
    }

    @Test
    void whatOneDeclaresThroughAnotherCellIsSeenByTheNext() {
        kernel.run("int made = 1;");
        Answer answer = kernel.run("""
                n = 1;
                eval("String made = \\"by eval\\";");
                System.out.println(made);
                n = made.length();""");
        assertEquals("by eval\n", answer.printed("stdout"));
        assertEquals("7", kernel.run("n").result());
    }

    @Test
    void whatOneDropsThroughAMagicIsGoneForTheNext() {
        Answer answer = kernel.run("n = 1;\nlineMagic(\"reset\", List.of());\nn = 2;");
        assertEquals("""
                CompileError: cannot find symbol
                  symbol:   variable n
                  3 | n = 2;
                      ^""", answer.traceback());
    }

    @Test
    void classesInsideOfThemAreTheirOwn() {
        Answer answer = kernel.run("""
                { record Pair(int a, int b) { int sum() { return a + b; } } n = new Pair(1, 2).sum(); }
                { record Pair(int a, int b) { int sum() { return a * b; } } n += new Pair(3, 4).sum(); }
                new Object() { void run() { n++; } }.run();
                Function<Integer, Integer> twice = v -> 2 * v;
                n = twice.apply(n);
                n""");
        assertEquals("32", answer.result());
    }

    @Test
    void theLastValueAloneIsShown() {
        assertEquals("3", kernel.run("n = 1;\nn + 1;\nn + 2").result());
        assertNull(kernel.run("n = 1;\nn + 2;\nn = 5;").result());
        assertEquals("",
                kernel.run("kind = \"a\";\nkind += kind;\nSystem.out.print(\"\")").printed("stdout"));
        assertEquals("aa", kernel.run("kind").result());
    }

    @Test
    void aMagicInBetweenTakesEffectAtOnce() {
        Answer answer = kernel.run("x = x + 1;\n%operators off\nx = x + 1;\nn = 100;");
        kernel.run("%operators on");
        assertTrue(answer.traceback().contains("3 | x = x + 1;"), answer.traceback());
        assertTrue(answer.told().contains("%operators on switches them on"), answer.traceback());
    }

    @Test
    void ofManyEachRunsOnce() {
        assertEquals("190",
                kernel.run("n = 0;\n" + "n = n + 1;\nn += 2; { n = n * 1; }\nif (n > 0) n++;\n".repeat(47)
                        + "n += 2;\nn").result());
    }

    @ParameterizedTest
    @ValueSource(strings = { "int = 3;", "class A { int }", "y + ;", "int f( { return 1; }", "return 3 4;",
            "\"a\" \"b\"",
            "} class B {", "for (int i = 0; i < 3) { }", "record R(int a { }", "n = 1 }",
            "\\u007d class B {",
            "if (n > 0) else n = 2;", "n = 08;", "String s = \"open;", "case 1:", "import java.util.;",
            "y = (y + 1;" })
    void ofASyntaxErrorAnywhereNothingIsLeft(String wrong) {
        for (String cell : new String[]{ "n = 1;\n%s", "n = 1;\n%s\nn = 2;", "%s\nn = 1;",
                "n = 1; class C { } %s" }) {
            Answer answer = kernel.run(cell.formatted(wrong));
            assertEquals("error", answer.status(), cell);
            assertEquals("0", kernel.run("n").result(), cell);
        }
    }

    @Test
    void anInterruptLeavesOutTheRest() {
        kernel.run("n = 1;");
        Message cell = kernel.startCell(
                "n = n + 1;\nSystem.out.println(\"begun\");\nwhile (n > 0) { }\nn = 100;", "begun");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
        assertEquals("error", kernel.answer(cell).status());
        assertEquals("2", kernel.run("n").result());
    }

    @Test
    void randomSnippetsInOneCellDoAsInCellsOfTheirOwn() throws Exception {
        System.out.println("random Java with seed " + SEED + "; -Dleibniz.statements.seed=... draws other");
        SplittableRandom random = new SplittableRandom(SEED);
        RandomJava java = new RandomJava(random);
        try (KernelProcess single = KernelProcess.start()) {
            assertEquals("ok", kernel.run(RandomJava.VARIABLES).status());
            assertEquals("ok", single.run(RandomJava.VARIABLES).status());
            int failed = 0;
            for (int cell = 0; cell < CELLS; cell++) {
                List<String> snippets = Stream
                        .generate(() -> random.nextInt(PER_CELL * 2) == 0 ? java.wrong() : java.snippet())
                        .limit(PER_CELL).toList();
                Answer together = kernel.run(String.join("\n", snippets));
                StringBuilder expected = new StringBuilder();
                boolean ok = true;
                for (int i = 0; i < PER_CELL && ok; i++) {
                    Answer alone = single.run(snippets.get(i));
                    expected.append(alone.printed("stdout"));
                    ok = alone.status().equals("ok");
                    if (!ok) {
                        failed++;
                        expected.append(alone.reply().get("evalue"));
                    }
                }
                assertEquals(expected.toString(),
                        together.printed("stdout")
                                + (together.status().equals("ok") ? "" : together.reply().get("evalue")),
                        () -> "seed " + SEED + ", expected as in cells of their own:\n"
                                + String.join("\n", snippets));
            }
            int failures = failed;
            assertTrue(failures > CELLS / 10 && failures < CELLS,
                    () -> failures + " of " + CELLS + " cells failed");
        }
    }
}
