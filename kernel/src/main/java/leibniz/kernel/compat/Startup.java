package leibniz.kernel.compat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
 * What environment variables ask for: LEIBNIZ_CLASSPATH, or IJAVA_CLASSPATH and JJAVA_CLASSPATH, and so on.
 * What fails is told under the first cell, which does not run then; the next one does.
 */
public final class Startup {
    private static final List<String> PREFIXES = List.of("LEIBNIZ_", "IJAVA_", "JJAVA_");
    /** What the compiler has to know too, with its value in the same word or in the next. */
    private static final Pattern FOR_COMPILER = Pattern
            .compile("(--add-modules|--add-exports|--enable-preview)(=.*)?");
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");
    private static final Pattern TIMEOUT = Pattern.compile("(-?\\d+)\\W*([A-Za-z]+)?");

    /** What the first cell tells. */
    private static final Set<String> PROBLEMS = new CopyOnWriteArraySet<>();

    private boolean done;

    /** The options for the compiler of the cells; none where it does not take them. */
    public static List<String> compilerOptions() {
        List<String> options = new ArrayList<>();
        values("COMPILER_OPTS").forEach(value -> options.addAll(words(value)));
        String refused = System.getProperty("leibniz.refused");
        if (refused == null) {
            ofJava().filter(option -> !options.contains(option)).forEach(options::add);
        } else {
            PROBLEMS.add("LEIBNIZ_JVM_OPTS is left out, since Java does not take it: " + refused);
        }
        if (options.contains("--enable-preview") && Collections.disjoint(options,
                List.of("--release", "--source", "-source"))) {
            options.addAll(List.of("--source", String.valueOf(Runtime.version().feature())));
        }
        try {
            if (!options.isEmpty()) {
                ToolProvider.getSystemJavaCompiler().getTask(null, null, problem -> {}, options, null,
                        List.of(new SourceText("")));
            }
            return options;
        } catch (IllegalArgumentException e) {
            PROBLEMS.add(
                    "LEIBNIZ_COMPILER_OPTS is left out, since the compiler does not take "
                            + options + ": " + e.getMessage());
            return List.of();
        }
    }

    /** Options for Java that the compiler needs as well: what it does not know of, cells could not use. */
    private static Stream<String> ofJava() {
        List<String> needed = new ArrayList<>();
        for (String value : values("JVM_OPTS").toList()) {
            List<String> words = words(value);
            for (int i = 0; i < words.size(); i++) {
                Matcher option = FOR_COMPILER.matcher(words.get(i));
                if (option.matches()) {
                    needed.add(words.get(i));
                    if (option.group(2) == null && !words.get(i).equals("--enable-preview")
                            && i + 1 < words.size()) {
                        needed.add(words.get(i + 1));
                    }
                }
            }
        }
        return needed.stream();
    }

    /** The words of a list of options; what stands in quotes belongs to one. */
    private static List<String> words(String options) {
        return WORD.matcher(options).results().map(found -> found.group().replaceAll("[\"']", "")).toList();
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
        PROBLEMS.add("LEIBNIZ_TIMEOUT is " + value
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
            String message = "what an environment variable names cannot be read: "
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
