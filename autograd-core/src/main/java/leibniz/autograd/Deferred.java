package leibniz.autograd;

import java.util.Arrays;
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
    /** Of the slowest function so many numbers take less time than an interrupt may wait. */
    private static final int MOST_AT_ONCE = 1 << 20;

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

    /**
     * Whether each number can at once be written over one of the tensor, which no later one is computed from.
     */
    boolean fitsInto(Tensor to) {
        boolean fits = length == 1 && to.numel() <= MOST_AT_ONCE && dtype == to.dtype()
                && Arrays.equals(shape, to.layout.shape);
        for (Tensor operand : operands) {
            fits &= operand.storage != to.storage || isSame(operand.layout, to.layout);
        }
        return fits;
    }

    private static boolean isSame(Layout a, Layout b) {
        return a.offset == b.offset && Arrays.equals(a.strides, b.strides);
    }

    /** Computes the numbers into a tensor that they fit into, all of them or none. */
    void computeInto(Tensor to) {
        Origins.checkInterrupted();
        if (unary != null) {
            Loops.unaryAtOnce(unary, operands[0], to);
        } else if (binary != null) {
            Loops.binaryAtOnce(binary, operands[0], operands[1], to);
        }
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
