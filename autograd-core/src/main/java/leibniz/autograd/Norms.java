package leibniz.autograd;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import leibniz.autograd.Kernels.BinaryFunction;
import leibniz.autograd.Kernels.Reducer;
import leibniz.autograd.Kernels.UnaryFunction;

/** The values of norms and of logsumexp, computed in FLOAT64. */
final class Norms {
    private Norms() {}

    static Tensor euclidean(Tensor x, int[] dims, boolean keepDim) {
        Tensor squares = Reduction.reduce(Reducer.SUM_OF_SQUARES, x, dims, keepDim, DType.FLOAT64);
        return Loops.cast(each("Sqrt", squares, Math::sqrt), x.dtype());
    }

    static Tensor norm(double p, Tensor x, int[] dims, boolean keepDim) {
        Tensor powers = each("", wide(x), v -> Math.pow(Math.abs(v), p));
        Tensor sum = Reduction.reduce(Reducer.SUM, powers, dims, keepDim);
        return Loops.cast(each("", sum, v -> Math.pow(v, 1 / p)), x.dtype());
    }

    /** The largest element is taken out of the sum, so that no exp overflows. */
    static Tensor logsumexp(Tensor x, int[] dims, boolean keepDim) {
        Tensor largest = largest(x, dims);
        Tensor sum = sumOfExp(each("Sub", wide(x), largest, (a, b) -> a - b), dims);
        Tensor y = Loops.cast(each("Add", each("Log", sum, Math::log), largest, Double::sum), x.dtype());
        return keepDim ? y : y.alias(y.layout.reshape(Shapes.without(x.layout.shape, dims)));
    }

    static Tensor logSoftmax(Tensor x, int dim) {
        if (Rows.areThere(x, dim)) {
            Tensor y = Tensor.empty(DType.FLOAT32, x.layout.shape);
            Rows rows = new Rows(x, dim);
            SoftmaxLoops.logSoftmax(RowLoops.of(x.numel()), Rows.numbers(x), rows.number, rows.length,
                    y.storage.floats());
            return y;
        }
        int[] dims = { dim };
        Tensor largest = Reduction.reduce(Reducer.MAX, wide(x), dims, true); // if infinite, the result is NaN
                                                                             // as PyTorch's
        Tensor shifted = each("Sub", wide(x), largest, (a, b) -> a - b);
        Tensor y = each("Sub", shifted, each("Log", sumOfExp(shifted, dims), Math::log), (a, b) -> a - b);
        return Loops.cast(y, x.dtype());
    }

    /** v - exp(y) Σ v along the last dim, for the cotangent v of the log-softmax y. */
    static Tensor logSoftmaxSlope(Tensor v, Tensor y, int dim) {
        Tensor to = Tensor.empty(DType.FLOAT32, y.layout.shape);
        Rows rows = new Rows(y, dim);
        SoftmaxLoops.logSoftmaxSlope(RowLoops.of(y.numel()), Rows.numbers(v), Rows.numbers(y), rows.number,
                rows.length,
                to.storage.floats());
        return to;
    }

    /** The largest element where that is finite, else 0. */
    private static Tensor largest(Tensor x, int... dims) {
        return each("", Reduction.reduce(Reducer.MAX, wide(x), dims, true),
                v -> Double.isInfinite(v) ? 0 : v);
    }

    private static Tensor sumOfExp(Tensor x, int... dims) {
        return Reduction.reduce(Reducer.SUM, each("Exp", x, Math::exp), dims, true);
    }

    /** The tensor with 1 in the place of each 0, for division. */
    static Tensor without0(Tensor x) {
        // a formula holds away from 0
        return x.storage.isSymbolic() ? x : Tensors.where(x.eq(0), Tensors.onesLike(x), x);
    }

    /** The tensor with 0 where the other is 0. */
    static Tensor zeroWith(Tensor y, Tensor x) {
        return x.storage.isSymbolic() ? x : Tensors.where(y.eq(0), Tensors.zerosLike(x), x);
    }

    private static Tensor wide(Tensor x) {
        return Loops.cast(x, DType.FLOAT64);
    }

    /** The name of an operation with the same function, if there is one. */
    private static Tensor each(String name, Tensor x, DoubleUnaryOperator f) {
        return Loops.unary(new UnaryFunction(name, f, null), x, DType.FLOAT64);
    }

    private static Tensor each(String name, Tensor a, Tensor b, DoubleBinaryOperator f) {
        int[] shape = Shapes.broadcast("LogSumExp", a.layout.shape, b.layout.shape);
        return Loops.binary(new BinaryFunction(name, f, null), a, b, DType.FLOAT64, shape);
    }
}
