package leibniz.kernel.advice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import leibniz.kernel.advice.Tokens.Kind;
import leibniz.kernel.advice.Tokens.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression of Python, or one of Java that has the same form, and writes it in Java. Python's
 * levels of operators are the methods from {@link #expression} to {@link #primary}.
 */
final class PythonExpressions {
    /** What cannot be read, or has no counterpart. */
    static final class NotReadException extends Exception {
        private static final long serialVersionUID = 1;

        NotReadException() {
            super("", null, false, false);
        }
    }

    /** What a word means where both are possible. */
    enum Style {
        /** {@code x ** 2} is {@code x.pow(2)}, and functions of tensors are called as functions. */
        FUNCTIONS,
        /** The same, and they are called as methods. */
        METHODS,
        /** {@code x ** 2} is a power of numbers. */
        NUMBERS,
        /** The same as methods, and functions of Math are those of tensors. */
        TENSORS_FOR_NUMBERS
    }

    private static final Set<String> WORDS = Set.of("and", "or", "not", "if", "else", "is", "in", "for",
            "new",
            "return", "while", "def", "class", "import", "from", "with", "as", "instanceof", "switch", "try");
    private static final String LOGIC = "Java writes && for and, || for or, ! for not.";
    /** What computes something else in NumPy than in PyTorch and here. */
    private static final Set<String> OTHER_IN_NUMPY = Set.of("var", "std", "repeat");
    private static final Set<String> COMPARISONS = Set.of("<", ">", "<=", ">=", "==", "!=");

    private final List<Token> tokens;
    final Style style;
    private final Predicate<String> isDeclared;
    /** Why the text is no Java, in the order in which that was found. */
    final List<String> reasons = new ArrayList<>();
    int at;
    /** Whether {@code in} belongs to the loop of a list. */
    private boolean inLoop;

    /** @param isDeclared whether the notebook has something of this name */
    PythonExpressions(List<Token> tokens, Style style, Predicate<String> isDeclared) {
        this.tokens = tokens;
        this.style = style;
        this.isDeclared = isDeclared;
    }

    Token next() {
        return tokens.get(at);
    }

    Token take() {
        return tokens.get(at++);
    }

    boolean sees(String text) {
        Token token = next();
        return (token.kind() == Kind.SIGN || token.kind() == Kind.NAME) && token.text().equals(text);
    }

    boolean seesAfter(int ahead, String text) {
        return at + ahead < tokens.size() && tokens.get(at + ahead).text().equals(text);
    }

    boolean takes(String text) {
        boolean found = sees(text);
        at += found ? 1 : 0;
        return found;
    }

    void expect(String text) throws NotReadException {
        if (!takes(text)) {
            throw new NotReadException();
        }
    }

    <T> T because(String reason, T result) {
        reasons.add(reason);
        return result;
    }

    /** Also several with commas between them, as in {@code return a, b}. */
    Java expressions() throws NotReadException {
        Java first = expression();
        if (!sees(",")) {
            return first;
        }
        List<Java> items = new ArrayList<>(List.of(first));
        while (takes(",") && next().kind() != Kind.LINE_END) {
            items.add(expression());
        }
        return because("Java has no tuples.", Java.list(items));
    }

    Java expression() throws NotReadException {
        if (takes("lambda")) {
            List<String> names = new ArrayList<>();
            while (!takes(":")) {
                names.add(name());
                takes(",");
            }
            String parameters = names.size() == 1 ? names.getFirst() : "(" + String.join(", ", names) + ")";
            return because("Java writes a function as x -> value.",
                    new Java(parameters + " -> " + expression().in(Java.LAMBDA), Java.LAMBDA, null));
        }
        Java arrow = arrow();
        if (arrow != null) {
            return arrow;
        }
        Java value = either();
        if (takes("if")) {
            Java condition = either();
            expect("else");
            return because("Java writes condition ? a : b.", new Java(condition.in(Java.OR) + " ? "
                    + value.in(Java.OR) + " : " + expression().in(Java.CHOICE), Java.CHOICE, null));
        }
        if (takes("?")) {
            Java first = expression();
            expect(":");
            return new Java(value.in(Java.OR) + " ? " + first.in(Java.CHOICE) + " : "
                    + expression().in(Java.CHOICE), Java.CHOICE, null);
        }
        return value;
    }

    /** A function as Java writes it. */
    private @Nullable Java arrow() throws NotReadException {
        int end = at;
        if (sees("(")) {
            while (!tokens.get(end).text().equals(")")) {
                if (tokens.get(end++).kind() == Kind.END) {
                    return null;
                }
            }
        }
        if (!tokens.get(Math.min(end + 1, tokens.size() - 1)).text().equals("->")) {
            return null;
        }
        String parameters = tokens.subList(at, end + 1).stream().map(Token::text)
                .collect(Collectors.joining()).replace(",", ", ");
        at = end + 2;
        return new Java(parameters + " -> " + expression().in(Java.LAMBDA), Java.LAMBDA, null);
    }

    private Java either() throws NotReadException {
        Java left = both();
        while (sees("or") || sees("||")) {
            logic(take().text());
            left = new Java(left.in(Java.OR) + " || " + both().in(Java.OR + 1), Java.OR, null);
        }
        return left;
    }

    private Java both() throws NotReadException {
        Java left = negated();
        while (sees("and") || sees("&&")) {
            logic(take().text());
            left = new Java(left.in(Java.AND) + " && " + negated().in(Java.AND + 1), Java.AND, null);
        }
        return left;
    }

    private void logic(String sign) {
        if (Character.isLetter(sign.charAt(0))) {
            reasons.add(LOGIC);
        }
    }

    private Java negated() throws NotReadException {
        if (takes("not")) {
            return because(LOGIC,
                    new Java("!" + negated().in(Java.UNARY), Java.UNARY, null));
        }
        return comparison();
    }

    private Java comparison() throws NotReadException {
        Java left = sum();
        if (!inLoop && (sees("in") || sees("not") && seesAfter(1, "in"))) {
            boolean isNot = takes("not");
            take();
            Java all = sum();
            Java contains = Java.primary(all.in(Java.PRIMARY) + ".contains(" + left.text() + ")");
            return because("Java asks a list or a text with contains.",
                    isNot ? new Java("!" + contains.text(), Java.UNARY, null) : contains);
        }
        Java chain = null;
        while (next().kind() == Kind.SIGN && COMPARISONS.contains(next().text()) || sees("is")) {
            String sign = take().text();
            if (sign.equals("is")) {
                sign = takes("not") ? "!=" : "==";
                reasons.add("Java compares with null by == and !=.");
            }
            Java right = sum();
            int strength = sign.endsWith("=") && !sign.startsWith("<") && !sign.startsWith(">")
                    ? Java.EQUALITY
                    : Java.COMPARISON;
            boolean elements = style != Style.NUMBERS && strength == Java.EQUALITY
                    && !right.text().equals("null");
            if (elements) {
                reasons.add("== asks whether both are the same object; eq compares elements.");
            }
            Java one = elements
                    ? Java.primary(left.in(Java.PRIMARY) + (sign.equals("==") ? ".eq(" : ".ne(")
                            + right.text() + ")")
                    : new Java(left.in(strength) + " " + sign + " " + right.in(strength + 1), strength,
                            null);
            chain = chain == null
                    ? one
                    : because("Java compares two values at a time.",
                            new Java(chain.in(Java.AND) + " && " + one.text(), Java.AND, null));
            left = right;
        }
        return chain == null ? left : chain;
    }

    private Java sum() throws NotReadException {
        Java left = product();
        while (sees("+") || sees("-")) {
            String sign = take().text();
            left = new Java(left.in(Java.SUM) + " " + sign + " " + product().in(Java.SUM + 1), Java.SUM,
                    null);
        }
        return left;
    }

    private Java product() throws NotReadException {
        Java left = signed();
        while (sees("*") || sees("/") || sees("%") || sees("@")) {
            String sign = take().text();
            Java right = signed();
            if (sign.equals("%") && left.text().matches("\"[^\"]*%[^\"]*\"")) {
                left = percent(left, right);
                continue;
            }
            left = sign.equals("@")
                    ? because("Java has no operator @; the product of matrices is matmul.",
                            Java.primary(left.in(Java.PRIMARY) + ".matmul(" + right.text() + ")"))
                    : sign.equals("*") && left.text().matches("\"[^\"]*\"") && right.isNumber()
                            ? because("Java repeats a text with repeat.",
                                    Java.primary(left.text() + ".repeat(" + right.text() + ")"))
                            : new Java(left.in(Java.PRODUCT) + " " + sign + " " + right.in(Java.PRODUCT + 1),
                                    Java.PRODUCT, null);
        }
        return left;
    }

    /** What a text with percent signs becomes when values are put into it. */
    private Java percent(Java text, Java values) {
        boolean numbers = text.text().matches(".*%[.\\d]*[dfeg].*") && style != Style.NUMBERS;
        List<Java> given = values.items() == null ? List.of(values) : values.items();
        String arguments = given.stream().map(value -> !numbers || value.text().endsWith(".item()")
                ? value.text()
                : value.in(Java.PRIMARY) + ".item()").collect(Collectors.joining(", "));
        return because("Java puts values into a text with String.format.",
                Java.primary("String.format(" + text.text() + ", " + arguments + ")"));
    }

    private Java signed() throws NotReadException {
        if (sees("-") || sees("+") || sees("!") || sees("~")) {
            return new Java(take().text() + signed().in(Java.UNARY), Java.UNARY, null);
        }
        Java base = postfix();
        if (!takes("**")) {
            return base;
        }
        Java exponent = signed();
        reasons.add("Java has no operator **.");
        if (style == Style.NUMBERS || base.isNumber() && exponent.isNumber()) {
            return Java.primary("Math.pow(" + base.text() + ", " + exponent.text() + ")");
        }
        return Java
                .primary((base.isNumber() ? "tensor(" + base.text() + ")" : base.in(Java.PRIMARY)) + ".pow("
                        + exponent.text() + ")");
    }

    private Java postfix() throws NotReadException {
        boolean isModule = next().kind() == Kind.NAME && seesAfter(1, ".")
                && (PythonNames.MODULES.contains(next().text()) && !isDeclared.test(next().text())
                        || isMath(next().text()));
        Java value = isModule ? ofModule() : primary();
        while (true) {
            if (takes(".")) {
                value = member(value, name());
            } else if (takes("[")) {
                value = new PythonIndices(this).element(value);
            } else if (sees("(") && value.items() == null && value.text().startsWith(PythonCalls.SLOPE)) {
                take();
                value = new PythonCalls(this).slope(value, arguments());
            } else if (takes("::")) {
                boolean math = isMath(value.text());
                value = Java.primary((math ? "Tensor" : value.text()) + "::" + name());
                if (math) {
                    reasons.add("Math has functions of numbers.");
                }
            } else {
                return value;
            }
        }
    }

    /** Whether a class is named; the tensors of a book have names of one capital. */
    boolean isClass(Java owner) {
        String name = owner.text();
        return name.length() > 1 && name.matches("\\p{Lu}[\\w.]*")
                && !isDeclared.test(name.replaceFirst("\\..*", ""));
    }

    boolean isDeclared(String name) {
        return isDeclared.test(name);
    }

    private boolean isMath(String name) {
        return style == Style.TENSORS_FOR_NUMBERS && name.equals("Math");
    }

    private Java ofMath() throws NotReadException {
        expect(".");
        String name = name();
        if (!takes("(")) {
            return Java.primary("Math." + name);
        }
        PythonCalls.Arguments given = arguments();
        boolean two = given.positional().size() == 2 && (name.equals("max") || name.equals("min"));
        reasons.add("Math." + name
                + " takes a number: with item() it gets one, but no gradient flows through that.");
        return new PythonCalls(this).function(two ? name + "imum" : name, given, true);
    }

    /** What stands after the names of modules, which are left out. */
    private Java ofModule() throws NotReadException {
        String module = name();
        if (isMath(module)) {
            return ofMath();
        }
        String name = module;
        while (takes(".")) {
            name = name();
        }
        if (module.equals("np") && OTHER_IN_NUMPY.contains(name)) {
            throw new NotReadException();
        }
        if (name.equals("time") && module.equals("time") && takes("(")) {
            expect(")");
            return because("Java tells the time in milliseconds.",
                    new Java("System.currentTimeMillis() / 1000.0",
                            Java.PRODUCT, null));
        }
        if (Set.of("PRNGKey", "key").contains(name) && takes("(")) {
            arguments();
            return Java.primary("PRNGKey");
        }
        if (module.equals("random") && !name.equals("random") && !name.equals("normal")
                || module.equals("time")) {
            throw new NotReadException();
        }
        if (module.equals("random") && name.equals("random") && takes("(")) {
            expect(")");
            return because("Java draws a number with Math.random().", Java.primary("Math.random()"));
        }
        if (Set.of("symbols", "Symbol", "diff", "simplify").contains(name) && takes("(")) {
            return new PythonCalls(this).function(name, arguments(), false);
        }
        reasons.add("Functions have their names alone, without " + module + " before them.");
        if (takes("(")) {
            return new PythonCalls(this).function(name, arguments(), true);
        }
        String constant = PythonNames.constant(name);
        if (constant == null && !PythonNames.isKnown(name)) {
            throw new NotReadException();
        }
        return Java.primary(constant != null ? constant : functionObject(name));
    }

    private static String functionObject(String name) {
        String here = PythonNames.here(name);
        return PythonNames.METHODS.contains(here) ? "Tensor::" + here : "Tensors::" + here;
    }

    private Java member(Java owner, String name) throws NotReadException {
        if (takes("(")) {
            return new PythonCalls(this).method(owner, name, arguments());
        }
        String getter = PythonNames.getter(name);
        if (getter == null || owner.text().equals("this") || isClass(owner)) {
            return Java.primary(owner.in(Java.PRIMARY) + "." + name);
        }
        return because(name.equals(getter.replace("()", ""))
                ? name + " is a method."
                : "In place of ." + name + " stands ." + getter + ".",
                Java.primary(owner.in(Java.PRIMARY) + "." + getter));
    }

    /** The arguments up to the closing bracket: those with names, and under {@code ""} those without. */
    PythonCalls.Arguments arguments() throws NotReadException {
        List<Java> positional = new ArrayList<>();
        Map<String, Java> named = new LinkedHashMap<>();
        int before = reasons.size();
        while (!takes(")")) {
            if (next().kind() == Kind.NAME && seesAfter(1, "=")) {
                String name = take().text();
                take();
                named.put(name, expression());
            } else {
                positional.add(expression());
            }
            if (!sees(")")) {
                expect(",");
            }
        }
        if (!named.isEmpty()) {
            reasons.add(before, "Java has no named arguments.");
        }
        return new PythonCalls.Arguments(positional, named);
    }

    String name() throws NotReadException {
        Token token = take();
        if (token.kind() != Kind.NAME) {
            throw new NotReadException();
        }
        return token.text();
    }

    private Java primary() throws NotReadException {
        Token token = take();
        return switch (token.kind()) {
            case NAME -> name(token);
            case NUMBER -> Java.primary(token.text());
            case STRING -> string(token.text(), false);
            case SIGN -> switch (token.text()) {
                case "(" -> parenthesis();
                case "[" -> items("]", "Java has no lists in square brackets.");
                case "{" -> braces();
                default -> throw new NotReadException();
            };
            default -> throw new NotReadException();
        };
    }

    private Java name(Token token) throws NotReadException {
        String name = token.text();
        if (WORDS.contains(name)) {
            throw new NotReadException();
        }
        if (next().kind() == Kind.STRING && next().start() == token.end()) {
            String literal = take().text();
            if (!name.equals("f")) {
                reasons.add("Java has one kind of text.");
            }
            return string(name.equals("r") ? literal.replace("\\", "\\\\") : literal, name.equals("f"));
        }
        if (takes("(")) {
            return new PythonCalls(this).function(name, arguments(), false);
        }
        if (isDeclared.test(name)) {
            return Java.primary(name);
        }
        return switch (name) {
            case "True", "False" ->
                because("Java writes true and false.", Java.primary(name.toLowerCase(Locale.ROOT)));
            case "None" -> because("Java writes null for None.", Java.primary("null"));
            default -> Java.primary(name);
        };
    }

    private Java parenthesis() throws NotReadException {
        if (takes(")")) {
            return Java.list(List.of());
        }
        Java first = expression();
        if (takes(")")) {
            return new Java("(" + first.text() + ")", Java.PRIMARY, null);
        }
        expect(",");
        List<Java> items = new ArrayList<>(List.of(first));
        while (!takes(")")) {
            items.add(expression());
            if (!sees(")")) {
                expect(",");
            }
        }
        return because("Java has no tuples.", Java.list(items));
    }

    private Java items(String end, String reason) throws NotReadException {
        List<Java> items = new ArrayList<>();
        while (!takes(end)) {
            items.add(expression());
            if (end.equals("]") && items.size() == 1 && sees("for")) {
                return comprehension(items.getFirst());
            }
            if (!sees(end)) {
                expect(",");
            }
        }
        return because(reason, Java.list(items));
    }

    /** A list of Python that says how its items are made. */
    private Java comprehension(Java item) throws NotReadException {
        take();
        String name = name();
        inLoop = true;
        expect("in");
        boolean counts = sees("range") && seesAfter(1, "(");
        Java all = either();
        inLoop = false;
        String filter = takes("if") ? ".filter(" + name + " -> " + either().text() + ")" : "";
        expect("]");
        String limits = all.text().replaceFirst("^arange\\(", "");
        String stream = counts
                ? "IntStream.range(" + (limits.contains(",") ? "" : "0, ") + limits
                : all.in(Java.PRIMARY) + ".stream()";
        reasons.addFirst("Java makes a list from another one with a stream.");
        return Java.primary(stream + filter + (counts ? ".mapToObj(" : ".map(") + name + " -> " + item.text()
                + ").toList()");
    }

    /** A map, a set, or what was meant for a list. */
    private Java braces() throws NotReadException {
        if (takes("}")) {
            return Java.primary("Map.of()");
        }
        int before = at;
        Java first = expression();
        if (!takes(":")) {
            at = before;
            return items("}", "Java has no lists in braces.");
        }
        List<Java> entries = new ArrayList<>(List.of(first, expression()));
        while (takes(",") && !sees("}")) {
            entries.add(expression());
            expect(":");
            entries.add(expression());
        }
        expect("}");
        return because("Java makes a map with Map.of.",
                Java.primary("Map.of(" + Java.joined(entries) + ")"));
    }

    private Java string(String literal, boolean formatted) throws NotReadException {
        if (literal.length() > 5 && literal.substring(0, 3).matches("\"{3}|'{3}")) {
            String inside = literal.substring(3, literal.length() - 3);
            if (inside.contains("\n")) {
                throw new NotReadException();
            }
            return because("Java writes text in double quotation marks.",
                    Java.primary("\"" + inside.replace("\"", "\\\"") + "\""));
        }
        String text = literal.substring(1, literal.length() - 1);
        boolean isCharacter = literal.charAt(0) == '\'' && text.matches("\\\\?.|\\\\u+\\p{XDigit}{4}");
        if (literal.charAt(0) == '\'' && !isCharacter) {
            text = text.replace("\\'", "'").replace("\"", "\\\"");
            reasons.add("Java writes text in double quotation marks.");
        }
        if (formatted) {
            reasons.add("Java has no f-strings.");
            return FormattedText.of(text, this);
        }
        return Java.primary(isCharacter ? literal : "\"" + text + "\"");
    }

    /** The expression in a text, such as one between the braces of an f-string. */
    Java read(String text) throws NotReadException {
        PythonExpressions inner = new PythonExpressions(Tokens.of(text), style, isDeclared);
        Java value = inner.expression();
        if (inner.next().kind() != Kind.LINE_END) {
            throw new NotReadException();
        }
        return value;
    }
}
