package leibniz.kernel;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
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
    private static final int STATEMENT = 0;
    private static final int MEMBER = 1;
    private static final int EXPRESSION = 2;
    private static final Pattern IMPORT = Pattern
            .compile(
                    "\\s*import\\s+(?:(?:static|module)\\s+)?[\\w$]+(?:\\s*\\.\\s*[\\w$]+)*(?:\\s*\\.\\s*\\*)?\\s*;?\\s*",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private SyntaxCheck() {}

    /** @throws CellFailure at the first snippet that is no Java, with what JShell says of it */
    static void check(Source source, List<Piece> pieces, Session session) throws CellFailure {
        if (pieces.size() < 2) {
            return; // whatever is wrong, there is nothing that would run before it
        }
        List<Java> snippets = pieces.stream().filter(piece -> piece instanceof Java)
                .map(piece -> (Java) piece).filter(snippet -> !isImport(snippet)).toList();
        JShell jshell = session.jshell;
        for (Java suspect : suspects(snippets, session.compiler)) {
            for (Snippet snippet : jshell.sourceCodeAnalysis().sourceToSnippets(suspect.text())) {
                List<CompileError> errors = CompileError.of(jshell, snippet);
                if (snippet.kind() == Snippet.Kind.ERRONEOUS && !errors.isEmpty()) {
                    throw new CellFailure(CompileError.failure(source, 0, suspect.inSource(errors)));
                }
            }
        }
    }

    private static boolean isImport(Java snippet) {
        return IMPORT.matcher(CodeMask.of(snippet.text()).text()).matches();
    }

    /** The snippets that are perhaps no Java. */
    private static List<Java> suspects(List<Java> snippets, SessionCompiler compiler) {
        Set<Java> unpaired = snippets.stream().filter(snippet -> !hasBracesInPairs(snippet.text()))
                .collect(Collectors.toSet());
        if (unpaired.isEmpty() && areWhatTheySeem(snippets, compiler)) {
            return List.of();
        }
        Set<Java> unread = unread(snippets);
        return snippets.stream().filter(s -> unpaired.contains(s) || unread.contains(s)).toList();
    }

    /** Without that, one snippet could end the class around it and begin another. */
    private static boolean hasBracesInPairs(String text) {
        String code = CodeMask.of(text).text();
        int depth = 0;
        for (int i = 0; i < code.length() && depth >= 0; i++) {
            depth += switch (code.charAt(i)) {
                case '{' -> 1;
                case '}' -> -1;
                default -> 0;
            };
        }
        return depth == 0 && !code.contains("\\u");
    }

    /** Whether the compiler that JShell keeps, which finds that at once, takes each in the form that it seems to have. */
    private static boolean areWhatTheySeem(List<Java> snippets, SessionCompiler compiler) {
        String classes = snippets.stream()
                .map(snippet -> FORMS.get(likelyForm(snippet.text())).apply(snippet.text()))
                .collect(Collectors.joining("\n"));
        return compiler.parse(List.of("class All {\n" + classes + "\n}")) != null;
    }

    private static int likelyForm(String text) {
        boolean isMember = CellOutline.of(CodeMask.of(text).text()).stream()
                .anyMatch(part -> part.kind() == CellOutline.Kind.DECLARATION);
        boolean isStatement = ";}".indexOf(CodeReader.lastCodeCharacter(text)) >= 0;
        return isMember ? MEMBER : isStatement ? STATEMENT : EXPRESSION;
    }

    /** Those that javac's parser takes in none of the forms. */
    private static Set<Java> unread(List<Java> snippets) {
        Map<Java, List<SourceText>> texts = snippets.stream().distinct().collect(Collectors.toMap(s -> s,
                snippet -> FORMS.stream().map(form -> new SourceText(form.apply(snippet.text()))).toList()));
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<SourceText> units = new ArrayList<>();
        texts.values().forEach(units::addAll);
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
        return snippets.stream().filter(snippet -> wrong.containsAll(texts.get(snippet)))
                .collect(Collectors.toSet());
    }
}
