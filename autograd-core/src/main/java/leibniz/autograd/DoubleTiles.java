package leibniz.autograd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of FLOAT64. All vectors of a tile are in one method: a vector that is handed to a method which is not
 * inlined becomes an object. The sum begins at zero in each block, since the compiler keeps vectors that may
 * have been read from an array in memory.
 */
final class DoubleTiles implements Tiles<double[]> {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int BLOCK = 16;

    @Override
    public int width() {
        return 2 * DOUBLES.length();
    }

    @Override
    public double[] array(int n) {
        return new double[n];
    }

    @Override
    public void packColumns(double[] b, int at, int row, int column, int k, int columns, double[] to,
            int toAt) {
        int width = width();
        if (columns < width) {
            Arrays.fill(to, toAt, toAt + k * width, 0);
        }
        if (column == 1) {
            for (int p = 0; p < k; p++) {
                System.arraycopy(b, at + p * row, to, toAt + p * width, columns);
            }
            return;
        }
        for (int p = 0; p < k; p += BLOCK) {
            int end = Math.min(p + BLOCK, k);
            for (int j = 0; j < columns; j++) {
                for (int r = p, from = at + p * row + j * column; r < end; r++, from += row) {
                    to[toAt + r * width + j] = b[from];
                }
            }
        }
    }

    @Override
    public void packRows(double[] a, int at, int row, int column, int m, int k, double[] to, int toRow) {
        if (column == 1) {
            for (int i = 0; i < m; i++) {
                System.arraycopy(a, at + i * row, to, i * toRow, k);
            }
            return;
        }
        for (int i = 0; i < m; i += BLOCK) {
            int end = Math.min(i + BLOCK, m);
            for (int p = 0; p < k; p++) {
                for (int r = i, from = at + i * row + p * column; r < end; r++, from += row) {
                    to[r * toRow + p] = a[from];
                }
            }
        }
    }

    @Override
    public void tile(double[] a, int at, int row, double[] b, int bAt, int k, double[] c, int cAt, int cRow,
            boolean first) {
        sixByTwo(a, at, row, b, bAt, k, c, cAt, cRow, first);
    }

    /** A method without an object, since a register more is one too many for the compiler. */
    private static void sixByTwo(double[] a, int a0, int aRow, double[] b, int bAt, int k, double[] c, int o0,
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

    @Override
    public void copy(double[] tile, double[] c, int cAt, int cRow, int m, int n, boolean first) {
        int width = width();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double x = tile[i * width + j];
                int at = cAt + i * cRow + j;
                c[at] = first ? x : c[at] + x;
            }
        }
    }
}
