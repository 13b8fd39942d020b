package leibniz.notebooks;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The programs on the PATH. */
final class Programs {
    private Programs() {}

    static Optional<Path> find(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> folders().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Fills a folder with links to all programs on the PATH except some, to stand as a PATH that lacks them.
     */
    static Path linkAllBut(Predicate<String> hidden, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path source : folders().filter(Files::isDirectory).toList()) {
            try (Stream<Path> programs = Files.list(source)) {
                for (Path program : programs.toList()) {
                    String name = program.getFileName().toString();
                    if (!hidden.test(name)) {
                        linkUnlessEarlier(folder.resolve(name), program);
                    }
                }
            }
        }
        return folder;
    }

    /** As on a PATH, the first program of a name wins. */
    private static void linkUnlessEarlier(Path link, Path program) throws IOException {
        try {
            Files.createSymbolicLink(link, program);
        } catch (FileAlreadyExistsException e) {
            return;
        }
    }

    private static Stream<Path> folders() {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream().map(Path::of);
    }
}
