package leibniz.kernel.operators;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.text.CodeMask;

/** What an editor shows of an operator: what it does on tensors. */
public final class OperatorHelp {
    private static final Pattern OPERATOR = Pattern
            .compile("->|::|<=|>=|==|!=|&&|\\|\\||\\+\\+|--|[-+*/%&|^]=|[-+*/%<>&|!~^=]");
    private static final Map<String, String> TEXTS = new HashMap<>();

    static {
        """
                +    a + b  a.add(b)  Adds element by element; shapes broadcast, and one operand may be a number.
                -    a - b, -a  a.sub(b), a.neg()  Subtracts element by element, or changes the sign.
                *    a * b  a.mul(b)  Multiplies element by element. The product of matrices is a.matmul(b).
                /    a / b  a.div(b)  Divides element by element; integers give floating numbers.
                %    a % b  a.remainder(b)  The remainder, element by element, with the sign of b.
                <    a < b  a.lt(b)  Compares element by element; the result is a tensor of truth values.
                <=   a <= b  a.le(b)  Compares element by element; the result is a tensor of truth values.
                >    a > b  a.gt(b)  Compares element by element; the result is a tensor of truth values.
                >=   a >= b  a.ge(b)  Compares element by element; the result is a tensor of truth values.
                &    a & b  a.and(b)  Joins truth values element by element.
                |    a | b  a.or(b)  Joins truth values element by element.
                !    !a  a.not()  Negates truth values element by element.
                ~    ~a  a.not()  Negates truth values element by element.
                +=   a += b  a.add_(b)  Adds in place. For a leaf that requires a gradient inside noGrad(() -> ...).
                -=   a -= b  a.sub_(b)  Subtracts in place. For a leaf that requires a gradient inside noGrad(() -> ...).
                *=   a *= b  a.mul_(b)  Multiplies in place. For a leaf that requires a gradient inside noGrad(() -> ...).
                /=   a /= b  a.div_(b)  Divides in place. For a leaf that requires a gradient inside noGrad(() -> ...).
                ==   a == b  a == b  Asks whether both are the same object. To compare elements write a.eq(b).
                !=   a != b  a != b  Asks whether they are different objects. To compare elements write a.ne(b).
                &&   a && b  a && b  For tensors of one element, whose value is true or false.
                ||   a || b  a || b  For tensors of one element, whose value is true or false.
                """
                .lines().map(line -> line.split(" {2,}", 4))
                .forEach(row -> TEXTS.put(row[0], row[1].equals(row[2])
                        ? row[1] + "\n" + row[3]
                        : row[1] + " on tensors is " + row[2] + ".\n" + row[3]));
    }

    private OperatorHelp() {}

    /**
     * What is said of the operator at a position of a cell, or right before it; empty if there is none, or a
     * name.
     */
    public static String at(String code, int position) {
        Matcher operator = OPERATOR.matcher(CodeMask.of(code).text());
        while (operator.find() && operator.start() <= position) {
            boolean named = isName(code, position)
                    || position == operator.start() && isName(code, position - 1);
            if (position <= operator.end() && !named) {
                return TEXTS.getOrDefault(operator.group(), "");
            }
        }
        return "";
    }

    private static boolean isName(String code, int at) {
        return at >= 0 && at < code.length() && Character.isJavaIdentifierPart(code.charAt(at));
    }
}
