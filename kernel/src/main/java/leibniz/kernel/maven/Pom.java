package leibniz.kernel.maven;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.jspecify.annotations.Nullable;

/**
 * The text of a POM as an artifact that only a temporary file holds, so that Maven reads it as it reads any:
 * with its parent, properties and imported versions.
 */
final class Pom implements WorkspaceReader, AutoCloseable {
    private static final Pattern WHOLE = Pattern
            .compile("(?s)\\s*(<\\?.*?\\?>\\s*|<!--.*?-->\\s*)*<project[\\s>].*");
    private static final String GROUP = "notebook";
    private static final String ARTIFACT = "cell";
    private static final String VERSION = "1";
    private static final Artifact NAME = new DefaultArtifact(GROUP, ARTIFACT, "pom", VERSION);
    private static final Set<String> LISTED = Set.of("dependency", "repository");

    private final Path file;

    private Pom(Path file) {
        this.file = file;
    }

    /**
     * @throws ResolutionException if the text is not XML
     * @throws IOException if the file cannot be written
     */
    static Pom write(String text) throws ResolutionException, IOException {
        Xpp3Dom project = completed(parse(text));
        Path file = Files.createTempFile("leibniz", ".pom");
        Files.writeString(file, project.toString());
        return new Pom(file);
    }

    private static Xpp3Dom parse(String text) throws ResolutionException {
        boolean whole = WHOLE.matcher(text).matches();
        try {
            return Xpp3DomBuilder.build(new StringReader(whole ? text : "<project>" + text + "</project>"));
        } catch (XmlPullParserException | IOException e) {
            throw new ResolutionException("the POM is not well-formed XML: " + e.getMessage());
        }
    }

    /** What a POM must have, and each element of a list in its list. */
    private static Xpp3Dom completed(Xpp3Dom project) {
        Xpp3Dom result = new Xpp3Dom("project");
        result.addChild(leaf("modelVersion", "4.0.0"));
        for (Xpp3Dom child : project.getChildren()) {
            String name = child.getName();
            if (LISTED.contains(name)) {
                list(result, name.replaceFirst("y$", "ie") + "s").addChild(child);
            } else if (name.equals("dependencies") || name.equals("repositories")) {
                for (Xpp3Dom element : child.getChildren()) {
                    list(result, name).addChild(element);
                }
            } else if (!name.equals("modelVersion")) {
                result.addChild(child);
            }
        }
        boolean inherits = result.getChild("parent") != null;
        for (var name : Map.of("groupId", GROUP, "artifactId", ARTIFACT, "version", VERSION).entrySet()) {
            if (result.getChild(name.getKey()) == null && (!inherits || name.getKey().equals("artifactId"))) {
                result.addChild(leaf(name.getKey(), name.getValue()));
            }
        }
        return result;
    }

    private static Xpp3Dom leaf(String name, String value) {
        Xpp3Dom leaf = new Xpp3Dom(name);
        leaf.setValue(value);
        return leaf;
    }

    private static Xpp3Dom list(Xpp3Dom project, String name) {
        Xpp3Dom list = project.getChild(name);
        if (list == null) {
            list = new Xpp3Dom(name);
            project.addChild(list);
        }
        return list;
    }

    /** Its dependencies and repositories. */
    ArtifactDescriptorResult describe(UserSettings maven) throws ResolutionException {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession(maven.session);
        session.setWorkspaceReader(this);
        session.setArtifactDescriptorPolicy((s, request) -> 0); // no fault is passed over
        try {
            return maven.system.readArtifactDescriptor(session,
                    new ArtifactDescriptorRequest(NAME, maven.repositories, null));
        } catch (RepositoryException e) {
            throw new ResolutionException("the POM cannot be used: " + Causes.innermost(e));
        }
    }

    @Override
    public WorkspaceRepository getRepository() {
        return new WorkspaceRepository("notebook");
    }

    @Override
    public @Nullable File findArtifact(Artifact artifact) {
        boolean sought = artifact.getGroupId().equals(GROUP) && artifact.getArtifactId().equals(ARTIFACT);
        return sought ? file.toFile() : null;
    }

    @Override
    public List<String> findVersions(Artifact artifact) {
        return List.of();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
