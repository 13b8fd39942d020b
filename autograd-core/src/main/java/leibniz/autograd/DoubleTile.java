package leibniz.autograd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of six rows and a panel of FLOAT64, added to a tile of C, or written there. All vectors of a
 * tile are in one method: a vector that is handed to a method which is not inlined becomes an object. The
 * methods have no object, since a register more is one too many for the compiler. The sum begins at zero in
 * each block, since the compiler keeps vectors that may have been read from an array in memory.
 */
final class DoubleTile {
    static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

    private DoubleTile() {}

    /** Twelve sums, where there are sixteen registers. */
    static void sixByTwo(double[] a, int a0, int aRow, double[] b, int bAt, int k, double[] c, int o0,
            int cRow, boolean first) {
        int lanes = LANES.length();
        int width = 2 * lanes;
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        DoubleVector c00 = DoubleVector.zero(LANES);
        DoubleVector c01 = DoubleVector.zero(LANES);
        DoubleVector c10 = DoubleVector.zero(LANES);
        DoubleVector c11 = DoubleVector.zero(LANES);
        DoubleVector c20 = DoubleVector.zero(LANES);
        DoubleVector c21 = DoubleVector.zero(LANES);
        DoubleVector c30 = DoubleVector.zero(LANES);
        DoubleVector c31 = DoubleVector.zero(LANES);
        DoubleVector c40 = DoubleVector.zero(LANES);
        DoubleVector c41 = DoubleVector.zero(LANES);
        DoubleVector c50 = DoubleVector.zero(LANES);
        DoubleVector c51 = DoubleVector.zero(LANES);
        for (int p = 0; p < k; p++) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, bAt + p * width);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, bAt + p * width + lanes);
            DoubleVector f = DoubleVector.broadcast(LANES, a[a0 + p]);
            c00 = f.fma(b0, c00);
            c01 = f.fma(b1, c01);
            f = DoubleVector.broadcast(LANES, a[a1 + p]);
            c10 = f.fma(b0, c10);
            c11 = f.fma(b1, c11);
            f = DoubleVector.broadcast(LANES, a[a2 + p]);
            c20 = f.fma(b0, c20);
            c21 = f.fma(b1, c21);
            f = DoubleVector.broadcast(LANES, a[a3 + p]);
            c30 = f.fma(b0, c30);
            c31 = f.fma(b1, c31);
            f = DoubleVector.broadcast(LANES, a[a4 + p]);
            c40 = f.fma(b0, c40);
            c41 = f.fma(b1, c41);
            f = DoubleVector.broadcast(LANES, a[a5 + p]);
            c50 = f.fma(b0, c50);
            c51 = f.fma(b1, c51);
        }
        int o1 = o0 + cRow;
        int o2 = o1 + cRow;
        int o3 = o2 + cRow;
        int o4 = o3 + cRow;
        int o5 = o4 + cRow;
        if (!first) {
            c00 = c00.add(DoubleVector.fromArray(LANES, c, o0));
            c01 = c01.add(DoubleVector.fromArray(LANES, c, o0 + lanes));
            c10 = c10.add(DoubleVector.fromArray(LANES, c, o1));
            c11 = c11.add(DoubleVector.fromArray(LANES, c, o1 + lanes));
            c20 = c20.add(DoubleVector.fromArray(LANES, c, o2));
            c21 = c21.add(DoubleVector.fromArray(LANES, c, o2 + lanes));
            c30 = c30.add(DoubleVector.fromArray(LANES, c, o3));
            c31 = c31.add(DoubleVector.fromArray(LANES, c, o3 + lanes));
            c40 = c40.add(DoubleVector.fromArray(LANES, c, o4));
            c41 = c41.add(DoubleVector.fromArray(LANES, c, o4 + lanes));
            c50 = c50.add(DoubleVector.fromArray(LANES, c, o5));
            c51 = c51.add(DoubleVector.fromArray(LANES, c, o5 + lanes));
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

    /** Twenty-four sums, where there are thirty-two: each vector that is read serves for more of them. */
    static void sixByFour(double[] a, int a0, int aRow, double[] b, int bAt, int k, double[] c, int o0,
            int cRow, boolean first) {
        int lanes = LANES.length();
        int width = 4 * lanes;
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        DoubleVector c00 = DoubleVector.zero(LANES);
        DoubleVector c01 = DoubleVector.zero(LANES);
        DoubleVector c02 = DoubleVector.zero(LANES);
        DoubleVector c03 = DoubleVector.zero(LANES);
        DoubleVector c10 = DoubleVector.zero(LANES);
        DoubleVector c11 = DoubleVector.zero(LANES);
        DoubleVector c12 = DoubleVector.zero(LANES);
        DoubleVector c13 = DoubleVector.zero(LANES);
        DoubleVector c20 = DoubleVector.zero(LANES);
        DoubleVector c21 = DoubleVector.zero(LANES);
        DoubleVector c22 = DoubleVector.zero(LANES);
        DoubleVector c23 = DoubleVector.zero(LANES);
        DoubleVector c30 = DoubleVector.zero(LANES);
        DoubleVector c31 = DoubleVector.zero(LANES);
        DoubleVector c32 = DoubleVector.zero(LANES);
        DoubleVector c33 = DoubleVector.zero(LANES);
        DoubleVector c40 = DoubleVector.zero(LANES);
        DoubleVector c41 = DoubleVector.zero(LANES);
        DoubleVector c42 = DoubleVector.zero(LANES);
        DoubleVector c43 = DoubleVector.zero(LANES);
        DoubleVector c50 = DoubleVector.zero(LANES);
        DoubleVector c51 = DoubleVector.zero(LANES);
        DoubleVector c52 = DoubleVector.zero(LANES);
        DoubleVector c53 = DoubleVector.zero(LANES);
        for (int p = 0; p < k; p++) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, bAt + p * width);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, bAt + p * width + lanes);
            DoubleVector b2 = DoubleVector.fromArray(LANES, b, bAt + p * width + 2 * lanes);
            DoubleVector b3 = DoubleVector.fromArray(LANES, b, bAt + p * width + 3 * lanes);
            DoubleVector f = DoubleVector.broadcast(LANES, a[a0 + p]);
            c00 = f.fma(b0, c00);
            c01 = f.fma(b1, c01);
            c02 = f.fma(b2, c02);
            c03 = f.fma(b3, c03);
            f = DoubleVector.broadcast(LANES, a[a1 + p]);
            c10 = f.fma(b0, c10);
            c11 = f.fma(b1, c11);
            c12 = f.fma(b2, c12);
            c13 = f.fma(b3, c13);
            f = DoubleVector.broadcast(LANES, a[a2 + p]);
            c20 = f.fma(b0, c20);
            c21 = f.fma(b1, c21);
            c22 = f.fma(b2, c22);
            c23 = f.fma(b3, c23);
            f = DoubleVector.broadcast(LANES, a[a3 + p]);
            c30 = f.fma(b0, c30);
            c31 = f.fma(b1, c31);
            c32 = f.fma(b2, c32);
            c33 = f.fma(b3, c33);
            f = DoubleVector.broadcast(LANES, a[a4 + p]);
            c40 = f.fma(b0, c40);
            c41 = f.fma(b1, c41);
            c42 = f.fma(b2, c42);
            c43 = f.fma(b3, c43);
            f = DoubleVector.broadcast(LANES, a[a5 + p]);
            c50 = f.fma(b0, c50);
            c51 = f.fma(b1, c51);
            c52 = f.fma(b2, c52);
            c53 = f.fma(b3, c53);
        }
        int o1 = o0 + cRow;
        int o2 = o1 + cRow;
        int o3 = o2 + cRow;
        int o4 = o3 + cRow;
        int o5 = o4 + cRow;
        if (!first) {
            c00 = c00.add(DoubleVector.fromArray(LANES, c, o0));
            c01 = c01.add(DoubleVector.fromArray(LANES, c, o0 + lanes));
            c02 = c02.add(DoubleVector.fromArray(LANES, c, o0 + 2 * lanes));
            c03 = c03.add(DoubleVector.fromArray(LANES, c, o0 + 3 * lanes));
            c10 = c10.add(DoubleVector.fromArray(LANES, c, o1));
            c11 = c11.add(DoubleVector.fromArray(LANES, c, o1 + lanes));
            c12 = c12.add(DoubleVector.fromArray(LANES, c, o1 + 2 * lanes));
            c13 = c13.add(DoubleVector.fromArray(LANES, c, o1 + 3 * lanes));
            c20 = c20.add(DoubleVector.fromArray(LANES, c, o2));
            c21 = c21.add(DoubleVector.fromArray(LANES, c, o2 + lanes));
            c22 = c22.add(DoubleVector.fromArray(LANES, c, o2 + 2 * lanes));
            c23 = c23.add(DoubleVector.fromArray(LANES, c, o2 + 3 * lanes));
            c30 = c30.add(DoubleVector.fromArray(LANES, c, o3));
            c31 = c31.add(DoubleVector.fromArray(LANES, c, o3 + lanes));
            c32 = c32.add(DoubleVector.fromArray(LANES, c, o3 + 2 * lanes));
            c33 = c33.add(DoubleVector.fromArray(LANES, c, o3 + 3 * lanes));
            c40 = c40.add(DoubleVector.fromArray(LANES, c, o4));
            c41 = c41.add(DoubleVector.fromArray(LANES, c, o4 + lanes));
            c42 = c42.add(DoubleVector.fromArray(LANES, c, o4 + 2 * lanes));
            c43 = c43.add(DoubleVector.fromArray(LANES, c, o4 + 3 * lanes));
            c50 = c50.add(DoubleVector.fromArray(LANES, c, o5));
            c51 = c51.add(DoubleVector.fromArray(LANES, c, o5 + lanes));
            c52 = c52.add(DoubleVector.fromArray(LANES, c, o5 + 2 * lanes));
            c53 = c53.add(DoubleVector.fromArray(LANES, c, o5 + 3 * lanes));
        }
        c00.intoArray(c, o0);
        c01.intoArray(c, o0 + lanes);
        c02.intoArray(c, o0 + 2 * lanes);
        c03.intoArray(c, o0 + 3 * lanes);
        c10.intoArray(c, o1);
        c11.intoArray(c, o1 + lanes);
        c12.intoArray(c, o1 + 2 * lanes);
        c13.intoArray(c, o1 + 3 * lanes);
        c20.intoArray(c, o2);
        c21.intoArray(c, o2 + lanes);
        c22.intoArray(c, o2 + 2 * lanes);
        c23.intoArray(c, o2 + 3 * lanes);
        c30.intoArray(c, o3);
        c31.intoArray(c, o3 + lanes);
        c32.intoArray(c, o3 + 2 * lanes);
        c33.intoArray(c, o3 + 3 * lanes);
        c40.intoArray(c, o4);
        c41.intoArray(c, o4 + lanes);
        c42.intoArray(c, o4 + 2 * lanes);
        c43.intoArray(c, o4 + 3 * lanes);
        c50.intoArray(c, o5);
        c51.intoArray(c, o5 + lanes);
        c52.intoArray(c, o5 + 2 * lanes);
        c53.intoArray(c, o5 + 3 * lanes);
    }
}
