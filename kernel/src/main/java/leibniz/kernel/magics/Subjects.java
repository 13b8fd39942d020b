package leibniz.kernel.magics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import leibniz.autograd.Tensor;
import leibniz.display.Displays;

/** The operations and displays by subject, and an example of the usual ones. */
final class Subjects {
    private static final int WIDTH = 100;
    private static final String SHOWN = "  > ";

    private Subjects() {}

    /** The operations by their subjects, as in docs/api.md, and the displays. */
    static String list() {
        Map<String, List<String>> subjects = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        for (String line : lines(Tensor.class, "api.txt")) {
            if (line.startsWith("  ")) {
                for (String entry : line.strip().split(" ", -1)) {
                    open.add(entry.replaceFirst("=.*", ""));
                }
            } else if (!line.startsWith("#") && !line.isBlank()) {
                open = new ArrayList<>();
                subjects.put(line, open);
            }
        }
        subjects.put("Displays", Arrays.stream(Displays.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers())).map(Method::getName).distinct()
                .sorted()
                .toList());
        return subjects.entrySet().stream()
                .map(subject -> subject.getKey() + "\n" + filled(subject.getValue()))
                .collect(Collectors.joining("\n\n"));
    }

    private static String filled(List<String> names) {
        List<String> lines = new ArrayList<>(List.of(" "));
        for (String name : names) {
            if (lines.getLast().length() + name.length() >= WIDTH) {
                lines.add(" ");
            }
            lines.set(lines.size() - 1, lines.getLast() + " " + name);
        }
        return String.join("\n", lines);
    }

    /** A cell that uses an operation, and what it shows; empty if there is none for it. */
    static String example(String name) {
        List<String> code = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        String open = "";
        for (String line : lines(Subjects.class, "examples.txt")) {
            if (!line.startsWith("  ")) {
                open = line;
            } else if (open.equals(name)) {
                (line.startsWith(SHOWN) ? shown : code)
                        .add("    "
                                + (line.startsWith(SHOWN) ? line.substring(SHOWN.length()) : line.strip()));
            }
        }
        return code.isEmpty()
                ? ""
                : "Example:\n" + String.join("\n", code)
                        + (shown.isEmpty() ? "" : "\n\nIt shows:\n" + String.join("\n", shown));
    }

    private static List<String> lines(Class<?> owner, String resource) {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(resource), resource);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
