package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What install.sh puts where, that a second run changes nothing, and that --uninstall takes exactly that
 * away.
 */
class InstallTest {
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
    }

    @Test
    void installsForTheUserWhereJupyterLooks() throws IOException {
        sandbox.install("--no-build").mustSucceed();
        Path kernelspec = sandbox.kernelspec();
        assertTrue(Files.isExecutable(kernelspec.resolve("launch")), "launch must be executable");
        assertEquals(sandbox.environment.get("LEIBNIZ_JAVA_HOME"),
                Files.readString(kernelspec.resolve("java-home")).strip());
        SortedMap<String, String> built = Sandbox.tree(Project.KERNELSPEC);
        built.remove("sources.cksum");
        SortedMap<String, String> installed = Sandbox.tree(kernelspec);
        assertEquals("folder", installed.get("lib"));
        assertTrue(installed.keySet().removeIf(name -> name.matches("classes-.*\\.aot")),
                "the cache for a quick start must be made");
        installed.keySet().removeAll(List.of("java-home", "created-folders"));
        assertEquals(Files.readString(Project.KERNELSPEC.resolve("kernel.json")).replace("{resource_dir}",
                kernelspec.toString()), Files.readString(kernelspec.resolve("kernel.json")));
        built.remove("kernel.json");
        installed.remove("kernel.json");
        assertEquals(built, installed, "installed is what was built and tested");
    }

    @Test
    void nothingInstalledNamesTheCheckout() throws IOException {
        sandbox.install("--no-build").mustSucceed();
        try (Stream<Path> files = Files.walk(sandbox.kernelspec())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(content.contains(Project.ROOT.toString()), () -> file + " names the checkout");
            }
        }
    }

    @Test
    void followsJupytersVariables() throws IOException {
        sandbox.environment.put("XDG_DATA_HOME", folder.resolve("xdg").toString());
        sandbox.install("--no-build").mustSucceed();
        assertTrue(Files.exists(folder.resolve("xdg/jupyter/kernels/leibniz/kernel.json")));
        sandbox.environment.put("JUPYTER_DATA_DIR", folder.resolve("data").toString());
        sandbox.install("--no-build").mustSucceed();
        assertTrue(Files.exists(folder.resolve("data/kernels/leibniz/kernel.json")));
    }

    @Test
    void prefixTouchesNoOtherPlace() throws IOException {
        Path prefix = folder.resolve("environment");
        sandbox.install("--no-build", "--prefix", prefix.toString()).mustSucceed();
        assertTrue(Files.exists(prefix.resolve("share/jupyter/kernels/leibniz/kernel.json")));
        assertEquals(Map.of("", "folder"), sandbox.tree());
        sandbox.install("--uninstall", "--prefix", prefix.toString()).mustSucceed();
        assertFalse(Files.exists(prefix), "the folders made for the kernel go with it");
    }

    @Test
    void sysPrefixIsThatOfThePythonOnThePath() throws IOException {
        PythonEnvironment.python();
        Path environment = folder.resolve("environment");
        Command.run(List.of("python3", "-m", "venv", "--copies", "--without-pip", environment.toString()))
                .mustSucceed();
        sandbox.environment.merge("PATH", environment.resolve("bin").toString(),
                (path, first) -> first + ":" + path);
        sandbox.install("--no-build", "--sys-prefix").mustSucceed();
        assertTrue(Files.exists(environment.resolve("share/jupyter/kernels/leibniz/kernel.json")));
        assertEquals(Map.of("", "folder"), sandbox.tree());
    }

    /** For editors that do not know {@code {resource_dir}}. */
    @Test
    void theLauncherIsNamedByItsPath() throws IOException {
        Path prefix = sandbox.home.resolve("R&D \"one\" \\1");
        sandbox.install("--no-build", "--prefix", prefix.toString()).mustSucceed();
        Path kernelspec = prefix.resolve("share/jupyter/kernels/leibniz");
        JsonObject json = JsonParser.parseString(Files.readString(kernelspec.resolve("kernel.json")))
                .getAsJsonObject();
        assertEquals(kernelspec.resolve("launch").toString(),
                json.getAsJsonArray("argv").get(0).getAsString());
        assertEquals("{connection_file}", json.getAsJsonArray("argv").get(1).getAsString());
    }

    @Test
    void aFurtherKernelHasItsOwnNameAndOptions() throws IOException {
        sandbox.install("--no-build").mustSucceed();
        String[] options = { "--no-build", "--name", "leibniz-big", "--display-name", "Java, \"8\" GB",
                "--jvm",
                "-Xmx300m -Dgiven=\"one two\"" };
        sandbox.install(options).mustSucceed();
        Path further = sandbox.kernelspec().resolveSibling("leibniz-big");
        JsonObject json = JsonParser.parseString(Files.readString(further.resolve("kernel.json")))
                .getAsJsonObject();
        assertEquals("Java, \"8\" GB", json.get("display_name").getAsString());
        assertEquals("-Xmx300m -Dgiven=\"one two\"",
                json.getAsJsonObject("env").get("LEIBNIZ_JVM_OPTS").getAsString());
        assertTrue(
                Files.readString(sandbox.kernelspec().resolve("kernel.json")).contains("\"Java (Leibniz)\""));
        SortedMap<String, String> first = sandbox.tree();
        sandbox.install(options).mustSucceed();
        assertEquals(first, sandbox.tree());
        sandbox.install("--uninstall", "--name", "leibniz-big").mustSucceed();
        assertFalse(Files.exists(further));
        assertTrue(Files.exists(sandbox.kernelspec()));
    }

    @Test
    void aSecondRunChangesNothing() throws IOException {
        sandbox.install("--no-build").mustSucceed();
        SortedMap<String, String> first = sandbox.tree();
        sandbox.install("--no-build").mustSucceed();
        assertEquals(first, sandbox.tree());
    }

    @Test
    void runsAtTheSameTimeGiveWhatOneRunGives() throws IOException {
        sandbox.install("--no-build").mustSucceed();
        SortedMap<String, String> one = sandbox.tree();
        sandbox.install("--uninstall").mustSucceed();
        List<CompletableFuture<Command>> runs = Stream
                .generate(() -> CompletableFuture.supplyAsync(() -> sandbox.install("--no-build"),
                        task -> Thread.ofPlatform().start(task)))
                .limit(4).toList();
        runs.forEach(run -> run.join().mustSucceed());
        assertEquals(one, sandbox.tree());
    }

    @Test
    void aRunThatWasKilledHoldsUpNoOther() throws IOException {
        Command user = Command.run(List.of("id", "-u"));
        Path lock = sandbox.temporary.resolve("leibniz-install-" + user.output().strip());
        Files.createSymbolicLink(lock, Path.of("999999999")); // More than any process has as its number.
        sandbox.install("--no-build").mustSucceed();
        assertFalse(Files.exists(lock, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aSecondRunBuildsNothingUntilASourceChanges() throws IOException {
        sandbox.checkout = Project.copyTo(folder.resolve("checkout"));
        Path source = Files.createDirectories(sandbox.checkout.resolve("kernel/src/main/java"))
                .resolve("A.java");
        Files.writeString(source, "class A {}");
        sandbox.program("mvn", "echo build >> '" + folder.resolve("builds") + "'");
        sandbox.install().mustSucceed();
        sandbox.install().mustSucceed();
        assertEquals(1, builds(), "nothing changed between the two runs");
        Files.writeString(source, "class A { int a; }");
        sandbox.install().mustSucceed();
        assertEquals(2, builds(), "a source changed");
        Files.delete(source);
        sandbox.install().mustSucceed();
        assertEquals(3, builds(), "a source is gone");
    }

    private int builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    @Test
    void uninstallLeavesWhatWasThereBefore() throws IOException {
        Path other = Files.createDirectories(sandbox.kernelspec().resolveSibling("other"));
        Files.writeString(other.resolve("kernel.json"), "{}");
        Path data = Files.createDirectories(sandbox.home.resolve(".local/share/leibniz"));
        Files.writeString(data.resolve("progress.txt"), "of the user");
        SortedMap<String, String> before = sandbox.tree();
        sandbox.install("--no-build").mustSucceed();
        Command removed = sandbox.install("--uninstall").mustSucceed();
        assertEquals("Removed " + sandbox.kernelspec() + "\n", removed.output());
        assertEquals(before, sandbox.tree());
    }

    @Test
    void uninstallAlsoRemovesTheFoldersThatWereMadeForIt() throws IOException {
        sandbox.install("--no-build").mustSucceed();
        sandbox.install("--no-build").mustSucceed();
        sandbox.install("--uninstall").mustSucceed();
        assertEquals(Map.of("", "folder"), sandbox.tree());
    }

    @Test
    void uninstallTwiceIsHarmless() throws IOException {
        sandbox.install("--no-build").mustSucceed();
        sandbox.install("--uninstall").mustSucceed();
        Command second = sandbox.install("--uninstall").mustSucceed();
        assertTrue(second.output().startsWith("Nothing to remove"), second.output());
    }

    @Test
    void helpNamesEveryOption() {
        String help = sandbox.install("--help").mustSucceed().output();
        for (String option : List.of("--lab", "--prefix", "--sys-prefix", "--no-build", "--uninstall",
                "--help")) {
            assertTrue(help.contains(option), () -> option + " is not explained:\n" + help);
        }
    }

    @Test
    void theKernelRunsWhenTheCheckoutIsGone() throws IOException {
        String python = PythonEnvironment.python().toString();
        sandbox.useRealJdk();
        sandbox.checkout = Project.copyTo(folder.resolve("check out"));
        Path prefix = folder.resolve("with space");
        sandbox.install("--no-build", "--prefix", prefix.toString()).mustSucceed();
        Project.delete(sandbox.checkout);
        sandbox.environment.put("JUPYTER_PATH", prefix.resolve("share/jupyter").toString());
        Command answer = Command
                .run(folder, sandbox.environment, List.of(python, Project.python("kernel_info.py")))
                .mustSucceed();
        assertEquals(List.of("leibniz", "42", "java"),
                answer.output().toLowerCase(Locale.ROOT).lines().toList());
    }

    @Test
    void labServesTheIndexOfTheCourse() throws IOException {
        Path python = PythonEnvironment.python();
        sandbox.checkout = Project.copyTo(folder.resolve("check out"));
        sandbox.environment.merge("PATH", python.getParent().toString(), (path, first) -> first + ":" + path);
        Command served = Command
                .run(folder, sandbox.environment,
                        List.of(python.toString(), Project.python("lab_server.py"),
                                sandbox.checkout.resolve("install.sh").toString(), "--no-build", "--lab",
                                "--no-browser", "--port=0"))
                .mustSucceed();
        assertEquals(List.of("200 /lab/tree/README.md", "200 /api/contents/README.md",
                "200 /api/kernelspecs/leibniz"), served.output().lines().toList());
        assertFalse(Files.exists(sandbox.home.resolve(".local/share/leibniz")),
                "with a jupyter-lab on the PATH no environment is made");
    }

    @Test
    void labGivesTheCourseAndLeavesAloneWhatTheLearnerChanged() throws IOException {
        sandbox.checkout = Project.copyTo(folder.resolve("check out"));
        Path source = sandbox.checkout.resolve("notebooks");
        for (String name : List.of("02-changed", "03-deleted", "04-untouched")) {
            Files.writeString(source.resolve("en/" + name + ".ipynb"), "old");
        }
        sandbox.program("jupyter-lab", "echo \"$@\" >>'" + folder.resolve("started") + "'");
        SortedMap<String, String> tracked = Sandbox.tree(source);
        sandbox.install("--no-build", "--lab").mustSucceed();
        Path course = sandbox.home.resolve("leibniz-course");
        assertEquals("old", Files.readString(course.resolve("en/02-changed.ipynb")));
        assertTrue(Files.readString(folder.resolve("started")).contains("--ServerApp.root_dir=" + course),
                "JupyterLab works on the copy");
        assertEquals(tracked, Sandbox.tree(source), "the tracked files are not touched");

        SortedMap<String, String> given = Sandbox.tree(course);
        sandbox.install("--no-build", "--lab").mustSucceed();
        assertEquals(given, Sandbox.tree(course), "a second run changes nothing");

        Files.writeString(course.resolve("en/02-changed.ipynb"), "of the learner");
        Files.delete(course.resolve("en/03-deleted.ipynb"));
        Files.writeString(course.resolve("en/my own.ipynb"), "of the learner");
        for (String name : List.of("02-changed", "03-deleted", "04-untouched", "05-added")) {
            Files.writeString(source.resolve("en/" + name + ".ipynb"), "new");
        }
        Command later = sandbox.install("--no-build", "--lab").mustSucceed();
        assertTrue(later.output().contains("Left as you have them, though there are new versions: "
                + "en/02-changed.ipynb en/03-deleted.ipynb\n"), later.output());
        assertEquals("of the learner", Files.readString(course.resolve("en/02-changed.ipynb")));
        assertFalse(Files.exists(course.resolve("en/03-deleted.ipynb")), "what was deleted stays away");
        assertEquals("new", Files.readString(course.resolve("en/04-untouched.ipynb")));
        assertEquals("new", Files.readString(course.resolve("en/05-added.ipynb")));
        assertEquals("of the learner", Files.readString(course.resolve("en/my own.ipynb")));

        sandbox.install("--uninstall").mustSucceed();
        assertEquals("of the learner", Files.readString(course.resolve("en/02-changed.ipynb")));
    }
}
