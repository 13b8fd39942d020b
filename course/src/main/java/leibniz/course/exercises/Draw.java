package leibniz.course.exercises;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * Draws arguments. Each drawn thing is a choice, a natural number; 0 is always the simplest one. So a
 * counterexample becomes smaller by making its arguments again from smaller choices, and whoever writes an
 * exercise need not say how.
 */
public final class Draw {
    /** Numbers from the simplest on; any other has two decimals and lies between -3 and 3. */
    private static final double[] ROUND = { 1, 2, -1, 3, -2, 0, 0.5, -0.5, 1.5, -3 };
    private static final int HUNDREDTHS = 300;

    private final @Nullable Random random;
    private final List<Integer> given;
    private final List<Integer> choices = new ArrayList<>();
    private @Nullable DType dtype;

    private Draw(@Nullable Random random, List<Integer> given) {
        this.random = random;
        this.given = given;
    }

    static Draw random(Random random) {
        return new Draw(random, List.of());
    }

    /** Makes the same choices again; what goes beyond them is the simplest. */
    static Draw again(List<Integer> choices) {
        return new Draw(null, choices);
    }

    /** The choices made so far. */
    List<Integer> choices() {
        return choices;
    }

    private int choose(int bound) {
        return random == null ? repeated(bound) : made(random.nextInt(bound));
    }

    private int repeated(int bound) {
        int next = choices.size();
        return made(next < given.size() ? Math.min(given.get(next), bound - 1) : 0);
    }

    private int made(int choice) {
        choices.add(choice);
        return choice;
    }

    /** A whole number, at its simplest {@code from}. */
    int size(int from, int to) {
        return from + choose(to - from + 1);
    }

    boolean yes() {
        return choose(2) == 1;
    }

    @SafeVarargs
    final <T> T oneOf(T... options) {
        return options[choose(options.length)];
    }

    /** A number between -3 and 3, often a round one. */
    double number() {
        int all = ROUND.length + 2 * HUNDREDTHS;
        int c = random != null && random.nextBoolean()
                ? made(random.nextInt(ROUND.length))
                : choose(all);
        return c < ROUND.length ? ROUND[c] : (c - ROUND.length - HUNDREDTHS) / 100.0;
    }

    /** A number between 0.1 and 3. */
    double positive() {
        return Math.max(0.1, Math.abs(number()));
    }

    /** A number that is at least 0.1 away from 0. */
    double nonZero() {
        double n = number();
        return Math.abs(n) < 0.1 ? 1 : n;
    }

    /** FLOAT32 or FLOAT64, the same for all tensors of a call. */
    DType dtype() {
        DType chosen = dtype;
        if (chosen == null) {
            chosen = oneOf(DType.FLOAT32, DType.FLOAT64);
            dtype = chosen;
        }
        return chosen;
    }

    /** From here on all tensors are FLOAT64. */
    Draw float64() {
        dtype = DType.FLOAT64;
        return this;
    }

    Tensor tensor(int... shape) {
        return tensor(this::number, shape);
    }

    Tensor positiveTensor(int... shape) {
        return tensor(this::positive, shape);
    }

    private Tensor tensor(DoubleSupplier entry, int... shape) {
        DType type = dtype();
        int count = 1;
        for (int size : shape) {
            count *= size;
        }
        double[] entries = new double[count];
        for (int i = 0; i < count; i++) {
            entries[i] = entry.getAsDouble();
        }
        return Tensors.tensor(type, entries).reshape(shape);
    }
}
