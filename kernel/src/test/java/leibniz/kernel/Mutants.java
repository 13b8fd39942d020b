package leibniz.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of a code that differ from it in one place, or in two: an operator, a number, a name, a statement.
 */
final class Mutants {
    private static final Pattern TOKEN = Pattern.compile(
            "\"[^\"]*\"|->|\\+\\+|--|[-+*/]=|<=|>=|==|&&|[-+*/<>](?!>)|\\b\\d+(\\.\\d+)?(e-?\\d+)?\\b|\\b[A-Za-z_]\\w*\\b");
    private static final List<List<String>> ALIKE = List.of(List.of("+", "-", "*", "/"), List.of("+=", "-="),
            List.of("<", ">", "<="), List.of("sin", "cos", "exp"), List.of("square", "abs", "neg"),
            List.of("sum", "mean"), List.of("mul", "add", "sub"), List.of("log", "sqrt"),
            List.of("zerosLike", "onesLike"), List.of("sigmoid", "tanh"), List.of("value", "slope"),
            List.of("x", "w", "y"), List.of("u", "v"), List.of("du", "dv"), List.of("m", "k", "n"),
            List.of("a", "b", "c"), List.of("s", "d"), List.of("above", "below"),
            List.of("forward", "reverse"), List.of("numeric", "exact"), List.of("left", "right"),
            List.of("data", "grad"), List.of("first", "second"));

    private static final List<String> CHANGED = List.of("(-(%s))", "(2 * (%s))", "((%s) + 1)");
    private static final Pattern CALL = Pattern.compile("(\\w\\()([\\w.]+), ([\\w.]+)");
    private static final Pattern RESULT = Pattern.compile("return ([^;{}]+);");

    private final String code;
    private final Set<String> found = new LinkedHashSet<>();

    private Mutants(String code) {
        this.code = code;
    }

    /** At least so many if there are that many, in an order that the seed decides. */
    static List<String> of(String code, int atLeast, long seed) {
        Mutants first = new Mutants(code);
        first.single();
        List<String> mutants = new ArrayList<>(first.found);
        Collections.shuffle(mutants, new Random(seed));
        for (int i = 0; mutants.size() < atLeast && i < first.found.size(); i++) {
            Mutants second = new Mutants(mutants.get(i));
            second.single();
            List<String> more = new ArrayList<>(second.found);
            more.removeAll(mutants);
            more.remove(code);
            Collections.shuffle(more, new Random(seed + i));
            mutants.addAll(more.subList(0, Math.min(more.size(), atLeast - mutants.size())));
        }
        return mutants.subList(0, Math.min(mutants.size(), atLeast));
    }

    private void single() {
        int from = code.indexOf('{') + 1;
        Matcher token = TOKEN.matcher(code);
        for (int at = from; token.find(at); at = token.end()) {
            if (!isHead(token.start())) {
                mutate(token.start(), token.group());
            }
        }
        for (Matcher call = CALL.matcher(code); call.find();) {
            if (call.start() > from && !isHead(call.start())) {
                exchangeArguments(call);
            }
        }
        for (Matcher result = RESULT.matcher(code); result.find();) {
            if (result.start() > from) {
                changeResult(result);
            }
        }
        int offset = 0;
        for (String line : code.split("(?<=\n)", -1)) {
            if (offset > from && line.strip().endsWith(";") && !line.strip().startsWith("return")) {
                found.add(code.substring(0, offset) + code.substring(offset + line.length()));
            }
            offset += line.length();
        }
        found.remove(code);
    }

    /** Whether this is in the line that names a method or class. */
    private boolean isHead(int position) {
        int line = code.lastIndexOf('\n', position) + 1;
        return code.startsWith("}\n", line) || !Character.isWhitespace(code.charAt(line));
    }

    private void mutate(int start, String token) {
        for (List<String> group : ALIKE) {
            if (group.contains(token)) {
                group.forEach(other -> replace(start, token, other));
            }
        }
        if (token.matches("\\d+")) {
            replace(start, token, Long.toString(Long.parseLong(token) + 1));
            replace(start, token, Long.toString(Long.parseLong(token) * 3));
        } else if (Character.isDigit(token.charAt(0))) {
            replace(start, token, Double.toString(Double.parseDouble(token) * 3));
        } else if (Character.isLetter(token.charAt(0))) {
            // What makes no sense, such as a type, does not compile and is not run.
            for (String changed : CHANGED) {
                replace(start, token, changed.formatted(token));
            }
        }
    }

    /** The call at this position with its first two arguments exchanged. */
    private void exchangeArguments(Matcher call) {
        found.add(code.substring(0, call.start()) + call.group(1) + call.group(3) + ", " + call.group(2)
                + code.substring(call.end(3)));
    }

    /** What is returned there, changed in sign or size. */
    private void changeResult(Matcher result) {
        for (String changed : CHANGED) {
            found.add(code.substring(0, result.start(1)) + changed.formatted(result.group(1))
                    + code.substring(result.end(1)));
        }
    }

    private void replace(int start, String token, String other) {
        found.add(code.substring(0, start) + other + code.substring(start + token.length()));
    }
}
