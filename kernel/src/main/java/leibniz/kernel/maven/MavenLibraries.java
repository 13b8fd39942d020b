package leibniz.kernel.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.ScopeDependencyFilter;
import org.jspecify.annotations.Nullable;

/**
 * Fetches libraries, and what they need in turn, from Maven repositories as Maven does with the user's
 * settings.xml. Each call reads the settings anew.
 */
public final class MavenLibraries {
    private static final Pattern IVY = Pattern.compile("^([^:#;]+)#([^:#;]+);([^;#]+)$");

    private final Downloads downloads;
    private volatile @Nullable UserSettings current;

    /** @param progress hears a line now and then while something is downloaded, from other threads */
    public MavenLibraries(Consumer<String> progress) {
        this.downloads = new Downloads(progress, this::hangUp);
    }

    /** Ends the downloads of a call that runs in another thread. */
    public void cancel() {
        downloads.cancel();
    }

    private void hangUp() {
        UserSettings maven = current;
        if (maven != null) {
            maven.close();
        }
    }

    /**
     * The artifacts of these coordinates and all that they need at run time.
     *
     * @param coordinates each {@code group:artifact[:extension[:classifier]]:version}, or
     *     {@code group#artifact;version} as Ivy writes it
     * @param more repositories to ask after those of the settings: addresses by id
     * @throws ResolutionException if coordinates are malformed, or one of the artifacts cannot be had
     */
    public List<ResolvedArtifact> resolve(List<String> coordinates, Map<String, String> more)
            throws ResolutionException {
        CollectRequest request = new CollectRequest();
        for (String text : coordinates) {
            request.addDependency(new Dependency(artifact(text), JavaScopes.COMPILE));
        }
        try (UserSettings maven = settings()) {
            List<RemoteRepository> repositories = new ArrayList<>(maven.repositories);
            List<RemoteRepository> added = new ArrayList<>();
            more.forEach((id, url) -> added.add(new RemoteRepository.Builder(id, "default", url).build()));
            repositories.addAll(maven.system.newResolutionRepositories(maven.session, added));
            request.setRepositories(repositories);
            return resolve(maven, request, List.of(JavaScopes.COMPILE, JavaScopes.RUNTIME));
        }
    }

    /**
     * The dependencies of a POM, and all that they need.
     *
     * @param pom a whole POM, or elements of one such as {@code <dependency>}
     * @param scopes which of the dependencies count
     * @throws ResolutionException if the POM is not valid, or one of the artifacts cannot be had
     */
    public List<ResolvedArtifact> resolvePom(String pom, List<String> scopes) throws ResolutionException {
        try (UserSettings maven = settings(); Pom file = Pom.write(pom)) {
            var described = file.describe(maven);
            CollectRequest request = new CollectRequest();
            request.setDependencies(described.getDependencies());
            request.setManagedDependencies(described.getManagedDependencies());
            request.setRepositories(maven.system.newResolutionRepositories(maven.session,
                    described.getRepositories()));
            maven.repositories.forEach(request::addRepository);
            return resolve(maven, request, scopes);
        } catch (IOException e) {
            throw new ResolutionException("the POM cannot be written to a temporary folder: " + e);
        }
    }

    /** The jar with the sources of an artifact, if there is one to be had. */
    public static Optional<Path> sources(ResolvedArtifact artifact) {
        String[] name = artifact.name().split(":", -1);
        if (name.length != 2) {
            return Optional.empty();
        }
        try (UserSettings maven = new UserSettings()) {
            ArtifactResult result = maven.system.resolveArtifact(maven.session, new ArtifactRequest(
                    new DefaultArtifact(name[0], name[1], "sources", "jar", artifact.version()),
                    maven.repositories, null));
            return Optional.of(result.getArtifact().getFile().toPath());
        } catch (RepositoryException | ResolutionException e) {
            return Optional.empty();
        }
    }

    private UserSettings settings() throws ResolutionException {
        UserSettings maven = new UserSettings();
        maven.session.setTransferListener(downloads);
        current = maven;
        return maven;
    }

    private static Artifact artifact(String typed) throws ResolutionException {
        String coordinates = IVY.matcher(typed).replaceFirst("$1:$2:$3");
        String[] parts = coordinates.split(":", -1);
        boolean empty = List.of(parts).stream().anyMatch(String::isBlank);
        if (parts.length < 3 || parts.length > 5 || empty) {
            throw new ResolutionException(coordinates
                    + " does not name an artifact. Write group:artifact:version, "
                    + "group:artifact:packaging:version or group:artifact:packaging:classifier:version, "
                    + "for example com.google.code.gson:gson:2.13.2"
                    + (parts.length == 2 && !empty
                            ? ". The latest release is " + coordinates + ":RELEASE"
                            : ""));
        }
        return new DefaultArtifact(coordinates);
    }

    private static List<ResolvedArtifact> resolve(UserSettings maven, CollectRequest request,
            List<String> scopes)
            throws ResolutionException {
        try {
            var results = maven.system.resolveDependencies(maven.session,
                    new DependencyRequest(request, new ScopeDependencyFilter(scopes, null)));
            List<ResolvedArtifact> resolved = new ArrayList<>();
            for (ArtifactResult result : results.getArtifactResults()) {
                Artifact artifact = result.getArtifact();
                // What is packaged as a POM only names others.
                if (!artifact.getExtension().equals("pom")) {
                    resolved.add(new ResolvedArtifact(name(artifact), artifact.getVersion(),
                            artifact.getFile().toPath()));
                }
            }
            return resolved;
        } catch (RepositoryException e) {
            throw Causes.explain(e, request.getRepositories());
        }
    }

    private static String name(Artifact artifact) {
        String name = artifact.getGroupId() + ":" + artifact.getArtifactId();
        return artifact.getClassifier().isEmpty() ? name : name + ":" + artifact.getClassifier();
    }
}
