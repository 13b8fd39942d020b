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
 * has a form for them), what the slope reads, v times the slope, LaTeX.
 */
final class Elementwise {
    private static final int NOTHING = Op.NOTHING;
    private static final int FIRST = Op.FIRST;
    private static final int SECOND = Op.SECOND;
    private static final int OUTPUT = Op.OUTPUT;
    private static final Formula E = Formula.name("e", 0);

    private Elementwise() {}

    // @formatter:off
    static final Op NEG = unary("Neg", x -> -x, x -> -x,
            NOTHING, (v, x, y) -> v.neg(), Formula::minus);
    static final Op ABS = unary("Abs", Math::abs, Math::abs,
            FIRST, (v, x, y) -> v.mul(x.sign()), Formula::abs);
    static final Op SIGN = alsoOnBool("Sign", Math::signum, Long::signum,
            NOTHING, (v, x, y) -> Tensors.zerosLike(v), x -> Formula.function("\\operatorname{sign}", x));
    static final Op FLOOR = unary("Floor", Math::floor, x -> x,
            NOTHING, (v, x, y) -> Tensors.zerosLike(v), x -> Formula.function("\\operatorname{floor}", x));
    static final Op ROUND = unary("Round", Math::rint, x -> x,
            NOTHING, (v, x, y) -> Tensors.zerosLike(v), x -> Formula.function("\\operatorname{round}", x));
    static final Op RELU = unary("Relu", x -> x > 0 || Double.isNaN(x) ? x : 0, x -> Math.max(x, 0),
            OUTPUT, (v, x, y) -> where(y.gt(0), v), x -> Formula.function("\\operatorname{relu}", x));
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
            FIRST, (v, x, y) -> v.div(cathetus(x)), x -> Formula.function("\\arcsin", x));
    static final Op ACOS = unary("Acos", Math::acos, null,
            FIRST, (v, x, y) -> v.div(cathetus(x)).neg(), x -> Formula.function("\\arccos", x));
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
            by(FIRST | SECOND, (v, a, b, y) -> v.mul(powerSlope(a, b))),
            by(FIRST | SECOND | OUTPUT, (v, a, b, y) -> v.mul(exponentSlope(a, b, y))), Formula::power);
    static final Op REMAINDER = withoutBool("Remainder", Elementwise::remainder, Elementwise::remainder,
            by(NOTHING, (v, a, b, y) -> v),
            by(FIRST | SECOND | OUTPUT, (v, a, b, y) -> v.mul(constant(y.sub(a).div(b)))),
            (a, b) -> Formula.infix(a, "\\bmod", b));
    static final Op ATAN2 = binary("Atan2", Math::atan2, null,
            by(FIRST | SECOND, (v, a, b, y) -> v.mul(overSquares(b, a, b))),
            by(FIRST | SECOND, (v, a, b, y) -> v.mul(overSquares(a.neg(), a, b))),
            (a, b) -> Formula.call("\\operatorname{atan2}", a, b));
    static final Op MAXIMUM = binary("Maximum", Math::max, Math::max,
            by(FIRST | SECOND, (v, a, b, y) -> share(v, a.lt(b), a.eq(b))),
            by(FIRST | SECOND, (v, a, b, y) -> share(v, b.lt(a), a.eq(b))),
            (a, b) -> Formula.call("\\max", a, b));
    static final Op MINIMUM = binary("Minimum", Math::min, Math::min,
            by(FIRST | SECOND, (v, a, b, y) -> share(v, a.gt(b), a.eq(b))),
            by(FIRST | SECOND, (v, a, b, y) -> share(v, b.gt(a), a.eq(b))),
            (a, b) -> Formula.call("\\min", a, b));

    /** Keeps what lies within bounds, and puts the nearer bound in the place of the rest; the slope is 1 on the edges. */
    static Op clamp(double min, double max) {
        boolean whole = Math.rint(min) == min && Math.rint(max) == max;
        return unary("Clamp", x -> Math.min(Math.max(x, min), max),
                whole ? x -> Math.min(Math.max(x, (long) min), (long) max) : null,
                FIRST, (v, x, y) -> Tensors.where(x.ge(min).and(x.le(max)), v, Tensors.zerosLike(v)),
                x -> Formula.call("\\operatorname{clamp}", x, Formula.number(min), Formula.number(max)));
    }
    // @formatter:on

    /** Chooses a or b by a condition: linear in both, with a Jacobian of ones and zeros. */
    static final Op WHERE = new WhereOp();

    /**
     * √(1 - x²), the other short side of a triangle, as a product that keeps its digits where x is close to
     * 1.
     */
    private static Tensor cathetus(Tensor x) {
        return x.neg().add(1).mul(x.add(1)).sqrt();
    }

    /** b a^(b-1), and 0 where both are 0 (a^0 is 1 for every a, even 0 and NaN). */
    private static Tensor powerSlope(Tensor a, Tensor b) {
        // nowhere else: away from 0 the slope still depends on b, though it is 0
        Tensor flat = b.eq(0).and(a.lt(0).or(a.gt(0)).not());
        if (flat.storage.isSymbolic() || !flat.any().itemBoolean()) { // a formula holds away from 0
            return atZero(a, b, b.mul(a.pow(b.sub(1))));
        }
        Tensor exponent = Tensors.where(flat, Tensors.onesLike(b), b);
        return atZero(a, b, Tensors.where(flat, Tensors.zerosLike(b), b.mul(a.pow(exponent.sub(1)))));
    }

    /** b a^(b-1) again, where a is 0 and b is 1: there it is 1, and falls steeply as b grows. */
    private static Tensor atZero(Tensor a, Tensor b, Tensor slope) {
        Tensor edge = a.eq(0).and(b.eq(1));
        return !edge.storage.isSymbolic() && edge.any().itemBoolean()
                ? Tensors.where(edge, steep(edge, b.sub(1)).add(1), slope)
                : slope;
    }

    /** -sqrt x where the mask is true, and x is 0: a number 0 whose own slope is -infinite. Elsewhere -1. */
    private static Tensor steep(Tensor mask, Tensor x) {
        return Tensors.where(mask, x, Tensors.onesLike(x)).sqrt().neg();
    }

    /**
     * a^b ln a, and 0 where a is 0 and b is not negative (0^b stays 0); there it falls steeply in a, unless b
     * is above 1.
     */
    private static Tensor exponentSlope(Tensor a, Tensor b, Tensor y) {
        Tensor flat = a.eq(0).and(b.ge(0));
        if (flat.storage.isSymbolic() || !flat.any().itemBoolean()) {
            return y.mul(a.log());
        }
        Tensor base = Tensors.where(flat, Tensors.onesLike(a), a);
        Tensor edge = a.eq(0).and(b.gt(0)).and(b.le(1));
        Tensor inFlat = Tensors.where(edge, steep(edge, a), Tensors.zerosLike(a));
        return Tensors.where(flat, inFlat, y.mul(base.log()));
    }

    /**
     * The values alone: a slope that is the same nearby has derivative 0, exactly. A formula shows the slope.
     */
    private static Tensor constant(Tensor slope) {
        return slope.storage.isSymbolic() ? slope : slope.detach();
    }

    /**
     * n/(a² + b²), and 0 at the origin, steeply. Both are divided by the larger one first, so that no square
     * is out of range.
     */
    private static Tensor overSquares(Tensor n, Tensor a, Tensor b) {
        if (Storage.anySymbolic(a, b)) {
            return n.div(a.mul(a).add(b.mul(b)));
        }
        Tensor larger = Tensors.maximum(a.detach().abs(), b.detach().abs());
        Tensor origin = larger.eq(0);
        Tensor scale = Norms.without0(larger);
        Tensor x = a.div(scale);
        Tensor y = b.div(scale);
        Tensor squares = Tensors.where(origin, Tensors.onesLike(scale), x.mul(x).add(y.mul(y)));
        Tensor slope = n.div(scale).div(squares).div(scale);
        return origin.any().itemBoolean() ? Tensors.where(origin, steep(origin, n), slope) : slope;
    }

    /** v where the mask is true, else 0, also for an infinite v. A formula has the product. */
    private static Tensor where(Tensor mask, Tensor v) {
        return mask.storage.isSymbolic()
                ? v.mul(mask.to(v.dtype()))
                : Tensors.where(mask, v, Tensors.zerosLike(v));
    }

    /** v for the operand that was taken, nothing for the one that was not, half where both are equal. */
    private static Tensor share(Tensor v, Tensor lost, Tensor tie) {
        return Tensors.where(lost, Tensors.zerosLike(v), Tensors.where(tie, v.div(2), v));
    }

    /** With the sign of b, as in Python; the slope by b is -floor(a/b), which is (y - a)/b. */
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
