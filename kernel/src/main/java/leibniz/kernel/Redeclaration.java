package leibniz.kernel;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Checks a new version of something that exists before JShell sees it. JShell gives up the old declaration, and every
 * variable that depends on it, before it finds that the new one does not compile.
 */
final class Redeclaration {
    /** A name that follows another word, as in {@code int x}, {@code class A} and {@code List<String> f}. */
    private static final Pattern NAME_AFTER_WORD = Pattern.compile("[\\w>\\],]\\s+(\\w+)");
    private static final Pattern MISSING_SYMBOL = Pattern.compile("symbol: +\\S+ +(\\w+)");

    private final Session session;
    private final JShell jshell;

    Redeclaration(Session session) {
        this.session = session;
        this.jshell = session.jshell;
    }

    /** Whether {@code source} declares something that exists: a cheap look first, since most sources do not. */
    boolean mayRedeclare(String source) {
        Set<String> existing = names();
        Matcher words = NAME_AFTER_WORD.matcher(source);
        int from = 0;
        while (words.find(from)) {
            if (existing.contains(words.group(1))) {
                return declarations(source).stream().anyMatch(d -> existing.contains(d.name()));
            }
            from = words.start(1); // the word found may itself stand before the next
        }
        return false;
    }

    /** What is wrong with {@code source}; empty if it compiles. */
    List<CompileError> errors(String source, List<String> laterInCell) {
        List<CompileError> errors = new ArrayList<>();
        Set<String> declaredLater = new HashSet<>();
        laterInCell.forEach(later -> declarations(later).forEach(d -> declaredLater.add(d.name())));
        for (SnippetWrapper wrapper : jshell.sourceCodeAnalysis().wrappers(source)) {
            if (wrapper.kind() == Snippet.Kind.METHOD || wrapper.kind() == Snippet.Kind.TYPE_DECL
                    || wrapper.kind() == Snippet.Kind.VAR) {
                for (Diagnostic<?> problem : compile(wrapper.wrapped())) {
                    String missing = missingSymbol(problem);
                    if (missing == null || !declaredLater.contains(missing)) {
                        errors.add(error(problem, wrapper));
                    }
                }
            }
        }
        return errors;
    }

    /** Whether this very method or class exists already; declaring it again would reset what depends on it for nothing. */
    boolean isUnchanged(String source) {
        return Stream.<Stream<? extends DeclarationSnippet>>of(jshell.methods(), jshell.types())
                .flatMap(s -> s)
                .anyMatch(s -> jshell.status(s) == Snippet.Status.VALID
                        && s.source().strip().equals(source.strip()));
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>();
        Stream.<Stream<? extends DeclarationSnippet>>of(jshell.variables(), jshell.methods(), jshell.types())
                .flatMap(s -> s).forEach(s -> names.add(s.name()));
        return names;
    }

    private List<DeclarationSnippet> declarations(String source) {
        return jshell.sourceCodeAnalysis().sourceToSnippets(source).stream()
                .filter(s -> s instanceof DeclarationSnippet).map(s -> (DeclarationSnippet) s).toList();
    }

    private List<Diagnostic<? extends JavaFileObject>> compile(String unit) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        var files = compiler.getStandardFileManager(problems, Locale.ENGLISH, StandardCharsets.UTF_8);
        try (var classes = new SessionClasses(files, session.loader.compiled())) {
            JavacTask task = (JavacTask) compiler.getTask(null, classes, problems,
                    List.of("-proc:none", "-Xlint:none"), null, List.of(new SourceText(unit)));
            task.analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).toList();
    }

    private static @Nullable String missingSymbol(Diagnostic<?> problem) {
        Matcher symbol = MISSING_SYMBOL.matcher(problem.getMessage(Locale.ENGLISH));
        return problem.getCode().startsWith("compiler.err.cant.resolve") && symbol.find()
                ? symbol.group(1)
                : null;
    }

    private static CompileError error(Diagnostic<?> problem, SnippetWrapper wrapper) {
        int start = wrapper.wrappedToSourcePosition((int) problem.getStartPosition());
        int end = wrapper.wrappedToSourcePosition((int) problem.getEndPosition());
        return new CompileError(CompileError.clean(problem.getMessage(Locale.ENGLISH)), start, end);
    }
}
