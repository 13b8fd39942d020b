package leibniz.kernel;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import leibniz.autograd.DType;
import leibniz.autograd.Graph;
import leibniz.display.Displays;
import org.jspecify.annotations.Nullable;

/** JShell as the kernel uses it: in this process, with the libraries of the cells and their default imports. */
final class Session {
    private static final List<String> PACKAGES = List.of("java.io", "java.math", "java.net", "java.nio.file",
            "java.time", "java.util", "java.util.concurrent", "java.util.function", "java.util.regex",
            "java.util.stream", "leibniz.autograd");
    private static final List<String> STATIC = List.of("leibniz.autograd.Tensors",
            "leibniz.autograd.Autograd",
            "leibniz.autograd.DType", "leibniz.autograd.GraphOption", "leibniz.display.Displays");

    final CellLoader loader;
    final CellControl control;
    final JShell jshell;
    final SessionCompiler compiler;
    final Operators operators;

    private Session(CellLoader loader, CellControl control) {
        this.loader = loader;
        this.control = control;
        this.jshell = JShell.builder().executionEngine(new Provider(control), Map.of()).build();
        this.compiler = new SessionCompiler(jshell, loader);
        this.operators = new Operators(jshell, compiler);
    }

    static Session start(CellLoader loader, CellControl control) {
        Graph.keepValues(true);
        System.setProperty("java.awt.headless", "true");
        // javac takes its default class path from this property whenever it first needs it.
        System.setProperty("java.class.path", classPath());
        Session session = new Session(loader, control);
        session.evaluateQuietly(imports());
        // A first evaluation loads most of javac; better now than in the user's first cell.
        session.dropTemporaries(session.evaluateQuietly("tensor(1.0).mul(2)"));
        control.takeValue();
        return session;
    }

    /** The class path that cells compile against: the jars, or folders, of the libraries they may use. */
    static String classPath() {
        return Stream.of(DType.class, Displays.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().toString())
                // By way of a URI, which decodes the %20 that stands for a space.
                .map(location -> Path.of(URI.create(location)).toString())
                .distinct().collect(Collectors.joining(File.pathSeparator));
    }

    private static String imports() {
        // In one piece, since each evaluation costs a pass of the compiler.
        return Stream.concat(PACKAGES.stream().map(p -> "import " + p + ".*;"),
                STATIC.stream().map(c -> "import static " + c + ".*;")).collect(Collectors.joining(" "));
    }

    private List<SnippetEvent> evaluateQuietly(String source) {
        List<SnippetEvent> events = jshell.eval(source);
        for (SnippetEvent event : events) {
            if (event.status() == Snippet.Status.REJECTED) {
                String reason = jshell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList()
                        .toString();
                throw new IllegalStateException("the kernel's own start-up code does not compile: " + reason);
            }
        }
        return events;
    }

    /** Forgets the variables that JShell makes for the values of expressions; each costs time in every later cell. */
    void dropTemporaries(List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if (event.snippet().subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                    && jshell.status(event.snippet()).isActive()) {
                jshell.drop(event.snippet());
            }
        }
    }

    /** The object that a variable of the notebook holds. */
    @Nullable
    Object value(VarSnippet variable) {
        return control.variable(() -> jshell.varValue(variable));
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
