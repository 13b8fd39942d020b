package leibniz.autograd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Central differences (f(x + h) - f(x - h)) / 2h of a function of one number. The best h lies between the
 * error of this formula, which falls with h, and that of rounding, which is divided by h; where, depends on x
 * and on f. One h is tried first. Only where its difference is in doubt are others tried, a power of ten
 * apart: which of them to believe is decided without the derivative that is to be checked.
 */
final class Differences {
    /** Of all errors this is the largest that passes. */
    static final double TOLERANCE = 1e-6;
    private static final double EPSILON = Math.ulp(1.0);
    /** The cube root of the rounding error, where that and the error of the formula are about equal. */
    private static final double STEP = Math.cbrt(EPSILON);
    private static final double FACTOR = 10;
    /** By how much of themselves the slopes on both sides may differ where f is straight enough. */
    private static final double CURVATURE = 1e-2;
    private static final double SAME = 1e-3;
    /** Differences whose doubt is this part of an error prove the error. */
    private static final double CERTAIN = 0.1;

    /** What is to be believed of a derivative by the rules: the difference, and what is amiss, or "". */
    record Finding(double numeric, String cause) {}

    /** The values of f on both sides of x. */
    private static final class Step {
        final double h;
        final double width;
        final double[] above;
        final double[] below;

        Step(DoubleFunction<double[]> f, double x, double h) {
            this.h = h;
            this.width = x + h - (x - h);
            this.above = f.apply(x + h);
            this.below = f.apply(x - h);
        }
    }

    private final DoubleFunction<double[]> f;
    private final double x;
    private final double[] value;
    private final Step first;
    private final List<Step> ladder = new ArrayList<>();

    /** Of a function with several outputs, which have the given values at x. */
    Differences(DoubleFunction<double[]> f, double x, double... value) {
        this.f = f;
        this.x = x;
        this.value = value;
        this.first = new Step(f, x, STEP * Math.max(1, Math.abs(x)));
    }

    /**
     * |a - b|, relative to the larger of both, or to the smallest derivative of interest where that is still
     * larger; infinite where it is no number.
     */
    static double error(double a, double b, double smallest) {
        double error = Math.abs(a - b) / Math.max(smallest, Math.max(Math.abs(a), Math.abs(b)));
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    /** Compares the derivative of an output by the rules with the differences. */
    Finding compare(int output, double analytic, double smallest) {
        Slope slope = slope(first, output);
        if (slope.isStraight() && error(analytic, slope.central(), smallest) <= TOLERANCE) {
            return new Finding(slope.central(), "");
        }
        List<Slope> slopes = steps().stream().map(step -> slope(step, output)).toList();
        return new Diagnosis(slopes, analytic, smallest).finding();
    }

    /** From the first step, which is small beside 1 or x, to steps that are small beside both. */
    private List<Step> steps() {
        if (ladder.isEmpty()) {
            double smallest = x == 0 ? STEP * STEP : STEP * Math.min(1, Math.abs(x));
            double h = first.h;
            do {
                ladder.add(new Step(f, x, h));
                h /= FACTOR;
            } while (h > SAME * smallest && x + h > x - h);
        }
        return ladder;
    }

    private Slope slope(Step step, int output) {
        double above = step.above[output];
        double below = step.below[output];
        double here = value[output];
        double rounding = EPSILON * Math.max(Math.abs(above), Math.abs(below)) / step.h;
        return new Slope((above - below) / step.width, (above - here) / (x + step.h - x),
                (here - below) / (x - (x - step.h)), rounding);
    }

    /** The slope of f over both sides of x, over each of them, and what rounding may add to it. */
    private record Slope(double central, double above, double below, double rounding) {
        boolean isStraight() {
            return gap() <= CURVATURE * size();
        }

        double gap() {
            return Math.abs(above - below);
        }

        double size() {
            return Math.max(Math.abs(above), Math.abs(below));
        }

        /** Whether rounding would hide what is seen with a larger step. */
        boolean isBlurred(Slope larger) {
            return !(rounding <= SAME * Math.max(size(), larger.size()));
        }
    }

    /** Slopes by falling h, and how their difference from the derivative by the rules changes with h. */
    private record Diagnosis(List<Slope> slopes, double analytic, double smallest) {
        Finding finding() {
            int best = best();
            double numeric = slopes.get(best).central;
            String kink = kinkOrJump();
            if (error(best) <= TOLERANCE) {
                return new Finding(numeric, kink.equals(GradCheckEntry.KINK) ? kink : "");
            }
            if (!Double.isFinite(analytic) || !Double.isFinite(numeric)) {
                return new Finding(numeric, GradCheckEntry.NOT_FINITE);
            }
            if (!kink.isEmpty()) {
                return new Finding(numeric, kink);
            }
            int last = slopes.size() - 1;
            int nearest = least(last, Comparator.comparingDouble(this::error));
            double shown = Math.min(Math.max(smallest, Math.abs(numeric)), Math.abs(numeric - analytic));
            if (doubt(best) <= CERTAIN * shown && !agreesAtALargerStep(best)) {
                return new Finding(numeric, GradCheckEntry.WRONG_RULE);
            }
            return new Finding(slopes.get(nearest).central, error(nearest) <= TOLERANCE
                    ? ""
                    : nearest == last ? GradCheckEntry.TRUNCATION : GradCheckEntry.ROUNDING);
        }

        private double error(int i) {
            return Differences.error(analytic, slopes.get(i).central, smallest);
        }

        /**
         * By how much a difference may be wrong, as far as rounding and the next smaller steps tell: two of
         * them, as rounded values may be equal by chance.
         */
        private double doubt(int i) {
            return Math.max(Math.abs(central(i) - central(i + 1)), Math.abs(central(i) - central(i + 2)))
                    + slopes.get(i).rounding;
        }

        private double central(int i) {
            return i < slopes.size() ? slopes.get(i).central : Double.NaN;
        }

        private double relativeDoubt(int i) {
            double doubt = doubt(i) / Math.max(smallest, Math.abs(central(i)));
            return Double.isNaN(doubt) ? Double.POSITIVE_INFINITY : doubt;
        }

        /** The difference least in doubt, of those where f is straight if there are any. */
        private int best() {
            Comparator<Integer> straightFirst = Comparator
                    .comparing(i -> !slopes.get(i).isStraight() || relativeDoubt(i) > TOLERANCE);
            // the last two have no two smaller ones beside them
            return least(slopes.size() - 3, straightFirst.thenComparingDouble(this::relativeDoubt));
        }

        private static int least(int last, Comparator<Integer> order) {
            int least = 0;
            for (int i = 1; i <= last; i++) {
                least = order.compare(i, least) < 0 ? i : least;
            }
            return least;
        }

        /** Whether the error was far smaller at a larger step: then it is rounding that has grown. */
        private boolean agreesAtALargerStep(int best) {
            for (int i = 0; i < best; i++) {
                if (slopes.get(i).isStraight() && error(i) <= error(best) / FACTOR) {
                    return true;
                }
            }
            return false;
        }

        /** Of the two smallest steps that rounding does not spoil. */
        private String kinkOrJump() {
            for (int i = slopes.size() - 2; i >= 0; i--) {
                Slope wide = slopes.get(i);
                Slope narrow = slopes.get(i + 1);
                if (narrow.isBlurred(wide)) {
                    continue;
                }
                double gap = narrow.gap();
                if (gap > CURVATURE * narrow.size() && Math.abs(wide.above - narrow.above) <= SAME * gap
                        && Math.abs(wide.below - narrow.below) <= SAME * gap) {
                    return GradCheckEntry.KINK;
                }
                double grown = FACTOR * wide.central;
                return narrow.rounding <= SAME * Math.abs(grown) && grown != 0
                        && Math.abs(narrow.central - grown) <= SAME * Math.abs(grown)
                                ? GradCheckEntry.JUMP
                                : "";
            }
            return "";
        }
    }
}
