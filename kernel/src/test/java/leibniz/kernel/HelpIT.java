package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.autograd.Autograd;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import leibniz.course.Course;
import leibniz.display.Displays;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.optim.Adam;
import leibniz.optim.SGD;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code %help} says. */
class HelpIT extends WithKernel {
    private static final Path EXAMPLES = Path.of("src/main/resources/leibniz/kernel/magics/examples.txt");
    /** Stands in answers that are not written yet, where it throws. */
    private static final Set<String> WITHOUT_EXAMPLE = Set.of("notWritten");

    /** Whether the example before did, so that the session must be cleared. */
    private static boolean leftSomething = true;

    /**
     * A cell and the text that it shows; none where it shows a picture or a table.
     */
    private record Example(List<String> code, List<String> shown) {}

    private static Map<String, Example> examples() throws IOException {
        Map<String, Example> examples = new LinkedHashMap<>();
        String name = "";
        for (String line : Files.readAllLines(EXAMPLES)) {
            if (line.startsWith("  > ")) {
                examples.get(name).shown.add(line.substring(4));
            } else if (line.startsWith("  ")) {
                examples.get(name).code.add(line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                name = line;
                assertEquals(null, examples.put(name, new Example(new ArrayList<>(), new ArrayList<>())),
                        name + " has two examples");
            }
        }
        return examples;
    }

    @Test
    void helpNamesWhatThereIsBySubject() {
        String help = kernel.run("%help").result();
        for (String expected : List.of("%timeit", "Making tensors\n  tensor of zeros", "Displays\n",
                "explain",
                "%help backward")) {
            assertTrue(help.contains(expected), expected + " in " + help);
        }
        String backward = kernel.run("%help backward").result();
        assertTrue(
                backward.contains("Tensor.backward(GraphOption... options)") && backward.contains("Example:"),
                backward);
        assertTrue(kernel.run("%help graph").result().contains("Displays.graph(Tensor... results)"));
        assertTrue(kernel.run("%help %time").result().startsWith("%time"));
        String unknown = kernel.run("%help nowhere").traceback();
        assertTrue(unknown.contains("nowhere"), unknown);
    }

    @TestFactory
    Stream<DynamicTest> anExampleShowsWhatHelpSays() throws IOException {
        return examples().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(),
                () -> check(entry.getKey(), entry.getValue())));
    }

    private static void check(String name, Example example) {
        String help = kernel.run("%help " + name).result();
        String code = String.join("\n", example.code);
        assertTrue(help.contains("Example:\n" + code.indent(4).stripTrailing()), help);
        assertTrue(code.contains(name), () -> "the example of " + name + " does without it: " + code);
        if (leftSomething) {
            kernel.run("%reset");
        }
        leftSomething = !leavesNothing(code);
        Answer answer = kernel.run(code);
        assertEquals("ok", answer.status(), () -> code + "\n" + answer.reply());
        assertEquals("", answer.printed("stderr"), code);
        String result = answer.result();
        String all = (answer.printed("stdout") + (result == null ? "" : result)).stripTrailing();
        if (example.shown.isEmpty()) {
            assertTrue(!all.isEmpty() || !answer.contents("display_data").isEmpty(),
                    () -> code + "\nshows nothing");
            return;
        }
        String shown = String.join("\n", example.shown);
        assertEquals(shown, all, code);
        assertTrue(help.contains("It shows:\n" + shown.indent(4).stripTrailing()), help);
    }

    /** Those that cells call by their names, and the methods of tensors and optimisers. */
    @Test
    void everyPublicFunctionHasAnExample() throws IOException {
        Set<String> functions = Stream
                .of(Tensor.class, Tensors.class, Autograd.class, Displays.class, Course.class, SGD.class,
                        Adam.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getDeclaringClass().getName().startsWith("leibniz."))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(functions.size() > 200, functions::toString);
        functions.removeAll(examples().keySet());
        functions.removeAll(WITHOUT_EXAMPLE);
        assertEquals(Set.of(), functions, "without an example in " + EXAMPLES);
    }
}
