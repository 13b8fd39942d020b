package leibniz.display;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers for places with little room. */
final class Numbers {
    private static final int DIGITS = 4;
    /** A number with at most so many digits is written in full. */
    private static final int ALL_DIGITS = 6;
    private static final String TIMES = "\u00b7";
    private static final char SUPERSCRIPT_MINUS = '\u207b';
    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
    private static final Pattern OF_JAVA = Pattern.compile("\\d+\\.\\d+E-?\\d+");
    private static final Pattern POWER = Pattern
            .compile("(" + TIMES + ")?10([" + SUPERSCRIPT_MINUS + SUPERSCRIPTS + "]+)");

    private Numbers() {}

    /**
     * All digits where there are at most six, else four; whole numbers below ten million in full; {@code nan}
     * and {@code inf} as in tensors; very large and very small ones with a power of ten, as beside formulas
     * an e would be Euler's number. A number that FLOAT32 can hold has the digits that it needs there.
     */
    static String compact(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        var shown = shown(value);
        return isOrdinary(value) ? shown.toPlainString() : scientific(shown);
    }

    /** Whether a number is written without a power of ten. */
    private static boolean isOrdinary(double value) {
        double size = Math.abs(value);
        return isWhole(value) || size >= 1e-4 && size < 1e6;
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7;
    }

    /** The finite number with the digits that are written. */
    private static BigDecimal shown(double value) {
        if (isWhole(value)) {
            return BigDecimal.valueOf((long) value);
        }
        var digits = digits(value);
        if (digits.precision() <= (isOrdinary(value) ? ALL_DIGITS : DIGITS)) {
            return digits;
        }
        int whole = isOrdinary(value) && Math.abs(value) >= 1 ? (int) Math.log10(Math.abs(value)) + 1 : 0;
        return new BigDecimal(value).round(new MathContext(Math.max(DIGITS, whole))).stripTrailingZeros();
    }

    /** The number that {@link #compact} writes. */
    static double rounded(double value) {
        return Double.isFinite(value) ? shown(value).doubleValue() : value;
    }

    private static String scientific(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        String first = value.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
        return switch (first) {
            case "1" -> power(exponent);
            case "-1" -> "-" + power(exponent);
            default -> first + TIMES + power(exponent);
        };
    }

    /** Ten to the power of an exponent. */
    static String power(int exponent) {
        var out = new StringBuilder("10");
        String.valueOf(exponent).chars()
                .forEach(c -> out.append(c == '-' ? SUPERSCRIPT_MINUS : SUPERSCRIPTS.charAt(c - '0')));
        return out.toString();
    }

    /** A number of this class in LaTeX. */
    static String latex(String number) {
        return switch (number) {
            case "nan" -> "\\text{nan}";
            case "inf" -> "\\infty";
            case "-inf" -> "-\\infty";
            default -> POWER.matcher(number).replaceFirst(found -> Matcher.quoteReplacement(
                    (found.group(1) == null ? "" : " \\cdot ") + "10^{" + plain(found.group(2)) + "}"));
        };
    }

    private static String plain(String superscripts) {
        var out = new StringBuilder();
        superscripts.chars().forEach(c -> out.append(
                c == SUPERSCRIPT_MINUS ? "-" : String.valueOf(SUPERSCRIPTS.indexOf(c))));
        return out.toString();
    }

    /** A formula of the library, whose numbers are those of Java, with numbers as displays write them. */
    static String inFormula(String formula) {
        return OF_JAVA.matcher(formula)
                .replaceAll(found -> Matcher.quoteReplacement(compact(Double.parseDouble(found.group()))));
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
        return size >= 1e-4 && size < 1e7 ? exact.toPlainString() : scientific(exact);
    }

    /** With two digits, for an error or the end of a range. */
    static String brief(double value) {
        return Double.isFinite(value)
                ? compact(new BigDecimal(value).round(new MathContext(2)).doubleValue())
                : compact(value);
    }

    /** Whether {@link #compact} leaves digits out. */
    static boolean isRounded(double value) {
        return Double.isFinite(value) && shown(value).compareTo(digits(value)) != 0;
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
