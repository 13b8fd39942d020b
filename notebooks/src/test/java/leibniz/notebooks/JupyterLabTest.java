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

/** Notebooks opened, read and run in JupyterLab in a browser, as learners do. */
class JupyterLabTest {
    /** How the alternative texts begin of pictures that notebooks must show. */
    private static final Map<String, Map<String, List<String>>> PICTURES = Map.of("en", Map.of(
            "00-tour", List.of("Computation graph of z", "Computation graph of Add", "Plot of losses",
                    "Gradient check passed", "Plot of lines of equal value"),
            "01-first-gradient", List.of("Computation graph of"),
            "02-chain-rule", List.of("Computation graph of y"),
            "03-worked-examples", List.of("Computation graph of z"),
            "04-symbolic-numeric-automatic",
            List.of("Plot against logOfStep", "Gradient check passed"),
            "05-graphs", List.of("Computation graph of drda"),
            "06-forward-and-reverse", List.of("Computation graph of z", "Plot against logOfN"),
            "08-detach", List.of("Computation graph of"),
            "09-control-flow", List.of("Computation graph of d", "Plot of f")));

    /** The notebooks of a language one after another in one JupyterLab, both languages at once. */
    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> showsAndRuns(@TempDir Path home) {
        return Stream.of("en", "zh").filter(JupyterLabTest::hasLessons)
                .map(language -> DynamicTest.dynamicTest(language, () -> open(language, home)));
    }

    @Test
    void showsProgressBarsAndCallbacksAndRestarts(@TempDir Path home) throws IOException {
        run("lab_kernel.py", List.of(), home);
    }

    private static boolean hasLessons(String language) {
        String[] names = folder(language).toFile().list((_, name) -> name.endsWith(".ipynb"));
        return names != null && names.length > 0;
    }

    private static Path folder(String language) {
        return Project.ROOT.resolve("notebooks").resolve(language);
    }

    private static void open(String language, Path home) throws IOException {
        List<String> line = new ArrayList<>(List.of(folder(language).toString(),
                "--screenshots", Path.of(Browser.SCREENSHOTS, language).toString()));
        PICTURES.getOrDefault(language, Map.of()).forEach((notebook, beginnings) -> beginnings
                .forEach(beginning -> line.addAll(List.of("--alt", notebook + ".ipynb:" + beginning))));
        run("lab.py", line, home);
    }

    private static void run(String script, List<String> arguments, Path home) throws IOException {
        List<String> line = new ArrayList<>(List.of("--jupyter", InstalledKernel.jupyter().toString()));
        line.addAll(arguments);
        Browser.run(script, line, home);
    }
}
