package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each notebook of the course, run from top to bottom, shows what is stored in it. */
class NotebookTest {
    private static final Path NOTEBOOKS = Project.ROOT.resolve("notebooks");

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    List<DynamicTest> showsWhatIsStored(@TempDir Path home) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path notebook : notebooks()) {
            String name = NOTEBOOKS.relativize(notebook).toString();
            tests.add(DynamicTest.dynamicTest(name, notebook.toUri(), () -> run(notebook, home)));
        }
        assertFalse(tests.isEmpty(), "no notebook found in " + NOTEBOOKS + "/en: the course is missing");
        return tests;
    }

    private static void run(Path notebook, Path home) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", home.toString());
        Command run = Command.run(Project.ROOT, environment,
                List.of(PythonEnvironment.python().toString(), Project.python("run_notebook.py"),
                        notebook.toString(),
                        "--jupyter", InstalledKernel.jupyter().toString()));
        assertEquals(0, run.exit(), () -> run.output() + run.errors());
    }

    private static List<Path> notebooks() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String language : List.of("en", "zh")) {
            Path folder = NOTEBOOKS.resolve(language);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".ipynb"))
                            .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
                            .sorted()
                            .forEach(found::add);
                }
            }
        }
        return found;
    }
}
