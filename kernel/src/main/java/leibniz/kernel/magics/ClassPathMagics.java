package leibniz.kernel.magics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.cells.CellRun.Result;
import leibniz.kernel.cells.Magic;
import leibniz.kernel.cells.Magic.JavaIn;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.Source.Span;
import leibniz.kernel.session.Library;
import leibniz.kernel.session.MissingFileFailure;
import org.jspecify.annotations.Nullable;

/** {@code %jars} and {@code %classpath}: libraries from the user's own files. */
public final class ClassPathMagics {
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

    private ClassPathMagics() {}

    public static void addTo(Magics magics) {
        magics.add(new Magic("jars", "%jars PATH...", "Adds jars to the class path.",
                "A path may have wildcards, as in lib/*.jar, and ** for folders of any depth. Relative paths start "
                        + "in the folder of the notebook, ~ is your home folder; put one with spaces into quotation marks. "
                        + "A file that is missing is told and left out; otherwise nothing is added unless all can be.",
                JavaIn.NOTHING, ClassPathMagics::jars, null));
        magics.add(new Magic("classpath", "%classpath [PATH...]",
                "Adds folders of classes and jars to the class path, or lists what is there.",
                "Paths are written as for %jars. Without any, the entries are listed, one a line.",
                JavaIn.NOTHING,
                ClassPathMagics::classPath, null));
    }

    private static @Nullable Object jars(CellRun run, Span arguments) {
        List<String> words = Magic.words(arguments);
        if (words.isEmpty()) {
            throw new MagicFailure("needs the path of a jar, for example %jars lib/*.jar");
        }
        List<Library> libraries = libraries(words);
        for (Library library : libraries) {
            if (Files.isDirectory(library.file())) {
                throw new MagicFailure(library.file() + " is a folder. For the jars in it write "
                        + library.file().resolve("*.jar") + ", for classes %classpath " + library.file());
            }
        }
        return added(run, libraries);
    }

    private static @Nullable Object classPath(CellRun run, Span arguments) {
        List<String> words = Magic.words(arguments);
        if (words.isEmpty()) {
            run.session.classPath.entries().forEach(System.out::println);
        } else {
            return added(run, libraries(words));
        }
        return null;
    }

    /**
     * Notebooks name files that only the computer of their author has, and run without them in IJava and
     * JJava.
     */
    private static List<Library> libraries(List<String> words) {
        Map<Path, Library> libraries = new LinkedHashMap<>();
        for (String word : words) {
            try {
                for (Path path : paths(word)) {
                    libraries.computeIfAbsent(path.toAbsolutePath().normalize(), Library::at);
                }
            } catch (MissingFileFailure e) {
                System.err.println("Left out: " + e.getMessage());
            }
        }
        return List.copyOf(libraries.values());
    }

    /** The value, which is not shown, is what IJava gives: the paths. */
    private static Result added(CellRun run, List<Library> libraries) {
        if (!libraries.isEmpty()) {
            run.addLibraries(libraries, ClassPathMagics::tell);
        }
        return new Result(false, libraries.stream().map(library -> library.file().toString()).toList());
    }

    static void tell(List<Library> added) {
        String names = added.stream().limit(8).map(library -> String.valueOf(library.file().getFileName()))
                .collect(Collectors.joining(", "));
        System.out.println(added.isEmpty()
                ? "Nothing to add: all of it is already on the class path."
                : "Added " + names + (added.size() > 8 ? " and " + (added.size() - 8) + " more" : "")
                        + " to the class path.");
    }

    /** The path that a user wrote, or the files that match it if it has wildcards. */
    public static List<Path> paths(String word) {
        if (!GLOB.matcher(word).find() || Files.exists(path(word))) {
            return List.of(path(word));
        }
        // What stands before the first part with a wildcard is the folder to look in.
        int folderEnd = word.lastIndexOf('/', first(word)) + 1;
        Path folder = path(folderEnd == 0 ? "." : word.substring(0, folderEnd));
        String glob = word.substring(folderEnd);
        int depth = glob.contains("**")
                ? Integer.MAX_VALUE
                : (int) glob.chars().filter(c -> c == '/').count() + 1;
        if (!Files.isDirectory(folder)) {
            throw new MissingFileFailure(
                    "there is no folder " + folder.toAbsolutePath().normalize() + " to look for "
                            + glob + " in");
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, depth)) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            files.filter(file -> matcher.matches(folder.relativize(file))).sorted().forEach(found::add);
        } catch (IOException | UncheckedIOException | PatternSyntaxException e) {
            throw new MagicFailure("cannot look for " + word + ": " + e);
        }
        if (found.isEmpty()) {
            throw new MissingFileFailure(
                    "no file matches " + glob + " in " + folder.toAbsolutePath().normalize());
        }
        return found;
    }

    private static int first(String word) {
        var wildcard = GLOB.matcher(word);
        return wildcard.find() ? wildcard.start() : word.length();
    }

    /** A path relative to the working directory, which is the folder of the notebook. */
    static Path path(String word) {
        try {
            return word.equals("~") || word.startsWith("~/")
                    ? Path.of(System.getProperty("user.home") + word.substring(1))
                    : Path.of(word);
        } catch (InvalidPathException e) {
            throw new MagicFailure(word + " is not a path: " + e.getReason());
        }
    }
}
