package leibniz.display;

import java.lang.reflect.Array;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The text form of objects without a picture: arrays written out, long text cut. */
final class PlainText {
    /** Some 250 full lines: more than anyone reads, and a notebook stays small. */
    static final int MAX_LENGTH = 20_000;

    private final StringBuilder out = new StringBuilder();
    /** The arrays being written: by identity, since an array that holds itself must end. */
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private PlainText() {}

    static String of(Object value) {
        if (!value.getClass().isArray()) {
            return cut(String.valueOf(value.toString()));
        }
        var text = new PlainText();
        text.array(value);
        return cut(text.out.toString());
    }

    /** At most {@link #MAX_LENGTH} characters of the text and, if that is not all of it, a line that says so. */
    static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return text.substring(0, end) + "\n... (only the first " + end + " characters are shown)";
    }

    private void array(Object array) {
        if (!open.add(array)) {
            out.append("[...]");
            return;
        }
        out.append('[');
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                out.append(", ");
            }
            if (out.length() > MAX_LENGTH) {
                break; // what follows would be cut, and an array may have a billion elements
            }
            element(Array.get(array, i));
        }
        out.append(']');
        open.remove(array);
    }

    private void element(@Nullable Object value) {
        if (value != null && value.getClass().isArray()) {
            array(value);
        } else {
            out.append(value);
        }
    }
}
