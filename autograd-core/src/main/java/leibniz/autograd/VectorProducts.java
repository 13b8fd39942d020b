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

    /** How many rows of B a panel holds, and how many columns of B are copied at a time. */
    private static final int DEPTH = 256;
    private static final int COLUMNS = 1024;
    /** How many rows of A are worked on between two looks at whether to stop; a multiple of six. */
    private static final int ROWS = 1020;
    private static final int BLOCK = 32;
    /** So many multiplications take a millisecond at most. */
    private static final int PART = 1 << 25;

    @Override
    public void floats(MatrixProduct<float[]> x) {
        int width = 2 * FLOATS.length();
        int depth = Math.min(DEPTH, x.k());
        int columns = Math.min(COLUMNS, (x.n() + width - 1) / width * width);
        float[] panels = new float[depth * columns];
        float[] rows = x.aColumn() == 1 ? x.a() : new float[Math.min(x.m(), ROWS) * depth];
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
                    int at = x.aAt() + i * x.aRow() + p * x.aColumn();
                    int row = x.aRow();
                    if (x.aColumn() != 1) {
                        packRows(x.a(), at, x.aRow(), x.aColumn(), rows, m, k);
                        at = 0;
                        row = k;
                    }
                    tiles(rows, at, row, panels, x.c(), x.cAt() + i * x.cRow() + j, x.cRow(), m, n, k, p == 0,
                            edge);
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

    /** Rows of A after each other, in blocks since both sides are walked through. */
    private static void packRows(float[] a, int at, int row, int column, float[] to, int m, int k) {
        for (int i = 0; i < m; i += BLOCK) {
            for (int p = 0; p < k; p += BLOCK) {
                for (int r = i; r < Math.min(i + BLOCK, m); r++) {
                    int from = at + r * row;
                    for (int q = p; q < Math.min(p + BLOCK, k); q++) {
                        to[r * k + q] = a[from + q * column];
                    }
                }
            }
        }
    }

    /**
     * Six rows by two vectors at a time. All loops and all vectors are in this one method: a vector that is
     * handed to a method which is not inlined becomes an object. Rows that are not there repeat the last one.
     */
    private static void tiles(float[] a, int aAt, int aRow, float[] b, float[] c, int cAt, int cRow, int m,
            int n,
            int k, boolean first, float[] edge) {
        int lanes = FLOATS.length();
        int width = 2 * lanes;
        int last = m - 1;
        for (int j = 0; j < n; j += width) {
            int bAt = j * k;
            boolean whole = j + width <= n;
            for (int i = 0; i < m; i += 6) {
                int i0 = i;
                int i1 = Math.min(i + 1, last);
                int i2 = Math.min(i + 2, last);
                int i3 = Math.min(i + 3, last);
                int i4 = Math.min(i + 4, last);
                int i5 = Math.min(i + 5, last);
                int a0 = aAt + i0 * aRow;
                int a1 = aAt + i1 * aRow;
                int a2 = aAt + i2 * aRow;
                int a3 = aAt + i3 * aRow;
                int a4 = aAt + i4 * aRow;
                int a5 = aAt + i5 * aRow;
                float[] to = c;
                int o0 = cAt + i0 * cRow + j;
                int o1 = cAt + i1 * cRow + j;
                int o2 = cAt + i2 * cRow + j;
                int o3 = cAt + i3 * cRow + j;
                int o4 = cAt + i4 * cRow + j;
                int o5 = cAt + i5 * cRow + j;
                if (!whole) {
                    to = edge;
                    o0 = 0;
                    o1 = width;
                    o2 = 2 * width;
                    o3 = 3 * width;
                    o4 = 4 * width;
                    o5 = 5 * width;
                    for (int r = 0; r < 6 && !first; r++) {
                        System.arraycopy(c, cAt + Math.min(i + r, last) * cRow + j, edge, r * width, n - j);
                    }
                }
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
                if (!first) {
                    c00 = FloatVector.fromArray(FLOATS, to, o0);
                    c01 = FloatVector.fromArray(FLOATS, to, o0 + lanes);
                    c10 = FloatVector.fromArray(FLOATS, to, o1);
                    c11 = FloatVector.fromArray(FLOATS, to, o1 + lanes);
                    c20 = FloatVector.fromArray(FLOATS, to, o2);
                    c21 = FloatVector.fromArray(FLOATS, to, o2 + lanes);
                    c30 = FloatVector.fromArray(FLOATS, to, o3);
                    c31 = FloatVector.fromArray(FLOATS, to, o3 + lanes);
                    c40 = FloatVector.fromArray(FLOATS, to, o4);
                    c41 = FloatVector.fromArray(FLOATS, to, o4 + lanes);
                    c50 = FloatVector.fromArray(FLOATS, to, o5);
                    c51 = FloatVector.fromArray(FLOATS, to, o5 + lanes);
                }
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
                c00.intoArray(to, o0);
                c01.intoArray(to, o0 + lanes);
                c10.intoArray(to, o1);
                c11.intoArray(to, o1 + lanes);
                c20.intoArray(to, o2);
                c21.intoArray(to, o2 + lanes);
                c30.intoArray(to, o3);
                c31.intoArray(to, o3 + lanes);
                c40.intoArray(to, o4);
                c41.intoArray(to, o4 + lanes);
                c50.intoArray(to, o5);
                c51.intoArray(to, o5 + lanes);
                for (int r = i; r < Math.min(i + 6, m) && !whole; r++) {
                    System.arraycopy(edge, (r - i) * width, c, cAt + r * cRow + j, n - j);
                }
            }
        }
    }

    @Override
    public void doubles(MatrixProduct<double[]> x) {
        int width = 2 * DOUBLES.length();
        int depth = Math.min(DEPTH, x.k());
        int columns = Math.min(COLUMNS, (x.n() + width - 1) / width * width);
        double[] panels = new double[depth * columns];
        double[] rows = x.aColumn() == 1 ? x.a() : new double[Math.min(x.m(), ROWS) * depth];
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
                    int at = x.aAt() + i * x.aRow() + p * x.aColumn();
                    int row = x.aRow();
                    if (x.aColumn() != 1) {
                        packRows(x.a(), at, x.aRow(), x.aColumn(), rows, m, k);
                        at = 0;
                        row = k;
                    }
                    tiles(rows, at, row, panels, x.c(), x.cAt() + i * x.cRow() + j, x.cRow(), m, n, k, p == 0,
                            edge);
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

    /** Rows of A after each other, in blocks since both sides are walked through. */
    private static void packRows(double[] a, int at, int row, int column, double[] to, int m, int k) {
        for (int i = 0; i < m; i += BLOCK) {
            for (int p = 0; p < k; p += BLOCK) {
                for (int r = i; r < Math.min(i + BLOCK, m); r++) {
                    int from = at + r * row;
                    for (int q = p; q < Math.min(p + BLOCK, k); q++) {
                        to[r * k + q] = a[from + q * column];
                    }
                }
            }
        }
    }

    /**
     * Six rows by two vectors at a time. All loops and all vectors are in this one method: a vector that is
     * handed to a method which is not inlined becomes an object. Rows that are not there repeat the last one.
     */
    private static void tiles(double[] a, int aAt, int aRow, double[] b, double[] c, int cAt, int cRow, int m,
            int n,
            int k, boolean first, double[] edge) {
        int lanes = DOUBLES.length();
        int width = 2 * lanes;
        int last = m - 1;
        for (int j = 0; j < n; j += width) {
            int bAt = j * k;
            boolean whole = j + width <= n;
            for (int i = 0; i < m; i += 6) {
                int i0 = i;
                int i1 = Math.min(i + 1, last);
                int i2 = Math.min(i + 2, last);
                int i3 = Math.min(i + 3, last);
                int i4 = Math.min(i + 4, last);
                int i5 = Math.min(i + 5, last);
                int a0 = aAt + i0 * aRow;
                int a1 = aAt + i1 * aRow;
                int a2 = aAt + i2 * aRow;
                int a3 = aAt + i3 * aRow;
                int a4 = aAt + i4 * aRow;
                int a5 = aAt + i5 * aRow;
                double[] to = c;
                int o0 = cAt + i0 * cRow + j;
                int o1 = cAt + i1 * cRow + j;
                int o2 = cAt + i2 * cRow + j;
                int o3 = cAt + i3 * cRow + j;
                int o4 = cAt + i4 * cRow + j;
                int o5 = cAt + i5 * cRow + j;
                if (!whole) {
                    to = edge;
                    o0 = 0;
                    o1 = width;
                    o2 = 2 * width;
                    o3 = 3 * width;
                    o4 = 4 * width;
                    o5 = 5 * width;
                    for (int r = 0; r < 6 && !first; r++) {
                        System.arraycopy(c, cAt + Math.min(i + r, last) * cRow + j, edge, r * width, n - j);
                    }
                }
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
                if (!first) {
                    c00 = DoubleVector.fromArray(DOUBLES, to, o0);
                    c01 = DoubleVector.fromArray(DOUBLES, to, o0 + lanes);
                    c10 = DoubleVector.fromArray(DOUBLES, to, o1);
                    c11 = DoubleVector.fromArray(DOUBLES, to, o1 + lanes);
                    c20 = DoubleVector.fromArray(DOUBLES, to, o2);
                    c21 = DoubleVector.fromArray(DOUBLES, to, o2 + lanes);
                    c30 = DoubleVector.fromArray(DOUBLES, to, o3);
                    c31 = DoubleVector.fromArray(DOUBLES, to, o3 + lanes);
                    c40 = DoubleVector.fromArray(DOUBLES, to, o4);
                    c41 = DoubleVector.fromArray(DOUBLES, to, o4 + lanes);
                    c50 = DoubleVector.fromArray(DOUBLES, to, o5);
                    c51 = DoubleVector.fromArray(DOUBLES, to, o5 + lanes);
                }
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
                c00.intoArray(to, o0);
                c01.intoArray(to, o0 + lanes);
                c10.intoArray(to, o1);
                c11.intoArray(to, o1 + lanes);
                c20.intoArray(to, o2);
                c21.intoArray(to, o2 + lanes);
                c30.intoArray(to, o3);
                c31.intoArray(to, o3 + lanes);
                c40.intoArray(to, o4);
                c41.intoArray(to, o4 + lanes);
                c50.intoArray(to, o5);
                c51.intoArray(to, o5 + lanes);
                for (int r = i; r < Math.min(i + 6, m) && !whole; r++) {
                    System.arraycopy(edge, (r - i) * width, c, cAt + r * cRow + j, n - j);
                }
            }
        }
    }
}
