package leibniz.autograd;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Large matrix products in loops that the compiler makes vector instructions of. It does so only where all
 * arrays have the same index, so rows of B and of C are worked on in arrays of their own; four rows by four
 * keep the arithmetic ahead of the loads.
 */
final class PlainProducts implements MatrixProduct.Kernel {
    private static final int WIDTH = 512;
    /** So many rows or columns are not shared out further. */
    private static final int UNIT = 24;

    @Override
    public void floats(MatrixProduct<float[]> x) {
        split(x, PlainProducts::multiplyFloats);
    }

    @Override
    public void doubles(MatrixProduct<double[]> x) {
        split(x, PlainProducts::multiplyDoubles);
    }

    /** One part for each thread, since every part copies an operand. */
    private static <T> void split(MatrixProduct<T> x, Consumer<MatrixProduct<T>> program) {
        long steps = x.steps(x.k());
        if (x.m() >= x.n()) {
            Workers.split(x.m(), share(x.m()), steps, (from, to) -> program.accept(x.rows(from, to)));
        } else {
            Workers.split(x.n(), share(x.n()), steps, (from, to) -> program.accept(x.columns(from, to)));
        }
    }

    private static int share(int n) {
        int even = (n + Workers.threads() - 1) / Workers.threads();
        return (even + UNIT - 1) / UNIT * UNIT;
    }

    private static void multiplyFloats(MatrixProduct<float[]> x) {
        float[][] b = new float[Math.min(DEPTH, x.k())][Math.min(WIDTH, x.n())];
        float[][] c = new float[4][Math.min(WIDTH, x.n())];
        for (int j = 0; j < x.n(); j += WIDTH) {
            int width = Math.min(WIDTH, x.n() - j);
            for (int p = 0; p < x.k(); p += DEPTH) {
                int depth = Math.min(DEPTH, x.k() - p);
                for (int r = 0; r < depth; r++) {
                    CopyLoops.take(x.b(), x.bAt() + (p + r) * x.bRow() + j * x.bColumn(), x.bColumn(), b[r],
                            width);
                }
                for (int i = 0; i < x.m(); i += 4) {
                    Origins.checkInterrupted();
                    fourRows(x, i, j, p, depth, width, b, c);
                }
            }
        }
    }

    private static void fourRows(MatrixProduct<float[]> x, int i, int j, int p, int depth, int width,
            float[][] b, float[][] c) {
        int rows = Math.min(4, x.m() - i);
        for (int r = 0; r < rows; r++) {
            Arrays.fill(c[r], 0, width, 0);
        }
        float[] a = x.a();
        int last = rows - 1; // rows that are not there repeat the last one, into arrays that nobody reads
        int a0 = x.aAt() + i * x.aRow() + p * x.aColumn();
        int a1 = a0 + Math.min(1, last) * x.aRow();
        int a2 = a0 + Math.min(2, last) * x.aRow();
        int a3 = a0 + Math.min(3, last) * x.aRow();
        int s = x.aColumn();
        int q = 0;
        for (; q + 4 <= depth; q += 4) {
            addFour(b[q], b[q + 1], b[q + 2], b[q + 3], a[a0], a[a0 + s], a[a0 + 2 * s], a[a0 + 3 * s], a[a1],
                    a[a1 + s], a[a1 + 2 * s], a[a1 + 3 * s], a[a2], a[a2 + s], a[a2 + 2 * s], a[a2 + 3 * s],
                    a[a3], a[a3 + s], a[a3 + 2 * s], a[a3 + 3 * s], c[0], c[1], c[2], c[3], width);
            a0 += 4 * s;
            a1 += 4 * s;
            a2 += 4 * s;
            a3 += 4 * s;
        }
        for (; q < depth; q++, a0 += s, a1 += s, a2 += s, a3 += s) {
            addOne(b[q], a[a0], a[a1], a[a2], a[a3], c[0], c[1], c[2], c[3], width);
        }
        for (int r = 0; r < rows; r++) {
            int at = x.cAt() + (i + r) * x.cRow() + j;
            if (p == 0) {
                System.arraycopy(c[r], 0, x.c(), at, width);
            } else {
                add(c[r], x.c(), at, width);
            }
        }
    }

    // Without a loop over the rows: the compiler vectorises these statements only as they are.
    private static void addFour(float[] b0, float[] b1, float[] b2, float[] b3, float a00, float a01,
            float a02, float a03, float a10, float a11, float a12, float a13, float a20, float a21, float a22,
            float a23, float a30, float a31, float a32, float a33, float[] c0, float[] c1, float[] c2,
            float[] c3, int n) {
        for (int j = 0; j < n; j++) {
            float x0 = b0[j];
            float x1 = b1[j];
            float x2 = b2[j];
            float x3 = b3[j];
            c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
            c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
            c2[j] = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
            c3[j] = Math.fma(a33, x3, Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, c3[j]))));
        }
    }

    private static void addOne(float[] b, float a0, float a1, float a2, float a3, float[] c0, float[] c1,
            float[] c2, float[] c3, int n) {
        for (int j = 0; j < n; j++) {
            float x = b[j];
            c0[j] = Math.fma(a0, x, c0[j]);
            c1[j] = Math.fma(a1, x, c1[j]);
            c2[j] = Math.fma(a2, x, c2[j]);
            c3[j] = Math.fma(a3, x, c3[j]);
        }
    }

    private static void add(float[] row, float[] c, int at, int n) {
        for (int j = 0; j < n; j++) {
            c[at + j] += row[j];
        }
    }

    private static void multiplyDoubles(MatrixProduct<double[]> x) {
        double[][] b = new double[Math.min(DEPTH, x.k())][Math.min(WIDTH, x.n())];
        double[][] c = new double[4][Math.min(WIDTH, x.n())];
        for (int j = 0; j < x.n(); j += WIDTH) {
            int width = Math.min(WIDTH, x.n() - j);
            for (int p = 0; p < x.k(); p += DEPTH) {
                int depth = Math.min(DEPTH, x.k() - p);
                for (int r = 0; r < depth; r++) {
                    CopyLoops.take(x.b(), x.bAt() + (p + r) * x.bRow() + j * x.bColumn(), x.bColumn(), b[r],
                            width);
                }
                for (int i = 0; i < x.m(); i += 4) {
                    Origins.checkInterrupted();
                    fourRows(x, i, j, p, depth, width, b, c);
                }
            }
        }
    }

    private static void fourRows(MatrixProduct<double[]> x, int i, int j, int p, int depth, int width,
            double[][] b, double[][] c) {
        int rows = Math.min(4, x.m() - i);
        for (int r = 0; r < rows; r++) {
            Arrays.fill(c[r], 0, width, 0);
        }
        double[] a = x.a();
        int last = rows - 1; // rows that are not there repeat the last one, into arrays that nobody reads
        int a0 = x.aAt() + i * x.aRow() + p * x.aColumn();
        int a1 = a0 + Math.min(1, last) * x.aRow();
        int a2 = a0 + Math.min(2, last) * x.aRow();
        int a3 = a0 + Math.min(3, last) * x.aRow();
        int s = x.aColumn();
        int q = 0;
        for (; q + 4 <= depth; q += 4) {
            addFour(b[q], b[q + 1], b[q + 2], b[q + 3], a[a0], a[a0 + s], a[a0 + 2 * s], a[a0 + 3 * s], a[a1],
                    a[a1 + s], a[a1 + 2 * s], a[a1 + 3 * s], a[a2], a[a2 + s], a[a2 + 2 * s], a[a2 + 3 * s],
                    a[a3], a[a3 + s], a[a3 + 2 * s], a[a3 + 3 * s], c[0], c[1], c[2], c[3], width);
            a0 += 4 * s;
            a1 += 4 * s;
            a2 += 4 * s;
            a3 += 4 * s;
        }
        for (; q < depth; q++, a0 += s, a1 += s, a2 += s, a3 += s) {
            addOne(b[q], a[a0], a[a1], a[a2], a[a3], c[0], c[1], c[2], c[3], width);
        }
        for (int r = 0; r < rows; r++) {
            int at = x.cAt() + (i + r) * x.cRow() + j;
            if (p == 0) {
                System.arraycopy(c[r], 0, x.c(), at, width);
            } else {
                add(c[r], x.c(), at, width);
            }
        }
    }

    // Without a loop over the rows: the compiler vectorises these statements only as they are.
    private static void addFour(double[] b0, double[] b1, double[] b2, double[] b3, double a00, double a01,
            double a02, double a03, double a10, double a11, double a12, double a13, double a20, double a21,
            double a22,
            double a23, double a30, double a31, double a32, double a33, double[] c0, double[] c1, double[] c2,
            double[] c3, int n) {
        for (int j = 0; j < n; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            double x3 = b3[j];
            c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
            c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
            c2[j] = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
            c3[j] = Math.fma(a33, x3, Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, c3[j]))));
        }
    }

    private static void addOne(double[] b, double a0, double a1, double a2, double a3, double[] c0,
            double[] c1,
            double[] c2, double[] c3, int n) {
        for (int j = 0; j < n; j++) {
            double x = b[j];
            c0[j] = Math.fma(a0, x, c0[j]);
            c1[j] = Math.fma(a1, x, c1[j]);
            c2[j] = Math.fma(a2, x, c2[j]);
            c3[j] = Math.fma(a3, x, c3[j]);
        }
    }

    private static void add(double[] row, double[] c, int at, int n) {
        for (int j = 0; j < n; j++) {
            c[at + j] += row[j];
        }
    }
}
