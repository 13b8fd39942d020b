package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stack trace that code prints speaks of cells and lines, as the kernel's own errors do. */
class PrintedTracesIT extends WithKernel {
    private static int declared;

    @BeforeAll
    static void declare() {
        declared = kernel.run("""
                class Oops extends RuntimeException {
                    Oops(String message, Throwable cause) { super(message, cause); }
                }
                void deep(int n) {
                    if (n == 0) throw new Oops("deep", new IOException("inner"));
                    deep(n - 1);
                }""").reply().get("execution_count").getAsInt();
    }

    /** In {@code expected}, {@code HERE} is the cell's name and {@code THERE} that of the declarations. */
    private static void prints(String expected, String stream, String code) {
        Answer answer = kernel.run(code);
        String here = "cell " + answer.reply().get("execution_count").getAsInt();
        assertEquals(expected.replace("THERE", "cell " + declared).replace("HERE", here),
                answer.printed(stream),
                code);
    }

    @Test
    void printStackTraceNamesCellsLinesAndTheUsersNames() {
        prints("""
                Oops: deep
                \tat deep, THERE, line 5
                \tat deep, THERE, line 6
                \tat HERE, line 2
                Caused by: java.io.IOException: inner
                """, "stderr", "try {\n    deep(1);\n} catch (Oops e) { e.printStackTrace(); }");
        prints("""
                java.lang.ClassCastException: class Oops cannot be cast to class java.lang.Integer
                \tat HERE, line 2
                """, "stdout", "try {\n    Object o = new Oops(\"a\", null); Integer i = (Integer) o;\n"
                + "} catch (ClassCastException e) { e.printStackTrace(System.out); }");
    }

    @Test
    void bytesThatEndInsideACharacterAreNoWords() {
        prints("... 中\tat 文\n", "stdout", """
                for (var text : List.of("... 中", "\\tat 文")) {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    System.out.write(bytes, 0, bytes.length - 1);
                    System.out.write(bytes, bytes.length - 1, 1);
                }
                System.out.println();""".replace("StandardCharsets", "java.nio.charset.StandardCharsets"));
    }

    @Test
    void aTraceOfADeclarationThatStillRunsHasItsLine() {
        kernel.run("<T> T call(Supplier<T> s) { return s.get(); }");
        int helper = declaredIn();
        prints("java.lang.Exception: one\n\tat HERE, line 2\n\tat call, cell " + helper
                + ", line 1\n\tat HERE, line 2\n", "stderr",
                "int before = 1;\nint one = call(() -> { new Exception(\"one\").printStackTrace(); return 1; });");
        prints("java.lang.Exception: two\n\tat HERE, line 1\n\tat call, cell " + helper
                + ", line 1\n\tat HERE, line 1\n", "stderr",
                "var two = call(() -> { new Exception(\"two\").printStackTrace(); return List.of(1, 2.5); });");
    }

    private static int declaredIn() {
        return kernel.run("1").reply().get("execution_count").getAsInt() - 1;
    }

    @Test
    void threadsFuturesAndDumpsAreTold() {
        prints("java.lang.Exception: Stack trace\n\tat HERE, line 1\n", "stderr", "Thread.dumpStack();");
        prints("""
                java.util.concurrent.CompletionException: Oops: async
                Caused by: Oops: async
                \tat HERE, line 1
                """, "stderr", "CompletableFuture.runAsync(() -> { throw new Oops(\"async\", null); })\n"
                + "    .exceptionally(e -> { e.printStackTrace(); return null; }).join();");
        prints("""
                java.lang.ArithmeticException: / by zero
                \tat HERE, line 1
                """, "stderr", "Executors.newSingleThreadExecutor().submit(() -> { try { return 1 / 0; } "
                + "catch (ArithmeticException e) { e.printStackTrace(); return 0; } }).get();");
    }

    @Test
    void loggersNameCellsAndMethods() {
        Answer answer = kernel.run("""
                var log = java.util.logging.Logger.getLogger("test");
                log.info("hello");
                log.log(java.util.logging.Level.SEVERE, "bad", new Oops("logged", null));
                class Service { void go() { log.warning("from a method"); } }
                new Service().go();""");
        String here = "cell " + answer.reply().get("execution_count").getAsInt();
        assertEquals(
                "TIME " + here + "\nINFO: hello\nTIME " + here + "\nSEVERE: bad\nOops: logged\n\tat " + here
                        + ", line 3\n\nTIME Service.go\nWARNING: from a method\n",
                answer.printed("stderr").replaceAll("(?m)^.*[AP]M (?=cell|Service)", "TIME "));
    }

    private static void shows(String expected, String code) {
        Answer answer = kernel.run(code);
        String here = "cell " + answer.reply().get("execution_count").getAsInt();
        assertEquals(expected.replace("THERE", "cell " + declared).replace("HERE", here), answer.result(),
                code);
    }

    @Test
    void framesInOtherTextNameCellsToo() {
        kernel.run("""
                Oops caught() {
                    try { deep(1); throw new AssertionError(); } catch (Oops e) { return e; }
                }
                record Held(Throwable thrown, StackTraceElement first) { }""");
        int cellOfCaught = declaredIn();
        String there = "deep, THERE, line 5, deep, THERE, line 6, caught, cell " + cellOfCaught
                + ", line 2, HERE, line 1";
        shows("[" + there + "]", "List.of(caught().getStackTrace())");
        shows(there.replaceFirst(", deep.*", ""), "caught().getStackTrace()[0]");
        shows("[" + there + "]", "Arrays.asList(caught().getStackTrace())");
        shows("Optional[" + there.replaceFirst(", deep.*", "") + "]",
                "Optional.of(caught().getStackTrace()[0])");
        shows("[" + there + "]", "Arrays.toString(caught().getStackTrace())");
        shows("Held[thrown=Oops: deep, first=deep, THERE, line 5]",
                "var held = caught();\nnew Held(held, held.getStackTrace()[0])");
        shows("[HERE, line 1]", "List.of(Thread.currentThread().getStackTrace())");
        shows("[HERE, line 1]",
                "StackWalker.getInstance().walk(frames -> frames.map(f -> f.toString()).toList())");
        shows("Oops: deep\n\tat deep, THERE, line 5\n\tat deep, THERE, line 6\n\tat caught, cell "
                + cellOfCaught + ", line 2\n\tat HERE, line 2\n"
                + "Caused by: java.io.IOException: inner\n", """
                        var text = new StringWriter();
                        caught().printStackTrace(new PrintWriter(text));
                        text.toString()""");
        prints("[" + there + "]\n", "stdout",
                "System.out.println(List.of(caught().getStackTrace()));");
        prints(there.replaceFirst(", deep.*", "") + "\n", "stdout",
                "System.out.println(caught().getStackTrace()[0]);");
        prints("at " + there.replaceFirst(", deep.*", "") + "!\n", "stderr",
                "System.err.println(\"at \" + caught().getStackTrace()[0] + \"!\");");
        Answer table = kernel.run("List.of(new Held(held, held.getStackTrace()[0]))");
        assertEquals(false, table.published().toString().contains("$JShell$"), table.published()::toString);
    }

    /** What a file or a user says is printed as it is. */
    @Test
    void otherTextKeepsItsWords() {
        String text = """
                \tat java.util.List.of(List.java:3)
                \t... 3 more
                ... 4 more
                \tat the office
                at REPL. of course
                """;
        assertEquals(text, kernel.run("System.out.print(\"\"\"\n" + text + "\"\"\");").printed("stdout"));
        assertEquals("true",
                kernel.run("class Named {}\nSystem.out.println(Named.class.getName().startsWith(\"REPL\"));")
                        .printed("stdout").strip());
    }
}
