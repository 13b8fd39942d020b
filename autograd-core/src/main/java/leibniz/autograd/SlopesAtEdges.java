package leibniz.autograd;

import leibniz.autograd.Kernels.BinaryFunction;

/**
 * Slopes of elementwise operations that need care where a formula would give NaN, infinity or a lost digit.
 * Such a slope must have the right value at these points, and also the right slope of its own, since second
 * derivatives are taken through it.
 */
final class SlopesAtEdges {
    private static final BinaryFunction TIMES_NEGATED = new BinaryFunction("", SlopesAtEdges::timesNegated,
            null);

    private SlopesAtEdges() {}

    /** -sqrt x where the mask is true, and x is 0: a number 0 whose own slope is -infinite. Elsewhere -1. */
    private static Tensor steep(Tensor mask, Tensor x) {
        return Tensors.where(mask, x, Tensors.onesLike(x)).sqrt().neg();
    }

    /**
     * √(1 - x²), the other short side of a triangle: with the digits of a product, which are right also where
     * x is close to 1, and the slope of 1 - x², which at 1 is not 0 times infinity.
     */
    static Tensor cathetus(Tensor x) {
        Tensor product = x.neg().add(1).mul(x.add(1));
        if (x.storage.isSymbolic()) {
            return product.sqrt();
        }
        Tensor difference = x.mul(x).neg().add(1);
        return difference.add(product.sub(difference).detach()).sqrt();
    }

    /** b a^(b-1), but 0 where b is 0 and does not change, or a is 0 or NaN, since a^0 is 1 for every a. */
    static Tensor powerSlope(Tensor a, Tensor b) {
        // at another a the slope is 0 where b is 0, but not its derivative by b, which is 1/a
        Tensor flat = b.requiresGrad() || Tangents.exist(b)
                ? b.eq(0).and(a.lt(0).or(a.gt(0)).not())
                : b.eq(0);
        if (flat.storage.isSymbolic() || !flat.any().itemBoolean()) { // symbols: the formula, which holds
                                                                      // away from 0
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

    /**
     * a^b ln a, but 0 where a is 0 and b is not negative; where b is above 0 and at most 1, it falls steeply
     * there as a grows.
     */
    static Tensor exponentSlope(Tensor a, Tensor b, Tensor y) {
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
     * (p - t)/(p (1 - p)), where no divisor counts as less than 1e-12: as in PyTorch, a wrong answer that is
     * certain has a slope that is very steep, and a right one has slope 0.
     */
    static Tensor ofProbability(Tensor p, Tensor t) {
        return p.sub(t).div(ofOdds(p));
    }

    /** ln(1 - p) - ln p, where no logarithm counts as less than -100. */
    static Tensor ofTarget(Tensor p) {
        return p.isSymbolic() ? p.neg().add(1).log().sub(p.log()) : Elementwise.LOG_ODDS_AGAINST.apply(p);
    }

    /** p (1 - p), but no less than 1e-12. */
    static Tensor ofOdds(Tensor p) {
        Tensor product = p.mul(p.neg().add(1));
        return product.isSymbolic() ? product : product.clampMin(1e-12);
    }

    /**
     * How often b goes into a, negated: the slope of a remainder by b. It is the same nearby, so that it has
     * derivative 0, exactly. A formula shows it by the remainder y.
     */
    static Tensor ofDivisor(Tensor a, Tensor b, Tensor y) {
        return y.storage.isSymbolic()
                ? y.sub(a).div(b)
                : Loops.binary(TIMES_NEGATED, a, b, y.dtype(), y.layout.shape);
    }

    /** For an infinite divisor there are no digits of the remainder to tell it from. */
    private static double timesNegated(double a, double b) {
        double rest = a % b;
        double whole = Math.rint((a - rest) / b);
        return rest != 0 && rest < 0 != b < 0 ? 1 - whole : -whole;
    }

    /**
     * n/(a² + b²), and 0 at the origin, where it has no slope. Both are divided by the larger one first, so
     * that no square is out of range.
     */
    static Tensor overSquares(Tensor n, Tensor a, Tensor b) {
        if (Storage.anySymbolic(a, b)) {
            return n.div(a.mul(a).add(b.mul(b)));
        }
        Tensor larger = Tensors.maximum(a.detach().abs(), b.detach().abs());
        Tensor infinite = larger.eq(Double.POSITIVE_INFINITY);
        if (infinite.any().itemBoolean()) {
            Tensor one = Tensors.onesLike(larger);
            Tensor finite = overSquares(Tensors.where(infinite, one, n), Tensors.where(infinite, one, a),
                    Tensors.where(infinite, one, b));
            return Tensors.where(infinite, n.div(larger), finite);
        }
        Tensor origin = larger.eq(0);
        Tensor scale = Norms.without0(larger);
        Tensor x = a.div(scale);
        Tensor y = b.div(scale);
        Tensor squares = Tensors.where(origin, Tensors.onesLike(scale), x.mul(x).add(y.mul(y)));
        Tensor slope = n.div(scale).div(squares).div(scale);
        if (!origin.any().itemBoolean()) {
            return slope;
        }
        Tensor zero = Tensors.where(origin, a.abs().add(b.abs()), Tensors.onesLike(scale));
        return Tensors.where(origin, zero.sqrt().mul(0), slope);
    }
}
