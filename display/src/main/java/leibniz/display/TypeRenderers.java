package leibniz.display;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What cells registered to render the values of a type. */
final class TypeRenderers {
    private static final Map<Class<?>, List<TypeRenderer>> BY_TYPE = new ConcurrentHashMap<>();

    private TypeRenderers() {}

    static void add(Class<?> type, TypeRenderer renderer) {
        BY_TYPE.computeIfAbsent(type, t -> new CopyOnWriteArrayList<>()).add(renderer);
    }

    /** The renderers of the type that is nearest to a class, in the order in which they were registered. */
    static List<TypeRenderer> of(Class<?> type) {
        for (Class<?> each : BY_TYPE.isEmpty() ? Set.<Class<?>>of() : lineage(type)) {
            List<TypeRenderer> found = BY_TYPE.get(each);
            if (found != null) {
                return Collections.unmodifiableList(found);
            }
        }
        return List.of();
    }

    /**
     * A class, its interfaces, the class above it with its interfaces, and so on; {@code Object} comes last.
     */
    private static Set<Class<?>> lineage(Class<?> type) {
        Set<Class<?>> lineage = new LinkedHashSet<>();
        Class<?> above = type;
        while (above != null && above != Object.class) {
            Deque<Class<?>> interfaces = new ArrayDeque<>(List.of(above));
            while (!interfaces.isEmpty()) {
                Class<?> next = interfaces.remove();
                lineage.add(next);
                Collections.addAll(interfaces, next.getInterfaces());
            }
            above = above.getSuperclass();
        }
        lineage.add(Object.class);
        return lineage;
    }
}
