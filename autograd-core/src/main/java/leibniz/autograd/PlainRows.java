package leibniz.autograd;

/** Loops over rows that the compiler makes vector instructions of. */
final class PlainRows implements RowKernel {
    private static final int WIDTH = WideSums.WIDTH;
    private static final int EIGHT = 8;

    @Override
    public void add(float[] a, int at, int n, double[] sums) {
        int i = 0;
        for (; i + EIGHT * WIDTH <= n; i += EIGHT * WIDTH) {
            addEight(a, at + i, sums);
        }
        for (; i < n; i += WIDTH) {
            addPart(a, at + i, sums, Math.min(WIDTH, n - i));
        }
    }

    private static void addPart(float[] a, int at, double[] sums, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += a[at + i];
        }
    }

    /** As for one width after the other, but reads and writes the sums once. */
    private static void addEight(float[] a, int at, double[] sums) {
        for (int i = 0; i < WIDTH; i++) {
            double sum = sums[i] + a[at + i];
            sum += a[at + WIDTH + i];
            sum += a[at + 2 * WIDTH + i];
            sum += a[at + 3 * WIDTH + i];
            sum += a[at + 4 * WIDTH + i];
            sum += a[at + 5 * WIDTH + i];
            sum += a[at + 6 * WIDTH + i];
            sums[i] = sum + a[at + 7 * WIDTH + i];
        }
    }

    @Override
    public void addSquares(float[] a, int at, int n, double centre, double[] sums) {
        for (int i = 0; i < n; i += WIDTH) {
            addSquaresOfPart(a, at + i, centre, sums, Math.min(WIDTH, n - i));
        }
    }

    private static void addSquaresOfPart(float[] a, int at, double centre, double[] sums, int n) {
        for (int i = 0; i < n; i++) {
            double x = a[at + i] - centre;
            sums[i] = Math.fma(x, x, sums[i]);
        }
    }

    @Override
    public void addProducts(float[] a, float[] b, int at, int n, double[] sums) {
        for (int i = 0; i < n; i += WIDTH) {
            addProductsOfPart(a, b, at + i, sums, Math.min(WIDTH, n - i));
        }
    }

    private static void addProductsOfPart(float[] a, float[] b, int at, double[] sums, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += (double) a[at + i] * b[at + i]; // of floats a product is exact
        }
    }

    @Override
    public void addExponentials(float[] x, int at, int n, float largest, double[] sums) {
        for (int i = 0; i < n; i += WIDTH) {
            addExponentialsOfPart(x, at + i, largest, sums, Math.min(WIDTH, n - i));
        }
    }

    private static void addExponentialsOfPart(float[] x, int at, double largest, double[] sums, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += FastMath.exp(x[at + i] - largest);
        }
    }

    /** The compiler vectorises these loops for their constants. */
    @Override
    public double fold(double[] x) {
        for (int i = 0; i < 64; i++) {
            x[i] += x[i + 64];
        }
        for (int i = 0; i < 32; i++) {
            x[i] += x[i + 32];
        }
        for (int i = 0; i < 16; i++) {
            x[i] += x[i + 16];
        }
        for (int i = 0; i < 8; i++) {
            x[i] += x[i + 8];
        }
        return Dots.ofEight(x, 0);
    }

    @Override
    public float max(float[] a, int at, int n) {
        return ReduceLoops.max(a, at, n);
    }

    @Override
    public void scale(float[] x, double centre, double scale, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = (float) ((x[i] - centre) * scale);
        }
    }

    @Override
    public void scale(float[] v, double centre, float[] y, double along, double scale, float[] to, int from,
            int end) {
        for (int i = from; i < end; i++) {
            to[i] = (float) (Math.fma(y[i], -along, v[i] - centre) * scale);
        }
    }

    @Override
    public void subtractExponentials(float[] v, float[] y, double factor, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = (float) (v[i] - FastMath.exp(y[i]) * factor);
        }
    }
}
