package leibniz.kernel.debug;

import com.google.gson.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import leibniz.kernel.protocol.Json;

/**
 * A line on which a cell is to stop.
 *
 * @param condition an expression that must be true as well; empty if there is none
 * @param hits at which of its visits, such as {@code 5}, {@code >= 5} or {@code % 5}; empty for all
 */
record Breakpoint(int line, String condition, String hits, AtomicInteger visits) {
    static Breakpoint of(JsonObject asked, int line) {
        return new Breakpoint(line, Json.string(asked, "condition", "").strip(),
                Json.string(asked, "hitCondition", "").strip(), new AtomicInteger());
    }

    JsonObject toJson(String path) {
        JsonObject json = Json.of("verified", true, "line", line, "source", Json.of("path", path));
        if (!condition.isEmpty()) {
            json.addProperty("condition", condition);
        }
        if (!hits.isEmpty()) {
            json.addProperty("hitCondition", hits);
        }
        return json;
    }

    /** Counts a visit and tells whether it is one to stop at. */
    boolean isHit() {
        return HitCount.of(hits).includes(visits.incrementAndGet());
    }
}
