package leibniz.autograd;

import java.util.Arrays;

/** An operand of a {@link FusedLoop}: elements in an array, which stand anyhow, as a row of numbers. */
final class FusedOperand {
    private final Object array;
    private final int[] shape;
    private final int[] strides;
    private final int offset;
    /** So many elements are evenly apart before the next row begins. */
    private final int length;
    private final int step;

    FusedOperand(Tensor x) {
        array = x.storage.array();
        offset = x.layout.offset;
        int[] sizes = x.layout.shape;
        int[] steps = x.layout.strides;
        int d = sizes.length - 1;
        int run = sizes[d];
        int apart = steps[d];
        while (d > 0 && steps[d - 1] == apart * run) {
            d--;
            run *= sizes[d];
        }
        length = run;
        step = apart;
        shape = Arrays.copyOf(sizes, d);
        strides = Arrays.copyOf(steps, d);
    }

    /** Whether all elements are one. */
    boolean isNumber() {
        return step == 0 && shape.length == 0;
    }

    /** Copies elements from one on to the beginning of an array. */
    void take(int from, int n, Object to) {
        int row = from / length;
        int column = from % length;
        for (int done = 0; done < n; row++, column = 0) {
            int part = Math.min(length - column, n - done);
            int at = place(row) + column * step;
            if (to instanceof float[] floats) {
                CopyLoops.take((float[]) array, at, step, floats, done, part);
            } else {
                CopyLoops.take((double[]) array, at, step, (double[]) to, done, part);
            }
            done += part;
        }
    }

    private int place(int row) {
        int at = offset;
        int rest = row;
        for (int d = shape.length - 1; d >= 0; d--) {
            at += rest % shape[d] * strides[d];
            rest /= shape[d];
        }
        return at;
    }
}
