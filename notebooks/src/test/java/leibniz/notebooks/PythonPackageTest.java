package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Python package of the kernel has tests of its own, which build its wheel and install it. */
class PythonPackageTest {
    @Test
    void startsTheKernelAsItsInstallerDoes() throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("LEIBNIZ_JAVA_HOME", System.getProperty("java.home"));
        Command run = Command.run(Project.ROOT.resolve("python/tests"), environment,
                List.of(PythonEnvironment.python().toString(), "-m", "unittest"));
        assertEquals(0, run.exit(), () -> run.output() + run.errors());
    }
}
