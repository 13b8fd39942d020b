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

/** Runs the notebooks of a folder through nbclient; one Python does for all, each has a kernel of its own. */
final class NotebookRuns {
    private NotebookRuns() {}

    /** Options are those of {@code run_notebook.py}; whatever it finds wrong fails the test. */
    static void run(Path folder, Path home, String... options) throws IOException {
        List<Path> notebooks = in(folder);
        assertFalse(notebooks.isEmpty(), "no notebook found in " + folder);
        List<String> line = new ArrayList<>(List.of(PythonEnvironment.python().toString(),
                Project.python("run_notebook.py"), "--jupyter", InstalledKernel.jupyter().toString()));
        line.addAll(List.of(options));
        notebooks.forEach(notebook -> line.add(notebook.toString()));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", home.toString());
        // Most cells run once: what Java's second compiler makes of them is not used.
        environment.put("LEIBNIZ_JVM_OPTS", "-XX:TieredStopAtLevel=1");
        Command run = Command.run(Project.ROOT, environment, line);
        assertEquals(0, run.exit(), () -> run.output() + run.errors());
    }

    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
        }
    }
}
