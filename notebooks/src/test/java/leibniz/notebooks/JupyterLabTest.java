package leibniz.notebooks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Notebooks opened, read and, some of them, run in JupyterLab in a browser, as learners do. */
class JupyterLabTest {
    /**
     * Those that show what a run alone can: each picture of a long cell as it grows, displays with a
     * language, and two of those that sliders move: each more makes the tests longer.
     */
    private static final Map<String, List<String>> TO_RUN = Map.of("en",
            List.of("00-tour.ipynb", "11-linear-regression.ipynb"), "zh",
            List.of("01-first-gradient.ipynb", "05-graphs.ipynb"));

    /** The notebooks of a language one after another in one JupyterLab, both languages at once. */
    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> showsAndRuns(@TempDir Path home) {
        return Stream.of("en", "zh").filter(JupyterLabTest::hasLessons)
                .map(language -> DynamicTest.dynamicTest(language, () -> look(language, home)));
    }

    @Test
    void showsProgressBarsRestartsDebugsAndRunsNothingOfAStranger(@TempDir Path home) throws IOException {
        run("lab_kernel.py", List.of(), home);
    }

    private static boolean hasLessons(String language) {
        String[] names = folder(language).toFile().list((_, name) -> name.endsWith(".ipynb"));
        return names != null && names.length > 0;
    }

    private static Path folder(String language) {
        return Project.ROOT.resolve("notebooks").resolve(language);
    }

    private static void look(String language, Path home) throws IOException {
        List<String> line = new ArrayList<>(List.of(folder(language).toString(), "--run"));
        line.addAll(TO_RUN.get(language));
        run("lab.py", line, home);
    }

    private static void run(String script, List<String> arguments, Path home) throws IOException {
        List<String> line = new ArrayList<>(List.of("--jupyter", InstalledKernel.jupyter().toString()));
        line.addAll(arguments);
        Browser.run(script, line, home);
    }
}
