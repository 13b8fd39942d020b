package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Derivatives of what is computed on several threads, and on several threads at once. Values by hand. */
class ThreadsTest {
    private static final Tensor ONE = tensor(FLOAT64, 1);

    /** The sum of f(x) over tasks, each on a thread that is not the caller's. */
    private static Tensor sumOverThreads(int tasks, TensorFunction f, Tensor x) {
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<Tensor>> results = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                results.add(pool.submit(() -> f.apply(x)));
            }
            Tensor sum = tensor(FLOAT64, 0);
            for (Future<Tensor> result : results) {
                sum = sum.add(result.get());
            }
            return sum;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void forwardModeSeesWhatOtherThreadsCompute() {
        TensorFunction f = x -> sumOverThreads(64, Tensor::square, x);
        Tensor three = tensor(FLOAT64, 3);
        assertEquals(64 * 6, Autograd.jvp(f, three, ONE).derivative().item());
        assertEquals(64 * 2, Autograd.hvp(f, three, ONE).item());
        assertEquals(64 * 2,
                Autograd.jvp(x -> Autograd.jvp(f, x, ONE).derivative(), three, ONE).derivative().item());
        assertEquals(64 * 6, Autograd.vjp(f, three, ONE).derivative().item());
    }

    @Test
    void aDerivativeOnAnotherThreadLiesWithinThoseAroundIt() {
        // 8 · d/dx (x · 3x²) = 8 · 9x²
        Tensor found = Autograd.jvp(x -> sumOverThreads(8,
                y -> y.mul(Autograd.jvp(z -> z.square().mul(z), y, ONE).derivative()), x), tensor(FLOAT64, 2),
                ONE)
                .derivative();
        assertEquals(8 * 9 * 4, found.item());
        // what the inner derivative captures is no input of its own: d/dx (x · d/dz (x + z)) = 1
        assertEquals(8, Autograd.jvp(x -> sumOverThreads(8,
                y -> y.mul(Autograd.jvp(z -> y.add(z), ONE, ONE).derivative()), x), tensor(FLOAT64, 2), ONE)
                .derivative().item());
    }

    @Test
    void derivativesOfSeveralThreadsDoNotMix() {
        Tensor shared = tensor(FLOAT64, 5);
        Tensor sum = sumOverThreads(200, x -> Autograd.jvp(y -> y.mul(shared).sin(), x, ONE).derivative(),
                tensor(FLOAT64, 2));
        assertEquals(200 * 5 * Math.cos(10), sum.item(), 1e-9);
    }

    @Test
    void aLeafAddsUpTheGradientsOfAllThreads() {
        Tensor leaf = tensor(FLOAT64, 1).requiresGrad_(true);
        Tensor kept = leaf.mul(1);
        kept.retainGrad();
        sumOverThreads(1000, x -> {
            x.mul(2).backward();
            kept.mul(3).backward(GraphOption.RETAIN_GRAPH);
            return ONE;
        }, leaf);
        assertEquals(5000, leaf.grad().item());
        assertEquals(3000, kept.grad().item());
    }
}
