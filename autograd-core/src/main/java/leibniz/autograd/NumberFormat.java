package leibniz.autograd;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * How the numbers of one tensor are written: whole, with 4 digits after the point, or in scientific notation.
 */
record NumberFormat(Style style, int width) {
    private enum Style {
        EXACT, WHOLE, FIXED, SCIENTIFIC
    }

    /** The format that fits the numbers at the given positions. */
    static NumberFormat of(Storage values, List<Integer> positions) {
        Style style = values.dtype().isFloating() ? styleOf(values, positions) : Style.EXACT;
        NumberFormat format = new NumberFormat(style, 1);
        int width = 1;
        for (int at : positions) {
            double value = values.getDouble(at);
            if (style == Style.EXACT || (value != 0 && Double.isFinite(value))) {
                width = Math.max(width, format.format(values, at).length());
            }
        }
        return new NumberFormat(style, width);
    }

    private static Style styleOf(Storage values, List<Integer> positions) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        boolean whole = true;
        for (int at : positions) {
            double value = values.getDouble(at);
            if (value != 0 && Double.isFinite(value)) {
                least = Math.min(least, Math.abs(value));
                most = Math.max(most, Math.abs(value));
                whole &= value == Math.rint(value);
            }
        }
        if (most == 0) {
            return Style.WHOLE;
        }
        boolean scientific = most / least > 1000 || most > 1e8 || least < 1e-4;
        if (scientific) {
            return Style.SCIENTIFIC;
        }
        return whole ? Style.WHOLE : Style.FIXED;
    }

    String format(Storage values, int at) {
        if (style == Style.EXACT) {
            return values.dtype() == DType.BOOL
                    ? Boolean.toString(values.getBoolean(at))
                    : Long.toString(values.getLong(at));
        }
        double value = values.getDouble(at);
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        // exact decimal expansion, halves to even: as C and Python round
        BigDecimal exact = new BigDecimal(Math.abs(value));
        String digits = switch (style) {
            case WHOLE -> exact.setScale(0, RoundingMode.HALF_EVEN).toPlainString() + ".";
            case FIXED -> exact.setScale(4, RoundingMode.HALF_EVEN).toPlainString();
            default -> scientific(exact);
        };
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        return negative ? "-" + digits : digits;
    }

    private static String scientific(BigDecimal exact) {
        if (exact.signum() == 0) {
            return "0.0000e+00";
        }
        BigDecimal rounded = exact.round(new MathContext(5, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent).setScale(4, RoundingMode.UNNECESSARY)
                .toPlainString();
        String size = Math.abs(exponent) < 10
                ? "0" + Math.abs(exponent)
                : Integer.toString(Math.abs(exponent));
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + size;
    }
}
