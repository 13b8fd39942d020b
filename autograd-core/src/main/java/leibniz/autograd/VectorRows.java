package leibniz.autograd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over rows in vector instructions. Of the sums so many are worked on at a time as stay in four
 * registers. Every loop is a method of its own, and no vector is handed to a method but the few small ones
 * that the compiler inlines; see {@link VectorProducts}. This class can only be loaded once the module
 * jdk.incubator.vector is there; {@link RowLoops} sees to that.
 */
final class VectorRows implements RowKernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> HALVES = VectorSpecies.of(float.class,
            VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
    private static final int LANES = DOUBLES.length();
    private static final int GROUP = 4 * LANES;
    private static final int EIGHT = 8;
    private static final int WIDTH = WideSums.WIDTH;

    /** exp(x) is 2ᵏ exp(r), where k is the nearest integer to x/ln 2, and ln 2 the sum of these two. */
    private static final float LN2 = 0x1.62e43p-1f;
    private static final float LN2_REST = -0x1.05c61p-29f;
    private static final float BY_LN2 = (float) (1 / 0.6931471805599453);
    /** What is added to this has its integer part in the last bits. */
    private static final float ROUNDED = 0x1.8p23f;
    /** exp(r) is 1 + r + r² (C0 + C1 r + ...), for up to half of ln 2 on either side; error 2⁻²⁸. */
    private static final float C0 = 0.49999994f;
    private static final float C1 = 0.1666652f;
    private static final float C2 = 0.041668393f;
    private static final float C3 = 0.008368781f;
    private static final float C4 = 0.0013814467f;
    /** Of less, exp is 0. */
    private static final float LEAST = -104;
    /** 2ᵏ is made in two steps, as k may be below the exponents of normal numbers. */
    private static final int RAISED = 64;
    private static final float LOWERED = 0x1p-64f;

    private static DoubleVector wide(float[] a, int at) {
        return (DoubleVector) FloatVector.fromArray(HALVES, a, at).convertShape(VectorOperators.F2D, DOUBLES,
                0);
    }

    @Override
    public void add(float[] a, int at, int n, double[] sums) {
        for (int g = 0; g < WIDTH; g += GROUP) {
            DoubleVector s0 = DoubleVector.fromArray(DOUBLES, sums, g);
            DoubleVector s1 = DoubleVector.fromArray(DOUBLES, sums, g + LANES);
            DoubleVector s2 = DoubleVector.fromArray(DOUBLES, sums, g + 2 * LANES);
            DoubleVector s3 = DoubleVector.fromArray(DOUBLES, sums, g + 3 * LANES);
            int i = g;
            for (; i + GROUP <= n; i += WIDTH) {
                s0 = s0.add(wide(a, at + i));
                s1 = s1.add(wide(a, at + i + LANES));
                s2 = s2.add(wide(a, at + i + 2 * LANES));
                s3 = s3.add(wide(a, at + i + 3 * LANES));
            }
            s0.intoArray(sums, g);
            s1.intoArray(sums, g + LANES);
            s2.intoArray(sums, g + 2 * LANES);
            s3.intoArray(sums, g + 3 * LANES);
            for (int j = i; j < n && j < i + GROUP; j++) {
                sums[g + j - i] += a[at + j];
            }
        }
    }

    @Override
    public void addSquares(float[] a, int at, int n, double centre, double[] sums) {
        DoubleVector c = DoubleVector.broadcast(DOUBLES, centre);
        for (int g = 0; g < WIDTH; g += GROUP) {
            DoubleVector s0 = DoubleVector.fromArray(DOUBLES, sums, g);
            DoubleVector s1 = DoubleVector.fromArray(DOUBLES, sums, g + LANES);
            DoubleVector s2 = DoubleVector.fromArray(DOUBLES, sums, g + 2 * LANES);
            DoubleVector s3 = DoubleVector.fromArray(DOUBLES, sums, g + 3 * LANES);
            int i = g;
            for (; i + GROUP <= n; i += WIDTH) {
                DoubleVector x = wide(a, at + i).sub(c);
                s0 = x.fma(x, s0);
                x = wide(a, at + i + LANES).sub(c);
                s1 = x.fma(x, s1);
                x = wide(a, at + i + 2 * LANES).sub(c);
                s2 = x.fma(x, s2);
                x = wide(a, at + i + 3 * LANES).sub(c);
                s3 = x.fma(x, s3);
            }
            s0.intoArray(sums, g);
            s1.intoArray(sums, g + LANES);
            s2.intoArray(sums, g + 2 * LANES);
            s3.intoArray(sums, g + 3 * LANES);
            for (int j = i; j < n && j < i + GROUP; j++) {
                double x = a[at + j] - centre;
                sums[g + j - i] = Math.fma(x, x, sums[g + j - i]);
            }
        }
    }

    @Override
    public void addProducts(float[] a, float[] b, int at, int n, double[] sums) {
        for (int g = 0; g < WIDTH; g += GROUP) {
            DoubleVector s0 = DoubleVector.fromArray(DOUBLES, sums, g);
            DoubleVector s1 = DoubleVector.fromArray(DOUBLES, sums, g + LANES);
            DoubleVector s2 = DoubleVector.fromArray(DOUBLES, sums, g + 2 * LANES);
            DoubleVector s3 = DoubleVector.fromArray(DOUBLES, sums, g + 3 * LANES);
            int i = g;
            for (; i + GROUP <= n; i += WIDTH) {
                s0 = wide(a, at + i).fma(wide(b, at + i), s0);
                s1 = wide(a, at + i + LANES).fma(wide(b, at + i + LANES), s1);
                s2 = wide(a, at + i + 2 * LANES).fma(wide(b, at + i + 2 * LANES), s2);
                s3 = wide(a, at + i + 3 * LANES).fma(wide(b, at + i + 3 * LANES), s3);
            }
            s0.intoArray(sums, g);
            s1.intoArray(sums, g + LANES);
            s2.intoArray(sums, g + 2 * LANES);
            s3.intoArray(sums, g + 3 * LANES);
            for (int j = i; j < n && j < i + GROUP; j++) {
                sums[g + j - i] += (double) a[at + j] * b[at + j];
            }
        }
    }

    @Override
    public void addExponentials(float[] x, int at, int n, float largest, double[] sums) {
        int lanes = FLOATS.length();
        for (int i = 0; i + lanes <= n; i += lanes) {
            int s = i % WIDTH;
            FloatVector p = expOfNegative(FloatVector.fromArray(FLOATS, x, at + i).sub(largest));
            DoubleVector low = (DoubleVector) p.convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector high = (DoubleVector) p.convertShape(VectorOperators.F2D, DOUBLES, 1);
            low.add(DoubleVector.fromArray(DOUBLES, sums, s)).intoArray(sums, s);
            high.add(DoubleVector.fromArray(DOUBLES, sums, s + LANES)).intoArray(sums, s + LANES);
        }
        for (int i = n / lanes * lanes; i < n; i++) {
            sums[i % WIDTH] += FastMath.exp((double) x[at + i] - largest);
        }
    }

    /** For no positive numbers. */
    private static FloatVector expOfNegative(FloatVector x) {
        FloatVector shifted = x.fma(FloatVector.broadcast(FLOATS, BY_LN2),
                FloatVector.broadcast(FLOATS, ROUNDED));
        FloatVector k = shifted.sub(ROUNDED);
        FloatVector r = k.fma(FloatVector.broadcast(FLOATS, -LN2_REST),
                k.fma(FloatVector.broadcast(FLOATS, -LN2), x));
        FloatVector p = r.fma(FloatVector.broadcast(FLOATS, C4), FloatVector.broadcast(FLOATS, C3))
                .fma(r, FloatVector.broadcast(FLOATS, C2)).fma(r, FloatVector.broadcast(FLOATS, C1))
                .fma(r, FloatVector.broadcast(FLOATS, C0));
        FloatVector e = p.fma(r.mul(r), r).add(1);
        FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23)
                .add(127 + RAISED << 23).reinterpretAsFloats();
        VectorMask<Float> isZero = x.compare(VectorOperators.LT, LEAST);
        return e.mul(power).mul(LOWERED).blend(0, isZero);
    }

    @Override
    public double fold(double[] x) {
        for (int half = WIDTH / 2; half >= EIGHT; half /= 2) {
            for (int i = 0; i < half; i += LANES) {
                DoubleVector.fromArray(DOUBLES, x, i).add(DoubleVector.fromArray(DOUBLES, x, i + half))
                        .intoArray(x, i);
            }
        }
        return Dots.ofEight(x, 0);
    }

    @Override
    public float max(float[] a, int at, int n) {
        int lanes = FLOATS.length();
        float largest = Float.NEGATIVE_INFINITY;
        int i = 0;
        if (n >= lanes) {
            FloatVector found = FloatVector.broadcast(FLOATS, largest);
            for (; i + lanes <= n; i += lanes) {
                FloatVector x = FloatVector.fromArray(FLOATS, a, at + i);
                found = found.blend(x, x.compare(VectorOperators.GT, found));
            }
            largest = found.reduceLanes(VectorOperators.MAX);
        }
        for (; i < n; i++) {
            largest = Math.max(largest, a[at + i]);
        }
        return largest;
    }

    @Override
    public void scale(float[] x, double centre, double scale, float[] to, int from, int end) {
        DoubleVector c = DoubleVector.broadcast(DOUBLES, centre);
        DoubleVector s = DoubleVector.broadcast(DOUBLES, scale);
        int i = from;
        for (; i + LANES <= end; i += LANES) {
            DoubleVector y = wide(x, i).sub(c).mul(s);
            ((FloatVector) y.convertShape(VectorOperators.D2F, HALVES, 0)).intoArray(to, i);
        }
        for (; i < end; i++) {
            to[i] = (float) ((x[i] - centre) * scale);
        }
    }

    @Override
    public void scale(float[] v, double centre, float[] y, double along, double scale, float[] to, int from,
            int end) {
        DoubleVector c = DoubleVector.broadcast(DOUBLES, centre);
        DoubleVector a = DoubleVector.broadcast(DOUBLES, -along);
        DoubleVector s = DoubleVector.broadcast(DOUBLES, scale);
        int i = from;
        for (; i + LANES <= end; i += LANES) {
            DoubleVector x = wide(y, i).fma(a, wide(v, i).sub(c)).mul(s);
            ((FloatVector) x.convertShape(VectorOperators.D2F, HALVES, 0)).intoArray(to, i);
        }
        for (; i < end; i++) {
            to[i] = (float) (Math.fma(y[i], -along, v[i] - centre) * scale);
        }
    }

    @Override
    public void subtractExponentials(float[] v, float[] y, double factor, float[] to, int from, int end) {
        int lanes = FLOATS.length();
        FloatVector f = FloatVector.broadcast(FLOATS, (float) -factor);
        int i = from;
        for (; i + lanes <= end; i += lanes) {
            FloatVector p = expOfNegative(FloatVector.fromArray(FLOATS, y, i));
            p.fma(f, FloatVector.fromArray(FLOATS, v, i)).intoArray(to, i);
        }
        for (; i < end; i++) {
            to[i] = (float) (v[i] - FastMath.exp(y[i]) * factor);
        }
    }
}
