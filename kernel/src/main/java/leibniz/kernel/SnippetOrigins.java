package leibniz.kernel;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which cell, and which line of it, each of JShell's snippets came from. */
final class SnippetOrigins {
    /** @param firstLine the line of the source on which the snippet begins, counted from 1 */
    record Origin(Source source, int firstLine) {}

    private final Map<String, Origin> origins = new HashMap<>();

    void add(String snippetId, Source source, int offset) {
        // One further, since a brace that the kernel put before the first line stands in place of a line break.
        origins.put(snippetId, new Origin(source, source.line(offset + 1)));
    }

    @Nullable
    Origin of(String snippetId) {
        return origins.get(snippetId);
    }
}
