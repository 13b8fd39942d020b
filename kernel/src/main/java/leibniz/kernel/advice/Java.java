package leibniz.kernel.advice;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An expression as Java writes it.
 *
 * @param strength how strongly it holds together: of two operators the stronger one goes first
 * @param items what a list or a tuple of Python holds; null for everything else
 */
record Java(String text, int strength, @Nullable List<Java> items) {
    static final int LAMBDA = 0;
    static final int CHOICE = 1;
    static final int OR = 2;
    static final int AND = 3;
    static final int EQUALITY = 7;
    static final int COMPARISON = 8;
    static final int SUM = 10;
    static final int PRODUCT = 11;
    static final int UNARY = 12;
    static final int PRIMARY = 14;

    static Java primary(String text) {
        return new Java(text, PRIMARY, null);
    }

    /** A list, which is a value where nothing takes its elements apart. */
    static Java list(List<Java> items) {
        return new Java("List.of(" + joined(items) + ")", PRIMARY, items);
    }

    static String joined(List<Java> items) {
        return items.stream().map(Java::text).collect(Collectors.joining(", "));
    }

    boolean isNumber() {
        return text.matches("-?\\d[\\w.]*");
    }

    /** In parentheses where it holds together less than its place asks for. */
    String in(int place) {
        return strength < place ? "(" + text + ")" : text;
    }
}
