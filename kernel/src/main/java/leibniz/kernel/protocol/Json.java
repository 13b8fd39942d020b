package leibniz.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads fields that a client may have left out or mistyped, and builds small objects. */
public final class Json {
    private Json() {}

    public static String string(JsonObject object, String name, String otherwise) {
        JsonElement value = object.get(name);
        return value instanceof JsonPrimitive p && p.isString()
                ? p.getAsString()
                : instead(name, "a string", value, otherwise);
    }

    /** The number of this name, as near to it as an int can be. */
    public static int integer(JsonObject object, String name, int otherwise) {
        JsonElement value = object.get(name);
        return value instanceof JsonPrimitive p && p.isNumber()
                ? (int) p.getAsDouble()
                : instead(name, "a number", value, otherwise);
    }

    public static boolean bool(JsonObject object, String name, boolean otherwise) {
        JsonElement value = object.get(name);
        return value instanceof JsonPrimitive p && p.isBoolean()
                ? p.getAsBoolean()
                : instead(name, "true or false", value, otherwise);
    }

    public static JsonObject object(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value instanceof JsonObject o ? o : instead(name, "an object", value, new JsonObject());
    }

    /** What to take for a field; where it is there and mistyped a line says so. */
    private static <T> T instead(String name, String expected, @Nullable JsonElement value, T otherwise) {
        if (value != null && !value.isJsonNull()) {
            Log.line("expected " + expected + " as " + name + " but got " + shown(value) + "; took "
                    + otherwise);
        }
        return otherwise;
    }

    private static String shown(JsonElement value) {
        return value.isJsonArray() ? "an array" : value.isJsonObject() ? "an object" : value.toString();
    }

    /**
     * An object of the given names and values in turn; a value is a string, number, boolean, element or null.
     */
    public static JsonObject of(Object... namesAndValues) {
        JsonObject result = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            result.add((String) namesAndValues[i], element(namesAndValues[i + 1]));
        }
        return result;
    }

    /** The forms of a value by MIME type; those that are JSON go out as JSON, as notebooks store them. */
    public static JsonObject ofForms(Map<String, String> forms) {
        JsonObject result = new JsonObject();
        forms.forEach((type, content) -> result.add(type,
                type.equals("application/json") || type.endsWith("+json")
                        ? parsed(content)
                        : new JsonPrimitive(content)));
        return result;
    }

    private static JsonElement parsed(String content) {
        try {
            return JsonParser.parseString(content);
        } catch (JsonParseException e) {
            return new JsonPrimitive(content);
        }
    }

    public static JsonArray array(Iterable<?> values) {
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
