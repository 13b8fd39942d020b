package leibniz.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import leibniz.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/** How a cell ended. */
sealed interface Outcome {
    /** It ran to its end; the bundle is what its last expression shows, or null for nothing. */
    record Value(@Nullable MimeBundle bundle) implements Outcome {}

    /** It did not compile, threw, or was stopped; the traceback's lines may hold ANSI colours. */
    record Failure(String name, String message, List<String> traceback) implements Outcome {
        static Failure interrupted() {
            String message = "the cell was interrupted; variables keep the values they have now";
            return new Failure("Interrupted", message, List.of(Ansi.error("Interrupted") + ": " + message));
        }

        JsonObject content() {
            return Json.of("ename", name, "evalue", message, "traceback", Json.array(traceback));
        }
    }
}
