package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/**
 * What stands in a cell of the notebook in the place of operators on tensors: {@code 2 * x} runs as
 * {@code $Operators.mul(2, x)}. Programs outside of notebooks call the methods of {@link Tensor} instead, and
 * so does this class. The $ keeps the name apart from those that cells declare. An operand that is null is a
 * NullPointerException that names the operator; other errors are those of the methods.
 */
public final class $Operators {
    private $Operators() {}

    // ---- arithmetic

    /** left + right */
    public static Tensor add(Tensor left, Tensor right) {
        return left("+", left).add(right("+", right));
    }

    /** left + right */
    public static Tensor add(Tensor left, double right) {
        return left("+", left).add(right);
    }

    /** left + right */
    public static Tensor add(Tensor left, long right) {
        return left("+", left).add(right);
    }

    /** left + right */
    public static Tensor add(double left, Tensor right) {
        return right("+", right).add(left);
    }

    /** left + right */
    public static Tensor add(long left, Tensor right) {
        return right("+", right).add(left);
    }

    /** left - right */
    public static Tensor sub(Tensor left, Tensor right) {
        return left("-", left).sub(right("-", right));
    }

    /** left - right */
    public static Tensor sub(Tensor left, double right) {
        return left("-", left).sub(right);
    }

    /** left - right */
    public static Tensor sub(Tensor left, long right) {
        return left("-", left).sub(right);
    }

    /** left - right */
    public static Tensor sub(double left, Tensor right) {
        return right("-", right).number(left).sub(right);
    }

    /** left - right */
    public static Tensor sub(long left, Tensor right) {
        return right("-", right).number(left).sub(right);
    }

    /** left * right */
    public static Tensor mul(Tensor left, Tensor right) {
        return left("*", left).mul(right("*", right));
    }

    /** left * right */
    public static Tensor mul(Tensor left, double right) {
        return left("*", left).mul(right);
    }

    /** left * right */
    public static Tensor mul(Tensor left, long right) {
        return left("*", left).mul(right);
    }

    /** left * right */
    public static Tensor mul(double left, Tensor right) {
        return right("*", right).mul(left);
    }

    /** left * right */
    public static Tensor mul(long left, Tensor right) {
        return right("*", right).mul(left);
    }

    /** left / right */
    public static Tensor div(Tensor left, Tensor right) {
        return left("/", left).div(right("/", right));
    }

    /** left / right */
    public static Tensor div(Tensor left, double right) {
        return left("/", left).div(right);
    }

    /** left / right */
    public static Tensor div(Tensor left, long right) {
        return left("/", left).div(right);
    }

    /** left / right */
    public static Tensor div(double left, Tensor right) {
        return right("/", right).number(left).div(right);
    }

    /** left / right */
    public static Tensor div(long left, Tensor right) {
        return right("/", right).number(left).div(right);
    }

    /** left % right, which is {@link Tensor#remainder(Tensor)} */
    public static Tensor remainder(Tensor left, Tensor right) {
        return left("%", left).remainder(right("%", right));
    }

    /** left % right, which is {@link Tensor#remainder(double)} */
    public static Tensor remainder(Tensor left, double right) {
        return left("%", left).remainder(right);
    }

    /** left % right, which is {@link Tensor#remainder(long)} */
    public static Tensor remainder(Tensor left, long right) {
        return left("%", left).remainder(right);
    }

    /** left % right, which is {@link Tensor#remainder(Tensor)} */
    public static Tensor remainder(double left, Tensor right) {
        return right("%", right).number(left).remainder(right);
    }

    /** left % right, which is {@link Tensor#remainder(Tensor)} */
    public static Tensor remainder(long left, Tensor right) {
        return right("%", right).number(left).remainder(right);
    }

    /** -x */
    public static Tensor neg(Tensor x) {
        return operand("-", x).neg();
    }

    /** +x, which is x itself */
    public static Tensor pos(Tensor x) {
        return operand("+", x);
    }

    // ---- comparisons

    /** left &lt; right */
    public static Tensor lt(Tensor left, Tensor right) {
        return left("<", left).lt(right("<", right));
    }

    /** left &lt; right */
    public static Tensor lt(Tensor left, double right) {
        return left("<", left).lt(right);
    }

    /** left &lt; right */
    public static Tensor lt(Tensor left, long right) {
        return left("<", left).lt(right);
    }

    /** left &lt; right */
    public static Tensor lt(double left, Tensor right) {
        return right("<", right).gt(left);
    }

    /** left &lt; right */
    public static Tensor lt(long left, Tensor right) {
        return right("<", right).gt(left);
    }

    /** left &lt;= right */
    public static Tensor le(Tensor left, Tensor right) {
        return left("<=", left).le(right("<=", right));
    }

    /** left &lt;= right */
    public static Tensor le(Tensor left, double right) {
        return left("<=", left).le(right);
    }

    /** left &lt;= right */
    public static Tensor le(Tensor left, long right) {
        return left("<=", left).le(right);
    }

    /** left &lt;= right */
    public static Tensor le(double left, Tensor right) {
        return right("<=", right).ge(left);
    }

    /** left &lt;= right */
    public static Tensor le(long left, Tensor right) {
        return right("<=", right).ge(left);
    }

    /** left &gt; right */
    public static Tensor gt(Tensor left, Tensor right) {
        return left(">", left).gt(right(">", right));
    }

    /** left &gt; right */
    public static Tensor gt(Tensor left, double right) {
        return left(">", left).gt(right);
    }

    /** left &gt; right */
    public static Tensor gt(Tensor left, long right) {
        return left(">", left).gt(right);
    }

    /** left &gt; right */
    public static Tensor gt(double left, Tensor right) {
        return right(">", right).lt(left);
    }

    /** left &gt; right */
    public static Tensor gt(long left, Tensor right) {
        return right(">", right).lt(left);
    }

    /** left &gt;= right */
    public static Tensor ge(Tensor left, Tensor right) {
        return left(">=", left).ge(right(">=", right));
    }

    /** left &gt;= right */
    public static Tensor ge(Tensor left, double right) {
        return left(">=", left).ge(right);
    }

    /** left &gt;= right */
    public static Tensor ge(Tensor left, long right) {
        return left(">=", left).ge(right);
    }

    /** left &gt;= right */
    public static Tensor ge(double left, Tensor right) {
        return right(">=", right).le(left);
    }

    /** left &gt;= right */
    public static Tensor ge(long left, Tensor right) {
        return right(">=", right).le(left);
    }

    // ---- logic

    /** left &amp; right */
    public static Tensor and(Tensor left, Tensor right) {
        return left("&", left).and(right("&", right));
    }

    /** left | right */
    public static Tensor or(Tensor left, Tensor right) {
        return left("|", left).or(right("|", right));
    }

    /** !x or ~x */
    public static Tensor not(Tensor x) {
        return operand("!", x).not();
    }

    /**
     * Whether the one element is true or not 0, where Java wants to know; an error where there is not exactly
     * one.
     */
    public static boolean truth(Tensor x) {
        Checks.requireTruth(operand("true or false", x));
        return x.itemBoolean();
    }

    // ---- in place

    /** left += right */
    public static Tensor add_(Tensor left, Tensor right) {
        return left("+=", left).add_(right("+=", right));
    }

    /** left += right */
    public static Tensor add_(Tensor left, double right) {
        return left("+=", left).add_(right);
    }

    /** left += right */
    public static Tensor add_(Tensor left, long right) {
        return left("+=", left).add_(right);
    }

    /** left -= right */
    public static Tensor sub_(Tensor left, Tensor right) {
        return left("-=", left).sub_(right("-=", right));
    }

    /** left -= right */
    public static Tensor sub_(Tensor left, double right) {
        return left("-=", left).sub_(right);
    }

    /** left -= right */
    public static Tensor sub_(Tensor left, long right) {
        return left("-=", left).sub_(right);
    }

    /** left *= right */
    public static Tensor mul_(Tensor left, Tensor right) {
        return left("*=", left).mul_(right("*=", right));
    }

    /** left *= right */
    public static Tensor mul_(Tensor left, double right) {
        return left("*=", left).mul_(right);
    }

    /** left *= right */
    public static Tensor mul_(Tensor left, long right) {
        return left("*=", left).mul_(right);
    }

    /** left /= right */
    public static Tensor div_(Tensor left, Tensor right) {
        return left("/=", left).div_(right("/=", right));
    }

    /** left /= right */
    public static Tensor div_(Tensor left, double right) {
        return left("/=", left).div_(right);
    }

    /** left /= right */
    public static Tensor div_(Tensor left, long right) {
        return left("/=", left).div_(right);
    }

    // ---- indexing

    /** x[index], a view */
    public static Tensor getItem(Tensor x, int index) {
        return operand("[]", x).get(index);
    }

    /** x[index] = value */
    public static Tensor setItem(Tensor x, int index, Tensor value) {
        operand("[]", x).set_(right("=", value), index);
        return value;
    }

    /** x[index] = value */
    public static double setItem(Tensor x, int index, double value) {
        operand("[]", x).set_(value, index);
        return value;
    }

    /** x[index] = value */
    public static long setItem(Tensor x, int index, long value) {
        operand("[]", x).set_(value, index);
        return value;
    }

    /** x[index] = value */
    public static boolean setItem(Tensor x, int index, boolean value) {
        operand("[]", x).set_(Tensors.tensor(value), index);
        return value;
    }

    private static Tensor left(String operator, @Nullable Tensor x) {
        return require(operator, "the left operand", x);
    }

    private static Tensor right(String operator, @Nullable Tensor x) {
        return require(operator, "the right operand", x);
    }

    private static Tensor operand(String operator, @Nullable Tensor x) {
        return require(operator, "the operand", x);
    }

    private static Tensor require(String operator, String which, @Nullable Tensor x) {
        if (x == null) {
            throw ValueErrors.nullOperand(operator, which);
        }
        return x;
    }
}
