package leibniz.autograd;

import static leibniz.autograd.Autograd.checkpoint;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.GraphOption.CREATE_GRAPH;
import static leibniz.autograd.GraphOption.RETAIN_GRAPH;
import static leibniz.autograd.Tensors.manualSeed;
import static leibniz.autograd.Tensors.rand;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Functions that run again in the backward pass, so that their values need not be held until then. */
class CheckpointTest {
    @AfterEach
    void noOrigin() {
        TestOrigin.set(null);
    }

    private static Tensor leaf(double... values) {
        return tensor(FLOAT64, values).requiresGrad_(true);
    }

    private static double[] values(Tensor x) {
        return (double[]) x.detach().toArray();
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(expected, assertThrows(RuntimeException.class, call).getMessage());
    }

    /** Runs the same computation without and with checkpoints, and compares every bit. */
    private static void assertSame(Function<UnaryOperator<TensorFunction>, List<Tensor>> computation) {
        manualSeed(3);
        List<Tensor> expected = computation.apply(f -> f);
        Tensor after = rand(2);
        manualSeed(3);
        List<Tensor> found = computation.apply(f -> x -> checkpoint(f, x));
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(values(expected.get(i)), values(found.get(i)), "result " + i);
        }
        assertTrue(after.equal(rand(2)), "the random numbers that follow");
    }

    @Test
    void gradientsAreTheSameToTheBitForCapturedTensorsToo() {
        assertSame(mode -> {
            Tensor x = leaf(0.1, 0.7, -1.3);
            Tensor w = leaf(0.3, 0.2, 0.9);
            Tensor scaled = w.mul(1.7);
            TensorFunction layer = t -> t.mul(scaled).sin().add(t.mul(x)).mul(w).tanh().add(t);
            Tensor y = x.mul(3);
            for (int i = 0; i < 5; i++) {
                y = mode.apply(layer).apply(y);
            }
            y.mul(x).mul(scaled).sum().backward();
            return List.of(y, x.grad(), w.grad());
        });
    }

    @Test
    void checkpointsWithinCheckpoints() {
        assertSame(mode -> {
            Tensor x = leaf(0.1, 0.7);
            Tensor w = leaf(0.3, 0.2);
            TensorFunction outermost = t -> {
                Tensor local = t.exp().mul(w);
                TensorFunction outer = u -> {
                    Tensor within = u.sin().mul(local);
                    return mode.apply(v -> v.mul(within).mul(local).cos().mul(v)).apply(u.mul(w)).exp();
                };
                return mode.apply(outer).apply(mode.apply(outer).apply(t)).mul(local).mul(t);
            };
            Tensor y = mode.apply(outermost).apply(x.mul(x));
            y.sum().backward();
            return List.of(y, x.grad(), w.grad());
        });
    }

    @Test
    void higherDerivatives() {
        assertSame(mode -> {
            Tensor x = leaf(0.4, -0.6);
            Tensor w = leaf(1.5, 0.5);
            TensorFunction f = t -> mode.apply(u -> u.mul(w).exp().mul(u)).apply(t.sin()).mul(t);
            Tensor y = mode.apply(f).apply(x).sum();
            Tensor first = Autograd.grad(y, x, CREATE_GRAPH);
            Tensor second = Autograd.grad(first.mul(w).sum(), x, CREATE_GRAPH);
            second.square().sum().backward();
            return List.of(first, second, x.grad(), w.grad());
        });
        TensorFunction f = t -> checkpoint(u -> u.sin().mul(u).exp(), t);
        assertTrue(Autograd.gradCheck(2, f, tensor(FLOAT64, 0.3, 1.1)).passed(),
                "both modes and both orders");
        Tensor x = tensor(FLOAT64, 0.3, 1.1);
        assertTrue(Autograd.hessian(t -> f.apply(t).sum(), x)
                .equal(Autograd.hessian(t -> t.sin().mul(t).exp().sum(), x)), "forward over reverse");
    }

    @Test
    void derivativesWithinTheFunction() {
        assertSame(mode -> {
            Tensor x = leaf(0.4, -0.6);
            Tensor w = leaf(1.5, 0.5);
            TensorFunction penalty = t -> {
                Tensor value = mode.apply(u -> u.mul(w).sin().mul(u)).apply(t).sum();
                Tensor slope = Autograd.grad(value, t, CREATE_GRAPH);
                double constant = Autograd.grad(t.exp().mul(2).sum(), t).sum().item();
                return slope.square().mul(constant).add(value);
            };
            Tensor y = mode.apply(penalty).apply(x.mul(2));
            y.sum().backward();
            return List.of(y, x.grad(), w.grad());
        });
    }

    @Test
    void randomNumbersAreTheSameInBothRuns() {
        assertSame(mode -> {
            Tensor x = leaf(0.1, 0.7, -1.3);
            TensorFunction dropout = t -> t.exp().mul(rand(FLOAT64, 3).gt(0.5)).mul(rand(FLOAT64, 3));
            Tensor y = mode.apply(t -> mode.apply(dropout).apply(t).mul(rand(FLOAT64, 3)).mul(t)).apply(x);
            y = mode.apply(dropout).apply(y);
            y.sum().backward();
            return List.of(y, x.grad(), rand(FLOAT64, 2));
        });
    }

    @Test
    void noGradWithinAndAround() {
        assertSame(mode -> {
            Tensor x = leaf(0.1, 0.7);
            TensorFunction f = t -> t.exp().mul(Autograd.noGrad(() -> t.exp().sin())).mul(t.detach());
            Tensor y = mode.apply(f).apply(x);
            y.sum().backward();
            return List.of(y, x.grad());
        });
        Tensor x = leaf(1);
        assertFalse(Autograd.noGrad(() -> checkpoint(Tensor::exp, x)).requiresGrad());
    }

    @Test
    void inPlaceOnWhatTheFunctionMade() {
        assertSame(mode -> {
            Tensor x = leaf(0.1, 0.7);
            Tensor y = mode.apply(t -> t.sin().mul_(t).add_(1).exp()).apply(x);
            y.sum().backward();
            return List.of(y, x.grad());
        });
    }

    @Test
    void aGraphThatIsRetainedRunsAgain() {
        Tensor x = leaf(2);
        int[] runs = { 0 };
        Tensor y = checkpoint(t -> {
            runs[0]++;
            return t.exp().sin().exp();
        }, x).sum();
        y.backward(RETAIN_GRAPH);
        double[] once = values(x.grad().copy());
        y.backward();
        assertArrayEquals(new double[]{ 2 * once[0] }, values(x.grad()));
        assertEquals(2, runs[0], "values that a pass retained are not computed once more");
        assertThrows(IllegalStateException.class, y::backward);
    }

    @Test
    void noValuesAreHeldBetweenForwardAndBackward() {
        TensorFunction layers = t -> {
            Tensor y = t;
            for (int i = 0; i < 50; i++) {
                y = y.sin();
            }
            return y;
        };
        Tensor x = Tensors.ones(1000).requiresGrad_(true);
        assertEquals(50 * 4000, CostCounter.storedBytes(layers.apply(x).node()));
        Tensor y = checkpoint(layers, x);
        assertEquals(4000, CostCounter.storedBytes(y.node()), "the input alone");
        Tensor nested = checkpoint(t -> layers.apply(checkpoint(layers, t)), x);
        assertEquals(4000, CostCounter.storedBytes(nested.node()));
        Tensor sum = nested.sum();
        sum.backward(RETAIN_GRAPH);
        assertEquals(100 * 4000, CostCounter.storedBytes(sum.node()), "computed again and retained");
        sum.backward();
        assertEquals(0, CostCounter.storedBytes(sum.node()));
    }

    @Test
    void theMemoryOfTheValuesIsReallyFree() {
        Tensor x = leaf(1, 2);
        List<WeakReference<Storage>> made = new ArrayList<>();
        TensorFunction f = t -> {
            Tensor u = t.exp().mul(t);
            made.add(new WeakReference<>(u.storage));
            Tensor v = checkpoint(w -> w.mul(u).sin(), u.cos());
            made.add(new WeakReference<>(v.storage));
            return v.mul(v).neg();
        };
        Tensor plain = f.apply(x);
        Tensor y = checkpoint(f, x);
        for (int i = 0; i < 50 && made.subList(2, 4).stream().anyMatch(r -> r.get() != null); i++) {
            System.gc();
        }
        assertEquals(List.of(true, true, false, false), made.stream().map(r -> r.get() != null).toList(),
                "a graph holds its values, one of a checkpoint does not");
        plain.sum().backward();
        y.neg().sum().backward();
        assertArrayEquals(new double[]{ 0, 0 }, values(x.grad()));
    }

    @Test
    void hooksAreRegisteredOnce() {
        Tensor x = leaf(1);
        List<String> called = new ArrayList<>();
        checkpoint(t -> {
            Tensor u = t.exp();
            u.registerHook(g -> {
                called.add("hook");
                return g.mul(2);
            });
            u.retainGrad();
            return u.sin();
        }, x).sum().backward();
        assertEquals(List.of("hook"), called);
        assertEquals(2 * Math.cos(Math.E) * Math.E, x.grad().item(), 1e-15);
    }

    @Test
    void keptValuesStay() {
        Graph.keepValues(true);
        try {
            Tensor x = leaf(1);
            Tensor y = checkpoint(t -> t.exp().sin(), x);
            y.sum().backward();
            GraphNode exp = Graph.of(y).nodes().get(1);
            assertEquals("Exp", exp.name());
            assertEquals(Math.E, exp.value().item(), 1e-15);
            assertEquals(Math.cos(Math.E), exp.grad().item(), 1e-15);
        } finally {
            Graph.keepValues(false);
        }
    }

    @Test
    void tensorsThatItReadMustNotChange() {
        Tensor x = leaf(1);
        Tensor c = tensor(FLOAT64, 2.0);
        Tensor y = checkpoint(t -> t.exp().mul(c).exp(), x).sum();
        TestOrigin.set("cell 4");
        c.add_(1);
        assertMessage(
                "checkpoint: the function must be computed again, but a tensor that it read at version 0 was since "
                        + "changed to version 1 by an operation in place in cell 4. Call backward() before that operation, or use "
                        + "its form without _.",
                y::backward);
        assertNull(x.grad());
        Tensor result = checkpoint(t -> t.exp().reshape(1), x);
        Tensor sum = result.mul(1).sum();
        Autograd.noGrad(() -> result.detach().copy().zero_());
        sum.backward();
        assertArrayEquals(new double[]{ Math.E }, values(x.grad()));
    }

    @Test
    void theFunctionMustDoTheSameAgain() {
        int[] calls = { 0 };
        assertMessage(
                "checkpoint: the function did not do the same again when its values were computed anew for the "
                        + "backward pass: <Sin> of shape (2) has become <Cos> of shape (2). It must depend only on tensors, and on "
                        + "random numbers, that are as they were.",
                () -> checkpoint(t -> calls[0]++ == 0 ? t.sin() : t.cos(), leaf(1, 2)).sum().backward());
        calls[0] = 0;
        assertMessage(
                "checkpoint: the function did not do the same again when its values were computed anew for the "
                        + "backward pass: it ended before <Exp>. It must depend only on tensors, and on random numbers, that are "
                        + "as they were.",
                () -> checkpoint(t -> calls[0]++ == 0 ? t.sin().exp() : t.sin(), leaf(1, 2)).sum()
                        .backward());
        calls[0] = 0;
        assertMessage(
                "checkpoint: the function did not do the same again when its values were computed anew for the "
                        + "backward pass: it went on with <Neg>. It must depend only on tensors, and on random numbers, that are "
                        + "as they were.",
                () -> checkpoint(t -> calls[0]++ == 0 ? t.sin() : t.sin().neg(), leaf(1, 2)).sum()
                        .backward());
        calls[0] = 0;
        assertMessage(
                "checkpoint: the function did not do the same again when its values were computed anew for the "
                        + "backward pass: it called checkpoint once more. It must depend only on tensors, and on random numbers, "
                        + "that are as they were.",
                () -> checkpoint(t -> calls[0]++ == 0 ? t.sin() : checkpoint(Tensor::sin, t), leaf(1, 2))
                        .sum()
                        .backward());
    }

    /** The derivative 2x cos(x²) of sin(x²) computed forward, and its own, 2 cos(x²) - 4x² sin(x²). */
    @Test
    void backwardThroughAForwardDerivative() {
        double expected = 2 * Math.cos(4) - 16 * Math.sin(4);
        for (TensorFunction f : List.<TensorFunction>of(
                x -> checkpoint(t -> t.square().sin(), x),
                x -> checkpoint(t -> checkpoint(Tensor::square, t).sin(), x),
                x -> checkpoint(Tensor::sin, checkpoint(Tensor::square, x)))) {
            Tensor x = leaf(2);
            ValueAndDerivative result = Autograd.jvp(f, x, Tensors.onesLike(x));
            result.derivative().backward(RETAIN_GRAPH);
            assertEquals(expected, x.grad().item(), 1e-12);
            result.value().backward();
            assertEquals(expected + 4 * Math.cos(4), x.grad().item(), 1e-12);
            assertEquals(expected, Autograd.hvp(f, x, Tensors.onesLike(x)).item(), 1e-12);
        }
    }

    @Test
    void aFunctionThatThrowsLeavesRecordingAsItWas() {
        Tensor x = leaf(1);
        assertThrows(IllegalArgumentException.class, () -> checkpoint(t -> t.exp().reshape(7), x));
        Tensor y = x.exp();
        assertEquals(8, CostCounter.storedBytes(y.node()), "no checkpoint is in force");
        int[] calls = { 0 };
        Tensor z = checkpoint(t -> {
            if (calls[0]++ == 1) {
                throw new IllegalStateException("not now");
            }
            return t.exp().sin();
        }, x).sum();
        assertMessage("not now", () -> z.backward(RETAIN_GRAPH));
        z.backward();
        assertEquals(Math.cos(Math.E) * Math.E, x.grad().item(), 1e-15, "the next pass succeeds");
    }
}
