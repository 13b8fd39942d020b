package leibniz.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A Maven repository in a folder, and a home folder whose settings.xml names it instead of the usual one. */
final class TestRepository {
    private static final String GROUP = "com.example";

    final Path folder;
    final Path home;

    TestRepository(Path parent) throws IOException {
        folder = Files.createDirectory(parent.resolve("repository"));
        home = Files.createDirectory(parent.resolve("home"));
        Files.createDirectory(home.resolve(".m2"));
        useOnly(folder.toUri().toString());
    }

    /** Writes settings under which the repository that Maven always asks is at this address. */
    void useOnly(String url, String... more) throws IOException {
        settings("""
                <profiles><profile><id>test</id><repositories><repository><id>central</id><url>%s</url>
                <releases><enabled>true</enabled></releases><snapshots><enabled>true</enabled></snapshots>
                </repository></repositories></profile></profiles>
                <activeProfiles><activeProfile>test</activeProfile></activeProfiles>
                """.formatted(url) + String.join("", more));
    }

    /** Writes settings with these elements. */
    void settings(String elements) throws IOException {
        Files.writeString(home.resolve(".m2/settings.xml"), "<settings>" + elements + "</settings>");
    }

    /** What a kernel needs in its environment to use this home folder, as a user does by logging in. */
    String javaOptions() {
        return "-Duser.home=" + home;
    }

    /** Adds an artifact of group com.example; each dependency is {@code artifact:version}. */
    void add(String artifact, String version, Path jar, String... dependencies) throws IOException {
        Files.copy(jar, path(artifact, version, "", "jar"));
        StringBuilder needed = new StringBuilder();
        for (String dependency : dependencies) {
            int colon = dependency.indexOf(':');
            needed.append(
                    """
                            <dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>
                            """
                            .formatted(GROUP, dependency.substring(0, colon),
                                    dependency.substring(colon + 1)));
        }
        pom(artifact, version, "jar", "<dependencies>" + needed + "</dependencies>");
    }

    /** Adds the POM of an artifact of group com.example. */
    void pom(String artifact, String version, String packaging, String elements) throws IOException {
        Files.writeString(path(artifact, version, "", "pom"), """
                <project><modelVersion>4.0.0</modelVersion><groupId>%s</groupId><artifactId>%s</artifactId>
                <version>%s</version><packaging>%s</packaging>%s</project>
                """.formatted(GROUP, artifact, version, packaging, elements));
    }

    /** Where a file of an artifact belongs. */
    Path path(String artifact, String version, String classifier, String extension) throws IOException {
        Path parent = Files
                .createDirectories(folder.resolve("com/example").resolve(artifact).resolve(version));
        return parent.resolve(artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + "."
                + extension);
    }

    /** Writes which versions of an artifact there are, as a repository does when they are deployed. */
    void versions(String artifact, String latest, String release, String... all) throws IOException {
        Files.writeString(folder.resolve("com/example").resolve(artifact).resolve("maven-metadata.xml"), """
                <metadata><groupId>%s</groupId><artifactId>%s</artifactId><versioning><latest>%s</latest>
                <release>%s</release><versions>%s</versions></versioning></metadata>
                """.formatted(GROUP, artifact, latest, release,
                List.of(all).stream().map(version -> "<version>" + version + "</version>")
                        .collect(Collectors.joining())));
    }
}
