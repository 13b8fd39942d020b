package leibniz.display;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The least or the largest value of a sampled function, looked for between the samples too, since those of a
 * sine need not meet its top.
 */
final class Extreme {
    /** So many hills, of those almost as high as the highest, are looked at. */
    private static final int MOST_HILLS = 3;
    private static final double ALMOST = 0.02;
    private static final int STEPS = 36;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /** At a pole the last steps still gain at least this part of what those before them have gained. */
    private static final double KEEPS_GROWING = 0.7;
    /** Places with at most so many decimals are tried, so that the least value of x^2 is found at 0. */
    private static final int DECIMALS = 6;
    /** At a smooth top the value is exact to this part of the range, at a jump that it nears it is not. */
    private static final double FLAT = 1e-12;
    private static final double ROUNDING = 4 * Math.ulp(1.0);

    private final double[] x;
    private final double[] values;
    private final DoubleUnaryOperator function;
    /** 1 for the largest value, -1 for the least. */
    private final int sign;
    private final double size;
    private final double range;
    private double at;
    /** Times the sign. */
    private double best = Double.NEGATIVE_INFINITY;
    private boolean isBounded = true;
    private boolean isExact = true;

    /** @param sign 1 for the largest value, -1 for the least; at least one value is finite */
    Extreme(double[] x, double[] values, DoubleUnaryOperator function, int sign) {
        this.x = x;
        this.values = values;
        this.function = function;
        this.sign = sign;
        var finite = IntStream.range(0, x.length).mapToDouble(this::height).filter(Double::isFinite)
                .summaryStatistics();
        range = finite.getMax() - finite.getMin();
        size = Math.max(Math.abs(finite.getMax()), Math.abs(finite.getMin()));
        IntStream.range(0, x.length)
                .filter(i -> isHill(i) && height(i) >= finite.getMax() - ALMOST * range).boxed()
                .sorted((i, j) -> Double.compare(height(j), height(i))).limit(MOST_HILLS)
                .forEach(this::climb);
    }

    private double height(int i) {
        return sign * values[i];
    }

    private double height(double place) {
        return sign * function.applyAsDouble(place);
    }

    private boolean isHill(int i) {
        return Double.isFinite(values[i]) && (i == 0 || !(height(i - 1) > height(i) && isFinite(i - 1)))
                && (i == x.length - 1 || !(height(i + 1) > height(i) && isFinite(i + 1)));
    }

    private boolean isFinite(int i) {
        return Double.isFinite(values[i]);
    }

    /** Golden sections of the two intervals at the sample. */
    private void climb(int i) {
        take(x[i], height(i), true);
        double from = x[Math.max(0, i - 1)];
        double to = x[Math.min(x.length - 1, i + 1)];
        double a = to - GOLDEN * (to - from);
        double b = from + GOLDEN * (to - from);
        double fa = height(a);
        double fb = height(b);
        double top = height(i);
        double[] tops = new double[3];
        for (int k = 0; k < STEPS && isBounded; k++) {
            if (fa > fb || Double.isNaN(fb) && (!Double.isNaN(fa) || b > x[i])) {
                to = b;
                b = a;
                fb = fa;
                a = to - GOLDEN * (to - from);
                fa = height(a);
            } else {
                from = a;
                a = b;
                fa = fb;
                b = from + GOLDEN * (to - from);
                fb = height(b);
            }
            isBounded = fa != Double.POSITIVE_INFINITY && fb != Double.POSITIVE_INFINITY;
            top = Math.max(top, Math.max(Double.isNaN(fa) ? top : fa, Double.isNaN(fb) ? top : fb));
            tops[k / (STEPS / 3)] = top;
        }
        double place = fa > fb || Double.isNaN(fb) ? a : b;
        double gained = tops[2] - tops[1];
        isBounded &= !(gained > ALMOST * range && gained > KEEPS_GROWING * (tops[1] - tops[0]));
        if (!isBounded) {
            double unit = Math.pow(10, DECIMALS);
            double rounded = Math.rint((from + to) / 2 * unit) / unit;
            at = Math.abs(rounded - from) < 0.01 * (x[1] - x[0]) ? rounded : (from + to) / 2;
            best = Double.POSITIVE_INFINITY;
            return;
        }
        take(place, Math.max(fa, fb), false);
        for (int digits = 0; digits <= DECIMALS; digits++) {
            double unit = Math.pow(10, digits);
            double rounded = Math.rint(place * unit) / unit;
            if (rounded >= from && rounded <= to || Math.abs(rounded - place) < 1e-8 * Math.abs(x[0] - to)) {
                double value = height(rounded);
                if (value >= best - ROUNDING * size) {
                    at = rounded;
                    best = value;
                    isExact = true;
                    return;
                }
            }
        }
    }

    private void take(double place, double value, boolean exact) {
        if (value > best + ROUNDING * size && !Double.isNaN(value)) {
            at = place;
            best = value;
            isExact = exact;
        }
    }

    /** {@code is largest, 1, at about 1.571}. */
    String text() {
        if (!isBounded) {
            return (sign > 0 ? Words.GROWS_BEYOND : Words.FALLS_BEYOND).of(about(at, ALMOST * (x[1] - x[0])));
        }
        return (sign > 0 ? Words.IS_LARGEST : Words.IS_LEAST).of(about(sign * best, FLAT * range),
                isExact ? about(at, FLAT * (x[x.length - 1] - x[0])) : Words.ABOUT.of(Numbers.compact(at)));
    }

    /** The number, and whether what is written of it is farther away than this. */
    private static String about(double number, double allowed) {
        String text = Numbers.compact(number);
        return Math.abs(Numbers.rounded(number) - number) > allowed ? Words.ABOUT.of(text) : text;
    }
}
