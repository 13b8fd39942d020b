package leibniz.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;

/** Reads fields that a client may have left out or mistyped, and builds small objects. */
final class Json {
    private Json() {}

    static String string(JsonObject object, String name, String otherwise) {
        return object.get(name) instanceof JsonPrimitive p && p.isString() ? p.getAsString() : otherwise;
    }

    static int integer(JsonObject object, String name, int otherwise) {
        return object.get(name) instanceof JsonPrimitive p && p.isNumber() ? p.getAsInt() : otherwise;
    }

    static boolean bool(JsonObject object, String name, boolean otherwise) {
        return object.get(name) instanceof JsonPrimitive p && p.isBoolean() ? p.getAsBoolean() : otherwise;
    }

    static JsonObject object(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject o ? o : new JsonObject();
    }

    /** An object of the given names and values in turn; a value is a string, number, boolean, element or null. */
    static JsonObject of(Object... namesAndValues) {
        JsonObject result = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            result.add((String) namesAndValues[i], element(namesAndValues[i + 1]));
        }
        return result;
    }

    static JsonObject of(Map<String, String> map) {
        JsonObject result = new JsonObject();
        map.forEach(result::addProperty);
        return result;
    }

    static JsonArray array(Iterable<?> values) {
        JsonArray result = new JsonArray();
        for (Object value : values) {
            result.add(element(value));
        }
        return result;
    }

    private static JsonElement element(Object value) {
        return switch (value) {
            case JsonElement e -> e;
            case String s -> new JsonPrimitive(s);
            case Number n -> new JsonPrimitive(n);
            case Boolean b -> new JsonPrimitive(b);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        };
    }
}
