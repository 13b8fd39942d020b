package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/**
 * What the displays say of graphs as learners make them, in {@code learners-graphs.txt}. Each line there was
 * read and found true; where a display says something else now, read that, and take over the file that the
 * failure names.
 */
class LearnersGraphsTest extends WithNotebook {
    private static final String EXPECTED = "learners-graphs.txt";
    private static final int LEAST = 60;

    private static String said(Supplied display) {
        try {
            return display.get().toString();
        } catch (IllegalArgumentException | IllegalStateException refused) {
            return "refused: " + refused.getMessage();
        }
    }

    @FunctionalInterface
    private interface Supplied {
        Object get();
    }

    private static String all() {
        var out = new StringBuilder();
        LearnersGraphs.all().forEach((title, making) -> {
            TestNotebook.clear();
            var made = making.get();
            var results = made.results().toArray(Tensor[]::new);
            Tensor z = results[0];
            Tensor w = made.w();
            out.append("==== ").append(title).append("\n\n").append(said(() -> Displays.graph(results)));
            if (results.length == 1) {
                out.append("\n\n").append(said(() -> Displays.explain(z, w)));
                out.append("\n\n").append(said(() -> Displays.steps(z)));
            }
            out.append("\n\n");
        });
        return out.toString();
    }

    @Test
    void theDisplaysSayWhatWasReadAndFoundTrue() throws IOException {
        String actual = all();
        assertTrue(LearnersGraphs.all().size() >= LEAST);
        try (var in = getClass().getResourceAsStream(EXPECTED)) {
            String expected = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!expected.equals(actual)) {
                Path file = Files.writeString(Files.createDirectories(Path.of("target")).resolve(EXPECTED),
                        actual);
                assertEquals(expected, actual,
                        "what the displays say now stands in " + file.toAbsolutePath());
            }
        }
    }
}
