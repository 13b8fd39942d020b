package leibniz.autograd;

import java.util.stream.IntStream;

/** Plain computation on the lines of a tensor along one dim: running sums, orders, and places of extremes. */
final class AlongDim {
    private AlongDim() {}

    @FunctionalInterface
    private interface Body {
        /** One line: elements {@code at, at + step, ...} of row-major order, the {@code number}-th of all. */
        void run(int at, int step, int number);
    }

    private static void forEach(int[] shape, int dim, Body body) {
        int step = 1;
        for (int d = dim + 1; d < shape.length; d++) {
            step *= shape[d];
        }
        int block = step * shape[dim];
        int numel = Layout.rowMajor(shape).numel();
        for (int start = 0, number = 0; start < numel; start += block) {
            for (int inner = 0; inner < step; inner++) {
                body.run(start + inner, step, number++);
            }
        }
    }

    static Tensor cumsum(Tensor x, int dim) {
        Tensor y = Loops.copy(x, x.dtype() == DType.BOOL ? DType.INT64 : x.dtype());
        int n = y.layout.shape[dim];
        Storage sums = y.storage;
        forEach(y.layout.shape, dim, (at, step, number) -> {
            double sum = 0;
            long whole = 0;
            for (int i = 0; i < n; i++) {
                int place = at + i * step;
                if (y.dtype() == DType.INT64) {
                    whole += sums.getLong(place);
                    sums.setLong(place, whole);
                } else {
                    sum += sums.getDouble(place);
                    sums.setDouble(place, sum);
                }
            }
        });
        return y;
    }

    /** Where along the dim each line has its elements in order, ties in the order they stand in. */
    static Tensor argsort(Tensor x, int dim, boolean descending) {
        Tensor in = Loops.copy(x, x.dtype());
        Tensor y = Tensor.empty(DType.INT64, x.layout.shape);
        int n = x.layout.shape[dim];
        forEach(x.layout.shape, dim, (at, step, number) -> {
            int[] order = IntStream.range(0, n).boxed()
                    .sorted((i, j) -> descending
                            ? compare(in.storage, at + j * step, at + i * step)
                            : compare(in.storage, at + i * step, at + j * step))
                    .mapToInt(i -> i).toArray();
            for (int i = 0; i < n; i++) {
                y.storage.setLong(at + i * step, order[i]);
            }
        });
        return y;
    }

    /**
     * Where along the dim each line has its first largest (sign 1) or smallest (-1) element; NaN counts as
     * either.
     */
    static Tensor argExtreme(Tensor x, int dim, int sign) {
        Tensor in = Loops.copy(x, x.dtype());
        int n = x.layout.shape[dim];
        Tensor y = Tensor.empty(DType.INT64, Shapes.without(x.layout.shape, new int[]{ dim }));
        forEach(x.layout.shape, dim, (at, step, number) -> {
            int best = 0;
            for (int i = 1; i < n && !isNaN(in.storage, at + best * step); i++) {
                int place = at + i * step;
                if (isNaN(in.storage, place) || sign * compare(in.storage, place, at + best * step) > 0) {
                    best = i;
                }
            }
            y.storage.setLong(number, best);
        });
        return y;
    }

    private static boolean isNaN(Storage values, int i) {
        return Double.isNaN(values.getDouble(i));
    }

    /** By value, with 0 and -0 equal and NaN after everything. */
    private static int compare(Storage values, int i, int j) {
        Origins.checkInterrupted();
        if (values.array() instanceof long[] whole) {
            return Long.compare(whole[i], whole[j]);
        }
        double a = values.getDouble(i);
        double b = values.getDouble(j);
        return a == b ? 0 : Double.compare(a, b);
    }
}
