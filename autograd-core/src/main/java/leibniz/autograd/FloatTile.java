package leibniz.autograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of six rows and a panel of FLOAT32, added to a tile of C, or written there. All vectors of a
 * tile are in one method: a vector that is handed to a method which is not inlined becomes an object. The
 * methods have no object, since a register more is one too many for the compiler. The sum begins at zero in
 * each block, since the compiler keeps vectors that may have been read from an array in memory.
 */
final class FloatTile {
    static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    private FloatTile() {}

    /** Twelve sums, where there are sixteen registers. */
    static void sixByTwo(float[] a, int a0, int aRow, float[] b, int bAt, int k, float[] c, int o0,
            int cRow, boolean first) {
        int lanes = LANES.length();
        int width = 2 * lanes;
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        FloatVector c00 = FloatVector.zero(LANES);
        FloatVector c01 = FloatVector.zero(LANES);
        FloatVector c10 = FloatVector.zero(LANES);
        FloatVector c11 = FloatVector.zero(LANES);
        FloatVector c20 = FloatVector.zero(LANES);
        FloatVector c21 = FloatVector.zero(LANES);
        FloatVector c30 = FloatVector.zero(LANES);
        FloatVector c31 = FloatVector.zero(LANES);
        FloatVector c40 = FloatVector.zero(LANES);
        FloatVector c41 = FloatVector.zero(LANES);
        FloatVector c50 = FloatVector.zero(LANES);
        FloatVector c51 = FloatVector.zero(LANES);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bAt + p * width);
            FloatVector b1 = FloatVector.fromArray(LANES, b, bAt + p * width + lanes);
            FloatVector f = FloatVector.broadcast(LANES, a[a0 + p]);
            c00 = f.fma(b0, c00);
            c01 = f.fma(b1, c01);
            f = FloatVector.broadcast(LANES, a[a1 + p]);
            c10 = f.fma(b0, c10);
            c11 = f.fma(b1, c11);
            f = FloatVector.broadcast(LANES, a[a2 + p]);
            c20 = f.fma(b0, c20);
            c21 = f.fma(b1, c21);
            f = FloatVector.broadcast(LANES, a[a3 + p]);
            c30 = f.fma(b0, c30);
            c31 = f.fma(b1, c31);
            f = FloatVector.broadcast(LANES, a[a4 + p]);
            c40 = f.fma(b0, c40);
            c41 = f.fma(b1, c41);
            f = FloatVector.broadcast(LANES, a[a5 + p]);
            c50 = f.fma(b0, c50);
            c51 = f.fma(b1, c51);
        }
        int o1 = o0 + cRow;
        int o2 = o1 + cRow;
        int o3 = o2 + cRow;
        int o4 = o3 + cRow;
        int o5 = o4 + cRow;
        if (!first) {
            c00 = c00.add(FloatVector.fromArray(LANES, c, o0));
            c01 = c01.add(FloatVector.fromArray(LANES, c, o0 + lanes));
            c10 = c10.add(FloatVector.fromArray(LANES, c, o1));
            c11 = c11.add(FloatVector.fromArray(LANES, c, o1 + lanes));
            c20 = c20.add(FloatVector.fromArray(LANES, c, o2));
            c21 = c21.add(FloatVector.fromArray(LANES, c, o2 + lanes));
            c30 = c30.add(FloatVector.fromArray(LANES, c, o3));
            c31 = c31.add(FloatVector.fromArray(LANES, c, o3 + lanes));
            c40 = c40.add(FloatVector.fromArray(LANES, c, o4));
            c41 = c41.add(FloatVector.fromArray(LANES, c, o4 + lanes));
            c50 = c50.add(FloatVector.fromArray(LANES, c, o5));
            c51 = c51.add(FloatVector.fromArray(LANES, c, o5 + lanes));
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
    static void sixByFour(float[] a, int a0, int aRow, float[] b, int bAt, int k, float[] c, int o0,
            int cRow, boolean first) {
        int lanes = LANES.length();
        int width = 4 * lanes;
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        FloatVector c00 = FloatVector.zero(LANES);
        FloatVector c01 = FloatVector.zero(LANES);
        FloatVector c02 = FloatVector.zero(LANES);
        FloatVector c03 = FloatVector.zero(LANES);
        FloatVector c10 = FloatVector.zero(LANES);
        FloatVector c11 = FloatVector.zero(LANES);
        FloatVector c12 = FloatVector.zero(LANES);
        FloatVector c13 = FloatVector.zero(LANES);
        FloatVector c20 = FloatVector.zero(LANES);
        FloatVector c21 = FloatVector.zero(LANES);
        FloatVector c22 = FloatVector.zero(LANES);
        FloatVector c23 = FloatVector.zero(LANES);
        FloatVector c30 = FloatVector.zero(LANES);
        FloatVector c31 = FloatVector.zero(LANES);
        FloatVector c32 = FloatVector.zero(LANES);
        FloatVector c33 = FloatVector.zero(LANES);
        FloatVector c40 = FloatVector.zero(LANES);
        FloatVector c41 = FloatVector.zero(LANES);
        FloatVector c42 = FloatVector.zero(LANES);
        FloatVector c43 = FloatVector.zero(LANES);
        FloatVector c50 = FloatVector.zero(LANES);
        FloatVector c51 = FloatVector.zero(LANES);
        FloatVector c52 = FloatVector.zero(LANES);
        FloatVector c53 = FloatVector.zero(LANES);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bAt + p * width);
            FloatVector b1 = FloatVector.fromArray(LANES, b, bAt + p * width + lanes);
            FloatVector b2 = FloatVector.fromArray(LANES, b, bAt + p * width + 2 * lanes);
            FloatVector b3 = FloatVector.fromArray(LANES, b, bAt + p * width + 3 * lanes);
            FloatVector f = FloatVector.broadcast(LANES, a[a0 + p]);
            c00 = f.fma(b0, c00);
            c01 = f.fma(b1, c01);
            c02 = f.fma(b2, c02);
            c03 = f.fma(b3, c03);
            f = FloatVector.broadcast(LANES, a[a1 + p]);
            c10 = f.fma(b0, c10);
            c11 = f.fma(b1, c11);
            c12 = f.fma(b2, c12);
            c13 = f.fma(b3, c13);
            f = FloatVector.broadcast(LANES, a[a2 + p]);
            c20 = f.fma(b0, c20);
            c21 = f.fma(b1, c21);
            c22 = f.fma(b2, c22);
            c23 = f.fma(b3, c23);
            f = FloatVector.broadcast(LANES, a[a3 + p]);
            c30 = f.fma(b0, c30);
            c31 = f.fma(b1, c31);
            c32 = f.fma(b2, c32);
            c33 = f.fma(b3, c33);
            f = FloatVector.broadcast(LANES, a[a4 + p]);
            c40 = f.fma(b0, c40);
            c41 = f.fma(b1, c41);
            c42 = f.fma(b2, c42);
            c43 = f.fma(b3, c43);
            f = FloatVector.broadcast(LANES, a[a5 + p]);
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
            c00 = c00.add(FloatVector.fromArray(LANES, c, o0));
            c01 = c01.add(FloatVector.fromArray(LANES, c, o0 + lanes));
            c02 = c02.add(FloatVector.fromArray(LANES, c, o0 + 2 * lanes));
            c03 = c03.add(FloatVector.fromArray(LANES, c, o0 + 3 * lanes));
            c10 = c10.add(FloatVector.fromArray(LANES, c, o1));
            c11 = c11.add(FloatVector.fromArray(LANES, c, o1 + lanes));
            c12 = c12.add(FloatVector.fromArray(LANES, c, o1 + 2 * lanes));
            c13 = c13.add(FloatVector.fromArray(LANES, c, o1 + 3 * lanes));
            c20 = c20.add(FloatVector.fromArray(LANES, c, o2));
            c21 = c21.add(FloatVector.fromArray(LANES, c, o2 + lanes));
            c22 = c22.add(FloatVector.fromArray(LANES, c, o2 + 2 * lanes));
            c23 = c23.add(FloatVector.fromArray(LANES, c, o2 + 3 * lanes));
            c30 = c30.add(FloatVector.fromArray(LANES, c, o3));
            c31 = c31.add(FloatVector.fromArray(LANES, c, o3 + lanes));
            c32 = c32.add(FloatVector.fromArray(LANES, c, o3 + 2 * lanes));
            c33 = c33.add(FloatVector.fromArray(LANES, c, o3 + 3 * lanes));
            c40 = c40.add(FloatVector.fromArray(LANES, c, o4));
            c41 = c41.add(FloatVector.fromArray(LANES, c, o4 + lanes));
            c42 = c42.add(FloatVector.fromArray(LANES, c, o4 + 2 * lanes));
            c43 = c43.add(FloatVector.fromArray(LANES, c, o4 + 3 * lanes));
            c50 = c50.add(FloatVector.fromArray(LANES, c, o5));
            c51 = c51.add(FloatVector.fromArray(LANES, c, o5 + lanes));
            c52 = c52.add(FloatVector.fromArray(LANES, c, o5 + 2 * lanes));
            c53 = c53.add(FloatVector.fromArray(LANES, c, o5 + 3 * lanes));
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
