package leibniz.kernel;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests that share one kernel process, which each of them must leave ready for the next. */
abstract class WithKernel {
    static KernelProcess kernel;

    @BeforeAll
    static void start() throws IOException {
        kernel = KernelProcess.start();
    }

    @AfterAll
    static void stop() {
        kernel.close();
    }
}
