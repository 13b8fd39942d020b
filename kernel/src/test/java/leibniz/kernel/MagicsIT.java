package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Magics among Java, those that look at the session, and those that time. */
class MagicsIT extends WithKernel {
    private static void assertMagicError(String expected, String code) {
        Answer answer = kernel.run(code);
        assertEquals("MagicError", answer.reply().get("ename").getAsString(), code);
        assertTrue(answer.traceback().replace('\n', ' ').contains(expected), answer.traceback());
    }

    @Test
    void piecesRunInTheirOrder() {
        Answer answer = kernel.run("""
                System.out.println("first");
                int inOrder = 1;
                %time System.out.println("second " + inOrder);
                inOrder = 7
                    % 4;
                %time System.out.println("third " + inOrder)
                inOrder""");
        assertEquals("3", answer.result());
        List<String> lines = answer.printed("stdout").lines().filter(line -> !line.startsWith("Wall"))
                .toList();
        assertEquals(List.of("first", "second 1", "third 3"), lines);
    }

    @Test
    void aMagicThatFailsStopsTheCellThere() {
        assertMagicError("%help: there is no magic named x", "int stopped = 1;\n%help x\nstopped = 2;");
        assertEquals("1", kernel.run("stopped").result());
    }

    @ParameterizedTest
    @ValueSource(strings = { "untouched = 2;\n%vars\nint = 3 +;", "untouched = 2;\nint f() { int = 3; }",
            "untouched = 2;\nimport java.util.zip.*;\nint a b;", "untouched = 2;\n%nothing",
            "untouched = 2;\n%vars\nfor (;;) {", "untouched = 2;\n%%time\n1", "untouched = 2;\n%%vars",
            "untouched = (2\n%vars\n)" })
    void anErrorInTheTextRunsNothing(String code) {
        kernel.run("int untouched = 1;");
        assertEquals("error", kernel.run(code).status());
        assertEquals("1", kernel.run("untouched").result());
    }

    @Test
    void linesAndColumnsAreThoseOfTheCell() {
        assertEquals("""
                CompileError: incompatible types: java.lang.String cannot be converted to int
                  3 | int wrongly = "text";
                                    ^^^^^^""", kernel.run("%vars\n\nint wrongly = \"text\";").traceback());
        String unknown = kernel.run("int a1 = 1;\n%time  nothing + a1").traceback();
        assertTrue(unknown.endsWith("2 | %time  nothing + a1\n             ^^^^^^^"), unknown);
        Answer thrown = kernel.run("%vars\n\nint zero = 0;\n%vars\n1 / zero");
        int cell = thrown.reply().get("execution_count").getAsInt();
        assertTrue(thrown.traceback().endsWith("at cell " + cell + ", line 5"), thrown.traceback());
        assertEquals("not a statement",
                kernel.run("%%timeit\nint y = 1;\ny + 1").reply().get("evalue").getAsString());
        assertTrue(kernel.run("%%timeit\nint y = 0;\nint z = 1 / y;").traceback().contains("> 3 | int z"),
                thrown.traceback());
    }

    @Test
    void helpListsEveryMagicAndExplainsOne() {
        String all = kernel.run("%help").result();
        for (String name : List.of("%classpath ", "%help ", "%jars ", "%load ", "%reset ", "%time ",
                "%timeit ",
                "%vars ")) {
            assertTrue(all.lines().anyMatch(line -> line.startsWith(name)), name + " is missing in: " + all);
        }
        assertTrue(kernel.run("%help %timeit").result().startsWith("%timeit [-n LOOPS]"));
        assertMagicError("Did you mean %timeit? There are %%bash, %classpath,", "%help timit");
    }

    @Test
    void varsShowsNamesTypesAndBoundedValues() {
        kernel.run("%reset");
        assertEquals("There are no variables.", kernel.run("%vars").result());
        kernel.run("int count = 3; var m = tensor(1.0, 2.0).reshape(2, 1); String text = \"字\".repeat(1000); "
                + "List<String> absent = null;\nrecord Point(int x) {}\nvar p = new Point(1);\n"
                + "var bad = new Object() { public String toString() { throw new Error(\"no text\"); } };");
        List<String> lines = kernel.run("%vars").result().lines().toList();
        assertEquals("count   int", lines.get(0).substring(0, 11));
        assertTrue(lines.get(0).endsWith(" 3"), lines.get(0));
        assertTrue(lines.get(1).endsWith("tensor([[1.], [2.]])"), lines.get(1));
        assertTrue(lines.get(2).endsWith("字..."), lines.get(2));
        assertTrue(lines.get(3).matches("absent +List<String> +null"), lines.get(3));
        assertTrue(lines.get(4).matches("p +Point +Point\\[x=1]"), lines.get(4));
        assertTrue(lines.get(5).contains("no text"), lines.get(5));
        assertTrue(lines.stream().allMatch(line -> line.length() < 150), lines::toString);
        assertMagicError("%vars: takes no arguments, but got: count", "%vars count");
    }

    @Test
    void resetForgetsWhatTheNotebookDeclared() {
        kernel.run("%reset");
        kernel.run("import java.util.zip.*; int gone = 1; class Gone { } int gone() { return gone; } "
                + "record Gone2(Gone g) {} var goneToo = new Gone2(new Gone());");
        assertEquals("Forgot 2 classes, 1 import, 1 method, 2 variables. The class path is unchanged.\n",
                kernel.run("%reset").printed("stdout"));
        for (String gone : List.of("gone", "new Gone()", "gone()", "new CRC32()", "goneToo")) {
            assertEquals("CompileError", kernel.run(gone).reply().get("ename").getAsString(), gone);
        }
        assertEquals("3", kernel.run("int gone = 3;\ngone").result());
        assertEquals("6.0", kernel.run("tensor(1.0, 2.0, 3.0).sum().item()").result());
        kernel.run("%reset");
        Answer again = kernel.run("%reset");
        assertEquals("There was nothing to forget.\n", again.printed("stdout"));
        assertEquals("", again.printed("stderr"));
    }

    @Test
    void displaysSpeakTheLanguageOfTheNotebookUntilItIsReset() {
        kernel.run("language(\"zh\");");
        assertEquals("zh", kernel.run("language()").result());
        assertTrue(kernel.run("graph(tensor(1.0))").result().contains("常量"));
        kernel.run("%reset");
        assertEquals("en", kernel.run("language()").result());
    }

    @Test
    void whatAVariableOrAnExpressionHeldCanBeCollected() {
        kernel.run(
                "java.lang.ref.WeakReference<Object> held(Object o) { return new java.lang.ref.WeakReference<>(o); }");
        kernel.run("List<java.lang.ref.WeakReference<Object>> refs = new ArrayList<>();\n"
                + "<T> T track(T o) { refs.add(held(o)); return o; }");
        kernel.run("track(new int[1000])");
        assertEquals("true", kernel.run("System.gc(); refs.get(0).get() == null").result());
    }

    @Test
    void timeShowsTheValueAndTheDuration() {
        Answer answer = kernel.run("%time 20 + 22");
        assertEquals("42", answer.result());
        assertTrue(answer.printed("stdout").matches("Wall time: [\\d.]+ (s|ms|µs|ns), CPU time: .*\n"),
                answer.printed("stdout"));
        assertNull(kernel.run("%time 20 + 22;").result());
        assertEquals("3", kernel.run("%%time\nint timed = 1;\ntimed + 2").result());
        assertMagicError("needs code to time", "%time");
        assertMagicError("the code stands below the first line", "%%time 1 + 1\n2");
    }

    @Test
    void timeitRunsTheCodeAsOftenAsItSays() {
        kernel.run("int runs = 0;");
        Answer answer = kernel.run("%timeit -n 10 -r 3 runs++");
        assertTrue(answer.printed("stdout").matches(
                "[\\d.]+ (s|ms|µs|ns) ± [\\d.]+ (s|ms|µs|ns) per loop \\(mean ± std. dev. of 3 runs, 10 loops each\\)\n"),
                answer.printed("stdout"));
        assertNull(answer.result());
        assertEquals("30", kernel.run("runs").result());
        assertEquals("60",
                kernel.run("%%timeit -r 3 -n 10\nint local = runs;\nruns = local + 1\n").result() == null
                        ? kernel.run("runs").result()
                        : "a value was shown");
        assertEquals("CompileError", kernel.run("local").reply().get("ename").getAsString());
        assertTrue(kernel.run("%timeit -r 2 Math.sqrt(runs)").printed("stdout").contains("of 2 runs"));
        assertMagicError("-n needs a number from 1 up, but got: 0", "%timeit -n 0 runs++");
        assertMagicError("-r needs a number from 1 up, but got: x", "%timeit -r x runs++");
        assertMagicError("needs code to time", "%%timeit -n 3\n");
        assertMagicError("times Java, but the code has a magic", "%%timeit\n%vars\n1");
        Answer thrown = kernel.run("%timeit if (runs++ > 70) throw new IllegalStateException(\"enough\");");
        assertEquals("java.lang.IllegalStateException", thrown.reply().get("ename").getAsString());
    }

    @Test
    void timeitIsInterruptible() {
        Message running = kernel.startCell("System.out.println(\"go\");\n%timeit -n 999999999 Math.sqrt(2)",
                "go");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        kernel.receive(kernel.control);
        Answer answer = kernel.answer(running);
        assertEquals("Interrupted", answer.reply().get("ename").getAsString());
        assertEquals("3", kernel.run("%time 1 + 2").result());
    }

    @Test
    void theEditorKnowsMagics() {
        assertEquals(List.of("%time", "%timeit"), completion("int a = 1;\n  %ti"));
        assertEquals(List.of("%%time", "%%timeit"), completion("%%ti"));
        assertFalse(completion("int a = (1\n%ti").contains("%time"), "a magic inside brackets");
        assertEquals(List.of("time", "timeit"), completion("%help ti"));
        assertEquals(List.of("%time", "%timeit"), completion("int a = 1;\n%help %ti"));
        for (String noJava : List.of("%maven Str", "%jars ", "%%loadFromPOM\n<dependency>Str",
                "%nothing Str")) {
            assertEquals(List.of(), completion(noJava), noJava);
        }
        assertTrue(completion("%time tensor(1.0).requ").contains("requiresGrad_("),
                "the Java after %time is not completed");
        JsonObject found = kernel
                .request("inspect_request", Json.of("code", "1;\n%timeit x", "cursor_pos", 6))
                .reply();
        assertTrue(Answer.data(found, "text/plain").startsWith("%timeit [-n LOOPS]"), found::toString);
        for (String complete : List.of("%vars", "int a = 1;\n%vars", "%time a", "%%timeit\nint a = 1;")) {
            assertEquals("complete", completeness(complete), complete);
        }
        for (String incomplete : List.of("%%timeit", "%%timeit -n 3\n", "%%timeit\nfor (;;) {",
                "%vars\nint f() {")) {
            assertEquals("incomplete", completeness(incomplete), incomplete);
        }
    }

    private static List<String> completion(String code) {
        JsonObject reply = kernel
                .request("complete_request", Json.of("code", code, "cursor_pos", code.length()))
                .reply();
        return KernelProcess.strings(reply.getAsJsonArray("matches"));
    }

    private static String completeness(String code) {
        return kernel.request("is_complete_request", Json.of("code", code)).status();
    }
}
