package leibniz.display;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for places with little room. */
final class Numbers {
    private static final int DIGITS = 4;
    /** A number with at most so many digits is written in full. */
    private static final int ALL_DIGITS = 6;

    private Numbers() {}

    /**
     * All digits where there are at most six, else four; whole numbers below ten million in full; {@code nan}
     * and {@code inf} as in tensors. A number that FLOAT32 can hold has the digits that it needs there.
     */
    static String compact(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e7) {
            return Long.toString((long) value);
        }
        var digits = digits(value);
        if (size >= 1e-4 && size < 1e6 && digits.precision() <= ALL_DIGITS) {
            return digits.toPlainString();
        }
        if (size >= 1e-4 && size < 1e6) {
            int whole = size < 1 ? 0 : (int) Math.log10(size) + 1;
            var rounded = new BigDecimal(value).round(new MathContext(Math.max(DIGITS, whole)));
            return rounded.stripTrailingZeros().toPlainString();
        }
        var rounded = digits.precision() <= DIGITS
                ? digits
                : new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }

    /** A count with its thousands set apart. */
    static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** All digits that tell a FLOAT64 from its neighbours, in the style of {@link #compact}. */
    static String full(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || value == Math.rint(value) && size < 1e7) {
            return compact(value);
        }
        var exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (size >= 1e-4 && size < 1e7) {
            return exact.toPlainString();
        }
        int exponent = exact.precision() - exact.scale() - 1;
        return exact.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }

    /** With two digits, for an error or the end of a range. */
    static String brief(double value) {
        return Double.isFinite(value)
                ? compact(new BigDecimal(value).round(new MathContext(2)).doubleValue())
                : compact(value);
    }

    /** Whether {@link #compact} leaves digits out. */
    static boolean isRounded(double value) {
        return Double.isFinite(value) && new BigDecimal(compact(value)).compareTo(digits(value)) != 0;
    }

    /** Whether it has more digits than the least that {@link #compact} leaves. */
    static boolean hasManyDigits(double value) {
        return Double.isFinite(value) && value != Math.rint(value) && digits(value).precision() > DIGITS;
    }

    private static BigDecimal digits(double value) {
        float single = (float) value;
        return new BigDecimal(single == value ? Float.toString(single) : Double.toString(value))
                .stripTrailingZeros();
    }
}
