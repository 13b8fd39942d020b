package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.spi.ToolProvider;

/** Makes jars for tests, compiled from source. */
final class TestLibrary {
    private TestLibrary() {}

    /**
     * Makes a jar of one public class in the package {@code library}, named after the class.
     *
     * @param body what stands between the braces of the class
     * @param manifest lines for the manifest; may be empty
     */
    static Path jar(Path folder, String type, String body, String manifest) throws IOException {
        Path work = Files.createTempDirectory(folder, "classes");
        Path source = Files.writeString(work.resolve(type + ".java"),
                "package library;\npublic class " + type + " {\n" + body + "\n}");
        Path lines = Files.writeString(work.resolve("manifest"), manifest);
        Path jar = folder.resolve(type.toLowerCase(Locale.ROOT) + ".jar");
        run("javac", "-d", work.toString(), source.toString());
        run("jar", "-c", "-f", jar.toString(), "-m", lines.toString(), "-C", work.toString(), "library");
        return jar;
    }

    static void run(String tool, String... arguments) {
        assertEquals(0, ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments),
                () -> tool + " " + String.join(" ", arguments));
    }
}
