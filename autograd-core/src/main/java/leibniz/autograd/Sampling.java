package leibniz.autograd;

import java.util.Arrays;

/** Random tensors of given distributions, from the numbers of {@link RandomNumbers}. */
final class Sampling {
    private Sampling() {}

    static Tensor normal(String operation, DType dtype, double mean, double std, int... shape) {
        requireFloating(operation, dtype);
        if (Double.isNaN(mean) || !(std >= 0)) {
            throw RandomErrors.normal(operation, mean, std);
        }
        Tensor y = RandomNumbers.normal(DType.FLOAT64, shape);
        double[] numbers = y.storage.doubles();
        Arrays.setAll(numbers, i -> mean + std * numbers[i]);
        return Loops.cast(y, dtype);
    }

    /** Never the upper bound, also where rounding would reach it. */
    static Tensor uniform(DType dtype, double from, double to, int... shape) {
        requireFloating("uniform_", dtype);
        if (!(from <= to) || Double.isInfinite(from) || Double.isInfinite(to)) {
            throw RandomErrors.uniform(from, to);
        }
        Tensor y = RandomNumbers.uniform(dtype, shape);
        for (int i = 0; i < y.numel(); i++) {
            double part = y.storage.getDouble(i);
            y.storage.setDouble(i, (1 - part) * from + part * to);
            if (y.storage.getDouble(i) >= to && from < to) {
                y.storage.setDouble(i,
                        dtype == DType.FLOAT32 ? Math.nextDown((float) to) : Math.nextDown(to));
            }
        }
        return y;
    }

    static Tensor bernoulli(Tensor p) {
        Checks.requireFloating("bernoulli", p);
        Tensor y = Loops.copy(p, p.dtype());
        for (int i = 0; i < y.numel(); i++) {
            double probability = y.storage.getDouble(i);
            if (!(probability >= 0 && probability <= 1)) {
                throw RandomErrors.probability("bernoulli", probability);
            }
        }
        Tensor u = RandomNumbers.uniform(DType.FLOAT64, p.layout.shape);
        for (int i = 0; i < y.numel(); i++) {
            y.storage.setDouble(i, u.storage.doubles()[i] < y.storage.getDouble(i) ? 1 : 0);
        }
        return y;
    }

    static Tensor bernoulli(double p, int... shape) {
        if (!(p >= 0 && p <= 1)) {
            throw RandomErrors.probability("bernoulli", p);
        }
        return bernoulli(Creation.full(DType.FLOAT64, p, shape)).to(DType.FLOAT32);
    }

    static Tensor multinomial(Tensor weights, int count, boolean replacement) {
        Checks.requireFloating("multinomial", weights);
        if (weights.dim() != 1 && weights.dim() != 2) {
            throw RandomErrors.multinomialShape(weights.layout.shape);
        }
        int n = weights.size(-1);
        int rows = weights.dim() == 1 ? 1 : weights.size(0);
        double[] all = Loops.copy(weights, DType.FLOAT64).storage.doubles();
        for (int row = 0; row < rows; row++) {
            requireWeights(all, row * n, n, count, replacement);
        }
        int[] shape = weights.dim() == 1 ? new int[]{ count } : new int[]{ rows, count };
        Tensor y = Creation.zeros("multinomial", DType.INT64, shape);
        for (int i = 0; i < rows * count; i++) {
            int from = i / count * n;
            int chosen = draw(all, from, n);
            y.storage.setLong(i, chosen);
            if (!replacement) {
                all[from + chosen] = 0;
            }
        }
        return y;
    }

    private static void requireWeights(double[] all, int from, int n, int count, boolean replacement) {
        int possible = 0;
        double total = 0;
        for (int i = from; i < from + n; i++) {
            if (!(all[i] >= 0)) {
                throw RandomErrors.weight(all[i]);
            }
            possible += all[i] > 0 ? 1 : 0;
            total += all[i];
        }
        if (count < 0 || possible == 0 && count > 0 || Double.isInfinite(total)
                || !replacement && count > possible) {
            throw RandomErrors.multinomialCount(count, possible, total);
        }
    }

    /** A place with a probability in proportion to its weight; never one of weight 0. */
    private static int draw(double[] weights, int from, int n) {
        double total = 0;
        for (int i = from; i < from + n; i++) {
            total += weights[i];
        }
        double rest = RandomNumbers.uniform(DType.FLOAT64).item() * total;
        int last = 0;
        for (int i = 0; i < n; i++) {
            if (weights[from + i] > 0) {
                last = i;
                rest -= weights[from + i];
                if (rest < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    static Tensor dropout(Tensor x, double p) {
        Checks.requireFloating("dropout", x);
        if (!(p >= 0 && p <= 1)) {
            throw RandomErrors.probability("dropout", p);
        }
        Tensor kept = bernoulli(Creation.full(DType.FLOAT64, 1 - p, x.layout.shape)).to(DType.BOOL);
        return Recorder.composition("Dropout",
                () -> Indexing.masked("Masked", kept).apply(x).mul(p < 1 ? 1 / (1 - p) : 0));
    }

    private static void requireFloating(String operation, DType dtype) {
        if (!dtype.isFloating()) {
            throw ValueErrors.notFloating(operation, dtype);
        }
    }
}
