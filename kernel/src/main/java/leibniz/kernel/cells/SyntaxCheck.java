package leibniz.kernel.cells;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import leibniz.kernel.cells.Segment.Java;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.outcome.CellFailure;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.outcome.Source;
import leibniz.kernel.session.Session;
import leibniz.kernel.text.Brackets;
import leibniz.kernel.text.CellOutline;
import leibniz.kernel.text.CodeMask;
import leibniz.kernel.text.CodeReader;
import leibniz.kernel.text.SourceText;

/**
 * Finds syntax errors in a cell of several snippets before the first of them runs. JShell looks at one
 * snippet at a time, and its look ahead only finds where each ends.
 */
final class SyntaxCheck {
    private static final Pattern IMPORT = Pattern
            .compile(
                    "\\s*import\\s+(?:(?:static|module)\\s+)?[\\w$]+(?:\\s*\\.\\s*[\\w$]+)*(?:\\s*\\.\\s*\\*)?\\s*;?\\s*",
                    Pattern.UNICODE_CHARACTER_CLASS);

    /** A snippet that is no import has to be one of these. */
    private enum Form {
        STATEMENT("void m() throws Throwable { ", " }"), MEMBER("", ""), EXPRESSION("Object value = ", ";");

        private final String before;
        private final String after;

        Form(String before, String after) {
            this.before = before;
            this.after = after;
        }

        String classOf(String text) {
            return "class C { " + before + text + "\n" + after + "}";
        }
    }

    /** @param code the text of the snippet without comments and literals */
    private record Reading(Java snippet, String code) {
        static Reading of(Java snippet) {
            return new Reading(snippet, CodeMask.of(snippet.text()).text());
        }

        boolean isImport() {
            return IMPORT.matcher(code).matches();
        }

        /** Otherwise it could end the class around it, which another would begin anew. */
        boolean staysInItsClass() {
            return Brackets.haveBracesInPairs(code) && !code.contains("\\u");
        }

        /** In the form that it seems to have. */
        String likelyClass() {
            boolean isMember = CellOutline.of(code).stream()
                    .anyMatch(part -> part.kind() == CellOutline.Kind.DECLARATION);
            boolean isStatement = CodeReader.endsStatement(snippet.text());
            return (isMember ? Form.MEMBER : isStatement ? Form.STATEMENT : Form.EXPRESSION)
                    .classOf(snippet.text());
        }
    }

    private SyntaxCheck() {}

    /** @throws CellFailure at the first snippet that is no Java, with what JShell says of it */
    static void check(Source source, List<Segment> pieces, Session session) throws CellFailure {
        if (pieces.size() < 2) {
            return; // whatever is wrong, there is nothing that would run before it
        }
        List<Reading> readings = pieces.stream().filter(piece -> piece instanceof Java)
                .map(piece -> Reading.of((Java) piece)).filter(reading -> !reading.isImport()).toList();
        JShell jshell = session.jshell;
        for (Java suspect : suspects(readings, session.compiler)) {
            for (Snippet snippet : jshell.sourceCodeAnalysis().sourceToSnippets(suspect.text())) {
                List<CompileError> errors = CompileError.of(jshell, snippet);
                if (snippet.kind() == Snippet.Kind.ERRONEOUS && !errors.isEmpty()) {
                    throw new CellFailure(session.advisor.failure(source, suspect.inSource(errors)));
                }
            }
        }
    }

    /** The snippets that are perhaps no Java. */
    private static List<Java> suspects(List<Reading> readings, SessionCompiler compiler) {
        if (readings.stream().allMatch(Reading::staysInItsClass) && areWhatTheySeem(readings, compiler)) {
            return List.of();
        }
        Set<Java> unread = unread(readings.stream().map(Reading::snippet).toList());
        return readings.stream().filter(r -> !r.staysInItsClass() || unread.contains(r.snippet))
                .map(Reading::snippet).toList();
    }

    /** Found at once by the compiler that JShell keeps. */
    private static boolean areWhatTheySeem(List<Reading> readings, SessionCompiler compiler) {
        String classes = readings.stream().map(Reading::likelyClass).collect(Collectors.joining("\n"));
        return compiler.parse(List.of("class All {\n" + classes + "\n}")) != null;
    }

    /** Those that javac's parser takes in none of the forms. */
    private static Set<Java> unread(List<Java> snippets) {
        Map<Java, List<SourceText>> texts = snippets.stream().distinct().collect(Collectors.toMap(s -> s,
                snippet -> Stream.of(Form.values()).map(form -> new SourceText(form.classOf(snippet.text())))
                        .toList()));
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
