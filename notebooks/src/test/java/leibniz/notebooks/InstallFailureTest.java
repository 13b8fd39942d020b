package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each failure is one line that says what to do, and leaves the home folder as it was, with or without a
 * kernel.
 */
class InstallFailureTest {
    private static final String CLOSED = "http://127.0.0.1:9/";

    @TempDir
    Path folder;
    Sandbox sandbox;

    @AfterEach
    void removeLinks() throws IOException {
        sandbox.close();
    }

    @BeforeEach
    void emptyHome() throws IOException {
        sandbox = new Sandbox(folder);
        sandbox.checkout = Project.copyTo(folder.resolve("checkout"));
    }

    private void assertFails(String expected, String... options) throws IOException {
        assertFailsOnce(expected, options);
        Project.delete(sandbox.kernelspec());
        Project.copy(Project.KERNELSPEC, sandbox.kernelspec());
        Files.writeString(sandbox.kernelspec().resolve("java-home"), "an older install\n");
        assertFailsOnce(expected, options);
    }

    private void assertFailsOnce(String expected, String... options) throws IOException {
        SortedMap<String, String> before = sandbox.tree();
        Command failed = sandbox.install(options);
        assertEquals(1, failed.exit(),
                () -> "exit code, having printed:\n" + failed.output() + failed.errors());
        assertEquals(1, failed.errors().lines().count(), () -> "lines on stderr:\n" + failed.errors());
        assertTrue(failed.errors().contains(expected),
                () -> "expected: " + expected + "\nprinted: " + failed.errors());
        assertEquals(before, sandbox.tree(), "the home folder is as it was");
    }

    /** The failure names a file with the details; nothing else is left in the folder for temporary files. */
    private void assertLogged(String expected) throws IOException {
        List<Path> logs;
        try (var files = Files.list(sandbox.temporary)) {
            logs = files.filter(file -> !file.getFileName().toString().startsWith("hsperf")).toList();
        }
        assertEquals(2, logs.size(), () -> "one log for each of the two failures: " + logs);
        assertTrue(Files.readString(logs.getFirst()).contains(expected),
                () -> logs.getFirst() + " has no " + expected);
    }

    @Test
    void noJdk() throws IOException {
        sandbox.hideJdks(Files.createDirectories(folder.resolve("root")));
        assertFails("no JDK 25 or newer found: install one with `", "--no-build");
    }

    @Test
    void noMaven() throws IOException {
        sandbox.hidePrograms("mvn");
        assertFails("Maven (mvn) is not on the PATH: install it");
    }

    @Test
    void nothingBuilt() throws IOException {
        Project.delete(sandbox.checkout.resolve("kernel/target"));
        assertFails("nothing is built yet: run ./install.sh without --no-build", "--no-build");
    }

    @Test
    void theBuildFails() throws IOException {
        sandbox.program("mvn", "echo cannot find symbol: class Connection; exit 1");
        assertFails("the build failed: run `mvn package`");
        assertLogged("cannot find symbol");
    }

    @Test
    void mavenHasNoNetwork() throws IOException {
        sandbox.useRealJdk();
        Path settings = Files.writeString(folder.resolve("settings.xml"),
                "<settings><mirrors><mirror><id>closed</id><mirrorOf>*</mirrorOf><url>" + CLOSED
                        + "</url></mirror></mirrors></settings>");
        Path configuration = Files.createDirectories(sandbox.checkout.resolve(".mvn"))
                .resolve("maven.config");
        Files.writeString(configuration,
                "--settings\n" + settings + "\n-Dmaven.repo.local=" + folder.resolve("empty") + "\n");
        assertFails("Maven could not download what the build needs: check the network");
        assertLogged("Could not transfer");
    }

    @Test
    void aFolderThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertFails("because " + file + " is not a folder that you may write to", "--no-build", "--prefix",
                file.resolve("environment").toString());
    }

    @Test
    void anotherKernelInThePlace() throws IOException {
        Files.createDirectories(sandbox.kernelspec());
        Files.writeString(sandbox.kernelspec().resolve("kernel.json"), "{\"display_name\": \"Another\"}");
        assertFailsOnce("is not a kernel that install.sh made: move it away first", "--no-build");
        assertFailsOnce("is not a kernel that install.sh made: left as it is", "--uninstall");
    }

    @Test
    void unknownOption() throws IOException {
        assertFails("unknown option --frobnicate: ./install.sh --help", "--frobnicate");
    }

    @Test
    void prefixWithoutAFolder() throws IOException {
        assertFails("--prefix needs a folder", "--prefix");
    }

    @Test
    void optionsThatExcludeEachOther() throws IOException {
        assertFails("choose one of --prefix and --sys-prefix", "--prefix", folder.toString(), "--sys-prefix");
        assertFails("choose one of --uninstall and --lab", "--uninstall", "--lab");
    }

    @Test
    void noPython() throws IOException {
        sandbox.hidePrograms("python", "jupyter");
        assertFails("--lab needs python3, which is not on the PATH: install Python 3.10", "--no-build",
                "--lab");
        assertFails("--sys-prefix needs a working python3", "--no-build", "--sys-prefix");
    }

    @Test
    void anOldPython() throws IOException {
        sandbox.program("jupyter-lab", "exit 127");
        sandbox.program("python3", "case $2 in *version_info*) exit 1;; esac");
        assertFails("--lab needs Python 3.10 or newer", "--no-build", "--lab");
    }

    @Test
    void aPythonWithoutVenv() throws IOException {
        sandbox.program("jupyter-lab", "exit 127");
        sandbox.program("python3", "case $2 in *ensurepip*) exit 1;; esac");
        assertFails("sudo apt-get install python3-venv", "--no-build", "--lab");
    }

    @Test
    void pipHasNoNetwork() throws IOException {
        PythonEnvironment.python();
        // rustc because pip asks it for its version, which writes to the home folder.
        sandbox.hidePrograms("jupyter", "rustc");
        sandbox.environment
                .putAll(Map.of("PIP_INDEX_URL", CLOSED, "PIP_RETRIES", "0", "PIP_NO_CACHE_DIR",
                        "1", "PIP_CONFIG_FILE", "/dev/null", "PIP_USER", "1"));
        assertFails("pip could not download JupyterLab: check the network", "--no-build", "--lab");
        assertLogged("No matching distribution");
    }

    @Test
    void theLauncherFindsNoJdk() throws IOException {
        sandbox.install("--no-build").mustSucceed();
        Files.writeString(sandbox.kernelspec().resolve("java-home"), "/gone\n");
        sandbox.hideJdks(Files.createDirectories(folder.resolve("root")));
        Command failed = Command.run(folder, sandbox.environment,
                List.of(sandbox.kernelspec().resolve("launch").toString(), "connection.json"));
        assertEquals(1, failed.exit());
        assertEquals(1, failed.errors().lines().count(), failed::errors);
        assertTrue(failed.errors().contains("Leibniz needs a JDK 25 or newer and found none"),
                failed::errors);
    }
}
