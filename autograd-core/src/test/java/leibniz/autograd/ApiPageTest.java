package leibniz.autograd;

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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.optim.Adam;
import leibniz.optim.Optimizer;
import leibniz.optim.SGD;
import org.junit.jupiter.api.Test;

/**
 * That docs/api.md, which is made from the code and from api.txt, names every public operation. Run with
 * -Dleibniz.api.write=true to write it anew.
 */
class ApiPageTest {
    private static final Path PAGE = Path.of("../docs/api.md");
    private static final int PAIRS = 3;
    private static final String HEAD = """
            # Operations by subject

            Beside each operation stands its name in PyTorch, where `F` is `torch.nn.functional`. `x.add(...)` is a method of a \
            tensor, `cat(...)` a function that cells import, and `exp(x)` either, as in `x.exp()`. Arguments, shapes and errors \
            stand in the Javadoc, which Shift-Tab shows in a notebook. A name that ends in _ changes its tensor in place.
            """;

    /** The lines of api.txt: for each subject its names, and what each is in PyTorch. */
    private static Map<String, Map<String, String>> table() throws IOException {
        Map<String, Map<String, String>> table = new LinkedHashMap<>();
        Map<String, String> open = Map.of();
        for (String line : Files.readAllLines(Path.of("src/main/resources/leibniz/autograd/api.txt"))) {
            if (line.startsWith("  ")) {
                for (String entry : line.strip().split(" ", -1)) {
                    String[] names = entry.split("=", 2);
                    open.put(names[0],
                            names.length == 1 ? "torch." + inPython(names[0]) : names[1].replace('+', ' '));
                }
            } else if (!line.startsWith("#") && !line.isBlank()) {
                open = new LinkedHashMap<>();
                table.put(line, open);
            }
        }
        return table;
    }

    private static String inPython(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Set<String> names(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyOperationHasItsPlace() throws IOException {
        List<String> placed = table().values().stream().flatMap(names -> names.keySet().stream()).sorted()
                .toList();
        List<String> core = Stream.of(Tensor.class, Tensors.class, Autograd.class)
                .flatMap(type -> names(type).stream()).distinct().toList();
        List<String> optim = Stream.concat(Stream.of(SGD.class, Adam.class).map(Class::getSimpleName),
                names(Optimizer.class).stream()).toList();
        assertEquals(String.join("\n", Stream.concat(core.stream(), optim.stream()).sorted().toList()),
                String.join("\n", placed),
                "api.txt must name each public operation once; then run this test with -Dleibniz.api.write=true");
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = page();
        if (Boolean.getBoolean("leibniz.api.write")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "run this test with -Dleibniz.api.write=true");
        assertTrue(page.lines().count() < 160, "two pages are enough");
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        table().forEach((subject, names) -> {
            List<String> cells = new ArrayList<>();
            names.forEach((name, python) -> cells
                    .add("| `" + form(subject, name) + "` | " + inPyTorch(python) + " "));
            while (cells.size() % PAIRS != 0) {
                cells.add("| | ");
            }
            page.append("\n## ").append(subject).append("\n\n").append("| Leibniz | PyTorch ".repeat(PAIRS))
                    .append("|\n")
                    .append("|---|---".repeat(PAIRS)).append("|\n");
            for (int i = 0; i < cells.size(); i += PAIRS) {
                page.append(String.join("", cells.subList(i, i + PAIRS))).append("|\n");
            }
        });
        return page.toString();
    }

    private static String inPyTorch(String name) {
        return name.equals("-") ? "" : "`" + (name.startsWith(".") ? "x" : "") + name + "`";
    }

    /** A method, a function, or both. */
    private static String form(String subject, String name) {
        if (name.equals("SGD") || name.equals("Adam")) {
            return "new " + name + "(...)";
        }
        if (name.equals("of")) {
            return "Tensor.of(...)";
        }
        boolean method = names(Tensor.class).contains(name);
        boolean function = names(Tensors.class).contains(name) || names(Autograd.class).contains(name);
        if (subject.startsWith("Optimisers")) {
            return "optimizer." + name + "()";
        }
        return method && function ? name + "(x)" : (method ? "x." : "") + name + "(...)";
    }
}
