package leibniz.kernel.session;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import leibniz.autograd.DType;
import leibniz.course.Course;
import leibniz.display.Displays;
import leibniz.kernel.outcome.MagicFailure;
import org.knowm.xchart.internal.chartpart.IChart;

/** The jars and folders that cells may use: what comes with the kernel, and what the notebook adds. */
public final class ClassPath {
    private static final String PROPERTY = "java.class.path";

    private final JShell jshell;
    private final Map<String, Library> added = new LinkedHashMap<>();
    private final Set<Path> sourceJars = new CopyOnWriteArraySet<>();

    ClassPath(JShell jshell) {
        this.jshell = jshell;
    }

    /**
     * Gives the compiler, which reads this property whenever it first needs it, the kernel's own entries
     * alone.
     */
    static void setUp() {
        System.setProperty(PROPERTY, join(own()));
    }

    /** The jars, or folders, of the libraries that come with the kernel and that cells may use. */
    private static List<Path> own() {
        return Stream.of(DType.class, Displays.class, Course.class, IChart.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().toString())
                // By way of a URI, which decodes the %20 that stands for a space.
                .map(location -> Path.of(URI.create(location))).distinct().toList();
    }

    public List<Path> entries() {
        return Stream.concat(own().stream(), added.values().stream().map(Library::file)).toList();
    }

    /** The jars with the sources of what was added, as far as they are known by now. */
    public List<Path> sourceJars() {
        return List.copyOf(sourceJars);
    }

    /** Called from other threads. */
    public void addSourceJar(Path jar) {
        sourceJars.add(jar);
    }

    /**
     * Adds what is not there yet. Of a library that is there in another version the first stays, since its
     * classes may already be in use, and the user is told.
     *
     * @return what is new
     * @throws MagicFailure if a path cannot stand in a class path; nothing is added then
     */
    public List<Library> add(Collection<Library> libraries) {
        List<Library> fresh = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        libraries.forEach(ClassPath::checkName);
        for (Library library : libraries) {
            Library first = added.putIfAbsent(library.id(), library);
            if (first == null) {
                fresh.add(library);
            } else if (!first.file().equals(library.file())
                    && (library.version() == null || !library.version().equals(first.version()))) {
                kept.add(first.description() + " is already on the class path and stays, so "
                        + library.description() + " is left out. To use that instead, restart the kernel and "
                        + "ask for it first.");
            }
        }
        kept.forEach(System.err::println);
        if (!fresh.isEmpty()) {
            // In one piece, since the next evaluation after each change takes longer.
            jshell.addToClasspath(join(fresh.stream().map(Library::file).toList()));
            // For the compiler tasks of the kernel's own.
            System.setProperty(PROPERTY, join(entries()));
        }
        return fresh;
    }

    private static void checkName(Library library) {
        if (library.file().toString().contains(File.pathSeparator)) {
            throw new MagicFailure(
                    library.file() + " cannot stand in a class path, because its name contains "
                            + File.pathSeparator + ". Rename it or copy it to another folder.");
        }
    }

    private static String join(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
