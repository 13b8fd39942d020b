package leibniz.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.autograd.Tensor;
import leibniz.kernel.execution.Demangler;
import org.jspecify.annotations.Nullable;

/** JSON as the plain Java values that cells deal in, which know nothing of the kernel's own JSON library. */
final class JsonValues {
    private static final int MAX_DEPTH = 100;

    private JsonValues() {}

    /**
     * The values of a map as JSON.
     *
     * @param name what messages call the map
     * @throws IllegalArgumentException naming the place of a value that JSON does not have
     */
    static JsonObject object(String name, Map<?, ?> map) {
        return object(name, map, 0);
    }

    private static JsonObject object(String place, Map<?, ?> map, int depth) {
        JsonObject object = new JsonObject();
        map.forEach(
                (key, value) -> object.add(String.valueOf(key), json(place + "." + key, value, depth + 1)));
        return object;
    }

    private static JsonElement json(String place, @Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    place + " lies deeper than " + MAX_DEPTH + " levels; does a map or list contain itself?");
        }
        return switch (value) {
            case null -> JsonNull.INSTANCE;
            case CharSequence text -> new JsonPrimitive(text.toString());
            case Character c -> new JsonPrimitive(c);
            case Boolean b -> new JsonPrimitive(b);
            case Double d when !Double.isFinite(d) -> throw notInJson(place, d.toString());
            case Float f when !Float.isFinite(f) -> throw notInJson(place, f.toString());
            case Number n -> new JsonPrimitive(n);
            case Map<?, ?> map -> object(place, map, depth);
            case Iterable<?> list when !(list instanceof Tensor) -> array(place, list, depth);
            case Object array when array.getClass().isArray() -> array(place, elements(array), depth);
            default -> throw notInJson(place, "a " + Demangler.in(value.getClass().getTypeName()));
        };
    }

    private static JsonArray array(String place, Iterable<?> list, int depth) {
        JsonArray array = new JsonArray();
        for (Object element : list) {
            array.add(json(place + "[" + array.size() + "]", element, depth + 1));
        }
        return array;
    }

    private static List<@Nullable Object> elements(Object array) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }

    private static IllegalArgumentException notInJson(String place, String found) {
        return new IllegalArgumentException(
                place + " is " + found + ", which cannot be sent; send maps with string "
                        + "keys, lists, arrays, strings, finite numbers, booleans or null");
    }

    /** An object as a map that belongs to the caller. */
    static Map<String, @Nullable Object> map(JsonObject object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.asMap().forEach((name, value) -> map.put(name, value(value)));
        return map;
    }

    private static @Nullable Object value(JsonElement element) {
        return switch (element) {
            case JsonObject object -> map(object);
            case JsonArray array -> {
                List<@Nullable Object> list = new ArrayList<>();
                array.forEach(e -> list.add(value(e)));
                yield list;
            }
            case JsonPrimitive p when p.isBoolean() -> p.getAsBoolean();
            case JsonPrimitive p when p.isNumber() -> number(p.getAsString());
            case JsonPrimitive p -> p.getAsString();
            default -> null;
        };
    }

    private static Number number(String digits) {
        try {
            long whole = Long.parseLong(digits);
            if (whole == (int) whole) {
                return (int) whole;
            }
            return whole;
        } catch (NumberFormatException e) {
            return Double.valueOf(digits);
        }
    }
}
