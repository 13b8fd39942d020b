package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupt ends the cell with its threads and nothing else; where it cannot, it says so. */
class InterruptIT extends WithInterrupts {
    @ParameterizedTest
    @ValueSource(strings = { "while (true) {}",
            "while (true) { try { while (true) {} } catch (Throwable t) { } }",
            "for (;;) { try { Thread.sleep(10); } catch (InterruptedException e) { } }",
            "Thread.sleep(1_000_000);",
            "IntStream.range(0, 1 << 30).parallel().forEach(i -> { while (true) {} });",
            "Stream.generate(() -> 1).forEach(i -> { });",
            "new ProcessBuilder(\"cat\").start().getInputStream().read();",
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

    @ParameterizedTest
    @ValueSource(strings = { "System.out.println(\"go\");\nwhile (true) {\n  Math.abs(1);\n}",
            "System.out.println(\"go\");\n\nThread.sleep(1_000_000);",
            // Not the declaration last: while that is compiled no line runs.
            "var one = tensor(1.0); System.out.println(\"go\");\nwhile (one.item() < 2) { one = one.mul(1); }" })
    void theLineThatRanIsNamed(String forever) {
        Answer answer = interruptedOnceItSaysGo(forever);
        assertInterrupted(answer);
        assertTrue(answer.traceback().matches("(?s).*\\n> [23] \\|.*\\n  at cell \\d+, line [23]"),
                answer.traceback());
    }

    @Test
    void theLineOfAMethodIsNamedWithItsCaller() {
        kernel.run("void endless() {\n    while (true) {}\n}");
        String traceback = interrupted("\nendless();").traceback();
        // The interrupt may come as the method is entered.
        assertTrue(traceback.matches(
                "(?s).*> ([12]) \\|.*  at endless, cell \\d+, line \\1\\n  at cell \\d+, line 3"), traceback);
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
    void aThreadThatWasLeftBehindDoesNothingWhenItReturns() {
        kernel.run("""
                var gate = new Semaphore(0);
                int counter = 0;
                List<String> seen = new ArrayList<>();
                List<Thread> stuck = new ArrayList<>();
                void block() {
                    stuck.add(Thread.currentThread());
                    System.out.println("go");
                    gate.acquireUninterruptibly();
                }
                class Blocked {
                    int value;
                    void run() { block(); value = 1; counter++; seen.add("class"); }
                }
                void blocked() { block(); counter++; seen.add("method"); }
                var blockedObject = new Blocked();""");
        List<String> cells = List.of("block(); counter = 1; seen.add(\"cell\");",
                "{ block(); counter = 6; seen.add(\"block\"); }",
                "blocked(); counter = 2;", "blockedObject.run();",
                "new Object() { public String toString() { block(); counter = 3; return \"\"; } }",
                "var made = new Object() { int get() { block(); counter = 4; return 1; } }.get();",
                "Runnable late = () -> { block(); System.out.println(\"late\"); display(1); };\nlate.run();",
                "try { block(); } finally { counter = 5; seen.add(\"finally\"); }",
                "try { block(); } finally { synchronized (seen) { seen.add(\"lock\"); } }",
                "synchronized (gate) { try { block(); } finally { seen.add(\"inside\"); } }");
        for (String code : cells) {
            Answer answer = interruptedOnceItSaysGo(code);
            assertInterrupted(answer);
            String told = answer.printed("stderr");
            assertTrue(told.contains("inside java.util.concurrent.Semaphore.acquireUninterruptibly"), told);
            assertFalse(told.contains("uses a processor core"), told);
        }
        assertEquals("true false",
                kernel.run(
                        "stuck.stream().allMatch(Thread::isAlive) + \" \" + stuck.contains(Thread.currentThread())")
                        .result());
        Answer ended = kernel.run("gate.release(100); for (var thread : stuck) thread.join();\n"
                + "counter + \" \" + seen + \" \" + blockedObject.value");
        assertEquals("0 [] 0", ended.result(), ended.reply()::toString);
        assertEquals("free", kernel.run("synchronized (gate) { counter++; }\n\"free\"").result());
        assertEquals("", ended.printed("stdout"));
        assertEquals(List.of(), ended.contents("display_data"));
    }

    @Test
    void theSwitchThatNoGradSetIsNotLeftOnForTheNextThread() {
        Answer answer = interruptedOnceItSaysGo(
                "noGrad(() -> { System.out.println(\"go\"); try { new ServerSocket(0).accept(); } catch (IOException e) { } });");
        assertInterrupted(answer);
        assertEquals("true", kernel.run("isGradEnabled()").result());
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
        assertTrue(used.traceback().replace('\n', ' ').contains("Run the cell that declares Slow again"),
                used.traceback());
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
