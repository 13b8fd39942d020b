package leibniz.autograd;

import java.util.Arrays;

/** Least squares by Householder's reflections, in FLOAT64; leading dims hold one problem each. */
final class LeastSquares {
    private LeastSquares() {}

    /** X that makes |A X - B| smallest, for A (..., m, n) of full rank n and B (..., m, k). */
    static Tensor solve(Tensor a, Tensor b) {
        int m = a.size(-2);
        int n = a.size(-1);
        int k = b.size(-1);
        int[] batch = Shapes.broadcast("lstsq", Arrays.copyOf(a.layout.shape, a.dim() - 2),
                Arrays.copyOf(b.layout.shape, b.dim() - 2));
        double[] left = spread(a, Shapes.append(batch, m, n));
        double[] right = spread(b, Shapes.append(batch, m, k));
        Tensor x = Tensor.empty(DType.FLOAT64, Shapes.append(batch, n, k));
        int count = Layout.rowMajor(batch).numel();
        for (int i = 0; i < count; i++) {
            double[] matrix = Arrays.copyOfRange(left, i * m * n, (i + 1) * m * n);
            double[] sides = Arrays.copyOfRange(right, i * m * k, (i + 1) * m * k);
            if (!triangularise(matrix, sides, m, n, k)) {
                throw MatrixErrors.rankDeficient(a.layout.shape, i);
            }
            substituteBack(matrix, sides, n, k, x.storage.doubles(), i * n * k);
        }
        return Loops.cast(x, DType.promote(a.dtype(), true, b.dtype(), true));
    }

    private static double[] spread(Tensor x, int[] shape) {
        return Loops.copy(x.alias(x.layout.expand(shape)), DType.FLOAT64).storage.doubles();
    }

    /**
     * Reflects both sides so that the matrix has zeros below its diagonal; false where its rank is not full.
     */
    private static boolean triangularise(double[] a, double[] b, int m, int n, int k) {
        double largest = 0;
        for (int j = 0; j < n; j++) {
            Origins.checkInterrupted();
            double norm = 0;
            for (int i = j; i < m; i++) {
                norm = Math.hypot(norm, a[i * n + j]);
            }
            largest = Math.max(largest, norm);
            if (!(norm > largest * 1e-15 * m)) { // NaN too
                return false;
            }
            double[] v = new double[m];
            for (int i = j; i < m; i++) {
                v[i] = a[i * n + j];
            }
            v[j] += Math.copySign(norm, v[j]);
            double scale = norm * Math.abs(v[j]); // half of v·v
            reflect(a, n, j, n, v, j, scale, m);
            reflect(b, k, 0, k, v, j, scale, m);
        }
        return true;
    }

    /** Subtracts v (v·c)/scale from each column c. */
    private static void reflect(double[] x, int width, int from, int to, double[] v, int start, double scale,
            int m) {
        for (int c = from; c < to; c++) {
            double product = 0;
            for (int i = start; i < m; i++) {
                product += v[i] * x[i * width + c];
            }
            for (int i = start; i < m; i++) {
                x[i * width + c] -= v[i] * product / scale;
            }
        }
    }

    private static void substituteBack(double[] r, double[] b, int n, int k, double[] x, int at) {
        for (int i = n - 1; i >= 0; i--) {
            for (int c = 0; c < k; c++) {
                double sum = b[i * k + c];
                for (int j = i + 1; j < n; j++) {
                    sum -= r[i * n + j] * x[at + j * k + c];
                }
                x[at + i * k + c] = sum / r[i * n + i];
            }
        }
    }
}
