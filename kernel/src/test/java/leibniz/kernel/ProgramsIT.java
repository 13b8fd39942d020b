package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands, files and programs in a cell; what needs no file stands in {@code programs.txt}. */
class ProgramsIT extends WithKernel {
    @TempDir
    private Path folder;

    /** The cells run in order in one session. */
    @TestFactory
    Stream<DynamicContainer> theTable() throws IOException {
        return CellTable.tests("programs.txt", () -> kernel);
    }

    @ParameterizedTest
    @ValueSource(strings = { "!sleep 1000 & echo $! go; wait", "!sleep 1000 & echo $! go; sleep 1000",
            "%%sh\nsh -c 'sleep 1000 & echo $! go; wait'\necho never",
            "!trap '' TERM INT; sleep 1000 & echo $! go; while true; do sleep 1; done" })
    void anInterruptEndsACommandAndWhatItStarted(String code) {
        kernel.run("int kept = 8;");
        Message running = kernel.send(kernel.shell, "execute_request",
                KernelProcess.execution(code + "\nint after = 1;"));
        String begun = kernel.printedUntil(running, "go");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
        Answer answer = kernel.answer(running);
        assertEquals("Interrupted", answer.reply().get("ename").getAsString(), answer.reply()::toString);
        assertFalse(answer.printed("stdout").contains("never"));
        long child = Long.parseLong(begun.substring(0, begun.indexOf(' ')));
        ProcessHandle.of(child).ifPresent(process -> process.onExit().join());
        assertEquals("8", kernel.run("kept").result());
    }

    @Test
    void outputComesWhileTheCommandRuns() throws IOException {
        Path told = folder.resolve("told");
        Message running = kernel.startCell(
                "!echo early; until [ -e " + told + " ]; do sleep 0.05; done; echo late", "early");
        Files.createFile(told);
        assertEquals("late\n", kernel.answer(running).printed("stdout").stripLeading());
    }

    /** As Ctrl-C does in a terminal, whoever waits for the process and however it was started. */
    @ParameterizedTest
    @ValueSource(strings = { "new ProcessBuilder(command).inheritIO().start().waitFor();",
            "new ProcessBuilder(command).inheritIO().start();\nThread.sleep(1_000_000);",
            "new ProcessBuilder(command).inheritIO().start();\nwhile (true) { }",
            "var child = new ProcessBuilder(command).start();\n"
                    + "child.inputReader().lines().forEach(System.out::println);",
            "var child = Runtime.getRuntime().exec(command.toArray(String[]::new));\n"
                    + "child.inputReader().lines().forEach(System.out::println);",
            "ProcessBuilder.startPipeline(List.of(new ProcessBuilder(command))).getLast().inputReader().lines()"
                    + ".forEach(System.out::println);",
            "Thread.ofPlatform().start(() -> { try { new ProcessBuilder(command).inheritIO().start().waitFor(); } "
                    + "catch (Exception e) { } }).join();" })
    void anInterruptEndsTheProcessesOfACell(String code) {
        kernel.run("var command = List.of(\"sh\", \"-c\", \"sleep 1000 & echo $! go; while true; do "
                + "echo more; sleep 0.01; done\");");
        Message running = kernel.send(kernel.shell, "execute_request", KernelProcess.execution(code));
        String begun = kernel.printedUntil(running, "go");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
        Answer answer = kernel.answer(running);
        assertEquals("Interrupted", answer.reply().get("ename").getAsString(), answer.reply()::toString);
        long child = Long.parseLong(begun.substring(0, begun.indexOf(' ')));
        // One that has ended has no command, also while the system still lists it.
        assertFalse(ProcessHandle.of(child).flatMap(ended -> ended.info().command()).isPresent());
        Answer next = kernel.run("\"lives\"");
        assertEquals("lives", next.result());
        assertEquals("", next.printed("stdout"));
    }

    @Test
    void anInterruptLeavesTheProcessesOfEarlierCells() {
        kernel.run("var server = new ProcessBuilder(\"sleep\", \"1000\").start();");
        Message running = kernel.send(kernel.shell, "execute_request",
                KernelProcess.execution("System.out.println(\"go\");\nwhile (true) { }"));
        kernel.printedUntil(running, "go");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
        assertEquals("error", kernel.answer(running).status());
        assertEquals("true", kernel.run("server.isAlive()").result());
        kernel.run("server.destroy();");
    }

    @Test
    void muchOutputArrivesWholeAndBeforeWhatFollows() {
        Answer answer = kernel.run("!seq 1 200000\nSystem.out.println(\"end\");");
        String printed = answer.printed("stdout");
        assertTrue(printed.startsWith("1\n2\n") && printed.endsWith("\n199999\n200000\nend\n"),
                () -> printed.substring(Math.max(0, printed.length() - 60)));
        assertEquals(200_001, printed.lines().count());
    }

    @Test
    void aFileHoldsWhatStandsInTheCell() throws IOException {
        Path file = folder.resolve("a file.txt");
        String text = "package p;\nstatic { }\n%help\n!ls\n  \"/* \u00a0 'ü你\\n\n\n";
        assertEquals("Wrote " + file + ".\n",
                kernel.run("%%writefile \"" + file + "\"\n" + text).printed("stdout"));
        assertEquals(text, Files.readString(file));
        assertEquals("Appended to " + file + ".\n",
                kernel.run("%%file -a \"" + file + "\"\nmore").printed("stdout"));
        assertEquals(text + "more\n", Files.readString(file));
        assertEquals("Overwrote " + file + ".\n",
                kernel.run("%%file \"" + file + "\"\nless").printed("stdout"));
        assertEquals("less\n", Files.readString(file));
        Answer nowhere = kernel.run("%%writefile " + folder + "/none/x\n1");
        assertTrue(nowhere.told().contains("there is no folder " + folder + "/none"),
                nowhere.traceback());
    }

    @Test
    void aProgramInAFileRunsWithItsArguments() throws IOException {
        Path file = folder.resolve("Main.java");
        Files.writeString(file, """
                package p.q;
                import java.util.Arrays;
                public class Main {
                    static int calls;
                    public static void main(String[] args) {
                        System.out.println(++calls + Arrays.toString(args));
                        if (args.length == 0) throw new IllegalStateException("none");
                    }
                }""");
        Answer first = kernel.run("%run " + file + " a 'b \"c' \\");
        assertEquals("1[a, b \"c, \\]\n", first.printed("stdout"), first.reply()::toString);
        assertTrue(first.printed("stderr").contains("'package p.q;' is left out"));
        assertEquals("2[again]\n", kernel.run("%run " + file + " again").printed("stdout"));
        Answer failed = kernel.run("%run " + file);
        assertEquals("IllegalStateException",
                failed.reply().get("ename").getAsString().replaceFirst(".*\\.", ""));
        assertTrue(failed.told().contains("Main.java, line 7"), failed.traceback());
        assertEquals("3", kernel.run("Main.calls").result());
        Files.writeString(file, "int x = 1;");
        assertTrue(kernel.run("%run " + file).told().contains("declares no main method"));
    }

    @Test
    void theConsoleAsksTheUserOfTheClient() {
        JsonObject content = KernelProcess.execution("""
                var console = System.console();
                String name = console.readLine("Name of %s: ", "x");
                char[] secret = console.readPassword("Password: ");
                console.printf("%s %d%n", name, secret.length);
                console.writer().println("written");
                console.readLine()""");
        content.addProperty("allow_stdin", true);
        Message request = kernel.send(kernel.shell, "execute_request", content);
        List<String> asked = List.of(answerQuestion("Ada"), answerQuestion("four"), answerQuestion("last"));
        Answer answer = kernel.answer(request);
        assertEquals(List.of("Name of x: |false", "Password: |true", "|false"), asked);
        assertEquals("Ada 4\nwritten\n", answer.printed("stdout"), answer.reply()::toString);
        assertEquals("last", answer.result());
        assertTrue(kernel.run("System.console().readLine()").told().contains("takes no input"));
    }

    private static String answerQuestion(String answer) {
        JsonObject asked = kernel.giveInput(answer).content();
        return asked.get("prompt").getAsString() + "|" + asked.get("password").getAsBoolean();
    }

    @Test
    void listsOfRecordsAndMapsAreTables() {
        kernel.run("record Planet(String name, double mass, int moons) { }");
        assertEquals("[Planet[name=<Earth>, mass=1.0, moons=1], Planet[name=Mars, mass=0.1, moons=2]]",
                kernel.run("List.of(new Planet(\"<Earth>\", 1, 1), new Planet(\"Mars\", 0.1, 2))").result());
        String html = kernel.run("List.of(new Planet(\"<Earth>\", 1, 1), new Planet(\"Mars\", 0.1, 2))")
                .contents("execute_result").getFirst().getAsJsonObject("data").get("text/html").getAsString();
        assertEquals("name mass moons &lt;Earth&gt; 1.0 1 Mars 0.1 2",
                html.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ").strip());
    }
}
