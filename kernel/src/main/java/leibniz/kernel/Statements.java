package leibniz.kernel;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/**
 * Compiles statements, expressions, and variables that are given another value of the type they have, in one pass. JShell
 * takes four, and each of them resolves every name that the session declared; here only those count that the snippet
 * speaks of. What does not compile is left to JShell, which says why.
 */
final class Statements {
    /** What JShell calls the method that it makes of a snippet. */
    static final String METHOD = "do_it$";

    private static final String VALUE = "$leibniz$value";
    /** Where a variable is declared with a value, and its name. Statements may look like it. */
    private static final Pattern DECLARATION = Pattern
            .compile("[^=(;\"]*[\\w>\\]]\\s+([\\p{L}_$][\\p{L}\\d_$]*)\\s*=(?!=)", Pattern.DOTALL);
    private static final String VOID = "compiler.err.cant.infer.local.var.type";

    private final SessionCompiler compiler;
    private final CellLoader loader;
    private final ClassFiles classFiles;
    private final SessionVariables variables;
    private int count;

    Statements(SessionCompiler compiler, CellLoader loader, ClassFiles classFiles,
            SessionVariables variables) {
        this.compiler = compiler;
        this.loader = loader;
        this.classFiles = classFiles;
        this.variables = variables;
    }

    /** What compiling came to. */
    sealed interface Result permits Ready, Typed, None {}

    /**
     * A snippet that is ready to run.
     *
     * @param className of the class that has it as its method {@link #METHOD}
     * @param firstLine the line of the class on which the snippet begins
     * @param isExpression whether it has a value to show
     * @param variable what is to hold the value; null if nothing is
     */
    record Ready(String className, int firstLine, boolean isExpression, @Nullable VarSnippet variable)
            implements
                Result {

        private Ready into(@Nullable VarSnippet holder) {
            return new Ready(className, firstLine, isExpression, holder);
        }
    }

    /**
     * A variable that JShell has to declare.
     *
     * @param text the snippet with its type in the place of the word {@code var}, which costs JShell two passes; as it
     *     stands where it has no such word or the type has no name
     */
    record Typed(String text) implements Result {}

    /** Why there is nothing to run. */
    enum None implements Result {
        /** The snippet declares something new, or has a syntax error. */
        NO_STATEMENT,
        /** It does not compile. */
        WRONG,
        /** It was read as an expression but is a call that returns nothing. */
        VOID
    }

    /**
     * How a snippet is read.
     *
     * @param name of the variable that holds its value; empty if there is none
     */
    private record Form(String before, String name, String after) {
        static final Form STATEMENT = new Form("", "", "");
        static final Form EXPRESSION = new Form("var " + VALUE + " = ", VALUE, ";");
        /** A call that returns nothing, written as if it were an expression. */
        static final Form VOID_CALL = new Form("", "", ";");

        static Form declarationOf(String name) {
            return new Form("", name, "");
        }

        boolean isDeclaration() {
            return hasValue() && this != EXPRESSION;
        }

        boolean hasValue() {
            return !name.isEmpty();
        }
    }

    Result compile(String snippet) {
        String masked = CodeMask.of(snippet).text();
        if (CellOutline.of(masked).stream()
                .anyMatch(part -> part.kind() != CellOutline.Kind.STATEMENT)) {
            return None.NO_STATEMENT;
        }
        char last = CodeReader.lastCodeCharacter(snippet);
        String header = compiler.header(snippet);
        Result result = None.NO_STATEMENT;
        if (last == ';' || last == '}') {
            Matcher declaration = DECLARATION.matcher(masked);
            if (declaration.lookingAt()) {
                if (!SessionVariables.isVar(snippet) && !variables.exists(declaration.group(1))) {
                    return None.NO_STATEMENT;
                }
                result = compile(snippet, header, Form.declarationOf(declaration.group(1)));
            }
            if (result == None.NO_STATEMENT) {
                result = compile(snippet, header, Form.STATEMENT);
            }
        }
        if (result == None.NO_STATEMENT) {
            result = compile(snippet, header, Form.EXPRESSION);
        }
        return result == None.VOID ? compile(snippet, header, Form.VOID_CALL) : result;
    }

    private Result compile(String snippet, String header, Form form) {
        String name = "$JShell$run" + ++count;
        String before = header + "class " + name + " { static " + (form.hasValue() ? "Object " : "void ")
                + METHOD
                + "() throws Throwable { " + form.before + "\n";
        String after = "\n" + form.after + (form.hasValue() ? "return " + form.name + ";" : "") + "}}";
        Ready ready = new Ready(CellLoader.PACKAGE + name, (int) before.lines().count() + 1,
                form == Form.EXPRESSION, null);
        try {
            return compiler.compile(before + snippet + after,
                    (task, problems) -> compile(snippet, form, ready, task, problems), None.NO_STATEMENT);
        } catch (IllegalStateException | InternalError | StackOverflowError e) {
            return None.NO_STATEMENT; // nested too deeply, which JShell's way finds too
        }
    }

    private Result compile(String snippet, Form form, Ready ready, JavacTask task,
            DiagnosticCollector<JavaFileObject> problems) {
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            StatementTree read = onlyStatement(unit, form);
            if (read == null || !errors(problems).isEmpty()) {
                return None.NO_STATEMENT;
            }
            task.analyze();
            List<String> errors = errors(problems);
            if (!errors.isEmpty()) {
                return form == Form.EXPRESSION && errors.equals(List.of(VOID))
                        && ((VariableTree) read).getInitializer() instanceof MethodInvocationTree
                                ? None.VOID
                                : None.WRONG;
            }
            VarSnippet variable = null;
            if (form.isDeclaration()) {
                TypeMirror type = Trees.instance(task).getTypeMirror(TreePath.getPath(unit, read));
                variable = variables.existing(form.name, type, task);
                if (variable == null) {
                    return new Typed(SessionVariables.typed(snippet, type));
                }
            }
            load(task);
            return ready.into(variable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(JavacTask task) throws IOException {
        for (JavaFileObject file : task.generate()) {
            try (InputStream in = file.openInputStream()) {
                loader.add(file.getName(), in.readAllBytes());
            }
            classFiles.remove(file.getName());
        }
    }

    /** The statement that the snippet is, or the variable that holds the value of the expression; null if it is neither. */
    private static @Nullable StatementTree onlyStatement(CompilationUnitTree unit, Form form) {
        List<? extends Tree> types = unit.getTypeDecls();
        if (types.size() != 1 || !(types.getFirst() instanceof ClassTree type)
                || type.getMembers().size() != 1
                || !(type.getMembers().getFirst() instanceof MethodTree method)) {
            return null;
        }
        List<? extends StatementTree> statements = method.getBody().getStatements().stream()
                .filter(s -> !(s instanceof EmptyStatementTree)).toList();
        if (statements.size() != (form.hasValue() ? 2 : 1)) {
            return null;
        }
        StatementTree first = statements.getFirst();
        boolean fits = form.hasValue()
                ? first instanceof VariableTree variable && variable.getName().contentEquals(form.name)
                : !(first instanceof VariableTree || first instanceof ClassTree);
        return fits ? first : null;
    }

    private static List<String> errors(DiagnosticCollector<JavaFileObject> problems) {
        return problems.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::getCode).toList();
    }
}
