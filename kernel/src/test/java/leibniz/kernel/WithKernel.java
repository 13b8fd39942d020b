package leibniz.kernel;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests that share one kernel process, which each of them must leave ready for the next. */
abstract class WithKernel {
    /** Declares and changes nothing. */
    private static final Pattern EXPRESSION = Pattern
            .compile("(?!(?s:.*)(?:backward\\(|zeroGrad|step|grad\\([^)]))(?:[^=;{}_]|[=!<>]=)*");

    static KernelProcess kernel;

    @BeforeAll
    static void start() throws IOException {
        kernel = KernelProcess.start();
    }

    @AfterAll
    static void stop() {
        kernel.close();
    }

    /** Whether the next cell finds the session as this one did. */
    static boolean leavesNothing(String cell) {
        return EXPRESSION.matcher(cell).matches();
    }
}
