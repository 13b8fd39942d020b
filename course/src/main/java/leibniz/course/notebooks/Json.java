package leibniz.course.notebooks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps, lists, texts, numbers and truth values as JSON. */
final class Json {
    private Json() {}

    static String of(Object value, int indent) {
        String inner = "\n" + " ".repeat(indent + 1);
        String end = "\n" + " ".repeat(indent);
        return switch (value) {
            case Map<?, ?> map when map.isEmpty() -> "{}";
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(e -> text((String) e.getKey()) + ": " + of(e.getValue(), indent + 1))
                    .collect(Collectors.joining("," + inner, "{" + inner, end + "}"));
            case List<?> list when list.isEmpty() -> "[]";
            case List<?> list -> list.stream().map(e -> of(e, indent + 1))
                    .collect(Collectors.joining("," + inner, "[" + inner, end + "]"));
            case String s -> text(s);
            case None.NULL -> "null";
            default -> value.toString();
        };
    }

    /** What JSON calls null. */
    enum None {
        NULL
    }

    private static String text(String s) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < s.length(); i++) {
            switch (s.charAt(i)) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> out.append(s.charAt(i));
            }
        }
        return out.append('"').toString();
    }
}
