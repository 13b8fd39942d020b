package leibniz.autograd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Inner products of a vector with columns of a matrix in vector instructions of eight numbers, as many as the
 * sums that {@link Dots} keeps. No vector is handed to a method but the one that reads it; see
 * {@link VectorProducts}.
 */
final class VectorThinProduct implements ThinProduct.Kernel {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_512;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
    private static final int LANES = 8;
    private static final int FOUR = 4;
    private static final int NARROW = FOUR * LANES;

    private static DoubleVector wide(float[] b, int at) {
        return (DoubleVector) FloatVector.fromArray(FLOATS, b, at).convertShape(VectorOperators.F2D, DOUBLES,
                0);
    }

    @Override
    public void dots(double[] x, float[] b, int at, int apart, int n, double[] to) {
        int whole = x.length / Dots.BLOCK * Dots.BLOCK;
        double[] sums = new double[2 * NARROW];
        for (int j = 0; j < n; j += FOUR) {
            Origins.checkInterrupted();
            int end = Math.min(j + FOUR, n);
            for (int i = j; i < end; i++) {
                to[i] = 0;
                for (int p = 0; p < whole; p += Dots.BLOCK) {
                    fold(x, p, b, at + i * apart + p, sums);
                    to[i] += Dots.foldLast(sums);
                }
            }
            if (whole < x.length) {
                rest(x, whole, b, at + whole, apart, j, end, to, sums);
            }
        }
    }

    /**
     * A block times another, halves upon each other until so many sums are left as four vectors have. A loop,
     * since the compiler gives up to see through vectors where too many calls stand in one method.
     */
    private static void fold(double[] x, int from, float[] b, int at, double[] sums) {
        for (int i = 0; i < NARROW; i += LANES) {
            for (int m = 0; m < FOUR; m++) {
                int p = from + i + m * NARROW;
                int q = at + i + m * NARROW;
                DoubleVector upper = DoubleVector.fromArray(DOUBLES, x, p).mul(wide(b, q))
                        .add(DoubleVector.fromArray(DOUBLES, x, p + 256).mul(wide(b, q + 256)));
                DoubleVector lower = DoubleVector.fromArray(DOUBLES, x, p + 128).mul(wide(b, q + 128))
                        .add(DoubleVector.fromArray(DOUBLES, x, p + 384).mul(wide(b, q + 384)));
                upper.add(lower).intoArray(sums, NARROW + m * LANES);
            }
            DoubleVector even = DoubleVector.fromArray(DOUBLES, sums, NARROW)
                    .add(DoubleVector.fromArray(DOUBLES, sums, NARROW + 2 * LANES));
            DoubleVector odd = DoubleVector.fromArray(DOUBLES, sums, NARROW + LANES)
                    .add(DoubleVector.fromArray(DOUBLES, sums, NARROW + 3 * LANES));
            even.add(odd).intoArray(sums, i);
        }
    }

    /** What blocks leave of up to four columns; those that are not there repeat the last one. */
    private static void rest(double[] x, int from, float[] b, int at, int apart, int first, int end,
            double[] to, double[] sums) {
        int n = x.length - from;
        int b0 = at + first * apart;
        int b1 = at + Math.min(first + 1, end - 1) * apart;
        int b2 = at + Math.min(first + 2, end - 1) * apart;
        int b3 = at + Math.min(first + 3, end - 1) * apart;
        DoubleVector s0 = DoubleVector.zero(DOUBLES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int vectors = n >= Dots.FEW ? n / LANES * LANES : 0;
        for (int i = 0; i < vectors; i += LANES) {
            DoubleVector f = DoubleVector.fromArray(DOUBLES, x, from + i);
            s0 = s0.add(f.mul(wide(b, b0 + i)));
            s1 = s1.add(f.mul(wide(b, b1 + i)));
            s2 = s2.add(f.mul(wide(b, b2 + i)));
            s3 = s3.add(f.mul(wide(b, b3 + i)));
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, LANES);
        s2.intoArray(sums, 2 * LANES);
        s3.intoArray(sums, 3 * LANES);
        for (int j = first; j < end; j++) {
            double sum = Dots.ofEight(sums, (j - first) * LANES);
            for (int i = vectors; i < n; i++) {
                sum += x[from + i] * b[at + j * apart + i];
            }
            to[j] = from == 0 ? sum : to[j] + sum;
        }
    }
}
