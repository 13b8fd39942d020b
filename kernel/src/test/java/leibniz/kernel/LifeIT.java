package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;

/** Interrupting, restarting and ending a kernel. */
class LifeIT {
    @Test
    void aFirstCellIsInterruptibleWhileJShellStillStarts() throws IOException {
        try (KernelProcess kernel = KernelProcess.startWithBothCompilers()) {
            Message running = kernel.send(kernel.shell, "execute_request",
                    KernelProcess.execution("while (true) {}"));
            kernel.publishedUntil(m -> m.type().equals("execute_input"));
            kernel.send(kernel.control, "interrupt_request", new JsonObject());
            assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
            assertEquals("Interrupted", kernel.answer(running).reply().get("ename").getAsString());
            assertEquals("2", kernel.run("1 + 1").result());
        }
    }

    @Test
    void anInterruptWhileNothingRunsChangesNothing() throws IOException {
        try (KernelProcess kernel = KernelProcess.startWithoutCache()) {
            kernel.run("int quiet = 1;");
            kernel.send(kernel.control, "interrupt_request", new JsonObject());
            assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
            assertEquals("10",
                    kernel.run("int sum = 0; for (int i = 0; i < 10; i++) sum += quiet;\nsum").result());
        }
    }

    @Test
    void theControlChannelIsServedWhileACellRuns() throws IOException, InterruptedException {
        try (KernelProcess kernel = KernelProcess.startWithBothCompilers()) {
            kernel.startCell("System.out.println(\"go\");\nwhile (true) {}", "go");
            kernel.send(kernel.control, "kernel_info_request", new JsonObject());
            assertEquals("kernel_info_reply", kernel.receive(kernel.control).type());
            kernel.send(kernel.control, "shutdown_request", Json.of("restart", false));
            Message reply = kernel.receive(kernel.control);
            assertEquals("shutdown_reply", reply.type());
            assertFalse(reply.content().get("restart").getAsBoolean());
            assertTrue(kernel.ends(), "the kernel still runs although it was shut down while a cell ran");
        }
    }

    @Test
    void aThreadOfACellDoesNotKeepTheProcess() throws IOException, InterruptedException {
        try (KernelProcess kernel = KernelProcess.startWithBothCompilers()) {
            kernel.run("new Thread(() -> { while (true) {} }).start();");
            kernel.send(kernel.control, "shutdown_request", Json.of("restart", true));
            assertTrue(kernel.receive(kernel.control).content().get("restart").getAsBoolean());
            assertTrue(kernel.ends(), "the kernel still runs although it was shut down");
        }
    }

    @Test
    void aBusyCellWithThreadsThatIgnoreEverythingDoesNotKeepTheProcess()
            throws IOException, InterruptedException {
        try (KernelProcess kernel = KernelProcess.startWithBothCompilers()) {
            kernel.startCell(
                    """
                            Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } }));
                            for (int i = 0; i < 3; i++) {
                                new Thread(() -> { while (true) { try { Thread.sleep(1000); } catch (Throwable t) { } } }).start();
                            }
                            while (true) { System.out.println("busy"); }""",
                    "busy");
            kernel.send(kernel.control, "shutdown_request", Json.of("restart", false));
            assertEquals("shutdown_reply", kernel.receive(kernel.control).type());
            assertTrue(kernel.ends(), "the kernel still runs although it was shut down while a cell printed");
        }
    }

    @Test
    void theProcessThatJupyterStartsIsTheVirtualMachineItself() throws IOException {
        try (KernelProcess kernel = KernelProcess.startWithBothCompilers();
                KernelProcess other = KernelProcess.startWithoutCache()) {
            for (KernelProcess each : List.of(kernel, other)) {
                assertEquals(String.valueOf(each.process().pid()),
                        each.run("ProcessHandle.current().pid()").result());
            }
        }
    }

    @Test
    void theKernelLeavesWhenItsParentIsKilled() throws IOException {
        try (KernelProcess kernel = KernelProcess.startUnderShell()) {
            long pid = Long.parseLong(kernel.run("ProcessHandle.current().pid()").result());
            Optional<ProcessHandle> virtualMachine = ProcessHandle.of(pid);
            assertTrue(virtualMachine.isPresent());
            kernel.process().destroyForcibly();
            virtualMachine.get().onExit().join();
        }
    }
}
