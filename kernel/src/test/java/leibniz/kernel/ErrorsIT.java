package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An exception is told with the user's own names, lines and frames, and none of those that the kernel adds.
 */
class ErrorsIT extends WithKernel {
    private static int declared;

    @BeforeAll
    static void declare() {
        declared = kernel.run("""
                class Oops extends RuntimeException {
                    Oops(String message, Throwable cause) { super(message, cause); }
                    static class Small extends Exception { }
                }""").reply().get("execution_count").getAsInt();
    }

    /**
     * Runs a cell that throws. In {@code traceback}, {@code HERE} is its name and {@code THERE} that of the
     * declarations.
     */
    private static Answer assertThrown(String name, String message, String traceback, String code) {
        Answer answer = kernel.run(code);
        assertEquals(name, answer.reply().get("ename").getAsString());
        assertEquals(message, answer.reply().get("evalue").getAsString());
        String here = "cell " + answer.reply().get("execution_count").getAsInt();
        assertEquals(traceback.strip().replace("THERE", "cell " + declared).replace("HERE", here),
                answer.traceback());
        return answer;
    }

    @Test
    void anExceptionOfTheUserHasTheNameThatTheUserGaveIt() {
        assertThrown("Oops", "deep", """
                Oops: deep
                  1 | // the fault is below
                > 2 | throw new Oops("deep", null);
                  at HERE, line 2
                """, "// the fault is below\nthrow new Oops(\"deep\", null);");
        assertThrown("Oops.Small", "", """
                Oops.Small
                > 1 | throw new Oops.Small();
                  at HERE, line 1
                """, "throw new Oops.Small();");
    }

    @Test
    void causesAndSuppressedExceptionsShowWhatTheyAddAndNoMore() {
        assertThrown("Oops", "outer", """
                Oops: outer
                  6 |         disk();
                > 7 |     } catch (IOException e) { throw new Oops("outer", e); }
                  8 | }
                  at load, HERE, line 7
                  at HERE, line 9
                Caused by java.io.IOException: full
                  1 | void disk() throws IOException {
                > 2 |     throw new IOException("full");
                  3 | }
                  at disk, HERE, line 2
                  at load, HERE, line 6
                """, """
                void disk() throws IOException {
                    throw new IOException("full");
                }
                void load() {
                    try {
                        disk();
                    } catch (IOException e) { throw new Oops("outer", e); }
                }
                load();""");
    }

    @Test
    void aSuppressedExceptionIsTold() {
        assertThrown("java.lang.IllegalStateException", "body", """
                java.lang.IllegalStateException: body
                  1 | try (Closeable file = () -> { throw new IOException("closing"); }) {
                > 2 |     throw new IllegalStateException("body");
                  3 | }
                  at HERE, line 2
                Suppressed java.io.IOException: closing
                > 1 | try (Closeable file = () -> { throw new IOException("closing"); }) {
                  2 |     throw new IllegalStateException("body");
                  at HERE, line 1
                """, """
                try (Closeable file = () -> { throw new IOException("closing"); }) {
                    throw new IllegalStateException("body");
                }""");
    }

    @Test
    void constructorsInitialisersAndLambdasAreNamedAsTheUserKnowsThem() {
        assertThrown("java.lang.ArithmeticException", "/ by zero", """
                java.lang.ArithmeticException: / by zero
                  1 | record Ratio(int a, int b) {
                > 2 |     public Ratio { int quotient = a / b; }
                  3 | }
                  at new Ratio, HERE, line 2
                  at HERE, line 4
                """,
                "record Ratio(int a, int b) {\n    public Ratio { int quotient = a / b; }\n}\nnew Ratio(1, 0)");
        assertThrown("java.lang.ExceptionInInitializerError", "", """
                java.lang.ExceptionInInitializerError
                  3 | }
                > 4 | Settings.port
                  at HERE, line 4
                Caused by java.lang.NumberFormatException: For input string: "x"
                  1 | class Settings {
                > 2 |     static int port = Integer.parseInt("x");
                  3 | }
                  at static initialiser of Settings, HERE, line 2
                """, "class Settings {\n    static int port = Integer.parseInt(\"x\");\n}\nSettings.port");
        assertThrown("java.lang.ArithmeticException", "/ by zero", """
                java.lang.ArithmeticException: / by zero
                  1 | List.of(1, 0).stream()
                > 2 |     .map(n -> 6 / n)
                  3 |     .toList()
                  at HERE, line 2
                  at HERE, line 3
                """, "List.of(1, 0).stream()\n    .map(n -> 6 / n)\n    .toList()");
        assertThrown("java.lang.ArithmeticException", "/ by zero", """
                java.lang.ArithmeticException: / by zero
                  1 | var anonymous = new IntSupplier() {
                > 2 |     public int getAsInt() { return 1 / 0; }
                  3 | };
                  at getAsInt, HERE, line 2
                  at HERE, line 4
                """, "var anonymous = new IntSupplier() {\n    public int getAsInt() { return 1 / 0; }\n};\n"
                + "anonymous.getAsInt()");
    }

    @Test
    void messagesOfTheRuntimeUseTheNamesOfTheUser() {
        kernel.run(
                "record Square(int a) {}\nenum Color { RED }\nObject square = new Square(2), nothing = null;");
        assertEquals("class Square cannot be cast to class java.lang.String",
                kernel.run("(String) square").reply().get("evalue").getAsString());
        assertEquals("No enum constant Color.BLUE",
                kernel.run("Color.valueOf(\"BLUE\")").reply().get("evalue").getAsString());
        assertEquals("Cannot invoke \"Object.toString()\" because \"nothing\" is null",
                kernel.run("nothing.toString()").reply().get("evalue").getAsString());
    }

    @Test
    void aThreadOfACellTellsItsLine() {
        Answer answer = kernel.run("""
                var failing = new Thread(() -> {
                    throw new Oops("in a thread", null);
                }, "worker");
                failing.start(); failing.join();""");
        String told = answer.printed("stderr").replaceAll("\u001b\\[[\\d;]*m", "");
        assertEquals("""
                Thread worker ended by Oops: in a thread
                  1 | var failing = new Thread(() -> {
                > 2 |     throw new Oops("in a thread", null);
                  3 | }, "worker");
                  at cell %d, line 2
                """.formatted(answer.reply().get("execution_count").getAsInt()), told);
    }

    @Test
    void aMethodThatWasDeclaredAgainTellsItsNewLines() {
        kernel.run("int checked(int n) {\n    return 1 / n;\n}\nint kept = checked(1);");
        assertThrown("Oops", "again", """
                Oops: again
                  2 |     // other lines than before
                > 3 |     if (n == 0) throw new Oops("again", null);
                  4 |     return n;
                  at checked, HERE, line 3
                  at HERE, line 6
                """, "int checked(int n) {\n    // other lines than before\n"
                + "    if (n == 0) throw new Oops(\"again\", null);\n    return n;\n}\nchecked(0)");
    }

    @Test
    void aVariableDeclaredAnewWithAMistakeShowsTheMistakeAlone() {
        kernel.run("var again = ones(3);");
        assertEquals("""
                CompileError: cannot find symbol
                  symbol:   method nowhere()
                  location: class leibniz.autograd.Tensor
                  1 | var again = ones(3).nowhere();
                                  ^^^^^^^^^^^^^^^""",
                kernel.run("var again = ones(3).nowhere();").traceback());
    }

    @Test
    void inAChainOverSeveralLinesTheLineOfTheFaultIsMarked() {
        String marked = """
                CompileError: cannot find symbol
                  symbol:   method nowhere()
                  location: class leibniz.autograd.Tensor
                  3 |   .nowhere()
                         ^^^^^^^""";
        assertEquals(marked, kernel.run("ones(3)\n  .add(1)\n  .nowhere()\n  .sum()").traceback());
        kernel.run("var chained = ones(3);");
        assertEquals(marked,
                kernel.run("var chained = ones(3)\n  .add(1)\n  .nowhere()\n  .sum();").traceback());
    }

    @Test
    void anErrorIsToldOnce() {
        assertEquals("""
                CompileError: cannot find symbol
                  symbol:   variable unknown
                  1 | for (unknown = 0; unknown < 3; unknown++) {}
                           ^^^^^^^""",
                kernel.run("for (unknown = 0; unknown < 3; unknown++) {}").traceback());
        assertEquals("""
                CompileError: ';' expected
                  1 | var 2x = 3;
                         ^""", kernel.run("var 2x = 3;").traceback());
    }

    @Test
    void noNameOfTheKernelOrOfJShellIsShown() {
        for (String code : new String[]{
                "Executors.newSingleThreadExecutor().submit(() -> { throw new Oops(\"x\", null); }).get()",
                "CompletableFuture.supplyAsync(() -> 1 / 0).join()",
                "throw new Exception(new Oops(\"inner\", new Oops.Small()));", "Class.forName(\"Nowhere\")",
                "((List<?>) (Object) new Oops(\"x\", null)).size()",
                "tensor(1.0, 2.0).matmul(tensor(1.0))" }) {
            String reply = kernel.run(code).reply().toString();
            assertFalse(reply.contains("REPL") || reply.contains("JShell") || reply.contains("leibniz.kernel")
                    || reply.contains("do_it"), reply);
        }
    }
}
