package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cache for a quick start is made from a session in which nothing goes wrong: what that session does
 * without, no later start finds in the cache.
 */
class AotTrainingIT {
    private static final Path BUILT = Path.of("target/kernelspec");

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void theKernelComplainsOfNothing() throws IOException, InterruptedException {
        Path kernelspec = copy();
        Path said = folder.resolve("said");
        Path home = folder.resolve("home");
        ProcessBuilder builder = new ProcessBuilder(kernelspec.resolve("launch").toString(), "--train")
                .redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_DATA_HOME");
        assertEquals(0, builder.start().waitFor(), () -> lines(said).toString());
        assertFalse(Files.exists(home), "the cells of the training are not in the history of the user");
        assertFalse(Files.exists(kernelspec.resolve("training")));
        assertEquals(List.of(), lines(said).stream().filter(line -> line.startsWith("leibniz: ")).toList());
        try (Stream<Path> files = Files.list(kernelspec)) {
            assertEquals(1, files.filter(file -> file.toString().endsWith(".aot")).count(),
                    () -> lines(said).toString());
        }
    }

    private Path copy() throws IOException {
        Path copy = folder.resolve("kernelspec");
        try (Stream<Path> files = Files.walk(BUILT)) {
            for (Path file : files.filter(f -> !f.toString().endsWith(".aot")).toList()) {
                Files.copy(file, copy.resolve(BUILT.relativize(file)));
            }
        }
        return copy;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
