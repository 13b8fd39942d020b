package leibniz.display;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import leibniz.autograd.Tensor;

/**
 * A tensor in the room of a node: small ones written out, large ones by their least and their largest
 * element.
 */
final class ValueText {
    private static final int VECTOR = 6;
    private static final int ROWS = 4;

    /** Looking at more elements would take longer than the picture. */
    private static final int MOST = 500_000;

    private ValueText() {}

    /** One line; for a matrix one line a row. */
    static List<String> lines(Tensor x) {
        int[] shape = x.shape();
        boolean small = switch (shape.length) {
            case 0 -> true;
            case 1 -> shape[0] <= VECTOR;
            case 2 -> shape[0] <= ROWS && shape[1] <= ROWS;
            default -> false;
        };
        if (x.numel() == 0 || x.numel() > MOST) {
            return List.of(Shapes.text(shape));
        }
        if (!small) {
            return List.of(new Summary(new Elements(x)).range());
        }
        var elements = new Elements(x);
        return switch (shape.length) {
            case 0 -> List.of(text(elements.at()));
            case 1 -> List.of(row(elements, shape[0]));
            default -> IntStream.range(0, shape[0]).mapToObj(i -> row(elements, shape[1], i)).toList();
        };
    }

    /** Whether digits are left out, or all but the range of the elements is. */
    static boolean isRounded(Tensor x) {
        if (x.numel() == 0 || x.numel() > MOST) {
            return false;
        }
        for (double value : new Elements(x).numbers()) {
            if (Numbers.isRounded(value)) {
                return true;
            }
        }
        return false;
    }

    private static String row(Elements elements, int length, int... leading) {
        var row = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < length; i++) {
            row.add(text(leading.length == 0 ? elements.at(i) : elements.at(leading[0], i)));
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
