package leibniz.kernel.advice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.kernel.advice.PythonExpressions.NotReadException;
import leibniz.kernel.advice.PythonExpressions.Style;
import leibniz.kernel.advice.Tokens.Kind;
import leibniz.kernel.advice.Tokens.Token;
import org.jspecify.annotations.Nullable;

/** Reads the statements of a cell that may be Python, and writes each in Java, on one line. */
final class PythonStatements {
    /**
     * A statement of the cell.
     *
     * @param java the same in Java; null if it could not be read
     * @param reason why it was no Java; empty if nothing is known of that
     */
    record Statement(int start, int end, @Nullable String java, String reason) {}

    private static final Set<String> TYPES = Set.of("var", "int", "long", "double", "float", "boolean",
            "char",
            "String", "Tensor", "final", "TensorFunction", "Object");

    private final String text;
    private final List<Token> tokens;
    private final PythonExpressions reader;
    private final Predicate<String> isDeclared;
    private final Set<String> introduced = new HashSet<>();
    /** The names of the function that is read; null outside of one. */
    private @Nullable Set<String> local;
    /** Those of them that are first assigned in a block, and declared before it. */
    private final Set<String> hoisted = new LinkedHashSet<>();
    private int depth;
    private boolean returnsList;

    private PythonStatements(String text, Style style, Predicate<String> isDeclared) {
        this.text = text;
        this.tokens = Tokens.of(text);
        this.isDeclared = isDeclared;
        this.reader = new PythonExpressions(tokens, style,
                name -> isDeclared.test(name) || introduced.contains(name));
    }

    /** The statements of a cell in their order. */
    static List<Statement> of(String text, Style style, Predicate<String> isDeclared) {
        return new PythonStatements(text, style, isDeclared).read();
    }

    private List<Statement> read() {
        List<Statement> statements = new ArrayList<>();
        while (reader.next().kind() != Kind.END) {
            if (reader.next().kind() == Kind.LINE_END || reader.next().kind() == Kind.OUT) {
                reader.at++;
                continue;
            }
            int first = reader.at;
            reader.reasons.clear();
            String java;
            try {
                java = statement();
            } catch (NotReadException e) {
                java = null;
                reader.at = first;
                skip();
            }
            Token last = tokens.get(Math.max(first, reader.at - 1));
            statements.add(new Statement(tokens.get(first).start(), last.end(), java,
                    reader.reasons.isEmpty() ? "" : reader.reasons.getFirst()));
        }
        return statements;
    }

    /** To the end of a statement, with the lines below that are indented. */
    private void skip() {
        int depth = 0;
        while (reader.next().kind() != Kind.END) {
            Token token = reader.take();
            depth += token.kind() == Kind.IN ? 1 : token.kind() == Kind.OUT ? -1 : 0;
            boolean ends = token.kind() == Kind.LINE_END || token.text().equals(";");
            if (depth <= 0 && ends && reader.next().kind() != Kind.IN) {
                return;
            }
        }
    }

    private String statement() throws NotReadException {
        Token token = reader.next();
        if (token.kind() == Kind.NAME) {
            switch (token.text()) {
                case "for" -> {
                    return loop();
                }
                case "while", "if" -> {
                    return condition(token.text());
                }
                case "def" -> {
                    return function();
                }
                case "with" -> {
                    return with();
                }
                case "try" -> {
                    return attempt();
                }
                case "raise" -> {
                    return raise();
                }
                case "assert" -> {
                    return assertion();
                }
                case "break", "continue" -> {
                    return reader.take().text() + end();
                }
                case "print" -> {
                    if (tokens.get(reader.at + 1).kind() == Kind.STRING
                            || tokens.get(reader.at + 1).kind() == Kind.NAME) {
                        reader.at++;
                        String printed = "System.out.println(" + reader.expression().text() + ")";
                        reader.reasons.addFirst("Java prints with System.out.println.");
                        return printed + end();
                    }
                }
                case "return" -> {
                    reader.at++;
                    if (endsHere()) {
                        return "return" + end();
                    }
                    Java value = reader.expressions();
                    returnsList |= value.items() != null;
                    return "return " + value.text() + end();
                }
                case "pass" -> {
                    reader.at++;
                    end();
                    return "";
                }
                case "del" -> {
                    reader.at++;
                    return reader.name() + " = null" + end();
                }
                default -> {
                }
            }
        }
        if (reader.takes("@")) {
            return decorated();
        }
        if (local != null && token.kind() == Kind.STRING
                && tokens.get(reader.at + 1).kind() == Kind.LINE_END) {
            reader.at++;
            end();
            return ""; // what a function says of itself
        }
        return simple();
    }

    private boolean endsHere() {
        return reader.next().kind() == Kind.LINE_END || reader.sees(";");
    }

    private String end() throws NotReadException {
        if (!reader.takes(";") && reader.next().kind() == Kind.LINE_END) {
            reader.at++;
        } else if (!tokens.get(reader.at - 1).text().equals(";")) {
            throw new NotReadException();
        }
        return ";";
    }

    /** An expression, an assignment, or a declaration. */
    private String simple() throws NotReadException {
        StringBuilder written = new StringBuilder();
        while (TYPES.contains(reader.next().text()) && reader.next().kind() == Kind.NAME
                && tokens.get(reader.at + 1).kind() == Kind.NAME) {
            written.append(reader.take().text()).append(' ');
        }
        int first = reader.at;
        if (reader.next().kind() == Kind.NAME && reader.seesAfter(1, ":")
                && (reader.seesAfter(2, "=") || reader.seesAfter(3, "="))) {
            String annotated = reader.take().text();
            reader.take();
            String type = reader.sees("=") ? "var" : PythonTypes.named(reader.take().text());
            reader.expect("=");
            introduced.add(annotated);
            reader.reasons.add("Java writes the type before the name.");
            return type + " " + annotated + " = " + reader.expression().text() + end();
        }
        List<Java> targets = new ArrayList<>();
        Java value = reader.expression();
        while (reader.takes(",") && written.isEmpty()) {
            targets.add(value);
            value = reader.expression();
        }
        targets.add(value);
        String sign = reader.next().text();
        if (reader.next().kind() == Kind.SIGN && sign.endsWith("=")
                && !Set.of("==", "<=", ">=", "!=").contains(sign)) {
            reader.at++;
            List<Java> values = new ArrayList<>();
            do {
                values.add(reader.expression());
            } while (reader.takes(","));
            String ended = end();
            return assignment(written.toString(), targets, sign, values, ended, tokens.get(first));
        }
        if (!written.isEmpty()) {
            throw new NotReadException();
        }
        if (targets.size() > 1) {
            Token comma = tokens.get(first + 1);
            if (targets.size() == 2 && targets.stream().allMatch(Java::isNumber)
                    && tokens.get(first + 2).start() == comma.end()) {
                throw new NotReadException(); // the comma of a number
            }
            reader.reasons.addFirst("A cell shows one value, which may be a list.");
            end();
            return Java.list(targets).text();
        }
        boolean silent = reader.sees(";");
        end();
        if (value.strength() == Java.LAMBDA) {
            return "TensorFunction f = " + value.text() + ";";
        }
        return value.text() + (silent ? ";" : "");
    }

    private String assignment(String type, List<Java> targets, String sign, List<Java> values, String end,
            Token first) throws NotReadException {
        if (targets.size() != values.size()) {
            if (targets.size() > 1) {
                return unpacked(targets, values, end);
            }
            return assigned(type, targets.getFirst(), sign, Java.list(values)) + end;
        }
        if (targets.size() > 1 && values.stream().anyMatch(value -> targets.stream().anyMatch(
                target -> value.text().matches("(?s).*\\b" + Pattern.quote(target.text()) + "\\b.*")))) {
            return exchanged(targets, values, end);
        }
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            statements.add(assigned(type, targets.get(i), sign, values.get(i)) + end);
        }
        if (first.kind() != Kind.NAME) {
            throw new NotReadException();
        }
        return String.join(" ", statements);
    }

    /** Values that depend on the names that change are computed before any does. */
    private String exchanged(List<Java> targets, List<Java> values, String end) throws NotReadException {
        String first = targets.getFirst().text();
        if (targets.size() != 2 || !values.getLast().text().equals(first)
                || !targets.stream().allMatch(target -> isDeclared.test(target.text()))) {
            throw new NotReadException();
        }
        reader.reasons.addFirst("Java assigns one value at a time.");
        return "var old = " + first + end + " " + first + " = " + values.getFirst().text() + end + " "
                + targets.getLast().text() + " = old" + end;
    }

    /** The parts of a list that a function returns. */
    private String unpacked(List<Java> targets, List<Java> values, String end) throws NotReadException {
        if (values.size() != 1
                || !targets.stream().allMatch(target -> target.text().matches("[\\p{L}_]\\w*"))) {
            throw new NotReadException();
        }
        List<String> statements = new ArrayList<>(List.of("var parts = " + values.getFirst().text() + end));
        for (int i = 0; i < targets.size(); i++) {
            String target = targets.get(i).text();
            boolean isNew = !isDeclared.test(target) && introduced.add(target);
            statements.add((isNew ? "var " : "") + target + " = parts.get(" + i + ")" + end);
        }
        reader.reasons.addFirst("Java takes the parts of a list one by one.");
        return String.join(" ", statements);
    }

    private String assigned(String type, Java target, String sign, Java value) {
        String name = target.text();
        if (name.endsWith(".grad()") && value.text().equals("null")) {
            reader.reasons.addFirst("clearGrad() takes a gradient away.");
            return name.replaceFirst("grad\\(\\)$", "clearGrad()");
        }
        if (name.endsWith(".requiresGrad()")) {
            reader.reasons.addFirst("requiresGrad_ sets it here.");
            return name.replaceFirst("\\(\\)$", "_(") + value.text() + ")";
        }
        if (name.matches(".*\\.get\\(.*\\)") && sign.equals("=")) {
            int get = name.lastIndexOf(".get(");
            reader.reasons.addFirst("Elements are changed in place by set_.");
            return name.substring(0, get) + ".set_(" + value.text() + ", " + name.substring(get + 5);
        }
        if (name.endsWith("()")) {
            String operation = switch (sign) {
                case "=" -> ".copy_(";
                case "-=" -> ".sub_(";
                case "+=" -> ".add_(";
                case "*=" -> ".mul_(";
                default -> ".div_(";
            };
            return name + operation + value.text() + ")";
        }
        boolean assigns = sign.equals("=") && type.isEmpty() && name.matches("[\\p{L}_$][\\p{L}\\d_$]*");
        boolean isNew = assigns && (local == null
                ? (!isDeclared.test(name) || value.strength() == Java.LAMBDA) && introduced.add(name)
                : local.add(name));
        if (isNew && local != null && depth > 1) {
            hoisted.add(name);
            isNew = false;
        }
        if (isNew && List.of("List.of()", "Map.of()").contains(value.text())) {
            reader.reasons.addFirst("A list or a map that grows has the type of what it holds.");
            return "var " + name + " = new " + (value.text().startsWith("List")
                    ? "ArrayList<Double>()"
                    : "HashMap<String, Object>()");
        }
        if (isNew && value.strength() == Java.LAMBDA) {
            return (value.text().startsWith("(") ? "BiFunction<Tensor, Tensor, Tensor> " : "TensorFunction ")
                    + name
                    + " = " + value.text();
        }
        if (value.text().equals("null") && (isNew || type.strip().equals("var"))) {
            return "Tensor " + name + " = null"; // from which var could infer no type
        }
        return type + (isNew ? "var " : "") + name + " " + sign + " " + value.text();
    }

    private String loop() throws NotReadException {
        reader.take();
        String name = reader.name();
        if (reader.sees(",")) {
            return pairs(name);
        }
        reader.expect("in");
        introduced.add(name);
        boolean counts = reader.sees("range") && reader.seesAfter(1, "(");
        String head;
        if (counts) {
            reader.at += 2;
            List<Java> limits = reader.arguments().positional();
            String from = limits.size() > 1 ? limits.getFirst().text() : "0";
            String to = limits.get(Math.min(1, limits.size() - 1)).text();
            String step = limits.size() > 2 ? limits.get(2).text() : "1";
            String counted = step.equals("1") ? name + "++" : name + " += " + step;
            head = "for (int " + name + " = " + from + "; " + name + (step.startsWith("-") ? " > " : " < ")
                    + to + "; "
                    + counted + ")";
        } else {
            Java all = reader.expressions();
            head = all.text().startsWith("\"")
                    ? "for (char " + name + " : " + all.text() + ".toCharArray())"
                    : "for (var " + name + " : " + all.text() + ")";
        }
        String java = head + " " + block();
        reader.reasons.addFirst(counts
                ? "Java counts with for (int i = 0; i < n; i++) { ... }."
                : "Java goes through a list with for (var x : list) { ... }.");
        return java;
    }

    /** A loop over two things at a time: enumerate, zip, or the items of a map. */
    private String pairs(String first) throws NotReadException {
        reader.expect(",");
        String second = reader.name();
        reader.expect("in");
        introduced.addAll(List.of(first, second));
        if (reader.sees("enumerate") || reader.sees("zip")) {
            boolean numbers = reader.take().text().equals("enumerate");
            reader.expect("(");
            List<Java> over = reader.arguments().positional();
            if (over.size() != (numbers ? 1 : 2)) {
                throw new NotReadException();
            }
            boolean arrays = reader.style == Style.NUMBERS;
            String size = arrays ? ".length" : reader.style == Style.METHODS ? ".size()" : ".size(0)";
            String index = numbers ? first : "i";
            String at = arrays ? "[" + index + "]" : ".get(" + index + ")";
            String body = block().substring(2);
            reader.reasons.addFirst("Java counts with for (int i = 0; i < n; i++) { ... }.");
            return "for (int " + index + " = 0; " + index + " < " + over.getFirst().in(Java.PRIMARY) + size
                    + "; " + index + "++) { "
                    + (numbers ? "" : "var " + first + " = " + over.getFirst().in(Java.PRIMARY) + at + "; ")
                    + "var " + second + " = " + over.getLast().in(Java.PRIMARY) + at + "; " + body;
        }
        Java items = reader.expression();
        if (!items.text().endsWith(".items()")) {
            throw new NotReadException();
        }
        String body = block().substring(2);
        reader.reasons.addFirst("Java goes through the entries of a map.");
        return "for (var entry : " + items.text().replaceFirst("items\\(\\)$", "entrySet()") + ") { var "
                + first + " = entry.getKey(); var " + second + " = entry.getValue(); " + body;
    }

    private String attempt() throws NotReadException {
        reader.take();
        StringBuilder java = new StringBuilder("try " + block());
        while (reader.takes("except")) {
            String type = "RuntimeException";
            if (!reader.sees(":")) {
                String named = reader.name();
                type = named.endsWith("Exception") && named.length() > 9 ? named : "RuntimeException";
            }
            String name = reader.takes("as") ? reader.name() : "e";
            introduced.add(name);
            java.append(" catch (").append(type).append(' ').append(name).append(") ").append(block());
        }
        if (reader.takes("finally")) {
            java.append(" finally ").append(block());
        }
        reader.reasons.addFirst("Java catches with try { ... } catch (RuntimeException e) { ... }.");
        return java.toString();
    }

    private String raise() throws NotReadException {
        reader.take();
        String name = reader.name();
        String message = reader.takes("(")
                ? Java.joined(reader.arguments().positional())
                : "";
        reader.reasons.addFirst("Java throws an exception with throw.");
        return "throw new " + (name.equals("ValueError")
                ? "IllegalArgumentException"
                : name.endsWith("Exception") && name.length() > 9 ? name : "RuntimeException") + "(" + message
                + ")" + end();
    }

    private String assertion() throws NotReadException {
        reader.take();
        Java condition = reader.expression();
        String message = reader.takes(",") ? " : " + reader.expression().text() : "";
        reader.reasons.addFirst("Java writes assert condition : message.");
        return "assert " + condition.text() + message + end();
    }

    /** A function below a decorator, of which only no_grad has a counterpart. */
    private String decorated() throws NotReadException {
        StringBuilder decorator = new StringBuilder();
        while (reader.next().kind() != Kind.LINE_END) {
            decorator.append(reader.take().text());
        }
        reader.at++;
        if (!decorator.toString().endsWith("no_grad()") || !reader.sees("def")) {
            throw new NotReadException();
        }
        String function = function();
        int body = function.indexOf('{');
        reader.reasons.addFirst("Recording is off inside of try (var off = noGrad()) { ... }.");
        return function.substring(0, body) + "{ try (var off = noGrad()) " + function.substring(body) + " }";
    }

    private String condition(String word) throws NotReadException {
        reader.take();
        Java condition = reader.expression();
        String text = condition.text();
        boolean hasBrackets = text.startsWith("(") && text.endsWith(")")
                && condition.strength() == Java.PRIMARY;
        String java = word + " " + (hasBrackets ? text : "(" + text + ")") + " " + block();
        reader.reasons.addFirst(
                "Java writes " + word + " (condition) { ... }.");
        if (!word.equals("if")) {
            return java;
        }
        if (reader.sees("elif")) {
            return java + " else " + condition("if");
        }
        return reader.takes("else") ? java + " else " + block() : java;
    }

    private String function() throws NotReadException {
        reader.take();
        String name = reader.name();
        reader.expect("(");
        List<String> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (!reader.takes(")")) {
            String parameter = reader.name();
            names.add(parameter);
            parameters.add(PythonTypes.of(reader, parameter) + " " + parameter);
            if (reader.takes("=")) {
                reader.expression();
            }
            if (!reader.sees(")")) {
                reader.expect(",");
            }
        }
        if (reader.takes("->")) {
            while (!reader.sees(":") && reader.next().kind() != Kind.END) {
                reader.at++;
            }
        }
        int before = reader.at;
        returnsList = false;
        local = new HashSet<>(names);
        String block;
        try {
            block = block();
        } finally {
            local = null;
        }
        if (!hoisted.isEmpty()) {
            block = "{ " + (reader.style == Style.NUMBERS ? "double " : "Tensor ")
                    + String.join(", ", hoisted) + "; "
                    + block.substring(2);
            hoisted.clear();
        }
        boolean returns = tokens.subList(before, reader.at).stream().anyMatch(t -> t.text().equals("return"));
        reader.reasons.addFirst("Java declares a method with types and braces.");
        return (!returns
                ? "void "
                : returnsList ? "List<Tensor> " : reader.style == Style.NUMBERS ? "double " : "Tensor ")
                + name
                + parameters.stream().collect(Collectors.joining(", ", "(", ")")) + " " + block;
    }

    private String with() throws NotReadException {
        reader.take();
        StringBuilder scope = new StringBuilder();
        while (!reader.sees(":") && reader.next().kind() != Kind.LINE_END) {
            scope.append(reader.take().text());
        }
        String block = block();
        if (scope.toString().endsWith("no_grad()") || scope.toString().endsWith("set_grad_enabled(False)")) {
            reader.reasons.addFirst("Recording is off inside of noGrad(() -> { ... }).");
            return "noGrad(() -> " + block + ");";
        }
        if (scope.toString().matches("(.*\\.)?(record|enable_grad)\\(\\)|tf\\.GradientTape\\(.*")) {
            reader.reasons.addFirst("Recording is always on here.");
            return block.substring(1, block.length() - 1).strip();
        }
        throw new NotReadException();
    }

    private String block() throws NotReadException {
        reader.expect(":");
        depth++;
        try {
            return afterColon();
        } finally {
            depth--;
        }
    }

    private String afterColon() throws NotReadException {
        List<String> statements = new ArrayList<>();
        if (reader.next().kind() == Kind.LINE_END) {
            reader.at++;
            if (reader.next().kind() != Kind.IN) {
                return "{ }"; // the lines are not indented, or not there yet
            }
            reader.at++;
            while (reader.next().kind() != Kind.OUT) {
                statements.add(ended(statement()));
                if (reader.next().kind() == Kind.END) {
                    throw new NotReadException();
                }
            }
            reader.at++;
        } else {
            statements.add(ended(statement()));
        }
        String inside = statements.stream().filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
        return inside.isEmpty() ? "{ }" : "{ " + inside + " }";
    }

    /** With the semicolon that it lacks. */
    static String ended(String statement) {
        return statement.isEmpty() || statement.endsWith(";") || statement.endsWith("}")
                ? statement
                : statement + ";";
    }

    @Override
    public String toString() {
        return text;
    }
}
