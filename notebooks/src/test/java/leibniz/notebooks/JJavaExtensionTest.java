package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The extension in the JJava kernel that pip installs. */
class JJavaExtensionTest {
    private static final String LOAD = "%classpath " + Project.ROOT.resolve("jjava/target/extension")
            + "/*.jar";

    @Test
    void tensorsGraphsAndChartsAreShownAsInLeibniz() throws IOException {
        String shown = run(Path.of(System.getProperty("java.home"), "bin"), LOAD,
                "var x = arange(4.0).requiresGrad_(true); var y = dot(x, x).mul(2); y.backward();",
                "x",
                "graph(y)",
                "display(graph(y)); 3",
                "symbol(\"a\").mul(2)",
                "new org.knowm.xchart.XYChartBuilder().width(80).height(60).build()");
        assertTrue(
                shown.contains(
                        "\"tensor([0., 1., 2., 3.], requiresGrad=true)\", \"text/html\", \"text/plain\""),
                shown);
        assertTrue(shown.contains("[\"execute_result\", \"Computation graph of y = 28"),
                "the graph carries the name of the notebook's variable: " + shown);
        assertTrue(shown.contains("[\"display_data\", \"Computation graph of y = 28"), shown);
        assertTrue(shown.contains("\"2a\", \"text/latex\", \"text/plain\""), shown);
        assertTrue(shown.contains("\"image/png\", \"text/html\", \"text/plain\""), shown);
        assertEquals(false, shown.contains("[\"error\""), shown);
        assertEquals(false, shown.contains("[\"stderr\""), shown);
    }

    @Test
    void anOlderJavaIsToldInOneLineAndTheKernelGoesOn() throws IOException {
        Path java = Programs.find("java")
                .orElseThrow(() -> Missing
                        .abort("put a java older than 25 on the PATH to test that JJava is told"));
        String version = Command.run(List.of(java.toString(), "--version")).mustSucceed().output();
        int feature = Integer.parseInt(version.replaceFirst("(?s)\\D*(\\d+).*", "$1"));
        if (feature >= 25) {
            throw Missing.abort("put a java older than 25 first on the PATH to test that JJava is told");
        }
        assertEquals(
                "[[[\"stderr\", \"Leibniz needs Java 25 or newer, and this kernel runs on Java " + feature
                        + ": start JJava with a newer java first on the PATH.\"]], [[\"execute_result\", \"2\", \"text/plain\"]]]",
                run(java.getParent(), LOAD, "1 + 1"));
    }

    private static String run(Path java, String... cells) throws IOException {
        List<String> line = new ArrayList<>(List.of(PythonEnvironment.python().toString(),
                Project.python("jjava_extension.py"), "--java", java.toString()));
        line.addAll(Arrays.asList(cells));
        return Command.run(line).mustSucceed().output().strip();
    }
}
