package leibniz.kernel.session;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import jdk.jshell.spi.SPIResolutionException;
import leibniz.autograd.Graph;
import leibniz.kernel.advice.Advisor;
import leibniz.kernel.compile.AnnotationProcessors;
import leibniz.kernel.compile.ClassFiles;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.compile.SessionVariables;
import leibniz.kernel.compile.Statements;
import leibniz.kernel.execution.CellControl;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.operators.NotebookMethods;
import leibniz.kernel.operators.Operators;
import leibniz.kernel.outcome.Outcome;
import leibniz.kernel.outcome.RuntimeError;
import leibniz.kernel.outcome.SnippetOrigins;
import org.jspecify.annotations.Nullable;

/**
 * JShell as the kernel uses it: in this process, with the libraries of the cells and their default imports.
 */
public final class Session {
    static final List<String> PACKAGES = List.of("java.io", "java.math", "java.net", "java.nio.file",
            "java.time", "java.util", "java.util.concurrent", "java.util.function", "java.util.prefs",
            "java.util.regex",
            "java.util.stream", "leibniz.autograd", "leibniz.optim", "leibniz.display");
    private static final List<String> STATIC = List.of("leibniz.autograd.Tensors",
            "leibniz.autograd.Autograd",
            "leibniz.autograd.DType", "leibniz.autograd.GraphOption", "leibniz.autograd.LossReduction",
            "leibniz.display.Displays", "leibniz.course.Course");

    public final SnippetOrigins origins;
    public final CellLoader loader;
    public final CellControl control;
    public final JShell jshell;
    private final ClassFiles classFiles;
    public final ClassPath classPath;
    public final SessionCompiler compiler;
    public final AnnotationProcessors processors;
    public final Operators operators;
    public final Advisor advisor;
    final SessionVariables variables;
    final Statements statements;
    final FinalVariables finals;
    final ClassNames classes;
    public final StaleObjects stale;
    public final MissingNames missing;
    /** The declarations that the kernel made itself. */
    private final Set<Snippet> own = new HashSet<>();
    private int changes;

    private Session(CellLoader loader, CellControl control, SnippetOrigins origins,
            List<String> compilerOptions) {
        ClassIndex.leaveOut();
        this.loader = loader;
        this.control = control;
        this.origins = origins;
        this.jshell = JShell.builder().executionEngine(new Provider(control), Map.of())
                .compilerOptions(compilerOptions.toArray(String[]::new)).build();
        jshell.onSnippetEvent(event -> changes++);
        control.onStart(this::starts);
        this.classFiles = new ClassFiles(jshell);
        this.classPath = new ClassPath(jshell);
        this.compiler = new SessionCompiler(jshell, loader, compilerOptions);
        this.processors = new AnnotationProcessors(compiler, loader, compilerOptions);
        this.operators = new Operators(jshell, compiler);
        this.advisor = new Advisor(jshell, compiler, operators);
        this.variables = new SessionVariables(jshell, loader);
        this.stale = new StaleObjects(jshell, variables);
        this.classes = new ClassNames(classPath, loader);
        this.missing = new MissingNames(jshell, classes);
        this.finals = new FinalVariables(jshell, compiler);
        this.statements = new Statements(compiler, loader, classFiles, variables);
    }

    /**
     * Starts JShell.
     *
     * @param origins learns which class comes from where as it begins to run
     * @param compilerOptions for all that cells declare and run
     */
    public static Session start(CellLoader loader, CellControl control, SnippetOrigins origins,
            List<String> compilerOptions) {
        Graph.keepValues(true);
        System.setProperty("java.awt.headless", "true");
        ClassPath.setUp();
        loader.setPackageAssertionStatus("REPL", true);
        // -g, so that Java's messages about null name variables and parameters.
        Session session = new Session(loader, control, origins,
                Stream.concat(Stream.of("-g"), compilerOptions.stream()).toList());
        session.evaluateOwn(imports());
        return session;
    }

    /** Evaluates declarations that %reset leaves alone. */
    public List<SnippetEvent> evaluateOwn(String source) {
        List<SnippetEvent> events = jshell.eval(source);
        for (SnippetEvent event : events) {
            if (event.status() == Snippet.Status.REJECTED) {
                String reason = jshell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList()
                        .toString();
                throw new IllegalStateException("the kernel's own start-up code does not compile: " + reason);
            }
        }
        events.forEach(event -> own.add(event.snippet()));
        return events;
    }

    /**
     * Has the database drivers in these libraries make themselves known: Java looks for drivers once, and
     * these come later.
     */
    public void registerDrivers(List<Library> libraries) {
        for (Library library : libraries) {
            for (String driver : library.services("java.sql.Driver")) {
                try {
                    control.asUserCode(() -> Class.forName(driver, true, loader));
                } catch (Exception | LinkageError e) {
                    System.err.println("The driver " + driver + " of " + library.description()
                            + " does not start: " + e);
                }
            }
        }
    }

    /** Before JShell has told of a snippet it runs, and may print a stack trace. */
    private void starts(String className) {
        jshell.snippets().filter(snippet -> className.contains(CellLoader.WRAPPER + snippet.id()))
                .filter(snippet -> snippet instanceof VarSnippet && jshell.status(snippet).isActive())
                .map(snippet -> jshell.sourceCodeAnalysis().wrapper(snippet))
                .filter(wrapper -> wrapper.fullClassName().equals(className))
                .forEach(origins::begins);
    }

    /** A number that grows whenever something is declared or dropped. */
    int changes() {
        return changes;
    }

    /** Evaluates one snippet, which loads most of what later evaluations need. */
    public void warm() {
        new SnippetEvaluator(this).evaluate("var warm = tensor(1.0).mul(2);")
                .events()
                .forEach(event -> drop(event.snippet()));
        control.takeValue();
    }

    private static String imports() {
        // In one piece, since each evaluation costs a pass of the compiler.
        return Stream.concat(PACKAGES.stream().map(p -> "import " + p + ".*;"),
                STATIC.stream().map(c -> "import static " + c + ".*;")).collect(Collectors.joining(" "));
    }

    /**
     * Forgets the variables without a name, also those that JShell makes for the values of expressions, and
     * the class files of cells that are done: each costs time in every later cell.
     */
    public void dropTemporaries(List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if ((event.snippet().subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                    || isUnnamed(event.snippet())) && jshell.status(event.snippet()).isActive()) {
                drop(event.snippet());
            }
        }
        classFiles.dropUnused();
    }

    /** What {@code var _ = ...} declares. */
    private static boolean isUnnamed(Snippet snippet) {
        return snippet instanceof VarSnippet variable && variable.name().isEmpty();
    }

    /**
     * Takes a declaration back. JShell leaves the value of a variable in the class that holds it; here it is
     * let go.
     */
    public void drop(Snippet snippet) {
        if (snippet instanceof VarSnippet variable && !isUnnamed(snippet)) {
            Class<?> holder = loader
                    .loaded(jshell.sourceCodeAnalysis().wrapper(variable).fullClassName());
            if (holder != null) {
                CellControl.clear(holder, variable.name());
            }
        }
        jshell.drop(snippet);
    }

    /**
     * What the notebook has declared and still holds, the latest first, so that hardly any depends on one
     * before it.
     */
    public List<Snippet> declared() {
        return jshell.snippets()
                .filter(snippet -> !own.contains(snippet) && snippet instanceof PersistentSnippet
                        && jshell.status(snippet).isActive())
                .toList().reversed();
    }

    /** What the user is told of what the snippet threw that ran last. */
    public Outcome.Failure failure(SnippetOrigins origins) {
        Throwable thrown = control.takeThrown();
        return thrown instanceof SPIResolutionException
                ? RuntimeError.unresolved(whyUnusable(unresolved(thrown)), thrown, origins)
                : RuntimeError.failure(thrown, origins, control);
    }

    private String whyUnusable(DeclarationSnippet declared) {
        String lacks = jshell.unresolvedDependencies(declared).collect(Collectors.joining(", "));
        return lacks.isEmpty()
                ? declared.name()
                        + " cannot be used, because it does not compile: "
                        + new NotebookMethods(jshell).firstError(declared)
                : declared.name() + " cannot be used yet, because nothing declares " + lacks
                        + ". Declare it in a cell, then run this cell again." + missing.importsOf(lacks);
    }

    /** The declaration that JShell lets throw when it is used, because it does not compile yet. */
    private DeclarationSnippet unresolved(Throwable thrown) {
        String wrapper = CellLoader.wrapper(thrown.getStackTrace()[0].getClassName());
        return jshell.snippets().filter(s -> s instanceof DeclarationSnippet)
                .map(s -> (DeclarationSnippet) s)
                .filter(s -> jshell.status(s).isActive()
                        && jshell.sourceCodeAnalysis().wrapper(s).fullClassName().equals(wrapper))
                .findFirst().orElseThrow();
    }

    /** The object that a variable of the notebook holds. */
    public @Nullable Object value(VarSnippet variable) {
        return control.variable(() -> jshell.varValue(variable));
    }

    /** The field that holds the value of a variable, which may be read without JShell. */
    public Field field(VarSnippet variable) throws ReflectiveOperationException {
        return variables.field(variable);
    }

    private record Provider(CellControl control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "leibniz";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return control;
        }
    }
}
