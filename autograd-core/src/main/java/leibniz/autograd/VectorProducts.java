package leibniz.autograd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Large matrix products in vector instructions: B is copied into panels as wide as two vectors, which stay in
 * the first cache while six rows of A at a time go past them. This class can only be loaded once the module
 * jdk.incubator.vector is there; {@link LargeProducts} sees to that.
 */
final class VectorProducts implements MatrixProduct.Kernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    /** How many columns of B are copied at a time. */
    private static final int COLUMNS = 1024;
    /** How many rows of A are worked on between two looks at whether to stop; a multiple of six. */
    private static final int ROWS = 1020;
    private static final int BLOCK = 32;
    /** Keeps rows of A from lying a power of two apart. */
    private static final int GAP = 16;
    /** So many multiplications take a millisecond at most. */
    private static final int PART = 1 << 25;

    @Override
    public void floats(MatrixProduct<float[]> x) {
        int width = 2 * FLOATS.length();
        int depth = Math.min(DEPTH, x.k());
        int columns = Math.min(COLUMNS, (x.n() + width - 1) / width * width);
        float[] panels = new float[depth * columns];
        float[] rows = new float[(Math.min(x.m(), ROWS) + 5) / 6 * 6 * (depth + GAP)];
        float[] edge = new float[6 * width];
        for (int j = 0; j < x.n(); j += columns) {
            int n = Math.min(columns, x.n() - j);
            for (int p = 0; p < x.k(); p += DEPTH) {
                int k = Math.min(DEPTH, x.k() - p);
                pack(x.b(), x.bAt() + p * x.bRow() + j * x.bColumn(), x.bRow(), x.bColumn(), panels, k, n,
                        width);
                int part = Math.clamp(PART / ((long) k * n) / 6 * 6, 6, ROWS);
                for (int i = 0; i < x.m(); i += part) {
                    Origins.checkInterrupted();
                    int m = Math.min(part, x.m() - i);
                    packRows(x.a(), x.aAt() + i * x.aRow() + p * x.aColumn(), x.aRow(), x.aColumn(), rows, m,
                            k);
                    tiles(rows, panels, x.c(), x.cAt() + i * x.cRow() + j, x.cRow(), m, n, k, p == 0, edge);
                }
            }
        }
    }

    /** Columns of B side by side in panels of a width, each row of a panel after the other; 0 beyond n. */
    private static void pack(float[] b, int at, int row, int column, float[] to, int k, int n, int width) {
        for (int j = 0; j < n; j += width) {
            int w = Math.min(width, n - j);
            int toAt = j * k;
            if (w < width) {
                Arrays.fill(to, toAt, toAt + k * width, 0);
            }
            if (column == 1) {
                for (int p = 0; p < k; p++) {
                    System.arraycopy(b, at + p * row + j, to, toAt + p * width, w);
                }
            } else {
                for (int q = 0; q < w; q++) {
                    int from = at + (j + q) * column;
                    for (int p = 0; p < k; p++) {
                        to[toAt + p * width + q] = b[from + p * row];
                    }
                }
            }
        }
    }

    /** Rows of A after each other: what lies a power of two apart in memory shares places in the cache. */
    private static void packRows(float[] a, int at, int row, int column, float[] to, int m, int k) {
        int toRow = k + GAP;
        if (column == 1) {
            for (int r = 0; r < m; r++) {
                System.arraycopy(a, at + r * row, to, r * toRow, k);
            }
            return;
        }
        for (int i = 0; i < m; i += BLOCK) {
            int end = Math.min(i + BLOCK, m);
            for (int q = 0; q < k; q++) {
                int from = at + q * column;
                for (int r = i; r < end; r++) {
                    to[r * toRow + q] = a[from + r * row];
                }
            }
        }
    }

    /** What lies over the edge of C is computed too, into an array of its own. */
    private static void tiles(float[] a, float[] b, float[] c, int cAt, int cRow, int m, int n, int k,
            boolean first, float[] edge) {
        int width = 2 * FLOATS.length();
        int row = k + GAP;
        for (int j = 0; j < n; j += width) {
            for (int i = 0; i < m; i += 6) {
                int to = cAt + i * cRow + j;
                if (i + 6 <= m && j + width <= n) {
                    tile(a, i * row, row, b, j * k, k, c, to, cRow, first);
                } else {
                    tile(a, i * row, row, b, j * k, k, edge, 0, width, true);
                    copy(edge, width, c, to, cRow, Math.min(6, m - i), Math.min(width, n - j), first);
                }
            }
        }
    }

    /**
     * Six rows by two vectors, which stay in registers. All vectors are in this one method: a vector that is
     * handed to a method which is not inlined becomes an object. The sum begins at zero in each block, since
     * the compiler keeps vectors that may have been read from an array in memory.
     */
    private static void tile(float[] a, int a0, int aRow, float[] b, int bAt, int k, float[] c, int o0,
            int cRow, boolean first) {
        int lanes = FLOATS.length();
        int width = 2 * lanes;
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        FloatVector c00 = FloatVector.zero(FLOATS);
        FloatVector c01 = FloatVector.zero(FLOATS);
        FloatVector c10 = FloatVector.zero(FLOATS);
        FloatVector c11 = FloatVector.zero(FLOATS);
        FloatVector c20 = FloatVector.zero(FLOATS);
        FloatVector c21 = FloatVector.zero(FLOATS);
        FloatVector c30 = FloatVector.zero(FLOATS);
        FloatVector c31 = FloatVector.zero(FLOATS);
        FloatVector c40 = FloatVector.zero(FLOATS);
        FloatVector c41 = FloatVector.zero(FLOATS);
        FloatVector c50 = FloatVector.zero(FLOATS);
        FloatVector c51 = FloatVector.zero(FLOATS);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt + p * width);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, bAt + p * width + lanes);
            FloatVector f = FloatVector.broadcast(FLOATS, a[a0 + p]);
            c00 = f.fma(b0, c00);
            c01 = f.fma(b1, c01);
            f = FloatVector.broadcast(FLOATS, a[a1 + p]);
            c10 = f.fma(b0, c10);
            c11 = f.fma(b1, c11);
            f = FloatVector.broadcast(FLOATS, a[a2 + p]);
            c20 = f.fma(b0, c20);
            c21 = f.fma(b1, c21);
            f = FloatVector.broadcast(FLOATS, a[a3 + p]);
            c30 = f.fma(b0, c30);
            c31 = f.fma(b1, c31);
            f = FloatVector.broadcast(FLOATS, a[a4 + p]);
            c40 = f.fma(b0, c40);
            c41 = f.fma(b1, c41);
            f = FloatVector.broadcast(FLOATS, a[a5 + p]);
            c50 = f.fma(b0, c50);
            c51 = f.fma(b1, c51);
        }
        int o1 = o0 + cRow;
        int o2 = o1 + cRow;
        int o3 = o2 + cRow;
        int o4 = o3 + cRow;
        int o5 = o4 + cRow;
        if (!first) {
            c00 = c00.add(FloatVector.fromArray(FLOATS, c, o0));
            c01 = c01.add(FloatVector.fromArray(FLOATS, c, o0 + lanes));
            c10 = c10.add(FloatVector.fromArray(FLOATS, c, o1));
            c11 = c11.add(FloatVector.fromArray(FLOATS, c, o1 + lanes));
            c20 = c20.add(FloatVector.fromArray(FLOATS, c, o2));
            c21 = c21.add(FloatVector.fromArray(FLOATS, c, o2 + lanes));
            c30 = c30.add(FloatVector.fromArray(FLOATS, c, o3));
            c31 = c31.add(FloatVector.fromArray(FLOATS, c, o3 + lanes));
            c40 = c40.add(FloatVector.fromArray(FLOATS, c, o4));
            c41 = c41.add(FloatVector.fromArray(FLOATS, c, o4 + lanes));
            c50 = c50.add(FloatVector.fromArray(FLOATS, c, o5));
            c51 = c51.add(FloatVector.fromArray(FLOATS, c, o5 + lanes));
        }
        c00.intoArray(c, o0);
        c01.intoArray(c, o0 + lanes);
        c10.intoArray(c, o1);
        c11.intoArray(c, o1 + lanes);
        c20.intoArray(c, o2);
        c21.intoArray(c, o2 + lanes);
        c30.intoArray(c, o3);
        c31.intoArray(c, o3 + lanes);
        c40.intoArray(c, o4);
        c41.intoArray(c, o4 + lanes);
        c50.intoArray(c, o5);
        c51.intoArray(c, o5 + lanes);
    }

    private static void copy(float[] edge, int width, float[] c, int at, int cRow, int m, int n,
            boolean first) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float x = edge[i * width + j];
                c[at + i * cRow + j] = first ? x : c[at + i * cRow + j] + x;
            }
        }
    }

    @Override
    public void doubles(MatrixProduct<double[]> x) {
        int width = 2 * DOUBLES.length();
        int depth = Math.min(DEPTH, x.k());
        int columns = Math.min(COLUMNS, (x.n() + width - 1) / width * width);
        double[] panels = new double[depth * columns];
        double[] rows = new double[(Math.min(x.m(), ROWS) + 5) / 6 * 6 * (depth + GAP)];
        double[] edge = new double[6 * width];
        for (int j = 0; j < x.n(); j += columns) {
            int n = Math.min(columns, x.n() - j);
            for (int p = 0; p < x.k(); p += DEPTH) {
                int k = Math.min(DEPTH, x.k() - p);
                pack(x.b(), x.bAt() + p * x.bRow() + j * x.bColumn(), x.bRow(), x.bColumn(), panels, k, n,
                        width);
                int part = Math.clamp(PART / ((long) k * n) / 6 * 6, 6, ROWS);
                for (int i = 0; i < x.m(); i += part) {
                    Origins.checkInterrupted();
                    int m = Math.min(part, x.m() - i);
                    packRows(x.a(), x.aAt() + i * x.aRow() + p * x.aColumn(), x.aRow(), x.aColumn(), rows, m,
                            k);
                    tiles(rows, panels, x.c(), x.cAt() + i * x.cRow() + j, x.cRow(), m, n, k, p == 0, edge);
                }
            }
        }
    }

    /** Columns of B side by side in panels of a width, each row of a panel after the other; 0 beyond n. */
    private static void pack(double[] b, int at, int row, int column, double[] to, int k, int n, int width) {
        for (int j = 0; j < n; j += width) {
            int w = Math.min(width, n - j);
            int toAt = j * k;
            if (w < width) {
                Arrays.fill(to, toAt, toAt + k * width, 0);
            }
            if (column == 1) {
                for (int p = 0; p < k; p++) {
                    System.arraycopy(b, at + p * row + j, to, toAt + p * width, w);
                }
            } else {
                for (int q = 0; q < w; q++) {
                    int from = at + (j + q) * column;
                    for (int p = 0; p < k; p++) {
                        to[toAt + p * width + q] = b[from + p * row];
                    }
                }
            }
        }
    }

    /** Rows of A after each other: what lies a power of two apart in memory shares places in the cache. */
    private static void packRows(double[] a, int at, int row, int column, double[] to, int m, int k) {
        int toRow = k + GAP;
        if (column == 1) {
            for (int r = 0; r < m; r++) {
                System.arraycopy(a, at + r * row, to, r * toRow, k);
            }
            return;
        }
        for (int i = 0; i < m; i += BLOCK) {
            int end = Math.min(i + BLOCK, m);
            for (int q = 0; q < k; q++) {
                int from = at + q * column;
                for (int r = i; r < end; r++) {
                    to[r * toRow + q] = a[from + r * row];
                }
            }
        }
    }

    /** What lies over the edge of C is computed too, into an array of its own. */
    private static void tiles(double[] a, double[] b, double[] c, int cAt, int cRow, int m, int n, int k,
            boolean first, double[] edge) {
        int width = 2 * DOUBLES.length();
        int row = k + GAP;
        for (int j = 0; j < n; j += width) {
            for (int i = 0; i < m; i += 6) {
                int to = cAt + i * cRow + j;
                if (i + 6 <= m && j + width <= n) {
                    tile(a, i * row, row, b, j * k, k, c, to, cRow, first);
                } else {
                    tile(a, i * row, row, b, j * k, k, edge, 0, width, true);
                    copy(edge, width, c, to, cRow, Math.min(6, m - i), Math.min(width, n - j), first);
                }
            }
        }
    }

    /**
     * Six rows by two vectors, which stay in registers. All vectors are in this one method: a vector that is
     * handed to a method which is not inlined becomes an object. The sum begins at zero in each block, since
     * the compiler keeps vectors that may have been read from an array in memory.
     */
    private static void tile(double[] a, int a0, int aRow, double[] b, int bAt, int k, double[] c, int o0,
            int cRow, boolean first) {
        int lanes = DOUBLES.length();
        int width = 2 * lanes;
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        DoubleVector c00 = DoubleVector.zero(DOUBLES);
        DoubleVector c01 = DoubleVector.zero(DOUBLES);
        DoubleVector c10 = DoubleVector.zero(DOUBLES);
        DoubleVector c11 = DoubleVector.zero(DOUBLES);
        DoubleVector c20 = DoubleVector.zero(DOUBLES);
        DoubleVector c21 = DoubleVector.zero(DOUBLES);
        DoubleVector c30 = DoubleVector.zero(DOUBLES);
        DoubleVector c31 = DoubleVector.zero(DOUBLES);
        DoubleVector c40 = DoubleVector.zero(DOUBLES);
        DoubleVector c41 = DoubleVector.zero(DOUBLES);
        DoubleVector c50 = DoubleVector.zero(DOUBLES);
        DoubleVector c51 = DoubleVector.zero(DOUBLES);
        for (int p = 0; p < k; p++) {
            DoubleVector b0 = DoubleVector.fromArray(DOUBLES, b, bAt + p * width);
            DoubleVector b1 = DoubleVector.fromArray(DOUBLES, b, bAt + p * width + lanes);
            DoubleVector f = DoubleVector.broadcast(DOUBLES, a[a0 + p]);
            c00 = f.fma(b0, c00);
            c01 = f.fma(b1, c01);
            f = DoubleVector.broadcast(DOUBLES, a[a1 + p]);
            c10 = f.fma(b0, c10);
            c11 = f.fma(b1, c11);
            f = DoubleVector.broadcast(DOUBLES, a[a2 + p]);
            c20 = f.fma(b0, c20);
            c21 = f.fma(b1, c21);
            f = DoubleVector.broadcast(DOUBLES, a[a3 + p]);
            c30 = f.fma(b0, c30);
            c31 = f.fma(b1, c31);
            f = DoubleVector.broadcast(DOUBLES, a[a4 + p]);
            c40 = f.fma(b0, c40);
            c41 = f.fma(b1, c41);
            f = DoubleVector.broadcast(DOUBLES, a[a5 + p]);
            c50 = f.fma(b0, c50);
            c51 = f.fma(b1, c51);
        }
        int o1 = o0 + cRow;
        int o2 = o1 + cRow;
        int o3 = o2 + cRow;
        int o4 = o3 + cRow;
        int o5 = o4 + cRow;
        if (!first) {
            c00 = c00.add(DoubleVector.fromArray(DOUBLES, c, o0));
            c01 = c01.add(DoubleVector.fromArray(DOUBLES, c, o0 + lanes));
            c10 = c10.add(DoubleVector.fromArray(DOUBLES, c, o1));
            c11 = c11.add(DoubleVector.fromArray(DOUBLES, c, o1 + lanes));
            c20 = c20.add(DoubleVector.fromArray(DOUBLES, c, o2));
            c21 = c21.add(DoubleVector.fromArray(DOUBLES, c, o2 + lanes));
            c30 = c30.add(DoubleVector.fromArray(DOUBLES, c, o3));
            c31 = c31.add(DoubleVector.fromArray(DOUBLES, c, o3 + lanes));
            c40 = c40.add(DoubleVector.fromArray(DOUBLES, c, o4));
            c41 = c41.add(DoubleVector.fromArray(DOUBLES, c, o4 + lanes));
            c50 = c50.add(DoubleVector.fromArray(DOUBLES, c, o5));
            c51 = c51.add(DoubleVector.fromArray(DOUBLES, c, o5 + lanes));
        }
        c00.intoArray(c, o0);
        c01.intoArray(c, o0 + lanes);
        c10.intoArray(c, o1);
        c11.intoArray(c, o1 + lanes);
        c20.intoArray(c, o2);
        c21.intoArray(c, o2 + lanes);
        c30.intoArray(c, o3);
        c31.intoArray(c, o3 + lanes);
        c40.intoArray(c, o4);
        c41.intoArray(c, o4 + lanes);
        c50.intoArray(c, o5);
        c51.intoArray(c, o5 + lanes);
    }

    private static void copy(double[] edge, int width, double[] c, int at, int cRow, int m, int n,
            boolean first) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double x = edge[i * width + j];
                c[at + i * cRow + j] = first ? x : c[at + i * cRow + j] + x;
            }
        }
    }
}
