package leibniz.autograd;

import java.util.Arrays;

/**
 * Inner products in double, whose order depends on the number of summands alone: whole blocks are folded, and
 * added one after the other; of the rest few are added one after the other, more in eight sums, which are
 * added in pairs.
 */
final class Dots {
    static final int BLOCK = 512;
    static final int FEW = 64;

    private Dots() {}

    /** In arrays of their own, as loops over arrays with one index become vector instructions. */
    static double[][] blocks(double... x) {
        double[][] blocks = new double[(x.length + BLOCK - 1) / BLOCK][];
        for (int i = 0; i < blocks.length; i++) {
            int from = i * BLOCK;
            blocks[i] = Arrays.copyOfRange(x, from, Math.min(from + BLOCK, x.length));
        }
        return blocks;
    }

    /** Eight sums, added in pairs. */
    static double ofEight(double[] s, int at) {
        return ((s[at] + s[at + 4]) + (s[at + 2] + s[at + 6]))
                + ((s[at + 1] + s[at + 5]) + (s[at + 3] + s[at + 7]));
    }

    /**
     * Of a vector in blocks, the last of which may be shorter, and what stands in an array from an index on.
     */
    static double dot(double[][] blocks, float[] b, int from, double[] products) {
        double sum = 0;
        int at = from;
        for (double[] block : blocks) {
            sum += block.length == BLOCK ? whole(block, b, at, products) : part(block, b, at);
            at += BLOCK;
        }
        return sum;
    }

    private static double whole(double[] a, float[] b, int from, double[] products) {
        for (int i = 0; i < BLOCK; i++) {
            products[i] = a[i] * b[from + i];
        }
        return fold(products);
    }

    private static double part(double[] a, float[] b, int from) {
        int n = a.length;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        if (n >= FEW) {
            for (; i + 8 <= n; i += 8) {
                s0 += a[i] * b[from + i];
                s1 += a[i + 1] * b[from + i + 1];
                s2 += a[i + 2] * b[from + i + 2];
                s3 += a[i + 3] * b[from + i + 3];
                s4 += a[i + 4] * b[from + i + 4];
                s5 += a[i + 5] * b[from + i + 5];
                s6 += a[i + 6] * b[from + i + 6];
                s7 += a[i + 7] * b[from + i + 7];
            }
        }
        double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        for (; i < n; i++) {
            sum += a[i] * b[from + i];
        }
        return sum;
    }

    /** As for floats. */
    static double dot(double[][] blocks, double[] b, int from, double[] products) {
        double sum = 0;
        int at = from;
        for (double[] block : blocks) {
            sum += block.length == BLOCK ? whole(block, b, at, products) : part(block, b, at);
            at += BLOCK;
        }
        return sum;
    }

    private static double whole(double[] a, double[] b, int from, double[] products) {
        System.arraycopy(b, from, products, 0, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            products[i] *= a[i];
        }
        return fold(products);
    }

    private static double part(double[] a, double[] b, int from) {
        int n = a.length;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        if (n >= FEW) {
            for (; i + 8 <= n; i += 8) {
                s0 += a[i] * b[from + i];
                s1 += a[i + 1] * b[from + i + 1];
                s2 += a[i + 2] * b[from + i + 2];
                s3 += a[i + 3] * b[from + i + 3];
                s4 += a[i + 4] * b[from + i + 4];
                s5 += a[i + 5] * b[from + i + 5];
                s6 += a[i + 6] * b[from + i + 6];
                s7 += a[i + 7] * b[from + i + 7];
            }
        }
        double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        for (; i < n; i++) {
            sum += a[i] * b[from + i];
        }
        return sum;
    }

    /**
     * The sum of a block, halves upon each other. The compiler vectorises these loops for their constants.
     */
    private static double fold(double[] x) {
        for (int i = 0; i < 256; i++) {
            x[i] += x[i + 256];
        }
        for (int i = 0; i < 128; i++) {
            x[i] += x[i + 128];
        }
        for (int i = 0; i < 64; i++) {
            x[i] += x[i + 64];
        }
        for (int i = 0; i < 32; i++) {
            x[i] += x[i + 32];
        }
        return foldLast(x);
    }

    /** The sum of what a block is folded to. */
    static double foldLast(double[] x) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int i = 0; i < 32; i += 4) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        return (s0 + s2) + (s1 + s3);
    }
}
