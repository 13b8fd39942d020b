package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Products of a vector with a matrix, by both kernels: sums in double, in an order that sizes alone decide.
 */
class ThinProductTest {
    private static final float[] SPECIALS = { 0f, -0f, Float.NaN, Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY, 1e-42f, Float.MAX_VALUE };

    private final Random random = new Random(11);

    static Stream<Named<ThinProduct.Kernel>> kernels() {
        assertTrue(VectorModule.isThere(), "the module can be loaded");
        return Stream.of(Named.of("plain", ThinProduct.PLAIN),
                Named.of("vectors", new VectorThinProduct()));
    }

    private float number(boolean specials) {
        return specials && random.nextInt(400) == 0
                ? SPECIALS[random.nextInt(SPECIALS.length)]
                : (float) random.nextGaussian();
    }

    private float[] floats(int n, boolean specials) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = number(specials);
        }
        return x;
    }

    private double[] doubles(int n) {
        return random.doubles(n).map(x -> (float) (2 * x - 1)).toArray();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void innerProducts(ThinProduct.Kernel kernel) {
        for (int k : new int[]{ 1, 7, 8, 63, 64, 65, 100, 511, 512, 513, 600, 1023, 1024, 1088, 2000 }) {
            for (int n : new int[]{ 1, 2, 3, 4, 5, 9 }) {
                int at = random.nextInt(4);
                int apart = k + random.nextInt(3);
                boolean specials = random.nextInt(3) == 0;
                double[] x = doubles(k);
                float[] b = floats(at + (n - 1) * apart + k, specials);
                double[] found = new double[n + 2];
                kernel.dots(x, b, at, apart, n, found);
                for (int j = 0; j < n; j++) {
                    assertEquals(dot(x, b, at + j * apart), found[j]);
                }
                assertEquals(0, found[n]);
            }
        }
    }

    /** By hand in the order that {@link Dots} documents. */
    private static double dot(double[] x, float[] b, int at) {
        double sum = 0;
        int p = 0;
        for (; p + Dots.BLOCK <= x.length; p += Dots.BLOCK) {
            double[] products = new double[Dots.BLOCK];
            for (int i = 0; i < Dots.BLOCK; i++) {
                products[i] = x[p + i] * b[at + p + i];
            }
            for (int half = Dots.BLOCK / 2; half >= 32; half /= 2) {
                for (int i = 0; i < half; i++) {
                    products[i] += products[i + half];
                }
            }
            double[] four = new double[4];
            for (int i = 0; i < 32; i++) {
                four[i % 4] += products[i];
            }
            sum += (four[0] + four[2]) + (four[1] + four[3]);
        }
        int n = x.length - p;
        if (n == 0) {
            return sum;
        }
        double[] eight = new double[8];
        int in = n < 64 ? 0 : n / 8 * 8;
        for (int i = 0; i < in; i++) {
            eight[i % 8] += x[p + i] * b[at + p + i];
        }
        double rest = Dots.ofEight(eight, 0);
        for (int i = in; i < n; i++) {
            rest += x[p + i] * b[at + p + i];
        }
        return sum + rest;
    }

    @Test
    void sumsOfRows() {
        for (int n : new int[]{ 1, 7, 31, 32, 33, 50, 63, 64, 65, 100, 128, 130, 200 }) {
            for (int k : new int[]{ 1, 2, 3, 4, 5, 40, 4099 }) {
                int at = random.nextInt(4);
                int apart = random.nextInt(4) == 0 ? 0 : n + random.nextInt(3);
                double[] x = doubles(k);
                float[] b = floats(at + (k - 1) * apart + n, random.nextInt(3) == 0);
                double[] right = new double[n + 1];
                for (int p = 0; p < k; p++) {
                    for (int j = 0; j < n; j++) {
                        right[j] += x[p] * b[at + p * apart + j];
                    }
                }
                double[] found = new double[n + 1];
                ThinProduct.rows(x, b, at, apart, n, found);
                assertArrayEquals(right, found);
            }
        }
    }

    /** Vectors of products that run over until a trial is done, and after: always the same bits. */
    @Test
    void aTrialChangesNoBit() {
        Tensor a = Tensors.randn(300, 700);
        Tensor x = Tensors.randn(700);
        Tensor y = Tensors.randn(300);
        float[] first = (float[]) a.matmul(x).toArray();
        float[] second = (float[]) y.matmul(a).toArray();
        for (int i = 0; i < 200; i++) {
            assertArrayEquals(first, (float[]) a.matmul(x).toArray());
            assertArrayEquals(second, (float[]) y.matmul(a).toArray());
        }
    }
}
