package leibniz.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the parts of the project stand that the tests start, and copies of them. */
final class Project {
    static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    static final Path TARGET = ROOT.resolve("notebooks/target");
    static final Path KERNELSPEC = ROOT.resolve("kernel/target/kernelspec");
    static final Path FIND_JDK = ROOT.resolve("kernel/src/main/kernelspec/find-jdk.sh");

    private static final String[] NEEDED_TO_INSTALL = { "install.sh", "requirements.txt", "pom.xml",
            "kernel/pom.xml",
            "kernel/src/main/kernelspec", "kernel/target/kernelspec", "notebooks/lab" };

    private Project() {}

    static String python(String script) {
        return ROOT.resolve("notebooks/src/test/python").resolve(script).toString();
    }

    /** A copy of what install.sh needs, as after a build; of the course, the index and an empty notebook. */
    static Path copyTo(Path checkout) throws IOException {
        for (String part : NEEDED_TO_INSTALL) {
            copy(ROOT.resolve(part), checkout.resolve(part));
        }
        Path notebook = checkout.resolve("notebooks/en/01-first-gradient.ipynb");
        Files.createDirectories(notebook.getParent());
        Files.writeString(notebook,
                "{\"cells\": [], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}\n");
        Files.writeString(checkout.resolve("notebooks/README.md"), "# The course\n");
        return checkout;
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Path copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                    throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
