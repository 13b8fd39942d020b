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
                            .contains("stopped after 3s, the limit that LEIBNIZ_TIMEOUT"),
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
    void optionsForJavaMayHoldBlanksAndReachTheCompilerToo() throws IOException {
        try (KernelProcess kernel = KernelProcess.start(Map.of("LEIBNIZ_JVM_OPTS",
                "-Dquoted=\"one two\" -Xmx300m --enable-preview --add-exports=java.base/sun.security.x509=ALL-UNNAMED",
                "JJAVA_JVM_OPTS", "-XX:+UseParallelGC -Dother=3"))) {
            assertEquals("one two 3",
                    kernel.run("System.getProperty(\"quoted\") + \" \" + System.getProperty(\"other\")")
                            .result());
            assertEquals("true", kernel.run("Runtime.getRuntime().maxMemory() <= 300 << 20").result());
            // A preview feature of Java 25: primitive types in patterns.
            assertEquals("byte 7", kernel.run(
                    "switch (7) { case byte b -> \"byte \" + b; case int i -> \"int \" + i; }").result());
            assertEquals("true",
                    kernel.run("new sun.security.x509.X500Name(\"CN=a\").toString().equals(\"CN=a\")")
                            .result());
        }
        try (KernelProcess kernel = KernelProcess
                .start(Map.of("LEIBNIZ_COMPILER_OPTS", "--enable-preview"))) {
            assertEquals("byte 7", kernel.run(
                    "switch (7) { case byte b -> \"byte \" + b; case int i -> \"int \" + i; }").result());
        }
    }

    @Test
    void anOptionThatJavaDoesNotTakeIsNamedAndTheKernelStartsWithoutIt() throws IOException {
        for (String[] wrong : new String[][]{ { "-nonsense", "Unrecognized option: -nonsense" },
                { "-Xmx12parsecs", "Invalid maximum heap size: -Xmx12parsecs" },
                { "-XX:+UseG1GC -XX:+UseParallelGC", "Multiple garbage collectors selected" } }) {
            try (KernelProcess kernel = KernelProcess.start(Map.of("LEIBNIZ_JVM_OPTS", wrong[0]))) {
                Answer first = kernel.run("1 + 1");
                assertEquals("2", first.result());
                assertEquals("LEIBNIZ_JVM_OPTS is left out, since Java does not take it: " + wrong[1] + "\n",
                        first.printed("stderr"));
                assertEquals("", kernel.run("1 + 1").printed("stderr"));
            }
        }
    }

    @Test
    void namesOfFilesAreReadWhereNothingSaysHowTheyAreWritten() throws IOException {
        Files.writeString(folder.resolve("Übung 汉.txt"), "read");
        try (KernelProcess kernel = KernelProcess.start(Map.of("LC_ALL", "", "LANG", "", "LC_CTYPE", ""))) {
            assertEquals("read",
                    kernel.run("Files.readString(Path.of(\"" + folder + "\", \"Übung 汉.txt\"))").result());
        }
    }

    @Test
    void whatIsWrongInAVariableIsToldUnderTheFirstCell() throws IOException {
        try (KernelProcess kernel = KernelProcess.start(Map.of("IJAVA_STARTUP_SCRIPT", "int x = \"text\";",
                "IJAVA_COMPILER_OPTS", "-nonsense", "IJAVA_TIMEOUT", "soon"))) {
            Answer first = kernel.run("1 + 1");
            assertTrue(first.told().contains("in the startup script"), first.traceback());
            assertTrue(first.printed("stderr").contains("the compiler does not take [-nonsense]"),
                    first.printed("stderr"));
            assertTrue(first.printed("stderr").contains("is soon, which is no duration"),
                    first.printed("stderr"));
            assertEquals("2", kernel.run("1 + 1").result());
        }
        try (KernelProcess kernel = KernelProcess.start(Map.of("IJAVA_CLASSPATH", folder + "/none/*.jar"))) {
            assertTrue(kernel.run("1 + 1").told().contains("there is no folder " + folder + "/none"));
            assertEquals("2", kernel.run("1 + 1").result());
        }
    }
}
