package leibniz.autograd;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the elements of a tensor stand in its storage: element (i, j, ...) at offset + i*strides[0] +
 * j*strides[1] + ... A view is another layout over the same storage.
 */
final class Layout {
    private static final int[] NONE = {};
    /** The one layout of every fresh tensor of shape (). */
    static final Layout SCALAR = new Layout(NONE, NONE, 0);

    final int[] shape;
    final int[] strides;
    final int offset;

    private Layout(int[] shape, int[] strides, int offset) {
        this.shape = shape;
        this.strides = strides;
        this.offset = offset;
    }

    /** Row-major: the last dim is contiguous. */
    static Layout rowMajor(int... shape) {
        return shape.length == 0 ? SCALAR : new Layout(shape, rowMajorStrides(shape), 0);
    }

    private static int[] rowMajorStrides(int[] shape) {
        int[] strides = new int[shape.length];
        int step = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            strides[d] = step;
            step *= Math.max(shape[d], 1);
        }
        return strides;
    }

    int dim() {
        return shape.length;
    }

    int numel() {
        int n = 1;
        for (int size : shape) {
            n *= size;
        }
        return n;
    }

    boolean isContiguous() {
        int step = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            if (shape[d] != 1 && strides[d] != step) {
                return numel() == 0;
            }
            step *= shape[d];
        }
        return true;
    }

    /** The position in the storage of one element. */
    int position(int... index) {
        int at = offset;
        for (int d = 0; d < index.length; d++) {
            at += index[d] * strides[d];
        }
        return at;
    }

    /** One element, as a number. */
    Layout at(int... index) {
        return new Layout(NONE, NONE, position(index));
    }

    Layout permute(int... dims) {
        int[] newShape = new int[dims.length];
        int[] newStrides = new int[dims.length];
        for (int d = 0; d < dims.length; d++) {
            newShape[d] = shape[dims[d]];
            newStrides[d] = strides[dims[d]];
        }
        return new Layout(newShape, newStrides, offset);
    }

    /** Repeats dims of size 1, and adds dims in front, by stride 0. The caller has checked that this fits. */
    Layout expand(int... newShape) {
        int[] newStrides = new int[newShape.length];
        int added = newShape.length - shape.length;
        for (int d = 0; d < shape.length; d++) {
            newStrides[added + d] = shape[d] == newShape[added + d] ? strides[d] : 0;
        }
        return newShape.length == 0 ? this : new Layout(newShape, newStrides, offset);
    }

    /** Every {@code step}-th element from {@code start}, {@code length} of them, in each dim. */
    Layout slice(int[] start, int[] length, int[] step) {
        int[] newStrides = new int[shape.length];
        for (int d = 0; d < shape.length; d++) {
            newStrides[d] = strides[d] * step[d];
        }
        return new Layout(length, newStrides, position(start));
    }

    /** A diagonal of the first two dims, so many places to the right of the corner, as a last dim. */
    Layout diagonal(long to) {
        int size = (int) Math
                .max(to < 0 ? Math.min(shape[0] + to, shape[1]) : Math.min(shape[0], shape[1] - to), 0);
        int from = size == 0 ? 0 : (int) (to < 0 ? -to * strides[0] : to * strides[1]);
        return new Layout(Shapes.append(Arrays.copyOfRange(shape, 2, shape.length), size),
                Shapes.append(Arrays.copyOfRange(strides, 2, shape.length), strides[0] + strides[1]),
                offset + from);
    }

    /** The same where it is known to go: of what is contiguous, and where only dims of size 1 come or go. */
    Layout reshape(int... newShape) {
        return Objects.requireNonNull(tryReshape(newShape));
    }

    /**
     * The same elements under another shape, or null where strides cannot express that. Works block by block:
     * a block of old dims that lie one after the other in memory may be cut anew.
     */
    @Nullable
    Layout tryReshape(int... newShape) {
        if (isContiguous()) {
            return new Layout(newShape, rowMajorStrides(newShape), offset);
        }
        int[] newStrides = new int[newShape.length];
        int d = newShape.length - 1;
        int old = shape.length - 1;
        while (old >= 0) {
            int step = strides[old];
            int block = shape[old];
            while (old > 0 && (shape[old - 1] == 1 || strides[old - 1] == step * block)) {
                old--;
                block *= shape[old];
            }
            while (d >= 0 && (block > 1 || newShape[d] == 1)) {
                if (block % newShape[d] != 0) {
                    return null;
                }
                newStrides[d] = step;
                step *= newShape[d];
                block /= newShape[d];
                d--;
            }
            if (block != 1) {
                return null;
            }
            old--;
        }
        return d < 0 ? new Layout(newShape, newStrides, offset) : null;
    }
}
