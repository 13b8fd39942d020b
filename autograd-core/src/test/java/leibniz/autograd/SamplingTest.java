package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT32;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DType.INT64;
import static leibniz.autograd.Tensors.bernoulli;
import static leibniz.autograd.Tensors.manualSeed;
import static leibniz.autograd.Tensors.multinomial;
import static leibniz.autograd.Tensors.normal;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random tensors: with the seed fixed, their moments lie within four standard errors of what they estimate.
 */
class SamplingTest {
    private static final int N = 100_000;

    @BeforeEach
    void seed() {
        manualSeed(7);
    }

    private static String error(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void normalNumbers() {
        Tensor x = normal(3, 0.5, N);
        assertEquals(FLOAT32, x.dtype());
        assertEquals(3, x.mean().item(), 4 * 0.5 / Math.sqrt(N));
        assertEquals(0.5, x.std().item(), 4 * 0.5 / Math.sqrt(2 * N));
        assertArrayEquals(new int[]{ 2, 1 }, normal(0, 1, 2, 1).shape());
        assertArrayEquals(new int[0], normal(FLOAT64, 0, 1).shape());
        assertTrue(normal(2, 0, 3).equal(tensor(2, 2, 2)));
        manualSeed(5);
        Tensor standard = Tensors.randn(4);
        manualSeed(5);
        assertTrue(standard.equal(normal(0, 1, 4)), "with mean 0 and deviation 1 these are those of randn");
        assertTrue(error(() -> normal(0, -1, 2)).contains("-1.0"));
        assertTrue(error(() -> normal(Double.NaN, 1, 2)).contains("NaN"));
        assertTrue(error(() -> normal(INT64, 0, 1, 2)).startsWith("normal: the dtype is int64"));
    }

    @Test
    void overwrittenByRandomNumbers() {
        Tensor x = zeros(FLOAT64, N);
        assertEquals(-1, x.normal_(-1, 2).mean().item(), 4 * 2 / Math.sqrt(N));
        x.uniform_(2, 4);
        assertEquals(3, x.mean().item(), 4 * Math.sqrt(1 / 3.0 / N));
        assertTrue(x.ge(2).and(x.lt(4)).all().itemBoolean());
        Tensor y = zeros(20_000).uniform_(16_777_215, 16_777_216); // FLOAT32 has nothing in between
        assertTrue(y.lt(16_777_216).all().itemBoolean());
        assertTrue(zeros(2).uniform_(3, 3).equal(tensor(3, 3)));
        assertEquals(0, zeros(0).normal_(0, 1).numel());
        Tensor leaf = zeros(2).requiresGrad_(true);
        assertThrows(IllegalStateException.class, () -> leaf.normal_(0, 1));
        Autograd.noGrad(() -> leaf.normal_(5, 0));
        assertTrue(leaf.equal(tensor(5, 5)));
        assertTrue(error(() -> zeros(2).uniform_(1, 0)).contains("1.0 to 0.0"));
        assertTrue(error(() -> zeros(INT64, 2).uniform_(0, 1)).startsWith("uniform_: the dtype is int64"));
        assertTrue(error(() -> zeros(INT64, 2).normal_(0, 1)).startsWith("normal_: the dtype is int64"));
        double infinite = Double.POSITIVE_INFINITY;
        assertTrue(error(() -> zeros(2).uniform_(0, infinite)).contains("finite"));
        assertTrue(error(() -> zeros(2).uniform_(-infinite, 0)).contains("finite"));
    }

    /** By hand: each number made of the uniform or normal one that rand or randn gives for the same seed. */
    @Test
    void numbersOfTheSameSeed() {
        Tensor u = Tensors.rand(FLOAT64, 6);
        manualSeed(7);
        Tensor scaled = zeros(FLOAT64, 6).uniform_(-2, 6);
        manualSeed(7);
        Tensor trials = bernoulli(Tensors.full(FLOAT64, 0.4, 6));
        manualSeed(7);
        Tensor kept = Tensors.ones(FLOAT64, 6).dropout(0.75);
        manualSeed(7);
        Tensor places = multinomial(tensor(0.0, 2.0, 1.0, 0.0, 5.0, 0.0), 6, true);
        for (int i = 0; i < 6; i++) {
            double part = u.get(i).item();
            assertEquals(-2 + 8 * part, scaled.get(i).item(), 1e-14);
            assertEquals(part < 0.4 ? 1 : 0, trials.get(i).item());
            assertEquals(part < 0.25 ? 4 : 0, kept.get(i).item());
            assertEquals(8 * part < 2 ? 1 : 8 * part < 3 ? 2 : 4, places.get(i).item());
        }
        manualSeed(7);
        Tensor standard = Tensors.randn(FLOAT64, 5);
        manualSeed(7);
        assertTrue(normal(FLOAT64, 3, 2, 5).equal(standard.mul(2).add(3)));
    }

    /** By hand: what was drawn before has weight 0 in the later draws of its row, and only there. */
    @Test
    void placesThatAreDrawnOnce() {
        double[][] weights = { { 1, 2, 3, 4 }, { 4, 0, 2, 1 } };
        for (int seed = 0; seed < 20; seed++) {
            manualSeed(seed);
            double[] u = (double[]) Tensors.rand(FLOAT64, 6).toArray();
            manualSeed(seed);
            Tensor drawn = multinomial(tensor(weights), 3, false);
            assertArrayEquals(new int[]{ 2, 3 }, drawn.shape());
            for (int row = 0; row < 2; row++) {
                double[] left = weights[row].clone();
                for (int i = 0; i < 3; i++) {
                    double rest = u[3 * row + i] * Arrays.stream(left).sum();
                    int place = 0;
                    while (rest >= left[place]) {
                        rest -= left[place++];
                    }
                    assertEquals(place, drawn.get(row, i).item(), "seed " + seed);
                    left[place] = 0;
                }
            }
        }
        Tensor given = tensor(1.0, 2.0, 3.0);
        multinomial(given, 3);
        assertEquals("tensor([1., 2., 3.])", given.toString());
    }

    /** By hand: the largest number below the upper bound, and no overflow in between. */
    @Test
    void uniformNumbersAtTheirBounds() {
        double bound = Math.nextUp(1.0);
        Tensor wide = zeros(FLOAT64, 100).uniform_(1, bound); // FLOAT64 has nothing in between
        assertTrue(wide.eq(1).all().itemBoolean());
        Tensor narrow = zeros(100).uniform_(16_777_215, 16_777_216);
        assertTrue(narrow.eq(16_777_215).all().itemBoolean());
        Tensor all = zeros(FLOAT64, 100).uniform_(-Double.MAX_VALUE, Double.MAX_VALUE);
        assertTrue(all.isfinite().all().itemBoolean());
        assertTrue(zeros(FLOAT64, 2).uniform_(3, 3).equal(tensor(FLOAT64, 3, 3)));
        assertTrue(error(() -> zeros(2).uniform_(Double.NaN, 1)).contains("NaN"));
        assertTrue(error(() -> zeros(2).uniform_(0, Double.NaN)).contains("NaN"));
    }

    @Test
    void trialsWithAProbability() {
        Tensor p = tensor(0.0, 0.25, 1.0);
        Tensor x = bernoulli(p.expand(N, 3));
        assertTrue(x.eq(0).or(x.eq(1)).all().itemBoolean());
        Tensor mean = x.mean(0);
        assertEquals(0, mean.get(0).item());
        assertEquals(0.25, mean.get(1).item(), 4 * Math.sqrt(0.25 * 0.75 / N));
        assertEquals(1, mean.get(2).item());
        assertEquals(FLOAT64, bernoulli(tensor(FLOAT64, 0.5)).dtype());
        assertArrayEquals(new int[]{ 2, 3 }, bernoulli(0.5, 2, 3).shape());
        assertEquals(FLOAT32, bernoulli(0.5, 2).dtype());
        assertTrue(error(() -> bernoulli(tensor(0.5, 1.5))).contains("1.5"));
        assertTrue(error(() -> bernoulli(tensor(Double.NaN))).contains("NaN"));
        assertTrue(error(() -> bernoulli(-1)).contains("-1.0"));
        assertTrue(error(() -> bernoulli(1.5, 2)).contains("1.5"));
        assertTrue(bernoulli(1, 3).equal(tensor(1.0, 1.0, 1.0)));
        assertTrue(bernoulli(0, 3).equal(zeros(3)));
        assertTrue(error(() -> bernoulli(tensor(1))).contains("int64"));
        Tensor halves = bernoulli(0.5, N);
        assertTrue(halves.eq(0).or(halves.eq(1)).all().itemBoolean());
        assertEquals(0.5, halves.mean().item(), 4 * Math.sqrt(0.25 / N));
        assertTrue(error(() -> bernoulli(1.5, 0)).contains("1.5"), "also where nothing is drawn");
    }

    @Test
    void placesByWeight() {
        Tensor drawn = multinomial(tensor(1.0, 0.0, 3.0), N, true);
        assertEquals(INT64, drawn.dtype());
        assertEquals(0.25, drawn.eq(0).to(FLOAT64).mean().item(), 4 * Math.sqrt(0.25 * 0.75 / N));
        assertEquals(0, drawn.eq(1).sum().item());
        for (int i = 0; i < 20; i++) {
            long[] places = (long[]) multinomial(tensor(0.1, 0.2, 0.0, 0.7), 3).toArray();
            Arrays.sort(places);
            assertArrayEquals(new long[]{ 0, 1, 3 }, places);
        }
        Tensor rows = multinomial(tensor(new double[][]{ { 1, 0 }, { 0, 1 } }), 4, true);
        assertEquals("tensor([[0, 0, 0, 0],\n        [1, 1, 1, 1]])", rows.toString());
        Tensor three = multinomial(tensor(new double[][]{ { 2, 0, 0 }, { 0, 0, 3 }, { 0, 1, 0 } }), 2, true);
        assertEquals("tensor([[0, 0],\n        [2, 2],\n        [1, 1]])", three.toString());
        assertEquals(0, multinomial(Tensors.ones(1), 0).numel());
        assertEquals(0, multinomial(zeros(2), 0).numel());
        Tensor smallest = tensor(FLOAT64, 0, Double.MIN_VALUE, 0); // no part of it is smaller
        assertTrue(multinomial(smallest, 20, true).eq(1).all().itemBoolean());
        Tensor second = tensor(new double[][]{ { 1, 1, 1 }, { 1, 1, -1 } });
        assertTrue(error(() -> multinomial(second, 1)).contains("-1.0"));
        assertTrue(error(() -> multinomial(Tensors.ones(1), -1)).contains("-1"));
        assertTrue(error(() -> multinomial(tensor(1.0, 0.0), 2)).contains("only 1 have a weight above 0"));
        assertTrue(error(() -> multinomial(zeros(1), 1, true)).contains("only 0"));
        assertTrue(error(() -> multinomial(tensor(1.0, -1.0), 1)).contains("-1.0"));
        assertTrue(
                error(() -> multinomial(Tensors.full(Double.POSITIVE_INFINITY, 1), 1)).contains("infinity"));
        assertTrue(error(() -> multinomial(zeros(1, 1, 1), 1)).contains("(1, 1, 1)"));
        assertTrue(error(() -> multinomial(tensor(1), 1)).contains("int64"));
    }

    @Test
    void dropoutKeepsTheMean() {
        Tensor x = Tensors.ones(N).requiresGrad_(true);
        Tensor y = x.dropout(0.2);
        assertTrue(y.eq(0).or(y.eq(1.25)).all().itemBoolean());
        assertEquals(1, y.mean().item(), 4 * Math.sqrt(0.25 / N));
        y.sum().backward();
        assertTrue(y.equal(x.grad()), "the slope is the factor");
        assertTrue(x.dropout(0).equal(x));
        assertEquals(0, x.dropout(1).abs().sum().item());
        assertTrue(error(() -> x.dropout(1.1)).contains("1.1"));
        assertTrue(error(() -> tensor(1).dropout(0.5)).contains("int64"));
    }
}
