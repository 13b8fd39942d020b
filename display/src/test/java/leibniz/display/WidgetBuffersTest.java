package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bytes travel beside the state of a widget, with the path to their places. */
class WidgetBuffersTest {
    @Test
    void bytesAreTakenOutWithTheirPaths() {
        var state = new LinkedHashMap<String, Object>();
        state.put("value", new byte[]{ 1, 2 });
        state.put("name", "a");
        state.put("inner", Map.of("pixels", new byte[]{ 3 }));
        var sent = new WidgetBuffers(state);
        assertEquals(Map.of("name", "a", "inner", Map.of()), sent.state());
        assertEquals(List.of(List.of("value"), List.of("inner", "pixels")), sent.paths);
        assertArrayEquals(new byte[]{ 3 }, sent.bytes()[1]);
    }

    @Test
    void bytesArePutWhereAMessageSays() {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        Map<String, Object> inner = new LinkedHashMap<>();
        var list = new ArrayList<Object>(List.of("a", "b"));
        inner.put("list", list);
        state.put("inner", inner);
        byte[] bytes = { 7 };
        WidgetBuffers.restore(state,
                List.of(List.of("value"), List.of("inner", "list", 1), List.of("nowhere", "x"),
                        List.of("inner", "list", 9)),
                List.of(bytes, bytes, bytes, bytes));
        assertEquals(bytes, state.get("value"));
        assertEquals(bytes, list.get(1));
        WidgetBuffers.restore(state, null, List.of());
    }
}
