package leibniz.kernel.compat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.magics.ClassPathMagics;
import leibniz.kernel.outcome.Ansi;
import leibniz.kernel.outcome.CellFailure;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.Outcome;
import leibniz.kernel.outcome.RuntimeError;
import leibniz.kernel.outcome.Source;
import leibniz.kernel.session.Library;
import leibniz.kernel.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * What the environment variables of IJava and JJava ask for: IJAVA_CLASSPATH or JJAVA_CLASSPATH, and so on.
 * What fails is told under the first cell, which does not run then; the next one does.
 */
public final class Startup {
    private static final List<String> PREFIXES = List.of("IJAVA_", "JJAVA_");
    private static final Pattern TIMEOUT = Pattern.compile("(-?\\d+)\\W*([A-Za-z]+)?");

    /** What the first cell tells. */
    private static final Set<String> PROBLEMS = new CopyOnWriteArraySet<>();

    private boolean done;

    /** The options for the compiler of the cells; none where it does not take them. */
    public static List<String> compilerOptions() {
        List<String> options = values("COMPILER_OPTS")
                .flatMap(value -> Stream.of(value.strip().split("\\s+"))).toList();
        try {
            if (!options.isEmpty()) {
                ToolProvider.getSystemJavaCompiler().getTask(null, null, problem -> {}, options, null,
                        List.of(new SourceText("")));
            }
            return options;
        } catch (IllegalArgumentException e) {
            PROBLEMS.add(
                    "IJAVA_COMPILER_OPTS or JJAVA_COMPILER_OPTS is left out, since the compiler does not take "
                            + options + ": " + e.getMessage());
            return List.of();
        }
    }

    /** How long a cell may run; null for as long as it likes. */
    public static @Nullable Duration timeout() {
        String value = values("TIMEOUT").findFirst().orElse("-1").strip();
        Matcher matcher = TIMEOUT.matcher(value);
        try {
            if (matcher.matches()) {
                String unit = matcher.group(2) == null
                        ? "MILLISECONDS"
                        : matcher.group(2).toUpperCase(Locale.ROOT);
                long amount = Long.parseLong(matcher.group(1));
                return amount <= 0 ? null : Duration.of(amount, TimeUnit.valueOf(unit).toChronoUnit());
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // told below
        }
        PROBLEMS.add("IJAVA_TIMEOUT or JJAVA_TIMEOUT is " + value
                + ", which is no duration such as 30 seconds; cells run as long as they like");
        return null;
    }

    /** Sets the class path and runs the scripts, before the first cell. */
    public void setUp(CellRun first) throws CellFailure {
        if (done) {
            return;
        }
        done = true;
        PROBLEMS.forEach(System.err::println);
        List<Library> libraries = new ArrayList<>();
        List<Source> scripts = new ArrayList<>();
        try {
            entries("CLASSPATH")
                    .forEach(path -> libraries.add(Library.at(path.toAbsolutePath().normalize())));
            for (Path script : entries("STARTUP_SCRIPTS_PATH").toList()) {
                scripts.add(Source.loaded(script.toString(), Files.readString(script)));
            }
        } catch (MagicFailure | IOException e) {
            String message = "what the environment variables of IJava and JJava name cannot be read: "
                    + (e instanceof MagicFailure ? e.getMessage() : RuntimeError.text(e));
            throw new CellFailure(new Outcome.Failure("StartupError", message,
                    List.of(Ansi.error("StartupError") + ": " + message)));
        }
        first.addLibraries(libraries, added -> {});
        values("STARTUP_SCRIPT").forEach(script -> scripts.add(Source.loaded("the startup script", script)));
        for (Source script : scripts) {
            first.evaluate(script.whole());
        }
    }

    /** The files and folders that a variable names, which may have wildcards. */
    private static Stream<Path> entries(String name) {
        return values(name).flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
                .filter(entry -> !entry.isBlank())
                .flatMap(entry -> ClassPathMagics.paths(entry.strip()).stream());
    }

    private static Stream<String> values(String name) {
        return PREFIXES.stream().map(prefix -> System.getenv(prefix + name))
                .filter(value -> value != null && !value.isBlank());
    }
}
