package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks opened, read and run in JupyterLab in a browser, as learners do. */
class JupyterLabTest {
    private static final String[] BROWSERS = { "chromium", "chromium-browser", "google-chrome",
            "google-chrome-stable" };

    /** A notebook and how the alternative texts of the pictures begin that it must show. */
    private record Page(String notebook, List<String> pictures) {}

    private static final List<Page> PAGES = List
            .of(new Page("en/00-tour.ipynb",
                    List.of("Computation graph of z", "Two plots of a gradient check")),
                    new Page("en/01-first-gradient.ipynb", List.of("Computation graph of")),
                    new Page("en/02-chain-rule.ipynb", List.of("Computation graph of y")),
                    new Page("en/03-worked-examples.ipynb", List.of("Computation graph of loss")));

    @TestFactory
    Stream<DynamicTest> showsAndRuns(@TempDir Path home) {
        return PAGES.stream().map(page -> DynamicTest.dynamicTest(page.notebook(), () -> open(page, home)));
    }

    @Test
    void showsProgressBarsAndCallbacksAndRestarts(@TempDir Path home) throws IOException {
        run("lab_kernel.py", List.of(), home);
    }

    private static void open(Page page, Path home) throws IOException {
        List<String> line = new ArrayList<>(
                List.of(Project.ROOT.resolve("notebooks").resolve(page.notebook()).toString(),
                        "--screenshots",
                        Project.TARGET.resolve("screenshots").toString()));
        for (String picture : page.pictures()) {
            line.addAll(List.of("--alt", picture));
        }
        run("lab.py", line, home);
    }

    private static void run(String script, List<String> arguments, Path home) throws IOException {
        Path browser = Programs.find(BROWSERS)
                .orElseThrow(() -> Missing
                        .abort("put chromium on the PATH to open notebooks in the tests, for example "
                                + "with `sudo apt-get install chromium`"));
        List<String> line = new ArrayList<>(
                List.of(PythonEnvironment.python().toString(), Project.python(script),
                        "--browser", browser.toString(), "--jupyter", InstalledKernel.jupyter().toString()));
        line.addAll(arguments);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", home.toString());
        Command run = Command.run(Project.ROOT, environment, line);
        assertEquals(0, run.exit(), () -> run.output() + run.errors());
    }
}
