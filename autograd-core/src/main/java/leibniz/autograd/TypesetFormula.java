package leibniz.autograd;

import java.util.stream.Collectors;
import leibniz.autograd.Formula.Style;
import org.jspecify.annotations.Nullable;

/**
 * A written formula and how strongly its parts hold together, so that parentheses stand only where they are
 * needed, and whether its ends allow a product without a sign, as in 2(x + 1)y.
 */
record TypesetFormula(String text, int strength, boolean opensTight, boolean closesTight) {
    private static final int SUM = 1;
    /** Products element by element, which do not mix with those of matrices. */
    private static final int INFIX = 2;
    /** A division by more than a number, which is none of a product of matrices. */
    private static final int QUOTIENT = 3;
    /** A product that ends in sin x, after which no factor can stand. */
    private static final int OPEN_PRODUCT = 4;
    private static final int PRODUCT = 5;
    /** sin x, which would read otherwise before a fraction bar or a further factor. */
    private static final int FUNCTION = 6;
    private static final int PREFIX = 7;
    private static final int ATOM = 8;
    private static final String SUBSCRIPTS = "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089";
    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    static TypesetFormula atom(String text, boolean tight) {
        return new TypesetFormula(text, ATOM, tight, tight);
    }

    static TypesetFormula number(String digits) {
        return new TypesetFormula(digits, ATOM, false, true);
    }

    /** Whether a further factor would be read as a part of the argument. */
    boolean isOpen() {
        return strength == FUNCTION || strength == OPEN_PRODUCT;
    }

    boolean isSum() {
        return strength == SUM;
    }

    boolean isNumber() {
        return strength == ATOM && !opensTight && closesTight && Character.isDigit(text.charAt(0));
    }

    /** The same, as something that needs no parentheses. */
    TypesetFormula closed() {
        return new TypesetFormula(text, ATOM, opensTight, closesTight);
    }

    static TypesetFormula sum(Style style, TypesetFormula a, String sign, TypesetFormula b) {
        boolean minus = sign.equals("-");
        return new TypesetFormula(a.at(SUM, style).text + " " + (minus ? style.minus : sign) + " "
                + b.at(minus || b.text.startsWith(style.minus) ? QUOTIENT : SUM, style).text, SUM, false,
                false);
    }

    static TypesetFormula comparison(Style style, TypesetFormula a, String sign, TypesetFormula b) {
        return new TypesetFormula(a.at(SUM, style).text + " " + sign + " " + b.at(SUM, style).text, 0, false,
                false);
    }

    static TypesetFormula minus(Style style, TypesetFormula a) {
        return new TypesetFormula(style.minus + a.at(QUOTIENT, style).text, SUM, false, false);
    }

    /** Without a sign where the ends allow it. */
    static TypesetFormula product(Style style, TypesetFormula a, TypesetFormula b) {
        return product(style, QUOTIENT, a, b);
    }

    static TypesetFormula matrixProduct(Style style, TypesetFormula a, TypesetFormula b) {
        return product(style, PRODUCT, a, b);
    }

    private static TypesetFormula product(Style style, int least, TypesetFormula a, TypesetFormula b) {
        boolean readsOn = b.strength == FUNCTION && !a.isLarge();
        TypesetFormula left = readsOn ? a.at(least, style) : a.asFirst(least, style);
        TypesetFormula right = b.at(Math.min(least, OPEN_PRODUCT), style);
        boolean tight = left.closesTight && right.opensTight;
        String sign = style == Style.TEXT ? tight ? "" : "\u00b7" : tight ? " " : " \\cdot ";
        return new TypesetFormula(left.text + sign + right.text,
                Math.min(right.isOpen() ? OPEN_PRODUCT : PRODUCT, Math.min(left.strength, right.strength)),
                left.opensTight,
                right.closesTight);
    }

    /** A number that is a product of matrices stands in parentheses within another one. */
    TypesetFormula asNumber() {
        return new TypesetFormula(text, strength == PRODUCT || strength == OPEN_PRODUCT ? QUOTIENT : strength,
                opensTight,
                closesTight);
    }

    static TypesetFormula infix(Style style, TypesetFormula a, String sign, TypesetFormula b) {
        return new TypesetFormula(a.asFirst(INFIX, style).text + sign + b.at(QUOTIENT, style).text, INFIX,
                false,
                false);
    }

    static TypesetFormula fraction(Style style, TypesetFormula a, TypesetFormula b, boolean byNumber) {
        return style == Style.LATEX
                ? atom("\\frac{" + a.text + "}{" + b.text + "}", true)
                : new TypesetFormula(
                        a.asFirst(QUOTIENT, style).text + "/" + b.at(PREFIX, style).text,
                        byNumber ? Math.clamp(a.strength, QUOTIENT, PRODUCT) : QUOTIENT, a.opensTight, false);
    }

    /** An element or a part. Only a variable of one letter takes a single index as a subscript in text. */
    static TypesetFormula indexed(Style style, TypesetFormula a, String index) {
        if (style == Style.LATEX) {
            boolean once = a.strength == ATOM && !a.text.contains("_");
            return atom((once ? a : a.parenthesized(style)).text + "_{" + index + "}", true);
        }
        boolean variable = a.strength == ATOM && a.text.codePointCount(0, a.text.length()) == 1;
        return variable && index.matches("\\d+")
                ? atom(a.text + index.chars().mapToObj(c -> SUBSCRIPTS.substring(c - '0', c - '0' + 1))
                        .collect(Collectors.joining()), true)
                : atom(a.at(ATOM, style).text + "[" + index + "]", true);
    }

    static TypesetFormula power(Style style, TypesetFormula base, TypesetFormula exponent) {
        TypesetFormula left = base.at(ATOM, style);
        if (style == Style.LATEX) {
            return new TypesetFormula(left.text + "^{" + exponent.text + "}", PREFIX, left.opensTight, true);
        }
        String raised = superscript(exponent.text);
        return raised != null
                ? new TypesetFormula(left.text + raised, PREFIX, left.opensTight, true)
                : new TypesetFormula(left.text + "^" + exponent.at(ATOM, style).text, PREFIX, left.opensTight,
                        false);
    }

    /** Whole numbers in raised digits; null for anything else. */
    private static @Nullable String superscript(String exponent) {
        if (!exponent.matches("\u2212?\\d+")) {
            return null;
        }
        StringBuilder raised = new StringBuilder();
        for (int i = 0; i < exponent.length(); i++) {
            char c = exponent.charAt(i);
            raised.append(Character.isDigit(c) ? SUPERSCRIPTS.charAt(c - '0') : '\u207b');
        }
        return raised.toString();
    }

    static TypesetFormula function(Style style, String name, TypesetFormula a) {
        boolean bare = a.strength == ATOM;
        boolean sign = name.equals("\u221a");
        return new TypesetFormula(
                name + (bare ? sign ? "" : " " : "") + (bare ? a : a.parenthesized(style)).text,
                bare && !sign ? FUNCTION : PREFIX,
                sign, sign || !bare);
    }

    static TypesetFormula call(Style style, String name, String arguments) {
        return new TypesetFormula(name + style.open + arguments + style.close, ATOM, false, true);
    }

    static TypesetFormula transpose(Style style, TypesetFormula a) {
        TypesetFormula closed = a.at(ATOM, style);
        return new TypesetFormula(closed.text + (style == Style.TEXT ? "\u1d40" : "^\\top"),
                style == Style.TEXT ? ATOM : PREFIX, closed.opensTight || a.strength == ATOM && a.opensTight,
                true);
    }

    private boolean isLarge() {
        return strength == FUNCTION && text.matches("(?s)(\u2211|\u220f|\\\\sum|\\\\prod).*");
    }

    /** As the first factor: what follows would be read as a part of the argument of sin x, or of a sum. */
    private TypesetFormula asFirst(int least, Style style) {
        return isOpen() ? parenthesized(style) : at(least, style);
    }

    private TypesetFormula at(int least, Style style) {
        return strength >= least ? this : parenthesized(style);
    }

    private TypesetFormula parenthesized(Style style) {
        return atom(style.open + text + style.close, true);
    }
}
