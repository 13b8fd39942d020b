package leibniz.kernel;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import leibniz.kernel.Piece.Java;

/**
 * Finds syntax errors in a cell of several snippets before the first of them runs. JShell looks at one snippet at a
 * time, and its look ahead only finds where each ends.
 */
final class SyntaxCheck {
    /** A snippet has to be one of these: a statement, a member of a class, or an expression. */
    private static final List<Function<String, String>> FORMS = List.of(
            text -> "class C { void m() throws Throwable { " + text + "\n} }",
            text -> "class C { " + text + "\n}",
            text -> "class C { Object value = " + text + "\n; }");

    private SyntaxCheck() {}

    /** @throws CellFailure at the first snippet that is no Java, with what JShell says of it */
    static void check(Source source, List<Piece> pieces, JShell jshell) throws CellFailure {
        if (pieces.size() < 2) {
            return; // whatever is wrong, there is nothing that would run before it
        }
        List<Java> snippets = pieces.stream().filter(piece -> piece instanceof Java)
                .map(piece -> (Java) piece)
                .filter(snippet -> !snippet.text().startsWith("import")).toList();
        for (Java suspect : suspects(snippets)) {
            for (Snippet snippet : jshell.sourceCodeAnalysis().sourceToSnippets(suspect.text())) {
                List<CompileError> errors = CompileError.of(jshell, snippet);
                if (snippet.kind() == Snippet.Kind.ERRONEOUS && !errors.isEmpty()) {
                    throw new CellFailure(CompileError.failure(source, 0, suspect.inSource(errors)));
                }
            }
        }
    }

    /** The snippets that javac's parser takes in none of the forms. */
    private static List<Java> suspects(List<Java> snippets) {
        Map<Java, List<SourceText>> texts = snippets.stream().distinct().collect(Collectors.toMap(s -> s,
                snippet -> FORMS.stream().map(form -> new SourceText(form.apply(snippet.text()))).toList()));
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<SourceText> units = new ArrayList<>();
        texts.values().forEach(units::addAll);
        if (units.isEmpty()) {
            return List.of();
        }
        try {
            ((JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, problems,
                    List.of("-proc:none"),
                    null, units)).parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<JavaFileObject> wrong = problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::getSource).collect(Collectors.toSet());
        return snippets.stream().filter(snippet -> wrong.containsAll(texts.get(snippet))).toList();
    }
}
