package leibniz.autograd;

import java.util.Arrays;

/**
 * The decomposition P A = L U of one matrix by Gaussian elimination, with the largest pivot of each column.
 */
final class Lu {
    private final int n;
    private final double[] lu;
    /** Row i of L U is this row of A. */
    private final int[] rows;
    private boolean odd;
    private boolean singular;

    /** Decomposes the (n, n) matrix that stands row-major in an array from a position on. */
    Lu(double[] a, int at, int n) {
        this.n = n;
        this.lu = new double[n * n];
        System.arraycopy(a, at, lu, 0, n * n);
        this.rows = Shapes.range(n);
        for (int k = 0; k < n; k++) {
            Origins.checkInterrupted();
            bringLargestUp(k);
            singular |= lu[k * n + k] == 0;
            for (int i = k + 1; i < n && lu[k * n + k] != 0; i++) {
                double factor = lu[i * n + k] / lu[k * n + k];
                lu[i * n + k] = factor;
                for (int j = k + 1; j < n; j++) {
                    lu[i * n + j] -= factor * lu[k * n + j];
                }
            }
        }
    }

    private void bringLargestUp(int k) {
        int best = k;
        for (int i = k + 1; i < n; i++) {
            if (Math.abs(lu[i * n + k]) > Math.abs(lu[best * n + k])) {
                best = i;
            }
        }
        if (best == k) {
            return;
        }
        odd = !odd;
        int row = rows[k];
        rows[k] = rows[best];
        rows[best] = row;
        for (int j = 0; j < n; j++) {
            double value = lu[k * n + j];
            lu[k * n + j] = lu[best * n + j];
            lu[best * n + j] = value;
        }
    }

    boolean isSingular() {
        return singular;
    }

    /**
     * How far an (n, n) matrix is from a singular one: the smallest pivot over the largest, after the rows
     * and the columns are divided by their largest elements. 0 for a singular matrix, of the order of the
     * rounding of a double for one that is singular up to rounding.
     */
    static double distanceFromSingular(double[] a, int at, int n) {
        double ratio = new Lu(a, at, n).pivotRatio();
        if (!(ratio < 1e-3)) { // NaN too; a ratio that is not small is none because of different units
            return ratio;
        }
        double[] scaled = Arrays.copyOfRange(a, at, at + n * n);
        for (int i = 0; i < n; i++) {
            divideByLargest(scaled, i * n, 1, n);
        }
        for (int j = 0; j < n; j++) {
            divideByLargest(scaled, j, n, n);
        }
        return new Lu(scaled, 0, n).pivotRatio();
    }

    private static void divideByLargest(double[] a, int from, int step, int n) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(a[from + i * step]));
        }
        for (int i = 0; i < n && largest > 0; i++) {
            a[from + i * step] /= largest;
        }
    }

    private double pivotRatio() {
        double smallest = n == 0 ? 1 : Double.POSITIVE_INFINITY;
        double largest = n == 0 ? 1 : 0;
        for (int k = 0; k < n; k++) {
            smallest = Math.min(smallest, Math.abs(lu[k * n + k]));
            largest = Math.max(largest, Math.abs(lu[k * n + k]));
        }
        return singular ? 0 : smallest / largest;
    }

    double det() {
        double product = odd ? -1 : 1;
        for (int k = 0; k < n; k++) {
            product *= lu[k * n + k];
        }
        return product;
    }

    double signOfDet() {
        double sign = odd ? -1 : 1;
        for (int k = 0; k < n; k++) {
            sign *= Math.signum(lu[k * n + k]);
        }
        return sign;
    }

    /** ln det A, which neither overflows nor underflows; NaN where det A is negative. */
    double logdet() {
        double sum = 0;
        boolean negative = odd;
        for (int k = 0; k < n; k++) {
            sum += Math.log(Math.abs(lu[k * n + k]));
            negative ^= lu[k * n + k] < 0;
        }
        return negative && !singular ? Double.NaN : sum;
    }

    /** X with A X = B, both (n, k) and row-major from a position on. */
    void solve(double[] b, int from, double[] x, int to, int k) {
        for (int i = 0; i < n; i++) {
            System.arraycopy(b, from + rows[i] * k, x, to + i * k, k);
            subtractRows(x, to, k, i, 0, i);
        }
        for (int i = n - 1; i >= 0; i--) {
            subtractRows(x, to, k, i, i + 1, n);
            for (int c = 0; c < k; c++) {
                x[to + i * k + c] /= lu[i * n + i];
            }
        }
    }

    private void subtractRows(double[] x, int at, int k, int i, int first, int end) {
        for (int j = first; j < end; j++) {
            for (int c = 0; c < k; c++) {
                x[at + i * k + c] -= lu[i * n + j] * x[at + j * k + c];
            }
        }
    }
}
