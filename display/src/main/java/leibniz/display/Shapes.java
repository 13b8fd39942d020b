package leibniz.display;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Shapes as text, and how much they hold. */
final class Shapes {
    private Shapes() {}

    /** {@code (2, 3)}, {@code (4)}, {@code ()}. */
    static String text(int... shape) {
        return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The index of the element at a position, counted in row-major order. */
    static int[] index(int position, int... shape) {
        int[] index = new int[shape.length];
        int rest = position;
        for (int d = index.length - 1; d >= 0; d--) {
            index[d] = rest % shape[d];
            rest /= shape[d];
        }
        return index;
    }

    /** How many elements a tensor of this shape has. */
    static long count(int... shape) {
        return Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
    }
}
