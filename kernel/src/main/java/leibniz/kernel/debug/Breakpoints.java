package leibniz.kernel.debug;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import leibniz.kernel.protocol.Json;
import org.jspecify.annotations.Nullable;

/** The breakpoints of all cells, by the paths of these. */
final class Breakpoints {
    private final CellPaths paths;
    private final Map<String, Map<Integer, Breakpoint>> byPath = new ConcurrentHashMap<>();

    Breakpoints(CellPaths paths) {
        this.paths = paths;
    }

    /** Replaces those of a source, and says of each where it came to be, or why it is not. */
    JsonArray set(String path, JsonElement asked) {
        String text = paths.text(path);
        JsonArray answers = new JsonArray();
        Map<Integer, Breakpoint> kept = new HashMap<>();
        NavigableSet<Integer> lines = text == null ? null : CodeLines.of(text);
        if (asked instanceof JsonArray list) {
            for (JsonElement one : list) {
                answers.add(one instanceof JsonObject object
                        ? set(path, object, lines, kept)
                        : refused(path, 0, "a breakpoint is an object with a line"));
            }
        }
        if (kept.isEmpty()) {
            byPath.remove(path);
        } else {
            byPath.put(path, kept);
        }
        return answers;
    }

    private static JsonObject set(String path, JsonObject asked, @Nullable NavigableSet<Integer> lines,
            Map<Integer, Breakpoint> kept) {
        int line = Json.integer(asked, "line", 0);
        if (lines == null) {
            return refused(path, line, "the kernel does not know this cell: send it by dumpCell first");
        }
        Integer with = lines.ceiling(line);
        if (with == null) {
            return refused(path, line, "nothing runs on line " + line + " or below it");
        }
        Breakpoint breakpoint = Breakpoint.of(asked, with);
        try {
            HitCount.of(breakpoint.hits());
        } catch (IllegalArgumentException e) {
            return refused(path, line, String.valueOf(e.getMessage()));
        }
        kept.put(with, breakpoint);
        JsonObject answer = breakpoint.toJson(path);
        if (with != line) {
            answer.addProperty("message", "nothing runs on line " + line + "; moved to line " + with);
        }
        return answer;
    }

    private static JsonObject refused(String path, int line, String why) {
        return Json.of("verified", false, "line", line, "source", Json.of("path", path), "message", why);
    }

    @Nullable
    Breakpoint at(String path, int line) {
        Map<Integer, Breakpoint> ofPath = byPath.get(path);
        return ofPath == null ? null : ofPath.get(line);
    }

    /** Visits are counted in each cell from the beginning. */
    void countAnew() {
        byPath.values().forEach(ofPath -> ofPath.values().forEach(b -> b.visits().set(0)));
    }

    void clear() {
        byPath.clear();
    }

    /** All of them, as {@code debugInfo} tells of them. */
    JsonArray toJson() {
        JsonArray all = new JsonArray();
        byPath.forEach((path, ofPath) -> all.add(Json.of("source", path, "breakpoints",
                Json.array(ofPath.values().stream().map(b -> b.toJson(path)).toList()))));
        return all;
    }
}
