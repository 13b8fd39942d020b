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

    /** How many elements a tensor of this shape has. */
    static long count(int... shape) {
        return Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
    }
}
