package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Chains that are computed in one go, against one operation after the other: the bits must be the same. */
class FusionTest {
    private static final double[] SPECIALS = { 0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, 1e-45, 1e38, -1e38 };

    private final int before = Autograd.threads();

    @AfterEach
    void restore() {
        TestOrigin.interrupt(false);
        Autograd.threads(before);
    }

    /** Numbers with special ones among them, in the given layout. */
    private static Tensor numbers(DType dtype, int... shape) {
        Tensor x = Tensors.randn(dtype, shape).mul(3);
        for (int i = 0; i < SPECIALS.length && i < x.numel(); i++) {
            x.storage.setDouble((int) (i * 131L % x.numel()), SPECIALS[i]);
        }
        return x;
    }

    private static Tensor fused(Supplier<Tensor> chain) {
        return Objects.requireNonNull(Fusion.compute(() -> new Tensor[]{ chain.get() })[0]);
    }

    private static void check(Supplier<Tensor> chain) {
        Tensor right = Recorder.in(Recorder.Mode.ENGINE, chain);
        for (int threads : new int[]{ 1, 2, 8 }) {
            Autograd.threads(threads);
            Tensor found = Recorder.in(Recorder.Mode.ENGINE, () -> fused(chain));
            assertArrayEquals(right.layout.shape, found.layout.shape);
            assertEquals(right.dtype(), found.dtype());
            assertArrayEquals(bits(right), bits(found));
        }
    }

    private static long[] bits(Tensor x) {
        Tensor in = Loops.copy(x, x.dtype());
        long[] bits = new long[in.numel()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToLongBits(in.storage.getDouble(i));
        }
        return bits;
    }

    @Test
    void theBitsAreThoseOfOneOperationAfterTheOther() {
        RandomNumbers.seed(5);
        for (DType dtype : new DType[]{ DType.FLOAT32, DType.FLOAT64 }) {
            for (int[] shape : new int[][]{ { 3000 }, { 70, 101 }, { 1023, 3 }, { 3, 7, 130 },
                    { 200_000 } }) {
                Tensor x = numbers(dtype, shape);
                Tensor y = numbers(dtype, shape);
                Tensor row = numbers(dtype, shape[shape.length - 1]);
                int[] ones = shape.clone();
                ones[ones.length - 1] = 1;
                Tensor column = numbers(dtype, ones);
                Tensor turned = numbers(dtype, reversed(shape)).permute(descending(shape.length));
                check(() -> x.mul(y.mul(y).neg().add(1)));
                check(() -> x.sub(y.exp().mul(column)));
                check(() -> x.sin().mul(x.square().neg().exp()).div(row));
                check(() -> Tensors.maximum(turned.sub(row).mul(column).abs().sqrt(), x));
                check(() -> x.erf().pow(2).mul(turned).log1p());
                check(() -> x.sub(column).square().sum(-1));
                check(() -> x.sub(column).square().sum());
                check(() -> x.mul(y).max(true, -1).sub(row));
                check(() -> x.mul(y).norm(false, -1));
                check(() -> x.mul(y).sum(0));
                check(() -> x.mul(2).reshape(-1).add(1).reshape(shape).mul(y));
                check(() -> x.mul(2).flip(0).add(x.mul(3)).narrow(0, 1, 2).mul(5));
                check(() -> {
                    Tensor sum = x.mul(2);
                    for (int i = 0; i < 40; i++) {
                        sum = sum.add(sum).mul(0.5).sub(row);
                    }
                    return sum;
                });
                check(() -> Tensors.where(x.mul(2).gt(y.neg()), x.neg(), y.exp().add(1)));
                check(() -> x.mul(2).to(DType.FLOAT64).add(1).to(dtype).neg());
            }
        }
    }

    private static int[] reversed(int... shape) {
        int[] result = new int[shape.length];
        for (int d = 0; d < shape.length; d++) {
            result[d] = shape[shape.length - 1 - d];
        }
        return result;
    }

    private static int[] descending(int n) {
        return reversed(Shapes.range(n));
    }

    @Test
    void whatIsWrittenLaterIsNotRead() {
        Tensor x = Tensors.ones(5000);
        Tensor y = Recorder.in(Recorder.Mode.ENGINE, () -> fused(() -> {
            Tensor later = x.mul(2).add(1);
            x.fill_(100);
            return later;
        }));
        assertEquals(15_000, y.sum().item());
        assertEquals(500_000, x.sum().item());
    }

    @Test
    void outsideNothingWaits() {
        Tensor x = Tensors.ones(5000);
        assertNull(x.mul(2).storage.deferred());
        fused(() -> {
            assertNotNull(x.mul(2).storage.deferred());
            assertNull(Tensors.ones(10).mul(2).storage.deferred());
            assertNull(Tensors.arange(5000).mul(2).storage.deferred());
            return x;
        });
        assertThrows(IllegalStateException.class, () -> fused(() -> {
            throw new IllegalStateException("of the rule");
        }));
        assertNull(x.mul(2).storage.deferred());
    }

    @Test
    void anInterruptEndsAChain() {
        Tensor x = Tensors.ones(1 << 20);
        assertThrows(CancellationException.class, () -> fused(() -> {
            Tensor later = x.exp().add(1).log();
            TestOrigin.interrupt(true);
            return later;
        }));
    }

    /** What was there before is as it was. */
    @Test
    void tooMuchForTheHeapIsOneClearLine() {
        Tensor x = Tensors.ones(DType.FLOAT64, 1).requiresGrad_(true);
        Tensor y = x.mul(2);
        int n = Integer.MAX_VALUE; // more than an array can have, however large the heap
        String message = assertThrows(OutOfMemoryError.class, () -> x.expand(n).exp()).getMessage();
        assertTrue(
                message.startsWith(
                        "a tensor of 2,147,483,647 elements of float64 takes 17,179,869,176 bytes"),
                message);
        assertFalse(message.contains("\n"));
        y.backward();
        assertEquals(2, x.grad().item());
        assertEquals(1, x.item());
    }

    /**
     * What a rule gives may wait for the rules after it, unless a hook looks on; the bits must be the same.
     */
    @Test
    void gradientsAreThoseOfOneRuleAfterTheOther() {
        RandomNumbers.seed(6);
        List<UnaryOperator<Tensor>> programs = List.of(x -> x.sin().mul(x.square().neg().exp()),
                x -> x.exp().neg().add(x).sin().cos().mul(2).sub(x), x -> x.mul(x).mul(x).div(x.exp().add(1)),
                x -> x.relu().mul(x.abs().sqrt()).sub(x.sigmoid().tanh()),
                x -> x.reshape(-1).sin().reshape(x.shape()).transpose(0, 1).exp(),
                x -> x.sub(x.mean(true, 1)).square().add(x.sum(0)).log1p(),
                x -> x.add(x).add(x.sin().add(x.sin())).sub(x.neg()), x -> x.softmax(1).mul(x),
                x -> x.matmul(x.sin().transpose(0, 1)).tanh().mul(0.1), x -> x.clone().narrow(0, 3, 20).exp(),
                x -> Tensors.where(x.gt(0), x.exp(), x.sin()).cumsum(1), x -> x.layerNorm(x.size(1)).sin(),
                x -> x.to(DType.FLOAT64).sin().to(x.dtype()).square(), x -> {
                    Tensor y = x;
                    for (int i = 0; i < 30; i++) {
                        y = y.sin().mul(1.01).add(x);
                    }
                    return y;
                });
        for (DType dtype : new DType[]{ DType.FLOAT32, DType.FLOAT64 }) {
            Tensor x = Tensors.randn(dtype, 40, 70).requiresGrad_(true);
            for (UnaryOperator<Tensor> program : programs) {
                Tensor y = program.apply(x);
                Tensor w = Tensors.randn(dtype, y.shape());
                y.mul(w).sum().backward();
                Tensor found = x.grad();
                x.clearGrad();
                Tensor middle = x.mul(1);
                middle.retainGrad();
                program.apply(middle).mul(w).sum().backward();
                assertArrayEquals(bits(found), bits(middle.grad()));
                assertArrayEquals(bits(found), bits(x.grad()));
                x.clearGrad();
                Tensor watched = program.apply(x).mul(w).sum();
                watched.registerHook(g -> g);
                watched.backward();
                assertArrayEquals(bits(x.grad()), bits(found));
                x.clearGrad();
            }
        }
    }

    /** Which of them are asked for makes no difference to any. */
    @Test
    void gradientsOnTheWay() {
        RandomNumbers.seed(7);
        Tensor x = Tensors.randn(50, 60).requiresGrad_(true);
        Tensor a = x.sin();
        Tensor b = a.exp();
        Tensor c = b.mul(a).neg();
        Tensor z = c.mul(x).sum();
        List<Tensor> all = Autograd.grad(z, List.of(x, a, b, c), GraphOption.RETAIN_GRAPH);
        for (Tensor one : List.of(x, a, b, c)) {
            int i = List.of(x, a, b, c).indexOf(one);
            assertArrayEquals(bits(all.get(i)), bits(Autograd.grad(z, one, GraphOption.RETAIN_GRAPH)));
        }
        Tensor again = Autograd.grad(z, x, GraphOption.CREATE_GRAPH, GraphOption.RETAIN_GRAPH);
        assertTrue(again.allclose(all.get(0)));
        assertApart(all);
    }

    /** A gradient is what it was when the pass ended, whatever is written over what it was computed from. */
    @Test
    void gradientsDoNotWait() {
        Tensor x = Tensors.full(3, 5000).requiresGrad_(true);
        Tensor w = Tensors.full(2, 5000);
        x.mul(w).mul(w).sum().backward();
        Tensor g = Autograd.grad(x.mul(w).mul(w).sum(), x);
        w.fill_(100);
        assertEquals(4, x.grad().get(0).item());
        assertEquals(4, g.get(4999).item());
    }

    /** A gradient that nothing else holds is not copied, and one that something else holds is not shared. */
    @Test
    void gradientsAreNobodyElses() {
        int n = 4096;
        Tensor x = Tensors.randn(n).requiresGrad_(true);
        Tensor y = Tensors.randn(n).requiresGrad_(true);
        Tensor seed = Tensors.ones(n);
        x.add(y).backward(seed);
        List<Tensor> held = List.of(seed, x.grad(), y.grad());
        assertApart(held);
        x.clearGrad();
        y.clearGrad();
        Tensor product = x.mul(y);
        product.retainGrad();
        Tensor sum = product.add(x).add(product.reshape(n));
        sum.retainGrad();
        sum.backward(seed, GraphOption.RETAIN_GRAPH);
        assertApart(List.of(seed, x, y, product, x.grad(), y.grad(), product.grad(), sum.grad()));
        double[] first = doubles(x.grad());
        x.grad().add_(1);
        sum.backward(seed);
        for (int i = 0; i < n; i++) {
            assertEquals(2 * first[i] + 1, x.grad().get(i).item(), 1e-5);
            assertEquals(2, product.grad().get(i).item() / 2);
        }
    }

    private static double[] doubles(Tensor x) {
        return (double[]) x.to(DType.FLOAT64).toArray();
    }

    private static void assertApart(List<Tensor> tensors) {
        for (int i = 0; i < tensors.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (tensors.get(i).storage == tensors.get(j).storage) {
                    throw new AssertionError("tensors " + j + " and " + i + " share their numbers");
                }
            }
        }
    }
}
