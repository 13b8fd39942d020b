package leibniz.kernel.debug;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import leibniz.autograd.Tensor;
import leibniz.kernel.execution.Demangler;
import org.jspecify.annotations.Nullable;

/**
 * A value on one line, as the list of variables shows it. No code of the user runs for that: it might not
 * come back.
 */
final class ValueText {
    private static final int MAX_CHARACTERS = 200;
    private static final int MAX_ELEMENTS = 10;
    private static final int MAX_DEPTH = 2;
    private static final int MAX_NUMBERS = 1000;
    private static final List<Class<?>> KNOWN = List.of(List.class, Set.class, Map.class, Map.Entry.class,
            Collection.class);

    private ValueText() {}

    static String of(@Nullable Object value) {
        try {
            return cut(of(value, 0));
        } catch (RuntimeException e) {
            return type(value); // such as a list that another thread changes
        }
    }

    /** The class of a value as the user knows it, without its package. */
    static String type(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value.getClass().isHidden()) {
            return "lambda";
        }
        if (isOfPlatform(value) && !Modifier.isPublic(value.getClass().getModifiers())) {
            for (Class<?> known : KNOWN) { // such as the list that List.of makes
                if (known.isInstance(value)) {
                    return known.getSimpleName();
                }
            }
        }
        String name = Demangler.in(value.getClass().getTypeName());
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String of(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> "null";
            case Character c -> "'" + c + "'";
            case Boolean b -> b.toString();
            case Integer n -> n.toString();
            case Long n -> n.toString();
            case Short n -> n.toString();
            case Byte n -> n.toString();
            case Double n -> n.toString();
            case Float n -> n.toString();
            case String s -> quoted(s);
            case Enum<?> constant -> constant.name();
            case Class<?> type -> Demangler.in(type.getTypeName());
            case Tensor tensor -> tensor(tensor);
            case Throwable thrown -> type(thrown) + (message(thrown) == null ? "" : ": " + message(thrown));
            case Object array when array.getClass().isArray() -> array(array, depth);
            case Object other when isOfPlatform(other) -> ofPlatform(other, depth);
            case Object made when depth < MAX_DEPTH -> fields(made, depth);
            default -> type(value);
        };
    }

    private static String ofPlatform(Object value, int depth) {
        return switch (value) {
            case Collection<?> list -> type(list) + " (" + list.size() + ") "
                    + (depth < MAX_DEPTH ? elements(list.iterator(), "[", "]", depth) : "");
            case Map<?, ?> map -> type(map) + " (" + map.size() + ") "
                    + (depth < MAX_DEPTH ? elements(map.entrySet().iterator(), "{", "}", depth) : "");
            case Map.Entry<?, ?> entry ->
                of(entry.getKey(), depth + 1) + "=" + of(entry.getValue(), depth + 1);
            case Optional<?> optional -> optional.isEmpty()
                    ? "Optional.empty"
                    : "Optional[" + of(optional.get(), depth + 1) + "]";
            case StringBuilder text -> quoted(text.toString());
            case BigInteger n ->
                n.bitLength() > MAX_NUMBERS ? type(n) + " of " + n.bitLength() + " bits" : n.toString();
            case BigDecimal n -> n.precision() > MAX_NUMBERS ? type(n) : n.toString();
            case Number n -> n.toString();
            case TemporalAccessor time -> time.toString();
            case TemporalAmount time -> time.toString();
            case Path path -> path.toString();
            case UUID id -> id.toString();
            case URI address -> address.toString();
            case Thread thread -> type(thread) + " " + thread.getName();
            default -> type(value);
        };
    }

    /** Whether its class is one of Java's own, whose methods are known to come back. */
    static boolean isOfPlatform(Object value) {
        ClassLoader loader = value.getClass().getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Null if there is none, or if the user's code would have to be asked. */
    static @Nullable String message(Throwable thrown) {
        try {
            Class<?> asked = thrown.getClass().getMethod("getMessage").getDeclaringClass();
            return asked.getClassLoader() == null ? thrown.getMessage() : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static String quoted(String text) {
        String cut = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
        return '"' + cut.replace("\n", "\\n").replace("\r", "\\r") + '"';
    }

    private static String tensor(Tensor tensor) {
        String shape = Arrays.toString(tensor.shape()).replace('[', '(').replace(']', ')');
        return tensor.isSymbolic() || tensor.numel() > MAX_NUMBERS
                ? "tensor of shape " + shape + ", " + tensor.dtype().toString().toLowerCase(Locale.ROOT)
                : tensor.toString().replaceAll("\\s+", " ");
    }

    private static String array(Object array, int depth) {
        int length = Array.getLength(array);
        String type = type(array).replaceFirst("\\[]", "[" + length + "]");
        if (depth >= MAX_DEPTH) {
            return type;
        }
        StringBuilder text = new StringBuilder(type).append(" {");
        for (int i = 0; i < Math.min(length, MAX_ELEMENTS); i++) {
            text.append(i == 0 ? "" : ", ").append(of(Array.get(array, i), depth + 1));
        }
        return text.append(length > MAX_ELEMENTS ? ", …}" : "}").toString();
    }

    private static String elements(Iterator<?> elements, String open, String close, int depth) {
        StringBuilder text = new StringBuilder(open);
        for (int i = 0; elements.hasNext(); i++) {
            text.append(i == 0 ? "" : ", ");
            if (i == MAX_ELEMENTS) {
                return text.append('…').append(close).toString();
            }
            text.append(of(elements.next(), depth + 1));
        }
        return text.append(close).toString();
    }

    /** By its fields, since its methods may be written by the user. */
    private static String fields(Object made, int depth) {
        List<Field> fields = Children.fields(made);
        String text = fields.stream().limit(MAX_ELEMENTS)
                .map(field -> field.getName() + "=" + of(Children.value(field, made), depth + 1))
                .collect(Collectors.joining(", "));
        return fields.isEmpty()
                ? type(made)
                : type(made) + "[" + text + (fields.size() > MAX_ELEMENTS ? ", …]" : "]");
    }

    private static String cut(String text) {
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
    }
}
