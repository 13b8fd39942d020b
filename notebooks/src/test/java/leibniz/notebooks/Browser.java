package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The browser of this machine, as the scripts of the tests use it. */
final class Browser {
    static final String SCREENSHOTS = Project.TARGET.resolve("screenshots").toString();
    private static final String[] NAMES = { "chromium", "chromium-browser", "google-chrome",
            "google-chrome-stable" };

    private Browser() {}

    /** Runs a script, which must find nothing wrong; the test is skipped where the machine has no browser. */
    static void run(String script, List<String> arguments, Path home) throws IOException {
        Path browser = Programs.find(NAMES)
                .orElseThrow(() -> Missing
                        .abort("put chromium on the PATH to open notebooks in the tests, for example "
                                + "with `sudo apt-get install chromium`"));
        List<String> line = new ArrayList<>(List.of(PythonEnvironment.python().toString(),
                Project.python(script), "--browser", browser.toString()));
        line.addAll(arguments);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", home.toString());
        Command run = Command.run(Project.ROOT, environment, line);
        assertEquals(0, run.exit(), () -> run.output() + run.errors());
    }
}
