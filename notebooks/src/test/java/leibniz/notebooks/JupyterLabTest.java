package leibniz.notebooks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks opened, read and run in JupyterLab in a browser, as learners do. */
class JupyterLabTest {
    /** A notebook and how the alternative texts of the pictures begin that it must show. */
    private record Page(String notebook, List<String> pictures) {}

    private static final List<Page> PAGES = List
            .of(new Page("en/00-tour.ipynb",
                    List.of("Computation graph of z", "Computation graph of Add", "Plot of losses",
                            "Two plots of a gradient check")),
                    new Page("en/01-first-gradient.ipynb", List.of("Computation graph of")),
                    new Page("en/02-chain-rule.ipynb", List.of("Computation graph of y")),
                    new Page("en/03-worked-examples.ipynb", List.of("Computation graph of z")),
                    new Page("en/04-symbolic-numeric-automatic.ipynb",
                            List.of("Plot against logOfStep", "Two plots of a gradient check")),
                    new Page("en/05-graphs.ipynb", List.of("Computation graph of drda")),
                    new Page("en/06-forward-and-reverse.ipynb",
                            List.of("Computation graph of z", "Plot against logOfN")),
                    new Page("en/07-non-scalar-backward.ipynb", List.of()),
                    new Page("en/08-detach.ipynb", List.of("Computation graph of")),
                    new Page("en/09-control-flow.ipynb", List.of("Computation graph of d", "Plot of f")));

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
                        Browser.SCREENSHOTS));
        for (String picture : page.pictures()) {
            line.addAll(List.of("--alt", picture));
        }
        run("lab.py", line, home);
    }

    private static void run(String script, List<String> arguments, Path home) throws IOException {
        List<String> line = new ArrayList<>(List.of("--jupyter", InstalledKernel.jupyter().toString()));
        line.addAll(arguments);
        Browser.run(script, line, home);
    }
}
