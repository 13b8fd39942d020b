package leibniz.kernel.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import jdk.jshell.VarSnippet;
import leibniz.kernel.execution.CellLoader;
import org.jspecify.annotations.Nullable;

/**
 * Compiles statements, expressions, and variables that are given another value of the type they have, in one
 * pass. JShell takes four, and each of them resolves every name that the session declared; here only those
 * count that the snippet speaks of. What does not compile is left to JShell, which says why.
 */
public final class Statements {
    /** What JShell calls the method that it makes of a snippet. */
    public static final String METHOD = "do_it$";

    private static final String VOID = "compiler.err.cant.infer.local.var.type";

    private final SessionCompiler compiler;
    private final CellLoader loader;
    private final ClassFiles classFiles;
    private final SessionVariables variables;
    private int count;

    public Statements(SessionCompiler compiler, CellLoader loader, ClassFiles classFiles,
            SessionVariables variables) {
        this.compiler = compiler;
        this.loader = loader;
        this.classFiles = classFiles;
        this.variables = variables;
    }

    /** What compiling came to. */
    public sealed interface Result permits Ready, Typed, None {}

    /**
     * A snippet that is ready to run.
     *
     * @param className of the class that has it as its method {@link #METHOD}
     * @param firstLine the line of the class on which the snippet begins
     * @param isExpression whether it has a value to show
     * @param mayReturn whether it ends the cell where its value is an array
     * @param variable what is to hold the value; null if nothing is
     */
    public record Ready(String className, int firstLine, boolean isExpression, boolean mayReturn,
            @Nullable VarSnippet variable)
            implements
                Result {}

    /**
     * A variable that JShell has to declare.
     *
     * @param texts the snippet with its type in the place of the word {@code var}, which costs JShell two
     *     passes, and of which JShell makes something wrong where Java has no name for the type: the
     *     likeliest to compile comes first
     */
    public record Typed(List<String> texts) implements Result {}

    /** Why there is nothing to run. */
    public enum None implements Result {
        /** The snippet declares something new, or has a syntax error. */
        NO_STATEMENT,
        /** It does not compile. */
        WRONG,
        /** It was read as an expression but is a call that returns nothing. */
        VOID
    }

    public Result compile(String snippet) {
        for (StatementForm form : StatementForm.of(snippet, variables)) {
            Result result = compile(snippet, form);
            if (result == None.VOID) {
                return compile(snippet, StatementForm.VOID_CALL);
            }
            if (result != None.NO_STATEMENT) {
                return result;
            }
        }
        return None.NO_STATEMENT;
    }

    /** Compiles what {@link ReturningStatement} has written. */
    public Result compileReturning(String statement) {
        return compile(statement, StatementForm.RETURNING);
    }

    private Result compile(String snippet, StatementForm form) {
        return compile(List.of(snippet), List.of(form)).getFirst();
    }

    /**
     * Compiles snippets that follow each other in one pass, which costs more than what is compiled in it.
     *
     * @return a result for each snippet from the first up to one that is not ready to run; empty if it would
     * be one
     */
    public List<Result> compileTogether(List<String> snippets) {
        List<StatementForm> forms = snippets.stream()
                .flatMap(snippet -> StatementForm.of(snippet, variables).stream().limit(1)).toList();
        int count = forms.size() == snippets.size() ? snippets.size() : 0;
        while (count > 1) {
            List<Result> results = compile(snippets.subList(0, count), forms.subList(0, count));
            if (!(results.getLast() instanceof None)) {
                return results;
            }
            count = results.size() - 1;
        }
        return List.of();
    }

    /**
     * How many of the snippets, from the first on, may be compiled together: none speaks of what another
     * declares.
     */
    public int independent(List<String> snippets) {
        int count = 0;
        for (String snippet : snippets) {
            List<StatementForm> forms = StatementForm.of(snippet, variables);
            if (forms.isEmpty() || ReturningStatement.in(snippet, compiler) != null) {
                break;
            }
            count++;
            StatementForm form = forms.getFirst();
            if (form.isDeclaration() && !variables.exists(form.name())) {
                break;
            }
        }
        return count;
    }

    /** @return a result for each snippet, or for those up to one that does not compile, the last being why */
    private List<Result> compile(List<String> snippets, List<StatementForm> forms) {
        StringBuilder unit = new StringBuilder(compiler.header(String.join("\n", snippets)));
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < snippets.size(); i++) {
            StatementForm form = forms.get(i);
            String name = CellLoader.RUN + ++count;
            unit.append("class ").append(name).append(" { static ")
                    .append(form.returnType()).append(' ').append(METHOD)
                    .append("() throws Throwable { ").append(form.before()).append('\n');
            placed.add(new Placed(snippets.get(i), form, name, unit.length(),
                    (int) unit.chars().filter(c -> c == '\n').count() + 1));
            unit.append(snippets.get(i)).append('\n').append(form.end()).append("}}\n");
        }
        List<Result> nothing = List.of(None.NO_STATEMENT);
        try {
            return compiler.compile(unit.toString(), (task, problems) -> compile(placed, task, problems),
                    nothing);
        } catch (IllegalStateException | InternalError | StackOverflowError e) {
            return nothing; // nested too deeply, which JShell's way finds too
        }
    }

    /**
     * One of the snippets that a unit is made of.
     *
     * @param className of the class that it is made into
     * @param start where it begins in the unit
     * @param line on which it begins there
     */
    private record Placed(String snippet, StatementForm form, String className, int start, int line) {
        Ready ready(@Nullable VarSnippet variable) {
            return new Ready(CellLoader.PACKAGE + className, line, form == StatementForm.EXPRESSION,
                    form == StatementForm.RETURNING, variable);
        }

        /** The statement that the snippet is, or the variable that holds its value; null if it is neither. */
        @Nullable
        StatementTree onlyStatement(CompilationUnitTree unit, int index) {
            List<? extends Tree> types = unit.getTypeDecls();
            return types.size() > index && types.get(index) instanceof ClassTree type
                    && type.getSimpleName().contentEquals(className)
                    && type.getMembers().size() == 1
                    && type.getMembers().getFirst() instanceof MethodTree method
                            ? form.statement(method)
                            : null;
        }
    }

    private List<Result> compile(List<Placed> placed, JavacTask task,
            DiagnosticCollector<JavaFileObject> problems) {
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            List<@Nullable StatementTree> read = new ArrayList<>();
            for (int i = 0; i < placed.size(); i++) {
                read.add(placed.get(i).onlyStatement(unit, i));
            }
            int unread = Math.min(read.contains(null) ? read.indexOf(null) : placed.size(),
                    firstWrong(placed, problems));
            if (unread < placed.size() || unit.getTypeDecls().size() != placed.size()) {
                return upTo(Math.min(unread, placed.size() - 1), None.NO_STATEMENT);
            }
            task.analyze();
            int wrong = firstWrong(placed, problems);
            if (wrong < placed.size()) {
                return upTo(wrong, isVoidCall(placed.get(wrong), read.get(wrong), problems)
                        ? None.VOID
                        : None.WRONG);
            }
            return results(placed, read, unit, task, problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Result> results(List<Placed> placed, List<@Nullable StatementTree> read,
            CompilationUnitTree unit, JavacTask task, DiagnosticCollector<JavaFileObject> problems)
            throws IOException {
        List<Result> results = new ArrayList<>();
        Set<String> ready = new HashSet<>();
        for (int i = 0; i < placed.size(); i++) {
            Placed one = placed.get(i);
            VarSnippet variable = null;
            if (one.form.isDeclaration()) {
                TypeMirror type = Trees.instance(task).getTypeMirror(TreePath.getPath(unit, read.get(i)));
                variable = variables.existing(one.form.name(), type, task);
                if (variable == null) { // what follows may speak of it
                    results.add(new Typed(SessionVariables.typed(one.snippet, type)));
                    break;
                }
            }
            Ready result = one.ready(variable);
            results.add(result);
            ready.add(result.className);
        }
        if (!ready.isEmpty() && !load(task, problems, ready)) {
            compiler.replace();
            return results.size() == 1 ? List.of(None.WRONG) : List.of(None.NO_STATEMENT);
        }
        return results;
    }

    /** Results up to this index, none of which is ready to run. */
    private static List<Result> upTo(int index, None reason) {
        return Collections.nCopies(index + 1, reason);
    }

    /** The index of the first snippet that has an error; the number of snippets if none has. */
    private static int firstWrong(List<Placed> placed, DiagnosticCollector<JavaFileObject> problems) {
        return errors(problems).mapToInt(error -> (int) placed.stream().skip(1)
                .filter(one -> one.start <= error.getPosition()).count()).min().orElse(placed.size());
    }

    private static boolean isVoidCall(Placed one, @Nullable StatementTree read,
            DiagnosticCollector<JavaFileObject> problems) {
        return one.form == StatementForm.EXPRESSION && read instanceof VariableTree variable
                && variable.getInitializer() instanceof MethodInvocationTree
                && errors(problems).map(Diagnostic::getCode).toList().equals(List.of(VOID));
    }

    private static Stream<Diagnostic<? extends JavaFileObject>> errors(
            DiagnosticCollector<JavaFileObject> problems) {
        return problems.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR);
    }

    /**
     * Loads the classes of the snippets that have one of these names, and the classes inside of them.
     *
     * @return whether all of them could be made: a class file has its limits, and javac its faults
     */
    private boolean load(JavacTask task, DiagnosticCollector<JavaFileObject> problems, Set<String> ready)
            throws IOException {
        Set<String> missing = new HashSet<>(ready);
        for (JavaFileObject file : task.generate()) {
            missing.remove(file.getName());
            if (ready.contains(CellLoader.wrapper(file.getName()))) {
                try (InputStream in = file.openInputStream()) {
                    loader.add(file.getName(), in.readAllBytes());
                }
            }
            classFiles.remove(file.getName());
        }
        return missing.isEmpty() && errors(problems).findAny().isEmpty();
    }
}
