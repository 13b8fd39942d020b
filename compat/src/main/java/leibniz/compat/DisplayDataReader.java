package leibniz.compat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import leibniz.display.DisplayOutput;
import leibniz.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code DisplayData} of either library, which keep what they hold to themselves, by way of JSON.
 */
final class DisplayDataReader {
    private static final Gson GSON = new Gson();
    private static final String TEXT = "text/plain";
    private static final DisplayOutput OUTPUT = ServiceLoader
            .load(DisplayOutput.class, DisplayOutput.class.getClassLoader()).findFirst().orElseThrow();

    private DisplayDataReader() {}

    /** The forms by MIME type. */
    static Map<String, String> of(Object displayData) {
        Map<String, String> forms = new LinkedHashMap<>();
        if (GSON.toJsonTree(displayData).getAsJsonObject().get("data") instanceof JsonObject data) {
            data.asMap().forEach((type, content) -> forms.put(type, text(content)));
        }
        return forms;
    }

    private static String text(JsonElement content) {
        return content.isJsonPrimitive() ? content.getAsString() : content.toString();
    }

    private static MimeBundle bundle(Object displayData) {
        Map<String, String> forms = of(displayData);
        MimeBundle bundle = MimeBundle.of(forms.getOrDefault(TEXT, ""));
        for (var form : forms.entrySet()) {
            bundle = bundle.with(form.getKey(), form.getValue());
        }
        return bundle;
    }

    /** Shows it under the cell that runs; without an id it gets one. */
    static void show(Object displayData, @Nullable String id) {
        OUTPUT.show(bundle(displayData), id == null ? UUID.randomUUID().toString() : id);
    }

    static void update(Object displayData, String id) {
        OUTPUT.update(id, bundle(displayData));
    }
}
