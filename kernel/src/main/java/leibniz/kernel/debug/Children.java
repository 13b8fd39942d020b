package leibniz.kernel.debug;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leibniz.autograd.Autograd;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** What a value consists of: elements, entries, or fields, by the names that the list of variables shows. */
final class Children {
    /** What is shown at once; more is shown in parts. */
    private static final int MOST = 100;

    private Children() {}

    /** A stretch of something with many elements. */
    record Part(List<?> elements, int from, int to) {}

    static boolean exist(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean _,Character _,String _,Enum<?> _,Class<?> _ -> false;
            case Number _ -> false;
            case Tensor tensor -> !tensor.isSymbolic();
            case Part _ -> true;
            case Object array when array.getClass().isArray() -> Array.getLength(array) > 0;
            case Object other when ValueText.isOfPlatform(other) -> switch (other) {
                case Collection<?> list -> !list.isEmpty();
                case Map<?, ?> map -> !map.isEmpty();
                case Map.Entry<?, ?> _ -> true;
                case Optional<?> optional -> optional.isPresent();
                case Throwable _ -> true;
                default -> false;
            };
            default -> !fields(value).isEmpty();
        };
    }

    static Map<String, @Nullable Object> of(Object value) {
        return switch (value) {
            case Part part -> elements(part.elements, part.from, part.to);
            case Tensor tensor -> tensor(tensor);
            case Throwable thrown -> thrown(thrown);
            case Object array when array.getClass().isArray() -> elements(new ArrayElements(array));
            case Object other when ValueText.isOfPlatform(other) -> switch (other) {
                case Collection<?> list -> elements(new ArrayList<>(list));
                case Map<?, ?> map -> entries(map);
                case Map.Entry<?, ?> entry -> named("key", entry.getKey(), "value", entry.getValue());
                case Optional<?> optional -> named("value", optional.orElse(null));
                default -> Map.of();
            };
            default -> fieldValues(value);
        };
    }

    private static Map<String, @Nullable Object> named(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            named.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return named;
    }

    private static Map<String, @Nullable Object> elements(List<?> elements) {
        return elements(elements, 0, elements.size());
    }

    private static Map<String, @Nullable Object> elements(List<?> elements, int from, int to) {
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        int step = 1;
        while ((to - from - 1L) / step >= MOST) {
            step *= MOST;
        }
        for (int i = from; i < to; i += step) {
            if (step == 1) {
                found.put("[" + i + "]", elements.get(i));
            } else {
                int end = Math.min(to, i + step);
                found.put("[" + i + " to " + (end - 1) + "]", new Part(elements, i, end));
            }
        }
        return found;
    }

    private static Map<String, @Nullable Object> entries(Map<?, ?> map) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (entries.size() > MOST) {
            return elements(entries);
        }
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        entries.forEach(entry -> found.put(ValueText.of(entry.getKey()), entry.getValue()));
        return found;
    }

    /** Its numbers by rows, without a trace of the question in the graph. */
    private static Map<String, @Nullable Object> tensor(Tensor tensor) {
        Map<String, @Nullable Object> found = named("shape", tensor.shape(), "dtype", tensor.dtype(),
                "requiresGrad", tensor.requiresGrad());
        // Asking a result that keeps no gradient for it prints a warning.
        if (tensor.isLeaf() && tensor.requiresGrad() || tensor.retainsGrad()) {
            found.put("grad", tensor.grad());
        }
        found.putAll(elements(new Rows(tensor.detach())));
        return found;
    }

    private static final class Rows extends AbstractList<Object> {
        private final Tensor tensor;

        Rows(Tensor tensor) {
            this.tensor = tensor;
        }

        @Override
        public Object get(int index) {
            return Autograd.noGrad(() -> {
                Tensor row = tensor.select(0, index);
                return row.shape().length == 0 ? (Object) row.item() : row;
            });
        }

        @Override
        public int size() {
            return tensor.shape().length == 0 ? 0 : tensor.shape()[0];
        }
    }

    private static final class ArrayElements extends AbstractList<@Nullable Object> {
        private final Object array;

        ArrayElements(Object array) {
            this.array = array;
        }

        @Override
        public @Nullable Object get(int index) {
            return Array.get(array, index);
        }

        @Override
        public int size() {
            return Array.getLength(array);
        }
    }

    private static Map<String, @Nullable Object> thrown(Throwable thrown) {
        Map<String, @Nullable Object> found = named("message", ValueText.message(thrown));
        found.putAll(fieldValues(thrown));
        return found;
    }

    private static Map<String, @Nullable Object> fieldValues(Object value) {
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        fields(value).forEach(field -> found.putIfAbsent(field.getName(), value(field, value)));
        return found;
    }

    /** Those of the object itself and of what it extends, as far as Java lets them be read. */
    static List<Field> fields(Object value) {
        List<Field> found = new ArrayList<>();
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                    .filter(Children::isOpen).forEach(found::add);
        }
        return found;
    }

    private static boolean isOpen(Field field) {
        try {
            field.setAccessible(true);
            return true;
        } catch (InaccessibleObjectException | SecurityException e) {
            return false;
        }
    }

    static @Nullable Object value(Field field, Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // it was made accessible
        }
    }
}
