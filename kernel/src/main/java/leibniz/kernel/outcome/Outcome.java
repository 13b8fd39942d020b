package leibniz.kernel.outcome;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import leibniz.display.MimeBundle;
import leibniz.kernel.protocol.Json;
import org.jspecify.annotations.Nullable;

/** How a cell ended. */
public sealed interface Outcome {
    /** It ran to its end; the bundle is what its last expression shows, or null for nothing. */
    record Value(@Nullable MimeBundle bundle) implements Outcome {}

    /** It did not compile, threw, or was stopped; the traceback's lines may hold ANSI colours. */
    record Failure(String name, String message, List<String> traceback) implements Outcome {
        public static Failure interrupted() {
            return interrupted(List.of(), new SnippetOrigins());
        }

        /**
         * It was stopped by the user.
         *
         * @param running what the cell was running, the innermost frame first; empty if that is not known
         */
        public static Failure interrupted(List<StackTraceElement> running, SnippetOrigins origins) {
            String message = "the cell was interrupted; variables keep the values they have now";
            List<String> traceback = new ArrayList<>(List.of(Ansi.error("Interrupted") + ": " + message));
            traceback.addAll(RuntimeError.frames(running, origins));
            return new Failure("Interrupted", message, traceback);
        }

        public static Failure timedOut(Duration limit) {
            String message = "the cell was stopped after "
                    + limit.toString().substring(2).toLowerCase(Locale.ROOT)
                    + ", the limit that LEIBNIZ_TIMEOUT sets; variables keep the values they have now";
            return new Failure("Timeout", message, List.of(Ansi.error("Timeout") + ": " + message));
        }

        public JsonObject content() {
            return Json.of("ename", name, "evalue", message, "traceback",
                    Json.array(traceback.stream().map(Prose::shown).toList()));
        }
    }
}
