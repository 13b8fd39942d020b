package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.ZMQ;

/**
 * What cells print arrives whole, in order and under the right cell, however much it is and however slow the
 * client.
 */
class OutputIT extends WithKernel {
    private static final String PAD = "x".repeat(100);

    @Test
    void allLinesArriveInOrderBeforeTheIdleStatus() {
        Answer answer = kernel.run("for (int i = 0; i < 200_000; i++) System.out.println(i);");
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            expected.append(i).append('\n');
        }
        // Not assertEquals, whose message would hold both texts.
        assertTrue(expected.toString().equals(answer.printed("stdout")), "a line is missing or out of order");
    }

    @Test
    void aLargePieceIsSplitBetweenCharacters() {
        String piece = "a\uD83D\uDE00\u00FC\u4F60".repeat(50_000);
        Answer answer = kernel.run("System.out.print(\"a\\uD83D\\uDE00\\u00FC\\u4F60\".repeat(50_000));");
        assertTrue(answer.contents("stream").size() > 1,
                "a piece of " + piece.length() + " came in one message");
        assertTrue(piece.equals(answer.printed("stdout")), "the pieces do not add up to what was printed");
    }

    @Test
    void aClientThatTakesNothingNeitherFillsTheMemoryNorHoldsUpTheOthersForLong() throws IOException {
        try (KernelProcess small = KernelProcess.start(Map.of("JDK_JAVA_OPTIONS", "-Xmx128m"));
                ZMQ.Socket stuck = small.subscriber(1)) {
            small.publishedUntil(m -> m.type().equals("iopub_welcome"));
            Message printing = small.send(small.shell, "execute_request", KernelProcess.execution(
                    "for (int i = 0; i < 1_000_000; i++) System.out.println(\"" + PAD + "\");"));
            long printed = 0;
            Message message;
            do {
                message = small.receive(small.iopub);
                printed += message.type().equals("stream")
                        ? message.content().get("text").getAsString().length()
                        : 0;
            } while (!KernelProcess.isState(message, "idle"));
            assertTrue(KernelProcess.answers(message, printing));
            assertEquals("ok", small.receive(small.shell).content().get("status").getAsString());
            assertEquals(1_000_000L * (PAD.length() + 1), printed);
            assertTrue(small.log().contains("a client took nothing from iopub for 10 seconds"), small.log());
            // As long as it hears nothing new, half of the 20 messages that JeroMQ keeps for it are there to
            // be taken.
            boolean hears = false;
            while (!hears) {
                Message again = small.send(small.shell, "kernel_info_request", new JsonObject());
                small.answer(again);
                for (int i = 0; i < 10 && !hears; i++) {
                    Message heard = small.receive(stuck);
                    hears = KernelProcess.answers(heard, again) && KernelProcess.isState(heard, "idle");
                }
            }
        }
    }

    @Test
    void printingIsInterruptibleWhileAClientTakesNothing() {
        for (String printing : List.of("while (true) System.out.println(\"" + PAD + "\");",
                "var printer = new Thread(() -> { while (true) System.out.println(\"" + PAD
                        + "\"); });\nprinter.start(); printer.join();",
                "while (true) display(\"" + PAD + "\".repeat(300));")) {
            Message running = kernel.startCell("System.out.println(\"go\");\n" + printing, "go");
            askOnControl(kernel, 500);
            kernel.send(kernel.control, "interrupt_request", new JsonObject());
            assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
            assertEquals("Interrupted", kernel.answer(running).reply().get("ename").getAsString(), printing);
            assertEquals("2", kernel.run("1 + 1").result());
        }
    }

    private static void askOnControl(KernelProcess asked, int times) {
        for (int i = 0; i < times; i++) {
            asked.send(asked.control, "kernel_info_request", new JsonObject());
            assertEquals("kernel_info_reply", asked.receive(asked.control).type());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a thread; new Thread(() -> TASK).start()
            a virtual thread; Thread.startVirtualThread(() -> TASK)
            an executor; Executors.newSingleThreadExecutor().submit(() -> TASK)
            an executor of an earlier cell; earlier.submit(() -> TASK)
            an executor of virtual threads; Executors.newVirtualThreadPerTaskExecutor().submit(() -> TASK)
            a scheduled task; Executors.newScheduledThreadPool(1).schedule(() -> TASK, 1, TimeUnit.MILLISECONDS)
            a timer; new java.util.Timer(true).schedule(new TimerTask() { public void run() TASK }, 1)
            a future; CompletableFuture.runAsync(() -> TASK)
            a stage of a future; CompletableFuture.supplyAsync(() -> 1).thenAcceptAsync(n -> TASK)
            a fork-join pool; new ForkJoinPool(2).submit(() -> TASK)
            a parallel stream; new Thread(() -> IntStream.range(0, 1).parallel().forEach(i -> TASK)).start()""")
    void whatATaskPrintsBelongsToTheCellThatStartedIt(String kind, String start) {
        kernel.run("""
                var released = new CountDownLatch(1);
                var done = new CountDownLatch(1);
                var earlier = Executors.newSingleThreadExecutor();
                earlier.submit(() -> { }).get();
                CompletableFuture.runAsync(() -> { }).join();
                void await() { try { released.await(); } catch (InterruptedException e) { } }""");
        Message first = kernel.send(kernel.shell, "execute_request", KernelProcess.execution(
                start.replace("TASK", "{ await(); System.out.print(\"task\"); done.countDown(); }") + ";"));
        assertEquals("ok", kernel.answer(first).status(), kind);
        Message second = kernel.send(kernel.shell, "execute_request", KernelProcess.execution(
                "System.out.print(\"second\"); released.countDown(); done.await();"));
        List<Message> published = kernel.publishedUntilEnd(second);
        kernel.publishedUntil(published,
                all -> KernelProcess.printed(all).length() >= "task".length() + "second".length());
        kernel.receive(kernel.shell);
        assertEquals("task", KernelProcess.printed(KernelProcess.under(published, first)), kind);
        assertEquals("second", KernelProcess.printed(KernelProcess.under(published, second)), kind);
    }
}
