package leibniz.display;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text form of objects without a picture: arrays, collections, maps and records written out, long text
 * cut.
 */
final class PlainText {
    /** Some 250 full lines: more than anyone reads, and a notebook stays small. */
    static final int MAX_LENGTH = 20_000;

    /** Of an array with more elements, as of a tensor, the first and the last ones are shown. */
    private static final int MANY = 1000;
    private static final int ENDS = 3;

    private final StringBuilder out = new StringBuilder();
    /** What is being written: by identity, since an array that holds itself must end. */
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private PlainText() {}

    static String of(Object value) {
        var text = new PlainText();
        text.add(value);
        return cut(text.out.toString());
    }

    /**
     * At most {@link #MAX_LENGTH} characters of the text and, if that is not all of it, a line that says so.
     */
    static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return text.substring(0, end) + "\n" + Words.TEXT_CUT.of(end);
    }

    /**
     * Writes arrays out, and the collections, maps, entries and records that do not write themselves, since
     * what they hold may again be arrays; and it stops in time, where their own text would have a billion
     * elements.
     */
    private void add(@Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else if (value.getClass().isArray()) {
            array(value);
        } else if (value instanceof Collection<?> collection && isOfTheLibrary(value)) {
            collection(collection);
        } else if (value instanceof Map<?, ?> map && isOfTheLibrary(value)) {
            map(map);
        } else if (value instanceof Map.Entry<?, ?> entry && isOfTheLibrary(value)) {
            if (opens(value, "...")) {
                entry(entry);
                close(value);
            }
        } else if (value instanceof Optional<?> optional) {
            optional(optional);
        } else if (value instanceof Record record && hasMadeToString(record)) {
            record(record);
        } else {
            out.append(value);
        }
    }

    static boolean isOfTheLibrary(Object value) {
        return toStringMethod(value).getDeclaringClass().getName().startsWith("java.util.");
    }

    /** Whether the compiler wrote the record's toString: that one it makes final. */
    static boolean hasMadeToString(Record value) {
        return Modifier.isFinal(toStringMethod(value).getModifiers());
    }

    private static Method toStringMethod(Object value) {
        try {
            return value.getClass().getMethod("toString");
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every object has a toString", e);
        }
    }

    private void array(Object array) {
        if (opens(array, "[...]")) {
            out.append('[');
            int length = Array.getLength(array);
            for (int i = 0; i < length && !full(); i++) {
                separate(i);
                if (length > MANY && i == ENDS) {
                    out.append("..., ");
                    i = length - ENDS;
                }
                add(Array.get(array, i));
            }
            out.append(']');
            if (length > MANY) {
                out.append(' ').append(Words.ELEMENTS_IN_ALL.of(length));
            }
            close(array);
        }
    }

    private void collection(Collection<?> collection) {
        if (opens(collection, "[...]")) {
            out.append('[');
            int count = 0;
            for (var elements = collection.iterator(); elements.hasNext() && !full(); count++) {
                separate(count);
                add(elements.next());
            }
            out.append(']');
            close(collection);
        }
    }

    private void map(Map<?, ?> map) {
        if (opens(map, "{...}")) {
            out.append('{');
            int count = 0;
            for (var entries = map.entrySet().iterator(); entries.hasNext() && !full(); count++) {
                separate(count);
                entry(entries.next());
            }
            out.append('}');
            close(map);
        }
    }

    private void entry(Map.Entry<?, ?> entry) {
        add(entry.getKey());
        out.append('=');
        add(entry.getValue());
    }

    private void optional(Optional<?> optional) {
        out.append("Optional");
        if (optional.isEmpty()) {
            out.append(".empty");
        } else {
            out.append('[');
            add(optional.get());
            out.append(']');
        }
    }

    private void record(Record value) {
        if (opens(value, value.getClass().getSimpleName() + "[...]")) {
            out.append(value.getClass().getSimpleName()).append('[');
            var components = value.getClass().getRecordComponents();
            for (int i = 0; i < components.length && !full(); i++) {
                separate(i);
                out.append(components[i].getName()).append('=');
                add(component(value, components[i]));
            }
            out.append(']');
            close(value);
        }
    }

    static @Nullable Object component(Record value, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (InvocationTargetException e) {
            throw rethrown(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" }) // to throw what the user's accessor
                                                                       // threw, as it is
    private static <T extends Throwable> RuntimeException rethrown(@Nullable Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Whether the value is not being written already; otherwise {@code instead} stands for it. */
    private boolean opens(Object value, String instead) {
        boolean isNew = open.add(value);
        if (!isNew) {
            out.append(instead);
        }
        return isNew;
    }

    private void close(Object value) {
        open.remove(value);
    }

    private void separate(int index) {
        if (index > 0) {
            out.append(", ");
        }
    }

    /** What follows would be cut. */
    private boolean full() {
        return out.length() > MAX_LENGTH;
    }
}
