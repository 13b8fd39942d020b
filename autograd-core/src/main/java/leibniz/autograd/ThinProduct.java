package leibniz.autograd;

import java.util.Arrays;
import java.util.List;

/**
 * Products of a vector with a matrix of floats, summed in double. As {@link LargeProducts} inner products
 * begin in plain Java, and vector instructions are taken once {@link VectorTrial} has seen that these are
 * faster here; both give the same bits.
 */
final class ThinProduct {
    /** Smaller products do not count for a trial. */
    private static final long COUNTS = 1 << 12;
    /** Of a trial: no multiple of a block or of the lanes. */
    private static final int COLUMNS = 70;
    private static final int K = 700;
    /** A mask: an interrupt is looked for once in so many rows or columns. */
    private static final int POLL = 15;
    private static final int FOUR = 4;

    static final Kernel PLAIN = ThinProduct::dots;
    static final VectorTrial<Kernel> TRIAL = new VectorTrial<>(PLAIN, () -> new VectorThinProduct(), COUNTS,
            () -> List.of(ThinProduct::tryOut));

    private ThinProduct() {}

    /** How inner products are computed. Sums are in the order that {@link Dots} has. */
    @FunctionalInterface
    interface Kernel {
        /** The inner products of x with n columns, contiguous ones, which begin so far apart. */
        void dots(double[] x, float[] b, int at, int apart, int n, double[] to);
    }

    /** The kernel for a product of so many multiplications. */
    static Kernel kernel(long multiplications) {
        return TRIAL.kernel(multiplications);
    }

    private static void tryOut(Kernel kernel) {
        kernel.dots(new double[K], new float[COLUMNS * K], 0, K, COLUMNS, new double[COLUMNS]);
    }

    /** Plain Java: an inner product after the other. */
    private static void dots(double[] x, float[] b, int at, int apart, int n, double[] to) {
        double[][] blocks = Dots.blocks(x);
        double[] products = new double[x.length < Dots.BLOCK ? 0 : Dots.BLOCK];
        for (int j = 0; j < n; j++) {
            if ((j & POLL) == 0) {
                Origins.checkInterrupted();
            }
            to[j] = Dots.dot(blocks, b, at + j * apart, products);
        }
    }

    /**
     * The sum of rows of n elements, which begin so far apart, each times its element of x, in that order.
     * The compiler vectorises this well.
     */
    static void rows(double[] x, float[] b, int at, int apart, int n, double[] to) {
        Arrays.fill(to, 0, n, 0);
        int p = 0;
        for (; p + FOUR <= x.length; p += FOUR) {
            if ((p & POLL) == 0) {
                Origins.checkInterrupted();
            }
            addFour(x, p, b, at + p * apart, apart, to, n);
        }
        for (; p < x.length; p++) {
            double factor = x[p];
            int from = at + p * apart;
            for (int j = 0; j < n; j++) {
                to[j] += factor * b[from + j];
            }
        }
    }

    /** One row after the other, but sums are read and written once. */
    private static void addFour(double[] x, int p, float[] b, int from, int apart, double[] to, int n) {
        double f0 = x[p];
        double f1 = x[p + 1];
        double f2 = x[p + 2];
        double f3 = x[p + 3];
        int second = from + apart;
        int third = second + apart;
        int fourth = third + apart;
        for (int j = 0; j < n; j++) {
            double sum = to[j] + f0 * b[from + j];
            sum += f1 * b[second + j];
            sum += f2 * b[third + j];
            to[j] = sum + f3 * b[fourth + j];
        }
    }
}
