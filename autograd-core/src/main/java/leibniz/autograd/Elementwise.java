package leibniz.autograd;

import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import leibniz.autograd.BinaryOp.Partial;
import leibniz.autograd.Kernels.BinaryFunction;
import leibniz.autograd.Kernels.UnaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the elementwise operations. Each row: name, the function on numbers (and on integers where it
 * has a form for them), what the slope reads, v times the slope, LaTeX. The Jacobian is diagonal, so v times
 * the slope is both the vjp, where v is the cotangent of y, and the jvp, where v is the tangent of x; with
 * two operands there is one {@code by(...)} for each.
 */
final class Elementwise {
    private static final int NOTHING = Op.NOTHING;
    private static final int FIRST = Op.FIRST;
    private static final int SECOND = Op.SECOND;
    private static final int OUTPUT = Op.OUTPUT;
    private static final Formula E = Formula.name("e", 0);
    private static final BinaryFunction ONLY_WHERE_POSITIVE = new BinaryFunction("OnlyWherePositive",
            (v, y) -> y <= 0 ? 0 : v, null);

    private Elementwise() {}

    // @formatter:off
    static final Op NEG = unary("Neg", x -> -x, x -> -x,
            NOTHING, (v, x, y) -> v.neg(), Formula::minus);
    static final Op ABS = unary("Abs", Math::abs, Math::abs,
            FIRST, (v, x, y) -> v.mul(x.sign()), Formula::abs);
    static final Op SIGN = alsoOnBool("Sign", Math::signum, Long::signum,
            NOTHING, (v, x, y) -> Tensors.zerosLike(v), x -> Formula.function("\\operatorname{sign}", x)).leavingOut();
    static final Op FLOOR = unary("Floor", Math::floor, x -> x,
            NOTHING, (v, x, y) -> Tensors.zerosLike(v), x -> Formula.function("\\operatorname{floor}", x)).leavingOut();
    static final Op ROUND = unary("Round", Math::rint, x -> x,
            NOTHING, (v, x, y) -> Tensors.zerosLike(v), x -> Formula.function("\\operatorname{round}", x)).leavingOut();
    static final Op RELU = unary("Relu", x -> x > 0 || Double.isNaN(x) ? x : 0, x -> Math.max(x, 0),
            OUTPUT, (v, x, y) -> onlyWherePositive(y, v), x -> Formula.function("\\operatorname{relu}", x)).leavingOut();
    static final Op SQRT = unary("Sqrt", Math::sqrt, null,
            OUTPUT, (v, x, y) -> v.div(y.mul(2)), Formula::sqrt);
    static final Op RECIPROCAL = unary("Reciprocal", x -> 1 / x, null,
            OUTPUT, (v, x, y) -> v.mul(y.mul(y).neg()), x -> Formula.fraction(Formula.ONE, x));
    static final Op EXP = unary("Exp", Math::exp, null,
            OUTPUT, (v, x, y) -> v.mul(y), x -> Formula.power(E, x));
    static final Op EXPM1 = unary("Expm1", Math::expm1, null,
            OUTPUT, (v, x, y) -> v.mul(y.add(1)), x -> Formula.sum(Formula.power(E, x), "-", Formula.ONE));
    static final Op LOG = unary("Log", Math::log, null,
            FIRST, (v, x, y) -> v.div(x), x -> Formula.function("\\ln", x));
    static final Op LOG1P = unary("Log1p", Math::log1p, null,
            FIRST, (v, x, y) -> v.div(x.add(1)), x -> Formula.function("\\ln", Formula.sum(Formula.ONE, "+", x)));
    static final Op SIN = unary("Sin", Math::sin, null,
            FIRST, (v, x, y) -> v.mul(x.cos()), x -> Formula.function("\\sin", x));
    static final Op COS = unary("Cos", Math::cos, null,
            FIRST, (v, x, y) -> v.mul(x.sin().neg()), x -> Formula.function("\\cos", x));
    static final Op SINH = unary("Sinh", Math::sinh, null,
            FIRST, (v, x, y) -> v.mul(x.cosh()), x -> Formula.function("\\sinh", x));
    static final Op COSH = unary("Cosh", Math::cosh, null,
            FIRST, (v, x, y) -> v.mul(x.sinh()), x -> Formula.function("\\cosh", x));
    static final Op TANH = unary("Tanh", Math::tanh, null,
            OUTPUT, (v, x, y) -> v.mul(y.mul(y).neg().add(1)), x -> Formula.function("\\tanh", x));
    static final Op SIGMOID = unary("Sigmoid", x -> 1 / (1 + Math.exp(-x)), null,
            OUTPUT, (v, x, y) -> v.mul(y).mul(y.neg().add(1)), x -> Formula.function("\\sigma", x));
    static final Op SOFTPLUS = unary("Softplus", x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), null,
            FIRST, (v, x, y) -> v.mul(x.sigmoid()), x -> Formula.function("\\operatorname{softplus}", x));
    static final Op ASIN = unary("Asin", Math::asin, null,
            FIRST, (v, x, y) -> v.div(SlopesAtEdges.cathetus(x)), x -> Formula.function("\\arcsin", x));
    static final Op ACOS = unary("Acos", Math::acos, null,
            FIRST, (v, x, y) -> v.div(SlopesAtEdges.cathetus(x)).neg(), x -> Formula.function("\\arccos", x));
    static final Op ERF = unary("Erf", ErrorFunction::erf, null,
            FIRST, (v, x, y) -> v.mul(x.mul(x).neg().exp()).mul(2 / Math.sqrt(Math.PI)),
            x -> Formula.function("\\operatorname{erf}", x));

    static final Op ADD = binary("Add", (a, b) -> a + b, (a, b) -> a + b,
            by(NOTHING, (v, a, b, y) -> v),
            by(NOTHING, (v, a, b, y) -> v), (a, b) -> Formula.sum(a, "+", b));
    static final Op SUB = withoutBool("Sub", (a, b) -> a - b, (a, b) -> a - b,
            by(NOTHING, (v, a, b, y) -> v),
            by(NOTHING, (v, a, b, y) -> v.neg()), (a, b) -> Formula.sum(a, "-", b));
    static final Op MUL = binary("Mul", (a, b) -> a * b, (a, b) -> a * b,
            by(SECOND, (v, a, b, y) -> v.mul(b)),
            by(FIRST, (v, a, b, y) -> v.mul(a)), Formula::product);
    static final Op DIV = binary("Div", (a, b) -> a / b, null,
            by(SECOND, (v, a, b, y) -> v.div(b)),
            by(SECOND | OUTPUT, (v, a, b, y) -> v.mul(y.div(b).neg())), Formula::fraction);
    static final Op POW = withoutBool("Pow", Elementwise::power, Elementwise::power,
            by(FIRST | SECOND, (v, a, b, y) -> v.mul(SlopesAtEdges.powerSlope(a, b))),
            by(FIRST | SECOND | OUTPUT, (v, a, b, y) -> v.mul(SlopesAtEdges.exponentSlope(a, b, y))), Formula::power);
    // y = a - b floor(a/b), so the slope by b is -floor(a/b), which is (y - a)/b
    static final Op REMAINDER = withoutBool("Remainder", Elementwise::remainder, Elementwise::remainder,
            by(NOTHING, (v, a, b, y) -> v),
            by(FIRST | SECOND | OUTPUT, (v, a, b, y) -> v.mul(SlopesAtEdges.ofDivisor(a, b, y))),
            (a, b) -> Formula.infix(a, "\\bmod", b));
    static final Op ATAN2 = binary("Atan2", Math::atan2, null,
            by(FIRST | SECOND, (v, a, b, y) -> v.mul(SlopesAtEdges.overSquares(b, a, b))),
            by(FIRST | SECOND, (v, a, b, y) -> v.mul(SlopesAtEdges.overSquares(a.neg(), a, b))),
            (a, b) -> Formula.call("\\operatorname{atan2}", a, b));
    static final Op MAXIMUM = binary("Maximum", Math::max, Math::max,
            by(FIRST | SECOND, (v, a, b, y) -> share(v, a.lt(b), a.eq(b))),
            by(FIRST | SECOND, (v, a, b, y) -> share(v, b.lt(a), a.eq(b))),
            (a, b) -> Formula.call("\\max", a, b)).leavingOut();
    static final Op MINIMUM = binary("Minimum", Math::min, Math::min,
            by(FIRST | SECOND, (v, a, b, y) -> share(v, a.gt(b), a.eq(b))),
            by(FIRST | SECOND, (v, a, b, y) -> share(v, b.gt(a), a.eq(b))),
            (a, b) -> Formula.call("\\min", a, b)).leavingOut();

    // -(t ln p + (1 - t) ln(1 - p)), where no logarithm counts as less than -100
    static final Op BINARY_CROSS_ENTROPY = binary("BinaryCrossEntropy", Elementwise::binaryCrossEntropy, null,
            by(FIRST | SECOND, (v, p, t, y) -> v.mul(SlopesAtEdges.ofProbability(p, t))),
            by(FIRST, (v, p, t, y) -> v.mul(SlopesAtEdges.ofTarget(p))),
            (p, t) -> Formula.minus(Formula.sum(Formula.product(t, Formula.function("\\ln", p)), "+",
                    Formula.product(Formula.sum(Formula.ONE, "-", t),
                            Formula.function("\\ln", Formula.sum(Formula.ONE, "-", p))))));
    // ln(1 - p) - ln p, the slope of the former by t
    static final Op LOG_ODDS_AGAINST = unary("LogOddsAgainst", p -> bounded(Math.log1p(-p)) - bounded(Math.log(p)), null,
            FIRST, (v, p, y) -> v.div(SlopesAtEdges.ofOdds(p)).neg(),
            p -> Formula.sum(Formula.function("\\ln", Formula.sum(Formula.ONE, "-", p)), "-", Formula.function("\\ln", p)));

    /** Keeps what lies within bounds, and puts the nearer bound in the place of the rest; the slope is 1 on the edges. */
    static Op clamp(double min, double max) {
        boolean whole = Math.rint(min) == min && Math.rint(max) == max;
        return unary("Clamp", x -> Math.min(Math.max(x, min), max),
                whole ? x -> Math.min(Math.max(x, (long) min), (long) max) : null,
                FIRST, (v, x, y) -> Tensors.where(x.ge(min).and(x.le(max)), v, Tensors.zerosLike(v)),
                x -> Formula.call("\\operatorname{clamp}", x, Formula.number(min), Formula.number(max)))
                .leavingOut().with(() -> "to [" + Formula.number(min).text() + ", " + Formula.number(max).text() + "]");
    }
    // @formatter:on

    /** Chooses a or b by a condition: linear in both, with a Jacobian of ones and zeros. */
    static final Op WHERE = new WhereOp().leavingOut();

    /**
     * v where y is above 0 or NaN, else 0, also for an infinite v. With symbols it is written as a product,
     * and relu(x) > 0 as x > 0.
     */
    private static Tensor onlyWherePositive(Tensor y, Tensor v) {
        if (!y.storage.isSymbolic()) {
            return Fusion.isOn() && v.dtype() == y.dtype()
                    ? Loops.binary(ONLY_WHERE_POSITIVE, v, y, v.dtype(),
                            Shapes.broadcast("Relu", v.layout.shape, y.layout.shape))
                    : Tensors.where(y.le(0), Tensors.zerosLike(v), v);
        }
        Tensor x = Expression.of(y) instanceof Expression.Application made && made.op == RELU
                ? made.operands[0]
                : y;
        return v.mul(x.gt(0).to(v.dtype()));
    }

    /**
     * The part of v that an operand gets of which the mask says where it lost, and where both are equal: none
     * where it lost, half in a tie, else all, beside a NaN too.
     */
    private static Tensor share(Tensor v, Tensor lost, Tensor tie) {
        return Tensors.where(lost, Tensors.zerosLike(v), Tensors.where(tie, v.div(2), v));
    }

    private static double binaryCrossEntropy(double p, double t) {
        return -t * bounded(Math.log(p)) - (1 - t) * bounded(Math.log1p(-p));
    }

    private static double bounded(double log) {
        return Math.max(log, -100);
    }

    /** With the sign of b, as in Python. */
    private static double remainder(double a, double b) {
        double rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }

    private static long remainder(long a, long b) {
        if (b == 0) {
            throw ValueErrors.remainderByZero(a);
        }
        return Math.floorMod(a, b);
    }

    /**
     * As C and PyTorch define it: 1 to the power of NaN, and -1 to an infinite power, are 1; Java gives NaN.
     */
    private static double power(double a, double b) {
        return a == 1 || (a == -1 && Double.isInfinite(b)) ? 1 : Math.pow(a, b);
    }

    private static long power(long a, long b) {
        if (b < 0) {
            throw ValueErrors.negativeIntegerPower(a, b);
        }
        long result = 1;
        for (long square = a, rest = b; rest > 0; rest >>= 1, square *= square) {
            result *= (rest & 1) == 1 ? square : 1;
        }
        return result;
    }

    private static Op unary(String name, DoubleUnaryOperator onDoubles, @Nullable LongUnaryOperator onLongs,
            int reads,
            UnaryOp.Slope slope, UnaryOperator<Formula> formula) {
        return new UnaryOp(new UnaryFunction(name, onDoubles, onLongs), false, reads, slope, formula);
    }

    private static Op alsoOnBool(String name, DoubleUnaryOperator onDoubles, LongUnaryOperator onLongs,
            int reads,
            UnaryOp.Slope slope, UnaryOperator<Formula> formula) {
        return new UnaryOp(new UnaryFunction(name, onDoubles, onLongs), true, reads, slope, formula);
    }

    private static Op binary(String name, DoubleBinaryOperator onDoubles,
            @Nullable LongBinaryOperator onLongs,
            Partial byFirst, Partial bySecond, BinaryOperator<Formula> formula) {
        return new BinaryOp(new BinaryFunction(name, onDoubles, onLongs), true, byFirst, bySecond, formula);
    }

    private static Op withoutBool(String name, DoubleBinaryOperator onDoubles, LongBinaryOperator onLongs,
            Partial byFirst, Partial bySecond, BinaryOperator<Formula> formula) {
        return new BinaryOp(new BinaryFunction(name, onDoubles, onLongs), false, byFirst, bySecond, formula);
    }

    private static Partial by(int reads, BinaryOp.Slope slope) {
        return new Partial(reads, slope);
    }
}
