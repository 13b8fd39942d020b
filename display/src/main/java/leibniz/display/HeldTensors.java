package leibniz.display;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What the notebook calls its tensors: a variable that holds one, and {@code model.w}, {@code params[0]} of
 * those in fields, records, arrays, lists and maps. Reads fields and runs no code of the user.
 */
final class HeldTensors {
    /** Beyond so many objects it is not looked, so that a variable that holds a whole world costs little. */
    private static final int MOST_OBJECTS = 5_000;
    private static final int MOST_ELEMENTS = 500;
    private static final int DEEPEST = 5;

    private static final ThreadLocal<@Nullable Map<Tensor, String>> ALIASES = new ThreadLocal<>();

    private record Place(String name, Object value, int depth) {}

    /** In the order of their declaration; tensors are equal only to themselves. */
    private final Map<Tensor, String> names = new LinkedHashMap<>();
    private final ArrayDeque<Place> open = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private HeldTensors(Map<String, Object> variables) {
        // all variables first: a name of their own is the one that the user means
        variables.forEach((name, value) -> {
            if (value instanceof Tensor tensor) {
                names.merge(tensor, name, (first, second) -> first + ", " + second);
            }
        });
        variables.forEach((name, value) -> add(name, value, 0));
        while (!open.isEmpty() && seen.size() < MOST_OBJECTS) {
            var place = open.remove();
            lookInto(place.name, place.value, place.depth + 1);
        }
    }

    /**
     * Tensor to name, by identity; to several names, in the order of their declaration, where variables hold
     * the same tensor.
     */
    static Map<Tensor, String> names() {
        Map<Tensor, String> called = ALIASES.get();
        if (called != null) {
            return called;
        }
        var notebook = Services.VARIABLE_NAMES;
        return notebook == null ? Map.of() : new HeldTensors(notebook.variables()).names;
    }

    /** Makes a picture of tensors that stand in for those of the notebook, with the names of those. */
    static <T> T calling(Map<Tensor, String> names, Supplier<T> picture) {
        ALIASES.set(names);
        try {
            return picture.get();
        } finally {
            ALIASES.remove();
        }
    }

    private void add(String name, @Nullable Object value, int depth) {
        if (value instanceof Tensor tensor) {
            names.putIfAbsent(tensor, name);
        } else if (value != null && depth < DEEPEST && seen.size() < MOST_OBJECTS && canHold(value)
                && seen.add(value)) {
            open.add(new Place(name, value, depth));
        }
    }

    private static boolean canHold(Object value) {
        var type = value.getClass();
        return type.isArray()
                ? !type.getComponentType().isPrimitive()
                : isOfJava(type)
                        ? value instanceof Collection || value instanceof Map
                        : !type.isHidden() && !(value instanceof Enum) && !(value instanceof ClassLoader);
    }

    /** Whether it is no class of a cell or of a library on the class path. */
    private static boolean isOfJava(Class<?> type) {
        return type.getModule().isNamed();
    }

    private void lookInto(String name, Object value, int depth) {
        if (value instanceof Object[] array) {
            for (int i = 0; i < Math.min(array.length, MOST_ELEMENTS); i++) {
                add(name + "[" + i + "]", array[i], depth);
            }
        } else if (isOfJava(value.getClass())) {
            try {
                elements(name, value, depth);
            } catch (RuntimeException changing) {
                // another thread adds to it at this moment; then its tensors have no names
            }
        } else {
            for (Class<?> type = value.getClass(); type != null
                    && !isOfJava(type); type = type.getSuperclass()) {
                for (var field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()
                            && !field.getType().isPrimitive()) {
                        add(name + "." + field.getName(), read(field, value), depth);
                    }
                }
            }
        }
    }

    private void elements(String name, Object value, int depth) {
        int i = 0;
        if (value instanceof Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                if (i++ == MOST_ELEMENTS) {
                    return;
                }
                if (entry.getKey() instanceof String key) {
                    add(name + "[\"" + key + "\"]", entry.getValue(), depth);
                }
            }
        } else if (value instanceof Collection<?> all) {
            for (var element : all) {
                if (i == MOST_ELEMENTS) {
                    return;
                }
                add(name + "[" + i++ + "]", element, depth);
            }
        }
    }

    private static @Nullable Object read(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return null;
        }
    }
}
