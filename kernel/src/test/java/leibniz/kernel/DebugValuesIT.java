package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values as the debugger shows them, without a cell that stops. */
class DebugValuesIT extends WithKernel {
    private final DebugClient debug = new DebugClient(kernel);

    @AfterEach
    void forget() {
        kernel.run("%reset");
    }

    private List<JsonObject> globals() {
        return debug.ask("inspectVariables").getAsJsonArray("variables").asList().stream()
                .map(variable -> variable.getAsJsonObject()).toList();
    }

    /** The texts of what a variable of the notebook consists of, some levels down. */
    private Map<String, String> inside(String... path) {
        List<JsonObject> level = globals();
        for (String name : path) {
            JsonObject one = level.stream().filter(v -> v.get("name").getAsString().equals(name)).findFirst()
                    .orElseThrow();
            level = debug.variables(one.get("variablesReference").getAsInt());
        }
        return DebugClient.texts(level);
    }

    @Test
    void variablesAreShownWithoutABreakpoint() {
        kernel.run("""
                record Point(int x, double y) {}
                class Secret {
                    private final String word = "hidden";
                    @Override public String toString() { throw new IllegalStateException("asked"); }
                }
                enum Colour { RED }
                int n = 3;
                char c = 'q';
                String s = "a \\"b\\"\\nc";
                Object none = null;
                var p = new Point(1, 2.5);
                var secret = new Secret();
                var colour = Colour.RED;
                var list = new ArrayList<>(List.of(p, "two"));
                var map = Map.of("k", 1L);
                int[][] table = { { 1, 2 }, { 3 } };
                var maybe = Optional.of(4);
                var t = tensor(1.0, 2.0).requiresGrad_(true);
                t.mul(t).sum().backward();
                Runnable run = () -> {};""");
        Map<String, String> shown = DebugClient.texts(globals());
        assertEquals(List.of("3", "'q'", "\"a \"b\"\\nc\"", "null", "Point[x=1, y=2.5]",
                "Secret[word=\"hidden\"]", "RED", "ArrayList (2) [Point[x=1, y=2.5], \"two\"]",
                "Map (1) {\"k\"=1}",
                "int[2][] {int[2] {1, 2}, int[1] {3}}", "Optional[4]", "tensor([1., 2.], requiresGrad=true)",
                "lambda"),
                List.copyOf(shown.values()));
        assertEquals(Map.of("x", "1", "y", "2.5"), inside("p"));
        assertEquals(Map.of("word", "\"hidden\""), inside("secret"));
        assertEquals(Map.of("[0]", "Point[x=1, y=2.5]", "[1]", "\"two\""), inside("list"));
        assertEquals(Map.of("\"k\"", "1"), inside("map"));
        assertEquals(Map.of("[0]", "3"), inside("table", "[1]"));
        Map<String, String> tensor = inside("t");
        assertEquals("[2]", tensor.get("shape").replace("int[1] {", "[").replace("}", "]"));
        assertEquals("tensor([2., 4.])", tensor.get("grad"));
        assertEquals("2.0", tensor.get("[1]"));
    }

    @Test
    void manyElementsComeInParts() {
        kernel.run("int[] many = new int[25_000];\nmany[24_999] = 7;\nvar big = arange(1_000_000.0);");
        Map<String, String> parts = inside("many");
        assertEquals(3, parts.size());
        assertTrue(parts.containsKey("[20000 to 24999]"), parts::toString);
        assertEquals("7", inside("many", "[20000 to 24999]", "[24900 to 24999]").get("[24999]"));
        assertEquals("999999.0", inside("big", "[990000 to 999999]", "[999900 to 999999]").get("[999999]"));
    }

    @Test
    void aVariableIsShownAsACellShowsIt() {
        kernel.run("var t = tensor(1.0, 2.0);");
        JsonObject rich = debug.ask("richInspectVariables", "variableName", "t").getAsJsonObject("data");
        assertEquals("tensor([1., 2.])", rich.get("text/plain").getAsString());
        assertTrue(rich.get("text/html").getAsString().contains("tensor (2)"));
        assertEquals("there is no variable nothing",
                debug.reply("richInspectVariables", "variableName", "nothing").get("message").getAsString());
    }

    @Test
    void whatLooksDoesNotChangeAGraph() {
        kernel.run("var t = tensor(1.0, 2.0).requiresGrad_(true);\nvar u = t.mul(t);");
        inside("u");
        inside("t");
        assertEquals("tensor([2., 4.])", kernel.run("u.sum().backward();\nt.grad()").result());
    }

    @Test
    void aRestartEndsAStoppedCell() throws IOException, InterruptedException {
        try (KernelProcess own = KernelProcess.start()) {
            DebugClient client = new DebugClient(own);
            client.attach();
            client.breakpoints("int n = 1;\nn++;", 2);
            client.start("int n = 1;\nn++;");
            client.stopped();
            own.send(own.control, "shutdown_request", new JsonObject());
            Message reply = own.receive(own.control);
            assertEquals("shutdown_reply", reply.type());
            assertTrue(own.ends());
        }
        assertFalse(kernel.run("1").status().isEmpty());
    }
}
