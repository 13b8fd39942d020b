package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * A file of cells with all that they show in comments below: {@code //= } the result, {@code //> } what is
 * printed, {@code //? } what stands on stderr, {@code //! } the traceback, in which the numbers of cells are
 * N. Blank lines part the cells, and a line that begins with {@code # } begins a section.
 */
final class CellTable {
    private CellTable() {}

    record Section(String title, List<String> entries) {}

    /** A test for each cell; they run in order in the session of the kernel. */
    static Stream<DynamicContainer> tests(String resource, Supplier<KernelProcess> kernel)
            throws IOException {
        return sections(resource).stream().map(section -> DynamicContainer.dynamicContainer(section.title,
                section.entries.stream().map(entry -> DynamicTest.dynamicTest(code(entry),
                        () -> check(entry, kernel.get(), resource)))));
    }

    static List<Section> sections(String resource) throws IOException {
        List<Section> sections = new ArrayList<>();
        try (InputStream in = CellTable.class.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(in, resource).readAllBytes(),
                    StandardCharsets.UTF_8);
            for (String entry : text.strip().split("\n\n+", -1)) {
                if (entry.startsWith("# ")) {
                    sections.add(new Section(entry.substring(2), new ArrayList<>()));
                } else {
                    sections.getLast().entries.add(entry);
                }
            }
        }
        return sections;
    }

    static String code(String entry) {
        return entry.lines().filter(line -> !line.matches("//[=>?!].*")).collect(Collectors.joining("\n"));
    }

    private static void check(String entry, KernelProcess kernel, String resource) {
        Answer answer = kernel.run(code(entry));
        String result = answer.result();
        String actual = code(entry) + commented(">", answer.printed("stdout"))
                + commented("?", answer.printed("stderr")) + commented("=", result == null ? "" : result)
                + commented("!", answer.status().equals("error")
                        ? answer.traceback().replaceAll("\\bcell \\d+", "cell N")
                        : "");
        assertEquals(entry, actual, () -> "If the new text is right, put it into " + resource + ".");
    }

    private static String commented(String sign, String text) {
        return text.stripTrailing().lines().map(line -> "\n" + ("//" + sign + " " + line).stripTrailing())
                .collect(Collectors.joining());
    }
}
