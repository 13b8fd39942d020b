package leibniz.autograd;

/**
 * Rows of FLOAT32 matrices brought to mean 0 and variance 1, and the derivative of that, in double and
 * rounded once. All arrays begin with the first row.
 */
final class StandardizeLoops {
    private StandardizeLoops() {}

    /** r (x - mean) with r = 1/√(variance + eps). */
    static void standardize(RowKernel kernel, float[] x, int rows, int columns, double eps, float[] to) {
        RowLoops.each(kernel, rows, columns, 2, (sums, from) -> {
            double mean = sums.of(x, from, columns) / columns;
            double r = scale(sums, x, from, columns, mean, eps);
            kernel.scale(x, mean, r, to, from, from + columns);
        });
    }

    private static double scale(WideSums sums, float[] x, int from, int n, double mean, double eps) {
        return 1 / Math.sqrt(sums.ofSquares(x, from, n, mean) / n + eps);
    }

    /** r (v - mean(v) - y mean(v y)), for the cotangent v of the standardised rows y. */
    static void slope(RowKernel kernel, float[] v, float[] x, float[] y, int rows, int columns, double eps,
            float[] to) {
        RowLoops.each(kernel, rows, columns, 4, (sums, from) -> {
            double centre = sums.of(x, from, columns) / columns;
            double r = scale(sums, x, from, columns, centre, eps);
            double mean = sums.of(v, from, columns) / columns;
            double along = sums.ofProducts(v, y, from, columns) / columns;
            kernel.scale(v, mean, y, along, r, to, from, from + columns);
        });
    }
}
