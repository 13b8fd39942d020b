package leibniz.display;

import static leibniz.autograd.Autograd.vjp;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import leibniz.autograd.Autograd;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import org.jspecify.annotations.Nullable;

/**
 * A function of one number at places between two bounds, each computed for itself, so that it may branch and
 * loop.
 */
final class Samples {
    static final int COUNT = 201;
    /** How often an interval is halved to tell a jump from a steep slope. */
    private static final int HALVINGS = 30;
    /** A smaller part of the whole range is no jump that could be seen. */
    private static final double VISIBLE = 0.02;
    /** Across a jump what is left of the difference after all halvings is at least this part of it. */
    private static final double STAYS = 0.5;
    /** So many jumps are looked for, at the largest differences. */
    private static final int MOST_JUMPS = 24;
    /** Of a curve with a pole the middle part of its values is drawn, with this much room around it. */
    private static final double MIDDLE = 0.1;
    private static final double ROOM = 1;
    private static final double WORTH_CUTTING = 1.5;

    final double[] x = new double[COUNT];
    final double[] y = new double[COUNT];
    /** By automatic differentiation. */
    final double[] slope = new double[COUNT];
    private final TensorFunction f;
    private final String call;

    /** A curve with NaN where it is interrupted, and the part of its values that is drawn. */
    static final class Curve {
        final double[] x;
        final double[] y;
        /** How many of the points only interrupt the line. */
        final int gaps;
        final boolean hasPole;
        final double low;
        final double high;

        private Curve(double[] x, double[] y, int gaps, boolean hasPole, double low, double high) {
            this.gaps = gaps;
            this.x = x;
            this.y = y;
            this.hasPole = hasPole;
            this.low = low;
            this.high = high;
        }

        boolean goesBelow(double value) {
            return Arrays.stream(y).anyMatch(one -> Double.isFinite(one) && one < value);
        }

        boolean goesAbove(double value) {
            return Arrays.stream(y).anyMatch(one -> Double.isFinite(one) && one > value);
        }
    }

    Samples(String call, TensorFunction f, double from, double to, boolean withSlope) {
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw Refusals.of(Refusals.BOUNDS, call, Numbers.compact(from), Numbers.compact(to));
        }
        this.f = f;
        this.call = call;
        for (int i = 0; i < COUNT; i++) {
            x[i] = i == COUNT - 1 ? to : from + (to - from) * i / (COUNT - 1);
            if (withSlope) {
                double[] both = valueAndSlope(call, f, x[i]);
                y[i] = both[0];
                slope[i] = both[1];
            } else {
                y[i] = value(x[i]);
            }
        }
    }

    private double value(double at) {
        return number(call, Autograd.noGrad(() -> f.apply(tensor(FLOAT64, at))));
    }

    private double slope(double at) {
        return valueAndSlope(call, f, at)[1];
    }

    /** The slopes beside a place where f is no curve with this slope; null where it may be one. */
    @Nullable
    Sides otherSlopes(double at, double value, double slope) {
        return Sides.otherThan(slope, this::value, at, value, Math.min(x[0], at), Math.max(x[COUNT - 1], at));
    }

    /** The values as a curve. */
    Curve curve() {
        return curve(y, this::value);
    }

    /** The derivatives as a curve. */
    Curve slopes() {
        return curve(slope, this::slope);
    }

    /** Puts a gap wherever the function jumps or has a pole between two places. */
    private Curve curve(double[] values, DoubleUnaryOperator function) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        double range = finite.length == 0 ? 0 : finite[finite.length - 1] - finite[0];
        var gaps = new boolean[COUNT];
        boolean pole = false;
        var suspects = new ArrayList<Integer>();
        for (int i = 1; i < COUNT; i++) {
            double difference = Math.abs(values[i] - values[i - 1]);
            if (Double.isFinite(difference) && difference > VISIBLE * middle(finite, range)) {
                suspects.add(i);
            }
        }
        suspects.sort((a, b) -> Double.compare(Math.abs(values[b] - values[b - 1]),
                Math.abs(values[a] - values[a - 1])));
        for (int i : suspects.subList(0, Math.min(MOST_JUMPS, suspects.size()))) {
            double left = remaining(function, x[i - 1], values[i - 1], x[i], values[i]);
            gaps[i] = left >= STAYS;
            pole |= left > 2;
        }
        pole |= Arrays.stream(values).anyMatch(Double::isInfinite);
        var xs = new ArrayList<Double>();
        var ys = new ArrayList<Double>();
        for (int i = 0; i < COUNT; i++) {
            if (gaps[i]) {
                xs.add(x[i]);
                ys.add(Double.NaN);
            }
            xs.add(x[i]);
            ys.add(values[i]);
        }
        int gapCount = xs.size() - COUNT;
        if (finite.length == 0) {
            return new Curve(array(xs), array(ys), gapCount, false, 0, 0);
        }
        double least = finite[0];
        double largest = finite[finite.length - 1];
        double low = finite[(int) (MIDDLE * (finite.length - 1))];
        double high = finite[(int) ((1 - MIDDLE) * (finite.length - 1))];
        double room = ROOM * (high - low);
        double from = Math.max(low - room, least);
        double to = Math.min(high + room, largest);
        boolean cut = pole && to > from && range > WORTH_CUTTING * (to - from);
        return new Curve(array(xs), array(ys), gapCount, cut, cut ? from : least, cut ? to : largest);
    }

    /** The range without the extreme values, beside which a jump would seem small. */
    private static double middle(double[] finite, double range) {
        int n = finite.length;
        double inner = n == 0 ? 0 : finite[(int) ((1 - MIDDLE) * (n - 1))] - finite[(int) (MIDDLE * (n - 1))];
        return inner > 0 ? inner : range;
    }

    /**
     * Which part of the difference between two places is left on a tiny interval between them: next to none
     * where the function is continuous, all of it at a jump, more than all at a pole.
     */
    private static double remaining(DoubleUnaryOperator function, double from, double fromValue, double to,
            double toValue) {
        double a = from;
        double b = to;
        double ya = fromValue;
        double yb = toValue;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = a + (b - a) / 2;
            double ym = function.applyAsDouble(middle);
            if (!Double.isFinite(ym)) {
                return Double.POSITIVE_INFINITY;
            }
            if (Math.abs(ym - ya) > Math.abs(yb - ym)) {
                b = middle;
                yb = ym;
            } else {
                a = middle;
                ya = ym;
            }
        }
        return Math.abs(yb - ya) / Math.abs(toValue - fromValue);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }

    /** The value of f at a number and its derivative there. */
    static double[] valueAndSlope(String call, TensorFunction f, double at) {
        var found = vjp(x -> {
            var y = f.apply(x);
            number(call, y);
            return y.reshape();
        }, tensor(FLOAT64, at), tensor(FLOAT64, 1));
        return new double[]{ found.value().item(), found.derivative().item() };
    }

    static double number(String call, Tensor y) {
        if (y == null) {
            throw Refusals.of(Refusals.F_IS_NULL, call);
        }
        if (y.numel() != 1) {
            throw Refusals.of(Refusals.NOT_A_NUMBER, call, Shapes.text(y.shape()));
        }
        return y.item();
    }

    /** From where to where, and the least and the largest value with their places. */
    String range(String name, double[] values) {
        if (Arrays.stream(values).noneMatch(Double::isFinite)) {
            return Words.NO_FINITE_VALUE_THERE.of(name);
        }
        String runs = Words.RUNS_FROM.of(name, Numbers.compact(values[0]),
                Numbers.compact(values[COUNT - 1]));
        if (isConstant(values)) {
            return runs;
        }
        DoubleUnaryOperator function = values == y ? this::value : this::slope;
        return Words.LEAST_AND_LARGEST.of(runs, new Extreme(x, values, function, -1).text(),
                new Extreme(x, values, function, 1).text());
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }
}
