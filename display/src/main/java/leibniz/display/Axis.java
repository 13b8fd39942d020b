package leibniz.display;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The range of an axis and its ticks, at numbers that a person would choose: one, two or five times a power
 * of ten apart, or on a logarithmic axis powers of ten.
 */
final class Axis {
    /** From this size on, and below its inverse, ticks are written with a common power of ten. */
    private static final double LARGE = 1e6;
    private static final double SMALL = 1e-3;
    /** Finer steps than this part of the numbers are below what a double tells apart. */
    private static final double FINEST = 1e-13;

    /** An axis from minus to plus this has a length that is a number; what lies beyond is cut off. */
    private static final double WIDEST = Double.MAX_VALUE / 3;

    /** Where an axis has a mark, and what stands beside it. */
    record Tick(double value, String label) {}

    final double low;
    final double high;
    final boolean logarithmic;
    final List<Tick> ticks = new ArrayList<>();
    /** What the labels are to be multiplied by, such as {@code ×10⁶}, or empty. */
    String factor = "";

    private Axis(double low, double high, boolean logarithmic) {
        this.low = low;
        this.high = high;
        this.logarithmic = logarithmic;
    }

    /**
     * From the least to the largest value, with some room beyond them.
     *
     * @param most how many ticks there is room for
     * @param whole whether values between whole numbers mean nothing
     */
    static Axis of(double from, double to, int most, boolean whole) {
        double least = Math.max(from, -WIDEST);
        double largest = Math.min(to, WIDEST);
        double room = 0.04 * (largest - least);
        return largest - least > FINEST * Math.max(Math.abs(least), Math.abs(largest))
                ? exactly(least - room, largest + room, most, whole)
                : exactly(least - around(least, whole), largest + around(largest, whole), most, whole);
    }

    private static double around(double value, boolean whole) {
        return value == 0 || whole ? 1 : Math.abs(value) / 2;
    }

    /** From low to high. */
    static Axis exactly(double low, double high, int most, boolean whole) {
        var axis = new Axis(low, high, false);
        double step = step((high - low) / most);
        step = whole ? Math.max(1, step) : step;
        double size = Math.max(Math.abs(low), Math.abs(high));
        int exponent = size >= LARGE || size < SMALL ? 3 * (int) Math.floor(Math.log10(size) / 3) : 0;
        axis.factor = exponent == 0 ? "" : "\u00d7" + Numbers.power(exponent);
        long first = (long) Math.ceil(low / step - 1e-9);
        long last = (long) Math.floor(high / step + 1e-9);
        for (long k = first; k <= last; k++) {
            axis.ticks.add(new Tick(k * step, label(k, step, exponent)));
        }
        return axis;
    }

    /** One, two or five times a power of ten, and not below the given number. */
    static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (int times : new int[]{ 1, 2, 5 }) {
            if (times * power >= least * (1 - 1e-9)) {
                return times * power;
            }
        }
        return 10 * power;
    }

    private static String label(long k, double step, int exponent) {
        // the step is a round number, so its shortest decimal is the one that is meant
        var exact = new BigDecimal(Double.toString(step)).round(new MathContext(1))
                .multiply(BigDecimal.valueOf(k)).movePointLeft(exponent);
        int decimals = Math.max(0, exponent - (int) Math.floor(Math.log10(step) + 1e-9));
        return k == 0 ? "0" : exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** Powers of ten around values that are all above 0. */
    static Axis logarithmic(double least, double largest, int most) {
        int low = (int) Math.floor(Math.log10(least) + 1e-9);
        int high = Math.max(low + 1, (int) Math.ceil(Math.log10(largest) - 1e-9));
        var axis = new Axis(Math.pow(10, low), Math.pow(10, high), true);
        int every = Math.max(1, Math.ceilDiv(high - low, most));
        for (int exponent = low; exponent <= high; exponent++) {
            if (Math.floorMod(exponent, every) == 0) {
                axis.ticks.add(new Tick(Math.pow(10, exponent), power(exponent)));
            }
        }
        return axis;
    }

    private static String power(int exponent) {
        return switch (exponent) {
            case 0 -> "1";
            case 1 -> "10";
            default -> Numbers.power(exponent);
        };
    }

    /** Where a value lies between the ends, 0 being the low and 1 the high one. */
    double place(double value) {
        return logarithmic
                ? Math.log(value / low) / Math.log(high / low)
                : (value - low) / (high - low);
    }
}
