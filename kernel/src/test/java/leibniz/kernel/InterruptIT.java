package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupt ends the cell with its threads and nothing else; where it cannot, it says so. */
class InterruptIT extends WithKernel {
    /** Lets a cell begin, interrupts it, and returns how it ended. */
    private static Answer interrupted(String code) {
        return interruptedOnceItSaysGo("System.out.println(\"go\");\n" + code);
    }

    private static Answer interruptedOnceItSaysGo(String code) {
        Message running = kernel.startCell(code, "go");
        interrupt();
        return kernel.answer(running);
    }

    private static void interrupt() {
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
    }

    private static void assertInterrupted(Answer answer) {
        assertEquals("Interrupted", answer.reply().get("ename").getAsString(), answer.reply()::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = { "while (true) {}",
            "while (true) { try { while (true) {} } catch (Throwable t) { } }",
            "for (;;) { try { Thread.sleep(10); } catch (InterruptedException e) { } }",
            "Thread.sleep(1_000_000);",
            "IntStream.range(0, 1 << 30).parallel().forEach(i -> { while (true) {} });",
            "Stream.generate(() -> 1).forEach(i -> { });",
            "new CountDownLatch(1).await();", "new ArrayBlockingQueue<>(1).take();",
            "CompletableFuture.runAsync(() -> { while (true) {} }).join();",
            "try (var pool = Executors.newFixedThreadPool(3)) { pool.submit(() -> { while (true) {} }); }",
            "try (var pool = Executors.newVirtualThreadPerTaskExecutor()) { pool.submit(() -> { while (true) {} }); }",
            "new Object() { @Override public String toString() { while (true) {} } }",
            "var zero = tensor(0.0).mul(2); while (zero.norm().item() < 1000) zero = zero.mul(2);",
            "var many = rand(3000, 3000); many.matmul(many).matmul(many);", "while (true) randn(30_000_000);",
            "rand(2000, 2000).inv();" })
    void theCellEndsAndTheNextRuns(String forever) {
        kernel.run("int precious = 99;");
        assertInterrupted(interrupted(forever));
        assertEquals("99", kernel.run("precious").result());
    }

    @Test
    void tasksThatTheSharedPoolHasNotYetBegunEndWithTheirCell() {
        // its threads are busy with the JDK's own code when the interrupt comes, and turn to the tasks after
        // it
        assertInterrupted(interrupted("""
                for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
                    CompletableFuture.runAsync(() -> new Random(1).doubles(10_000_000).sum());
                }
                IntStream.range(0, 1 << 30).parallel().forEach(i -> { while (true) {} });"""));
        assertEquals("7",
                kernel.run("CompletableFuture.supplyAsync(() -> 7).join()").result());
    }

    @Test
    void theThreadsOfTheCellEndAndThoseOfEarlierCellsLive() {
        kernel.run("""
                var beats = new java.util.concurrent.atomic.AtomicLong();
                var enough = new java.util.concurrent.atomic.AtomicBoolean();
                var earlier = new Thread(() -> { while (!enough.get()) beats.incrementAndGet(); });
                earlier.start();""");
        assertInterrupted(interruptedOnceItSaysGo(
                """
                        var spinning = new Thread(() -> { while (true) { } });
                        var sleeping = new Thread(() -> { while (true) { try { Thread.sleep(1_000_000); } catch (Exception e) { } } });
                        spinning.start();
                        sleeping.start();
                        System.out.println("go");
                        spinning.join();"""));
        Answer joined = kernel.run("spinning.join(); sleeping.join();\n\"ended\"");
        assertEquals("ended", joined.result(), joined.reply()::toString);
        assertEquals("true",
                kernel.run("long before = beats.get(); while (beats.get() == before) { }\nearlier.isAlive()")
                        .result());
        // What an interrupted cell leaves behind must not end this one.
        assertInterrupted(interrupted("earlier.join();"));
        assertEquals("true", kernel.run("earlier.isAlive()").result());
        assertEquals("ok", kernel.run("enough.set(true); earlier.join();").status());
    }

    @Test
    void cellsThatWaitBehindTheInterruptedOneDoNotRun() throws IOException {
        kernel.run("int ran = 0;");
        Message running = kernel.startCell("System.out.println(\"go\");\nwhile (true) {}", "go");
        Message waiting = kernel.send(kernel.shell, "execute_request", KernelProcess.execution("ran++;"));
        kernel.untilShellIsRead();
        interrupt();
        assertInterrupted(kernel.answer(running));
        assertEquals("aborted", kernel.answer(waiting).status());
        assertEquals("0", kernel.run("ran").result());
    }

    @Test
    void aUserExpressionIsInterruptible() {
        kernel.run("int endlessValue() { System.out.println(\"evaluating\"); while (true) { } }");
        JsonObject content = KernelProcess.execution("1");
        content.add("user_expressions", Json.of("endless", "endlessValue()"));
        Message request = kernel.send(kernel.shell, "execute_request", content);
        kernel.printedUntil(request, "evaluating");
        interrupt();
        JsonObject value = kernel.answer(request).reply().getAsJsonObject("user_expressions")
                .getAsJsonObject("endless");
        assertEquals("Interrupted", value.get("ename").getAsString());
    }

    @Test
    void aLoopInAJarOfTheNotebookIsInterruptible(@TempDir Path directory) throws IOException {
        Path jar = TestLibrary.jar(directory, "Endless", "public static void run() { while (true) { } }",
                "Implementation-Version: 1.5\n");
        kernel.run("%jars " + jar);
        assertEquals("library 1.5 endless.jar",
                kernel.run("var type = library.Endless.class;\ntype.getPackageName() + \" \" "
                        + "+ type.getPackage().getImplementationVersion() + \" \" "
                        + "+ Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).getFileName()")
                        .result());
        assertInterrupted(interrupted("library.Endless.run();"));
        assertEquals("2", kernel.run("1 + 1").result());
    }

    @Test
    void whatCannotBeStoppedIsNamedWithTheWayOut(@TempDir Path directory) throws IOException {
        Path release = directory.resolve("release");
        kernel.run("""
                var lock = new java.util.concurrent.locks.ReentrantLock();
                var held = new CountDownLatch(1);
                new Thread(() -> {
                    lock.lock();
                    held.countDown();
                    while (Files.notExists(Path.of("%s"))) Thread.onSpinWait();
                    lock.unlock();
                }).start();
                held.await();""".formatted(release));
        Message running = kernel.startCell("{ System.out.println(\"go\"); lock.lock(); }", "go");
        interrupt();
        String notice = notice(kernel, running);
        assertTrue(notice.contains("inside java.util.concurrent.locks.ReentrantLock.lock"), notice);
        Files.createFile(release);
        assertInterrupted(kernel.answer(running));
        assertEquals("2", kernel.run("lock.unlock();\n1 + 1").result());
    }

    @Test
    void aKernelThatIsStuckForEverSaysSoAndCanBeShutDown() throws IOException, InterruptedException {
        try (KernelProcess stuck = KernelProcess.start()) {
            Message running = stuck.startCell("{ System.out.println(\"go\"); "
                    + "Pattern.matches(\"(a|aa)*\\\\1b\", \"a\".repeat(60) + \"c\"); }", "go");
            stuck.send(stuck.control, "interrupt_request", new JsonObject());
            assertEquals("interrupt_reply", stuck.receive(stuck.control).type());
            String notice = notice(stuck, running);
            assertTrue(notice.contains("inside java.util.regex."), notice);
            stuck.send(stuck.control, "shutdown_request", Json.of("restart", true));
            assertTrue(stuck.ends(), "the kernel still runs although it was shut down while it was stuck");
        }
    }

    /** What the kernel says under a cell that an interrupt has not ended. */
    private static String notice(KernelProcess kernel, Message running) {
        return kernel.printedUntil(running, "restart the kernel");
    }

    @Test
    void aClassWhoseInitialiserWasStoppedIsNamedAndCanBeDeclaredAgain() {
        String slow = """
                class Slow {
                    static int value = 1;
                    static { System.out.println("go"); while (wait) { } }
                }""";
        kernel.run("boolean wait = true;\n" + slow);
        Answer stopped = interruptedOnceItSaysGo("Slow.value");
        assertInterrupted(stopped);
        assertTrue(stopped.printed("stderr").contains("The static initialiser of Slow was interrupted"),
                stopped.printed("stderr"));
        kernel.run("wait = false;");
        Answer used = kernel.run("Slow.value");
        assertTrue(used.traceback().contains("Run the cell that declares Slow again"), used.traceback());
        kernel.run(slow);
        assertEquals("1", kernel.run("Slow.value").result());
    }

    @Test
    void anInterruptWhileTheEditorAsksLeavesTheKernelReady() {
        Message asked = kernel.send(kernel.shell, "complete_request",
                Json.of("code", "List.of(1).st", "cursor_pos", 13));
        kernel.publishedUntil(m -> KernelProcess.isState(m, "busy") && KernelProcess.answers(m, asked));
        interrupt();
        assertEquals("ok", kernel.answer(asked).status());
        assertEquals("2", kernel.run("1 + 1").result());
    }
}
