package leibniz.display;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.IntStream;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A tensor in the room of a node: small ones written out, large ones by their least and their largest
 * element.
 */
final class ValueText {
    private static final int VECTOR = 6;
    private static final int ROWS = 4;
    /** Of the largest element. */
    private static final int DIGITS = 4;

    /** Looking at more elements would take longer than the picture. */
    private static final int MOST = 500_000;

    private ValueText() {}

    /** One line; for a matrix one line a row. */
    static List<String> lines(Tensor x) {
        int[] shape = x.shape();
        if (x.numel() == 0 || x.numel() > MOST) {
            return List.of(Shapes.text(shape));
        }
        if (!isWritten(x)) {
            return List.of(new Summary(new Elements(x)).range());
        }
        var elements = new Elements(x);
        var style = style(elements);
        return switch (shape.length) {
            case 0 -> List.of(text(elements.at()));
            case 1 -> List.of(row(elements, style, shape[0]));
            // brackets of its own tell a matrix of one row from a vector
            default -> shape[0] == 1
                    ? List.of("[" + row(elements, style, shape[1], 0) + "]")
                    : IntStream.range(0, shape[0]).mapToObj(i -> row(elements, style, shape[1], i)).toList();
        };
    }

    /**
     * The value as it stands behind its name: after the sign that says whether it is all of it, and after a
     * comma where it is not written but described, as by its range. Empty for no value.
     */
    static String is(@Nullable Tensor x) {
        if (x == null) {
            return "";
        }
        String text = inline(lines(x));
        return isWritten(x) ? (isRounded(x) ? " \u2248 " : " = ") + text : Words.CLAUSE + text;
    }

    /** Whether the elements are written, and not what they are like. */
    private static boolean isWritten(Tensor x) {
        int[] shape = x.shape();
        return x.numel() > 0 && switch (shape.length) {
            case 0 -> true;
            case 1 -> shape[0] <= VECTOR;
            case 2 -> shape[0] <= ROWS && shape[1] <= ROWS;
            default -> false;
        };
    }

    /** Whether digits are left out. */
    private static boolean isRounded(Tensor x) {
        double[] numbers = new Elements(x).numbers();
        boolean many = Arrays.stream(numbers).anyMatch(Numbers::hasManyDigits);
        return Arrays.stream(numbers).anyMatch(Numbers::isRounded) || numbers.length > 1 && many;
    }

    /** The elements of one tensor have as many digits as each other, where some of them have many. */
    private static Function<Object, String> style(Elements elements) {
        double[] numbers = elements.numbers();
        boolean many = Arrays.stream(numbers).anyMatch(Numbers::hasManyDigits);
        double most = Arrays.stream(numbers).filter(Double::isFinite).map(Math::abs).max().orElse(0);
        int decimals = most == 0 ? 0 : DIGITS - 1 - (int) Math.floor(Math.log10(most));
        return numbers.length > 1 && many && most >= 1e-4 && most < 1e6
                ? element -> rounded(element, Math.max(1, decimals))
                : ValueText::text;
    }

    /** An element that this would leave with less than two digits is written by itself. */
    private static String rounded(Object element, int decimals) {
        double value = Elements.number(element);
        var rounded = Double.isFinite(value)
                ? new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN)
                : BigDecimal.ZERO;
        return rounded.precision() < 2 ? Numbers.brief(value) : rounded.toPlainString();
    }

    private static String row(Elements elements, Function<Object, String> style, int length, int... leading) {
        var row = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < length; i++) {
            row.add(style.apply(leading.length == 0 ? elements.at(i) : elements.at(leading[0], i)));
        }
        return row.toString();
    }

    private static String text(Object element) {
        return element instanceof Float || element instanceof Double
                ? Numbers.compact(Elements.number(element))
                : element.toString();
    }

    /** The lines as one: a matrix as the list of its rows. */
    static String inline(List<String> lines) {
        return lines.size() == 1 ? lines.getFirst() : "[" + String.join(", ", lines) + "]";
    }
}
