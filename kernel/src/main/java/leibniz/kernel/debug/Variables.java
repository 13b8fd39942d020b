package leibniz.kernel.debug;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.kernel.protocol.Json;
import org.jspecify.annotations.Nullable;

/** Variables as the protocol tells of them, and the numbers under which it asks for what they consist of. */
final class Variables {
    private final List<Object> referred = new ArrayList<>();
    /** JupyterLab shows the type of a variable in the place of its value, unless it is told none. */
    private boolean withTypes;

    void withTypes(boolean asked) {
        withTypes = asked;
    }

    /** Forgets all numbers, and the values behind them. */
    synchronized void clear() {
        referred.clear();
    }

    synchronized int reference(Object value) {
        referred.add(value);
        return referred.size();
    }

    /** What a number stands for; null if that is over. */
    synchronized @Nullable Object referred(int reference) {
        return reference < 1 || reference > referred.size() ? null : referred.get(reference - 1);
    }

    JsonArray toJson(Map<String, @Nullable Object> variables) {
        JsonArray all = new JsonArray();
        variables.forEach((name, value) -> all.add(toJson(name, value)));
        return all;
    }

    private JsonObject toJson(String name, @Nullable Object value) {
        JsonObject json = described(value, "value");
        json.addProperty("name", name);
        json.addProperty("evaluateName", name);
        return json;
    }

    /** The text of a value under this name, with its type and what it consists of. */
    JsonObject described(@Nullable Object value, String name) {
        boolean isPart = value instanceof Children.Part;
        JsonObject json = Json.of(name, isPart ? "…" : ValueText.of(value), "variablesReference",
                value != null && Children.exist(value) ? reference(value) : 0);
        if (withTypes && !isPart) {
            json.addProperty("type", ValueText.type(value));
        }
        return json;
    }
}
