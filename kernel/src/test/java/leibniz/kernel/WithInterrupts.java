package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.io.IOException;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests that interrupt the cells of the kernel that they share, which makes its loops as fast as it can. */
abstract class WithInterrupts {
    static KernelProcess kernel;

    @BeforeAll
    static void start() throws IOException {
        kernel = KernelProcess.startWithBothCompilers();
    }

    @AfterAll
    static void stop() {
        kernel.close();
    }

    /** Lets a cell begin, interrupts it, and returns how it ended. */
    static Answer interrupted(String code) {
        return interruptedOnceItSaysGo("System.out.println(\"go\");\n" + code);
    }

    static Answer interruptedOnceItSaysGo(String code) {
        Message running = kernel.startCell(code, "go");
        interrupt();
        return kernel.answer(running);
    }

    static void interrupt() {
        interrupt(kernel);
    }

    static void interrupt(KernelProcess kernel) {
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
    }

    static void assertInterrupted(Answer answer) {
        assertEquals("Interrupted", answer.reply().get("ename").getAsString(), answer.reply()::toString);
    }
}
