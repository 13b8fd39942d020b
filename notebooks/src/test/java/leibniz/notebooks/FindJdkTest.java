package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JDK the launcher and install.sh take. */
class FindJdkTest {
    @TempDir
    Path folder;
    Sandbox sandbox;
    Path root;

    @AfterEach
    void removeLinks() throws IOException {
        sandbox.close();
    }

    @BeforeEach
    void noJdks() throws IOException {
        sandbox = new Sandbox(folder);
        root = Files.createDirectories(folder.resolve("root"));
        sandbox.hideJdks(root);
    }

    private void assertFound(Path expected, String... homes) {
        String line = ". '" + Project.FIND_JDK + "'; find_jdk \"$@\"; echo \"$JDK\"";
        List<String> command = new ArrayList<>(List.of("sh", "-c", line, "sh"));
        command.addAll(List.of(homes));
        Command found = Command.run(folder, sandbox.environment, command).mustSucceed();
        assertEquals(expected + "\n", found.output());
    }

    private void assertNoneFound(String... homes) {
        assertFound(Path.of(""), homes);
    }

    @Test
    void takesTheOneGivenThenTheVariablesThenThePathThenTheUsualPlaces() throws IOException {
        Path usual = Sandbox.standInJdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
        assertFound(usual);
        Path onPath = Sandbox.standInJdk(folder.resolve("on the path"), "26");
        sandbox.environment.merge("PATH", onPath.resolve("bin").toString(),
                (path, first) -> first + ":" + path);
        assertFound(onPath);
        Path java = Sandbox.standInJdk(folder.resolve("java home"), "25.0.3");
        sandbox.environment.put("JAVA_HOME", java.toString());
        assertFound(java);
        Path own = Sandbox.standInJdk(folder.resolve("own"), "25.0.1");
        sandbox.environment.put("LEIBNIZ_JAVA_HOME", own.toString());
        assertFound(own);
        Path given = Sandbox.standInJdk(folder.resolve("given"), "25.0.2");
        assertFound(given, given.toString());
    }

    @Test
    void passesOverThoseThatAreTooOld() throws IOException {
        for (String old : List.of("1.8.0_392", "17.0.15", "24.0.2")) {
            sandbox.environment.put("JAVA_HOME", Sandbox.standInJdk(folder.resolve("old"), old).toString());
            assertNoneFound();
        }
        Path newer = Sandbox.standInJdk(sandbox.home.resolve(".jdks/any"), "26-ea");
        assertFound(newer);
    }

    @Test
    void passesOverAJavaWithoutCompiler() throws IOException {
        Path runtime = Sandbox.standInJdk(folder.resolve("runtime"), "25");
        Files.delete(runtime.resolve("bin/javac"));
        assertNoneFound(runtime.toString());
    }

    @Test
    void followsTheLinksOfTheJavaOnThePath() throws IOException {
        Path jdk = Sandbox.standInJdk(folder.resolve("jdk"), "25");
        Path links = Files.createDirectories(folder.resolve("links"));
        Path alternative = Files.createSymbolicLink(links.resolve("alternative"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(links.resolve("java"), alternative.getFileName());
        sandbox.environment.merge("PATH", links.toString(), (path, first) -> first + ":" + path);
        assertFound(jdk);
    }

    @Test
    void aHomeThatIsGoneIsNoError() throws IOException {
        Path usual = Sandbox.standInJdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
        assertFound(usual, folder.resolve("gone").toString());
    }
}
