package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DisplaysTest {
    @AfterEach
    void clear() {
        TestNotebook.clear();
    }

    @Test
    void displayShowsInTheNotebook() {
        Displays.display(Tensors.arange(2.0));
        Displays.display(null);
        assertEquals(List.of("tensor([0., 1.])", "null"),
                TestNotebook.SHOWN.values().stream().map(MimeBundle::text).toList());
        assertTrue(TestNotebook.SHOWN.values().iterator().next().data().containsKey("text/html"));
    }

    @Test
    void whatWasShownCanBeReplaced() {
        String id = Displays.display("<b>3</b>", "text/html", "image/png");
        assertEquals(Map.of("text/plain", "<b>3</b>", "text/html", "<b>3</b>"),
                TestNotebook.SHOWN.get(id).data());
        Displays.updateDisplay(id, "2");
        assertEquals("2", TestNotebook.SHOWN.get(id).text());
        assertEquals(1, TestNotebook.SHOWN.size());
    }

    @Test
    void aSymbolicTensorIsShownAsItsFormula() {
        var z = Tensors.symbol("x", "n").mul(2);
        MimeBundle shown = Renderers.render(z);
        assertEquals("2x", shown.text());
        assertEquals(Set.of("text/plain", "text/latex"), shown.data().keySet());
        assertEquals("$\\displaystyle 2 x$", shown.data().get("text/latex"));
        assertTrue(Renderers.render(Displays.graph(z)).data().get("text/html").contains("alt="),
                "the graph before data is bound is a picture");
        assertTrue(Renderers.render(Displays.graph(z)).text().contains("No data yet"), "and says so");
    }

    private static URL classesOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void outsideANotebookDisplayPrintsAndGraphHasNoNames() throws Exception {
        var classes = new URL[]{ classesOf(Displays.class), classesOf(Tensor.class) };
        var stdout = System.out;
        var caught = new ByteArrayOutputStream();
        // A loader of its own does not see the notebook of these tests.
        try (var loader = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            System.setOut(new PrintStream(caught, true, StandardCharsets.UTF_8));
            var tensors = loader.loadClass(Tensors.class.getName());
            Object x = tensors.getMethod("arange", double.class).invoke(null, 3.0);
            var displays = loader.loadClass(Displays.class.getName());
            var display = displays.getMethod("display", Object.class);
            display.invoke(null, x);
            Object array = java.lang.reflect.Array.newInstance(x.getClass(), 1);
            java.lang.reflect.Array.set(array, 0, x);
            display.invoke(null, displays.getMethod("graph", array.getClass()).invoke(null, array));
        } finally {
            System.setOut(stdout);
        }
        assertEquals(
                """
                        tensor([0., 1., 2.])
                        Computation graph of constant = [0, 1, 2]
                          #1  constant  (3)  data [0, 1, 2]
                        No gradients: nothing here requires one. Call requiresGrad_(true) on an input before computing with it.
                        """,
                caught.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void theModuleProvidesWhatTheClassPathFilesName() throws Exception {
        var module = ModuleFinder.of(Path.of(classesOf(Displays.class).toURI())).find("leibniz.display")
                .orElseThrow();
        var provided = module.descriptor().provides().stream()
                .collect(Collectors.toMap(ModuleDescriptor.Provides::service,
                        ModuleDescriptor.Provides::providers));
        assertEquals(Set.of(Renderer.class.getName()), provided.keySet());
        var file = Path.of(classesOf(Displays.class).toURI())
                .resolve("META-INF/services/" + Renderer.class.getName());
        assertEquals(provided.get(Renderer.class.getName()), java.nio.file.Files.readAllLines(file));
    }
}
