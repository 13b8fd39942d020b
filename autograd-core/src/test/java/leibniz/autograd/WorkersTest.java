package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loops that are shared out over threads. */
class WorkersTest {
    private static final long MANY = 1 << 24;

    private final int before = Autograd.threads();

    @AfterEach
    void restore() {
        TestOrigin.interrupt(false);
        Autograd.threads(before);
    }

    @Test
    void eachRoundRunsOnce() {
        Autograd.threads(4);
        for (int n : new int[]{ 0, 1, 2, 7, 100, 1001 }) {
            for (int unit : new int[]{ 1, 3, 64 }) {
                AtomicIntegerArray runs = new AtomicIntegerArray(n);
                Workers.split(n, unit, MANY, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        runs.incrementAndGet(i);
                    }
                });
                for (int i = 0; i < n; i++) {
                    assertEquals(1, runs.get(i));
                }
            }
        }
    }

    /** The second part of two only ends when the first has begun, and the other way round. */
    @Test
    void partsRunAtTheSameTime() {
        Autograd.threads(2);
        CountDownLatch both = new CountDownLatch(2);
        Workers.split(2, 1, MANY, (from, to) -> {
            both.countDown();
            await(both);
        });
        assertEquals(0, both.getCount());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The helper of one caller's loop works on another's as soon as it is free, though that has begun. */
    @Test
    void aHelperThatIsFreeLateStillHelps() {
        Autograd.threads(2);
        CountDownLatch isBusy = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Thread other = new Thread(() -> Workers.split(2, 1, MANY, (from, to) -> {
            if (Thread.currentThread() instanceof Helper) {
                isBusy.countDown();
                await(mayEnd);
            } else {
                await(isBusy);
            }
        }));
        other.start();
        await(isBusy);
        CountDownLatch both = new CountDownLatch(2);
        Workers.split(2, 1, MANY, (from, to) -> {
            mayEnd.countDown();
            both.countDown();
            await(both);
        });
        assertEquals(0, both.getCount());
    }

    /** Loops that follow each other at once find the helpers of the one before, and make no more. */
    @Test
    void thereAreNotMoreHelpersThanThreads() {
        Autograd.threads(3);
        long before = helpers();
        for (int i = 0; i < 20_000; i++) {
            Workers.split(6, 1, MANY, (from, to) -> {});
        }
        assertTrue(helpers() <= Math.max(2, before), () -> helpers() + " helpers, " + before + " before");
    }

    private static long helpers() {
        return Thread.getAllStackTraces().keySet().stream().filter(Helper.class::isInstance).count();
    }

    @Test
    void littleWorkStaysOnTheThread() {
        Autograd.threads(8);
        Thread here = Thread.currentThread();
        Workers.split(1000, 1, 1000, (from, to) -> {
            assertSame(here, Thread.currentThread());
            assertEquals(1000, to - from);
        });
    }

    @Test
    void whatAPartThrowsTheCallerGets() {
        Autograd.threads(4);
        IllegalArgumentException thrown = new IllegalArgumentException("part");
        for (int bad = 0; bad < 8; bad++) {
            int number = bad;
            assertSame(thrown, assertThrows(IllegalArgumentException.class,
                    () -> Workers.split(8, 1, MANY, (from, to) -> {
                        if (from <= number && number < to) {
                            throw thrown;
                        }
                    })));
        }
    }

    @Test
    void anInterruptEndsThePartsOfAllThreads() {
        Autograd.threads(4);
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThrows(CancellationException.class, () -> Workers.split(4, 1, MANY, (from, to) -> {
            if (!(Thread.currentThread() instanceof Helper)) {
                TestOrigin.interrupt(true);
                interrupted.countDown();
            }
            while (true) {
                Origins.checkInterrupted();
            }
        }));
        assertEquals(0, interrupted.getCount());
    }

    @Test
    void theResultIsTheSameForAnyNumberOfThreads() {
        List<float[]> results = new ArrayList<>();
        for (int threads : new int[]{ 1, 2, 8 }) {
            Autograd.threads(threads);
            assertEquals(threads, Autograd.threads());
            RandomNumbers.seed(1);
            Tensor x = Tensors.randn(700, 900);
            Tensor w = Tensors.randn(900, 500);
            Tensor bias = Tensors.randn(500);
            x.requiresGrad_(true);
            w.requiresGrad_(true);
            Tensor y = x.sin().transpose().transpose().matmul(w).add(bias).tanh();
            y.sum(0).square().sum().add(y.logSoftmax(1).mean()).add(y.max(1).sum())
                    .add(x.transpose().reshape(-1).exp().sum()).backward();
            Tensor wide = Tensors.cat(0, x.grad().reshape(-1), w.grad().reshape(-1), y.detach().reshape(-1),
                    x.detach().matmul(w.detach().select(1, 0)), x.detach().select(0, 3).matmul(w.detach()),
                    x.detach().matmul(w.detach()).sum(1).matmul(x.detach()), y.detach().sum().unsqueeze(0),
                    x.grad().to(DType.FLOAT64).sum(1).to(DType.FLOAT32));
            results.add(((float[]) wide.toArray()));
        }
        assertArrayEquals(results.get(0), results.get(1));
        assertArrayEquals(results.get(0), results.get(2));
    }

    @Test
    void atLeastOneThread() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Autograd.threads(0)).getMessage()
                .contains("0"));
        assertEquals(before, Autograd.threads());
    }
}
