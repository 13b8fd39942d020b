package leibniz.kernel.compile;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.text.CodeReader;
import leibniz.kernel.text.ParsedText;
import leibniz.kernel.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what the session's cells could, with all that they declared in sight, and changes nothing in the
 * session.
 */
public final class SessionCompiler {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** For reading alone, which needs no files. */
    private static final JavaFileManager NO_FILES = COMPILER.getStandardFileManager(null, Locale.ENGLISH,
            StandardCharsets.UTF_8);
    /** Where javac would report its own failures, which come as exceptions too. */
    private static final Writer SILENT = Writer.nullWriter();

    /** An import of something that a cell declared, as JShell writes it in front of a snippet. */
    private static final Pattern NAME_OF_SESSION = Pattern
            .compile("import static REPL\\.\\$JShell\\$\\w+\\.([^.;]+);");

    /** The characters from which on a unit may have more in it than a class file holds. */
    private static final int MAY_BE_TOO_LARGE = 10_000;

    private final JShell jshell;
    private final CellLoader loader;
    private final List<String> options;
    private final @Nullable WarmCompiler warm;

    /**
     * A compiler for the cells of this session.
     *
     * @param options that the user chose for the cells
     */
    public SessionCompiler(JShell jshell, CellLoader loader, List<String> options) {
        this.jshell = jshell;
        this.loader = loader;
        this.options = Stream.concat(options.stream(), Stream.of("-proc:none", "-Xlint:none")).toList();
        this.warm = WarmCompiler.of(jshell);
    }

    /**
     * A unit with the types of all its expressions.
     *
     * @param diagnostics what is wrong with it
     */
    public record Attributed(CompilationUnitTree unit, JavacTask task,
            List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        public Trees trees() {
            return Trees.instance(task);
        }
    }

    /** Finds the types in a unit for {@code use}, and forgets them when that returns. */
    public <T> T attribute(String unit, Function<Attributed, T> use) {
        if (warm != null) {
            return warm.attribute(unit, use);
        }
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        var files = COMPILER.getStandardFileManager(problems, Locale.ENGLISH, StandardCharsets.UTF_8);
        try (var classes = new SessionClasses(files, loader.compiled())) {
            JavacTask task = (JavacTask) COMPILER.getTask(SILENT, classes, problems, options, null,
                    List.of(new SourceText(unit)));
            CompilationUnitTree parsed = task.parse().iterator().next();
            task.analyze();
            return use.apply(new Attributed(parsed, task, problems.getDiagnostics()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The first of several ways to read a text as one class that is without syntax errors; null if all have
     * some.
     */
    public @Nullable ParsedText parse(List<String> readings) {
        for (String reading : readings) {
            ParsedText parsed = warm == null
                    ? parseFresh(reading)
                    : warm.parse(reading, a -> parsed(reading, a.unit, a.task, a.diagnostics));
            if (parsed != null) {
                return parsed;
            }
        }
        return null;
    }

    private static @Nullable ParsedText parsed(String text, CompilationUnitTree unit, JavacTask task,
            List<Diagnostic<? extends JavaFileObject>> problems) {
        return problems.isEmpty()
                ? new ParsedText(text, unit, Trees.instance(task).getSourcePositions())
                : null;
    }

    private static @Nullable ParsedText parseFresh(String text) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) COMPILER.getTask(SILENT, NO_FILES, problems, List.of("-proc:none"), null,
                List.of(new SourceText(text)));
        try {
            return parsed(text, task.parse().iterator().next(), task, problems.getDiagnostics());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What keeps a unit from becoming classes. */
    public List<Diagnostic<? extends JavaFileObject>> errors(String unit) {
        List<Diagnostic<? extends JavaFileObject>> errors = attribute(unit, a -> errors(a.diagnostics));
        return errors.isEmpty() && unit.length() > MAY_BE_TOO_LARGE ? tooLarge(unit) : errors;
    }

    private static List<Diagnostic<? extends JavaFileObject>> errors(
            List<Diagnostic<? extends JavaFileObject>> problems) {
        return problems.stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).toList();
    }

    /** The limits of class files, of which javac only speaks as it writes one. */
    private List<Diagnostic<? extends JavaFileObject>> tooLarge(String unit) {
        List<Diagnostic<? extends JavaFileObject>> errors = compile(unit, (task, problems) -> {
            try {
                task.generate();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return errors(problems.getDiagnostics());
        }, List.of());
        if (!errors.isEmpty()) {
            replace();
        }
        return errors;
    }

    /** Has the next pass begin with a fresh compiler: one that failed spoils what it is used for next. */
    public void replace() {
        if (warm != null) {
            warm.replace();
        }
    }

    /** Makes a class that units may name from then on; false where JShell's compiler is out of reach. */
    public boolean add(String source) {
        return compile("package REPL; " + source, (task, problems) -> {
            try {
                return task.generate().iterator().hasNext();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, false);
    }

    /**
     * Makes class files of a unit with a compiler of its own, which any thread may do at any time.
     *
     * @return the classes by name; empty if the unit has errors
     */
    public Map<String, byte[]> compileApart(String unit,
            DiagnosticCollector<JavaFileObject> problems) {
        var files = COMPILER.getStandardFileManager(problems, Locale.ENGLISH, StandardCharsets.UTF_8);
        try (var classes = new SessionClasses(files, loader.compiled());
                var made = new MadeClasses(classes)) {
            return COMPILER.getTask(SILENT, made, problems, options, null, List.of(new SourceText(unit)))
                    .call()
                            ? made.classes()
                            : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A task that may make class files of a unit, for {@code use}; it has not begun.
     *
     * @return {@code otherwise} where JShell's compiler is out of reach
     */
    <T> T compile(String unit, BiFunction<JavacTask, DiagnosticCollector<JavaFileObject>, T> use,
            T otherwise) {
        return warm == null ? otherwise : warm.compile(unit, use);
    }

    /**
     * A unit as JShell makes it, with blanks in the place of imports of the session's names that it does not
     * speak of.
     */
    public static String withoutUnusedNames(String unit) {
        if (unit.contains("\\u")) {
            return unit; // a name may be written in this way
        }
        Set<String> words = CodeReader.words(NAME_OF_SESSION.matcher(unit).replaceAll(""));
        return NAME_OF_SESSION.matcher(unit).replaceAll(
                found -> words.contains(found.group(1))
                        ? Matcher.quoteReplacement(found.group())
                        : " ".repeat(found.group().length()));
    }

    /**
     * What JShell puts in front of a snippet: the imports, and the names of all that the session declared.
     */
    String header() {
        return header(name -> true);
    }

    /** The same with those names alone that the text speaks of. */
    public String header(String text) {
        return header(CodeReader.words(text)::contains);
    }

    private String header(Predicate<String> wanted) {
        Stream<String> imports = jshell.imports().map(Snippet::source).map(String::strip);
        Stream<String> declared = ActiveSnippets.of(jshell)
                .filter(s -> wanted.test(s.name()) && jshell.status(s).isDefined())
                .map(s -> "import static "
                        + jshell.sourceCodeAnalysis().wrapper(s).fullClassName() + "." + s.name() + ";")
                .distinct();
        return Stream.concat(imports, declared).collect(Collectors.joining("\n", "package REPL;\n", "\n"));
    }
}
