package leibniz.display;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** How all numbers of one table are written, chosen for them together as PyTorch chooses it. */
enum NumberStyle {
    /** Whole floating numbers: {@code 4.} */
    WHOLE,
    /** Four digits after the point. */
    FIXED,
    /** {@code 1.5000e-05}. */
    SCIENTIFIC;

    private static final int DIGITS = 4;

    /**
     * The style for these elements, of which those that are no floating numbers, or not finite, do not count.
     */
    static NumberStyle of(List<?> elements) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        boolean whole = true;
        for (var element : elements) {
            if (element instanceof Float || element instanceof Double) {
                double size = Math.abs(Elements.number(element));
                if (size != 0 && Double.isFinite(size)) {
                    least = Math.min(least, size);
                    most = Math.max(most, size);
                    whole &= size == Math.rint(size);
                }
            }
        }
        if (most > 0 && (most / least > 1000 || most > 1e8 || least < 1e-4)) {
            return SCIENTIFIC;
        }
        return whole ? WHOLE : FIXED;
    }

    /** The text of one element; integers and truth values are written in full whatever the style. */
    String text(Object element) {
        if (!(element instanceof Float || element instanceof Double)) {
            return element.toString();
        }
        double value = Elements.number(element);
        if (!Double.isFinite(value)) {
            return Numbers.compact(value);
        }
        var exact = new BigDecimal(Math.abs(value));
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        return sign + switch (this) {
            case WHOLE -> exact.setScale(0, RoundingMode.HALF_EVEN).toPlainString() + ".";
            case FIXED -> exact.setScale(DIGITS, RoundingMode.HALF_EVEN).toPlainString();
            case SCIENTIFIC -> scientific(exact);
        };
    }

    private static String scientific(BigDecimal exact) {
        if (exact.signum() == 0) {
            return "0.0000e+00";
        }
        var rounded = exact.round(new MathContext(DIGITS + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent).setScale(DIGITS, RoundingMode.UNNECESSARY)
                .toPlainString();
        int size = Math.abs(exponent);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }
}
