package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Jupyter's own suite of tests for kernels, in which nothing is skipped but what the script gives a reason
 * for.
 */
class KernelSuiteTest {
    @Test
    void jupyterKernelTestPassesWhole() throws IOException {
        Command run = Command.run(List.of(PythonEnvironment.python().toString(),
                Project.python("kernel_suite.py"), "--jupyter", InstalledKernel.jupyter().toString()));
        assertEquals(0, run.exit(), () -> run.output() + run.errors());
    }
}
