package leibniz.autograd;

import java.util.Arrays;

/** Plain computation with square matrices, in FLOAT64; leading dims hold one matrix each. */
final class SquareMatrices {
    private SquareMatrices() {}

    static Tensor det(Tensor x) {
        return numbers(x, false);
    }

    static Tensor logdet(Tensor x) {
        return numbers(x, true);
    }

    private static Tensor numbers(Tensor x, boolean logarithm) {
        Tensor in = Loops.copy(x, DType.FLOAT64);
        int n = x.size(-1);
        Tensor y = Tensor.empty(DType.FLOAT64, batch(x));
        for (int i = 0; i < y.numel(); i++) {
            Lu lu = new Lu(in.storage.doubles(), i * n * n, n);
            y.storage.setDouble(i, logarithm ? lu.logdet() : lu.det());
        }
        return Loops.cast(y, x.dtype());
    }

    /**
     * True for each matrix that is so near to a singular one that derivatives may not be taken by its
     * inverse.
     */
    static Tensor nearlySingular(Tensor x) {
        Tensor in = Loops.copy(x, DType.FLOAT64);
        int n = x.size(-1);
        Tensor y = Tensor.empty(DType.BOOL, batch(x));
        for (int i = 0; i < y.numel(); i++) {
            y.storage.booleans()[i] = Lu.distanceFromSingular(in.storage.doubles(), i * n * n, n) < 1e-4;
        }
        return y;
    }

    /** -1, 0 or 1 for each matrix. */
    static Tensor signOfDet(Tensor x) {
        Tensor in = Loops.copy(x, DType.FLOAT64);
        int n = x.size(-1);
        Tensor y = Tensor.empty(x.dtype(), batch(x));
        for (int i = 0; i < y.numel(); i++) {
            y.storage.setDouble(i, new Lu(in.storage.doubles(), i * n * n, n).signOfDet());
        }
        return y;
    }

    static Tensor inv(Tensor x) {
        return inv("inv", x);
    }

    static Tensor inv(String operation, Tensor x) {
        int n = x.size(-1);
        Tensor identity = Tensor.empty(DType.FLOAT64, n, n);
        for (int i = 0; i < n; i++) {
            identity.storage.setDouble(i * n + i, 1);
        }
        return Loops.cast(solve(operation, x, identity), x.dtype());
    }

    /** X with A X = B for a (..., n, n) and b (..., n, k), whose leading dims broadcast. */
    static Tensor solve(String operation, Tensor a, Tensor b) {
        int n = a.size(-1);
        int k = b.size(-1);
        int[] batch = Shapes.broadcast(operation, batch(a), batch(b));
        Shapes.numel(operation, Shapes.append(batch, n, Math.max(n, k)));
        Tensor left = spread(a, Shapes.append(batch, n, n));
        Tensor right = spread(b, Shapes.append(batch, n, k));
        Tensor x = Tensor.empty(DType.FLOAT64, Shapes.append(batch, n, k));
        int count = Layout.rowMajor(batch).numel();
        for (int i = 0; i < count; i++) {
            Lu lu = new Lu(left.storage.doubles(), i * n * n, n);
            if (lu.isSingular()) {
                throw MatrixErrors.singular(operation, a.layout.shape, i);
            }
            double distance = Lu.distanceFromSingular(left.storage.doubles(), i * n * n, n);
            if (distance < n * Math.ulp(1.0)) {
                throw MatrixErrors.singularUpToRounding(operation, a.layout.shape, i, distance);
            }
            lu.solve(right.storage.doubles(), i * n * k, x.storage.doubles(), i * n * k, k);
        }
        return Loops.cast(x, DType.promote(a.dtype(), true, b.dtype(), true));
    }

    private static Tensor spread(Tensor x, int[] shape) {
        return Loops.copy(x.alias(x.layout.expand(shape)), DType.FLOAT64);
    }

    /** The lower triangle L with L Lᵀ = (X + Xᵀ)/2, row by row. */
    static Tensor cholesky(Tensor x) {
        Tensor in = Loops.copy(x, DType.FLOAT64);
        Tensor y = Tensor.empty(DType.FLOAT64, x.layout.shape);
        int n = x.size(-1);
        int count = Layout.rowMajor(batch(x)).numel();
        for (int m = 0; m < count; m++) {
            cholesky(x, m, in.storage.doubles(), y.storage.doubles(), m * n * n, n);
        }
        return Loops.cast(y, x.dtype());
    }

    private static void cholesky(Tensor x, int number, double[] a, double[] l, int at, int n) {
        double largest = 0;
        for (int i = at; i < at + n * n; i++) {
            largest = Math.max(largest, Math.abs(a[i]));
        }
        for (int i = 0; i < n; i++) {
            Origins.checkInterrupted();
            for (int j = 0; j <= i; j++) {
                double below = a[at + i * n + j];
                double above = a[at + j * n + i];
                if (Math.abs(below - above) > 1e-3 * largest) {
                    throw MatrixErrors.notSymmetric(x.layout.shape, number, i, j, below, above);
                }
                double sum = (below + above) / 2;
                for (int k = 0; k < j; k++) {
                    sum -= l[at + i * n + k] * l[at + j * n + k];
                }
                if (i == j && !(sum > 0)) { // NaN too
                    throw MatrixErrors.notPositiveDefinite(x.layout.shape, number, i, sum);
                }
                l[at + i * n + j] = i == j ? Math.sqrt(sum) : sum / l[at + j * n + j];
            }
        }
    }

    private static int[] batch(Tensor x) {
        return Arrays.copyOf(x.layout.shape, x.dim() - 2);
    }
}
