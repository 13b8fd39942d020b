package leibniz.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import leibniz.autograd.Kernels.Reducer;

/** The rules of the reductions. Dims are counted from the front, without repetition. */
final class Reduction {
    private Reduction() {}

    /** The sum over dims: every summand gets the cotangent of its sum. */
    static Op sum(int[] shape, int[] dims, boolean keepDim) {
        return new LinearOp("Sum", x -> reduce(Reducer.SUM, x, dims, keepDim),
                g -> spread(g, shape, dims),
                x -> kept(over("\\sum", dims, shape.length, x), shape, dims, keepDim))
                .sized(sizes -> sum(sizes.apply(shape), dims, keepDim), shape, dims, keepDim)
                .with(() -> inWords(dims, shape.length));
    }

    /** Over which dims, unless they are all. */
    static String inWords(int[] dims, int all) {
        return dims.length == all ? "" : (dims.length == 1 ? "dim " : "dims ") + listed(dims);
    }

    /** A sign before what is reduced, with the dims below it unless they are all. */
    static Formula over(String sign, int[] dims, int all, Formula x) {
        return Formula.function(dims.length == all ? sign : sign + "_{" + listed(dims) + "}", x);
    }

    private static String listed(int... dims) {
        return Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    /** What was reduced where its dims stay with size 1: then a sum over the rows of a matrix is a row. */
    static Formula kept(Formula reduced, int[] shape, int[] dims, boolean keepDim) {
        int[] without = Shapes.without(shape, dims);
        return keepDim
                ? Reshaping.reshaped(reduced.ofRank(without.length), without, Shapes.withOnes(shape, dims))
                : reduced;
    }

    /**
     * (Σ |x|ᵖ)^(1/p): of all elements the sign of a norm, and over some dims written out, since the index of
     * that sign is the order.
     */
    static Formula norm(Formula x, double p, int[] dims, int all) {
        if (dims.length == all) {
            return Formula.norm(x,
                    p == 2 ? "" : p == Math.rint(p) ? Long.toString((long) p) : Double.toString(p));
        }
        Formula powers = Formula.power(p == 2 ? x : Formula.abs(x), Formula.number(p));
        Formula sum = over("\\sum", dims, all, powers);
        Formula root = 1 / p == Math.rint(1 / p)
                ? Formula.number(1 / p)
                : Formula.fraction(Formula.ONE, Formula.number(p));
        return p == 2 ? Formula.sqrt(sum) : Formula.power(sum, root);
    }

    /** The name of a function along a dim, with the dim below it unless the operand has no other. */
    static Formula along(String name, int dim, Formula x) {
        String sign = "\\operatorname{" + name + "}";
        return Formula.function(x.rank > 1 ? sign + "_{" + dim + "}" : sign, x);
    }

    /** The largest element over dims; ties share the cotangent equally. */
    static Op max(int[] shape, int[] dims, boolean keepDim) {
        return new WeightedOp("Max", x -> reduce(Reducer.MAX, x, dims, keepDim),
                (v, x, y) -> share(v, isExtreme(x, y), dims), shape, dims, keepDim,
                x -> over("\\max", dims, shape.length, x)).leavingOut();
    }

    /** The smallest element over dims; ties share the cotangent equally. */
    static Op min(int[] shape, int[] dims, boolean keepDim) {
        return new WeightedOp("Min", x -> reduce(Reducer.MIN, x, dims, keepDim),
                (v, x, y) -> share(v, isExtreme(x, y), dims), shape, dims, keepDim,
                x -> over("\\min", dims, shape.length, x)).leavingOut();
    }

    /** The Euclidean norm over dims. */
    static Op norm(int[] shape, int[] dims, boolean keepDim) {
        return new NormOp(shape, dims, keepDim);
    }

    /**
     * (Σ |x|ᵖ)^(1/p) over dims, with weights sign(x) (|x|/y)ᵖ⁻¹, and derivative 0 where x or y is 0. With a
     * negative order y is 0 as soon as one x is. Where y is 0 there is no second derivative, and where x is 0
     * that of an order below 2 is infinite.
     */
    static Op vectorNorm(double p, int[] shape, int[] dims, boolean keepDim) {
        return new WeightedOp("VectorNorm", x -> Norms.norm(p, x, dims, keepDim),
                (v, x, y) -> {
                    Tensor in = p < 0 ? Norms.zeroWith(y, x) : x;
                    Tensor weights = in.sign()
                            .mul(Norms.without0(in).abs().div(Norms.without0(y)).pow(p - 1));
                    return v.mul(p > 0 ? steepAtZero(weights, x, y, p, dims) : weights);
                },
                shape, dims, keepDim,
                x -> norm(x, p, dims, shape.length));
    }

    /** The weights, with their own slopes where x or y is 0. */
    private static Tensor steepAtZero(Tensor weights, Tensor x, Tensor y, double p, int... dims) {
        if (p < 1) { // an x that is 0 has an infinite slope, which counts as 0, and moves those of the others
            return NormOp.hasZero(x)
                    ? weights.add(NormOp.withoutSlope(x.eq(0), x.abs(), Tensors.zerosLike(x)).sum(true, dims))
                    : weights;
        }
        if (NormOp.hasZero(y)) {
            return NormOp.withoutSlope(y.eq(0), x.abs().sum(true, dims), weights);
        }
        return p < 2 && NormOp.hasZero(x)
                ? Tensors.where(x.eq(0), Tensors.where(x.eq(0), x, Tensors.onesLike(x)).sqrt(), weights)
                : weights;
    }

    /** ln Σ exp(x) over dims, with weights exp(x - y): the softmax of x. */
    static Op logsumexp(int[] shape, int[] dims, boolean keepDim) {
        return new WeightedOp("LogSumExp", x -> Norms.logsumexp(x, dims, keepDim),
                (v, x, y) -> softmaxOf(v, x, y, dims), shape, dims, keepDim,
                x -> Formula.function("\\ln",
                        over("\\sum", dims, shape.length, Formula.power(Formula.name("e", 0), x))));
    }

    /** (x - mean)/√(variance + eps) over the last dims, in one operation. */
    static Op standardize(int[] dims, double eps) {
        return new StandardizeOp(dims, eps);
    }

    /** The sums of all elements up to each one along a dim; the adjoint sums from the other end. */
    static Op cumsum(int dim) {
        return new LinearOp("CumSum", x -> AlongDim.cumsum(x, dim), g -> g.flip(dim).cumsum(dim).flip(dim),
                x -> along("cumsum", dim, x)).ofAnySize(dim).with(() -> "dim " + dim);
    }

    /** x - ln Σ exp(x) along a dim. */
    static Op logSoftmax(int dim) {
        return new LogSoftmaxOp(dim);
    }

    static Tensor reduce(Reducer reducer, Tensor x, int[] dims, boolean keepDim) {
        if (x.dtype() != DType.BOOL) {
            return reduce(reducer, x, dims, keepDim, x.dtype());
        }
        Tensor y = reduce(reducer, Loops.cast(x, DType.INT64), dims, keepDim, DType.INT64);
        return reducer == Reducer.SUM ? y : Loops.cast(y, DType.BOOL);
    }

    /** With results of another dtype, into which numbers of x are reduced without rounding. */
    static Tensor reduce(Reducer reducer, Tensor x, int[] dims, boolean keepDim, DType dtype) {
        Tensor y = Loops.reduce(reducer, x, dims, dtype);
        return keepDim ? y.alias(y.layout.reshape(Shapes.withOnes(x.layout.shape, dims))) : y;
    }

    /** Repeats what belongs to a reduced tensor over the dims that were reduced. */
    static Tensor spread(Tensor g, int[] shape, int[] dims) {
        return g.reshape(Shapes.withOnes(shape, dims)).expand(shape);
    }

    /** Where the elements are the extreme one, which is NaN where there is a NaN. */
    private static Tensor isExtreme(Tensor x, Tensor y) {
        Tensor same = x.eq(y);
        return same.storage.isSymbolic() || !y.ne(y).any().itemBoolean() ? same : same.or(x.ne(x));
    }

    /** v exp(x - y), and where y is infinite by an infinite x, all of v for that one. */
    private static Tensor softmaxOf(Tensor v, Tensor x, Tensor y, int[] dims) {
        Tensor infinite = y.eq(Double.POSITIVE_INFINITY);
        if (infinite.storage.isSymbolic() || !infinite.any().itemBoolean()) {
            return v.mul(x.sub(y).exp());
        }
        Tensor below = Tensors.where(infinite, Tensors.zerosLike(x), x.sub(y));
        return Tensors.where(infinite, share(v, x.eq(y), dims), v.mul(below.exp()));
    }

    /** v/n for each of the n elements that are chosen, 0 for the others. */
    private static Tensor share(Tensor v, Tensor chosen, int[] dims) {
        Tensor ones = chosen.to(v.dtype());
        Tensor count = ones.sum(true, dims);
        return chosen.storage.isSymbolic()
                ? v.mul(ones.div(count))
                : Tensors.where(chosen, v.div(count), Tensors.zerosLike(v)); // v may be infinite
    }

    /** The product of v with a weight of each element x, where y is the result, spread over the elements. */
    @FunctionalInterface
    private interface Weights {
        Tensor times(Tensor v, Tensor x, Tensor y);
    }

    /** A function y of the elements x over dims with dy = Σ w dx: each element has a weight w(x, y). */
    private static final class WeightedOp extends Op {
        private final UnaryOperator<Tensor> function;
        private final Weights weights;
        private final int[] shape;
        private final int[] dims;
        private final boolean keepDim;
        private final UnaryOperator<Formula> formula;

        WeightedOp(String name, UnaryOperator<Tensor> function, Weights weights, int[] shape,
                int[] dims, boolean keepDim, UnaryOperator<Formula> formula) {
            super(name, 1);
            this.function = function;
            this.weights = weights;
            this.shape = shape;
            this.dims = dims;
            this.keepDim = keepDim;
            this.formula = formula;
            with(() -> inWords(dims, shape.length));
        }

        @Override
        Op resized(UnaryOperator<int[]> sizes) {
            return new WeightedOp(name, function, weights, sizes.apply(shape), dims, keepDim, formula);
        }

        /** The formula tells one order of a norm from another. */
        @Override
        Object key() {
            return List.of(name, formula.apply(Formula.name("x", 1)).latex(), Arrays.toString(shape),
                    Arrays.toString(dims), keepDim);
        }

        @Override
        Tensor forward(Tensor... x) {
            return function.apply(x[0]);
        }

        @Override
        int reads(int i) {
            return FIRST | OUTPUT;
        }

        @Override
        Tensor vjp(int i, Tensor cotangent, Values values) {
            return times(spread(cotangent, shape, dims), values);
        }

        @Override
        Tensor jvp(int i, Tensor tangent, Values values) {
            return times(tangent, values).sum(keepDim, dims);
        }

        @Override
        Tensor count(int i, Tensor ones, Values values) {
            return ones.sum(keepDim, dims);
        }

        private Tensor times(Tensor v, Values values) {
            return weights.times(v, values.operand(0), spread(values.output(), shape, dims));
        }

        @Override
        Formula formula(Formula... operands) {
            return kept(formula.apply(operands[0]), shape, dims, keepDim);
        }
    }

    /** dy = dx - Σ exp(y) dx, where exp(y) is the softmax of x. */
    private static final class LogSoftmaxOp extends Op {
        private final int dim;

        LogSoftmaxOp(int dim) {
            super("LogSoftmax", 1);
            this.dim = dim;
            with(() -> "dim " + dim);
        }

        @Override
        Tensor forward(Tensor... x) {
            return Norms.logSoftmax(x[0], dim);
        }

        @Override
        int reads(int i) {
            return OUTPUT;
        }

        @Override
        Tensor vjp(int i, Tensor cotangent, Values values) {
            Tensor y = values.output();
            return Fusion.isOn() && Rows.areThere(y, dim) && Rows.areThere(cotangent, dim)
                    ? Norms.logSoftmaxSlope(cotangent, y, dim)
                    : cotangent.sub(y.exp().mul(cotangent.sum(true, dim)));
        }

        @Override
        Tensor jvp(int i, Tensor tangent, Values values) {
            return tangent.sub(values.output().exp().mul(tangent).sum(true, dim));
        }

        @Override
        Formula formula(Formula... operands) {
            return along("logsoftmax", dim, operands[0]);
        }
    }
}
