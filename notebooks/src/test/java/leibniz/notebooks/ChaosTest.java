package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Half a minute or more of whatever comes, in random order; bench/chaos.py says what, and runs longer by
 * itself.
 */
@Order(1)
class ChaosTest {
    private static final int SECONDS = 30;
    private static final long SEED = Long.getLong("leibniz.chaos.seed", 20260301);

    @Test
    void aKernelBearsWhateverComes() throws IOException {
        Command run = Command.run(List.of(PythonEnvironment.python().toString(),
                Project.ROOT.resolve("bench/chaos.py").toString(),
                "--jupyter", InstalledKernel.jupyter().toString(), "--seconds", String.valueOf(SECONDS),
                "--seed", String.valueOf(SEED)));
        System.out.print(run.output());
        assertEquals(0, run.exit(), () -> run.output() + run.errors());
    }
}
