package leibniz.kernel.advice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
                case "return" -> {
                    reader.at++;
                    return "return" + (endsHere() ? "" : " " + reader.expressions().text()) + end();
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
        StringBuilder type = new StringBuilder();
        while (TYPES.contains(reader.next().text()) && reader.next().kind() == Kind.NAME
                && tokens.get(reader.at + 1).kind() == Kind.NAME) {
            type.append(reader.take().text()).append(' ');
        }
        int first = reader.at;
        List<Java> targets = new ArrayList<>();
        Java value = reader.expression();
        while (reader.takes(",") && type.isEmpty()) {
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
            return assignment(type.toString(), targets, sign, values, ended, tokens.get(first));
        }
        if (!type.isEmpty() || targets.size() > 1) {
            throw new NotReadException();
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
            if (targets.size() > 1 || values.isEmpty()) {
                throw new NotReadException();
            }
            return assigned(type, targets.getFirst(), sign, Java.list(values)) + end;
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
                ? !isDeclared.test(name) && introduced.add(name)
                : local.add(name));
        if (isNew && local != null && depth > 1) {
            hoisted.add(name);
            isNew = false;
        }
        if (isNew && value.strength() == Java.LAMBDA) {
            return (value.text().startsWith("(") ? "BiFunction<Tensor, Tensor, Tensor> " : "TensorFunction ")
                    + name
                    + " = " + value.text();
        }
        return type + (isNew ? "var " : "") + name + " " + sign + " " + value.text();
    }

    private String loop() throws NotReadException {
        reader.take();
        String name = reader.name();
        if (reader.takes(",")) {
            throw new NotReadException();
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
            head = "for (var " + name + " : " + reader.expressions().text() + ")";
        }
        reader.reasons.addFirst("Java counts with for (int i = 0; i < n; i++) { ... }.");
        if (!counts) {
            reader.reasons.addFirst("Java goes through a list with for (var x : list) { ... }.");
        }
        return head + " " + block();
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
            parameters.add((reader.style == Style.NUMBERS ? "double " : "Tensor ") + parameter);
            if (reader.takes("=")) {
                reader.expression();
            }
            if (!reader.sees(")")) {
                reader.expect(",");
            }
        }
        int before = reader.at;
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
        return (!returns ? "void " : reader.style == Style.NUMBERS ? "double " : "Tensor ") + name
                + parameters.stream().collect(Collectors.joining(", ", "(", ")")) + " " + block;
    }

    private String with() throws NotReadException {
        reader.take();
        StringBuilder scope = new StringBuilder();
        while (!reader.sees(":") && reader.next().kind() != Kind.LINE_END) {
            scope.append(reader.take().text());
        }
        String block = block();
        if (scope.toString().endsWith("no_grad()")) {
            reader.reasons.addFirst("Recording is off inside of noGrad(() -> { ... }).");
            return "noGrad(() -> " + block + ");";
        }
        if (scope.toString().endsWith("record()")) {
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

    private static String ended(String statement) {
        return statement.isEmpty() || statement.endsWith(";") || statement.endsWith("}")
                ? statement
                : statement + ";";
    }

    @Override
    public String toString() {
        return text;
    }
}
