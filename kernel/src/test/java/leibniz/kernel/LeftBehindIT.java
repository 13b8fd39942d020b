package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Threads that no interrupt stops. They go on using the processor until their kernel ends, so it has no other
 * tests.
 */
class LeftBehindIT extends WithInterrupts {
    /** What stays inside the JDK whatever its thread is told. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "java.net.ServerSocket.accept; new ServerSocket(0).accept()",
            "java.util.regex.Pattern.matches; Pattern.matches(\"(a|aa)*\\\\1b\", \"a\".repeat(60) + \"c\")",
            "java.lang.String.matches; boolean b = \"a\".repeat(60).concat(\"c\").matches(\"(a|aa)*\\\\1b\")",
            "java.util.stream.ReferencePipeline.findFirst; Stream.generate(Math::random).sorted().findFirst()" })
    void whatCannotBeStoppedIsLeftBehindAndTheNextCellRuns(String inside, String code) {
        kernel.run("int untouched = 4;");
        Answer answer = interruptedOnceItSaysGo("try { System.out.println(\"go\"); " + code
                + "; untouched = 5; } catch (Throwable t) { untouched = 6; } finally { untouched = 7; }");
        assertInterrupted(answer);
        String told = answer.printed("stderr");
        assertTrue(told.contains("The cell was inside " + inside + ","), told);
        assertTrue(told.contains("The next cell runs on a new thread."), told);
        assertEquals("4", kernel.run("untouched").result());
    }

    @Test
    void aKernelWithAThreadLeftBehindCanBeShutDown() throws IOException, InterruptedException {
        try (KernelProcess stuck = KernelProcess.startWithBothCompilers()) {
            Message running = stuck.startCell("{ System.out.println(\"go\"); "
                    + "Pattern.matches(\"(a|aa)*\\\\1b\", \"a\".repeat(60) + \"c\"); }", "go");
            stuck.send(stuck.control, "interrupt_request", new JsonObject());
            assertEquals("interrupt_reply", stuck.receive(stuck.control).type());
            assertInterrupted(stuck.answer(running));
            stuck.send(stuck.control, "shutdown_request", Json.of("restart", true));
            assertTrue(stuck.ends(), "the kernel still runs although it was shut down");
        }
    }
}
