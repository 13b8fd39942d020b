package leibniz.kernel.advice;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Formulas as mathematicians write and paste them, with signs that no keyboard has or in LaTeX, written so
 * that {@link PythonStatements} reads them.
 */
final class MathNotation {
    /**
     * A formula that can be read.
     *
     * @param reason why Java does not read it
     */
    record Formula(String text, String reason) {}

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ";
    private static final String RAISED = "0123456789-n";
    private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
    private static final Map<String, String> SIGNS = Map.ofEntries(Map.entry("·", " * "),
            Map.entry("×", " * "), Map.entry("⋅", " * "), Map.entry("⊙", " * "), Map.entry("∗", "*"),
            Map.entry("÷", " / "), Map.entry("−", "-"), Map.entry("–", "-"), Map.entry("≤", "<="),
            Map.entry("≥", ">="), Map.entry("≠", "!="), Map.entry("∧", " and "), Map.entry("∨", " or "),
            Map.entry("¬", " not "), Map.entry("π", "Math.PI"), Map.entry("∞", "Double.POSITIVE_INFINITY"),
            Map.entry("½", "0.5"), Map.entry("→", "->"), Map.entry("↦", "->"), Map.entry("⟨", "<"),
            Map.entry("⟩", ">"), Map.entry("‖", "||"), Map.entry("“", "\""), Map.entry("”", "\""),
            Map.entry("‘", "'"), Map.entry("’", "'"), Map.entry("（", "("), Map.entry("）", ")"),
            Map.entry("，", ", "), Map.entry("；", ";"), Map.entry("：", ":"), Map.entry("＝", "="),
            Map.entry("＋", "+"), Map.entry("【", "["), Map.entry("】", "]"));
    private static final Map<String, String> FUNCTIONS = Map.of("ln", "log", "arctan", "atan", "arcsin",
            "asin", "arccos", "acos", "tg", "tan", "arctg", "atan", "sh", "sinh", "ch", "cosh", "th",
            "tanh");
    private static final Map<String, String> OTHER = Map.of("gradient", "grad", "deriv", "grad", "tr",
            "trace");
    private static final String NAMED = "sin|cos|tan|exp|log|ln|sqrt|sinh|cosh|tanh|arctan|arcsin|arccos";
    private static final Map<String, String> LATEX = Map.ofEntries(Map.entry("cdot", " * "),
            Map.entry("times", " * "), Map.entry("odot", " * "), Map.entry("div", " / "),
            Map.entry("le", "<="), Map.entry("leq", "<="), Map.entry("ge", ">="), Map.entry("geq", ">="),
            Map.entry("ne", "!="), Map.entry("neq", "!="), Map.entry("pi", "π"), Map.entry("infty", "∞"),
            Map.entry("partial", "∂"), Map.entry("left", ""), Map.entry("right", ""), Map.entry("sum", "∑"),
            Map.entry("top", "T"), Map.entry("langle", "⟨"), Map.entry("rangle", "⟩"),
            Map.entry("|", "‖"), Map.entry("lVert", "‖"), Map.entry("rVert", "‖"), Map.entry("to", "→"),
            Map.entry("quad", " "), Map.entry(",", " "));
    private static final Pattern STYLED = Pattern
            .compile("\\\\(?:mathbf|mathrm|mathit|boldsymbol|vec|hat|text|operatorname)\\{([^{}]*)}");
    private static final Pattern FRACTION = Pattern.compile("\\\\d?frac\\{([^{}]*)}\\{([^{}]*)}");
    private static final Pattern ROOT = Pattern.compile("\\\\sqrt\\{([^{}]*)}");
    private static final Pattern COMMAND = Pattern.compile("\\\\([a-zA-Z]+|[,|])");
    private static final Pattern FUNCTION = Pattern
            .compile("(\\w+)\\(\\s*(\\w+(?:\\s*,\\s*\\w+)*)\\s*\\)\\s*=(?!=)\\s*([^;]+);?");
    private static final Pattern ALONE = Pattern.compile("(\\d+),(\\d+)((?:\\s*[-+*/]\\s*[\\d.]+)*)");
    private static final Pattern PROSE = Pattern.compile("\"[^\"]*\"|//|/\\*");

    private MathNotation() {}

    /**
     * The same in signs of Python.
     *
     * @param isDeclared whether the notebook has something of this name
     * @return null if nothing in it is a sign of mathematics
     */
    static @Nullable Formula of(String statement, Predicate<String> isDeclared) {
        String text = statement.strip();
        if (PROSE.matcher(text).find()) {
            return null; // a text may say what it likes
        }
        for (Step step : STEPS) {
            String written = step.written(text, isDeclared);
            if (written != null && !written.equals(text)) {
                return new Formula(whole(written, isDeclared), step.reason());
            }
        }
        return null;
    }

    /** With all that stands in it, whatever is found first. */
    private static String whole(String text, Predicate<String> isDeclared) {
        String written = text;
        for (Step step : STEPS) {
            String next = step.written(written, isDeclared);
            written = next == null ? written : next;
        }
        return written.replaceAll(" {2,}", " ").strip();
    }

    /** A kind of signs. */
    private record Step(String reason, Writer writer) {
        @Nullable
        String written(String text, Predicate<String> isDeclared) {
            return writer.write(text, isDeclared);
        }
    }

    @FunctionalInterface
    private interface Writer {
        /** @return null if it does not stand there */
        @Nullable
        String write(String text, Predicate<String> isDeclared);
    }

    private static final String PRODUCT = "Java multiplies where a * stands.";
    private static final String POWER = "Java has no raised exponents.";
    private static final List<Step> STEPS = List.of(
            new Step("Java does not read LaTeX.", (text, _) -> latex(text)),
            new Step(PRODUCT, (text, _) -> products(text)),
            new Step("A function has types and braces, or is written t -> value.",
                    (text, _) -> function(text)),
            new Step("A derivative is asked for by grad.", MathNotation::derivative),
            new Step(POWER, (text, _) -> raised(text)),
            new Step("Java has no index below the line.", (text, _) -> lowered(text)),
            new Step("The transpose is t(), the product of two vectors dot.", (text, _) -> transposed(text)),
            new Step("Java writes a root as a function.",
                    (text, _) -> text.replaceAll("√\\s*(\\([^()]*\\))", "math.sqrt$1")
                            .replaceAll("√\\s*([\\w.]+)", "math.sqrt($1)")),
            new Step("Java writes a sum as a function.",
                    (text, _) -> text.replaceAll("[∑Σ](?:_\\{[^{}]*}|_\\w)?\\s*(\\w+?)(?:_\\w)?(?!\\w)",
                            "sum($1)")),
            new Step("A norm is a function.",
                    (text, _) -> text.replaceAll("(?:‖|\\|\\|)\\s*([\\w. +-]+?)\\s*(?:‖|\\|\\|)(?!\\w)",
                            "norm($1)")),
            new Step("An absolute value is a function.", (text, _) -> absolute(text)),
            new Step("Java knows the signs of the keyboard.", (text, _) -> signs(text)),
            new Step("The product of two vectors is dot.",
                    (text, _) -> text.replaceAll("^<\\s*(\\w+)\\s*,\\s*(\\w+)\\s*>", "dot($1, $2)")),
            new Step("Java has no operator ^ for powers.", MathNotation::powers),
            new Step("Java writes a function as x -> value.",
                    (text, _) -> text.replaceAll("((?:^|[=(,]\\s*)(?:\\w+|\\(\\w[\\w, ]*\\)))\\s*=>\\s*",
                            "$1 -> ")),
            new Step("The argument of a function stands in brackets.",
                    (text, _) -> text.replaceAll("\\b(" + NAMED + ")\\s+(?![=(])(\\w+)", "$1($2)")),
            new Step("This function has another name here.", MathNotation::otherNames),
            new Step("Java writes a decimal point.", (text, _) -> {
                Matcher alone = ALONE.matcher(text);
                return alone.matches() ? alone.replaceFirst("$1.$2$3") : null;
            }));

    private static @Nullable String latex(String text) {
        String inside = text.startsWith("$") && text.endsWith("$") && text.length() > 2
                ? text.replaceAll("^\\$+|\\$+$", "").strip()
                : text;
        if (inside.equals(text) && !text.contains("\\")
                && !text.matches("(?s).*[\\w)]\\^\\{[^{}]*}.*")) {
            return null;
        }
        String written = inside;
        for (String before = ""; !before.equals(written);) {
            before = written;
            written = STYLED.matcher(written).replaceAll("$1");
            written = ROOT.matcher(written).replaceAll("math.sqrt($1)");
            written = FRACTION.matcher(written).replaceAll(MathNotation::fraction);
        }
        written = COMMAND.matcher(written)
                .replaceAll(m -> Matcher.quoteReplacement(LATEX.getOrDefault(m.group(1), m.group(1))));
        return written.replaceAll("\\^\\{([^{}]*)}", "^($1)").replaceAll("_\\{(\\w+)}", "_$1")
                .replaceAll("\\^\\(?T\\)?(?!\\w)", "ᵀ").replaceAll("\\^\\((\\w+)\\)", "^$1");
    }

    private static String fraction(MatchResult found) {
        String over = found.group(1).strip();
        String under = found.group(2).strip();
        boolean ofDerivative = over.matches("(?:d|\\\\partial)\\s*\\w+")
                && under.matches("(?:d|\\\\partial)\\s*\\w+");
        return Matcher.quoteReplacement(ofDerivative
                ? "∂" + over.replaceFirst("^(?:d|\\\\partial)\\s*", "") + "/∂"
                        + under.replaceFirst("^(?:d|\\\\partial)\\s*", "")
                : decimal(over, under) + "/" + grouped(under));
    }

    private static String decimal(String part, String other) {
        return part.matches("\\d+") && other.matches("\\d+") ? part + ".0" : grouped(part);
    }

    private static String grouped(String part) {
        return part.matches("\\w+") ? part : "(" + part + ")";
    }

    private static @Nullable String function(String text) {
        Matcher function = FUNCTION.matcher(text);
        return function.matches()
                ? "def " + function.group(1) + "(" + function.group(2) + "): return "
                        + function.group(3)
                : null;
    }

    private static String derivative(String text, Predicate<String> isDeclared) {
        String written = text.replaceAll("∂\\s*(\\w+)\\s*/\\s*∂\\s*(\\w+)", "grad($1, $2)");
        written = Pattern.compile("(?<!\\w)d(\\w+)\\s*/\\s*d(\\w+)(?!\\w)").matcher(written)
                .replaceAll(m -> isDeclared.test("d" + m.group(1))
                        ? m.group()
                        : "grad(" + m.group(1) + ", " + m.group(2) + ")");
        return written.replaceAll("(?<!\\w)(\\w+)'\\((\\w+)\\)", "grad($1($2), $2)");
    }

    private static String raised(String text) {
        String plain = text.replaceAll("\\b([A-Z])⁻¹", "$1.inv()");
        return Pattern.compile("[" + SUPERSCRIPTS + "]+").matcher(plain).replaceAll(m -> {
            String exponent = m.group().chars().mapToObj(c -> RAISED.charAt(SUPERSCRIPTS.indexOf(c)))
                    .map(String::valueOf).collect(Collectors.joining());
            return "**" + exponent;
        }).replaceAll("\\b(" + NAMED + ")\\*\\*(\\d)\\s*(\\([^()]*\\))", "$1$3**$2");
    }

    private static String lowered(String text) {
        return Pattern.compile("[" + SUBSCRIPTS + "]").matcher(text)
                .replaceAll(m -> String.valueOf(SUBSCRIPTS.indexOf(m.group())));
    }

    private static String transposed(String text) {
        return text.replaceAll("\\b(\\p{Ll}\\w*)\\s*ᵀ\\s*\\*?\\s*(\\p{Ll}\\w*)", "dot($1, $2)")
                .replaceAll("([\\w)])\\s*ᵀ(\\s*)(?=\\w)", "$1.t() @ ").replaceAll("([\\w)])\\s*ᵀ", "$1.t()");
    }

    /** Bars that begin where a value may. */
    private static String absolute(String text) {
        return text.replaceAll("(^|[-+*/=(,]\\s*)\\|([^|=;]+)\\|(?!\\||\\s*[\\w(])", "$1abs($2)");
    }

    private static String signs(String text) {
        String written = text;
        for (Map.Entry<String, String> sign : SIGNS.entrySet()) {
            written = written.replace(" " + sign.getKey() + " ", sign.getKey())
                    .replace(sign.getKey(), sign.getValue().startsWith(" ") || sign.getKey().length() > 1
                            ? sign.getValue()
                            : "<=>=!=->".contains(sign.getValue())
                                    ? " " + sign.getValue() + " "
                                    : sign.getValue());
        }
        return written.strip();
    }

    private static String powers(String text, Predicate<String> isDeclared) {
        String written = text.replaceAll("\\.\\^", "^").replaceAll("\\s*\\^\\s*", "**");
        return isDeclared.test("e")
                ? written
                : written.replaceAll("(?<!\\w)e\\*\\*(\\([^()]*\\))", "math.exp$1")
                        .replaceAll("(?<!\\w)e\\*\\*(-?[\\w.]+)", "math.exp($1)");
    }

    private static String otherNames(String text, Predicate<String> isDeclared) {
        String written = text.replaceAll("(?<![\\w.])cot(\\([^()]*\\))", "(1 / tan$1)");
        for (Map.Entry<String, String> other : OTHER.entrySet()) {
            written = isDeclared.test(other.getKey())
                    ? written
                    : written.replaceAll("(?<![\\w.])" + other.getKey() + "\\(", other.getValue() + "(");
        }
        return Pattern.compile("(?<![\\w.])(" + String.join("|", FUNCTIONS.keySet()) + ")\\(")
                .matcher(written)
                .replaceAll(m -> (isDeclared.test(m.group(1)) ? m.group(1) : FUNCTIONS.get(m.group(1)))
                        + "(");
    }

    /** With a sign where a number stands before a name or a bracket, and between two brackets. */
    private static String products(String text) {
        return text.replaceAll("(?<![\\w.])(\\d+(?:\\.\\d+)?)(?![eE]\\d|[fFdDlL]\\b|[xXbB]\\p{XDigit}"
                + "|\\d|and\\b|or\\b|if\\b|else\\b|in\\b|is\\b|for\\b)(?=[\\p{L}(])", "$1 * ")
                .replaceAll("(?<!\\w)(\\([^()]*\\))\\s*(?=\\()", "$1 * ")
                .replaceAll("(?<!\\w)(\\([^()]*\\))\\s*(?=(?!and\\b|or\\b|if\\b|else\\b)\\p{L})", "$1 * ");
    }
}
