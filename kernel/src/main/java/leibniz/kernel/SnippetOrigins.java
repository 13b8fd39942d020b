package leibniz.kernel;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which cell, and which line of it, each of JShell's snippets came from. */
final class SnippetOrigins {
    /** @param firstLine the line of the cell on which the snippet begins, counted from 1 */
    record Origin(int cell, String code, int firstLine) {}

    private final Map<String, Origin> origins = new HashMap<>();

    void add(String snippetId, int cell, String code, int offset) {
        int line = 1 + (int) code.substring(0, offset).chars().filter(c -> c == '\n').count();
        origins.put(snippetId, new Origin(cell, code, line));
    }

    @Nullable
    Origin of(String snippetId) {
        return origins.get(snippetId);
    }
}
