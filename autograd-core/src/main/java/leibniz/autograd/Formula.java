package leibniz.autograd;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.autograd.Kernels.Comparison;

/**
 * A formula as text and as LaTeX. Vectors are columns, so each formula is kept together with its transpose:
 * the transpose of a product is the product of the transposes in reverse order.
 */
final class Formula {
    /** How a formula is written down. */
    enum Style {
        TEXT("(", ")", "\u2212"), LATEX("\\left(", "\\right)", "-");

        final String open;
        final String close;
        final String minus;

        Style(String open, String close, String minus) {
            this.open = open;
            this.close = close;
            this.minus = minus;
        }
    }

    static final Formula ONE = number(1);
    /** The identity matrix. */
    static final Formula IDENTITY = new Formula(2, (style, turned) -> TypesetFormula.atom("I", true));
    private static final String CASES = "\\begin{cases} ";
    private static final String END_OF_CASES = " \\end{cases}";
    private static final String MACRON = "\u0304";

    private final Map<Style, TypesetFormula> plain = new EnumMap<>(Style.class);
    private final Map<Style, TypesetFormula> transposed = new EnumMap<>(Style.class);
    /** 0 for a number, 1 for a vector, 2 for a matrix. */
    final int rank;

    private Formula(int rank, BiFunction<Style, Boolean, TypesetFormula> written) {
        this.rank = rank;
        for (Style style : Style.values()) {
            plain.put(style, written.apply(style, false));
            transposed.put(style, written.apply(style, rank > 0));
        }
    }

    // ---- reading

    String text() {
        return in(Style.TEXT, false).text();
    }

    String latex() {
        return in(Style.LATEX, false).text();
    }

    private TypesetFormula in(Style style, boolean turned) {
        return Objects.requireNonNull((turned ? transposed : plain).get(style));
    }

    /** As a part of a product, where the transpose of a sum is shorter as a whole than term by term. */
    private TypesetFormula factor(Style style, boolean turned) {
        return turned && rank > 0 && in(style, false).isSum()
                ? TypesetFormula.transpose(style, in(style, false))
                : in(style, turned);
    }

    // ---- atoms

    /**
     * A variable: {@code x}, {@code w1} (as w with the index 1) or {@code rate}; with a combining macron,
     * under a bar.
     */
    static Formula name(String name, int rank) {
        if (name.endsWith(MACRON)) {
            return barred(name.substring(0, name.length() - 1), rank);
        }
        boolean letter = name.codePointCount(0, name.length()) == 1;
        String index = name.replaceFirst("^\\p{L}_?(?=\\d+$)", "");
        String latex = !index.equals(name) && !index.isEmpty()
                ? name.substring(0, name.offsetByCodePoints(0, 1)) + "_{" + index + "}"
                : letter && !name.matches("[\\\\{}$&#^_~%]")
                        ? name
                        : "\\mathit{" + escaped(name) + "}";
        boolean tight = letter || latex.endsWith("}") && !latex.startsWith("\\");
        return symmetric(rank, style -> TypesetFormula.atom(style == Style.TEXT ? name : latex,
                style == Style.TEXT ? letter : tight));
    }

    /** The bar stands over the first letter, before an index. */
    private static Formula barred(String name, int rank) {
        int first = name.offsetByCodePoints(0, 1);
        String text = name.substring(0, first) + MACRON + name.substring(first);
        String latex = name(name, rank).latex();
        int index = latex.startsWith("\\") ? -1 : latex.indexOf("_{");
        String below = index < 0 ? latex : latex.substring(0, index);
        String bar = "\\bar{" + below + "}" + latex.substring(below.length());
        return symmetric(rank, style -> TypesetFormula.atom(style == Style.TEXT ? text : bar,
                style == Style.LATEX || name.length() == first));
    }

    /** What means something in LaTeX, written harmless. */
    private static String escaped(String name) {
        return name.replace("\\", "\\backslash ").replaceAll("[{}$&#_%]", "\\\\$0").replaceAll("[\\^~]",
                "\\\\text{$0}");
    }

    /** A number, without a fraction of zeros; 1/3 and √2 where the digits would say less. */
    static Formula number(double value) {
        double inverse = Math.rint(1 / Math.abs(value));
        double square = Math.rint(value * value);
        boolean isLong = Double.toString(Math.abs(value)).length() > 10;
        if (isLong && inverse > 1 && 1 / inverse == Math.abs(value)) {
            Formula part = fraction(ONE, number(inverse));
            return value < 0 ? minus(part) : part;
        }
        if (isLong && square > 1 && Math.sqrt(square) == Math.abs(value)) {
            Formula root = sqrt(number(square));
            return value < 0 ? minus(root) : root;
        }
        String digits = value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) Math.abs(value))
                : Double.isNaN(value) || Double.isInfinite(value)
                        ? Double.isNaN(value) ? "NaN" : "\u221e"
                        : Double.toString(Math.abs(value));
        Formula size = symmetric(0,
                style -> TypesetFormula.number(style == Style.LATEX ? inLatex(digits) : digits));
        return value < 0 ? minus(size) : size;
    }

    private static String inLatex(String digits) {
        int exponent = digits.indexOf('E');
        return exponent < 0
                ? digits.equals("\u221e") ? "\\infty" : digits
                : digits.substring(0, exponent) + " \\cdot 10^{" + digits.substring(exponent + 1) + "}";
    }

    /** A tensor of the same number everywhere: {@code 0} and {@code 1} as vectors. */
    static Formula filled(double value, int rank) {
        if (value != 0 && value != 1) {
            return product(number(value), filled(1, rank));
        }
        String digit = value == 0 ? "0" : "1";
        String bold = value == 0 ? "\ud835\udfce" : "\ud835\udfcf";
        return symmetric(rank, style -> rank == 0
                ? TypesetFormula.number(digit)
                : style == Style.TEXT
                        ? TypesetFormula.atom(bold, false)
                        : TypesetFormula.atom("\\mathbf{" + digit + "}", true));
    }

    /** Text that holds together by itself. */
    static Formula closed(String text, String latex, int rank) {
        return symmetric(rank, style -> TypesetFormula.atom(style == Style.TEXT ? text : latex, true));
    }

    // ---- what holds element by element

    /** a + b, or with another sign. */
    static Formula sum(Formula a, String sign, Formula b) {
        return new Formula(Math.max(a.rank, b.rank), (style, turned) -> TypesetFormula.sum(style,
                (turned ? a.besides(b) : a).in(style, turned), sign,
                (turned ? b.besides(a) : b).in(style, turned)));
    }

    /** A number beside a row, where it is a row of its own. */
    private Formula besides(Formula other) {
        return rank == 0 && other.rank == 1 ? multipleOfOnes(this, 1) : this;
    }

    /** The same number everywhere. */
    static Formula multipleOfOnes(Formula number, int rank) {
        return number.equals(ONE)
                ? filled(1, rank)
                : number.text().equals("0") ? filled(0, rank) : product(number, filled(1, rank));
    }

    static Formula minus(Formula a) {
        return new Formula(a.rank, (style, turned) -> TypesetFormula.minus(style, a.in(style, turned)));
    }

    /**
     * The product element by element, of a number with anything or of two of one shape; a factor 1 is left
     * out.
     */
    static Formula product(Formula a, Formula b) {
        if (a.rank > 0 && b.rank == 0 || b.isNumber() && !a.isNumber()) {
            return product(b, a);
        }
        if (a.equals(ONE)) {
            return b;
        }
        if (a.rank == 0) {
            return new Formula(b.rank,
                    (style, turned) -> TypesetFormula.product(style, a.in(style, false),
                            b.factor(style, turned)));
        }
        return symmetric(Math.max(a.rank, b.rank), style -> TypesetFormula.infix(style, a.in(style, false),
                style == Style.TEXT ? " \u2299 " : " \\odot ", b.in(style, false)));
    }

    /** a mod b and the like: a sign between two operands that binds as a product does. */
    static Formula infix(Formula a, String text, Formula b) {
        return new Formula(Math.max(a.rank, b.rank),
                (style, turned) -> TypesetFormula.infix(style, a.in(style, turned),
                        " " + plainName(style, text) + " ", b.in(style, turned)));
    }

    /** a = b, a < b, ... */
    static Formula comparison(Formula a, Comparison comparison, Formula b) {
        return symmetric(Math.max(a.rank, b.rank),
                style -> TypesetFormula.comparison(style, a.in(style, false),
                        style == Style.TEXT ? comparison.sign : comparison.latexSign, b.in(style, false)));
    }

    static Formula fraction(Formula a, Formula b) {
        if (b.equals(ONE)) {
            return a;
        }
        return new Formula(Math.max(a.rank, b.rank),
                (style, turned) -> TypesetFormula.fraction(style, a.in(style, turned), b.in(style, turned),
                        b.rank == 0));
    }

    static Formula power(Formula base, Formula exponent) {
        return symmetric(Math.max(base.rank, exponent.rank),
                style -> TypesetFormula.power(style, base.in(style, false), exponent.in(style, false)));
    }

    /** A function such as sin, written before its argument: {@code \sin x}, {@code \sin(x + 1)}. */
    static Formula function(String name, Formula a) {
        return symmetric(a.rank,
                style -> TypesetFormula.function(style, plainName(style, name), a.in(style, false)));
    }

    /** A function of several arguments, such as max. */
    static Formula call(String name, Formula... arguments) {
        int rank = Stream.of(arguments).mapToInt(argument -> argument.rank).max().orElse(0);
        return symmetric(rank,
                style -> TypesetFormula.call(style, plainName(style, name), Stream.of(arguments)
                        .map(argument -> argument.in(style, false).text())
                        .collect(Collectors.joining(", "))));
    }

    static Formula sqrt(Formula a) {
        return symmetric(a.rank, style -> style == Style.LATEX
                ? TypesetFormula.atom("\\sqrt{" + a.in(style, false).text() + "}", true)
                : TypesetFormula.function(style, "\u221a", a.in(style, false)).closed());
    }

    static Formula abs(Formula a) {
        return symmetric(a.rank, style -> style == Style.LATEX
                ? TypesetFormula.atom("\\left|" + a.in(style, false).text() + "\\right|", true)
                : TypesetFormula.atom("|" + a.in(style, false).text() + "|", true));
    }

    /** a where the condition holds, else b; of which the cases go on where it has some. */
    static Formula cases(Formula condition, Formula a, Formula b) {
        return symmetric(Math.max(a.rank, b.rank), style -> style == Style.LATEX
                ? TypesetFormula.atom(CASES + a.latex() + " & " + condition.latex() + " \\\\ "
                        + (b.isCases()
                                ? b.latex().substring(CASES.length())
                                : b.latex() + " & \\text{else}" + END_OF_CASES),
                        true)
                : TypesetFormula.call(style, "where", condition.text() + ", " + a.text() + ", " + b.text()));
    }

    private boolean isCases() {
        return latex().startsWith(CASES)
                && latex().indexOf(END_OF_CASES) == latex().length() - END_OF_CASES.length();
    }

    // ---- parts and arrangements

    /** A part: x₁ for one element of a variable, x[1:3] else. The index is as in Java, from 0 on. */
    static Formula indexed(Formula a, String index, int rank) {
        return symmetric(rank, style -> TypesetFormula.indexed(style, a.in(style, false), index));
    }

    /** Zeros with a at an index: a multiple of the unit vector e₁ where a is one number. */
    static Formula embedded(Formula a, String index, boolean isOne, int rank) {
        if (!isOne) {
            return call("\\operatorname{embed}", a, closed(index, index, 0)).ofRank(rank);
        }
        Formula unit = symmetric(rank, style -> TypesetFormula.indexed(style,
                TypesetFormula.atom(style == Style.TEXT ? "e" : "\\mathbf{e}", true), index));
        return a.text().equals(filled(1, a.rank).text()) ? unit : product(a.ofRank(0), unit);
    }

    /** A function of a tensor and of whole numbers, such as reshape. */
    static Formula arranged(String name, Formula a, String numbers, int rank) {
        return symmetric(rank,
                style -> TypesetFormula.call(style, plainName(style, "\\operatorname{" + name + "}"),
                        a.in(style, false).text() + ", " + numbers));
    }

    // ---- vectors and matrices

    /** A norm; the order is empty for the Euclidean one. */
    static Formula norm(Formula a, String order) {
        String index = order.isEmpty() ? "" : "_" + order;
        String inLatex = order.length() > 1 ? "_{" + order + "}" : index;
        return symmetric(0, style -> style == Style.LATEX
                ? TypesetFormula.atom("\\left\\|" + a.latex() + "\\right\\|" + inLatex, true)
                : TypesetFormula.atom("\u2016" + a.text() + "\u2016" + index, true));
    }

    static Formula innerProduct(Formula a, Formula b) {
        return symmetric(0, style -> style == Style.LATEX
                ? TypesetFormula.atom("\\left\\langle " + a.latex() + ", " + b.latex() + " \\right\\rangle",
                        true)
                : TypesetFormula.atom("\u27e8" + a.text() + "," + b.text() + "\u27e9", true));
    }

    /** A B, A b, or (aᵀ B)ᵀ = Bᵀ a for the vector that a vector on the left gives. */
    static Formula matmul(Formula a, Formula b) {
        if (a.rank == 1) {
            return b.rank == 1 ? innerProduct(a, b) : matrixProduct(b.transpose(), a).ofRank(1);
        }
        return matrixProduct(a, b);
    }

    static Formula matrixProduct(Formula a, Formula b) {
        return new Formula(Math.max(b.rank, 1), (style, turned) -> turned
                ? TypesetFormula.matrixProduct(style, b.factor(style, true), a.factor(style, true))
                : TypesetFormula.matrixProduct(style, a.in(style, false), b.in(style, false)));
    }

    Formula transpose() {
        return new Formula(rank, (style, turned) -> in(style, !turned));
    }

    /** The same for a product of matrices that is a number. */
    Formula asNumber() {
        return symmetric(0, style -> in(style, false).asNumber());
    }

    /** The same, of a matrix that is its own transpose. */
    Formula symmetric() {
        return new Formula(rank, (style, turned) -> in(style, false));
    }

    Formula inverse() {
        return symmetric(rank,
                style -> TypesetFormula.power(style, in(style, false), number(-1).in(style, false)));
    }

    /** The same for a result of another rank: of rank 0 it is its own transpose. */
    Formula ofRank(int other) {
        return other == rank
                ? this
                : rank == 0
                        ? symmetric(other, style -> in(style, false))
                        : new Formula(other, (style, turned) -> in(style, turned));
    }

    /** Several, one after the other in brackets. */
    static Formula list(int rank, Formula... parts) {
        return bracketed(rank, ", ", "\\left[", ", ", "\\right]", parts);
    }

    /** Several, one below the other. */
    static Formula stacked(int rank, Formula... parts) {
        return bracketed(rank, "; ", "\\begin{bmatrix} ", " \\\\ ", " \\end{bmatrix}", parts);
    }

    private static Formula bracketed(int rank, String inText, String open, String inLatex, String close,
            Formula... parts) {
        return symmetric(rank, style -> {
            boolean isText = style == Style.TEXT;
            String inside = Stream.of(parts).map(part -> part.in(style, false).text())
                    .collect(Collectors.joining(isText ? inText : inLatex));
            return TypesetFormula.atom(isText ? "[" + inside + "]" : open + inside + close, true);
        });
    }

    /** The diagonal matrix of a vector, which is its own transpose. */
    static Formula diagonal(Formula vector) {
        return new Formula(2,
                (style, turned) -> TypesetFormula.call(style, plainName(style, "\\operatorname{diag}"),
                        vector.in(style, false).text()));
    }

    /** What has no better transpose than itself with a mark. */
    private static Formula symmetric(int rank, Function<Style, TypesetFormula> written) {
        return new Formula(rank, (style, turned) -> turned
                ? TypesetFormula.transpose(style, written.apply(style))
                : written.apply(style));
    }

    private static String plainName(Style style, String latex) {
        return style == Style.LATEX
                ? latex
                : latex.replaceAll("\\\\operatorname\\{(\\w+)}", "$1").replace("\\sigma", "\u03c3")
                        .replaceAll("_\\{([\\d,]+)}", "_$1").replace("\\nabla^{", "\u2207^{")
                        .replaceAll("\\^\\{(\\d+)}", "^$1").replace("\\sum", "\u2211")
                        .replace("\\prod", "\u220f").replace("\\bmod", "mod").replace("\\ln\\det", "ln det")
                        .replace("\\", "");
    }

    /** Whether a further factor would be read as a part of the argument, as after sin x. */
    boolean isOpen() {
        return in(Style.TEXT, false).isOpen();
    }

    private boolean isNumber() {
        return in(Style.TEXT, false).isNumber();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula formula && rank == formula.rank && text().equals(formula.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
