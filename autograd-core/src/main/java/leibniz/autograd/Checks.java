package leibniz.autograd;

import java.util.Arrays;

/** What operations demand of their operands before they compute anything. */
final class Checks {
    private Checks() {}

    static void requireFloating(String operation, Tensor x) {
        if (!x.dtype().isFloating()) {
            throw ValueErrors.notFloating(operation, x.dtype());
        }
    }

    /** The position of the only element. */
    static int requireOne(String operation, Tensor x) {
        if (x.numel() != 1) {
            throw ValueErrors.notOne(operation, x);
        }
        return x.layout.offset;
    }

    static void requireTruth(Tensor x) {
        if (x.numel() != 1) {
            throw ValueErrors.notOneTruth(x);
        }
    }

    /** Returns the dims, none of which is empty. */
    static int[] requireElements(String operation, Tensor x, int[] dims) {
        for (int d : dims) {
            if (x.layout.shape[d] == 0) {
                throw ShapeErrors.noElements(operation, d, x.layout.shape);
            }
        }
        return dims;
    }

    static void requireSameShape(String operation, Tensor x, Tensor target) {
        if (!Arrays.equals(x.layout.shape, target.layout.shape)) {
            throw LossErrors.targetShape(operation, x.layout.shape, target.layout.shape);
        }
    }

    static void requireMatrix(String operation, Tensor x) {
        if (x.dim() < 2) {
            throw MatrixErrors.notMatrix(operation, x.layout.shape);
        }
    }

    /** Returns the index, counted from the front. */
    static int requireIndex(String operation, long index, int dim, int[] shape) {
        SymbolErrors.requireNoName(operation, shape, dim);
        if (index < -shape[dim] || index >= shape[dim]) {
            throw IndexErrors.index(operation, index, dim, shape);
        }
        return (int) (index < 0 ? index + shape[dim] : index);
    }

    static void requireVector(String operation, Tensor index) {
        if (index.dim() > 1) {
            throw IndexErrors.notVector(operation, index.layout.shape);
        }
    }

    static void requireNumber(String operation, Tensor value) {
        if (value.dim() > 0) {
            throw IndexErrors.notNumber(operation, value.layout.shape);
        }
    }
}
