package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The cache for a quick start is made from a session in which nothing goes wrong: what that session does
 * without, no later start finds in the cache.
 */
class AotTrainingIT {
    @Test
    void theKernelComplainsOfNothing() throws IOException {
        BuiltKernel.launcher();
        List<String> said = BuiltKernel.said();
        assertFalse(Files.exists(BuiltKernel.HOME),
                "the cells of the training are not in the history of the user");
        assertFalse(Files.exists(BuiltKernel.TRAINED.resolve("training")));
        assertEquals(1, BuiltKernel.caches().size(), said::toString);
        assertEquals(List.of(), said.stream().filter(line -> line.startsWith("leibniz: ")).toList());
    }
}
