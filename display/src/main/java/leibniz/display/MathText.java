package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.autograd.Tensor;

/**
 * A piece of mathematics as LaTeX and as plain text.
 *
 * @param rounded whether digits of its numbers are left out, so that it is not equal to what it stands for
 */
record MathText(String latex, String text, boolean rounded) {
    /** Longer vectors and matrices are shown by their first and last entries. */
    private static final int SHOWN = 6;
    private static final int LEFT_OUT = -1;
    private static final Pattern LONG_DECIMAL = Pattern.compile("\\d+\\.\\d{5,}");
    private static final Pattern POWER_OF_TEN = Pattern
            .compile("(\\d+\\.\\d+) \\\\cdot 10\\^\\{(-?\\d+)}");
    private static final Pattern FUNCTION_AT_END = Pattern
            .compile("(^|\u00b7|/)[\\p{L}\u2211\u220f]+(_[\\d,]+)? [^ ()\\[\\]]+$");
    private static final int LARGEST_DENOMINATOR = 200;

    /** Of what is written in full. */
    MathText(String latex, String text) {
        this(latex, text, false);
    }

    static MathText formula(Tensor symbolic) {
        String text = Numbers.inFormula(symbolic.toString());
        String latex = POWER_OF_TEN.matcher(symbolic.toLatex()).replaceAll(
                found -> quoted(number(Double.parseDouble(found.group(1) + "e" + found.group(2))).latex));
        return new MathText(
                LONG_DECIMAL.matcher(latex)
                        .replaceAll(found -> quoted(shorter(found.group()).latex)),
                LONG_DECIMAL.matcher(text).replaceAll(found -> quoted(shorter(found.group()).text)),
                LONG_DECIMAL.matcher(text).results().anyMatch(found -> shorter(found.group()).rounded));
    }

    /** left = right, or \u2248 where the right side is rounded. */
    static MathText equal(MathText left, MathText right) {
        return new MathText(left.latex + right.latexSign(" ") + right.latex,
                left.text + right.sign() + right.text,
                right.rounded);
    }

    /** The sign between a name and this, with blanks around it. */
    String sign() {
        return rounded ? " \u2248 " : " = ";
    }

    /** The same in LaTeX; before it stands the given text, such as the sign of alignment. */
    String latexSign(String before) {
        return before + (rounded ? "\\approx " : "= ");
    }

    /** A sentence that speaks of a formula. */
    static MathText of(String latex, String text, UnaryOperator<String> sentence) {
        return new MathText(sentence.apply(latex), sentence.apply(text));
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }

    /** A decimal as the fraction that it was before it was divided, or with four digits. */
    private static MathText shorter(String decimal) {
        double value = Double.parseDouble(decimal);
        for (int below = 3; below < LARGEST_DENOMINATOR; below++) {
            double above = Math.rint(value * below);
            if (Math.abs(value * below - above) < 1e-13 * below) {
                return new MathText(String.format(Locale.ROOT, "\\tfrac{%.0f}{%d}", above, below),
                        String.format(Locale.ROOT, "(%.0f/%d)", above, below));
            }
        }
        return number(value);
    }

    /** A number with few digits. */
    static MathText number(double value) {
        String text = Numbers.compact(value);
        return new MathText(Numbers.latex(text), text.replace("-", "\u2212"), Numbers.isRounded(value));
    }

    /** The derivative of a vector by a vector: a number where it has one entry. */
    static MathText matrix(double[][] rows) {
        return rows.length == 1 && rows[0].length == 1 ? number(rows[0][0]) : matrix(rows, false);
    }

    /** @param nested whether also one row, or one column, is written as a list of rows */
    private static MathText matrix(double[][] rows, boolean nested) {
        int[] shown = shown(rows.length);
        int[] columns = shown(rows.length == 0 ? 0 : rows[0].length);
        boolean rounded = IntStream.of(shown).filter(i -> i != LEFT_OUT).anyMatch(
                i -> IntStream.of(columns).filter(j -> j != LEFT_OUT)
                        .anyMatch(j -> Numbers.isRounded(rows[i][j])));
        String latex = IntStream.of(shown).mapToObj(i -> i == LEFT_OUT
                ? "\\vdots" + " &".repeat(Math.max(columns.length - 1, 0))
                : listed(columns, j -> number(rows[i][j]).latex, "\\cdots", " & "))
                .collect(Collectors.joining(" \\\\ ", "\\begin{bmatrix} ", " \\end{bmatrix}"));
        if (columns.length == 1 && !nested) {
            return new MathText(latex,
                    listed(shown, i -> number(rows[i][0]).text, "\u2026", ", ", "[", "]\u1d40"), rounded);
        }
        IntFunction<String> row = i -> listed(columns, j -> number(rows[i][j]).text, "\u2026", ", ", "[",
                "]");
        return new MathText(latex,
                rows.length == 1 && !nested ? row.apply(0) : listed(shown, row, "\u2026", ", ", "[", "]"),
                rounded);
    }

    /** The value of a tensor of at most two dims: a vector is a column, a matrix a list of rows. */
    static MathText value(Tensor x) {
        var elements = new Elements(x);
        int[] shape = elements.shape;
        return switch (shape.length) {
            case 0 -> number(Elements.number(elements.at()));
            case 1 -> shape[0] == 1
                    ? ofOne(elements.at(0), "[", "]")
                    : matrix(rows(shape[0], 1, (i, j) -> Elements.number(elements.at(i))));
            default -> shape[0] == 1 && shape[1] == 1
                    ? ofOne(elements.at(0, 0), "[[", "]]")
                    : matrix(rows(shape[0], shape[1], (i, j) -> Elements.number(elements.at(i, j))), true);
        };
    }

    private static MathText ofOne(Object element, String open, String close) {
        var number = number(Elements.number(element));
        return new MathText("\\begin{bmatrix} " + number.latex + " \\end{bmatrix}",
                open + number.text + close, number.rounded);
    }

    /** An entry of a matrix. */
    @FunctionalInterface
    interface Entry {
        double at(int row, int column);
    }

    static double[][] rows(int rows, int columns, Entry entry) {
        double[][] result = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[i][j] = entry.at(i, j);
            }
        }
        return result;
    }

    /** The factors with a sign of multiplication between them, sums in parentheses, without ones. */
    static MathText product(List<MathText> all) {
        boolean leftOut = all.stream().anyMatch(factor -> factor.text.equals("\u22ef"));
        var kept = leftOut ? all : all.stream().filter(factor -> !factor.text.equals("1")).toList();
        var factors = kept.isEmpty() ? all.subList(0, 1) : kept;
        var parts = factors.size() == 1
                ? factors
                : IntStream.range(0, factors.size())
                        .mapToObj(i -> factors.get(i).asFactor(i == factors.size() - 1)).toList();
        var product = join(parts, " \\cdot ", " \u00b7 ");
        return new MathText(product.latex.replace("\\cdot \\cdots \\cdot", "\\cdots"),
                product.text.replace("\u00b7 \u22ef \u00b7", "\u22ef"), product.rounded);
    }

    /** The terms with signs of addition between them, of subtraction where a term begins with a minus. */
    static MathText sum(List<MathText> terms) {
        var result = terms.getFirst();
        for (var term : terms.subList(1, terms.size())) {
            var next = term.plus();
            result = new MathText(result.latex + " " + next.latex, result.text + " " + next.text,
                    result.rounded || term.rounded);
        }
        return result;
    }

    /** With the sign in front that it has as a further term of a sum. */
    MathText plus() {
        return text.startsWith("\u2212") && latex.startsWith("-")
                ? new MathText("- " + latex.substring(1), "\u2212 " + text.substring(1), rounded)
                : new MathText("+ " + latex, "+ " + text, rounded);
    }

    static MathText join(List<MathText> parts, String latex, String text) {
        return new MathText(parts.stream().map(MathText::latex).collect(Collectors.joining(latex)),
                parts.stream().map(MathText::text).collect(Collectors.joining(text)),
                parts.stream().anyMatch(MathText::rounded));
    }

    private MathText asFactor(boolean last) {
        return isSumOrProductOfElements() || !last && endsInFunction()
                ? new MathText("\\left(" + latex + "\\right)", "(" + text + ")", rounded)
                : this;
    }

    /** Whether a sign of addition, or of a product element by element, stands outside all brackets. */
    private boolean isSumOrProductOfElements() {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(', '[', '\u27e8' -> depth++;
                case ')', ']', '\u27e9' -> depth--;
                case '+', '\u2212', '\u2299' -> {
                    if (depth == 0 && (i == 0 || text.charAt(i - 1) == ' ')) {
                        return true;
                    }
                }
                default -> {
                }
            }
        }
        return false;
    }

    /** As {@code cos x}, of whose argument a further factor would be read as a part. */
    private boolean endsInFunction() {
        return FUNCTION_AT_END.matcher(text).find();
    }

    private static String listed(int[] shown, IntFunction<String> entry, String dots, String separator,
            String... brackets) {
        var parts = new ArrayList<String>();
        for (int i : shown) {
            parts.add(i == LEFT_OUT ? dots : entry.apply(i));
        }
        String all = String.join(separator, parts);
        return brackets.length == 0 ? all : brackets[0] + all + brackets[1];
    }

    private static int[] shown(int size) {
        return size <= SHOWN
                ? IntStream.range(0, size).toArray()
                : IntStream.concat(IntStream.concat(IntStream.range(0, SHOWN - 2), IntStream.of(LEFT_OUT)),
                        IntStream.of(size - 1)).toArray();
    }
}
