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
        switch (y.storage.array()) {
            case float[] a -> Arrays.fill(a, (float) value);
            case double[] a -> Arrays.fill(a, value);
            case long[] a -> Arrays.fill(a, Storage.toLong(value));
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

    /** Distances are counted as unsigned numbers, so that they do not overflow. */
    static Tensor arange(long start, long end, long step) {
        long span = step > 0 ? end - start : start - end;
        boolean towardsEnd = step > 0 ? start <= end : start >= end;
        long n = step == 0 || span == 0 ? 0 : Long.divideUnsigned(span - 1, Math.abs(step)) + 1;
        if (step == 0 || !towardsEnd || Long.compareUnsigned(n, Integer.MAX_VALUE) >= 0) {
            throw CreationErrors.arange(start, end, step);
        }
        Tensor y = Tensor.empty(DType.INT64, (int) n);
        for (int i = 0; i < y.numel(); i++) {
            y.storage.setLong(i, start + i * step);
        }
        return y;
    }

    static Tensor arange(DType dtype, double start, double end, double step) {
        if (!dtype.isFloating()) {
            return wholeArange(dtype, start, end, step);
        }
        double span = end - start;
        double n = Math.ceil(Double.isInfinite(span) ? end / step - start / step : span / step);
        if (!(n >= 0 && n < Integer.MAX_VALUE) || step == 0 || Double.isInfinite(step)
                || Math.signum(span) * step < 0) {
            throw CreationErrors.arange(start, end, step);
        }
        Tensor y = Tensor.empty(dtype, (int) n);
        for (int i = 0; i < y.numel(); i++) {
            y.storage.setDouble(i, start + i * step);
        }
        return y;
    }

    private static Tensor wholeArange(DType dtype, double start, double end, double step) {
        boolean whole = start == Math.rint(start) && end == Math.rint(end) && step == Math.rint(step);
        if (dtype == DType.BOOL || !whole) {
            throw CreationErrors.wholeArange(dtype, start, end, step);
        }
        return arange(Storage.toLong(start), Storage.toLong(end), Storage.toLong(step));
    }

    /** Counted from both ends, so that the last value is exactly the end. */
    static Tensor linspace(DType dtype, double start, double end, int steps) {
        if (!Double.isFinite(start) || !Double.isFinite(end) || steps < 0) {
            throw CreationErrors.linspace(start, end, steps);
        }
        Tensor y = zeros("linspace", dtype, steps);
        int parts = Math.max(steps - 1, 1);
        double span = end - start;
        double step = Double.isInfinite(span) ? end / parts - start / parts : span / parts;
        for (int i = 0; i < steps; i++) {
            y.storage.setDouble(i, i < (steps + 1) / 2 ? start + i * step : end - (steps - 1 - i) * step);
        }
        return y;
    }
}
