package leibniz.display;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How the numbers of one table are written, chosen for them together: with as many digits after the point as
 * leave the largest five. One that this would leave with less than two digits is written by itself.
 */
final class NumberStyle {
    /** Digits of the largest number. */
    private static final int DIGITS = 5;
    private static final int MOST_DECIMALS = 4;
    /** Of tables whose largest number has another size each number is written by itself. */
    private static final double LARGE = 1e7;
    private static final double SMALL = 1e-3;
    private static final int BY_ITSELF = -1;

    private final int decimals;

    private NumberStyle(int decimals) {
        this.decimals = decimals;
    }

    /**
     * The style for these elements, of which those that are no floating numbers, or not finite, do not count.
     */
    static NumberStyle of(List<?> elements) {
        double most = 0;
        boolean whole = true;
        for (var element : elements) {
            if (element instanceof Float || element instanceof Double) {
                double size = Math.abs(Elements.number(element));
                if (Double.isFinite(size)) {
                    most = Math.max(most, size);
                    whole &= size == Math.rint(size);
                }
            }
        }
        if (whole && most < LARGE) {
            return new NumberStyle(0);
        }
        if (most >= LARGE || most < SMALL) {
            return new NumberStyle(BY_ITSELF);
        }
        int before = Math.max(1, (int) Math.floor(Math.log10(most)) + 1);
        return new NumberStyle(Math.clamp(DIGITS - before, 1, MOST_DECIMALS));
    }

    /** The text of one element; integers and truth values are written in full whatever the style. */
    String text(Object element) {
        if (!(element instanceof Float || element instanceof Double)) {
            return element.toString();
        }
        double value = Elements.number(element);
        if (!Double.isFinite(value) || decimals == BY_ITSELF) {
            return Numbers.compact(value);
        }
        if (value == 0) {
            return Double.doubleToRawLongBits(value) < 0 ? "-0" : "0";
        }
        var rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        boolean tellsLittle = decimals > 0 && rounded.unscaledValue().abs().bitLength() < 4;
        return tellsLittle && rounded.compareTo(new BigDecimal(value)) != 0
                ? Numbers.brief(value)
                : rounded.toPlainString();
    }
}
