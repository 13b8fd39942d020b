package leibniz.autograd;

import leibniz.autograd.Kernels.Reducer;

/** The rules of the reductions. Dims are counted from the front, without repetition. */
final class Reduction {
    private Reduction() {}

    /** The sum over dims: every summand gets the cotangent of its sum. */
    static Op sum(int[] shape, int[] dims, boolean keepDim) {
        return new LinearOp("Sum", x -> reduce(Reducer.SUM, x, dims, keepDim),
                g -> spread(g, shape, dims), x -> Latex.function("\\sum", x));
    }

    /** The largest element over dims; ties share the cotangent equally. */
    static Op max(int[] shape, int[] dims, boolean keepDim) {
        return new ExtremeOp("Max", Reducer.MAX, shape, dims, keepDim);
    }

    /** The smallest element over dims; ties share the cotangent equally. */
    static Op min(int[] shape, int[] dims, boolean keepDim) {
        return new ExtremeOp("Min", Reducer.MIN, shape, dims, keepDim);
    }

    /** The Euclidean norm over dims, with derivative 0 at 0. */
    static Op norm(int[] shape, int[] dims, boolean keepDim) {
        return new NormOp(shape, dims, keepDim);
    }

    static Tensor reduce(Reducer reducer, Tensor x, int[] dims, boolean keepDim) {
        DType dtype = x.dtype() == DType.BOOL && reducer == Reducer.SUM ? DType.INT64 : x.dtype();
        Tensor y = Loops.reduce(reducer, Loops.cast(x, dtype), dims, dtype);
        return keepDim ? y.alias(y.layout.reshape(Shapes.withOnes(x.layout.shape, dims))) : y;
    }

    /** Repeats what belongs to a reduced tensor over the dims that were reduced. */
    static Tensor spread(Tensor g, int[] shape, int[] dims) {
        return g.reshape(Shapes.withOnes(shape, dims)).expand(shape);
    }

    private static final class ExtremeOp extends Op {
        private final Reducer reducer;
        private final int[] shape;
        private final int[] dims;
        private final boolean keepDim;

        ExtremeOp(String name, Reducer reducer, int[] shape, int[] dims, boolean keepDim) {
            super(name, 1);
            this.reducer = reducer;
            this.shape = shape;
            this.dims = dims;
            this.keepDim = keepDim;
        }

        @Override
        Tensor forward(Tensor... x) {
            return reduce(reducer, x[0], dims, keepDim);
        }

        @Override
        int reads(int i) {
            return FIRST | OUTPUT;
        }

        @Override
        Tensor vjp(int i, Tensor cotangent, Values values) {
            return spread(cotangent, shape, dims).mul(shares(values));
        }

        @Override
        Tensor jvp(int i, Tensor tangent, Values values) {
            return tangent.mul(shares(values)).sum(keepDim, dims);
        }

        /** 1/n for each of the n elements that equal the extreme one, 0 for the others. */
        private Tensor shares(Values values) {
            Tensor x = values.operand(0);
            Tensor extreme = x.eq(spread(values.output(), shape, dims)).to(x.dtype());
            return extreme.div(extreme.sum(true, dims));
        }

        @Override
        Latex latex(Latex... operands) {
            return Latex.function(reducer == Reducer.MAX ? "\\max" : "\\min", operands[0]);
        }
    }

    private static final class NormOp extends Op {
        private final int[] shape;
        private final int[] dims;
        private final boolean keepDim;

        NormOp(int[] shape, int[] dims, boolean keepDim) {
            super("Norm", 1);
            this.shape = shape;
            this.dims = dims;
            this.keepDim = keepDim;
        }

        @Override
        Tensor forward(Tensor... x) {
            Tensor squares = reduce(Reducer.SUM_OF_SQUARES, Loops.cast(x[0], DType.FLOAT64), dims, keepDim);
            Tensor root = Loops.unary(new Kernels.UnaryFunction("Sqrt", Math::sqrt, null), squares,
                    DType.FLOAT64);
            return Loops.cast(root, x[0].dtype());
        }

        @Override
        int reads(int i) {
            return FIRST | OUTPUT;
        }

        @Override
        Tensor vjp(int i, Tensor cotangent, Values values) {
            return spread(cotangent, shape, dims).mul(direction(values));
        }

        @Override
        Tensor jvp(int i, Tensor tangent, Values values) {
            return tangent.mul(direction(values)).sum(keepDim, dims);
        }

        /** x / ‖x‖, and 0 where x is 0. */
        private Tensor direction(Values values) {
            Tensor norm = spread(values.output(), shape, dims);
            return values.operand(0).div(Tensors.where(norm.eq(0), Tensors.onesLike(norm), norm));
        }

        @Override
        Latex latex(Latex... operands) {
            return Latex.enclosed("\\left\\|", operands[0], "\\right\\|");
        }
    }
}
