package leibniz.kernel;

import java.util.List;
import java.util.random.RandomGenerator;

/** Random expressions of tensors and numbers, each written both with operators and with method calls. */
final class RandomOperators {
    /** Declares what the expressions use. */
    static final String VARIABLES = """
            var a = tensor(0.5, -1.25, 3.0); var b = tensor(new double[][]{{1, -2, 0.1}, {0, 4, -0.7}}); var c = tensor(2.0);
            var d = tensor(FLOAT64, 0.1, -0.2, 7.0); var n = tensor(3, -1, 2); var k = tensor(4); var p = tensor(true, false, true);
            var w = tensor(1.5, -0.5, 2.5).requiresGrad_(true);
            int i = 3; long l = 5; double r = 0.3; float f = 0.7f; Integer boxed = 2;
            Tensor number(Tensor like, double v) { return tensor(like.dtype().isFloating() ? like.dtype() : FLOAT32, v); }
            Tensor number(Tensor like, long v) { return like.dtype().isFloating() ? tensor(like.dtype(), (double) v) : tensor(v); }
            Tensor sub(double v, Tensor t) { return number(t, v).sub(t); }
            Tensor sub(long v, Tensor t) { return number(t, v).sub(t); }
            Tensor div(double v, Tensor t) { return number(t, v).div(t); }
            Tensor div(long v, Tensor t) { return number(t, v).div(t); }
            Tensor remainder(double v, Tensor t) { return number(t, v).remainder(t); }
            Tensor remainder(long v, Tensor t) { return number(t, v).remainder(t); }
            """;

    private static final List<String> TENSORS = List.of("a", "b", "c", "d", "n", "k", "p", "w");
    private static final List<String> NUMBERS = List.of("i", "l", "r", "f", "boxed", "2", "0.5", "7L", "1e-3",
            "-1");
    private static final List<String> FUNCTIONS = List.of("exp", "abs", "sum", "mean", "square", "sign");
    /** Symbol, method, the method where a number stands on the left, precedence. */
    private static final List<List<String>> OPERATORS = List.of(List.of("+", "add", "add", "4"),
            List.of("-", "sub", "", "4"), List.of("*", "mul", "mul", "5"), List.of("/", "div", "", "5"),
            List.of("%", "remainder", "", "5"), List.of("<", "lt", "gt", "3"), List.of("<=", "le", "ge", "3"),
            List.of(">", "gt", "lt", "3"), List.of(">=", "ge", "le", "3"), List.of("&", "and", "-", "2"),
            List.of("|", "or", "-", "1"));
    private static final int UNARY = 6;
    private static final int PRIMARY = 7;

    private final RandomGenerator random;

    RandomOperators(RandomGenerator random) {
        this.random = random;
    }

    /** @param strength how tightly the outermost operator binds */
    record Expression(String operators, String methods, int strength) {
        String operatorsIn(int least) {
            return strength >= least ? operators : "(" + operators + ")";
        }
    }

    /** An expression with a tensor as value, or an error that is the same either way. */
    Expression tensor(int depth) {
        if (depth == 0) {
            String name = pick(TENSORS);
            return new Expression(name, name, PRIMARY);
        }
        return switch (random.nextInt(12)) {
            case 0 -> unary(pick(List.of("-", "!", "~", "+")), tensor(depth - 1));
            case 1 -> {
                Expression x = tensor(depth - 1);
                int index = random.nextInt(-1, 3);
                yield new Expression(x.operatorsIn(PRIMARY) + "[" + index + "]",
                        x.methods + ".get(" + index + ")",
                        PRIMARY);
            }
            case 2 -> {
                Expression x = tensor(depth - 1);
                String function = pick(FUNCTIONS);
                yield new Expression(function + "(" + x.operators + ")", function + "(" + x.methods + ")",
                        PRIMARY);
            }
            case 3 -> choice(depth - 1);
            default -> binary(depth - 1);
        };
    }

    private static Expression unary(String operator, Expression x) {
        String method = switch (operator) {
            case "-" -> ".neg()";
            case "+" -> "";
            default -> ".not()";
        };
        String operand = x.operatorsIn(UNARY);
        // two signs in a row would be -- or ++
        return new Expression(operator + (operand.startsWith(operator) ? " " : "") + operand,
                x.methods + method,
                UNARY);
    }

    private Expression choice(int depth) {
        Expression condition = tensor(depth);
        Expression yes = tensor(depth);
        Expression no = tensor(depth);
        String bound = pick(NUMBERS);
        String sum = condition.operatorsIn(PRIMARY) + ".sum()";
        String test = condition.methods + ".sum().gt(" + bound + ").itemBoolean()";
        boolean negated = random.nextBoolean();
        return new Expression(
                "(" + (negated ? "!(" + sum + " > " + bound + ")" : sum + " > " + bound) + " && " + sum
                        + " < 1e30 ? "
                        + yes.operators + " : " + no.operators + ")",
                "(" + (negated ? "!" : "") + test + " && " + condition.methods
                        + ".sum().lt(1e30).itemBoolean() ? "
                        + yes.methods + " : " + no.methods + ")",
                PRIMARY);
    }

    private Expression binary(int depth) {
        List<String> operator = pick(OPERATORS);
        int strength = Integer.parseInt(operator.get(3));
        // a < b < c and a < b > c could begin a generic type
        int least = strength == 3 ? 4 : strength;
        boolean logic = operator.get(2).equals("-");
        int kind = random.nextInt(3);
        if (kind == 0 && !logic) {
            Expression left = tensor(depth);
            String number = pick(NUMBERS);
            return new Expression(left.operatorsIn(least) + " " + operator.get(0) + " " + number,
                    left.methods + "." + operator.get(1) + "(" + number + ")", strength);
        }
        if (kind == 1 && !logic) {
            Expression right = tensor(depth);
            String number = pick(NUMBERS);
            return new Expression(number + " " + operator.get(0) + " " + right.operatorsIn(least + 1),
                    operator.get(2).isEmpty()
                            ? operator.get(1) + "(" + number + ", " + right.methods + ")"
                            : right.methods + "." + operator.get(2) + "(" + number + ")",
                    strength);
        }
        Expression left = tensor(depth);
        Expression right = tensor(depth);
        return new Expression(
                left.operatorsIn(least) + " " + operator.get(0) + " " + right.operatorsIn(least + 1),
                left.methods + "." + operator.get(1) + "(" + right.methods + ")", strength);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
