package leibniz.autograd;

import leibniz.autograd.Kernels.BinaryFunction;
import leibniz.autograd.Kernels.UnaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * An elementwise operation that has not run yet, in the place of the numbers that it gives: they are computed
 * when they are read. Where only a further operation reads them they never become an array; see
 * {@link Fusion}.
 */
final class Deferred {
    /** Longer chains are computed in pieces. */
    private static final int MOST = 16;

    final DType dtype;
    final int[] shape;
    private final @Nullable UnaryFunction unary;
    private final @Nullable BinaryFunction binary;
    /** One or two, of this dtype and shape; they may repeat elements, and may be deferred in turn. */
    final Tensor[] operands;
    private final int length;

    private Deferred(DType dtype, int[] shape, @Nullable UnaryFunction unary, @Nullable BinaryFunction binary,
            Tensor... operands) {
        this.dtype = dtype;
        this.shape = shape;
        this.unary = unary;
        this.binary = binary;
        this.operands = operands;
        this.length = length(operands);
    }

    static Tensor unary(UnaryFunction f, Tensor x, DType dtype, int[] shape) {
        return tensor(new Deferred(dtype, shape, f, null, x));
    }

    static Tensor binary(BinaryFunction f, Tensor a, Tensor b, DType dtype, int[] shape) {
        return tensor(new Deferred(dtype, shape, null, f, a, b));
    }

    private static Tensor tensor(Deferred later) {
        Tensor y = new Tensor(new Storage(later), Layout.rowMajor(later.shape));
        Fusion.note(y.storage);
        return y;
    }

    /** How many operations are to run for it; those of operands that made it too long have run. */
    private static int length(Tensor... operands) {
        int sum = 1;
        for (Tensor operand : operands) {
            Deferred later = operand.storage.deferred();
            sum += later == null ? 0 : later.length;
        }
        if (sum <= MOST) {
            return sum;
        }
        for (Tensor operand : operands) {
            operand.storage.array();
        }
        return 1;
    }

    int numel() {
        return Layout.rowMajor(shape).numel();
    }

    /** Whether a tensor has exactly the elements of its storage, in their order. */
    static boolean isWhole(Tensor x) {
        Deferred later = x.storage.deferred();
        return later != null && x.layout.offset == 0 && x.layout.isContiguous() && x.numel() == later.numel();
    }

    /** The numbers. */
    Object compute() {
        if (length > 1) {
            return new FusedLoop(this).compute();
        }
        Tensor y = Tensor.empty(dtype, shape);
        if (unary != null) {
            Loops.unaryInto(unary, operands[0], y);
        } else if (binary != null) {
            Loops.binaryInto(binary, operands[0], operands[1], y);
        }
        return y.storage.array();
    }

    /** The operation on the first n numbers of arrays; one with one operand reads that alone. */
    void run(Object x, Object y, Object to, int n) {
        if (to instanceof float[] out) {
            if (unary != null) {
                ScalarKernels.unary(unary, (float[]) x, out, n);
            } else if (binary != null) {
                ScalarKernels.binary(binary, (float[]) x, (float[]) y, out, n);
            }
        } else if (unary != null) {
            ScalarKernels.unary(unary, (double[]) x, (double[]) to, n);
        } else if (binary != null) {
            ScalarKernels.binary(binary, (double[]) x, (double[]) y, (double[]) to, n);
        }
    }
}
