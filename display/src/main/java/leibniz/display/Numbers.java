package leibniz.display;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for places with little room. */
final class Numbers {
    private static final int DIGITS = 4;

    private Numbers() {}

    /**
     * Four significant digits, whole numbers below ten million in full, {@code nan} and {@code inf} as in
     * tensors.
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
        if (size >= 1e-4 && size < 1e6) {
            int whole = size < 1 ? 0 : (int) Math.log10(size) + 1;
            var rounded = new BigDecimal(value).round(new MathContext(Math.max(DIGITS, whole)));
            return rounded.stripTrailingZeros().toPlainString();
        }
        var rounded = new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }
}
