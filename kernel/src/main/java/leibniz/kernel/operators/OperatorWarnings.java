package leibniz.kernel.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.outcome.CompileError;

/** What compiles but is probably not meant. */
final class OperatorWarnings {
    private static final Pattern DIGITS = Pattern.compile("(\\d{1,9})\\s*/\\s*(\\d{1,9})");

    final List<CompileError> list = new ArrayList<>();
    private final String typed;

    /** @param typed the text that positions count in */
    OperatorWarnings(String typed) {
        this.typed = typed;
    }

    void identity(String operator, int start, int end) {
        String compare = operator.equals("!=") ? "a.ne(b)" : "a.eq(b)";
        String one = operator.equals("!=") ? "!a.equal(b)" : "a.equal(b)";
        add(operator
                + " asks whether two tensors are the same object, whatever their elements. To compare the "
                + "elements write " + compare + ", for one answer " + one + ".", start, end);
    }

    void integerDivision(int start, int end) {
        String text = typed.substring(start, end);
        Matcher digits = DIGITS.matcher(text);
        String result = ".";
        if (digits.matches() && Integer.parseInt(digits.group(2)) != 0) {
            int left = Integer.parseInt(digits.group(1));
            int right = Integer.parseInt(digits.group(2));
            if (left % right == 0) {
                return;
            }
            result = ": it is " + left / right + ".";
        }
        add(text.replaceAll("\\s+", " ") + " divides integers, which drops the fraction" + result
                + " Make one of them a double, as in 1.0 / 2.", start, end);
    }

    void chainedComparison(int start, int end) {
        add("a < b < c compares the truth values of a < b with c. For elements between two bounds write "
                + "(a < b) & (b < c).", start, end);
    }

    private void add(String message, int start, int end) {
        list.add(new CompileError(message, start, end));
    }
}
