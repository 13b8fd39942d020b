package leibniz.display;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The slopes of a function on both sides of a place, by differences; NaN for a side where nothing was to be
 * found out, infinite at a jump.
 */
record Sides(double left, double right) {
    /** Of the place, or of 1 where that is larger: far from rounding, near enough for most curves. */
    private static final double STEP = 1e-4;
    private static final double FINER = 16;
    /** Of the slopes. */
    private static final double WORTH_TELLING = 0.01;
    /** Of the value: above the rounding of float32, which a function may compute in. */
    private static final double ROUNDING = 4e-7;

    /**
     * The sides, where one of them surely has another slope than this; else null.
     *
     * @param from the function is not asked below it
     * @param to nor above this
     */
    static @Nullable Sides otherThan(double slope, DoubleUnaryOperator f, double at, double value,
            double from,
            double to) {
        double step = STEP * Math.max(1, Math.abs(at));
        double left = at - step < from ? Double.NaN : other(slope, f, at, value, -step);
        double right = at + step > to ? Double.NaN : other(slope, f, at, value, step);
        boolean differ = differs(left, slope) || differs(right, slope);
        return differ ? new Sides(left, right) : null;
    }

    /** The slope on one side; the one to compare with, where the difference goes away with the step. */
    private static double other(double slope, DoubleUnaryOperator f, double at, double value, double step) {
        double coarse = (f.applyAsDouble(at + step) - value) / step;
        double fine = (f.applyAsDouble(at + step / FINER) - value) / (step / FINER);
        if (Double.isNaN(fine) || Double.isNaN(coarse)) {
            return Double.NaN;
        }
        double first = Math.abs(coarse - slope);
        double second = Math.abs(fine - slope);
        boolean stays = second > first / 2 && Math.abs(step) * first > ROUNDING * Math.abs(value)
                && first > WORTH_TELLING * Math.max(Math.abs(slope), Math.abs(coarse));
        if (!stays) {
            return slope;
        }
        return second > FINER / 2 * first
                ? Math.copySign(Double.POSITIVE_INFINITY, fine)
                : fine + (fine - coarse) / (FINER - 1); // without what the curvature adds
    }

    private static boolean differs(double side, double slope) {
        return !Double.isNaN(side) && side != slope;
    }

    String text() {
        return Double.isNaN(right)
                ? Words.SLOPE_ON_THE_LEFT.of(Numbers.compact(left))
                : Double.isNaN(left)
                        ? Words.SLOPE_ON_THE_RIGHT.of(Numbers.compact(right))
                        : Words.SLOPES_ON_BOTH_SIDES.of(Numbers.compact(left), Numbers.compact(right));
    }
}
