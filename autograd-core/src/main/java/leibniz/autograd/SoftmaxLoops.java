package leibniz.autograd;

/**
 * Softmax of the rows of FLOAT32 matrices, and its derivative; {@link Norms} has it for all others. All
 * arrays begin with the first row.
 */
final class SoftmaxLoops {
    private SoftmaxLoops() {}

    /** x - ln Σ exp(x) of each row. */
    static void logSoftmax(RowKernel kernel, float[] x, int rows, int columns, float[] to) {
        RowLoops.each(kernel, rows, columns, 4, (sums, from) -> {
            float largest = kernel.max(x, from, columns);
            double sum = sums.ofExponentials(x, from, columns, largest);
            kernel.scale(x, largest + Math.log(sum), 1, to, from, from + columns);
        });
    }

    /** v - exp(y) Σ v of each row, for the cotangent v of the logarithms y. */
    static void logSoftmaxSlope(RowKernel kernel, float[] v, float[] y, int rows, int columns,
            float[] to) {
        RowLoops.each(kernel, rows, columns, 4, (sums, from) -> {
            double sum = sums.of(v, from, columns);
            kernel.subtractExponentials(v, y, sum, to, from, from + columns);
        });
    }
}
