package leibniz.autograd;

/**
 * The loops that reductions over rows of FLOAT32 consist of. A sum of a row is made of {@link WideSums}, and
 * each method that adds to them adds element i of the row to sum i modulo their number. Implementations give
 * the same bits but for the exponentials, whose error is below 0.51 ulp in plain Java and below 1 ulp in
 * vector instructions.
 */
interface RowKernel {
    void add(float[] a, int at, int n, double[] sums);

    /** The squares of the distances from a centre. */
    void addSquares(float[] a, int at, int n, double centre, double[] sums);

    /** The products of elements with the same index. */
    void addProducts(float[] a, float[] b, int at, int n, double[] sums);

    /** exp(x - largest), where no x is larger. */
    void addExponentials(float[] x, int at, int n, float largest, double[] sums);

    /** The sum of the sums, halves upon each other, and the last eight in pairs; they are overwritten. */
    double fold(double[] sums);

    /** The largest; where there is NaN, that or any of the others. */
    float max(float[] a, int at, int n);

    /** (x - centre) scale, with the same index in both arrays. */
    void scale(float[] x, double centre, double scale, float[] to, int from, int end);

    /** (v - centre - y along) scale. */
    void scale(float[] v, double centre, float[] y, double along, double scale, float[] to, int from,
            int end);

    /** v - exp(y) factor, where no y is positive. */
    void subtractExponentials(float[] v, float[] y, double factor, float[] to, int from, int end);
}
