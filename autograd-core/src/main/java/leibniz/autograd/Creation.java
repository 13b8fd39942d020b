package leibniz.autograd;

import java.util.Arrays;

/** Fresh tensors from numbers. */
final class Creation {
    private Creation() {}

    static Tensor scalar(long value) {
        return new Tensor(new Storage(new long[]{ value }), Layout.SCALAR);
    }

    static Tensor scalar(boolean value) {
        return new Tensor(new Storage(new boolean[]{ value }), Layout.SCALAR);
    }

    static Tensor full(DType dtype, double value, int... shape) {
        return filled("full", dtype, value, shape);
    }

    static Tensor filled(String operation, DType dtype, double value, int... shape) {
        Tensor y = zeros(operation, dtype, shape);
        switch (y.storage.array) {
            case float[] a -> Arrays.fill(a, (float) value);
            case double[] a -> Arrays.fill(a, value);
            case long[] a -> Arrays.fill(a, (long) value);
            default -> Arrays.fill(y.storage.booleans(), value != 0);
        }
        return y;
    }

    static Tensor zeros(String operation, DType dtype, int... shape) {
        int numel = Shapes.numel(operation, shape);
        return new Tensor(Storage.allocate(dtype, numel), Layout.rowMajor(shape.clone()));
    }

    /** Without conversion: the array becomes the storage. */
    static Tensor vector(Object array, int length) {
        return new Tensor(new Storage(array), Layout.rowMajor(length));
    }

    static Tensor eye(int n) {
        Tensor y = zeros("eye", DType.FLOAT32, n, n);
        for (int i = 0; i < n; i++) {
            y.storage.setDouble(i * n + i, 1);
        }
        return y;
    }

    static Tensor arange(long start, long end, long step) {
        long n = step == 0 ? -1 : Math.ceilDiv(Math.subtractExact(end, start), step);
        Tensor y = Tensor.empty(DType.INT64, rangeLength((double) n, start, end, step));
        for (int i = 0; i < y.numel(); i++) {
            y.storage.setLong(i, start + i * step);
        }
        return y;
    }

    static Tensor arange(DType dtype, double start, double end, double step) {
        double n = Math.ceil((end - start) / step);
        Tensor y = Tensor.empty(dtype, rangeLength(step == 0 ? -1 : n, start, end, step));
        for (int i = 0; i < y.numel(); i++) {
            y.storage.setDouble(i, start + i * step);
        }
        return y;
    }

    private static int rangeLength(double n, Number start, Number end, Number step) {
        if (!(n >= 0 && n < Integer.MAX_VALUE)) {
            throw Errors.arange(start, end, step);
        }
        return (int) n;
    }

    /** Counted from both ends, so that the last value is exactly the end. */
    static Tensor linspace(DType dtype, double start, double end, int steps) {
        Tensor y = zeros("linspace", dtype, steps);
        double step = steps > 1 ? (end - start) / (steps - 1) : 0;
        for (int i = 0; i < steps; i++) {
            y.storage.setDouble(i, i < (steps + 1) / 2 ? start + i * step : end - (steps - 1 - i) * step);
        }
        return y;
    }
}
