package leibniz.kernel.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.cells.Compatibility;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.session.Library;
import leibniz.kernel.session.OnDemandJars;
import leibniz.kernel.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The names of IJava and JJava. Their jars are opened when something first asks for one of their classes. The
 * compiler of the cells gets them with the first cell that uses a name, which then may also call what these
 * kernels import by themselves.
 */
public final class Compat implements Compatibility {
    private static final Set<String> PACKAGES = Set.of("io.github.spencerpark.ijava.",
            "io.github.spencerpark.jupyter.", "org.dflib.jjava.", "leibniz.compat.");
    private static final String JJAVA = "\\borg\\.dflib\\.jjava\\b|(?<![\\w.$])kernel\\(\\)";
    private static final Pattern OF_JJAVA = Pattern.compile(JJAVA);
    private static final Pattern NAME = Pattern
            .compile("\\bio\\.github\\.spencerpark\\b|\\bleibniz\\.compat\\b|"
                    + JJAVA + "|(?<![\\w.$])(?:render|eval|getKernelInstance|lineMagic|cellMagic|printf)\\(");

    private static Runnable start = () -> {};
    private static List<Path> jars = List.of();
    private static boolean loaded;

    private final Supplier<Session> session;
    private @Nullable Snippet functions;
    private boolean ofJJava;

    /** @param session which is there once a cell runs */
    public Compat(Supplier<Session> session) {
        this.session = session;
    }

    /**
     * Says what the names lead to.
     *
     * @param run the cell that runs, or that ran last
     */
    public static synchronized void attach(Supplier<CellRun> run, Magics magics) {
        start = () -> CompatNotebook.start(run, magics);
    }

    /** Whether this is the name of a class of theirs, or of ours that stands behind it. */
    public static boolean isName(String className) {
        return PACKAGES.stream().anyMatch(className::startsWith);
    }

    /** Opens the jars and hands them the notebook; called before any of their classes is loaded. */
    public static synchronized void load() {
        if (!loaded) {
            try {
                jars = OnDemandJars.open("compat");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            loaded = true;
            start.run();
        }
    }

    @Override
    public void prepare(String code) {
        boolean wantsJJava = OF_JJAVA.matcher(code).find();
        if (functions == null ? NAME.matcher(code).find() : wantsJJava && !ofJJava) {
            load();
            Session now = session.get();
            now.classPath
                    .add(jars.stream().filter(jar -> !String.valueOf(jar.getFileName()).startsWith("slf4j"))
                            .map(Library::at).toList());
            if (functions != null) {
                now.drop(functions);
            }
            ofJJava = wantsJJava;
            List<SnippetEvent> events = now.evaluateOwn("import static " + (ofJJava
                    ? "org.dflib.jjava.kernel.JavaNotebookStatics"
                    : "io.github.spencerpark.ijava.runtime.Kernel") + ".*;");
            functions = events.getFirst().snippet();
        }
    }

    @Override
    public void install(List<Library> added) {
        Extensions.install(session.get(), added);
    }
}
