package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever user code throws, wherever it throws it: the user is told and the kernel lives. */
class ThrowablesIT extends WithKernel {
    private static final String BAD = """
            class Bad extends Error {
                @Override public String getMessage() { throw new Bad(); }
                @Override public String toString() { throw new Bad(); }
            }""";

    @ParameterizedTest
    @ValueSource(strings = { "throw new Error(\"why\");", "throw new ThreadDeath();",
            "throw new StackOverflowError();",
            "throw new OutOfMemoryError(\"why\");", "throw new InternalError(\"why\");" })
    void aToStringThatThrows(String thrown) {
        Answer answer = kernel.run("new Object() { @Override public String toString() { " + thrown + " } }");
        String type = thrown.replaceAll("throw new (\\w+).*", "$1");
        String told = answer.status().equals("ok") ? answer.result() : answer.traceback();
        assertTrue(told.contains(type), told);
        assertEquals("2", kernel.run("1 + 1").result());
    }

    @Test
    void aThrowableThatThrowsWhenItIsDescribed() {
        kernel.run(BAD);
        Answer thrown = kernel.run("throw new Bad();");
        assertTrue(thrown.reply().get("ename").getAsString().endsWith("Bad"), thrown.reply()::toString);
        Answer shown = kernel.run("new Object() { @Override public String toString() { throw new Bad(); } }");
        assertTrue(shown.result().contains("Bad"), shown.result());
        Answer thread = kernel.run("var t = new Thread(() -> { throw new Bad(); });\nt.start(); t.join();");
        assertTrue(thread.printed("stderr").contains("Bad"), thread.printed("stderr"));
        assertEquals("2", kernel.run("1 + 1").result());
    }

    @Test
    void aBackgroundThreadThatThrows() {
        for (String thrown : List.of("throw new Error(\"why\");", "throw new ThreadDeath();", "deeper(0);",
                "throw new OutOfMemoryError(\"why\");")) {
            kernel.run("int deeper(int n) { return deeper(n + 1) + 1; }");
            Answer answer = kernel
                    .run("var failing = new Thread(() -> { " + thrown
                            + " });\nfailing.start(); failing.join();");
            assertEquals("ok", answer.status(), thrown);
            String type = thrown.equals("deeper(0);")
                    ? "StackOverflowError"
                    : thrown.replaceAll("throw new (\\w+).*", "$1");
            assertTrue(answer.printed("stderr").contains(type),
                    () -> thrown + ": " + answer.printed("stderr"));
            assertTrue(answer.printed("stderr").lines().count() < 30, () -> answer.printed("stderr"));
        }
        assertEquals("2", kernel.run("1 + 1").result());
    }

    @Test
    void aDaemonThreadThatNeverEnds() {
        kernel.run("""
                var enough = new java.util.concurrent.atomic.AtomicBoolean();
                var endless = new Thread(() -> { while (!enough.get()) { } });
                endless.setDaemon(true);
                endless.start();""");
        assertEquals("true", kernel.run("endless.isAlive()").result());
        assertEquals("42", kernel.run("6 * 7").result());
        // Later tests need the processor.
        assertEquals("ok", kernel.run("enough.set(true); endless.join();").status());
    }

    @Test
    void memoryThatIsFullAndStaysFull() throws IOException {
        try (KernelProcess small = KernelProcess.start(Map.of("JDK_JAVA_OPTIONS", "-Xmx128m"))) {
            small.run("int survivor = 11; Object chain = null; List<byte[]> blocks = new ArrayList<>();");
            for (String fill : List.of("while (true) blocks.add(new byte[1 << 20]);",
                    "while (true) chain = new Object[]{ chain };")) {
                Answer full = small.run(fill);
                assertEquals("java.lang.OutOfMemoryError", full.reply().get("ename").getAsString(), fill);
                assertTrue(full.told().contains("Set variables that hold much to null"),
                        full.traceback());
                small.run("chain = null; blocks = new ArrayList<>();");
                assertEquals("11", small.run("survivor").result(), "after: " + fill);
            }
        }
    }
}
