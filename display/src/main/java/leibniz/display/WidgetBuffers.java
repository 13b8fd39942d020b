package leibniz.display;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A state without its byte arrays, which travel beside it, and the places where they belong. */
final class WidgetBuffers {
    final List<List<Object>> paths = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private final Map<String, @Nullable Object> state;

    WidgetBuffers(Map<String, ?> whole) {
        state = without(whole, List.of());
    }

    Map<String, @Nullable Object> state() {
        return state;
    }

    byte[][] bytes() {
        return bytes.toArray(byte[][]::new);
    }

    private Map<String, @Nullable Object> without(Map<?, ?> map, List<Object> path) {
        var rest = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> {
            var place = new ArrayList<>(path);
            place.add(String.valueOf(key));
            if (value instanceof byte[] array) {
                paths.add(place);
                bytes.add(array);
            } else {
                rest.put(String.valueOf(key),
                        value instanceof Map<?, ?> inner ? without(inner, place) : value);
            }
        });
        return rest;
    }

    /** Puts bytes into the state where a message says that they belong. */
    @SuppressWarnings("unchecked")
    static void restore(Map<String, @Nullable Object> state, @Nullable Object paths, List<byte[]> bytes) {
        if (!(paths instanceof List<?> places)) {
            return;
        }
        for (int i = 0; i < Math.min(places.size(), bytes.size()); i++) {
            Object target = state;
            List<?> path = places.get(i) instanceof List<?> steps ? steps : List.of();
            for (int step = 0; step < path.size(); step++) {
                boolean last = step == path.size() - 1;
                if (target instanceof Map<?, ?> map) {
                    target = last
                            ? ((Map<Object, Object>) map).put(path.get(step), bytes.get(i))
                            : map.get(path.get(step));
                } else if (target instanceof List<?> list && path.get(step) instanceof Integer index
                        && index >= 0 && index < list.size()) {
                    target = last ? ((List<Object>) list).set(index, bytes.get(i)) : list.get(index);
                }
            }
        }
    }
}
