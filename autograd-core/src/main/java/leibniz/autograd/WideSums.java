package leibniz.autograd;

import java.util.Arrays;

/**
 * Sums of many numbers in double: the first, the 129th, ... make one of 128 sums, and these are folded,
 * halves upon each other, all in loops that become vector instructions. The order depends on how many numbers
 * there are and on nothing else. An object serves one thread for many sums.
 */
final class WideSums {
    static final int WIDTH = 128;
    /** Of fewer numbers the folding would take longer than the sums. */
    static final int LEAST = 4 * WIDTH;

    private final RowKernel kernel;
    private final double[] sums = new double[WIDTH];

    WideSums(RowKernel kernel) {
        this.kernel = kernel;
    }

    double of(float[] a, int at, int n) {
        Arrays.fill(sums, 0);
        kernel.add(a, at, n, sums);
        return kernel.fold(sums);
    }

    /** Of the squares of the distances from a centre. */
    double ofSquares(float[] a, int at, int n, double centre) {
        Arrays.fill(sums, 0);
        kernel.addSquares(a, at, n, centre, sums);
        return kernel.fold(sums);
    }

    double ofProducts(float[] a, float[] b, int at, int n) {
        Arrays.fill(sums, 0);
        kernel.addProducts(a, b, at, n, sums);
        return kernel.fold(sums);
    }

    double ofExponentials(float[] x, int at, int n, float largest) {
        Arrays.fill(sums, 0);
        kernel.addExponentials(x, at, n, largest, sums);
        return kernel.fold(sums);
    }

    double of(double[] a, int at, int n) {
        return inParts(a, at, n, WideSums::add);
    }

    double ofSquares(double[] a, int at, int n) {
        return inParts(a, at, n, WideSums::addSquares);
    }

    private interface Part {
        /** Adds what comes of the first n elements to as many sums. */
        void add(double[] a, double[] sums, int n);
    }

    private double inParts(double[] a, int at, int n, Part program) {
        Arrays.fill(sums, 0);
        double[] part = new double[WIDTH];
        for (int i = 0; i < n; i += WIDTH) {
            int width = Math.min(WIDTH, n - i);
            System.arraycopy(a, at + i, part, 0, width);
            program.add(part, sums, width);
        }
        return kernel.fold(sums);
    }

    private static void add(double[] a, double[] sums, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += a[i];
        }
    }

    private static void addSquares(double[] a, double[] sums, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += a[i] * a[i];
        }
    }
}
