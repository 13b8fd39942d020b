package leibniz.kernel.magics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import leibniz.display.MimeBundle;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.cells.Magic;
import leibniz.kernel.cells.Magic.JavaIn;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.execution.CellOutput;
import leibniz.kernel.execution.CellStoppedError;
import leibniz.kernel.maven.MavenLibraries;
import leibniz.kernel.maven.ResolutionException;
import leibniz.kernel.maven.ResolvedArtifact;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.Source.Span;
import leibniz.kernel.session.ClassPath;
import leibniz.kernel.session.Library;
import leibniz.kernel.session.OnDemandJars;
import org.jspecify.annotations.Nullable;

/** {@code %maven} and {@code %loadFromPOM}: libraries from Maven repositories. */
public final class MavenMagics {
    private static final List<String> SCOPES = List.of("compile", "runtime", "provided", "system", "test",
            "import");
    private static final List<String> NEEDED_TO_RUN = List.of("compile", "runtime", "system");

    /** The word before an address that one call asks too. */
    private static final String FROM = "--from";
    /** What {@code %maven} may begin with under IJava. */
    private static final Set<String> VERBOSE = Set.of("-v", "--verbose");
    /** What {@code %mavenRepo} added: addresses by id. */
    private static final Map<String, String> REPOSITORIES = new ConcurrentHashMap<>();

    private MavenMagics() {}

    public static void addTo(Magics magics) {
        magics.add(new Magic("maven", "%maven GROUP:ARTIFACT:VERSION...",
                "Fetches libraries, with all that they need, and adds them to the class path.",
                "Also GROUP:ARTIFACT:PACKAGING:VERSION and GROUP:ARTIFACT:PACKAGING:CLASSIFIER:VERSION. The version may "
                        + "be RELEASE, LATEST or a range such as [1.0,2.0). Repositories, mirrors, proxies and credentials "
                        + "are those of your Maven settings (~/.m2/settings.xml), and so is the local repository.",
                JavaIn.NOTHING, MavenMagics::maven, null));
        magics.add(new Magic("mavenRepo", "%mavenRepo ID URL",
                "Has %maven look for libraries in one more repository.",
                "The repositories of your Maven settings come first. A POM names its own.", JavaIn.NOTHING,
                MavenMagics::mavenRepo, null));
        magics.addOtherName("addMavenDependency", "maven");
        magics.addOtherName("addMavenDependencies", "maven");
        magics.addOtherName("addMavenRepo", "mavenRepo");
        magics.add(new Magic("loadFromPOM",
                "%%loadFromPOM [SCOPE...] and a POM below, or %loadFromPOM FILE [SCOPE...]",
                "Adds the dependencies of a Maven POM to the class path.",
                "The POM may be whole, or just elements of one, such as <dependency> and <repository>. Scopes are "
                        + String.join(", ", SCOPES) + "; without any, what is needed to run is added: "
                        + String.join(", ", NEEDED_TO_RUN) + ".",
                JavaIn.NOTHING, MavenMagics::loadFile, MavenMagics::loadBody));
    }

    private static @Nullable Object maven(CellRun run, Span arguments) throws Exception {
        List<String> coordinates = new ArrayList<>(Magic.words(arguments));
        Map<String, String> repositories = new LinkedHashMap<>(REPOSITORIES);
        coordinates.removeIf(VERBOSE::contains);
        for (int from; (from = coordinates.indexOf(FROM)) >= 0;) {
            if (from + 1 == coordinates.size()) {
                throw new MagicFailure("needs the address of a repository behind " + FROM);
            }
            String url = coordinates.remove(from + 1);
            coordinates.remove(from);
            repositories.putIfAbsent("from-" + Integer.toHexString(url.hashCode()), url);
        }
        if (coordinates.isEmpty()) {
            throw new MagicFailure(
                    "needs the coordinates of a library, for example %maven com.google.code.gson:gson:2.13.2");
        }
        add(run, libraries -> libraries.resolve(coordinates, repositories));
        return null;
    }

    private static @Nullable Object loadFile(CellRun run, Span arguments) throws Exception {
        List<String> words = Magic.words(arguments);
        if (words.isEmpty()) {
            throw new MagicFailure("needs the path of a pom.xml. To write a POM into the cell, begin it with "
                    + "%%loadFromPOM");
        }
        Path file = ClassPathMagics.path(words.getFirst());
        String pom;
        try {
            pom = Files.readString(file);
        } catch (IOException e) {
            throw new MagicFailure("cannot read " + file.toAbsolutePath() + ": " + e);
        }
        loadPom(run, pom, words.subList(1, words.size()));
        return null;
    }

    private static @Nullable Object loadBody(CellRun run, Span arguments, Span body) throws Exception {
        if (body.isBlank()) {
            throw new MagicFailure("needs a POM, or elements of one, below the first line");
        }
        loadPom(run, body.text(), Magic.words(arguments));
        return null;
    }

    private static void loadPom(CellRun run, String pom, List<String> scopes) throws Exception {
        for (String scope : scopes) {
            if (!SCOPES.contains(scope)) {
                throw new MagicFailure(scope + " is not a scope; there are " + String.join(", ", SCOPES));
            }
        }
        add(run, libraries -> libraries.resolvePom(pom, scopes.isEmpty() ? NEEDED_TO_RUN : scopes));
    }

    private static @Nullable Object mavenRepo(CellRun run, Span arguments) {
        List<String> words = Magic.words(arguments);
        if (words.size() != 2) {
            throw new MagicFailure(
                    "needs an id and an address, for example %mavenRepo jitpack https://jitpack.io");
        }
        addRepository(words.getFirst(), words.getLast());
        return null;
    }

    /** Has what is asked for from now on looked for there too. */
    public static void addRepository(String id, String url) {
        REPOSITORIES.put(id, url);
    }

    @FunctionalInterface
    private interface Request {
        List<ResolvedArtifact> from(MavenLibraries libraries) throws ResolutionException;
    }

    private static void add(CellRun run, Request request) throws Exception {
        List<ResolvedArtifact> artifacts = fetch(run, request);
        List<Library> found = new ArrayList<>();
        for (ResolvedArtifact artifact : artifacts) {
            found.add(Library.of(artifact.file(), artifact.name(), artifact.version()));
        }
        List<Library> added = run.addLibraries(found, ClassPathMagics::tell);
        fetchSources(run.session.classPath, artifacts.stream()
                .filter(artifact -> added.stream()
                        .anyMatch(library -> library.file().equals(artifact.file())))
                .toList());
    }

    /** Fetches artifacts with all that they need, from the repositories that are known by now. */
    static List<ResolvedArtifact> fetch(CellRun run, List<String> coordinates) throws Exception {
        return fetch(run, libraries -> libraries.resolve(coordinates, new LinkedHashMap<>(REPOSITORIES)));
    }

    /**
     * Fetches in a thread of its own, since an interrupt does not end a read from the network: the cell stops
     * waiting, and the download ends at its next step.
     */
    private static List<ResolvedArtifact> fetch(CellRun run, Request request) throws Exception {
        OnDemandJars.open("maven");
        Progress progress = new Progress(run.cell.output);
        MavenLibraries libraries = new MavenLibraries(progress::show);
        FutureTask<List<ResolvedArtifact>> task = new FutureTask<>(() -> request.from(libraries));
        start("leibniz-maven", task);
        try {
            return Objects.requireNonNull(run.asUserCode(task::get));
        } catch (InterruptedException e) {
            libraries.cancel();
            throw new CellStoppedError();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ResolutionException told -> throw new MagicFailure(String.valueOf(told.getMessage()));
                case Error error -> throw error;
                case Exception other -> throw other;
                case null, default -> throw e;
            }
        } finally {
            progress.end();
        }
    }

    /** Without keeping the cell waiting; the help of the editor shows what is there by then. */
    private static void fetchSources(ClassPath classPath, List<ResolvedArtifact> artifacts) {
        if (!artifacts.isEmpty()) {
            start("leibniz-sources", () -> artifacts
                    .forEach(
                            artifact -> MavenLibraries.sources(artifact).ifPresent(classPath::addSourceJar)));
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = Thread.ofPlatform().name(name).daemon().inheritInheritableThreadLocals(false)
                .unstarted(task);
        // Not the cells' own, which would let a library of the notebook into the kernel.
        thread.setContextClassLoader(MavenMagics.class.getClassLoader());
        thread.start();
    }

    /**
     * A line that is exchanged as downloads go on: of carriage returns an exported notebook would show each.
     */
    private static final class Progress {
        private final CellOutput output;
        private final String id = UUID.randomUUID().toString();
        private boolean shown;
        private boolean ended;

        Progress(CellOutput output) {
            this.output = output;
        }

        synchronized void show(String line) {
            if (ended) {
                return;
            }
            if (shown) {
                output.updateDisplay(id, MimeBundle.of(line));
            } else {
                output.display(MimeBundle.of(line), id);
            }
            shown = true;
        }

        synchronized void end() {
            if (shown) {
                output.updateDisplay(id, MimeBundle.of("The downloads have ended."));
            }
            ended = true;
        }
    }
}
