package leibniz.display;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Shapes as text. */
final class Shapes {
    private Shapes() {}

    /** {@code (2, 3)}, {@code (4)}, {@code ()}. */
    static String text(int... shape) {
        return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
