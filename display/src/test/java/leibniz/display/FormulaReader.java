package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Computes what the text of a formula says, so that tests can hold it against numbers. Vectors are columns; I
 * and 1 with a transpose, whose size the text does not say, take it from what they meet.
 */
final class FormulaReader {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?([eE][-\u2212]?\\d+)?");
    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.ofEntries(
            Map.entry("sin", Math::sin), Map.entry("cos", Math::cos), Map.entry("tan", Math::tan),
            Map.entry("arcsin", Math::asin), Map.entry("arccos", Math::acos), Map.entry("arctan", Math::atan),
            Map.entry("sinh", Math::sinh), Map.entry("cosh", Math::cosh), Map.entry("tanh", Math::tanh),
            Map.entry("ln", Math::log), Map.entry("\u03c3", x -> 1 / (1 + Math.exp(-x))),
            Map.entry("softplus", x -> Math.log1p(Math.exp(x))), Map.entry("erf", FormulaReader::erf),
            Map.entry("sign", Math::signum), Map.entry("floor", Math::floor),
            Map.entry("relu", x -> Math.max(x, 0)));
    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    private static final String SUBSCRIPTS = "\u2080\u2081\u2082\u2083";
    private static final Pattern UNIT = Pattern.compile("e([" + SUBSCRIPTS + "])");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");
    private static final Pattern SLICE = Pattern.compile("\\[(\\d+):(\\d+)(?::(\\d+))?]");

    private static final char SUPERSCRIPT_MINUS = '\u207b';

    /** The series of Maclaurin, which converges everywhere. */
    private static double erf(double x) {
        if (Math.abs(x) > 5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 120; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private final String text;
    private final Map<String, FormulaValue> names;
    private int at;

    private FormulaReader(String text, Map<String, FormulaValue> names) {
        this.text = text;
        this.names = names;
    }

    static FormulaValue read(String text, Map<String, FormulaValue> names) {
        var reader = new FormulaReader(text.strip(), names);
        FormulaValue value = reader.sum();
        if (reader.at < reader.text.length()) {
            throw reader.unknown();
        }
        return value;
    }

    /** The sides of a chain of equations; a sign within brackets belongs to a side. */
    static List<String> sides(String equations) {
        var sides = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < equations.length(); i++) {
            char c = equations.charAt(i);
            depth += "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
            boolean sign = (c == '=' || c == '\u2248') && depth == 0
                    && (i == 0 || equations.charAt(i - 1) == ' ');
            if (sign && equations.startsWith(" ", i + 1)) {
                sides.add(equations.substring(start, Math.max(start, i - 1)));
                start = i + 2;
            }
        }
        sides.add(equations.substring(start));
        return sides;
    }

    private IllegalStateException unknown() {
        return new IllegalStateException("cannot read " + text.substring(at) + " in " + text);
    }

    private boolean take(String token) {
        int start = at;
        skip();
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        at = start;
        return false;
    }

    private void skip() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private FormulaValue sum() {
        FormulaValue result = take("\u2212") ? term().map(x -> -x) : term();
        while (true) {
            if (take("+")) {
                boolean minus = take("\u2212");
                FormulaValue next = term();
                result = result.with(minus ? next.map(x -> -x) : next, (a, b) -> a + b);
            } else if (take("\u2212")) {
                result = result.with(term(), (a, b) -> a - b);
            } else {
                return result;
            }
        }
    }

    /** Between the factors of a chain the sign has blanks around it, and binds less than a fraction. */
    private FormulaValue term() {
        FormulaValue result = fraction();
        while (text.startsWith(" \u00b7 ", at)) {
            at += 3;
            result = result.times(fraction());
        }
        return result;
    }

    private FormulaValue fraction() {
        FormulaValue result = factor();
        while (!text.startsWith(" \u00b7 ", at)) {
            if (take("\u2299")) {
                result = result.with(factor(), (a, b) -> a * b);
            } else if (take("mod ")) {
                result = result.with(factor(), (a, b) -> a - b * Math.floor(a / b));
            } else if (take("/")) {
                result = result.with(factor(), (a, b) -> a / b);
            } else if (take("\u00b7")) {
                result = result.times(factor());
            } else if (startsFactor()) {
                result = result.times(factor());
            } else {
                return result;
            }
        }
        return result;
    }

    private boolean startsFactor() {
        int start = at;
        skip();
        boolean starts = at < text.length() && ("([\u27e8\u2016|\u2202".indexOf(text.charAt(at)) >= 0
                || Character.isLetterOrDigit(text.charAt(at))
                || "\u2211\u221a".indexOf(text.charAt(at)) >= 0);
        if (!starts) {
            at = start;
        }
        return starts && !(closing && "|\u2016".indexOf(text.charAt(at)) >= 0);
    }

    /** Whether an opened bar is to be closed by the next. */
    private boolean closing;

    private FormulaValue factor() {
        FormulaValue result = part(atom());
        while (true) {
            Integer power = superscript();
            if (power != null) {
                result = power == -1 && result.rows().length > 1
                        && result.rows().length == result.rows()[0].length
                                ? result.inverse()
                                : result.map(x -> Math.pow(x, power));
            } else if (take("\u1d40")) {
                result = result.transposed();
            } else if (at < text.length() && text.charAt(at) == '^') {
                at++;
                FormulaValue exponent = atom();
                result = result.with(exponent, Math::pow);
            } else {
                return result;
            }
        }
    }

    /** A whole number in raised digits, or null. */
    private Integer superscript() {
        int end = at;
        var digits = new StringBuilder();
        while (end < text.length() && (text.charAt(end) == SUPERSCRIPT_MINUS
                || SUPERSCRIPTS.indexOf(text.charAt(end)) >= 0)) {
            char c = text.charAt(end++);
            digits.append(c == SUPERSCRIPT_MINUS ? "-" : String.valueOf(SUPERSCRIPTS.indexOf(c)));
        }
        at = end;
        return digits.isEmpty() ? null : Integer.valueOf(digits.toString());
    }

    /** 1 where it is true, else 0; null where there is no sign of comparison. */
    private FormulaValue comparison() {
        FormulaValue left = sum();
        skip();
        char sign = at < text.length() ? text.charAt(at) : ' ';
        if ("<=>".indexOf(sign) < 0) {
            return null;
        }
        at++;
        return left.with(sum(), (a, b) -> (sign == '<' ? a < b : sign == '>' ? a > b : a == b) ? 1 : 0);
    }

    private FormulaValue called(DoubleBinaryOperator f) {
        FormulaValue first = sum();
        expect(",");
        FormulaValue result = first.with(sum(), f);
        expect(")");
        return result;
    }

    private FormulaValue atom() {
        skip();
        if (take("atan2(")) {
            return called(Math::atan2);
        }
        for (boolean max : new boolean[]{ true, false }) {
            String name = max ? "max" : "min";
            int start = at;
            if (take(name + "(")) {
                sum();
                if (take(")")) {
                    at = start; // of all elements
                } else {
                    at = start + name.length() + 1;
                    return called(max ? Math::max : Math::min);
                }
            }
            if (text.startsWith(name + " ", at) || text.startsWith(name + "(", at)) {
                at += name.length();
                FormulaValue of = factor();
                double extreme = of.rows()[0][0];
                for (double[] row : of.rows()) {
                    for (double entry : row) {
                        extreme = max ? Math.max(extreme, entry) : Math.min(extreme, entry);
                    }
                }
                return FormulaValue.of(extreme);
            }
        }
        for (var name : List.of("ln det", "det")) {
            if (text.startsWith(name + " ", at) || text.startsWith(name + "(", at)) {
                at += name.length();
                double determinant = factor().determinant();
                return FormulaValue.of(name.equals("det") ? determinant : Math.log(determinant));
            }
        }
        if (take("\u220f ")) {
            double product = 1;
            for (double[] row : factor().rows()) {
                product *= row[0];
            }
            return FormulaValue.of(product);
        }
        if (take("tr ")) {
            double[][] x = factor().rows();
            return FormulaValue.of(IntStream.range(0, x.length).mapToDouble(i -> x[i][i]).sum());
        }
        if (take("(")) {
            boolean before = closing;
            closing = false;
            FormulaValue inside = sum();
            closing = before;
            expect(")");
            return inside;
        }
        if (take("[")) {
            int start = at;
            if (!text.startsWith("[", at)) {
                FormulaValue condition = comparison();
                if (condition != null) {
                    expect("]");
                    return condition;
                }
            }
            at = start;
            return matrix();
        }
        if (take("\u27e8")) {
            FormulaValue a = sum();
            expect(",");
            FormulaValue b = sum();
            expect("\u27e9");
            return FormulaValue.of(a.with(b, (x, y) -> x * y).sum())
                    .scaled(a.scale() * b.scale() * a.rows().length);
        }
        if (take("|") || take("\u2016")) {
            boolean norm = text.charAt(at - 1) == '\u2016';
            boolean before = closing;
            closing = true;
            FormulaValue inside = sum();
            closing = before;
            expect(norm ? "\u2016" : "|");
            double order = norm && take("_3") ? 3 : 2;
            return norm
                    ? FormulaValue
                            .of(Math.pow(inside.map(x -> Math.pow(Math.abs(x), order)).sum(), 1 / order))
                            .scaled(inside.scale())
                    : inside.map(Math::abs);
        }
        for (int dim = 0; dim < 2; dim++) {
            if (take("\u2211_" + dim)) {
                boolean down = dim == 0;
                double[][] x = factor().rows();
                return FormulaValue.of(MathText.rows(down ? x[0].length : x.length, 1,
                        (i, j) -> IntStream.range(0, down ? x.length : x[0].length)
                                .mapToDouble(k -> down ? x[k][i] : x[i][k]).sum()));
            }
        }
        if (take("where(")) {
            FormulaValue condition = comparison();
            expect(",");
            FormulaValue a = sum();
            expect(",");
            FormulaValue b = sum();
            expect(")");
            FormulaValue zero = condition.with(FormulaValue.of(0), (x, y) -> 1 - x);
            return condition.with(a, (x, y) -> x * y).with(zero.with(b, (x, y) -> x * y), (x, y) -> x + y);
        }
        if (take("\u2211")) {
            FormulaValue inside = factor();
            return FormulaValue.of(inside.sum()).scaled(inside.scale() * inside.rows().length);
        }
        if (take("diag(")) {
            FormulaValue inside = sum();
            expect(")");
            double[][] v = inside.rows();
            return FormulaValue.of(MathText.rows(v.length, v.length, (i, j) -> i == j ? v[i][0] : 0));
        }
        if (take("softmax(")) {
            FormulaValue x = sum().map(Math::exp);
            expect(", dim 0)");
            double total = x.sum();
            return x.map(entry -> entry / total);
        }
        if (take("sum(")) {
            FormulaValue x = sum();
            expect(", dim 0)");
            return FormulaValue.of(x.sum()).scaled(x.scale() * x.rows().length);
        }
        if (take("onehot(labels [")) {
            double label = sum().rows()[0][0];
            expect("])");
            return unit((int) label);
        }
        var unit = UNIT.matcher(text).region(at, text.length());
        if (unit.lookingAt()) {
            at = unit.end();
            return unit(SUBSCRIPTS.indexOf(unit.group(1)));
        }
        if (take("\u221a")) {
            return atom().map(Math::sqrt);
        }
        if (take("e^")) {
            FormulaValue exponent = factor();
            return exponent.map(Math::exp);
        }
        for (var function : FUNCTIONS.entrySet()) {
            if (text.startsWith(function.getKey() + " ", at)
                    || text.startsWith(function.getKey() + "(", at)) {
                at += function.getKey().length();
                return factor().map(function.getValue());
            }
        }
        String name = names.keySet().stream().filter(known -> text.startsWith(known, at))
                .max(java.util.Comparator.comparingInt(String::length)).orElse(null);
        if (name != null) {
            at += name.length();
            return Objects.requireNonNull(names.get(name));
        }
        if (take("\uD835\uDFCE")) {
            return new FormulaValue(new double[][]{ { 0 } }, 1, false, true);
        }
        if (take("\uD835\uDFCF")) {
            return new FormulaValue(new double[][]{ { 1 } }, 1, false, true).transposed();
        }
        if (take("I")) {
            return new FormulaValue(new double[][]{ { 1 } }, 1, true, false);
        }
        var number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            boolean ones = number.group().equals("1") && at < text.length() && text.charAt(at) == '\u1d40';
            return ones
                    ? new FormulaValue(new double[][]{ { 1 } }, 1, false, true)
                    : FormulaValue.of(Double.parseDouble(number.group().replace('\u2212', '-')));
        }
        throw unknown();
    }

    /** All vectors have three elements here. */
    private static FormulaValue unit(int place) {
        return FormulaValue.of(MathText.rows(3, 1, (i, j) -> i == place ? 1 : 0));
    }

    /** What an index behind a name leaves. */
    private FormulaValue part(FormulaValue x) {
        int place = at < text.length() ? SUBSCRIPTS.indexOf(text.charAt(at)) : -1;
        if (place >= 0) {
            at++;
            return FormulaValue.of(x.rows()[place][0]);
        }
        var index = INDEX.matcher(text).region(at, text.length());
        if (index.lookingAt()) {
            at = index.end();
            return FormulaValue.of(x.rows()[Integer.parseInt(index.group(1))][0]);
        }
        var slice = SLICE.matcher(text).region(at, text.length());
        if (slice.lookingAt()) {
            at = slice.end();
            int from = Integer.parseInt(slice.group(1));
            int step = slice.group(3) == null ? 1 : Integer.parseInt(slice.group(3));
            return FormulaValue
                    .of(MathText.rows(Math.ceilDiv(Integer.parseInt(slice.group(2)) - from, step), 1,
                            (i, j) -> x.rows()[from + step * i][0]));
        }
        return x;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw unknown();
        }
    }

    /** What is in brackets is a row of numbers or a list of rows. */
    private FormulaValue matrix() {
        var rows = new java.util.ArrayList<double[]>();
        var row = new java.util.ArrayList<Double>();
        do {
            if (take("[")) {
                rows.add(matrix().rows()[0]);
            } else {
                row.add(sum().rows()[0][0]);
            }
        } while (take(","));
        expect("]");
        return FormulaValue.of(rows.isEmpty()
                ? new double[][]{ row.stream().mapToDouble(x -> x).toArray() }
                : rows.toArray(double[][]::new));
    }
}
