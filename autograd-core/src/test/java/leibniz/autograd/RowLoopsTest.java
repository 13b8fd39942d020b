package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops over rows by both kernels: the same sums to the bit, and exponentials against Math in double. */
class RowLoopsTest {
    private static final float[] SPECIALS = { 0f, -0f, Float.NaN, Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY, 1e-42f, Float.MAX_VALUE, -Float.MAX_VALUE };
    private static final int[] SIZES = { 1, 7, 8, 31, 32, 33, 100, 127, 128, 129, 160, 255, 256, 257, 1000,
            1024,
            1025, 2100 };

    private final Random random = new Random(5);

    static Stream<Named<RowKernel>> kernels() {
        assertTrue(VectorModule.isThere(), "the module can be loaded");
        return Stream.of(Named.of("plain", new PlainRows()), Named.of("vectors", new VectorRows()));
    }

    private float[] floats(int n, boolean specials) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = specials && random.nextInt(300) == 0
                    ? SPECIALS[random.nextInt(SPECIALS.length)]
                    : (float) random.nextGaussian();
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sums(RowKernel kernel) {
        for (int n : SIZES) {
            for (boolean specials : new boolean[]{ false, true }) {
                float[] a = floats(n + 3, specials);
                float[] b = floats(n + 3, specials);
                double[] expected = new double[WideSums.WIDTH];
                for (int i = 0; i < n; i++) {
                    expected[i % WideSums.WIDTH] += a[3 + i];
                }
                double[] found = new double[WideSums.WIDTH];
                kernel.add(a, 3, n, found);
                assertArrayEquals(expected, found);
                for (int i = 0; i < n; i++) {
                    double x = a[3 + i] - 0.3;
                    expected[i % WideSums.WIDTH] = Math.fma(x, x, expected[i % WideSums.WIDTH]);
                }
                kernel.addSquares(a, 3, n, 0.3, found);
                assertArrayEquals(expected, found);
                for (int i = 0; i < n; i++) {
                    expected[i % WideSums.WIDTH] += (double) a[3 + i] * b[3 + i];
                }
                kernel.addProducts(a, b, 3, n, found);
                assertArrayEquals(expected, found);
                assertEquals(folded(expected), kernel.fold(found));
            }
        }
    }

    private static double folded(double... sums) {
        double[] x = sums.clone();
        for (int half = x.length / 2; half >= 8; half /= 2) {
            for (int i = 0; i < half; i++) {
                x[i] += x[half + i];
            }
        }
        return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void scaledElements(RowKernel kernel) {
        for (int n : SIZES) {
            float[] v = floats(n + 5, true);
            float[] y = floats(n + 5, true);
            float[] expected = new float[n + 5];
            float[] found = new float[n + 5];
            for (int i = 2; i < n + 2; i++) {
                expected[i] = (float) ((v[i] - 0.7) * 1.3);
            }
            kernel.scale(v, 0.7, 1.3, found, 2, n + 2);
            assertArrayEquals(expected, found);
            for (int i = 2; i < n + 2; i++) {
                expected[i] = (float) (Math.fma(y[i], -0.1, v[i] - 0.7) * 1.3);
            }
            kernel.scale(v, 0.7, y, 0.1, 1.3, found, 2, n + 2);
            assertArrayEquals(expected, found);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void largest(RowKernel kernel) {
        for (int n : SIZES) {
            float[] x = floats(n + 1, false);
            float expected = Float.NEGATIVE_INFINITY;
            for (int i = 1; i <= n; i++) {
                expected = Math.max(expected, x[i]);
            }
            assertEquals(expected, kernel.max(x, 1, n));
            x[n] = Float.POSITIVE_INFINITY;
            assertEquals(Float.POSITIVE_INFINITY, kernel.max(x, 1, n));
        }
        assertEquals(Float.NEGATIVE_INFINITY, kernel.max(new float[0], 0, 0));
    }

    /** A float in a thousand from 0 down to where exp is 0, in whole vectors and in what they leave. */
    @ParameterizedTest
    @MethodSource("kernels")
    void exponentials(RowKernel kernel) {
        int n = WideSums.WIDTH - 1;
        float[] x = new float[n];
        float[] zeros = new float[n];
        float[] found = new float[n];
        double worst = 0;
        int bits = Float.floatToRawIntBits(-0f);
        while (Float.intBitsToFloat(bits) > -110) {
            for (int i = 0; i < n; i++, bits += 991) {
                x[i] = Float.intBitsToFloat(bits);
            }
            double[] sums = new double[WideSums.WIDTH];
            kernel.addExponentials(x, 0, n, 0, sums);
            kernel.subtractExponentials(zeros, x, -1, found, 0, n);
            for (int i = 0; i < n; i++) {
                double exact = Math.exp(x[i]);
                double ulp = Math.ulp((float) exact);
                worst = Math.max(worst,
                        Math.max(Math.abs(sums[i] - exact), Math.abs(found[i] - exact)) / ulp);
            }
        }
        double bound = kernel instanceof PlainRows ? 0.51 : 1;
        assertTrue(worst < bound, "an error of " + worst + " ulp");
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void exponentialsOfSpecials(RowKernel kernel) {
        float[] specials = { 0, -0f, Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, -1e-42f, Float.NaN,
                Float.intBitsToFloat(0x7fc00001), Float.intBitsToFloat(0xffc12345), -150, -104.5f };
        float[] expected = { 1, 1, 0, 0, 1, Float.NaN, Float.NaN, Float.NaN, 0, 0 };
        for (int at = 0; at < specials.length; at++) {
            float[] x = new float[WideSums.WIDTH];
            float[] found = new float[x.length];
            Arrays.fill(x, specials[at]);
            kernel.subtractExponentials(new float[x.length], x, -1, found, 0, x.length);
            double[] sums = new double[WideSums.WIDTH];
            kernel.addExponentials(x, 0, x.length, 0, sums);
            for (int i = 0; i < x.length; i++) {
                assertEquals(expected[at], found[i]);
                assertEquals(expected[at], (float) sums[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void softmax(RowKernel kernel) {
        for (int columns : new int[]{ 1, 5, 16, 100, 1000 }) {
            int rows = 3;
            float[] x = floats(rows * columns, false);
            float[] v = floats(rows * columns, false);
            x[columns] = 90; // of the second row all others are small beside it
            if (columns > 1) {
                x[rows * columns - 1] = Float.NEGATIVE_INFINITY;
            }
            float[] y = new float[x.length];
            float[] slope = new float[x.length];
            SoftmaxLoops.logSoftmax(kernel, x, rows, columns, y);
            SoftmaxLoops.logSoftmaxSlope(kernel, v, y, rows, columns, slope);
            for (int row = 0; row < rows; row++) {
                double sum = 0;
                double ofV = 0;
                for (int i = row * columns; i < (row + 1) * columns; i++) {
                    sum += Math.exp(x[i]);
                    ofV += v[i];
                }
                for (int i = row * columns; i < (row + 1) * columns; i++) {
                    double exact = x[i] - Math.log(sum);
                    assertEquals(exact, y[i], 1e-6 * Math.max(1, Math.abs(exact)));
                    exact = v[i] - Math.exp(y[i]) * ofV;
                    assertEquals(exact, slope[i], 1e-6 * Math.max(1, Math.abs(v[i]) + Math.abs(ofV)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void notANumberMakesItsRowSuch(RowKernel kernel) {
        int columns = 300;
        for (float bad : new float[]{ Float.NaN, Float.POSITIVE_INFINITY }) {
            float[] x = floats(2 * columns, false);
            x[columns + 17] = bad;
            float[] y = new float[x.length];
            SoftmaxLoops.logSoftmax(kernel, x, 2, columns, y);
            float[] z = new float[x.length];
            StandardizeLoops.standardize(kernel, x, 2, columns, 1e-5, z);
            for (int i = 0; i < x.length; i++) {
                assertEquals(i >= columns, Float.isNaN(y[i]));
                assertEquals(i >= columns, Float.isNaN(z[i]));
            }
        }
    }

    /** Against the operations that it consists of, in FLOAT64. */
    @ParameterizedTest
    @MethodSource("kernels")
    void standardized(RowKernel kernel) {
        for (int columns : new int[]{ 1, 5, 16, 100, 1000 }) {
            int rows = 3;
            float[] x = floats(rows * columns, false);
            float[] v = floats(rows * columns, false);
            float[] y = new float[x.length];
            float[] slope = new float[x.length];
            StandardizeLoops.standardize(kernel, x, rows, columns, 1e-5, y);
            StandardizeLoops.slope(kernel, v, x, y, rows, columns, 1e-5, slope);
            Tensor in = Tensors.tensor(x).to(DType.FLOAT64).reshape(rows, columns).requiresGrad_(true);
            Tensor out = StandardizeOp.standardized(in, new int[]{ 1 }, 1e-5);
            out.backward(Tensors.tensor(v).to(DType.FLOAT64).reshape(rows, columns));
            Tensor gradient = Objects.requireNonNull(in.grad());
            for (int i = 0; i < x.length; i++) {
                assertEquals(out.detach().reshape(-1).get(i).item(), y[i],
                        1e-6 * Math.max(1, Math.abs(y[i])));
                double exact = gradient.reshape(-1).get(i).item();
                assertEquals(exact, slope[i], columns == 1 ? 1e-3 : 1e-6 * Math.max(1, Math.abs(exact)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theSameBitsOnAnyNumberOfThreads(RowKernel kernel) {
        int rows = 300;
        int columns = 700;
        float[] x = floats(rows * columns, false);
        int before = Workers.threads();
        try {
            float[][] found = new float[3][];
            for (int i = 0; i < 3; i++) {
                Autograd.threads(new int[]{ 1, 2, 8 }[i]);
                float[] y = new float[x.length];
                float[] z = new float[x.length];
                StandardizeLoops.standardize(kernel, x, rows, columns, 1e-5, y);
                SoftmaxLoops.logSoftmax(kernel, y, rows, columns, z);
                SoftmaxLoops.logSoftmaxSlope(kernel, x, z, rows, columns, y);
                StandardizeLoops.slope(kernel, y, x, z, rows, columns, 1e-5, y);
                found[i] = y;
            }
            assertArrayEquals(found[0], found[1]);
            assertArrayEquals(found[0], found[2]);
        } finally {
            Autograd.threads(before);
        }
    }
}
