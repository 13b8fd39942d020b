package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The environment variables of IJava and JJava. */
class StartupIT {
    @TempDir
    Path folder;

    @Test
    void theVariablesOfIJavaAndJJavaSetTheKernelUp() throws IOException {
        Files.writeString(folder.resolve("first.jsh"), "int first = 40;");
        Files.writeString(folder.resolve("second.jsh"), "int second = library.Two.two();");
        TestLibrary.jar(folder, "Two", "public static int two() { return 2; }", "");
        try (KernelProcess kernel = KernelProcess.start(Map.of("IJAVA_CLASSPATH", folder + "/*.jar",
                "IJAVA_STARTUP_SCRIPTS_PATH", folder + "/first.jsh:" + folder + "/s*.jsh",
                "JJAVA_STARTUP_SCRIPT", "int third = first + second;",
                "IJAVA_COMPILER_OPTS", "-parameters -g",
                "JJAVA_JVM_OPTS", "-Dgiven=yes -Dmore=1", "IJAVA_TIMEOUT", "1 hours"))) {
            assertEquals("42", kernel.run("third").result());
            assertEquals("second", kernel.run("""
                    interface Named { void m(int first, int second); }
                    Named.class.getMethods()[0].getParameters()[1].getName()""").result());
            assertEquals("yes", kernel.run("System.getProperty(\"given\")").result());
        }
    }

    @Test
    void aCellIsStoppedAfterTheTimeout() throws IOException {
        try (KernelProcess kernel = KernelProcess.start(Map.of("JJAVA_TIMEOUT", "3 seconds"))) {
            runInTime(kernel, "int kept = 3;");
            Answer stopped = kernel.run("while (true) {}");
            assertEquals("Timeout", stopped.reply().get("ename").getAsString());
            assertTrue(
                    stopped.traceback()
                            .contains("stopped after 3s, the limit that IJAVA_TIMEOUT or JJAVA_TIMEOUT"),
                    stopped.traceback());
            assertEquals("3", runInTime(kernel, "kept").result());
        }
    }

    /** Runs a cell again as long as a busy machine takes longer for it than the limit. */
    private static Answer runInTime(KernelProcess kernel, String code) {
        Answer answer;
        do {
            answer = kernel.run(code);
        } while (Json.string(answer.reply(), "ename", "").equals("Timeout"));
        return answer;
    }

    @Test
    void whatIsWrongInAVariableIsToldUnderTheFirstCell() throws IOException {
        try (KernelProcess kernel = KernelProcess.start(Map.of("IJAVA_STARTUP_SCRIPT", "int x = \"text\";",
                "IJAVA_COMPILER_OPTS", "-nonsense", "IJAVA_TIMEOUT", "soon"))) {
            Answer first = kernel.run("1 + 1");
            assertTrue(first.traceback().contains("in the startup script"), first.traceback());
            assertTrue(first.printed("stderr").contains("the compiler does not take [-nonsense]"),
                    first.printed("stderr"));
            assertTrue(first.printed("stderr").contains("is soon, which is no duration"),
                    first.printed("stderr"));
            assertEquals("2", kernel.run("1 + 1").result());
        }
        try (KernelProcess kernel = KernelProcess.start(Map.of("IJAVA_CLASSPATH", folder + "/none/*.jar"))) {
            assertTrue(kernel.run("1 + 1").traceback().contains("there is no folder " + folder + "/none"));
            assertEquals("2", kernel.run("1 + 1").result());
        }
    }
}
