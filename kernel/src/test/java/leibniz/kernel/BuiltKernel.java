package leibniz.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kernel that the tests start. Most of them start it with the cache for a quick start, as it is
 * installed: that saves half of the work of a start. The first test makes the cache, and the others wait for
 * it.
 */
final class BuiltKernel {
    private static final Path BUILT = Path.of("target/kernelspec").toAbsolutePath();
    static final Path TRAINED = Path.of("target/trained").toAbsolutePath();
    /** The home of whoever makes the cache, which the training should leave alone. */
    static final Path HOME = TRAINED.resolveSibling("home");
    private static final Path SAID = TRAINED.resolveSibling("trained.txt");
    private static @Nullable Path launcher;

    private BuiltKernel() {}

    static Path launcherWithoutCache() {
        Path built = BUILT.resolve("launch");
        if (!Files.isExecutable(built)) {
            throw new IllegalStateException(built + " is missing; it is made by: mvn package");
        }
        return built;
    }

    static synchronized Path launcher() throws IOException {
        if (launcher == null) {
            launcherWithoutCache();
            // Other processes run tests too.
            try (FileChannel file = FileChannel.open(TRAINED.resolveSibling("trained.lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock _ = file.lock()) {
                train();
            }
            launcher = TRAINED.resolve("launch");
        }
        return launcher;
    }

    private static void train() throws IOException {
        Files.createDirectories(TRAINED);
        try (Stream<Path> parts = Files.list(BUILT)) {
            for (Path part : parts.toList()) {
                Path link = TRAINED.resolve(part.getFileName());
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, part);
                }
            }
        }
        if (!caches().isEmpty()) {
            return;
        }
        ProcessBuilder training = new ProcessBuilder(TRAINED.resolve("launch").toString(), "--train")
                .redirectErrorStream(true).redirectOutput(SAID.toFile());
        training.environment().put("LEIBNIZ_JAVA_HOME", System.getProperty("java.home"));
        training.environment().put("HOME", HOME.toString());
        training.environment().remove("XDG_DATA_HOME");
        training.start().onExit().join();
    }

    /** The caches that were made; the build removes those of its last run. */
    static List<Path> caches() throws IOException {
        try (Stream<Path> files = Files.list(TRAINED)) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        }
    }

    /** What the kernel said while the cache was made. */
    static List<String> said() throws IOException {
        return Files.readAllLines(SAID);
    }
}
