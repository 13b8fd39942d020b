package leibniz.autograd;

import static leibniz.autograd.GraphOption.CREATE_GRAPH;
import static leibniz.autograd.GraphOption.RETAIN_GRAPH;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Functions that are called with a gradient on its way. */
class HooksTest {
    @AfterEach
    void noOrigin() {
        TestOrigin.set(null);
    }

    private static Tensor leaf(double... values) {
        return tensor(DType.FLOAT64, values).requiresGrad_(true);
    }

    private static double[] values(Tensor x) {
        return (double[]) x.detach().toArray();
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(expected, assertThrows(RuntimeException.class, call).getMessage());
    }

    @Test
    void aLeafsHookSeesTheGradientOfThisPassOnly() {
        Tensor x = leaf(1, 2);
        List<double[]> seen = new ArrayList<>();
        x.registerHook(g -> {
            seen.add(values(g));
            return null;
        });
        x.mul(3).sum().backward();
        x.mul(4).add(x).sum().backward();
        assertArrayEquals(new double[]{ 3, 3 }, seen.get(0));
        assertArrayEquals(new double[]{ 5, 5 }, seen.get(1), "the sum of both uses, without the pass before");
        assertEquals(2, seen.size());
        assertArrayEquals(new double[]{ 8, 8 }, values(x.grad()));
    }

    @Test
    void whatAHookReturnsFlowsOnAndIsKept() {
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(2);
        y.retainGrad();
        y.registerHook(g -> g.mul(10));
        y.mul(3).sum().backward();
        assertArrayEquals(new double[]{ 30, 30 }, values(y.grad()));
        assertArrayEquals(new double[]{ 60, 60 }, values(x.grad()));
    }

    @Test
    void hooksRunInTheOrderOfRegistrationUntilTheyAreClosed() {
        Tensor x = leaf(1);
        Scope ten = x.registerHook(g -> g.mul(10));
        x.registerHook(g -> g.add(1));
        x.sum().backward();
        assertArrayEquals(new double[]{ 11 }, values(x.grad()));
        assertEquals("hook on a leaf of shape (1)", ten.toString());
        ten.close();
        ten.close();
        assertEquals("removed hook of a leaf of shape (1)", ten.toString());
        x.grad().zero_();
        x.sum().backward();
        assertArrayEquals(new double[]{ 2 }, values(x.grad()));
    }

    @Test
    void theSameFunctionRegisteredTwiceRunsTwice() {
        Tensor x = leaf(1);
        UnaryOperator<Tensor> twice = g -> g.mul(2);
        Scope first = x.registerHook(twice);
        x.registerHook(twice);
        x.sum().backward();
        assertArrayEquals(new double[]{ 4 }, values(x.grad()));
        first.close();
        x.grad().zero_();
        x.sum().backward();
        assertArrayEquals(new double[]{ 2 }, values(x.grad()));
    }

    @Test
    void aHookMayRemoveItself() {
        Tensor x = leaf(1);
        Scope[] hook = new Scope[1];
        hook[0] = x.registerHook(g -> {
            hook[0].close();
            return g.mul(5);
        });
        x.registerHook(g -> g.add(1));
        Tensor y = x.sum();
        y.backward(RETAIN_GRAPH);
        y.backward();
        assertArrayEquals(new double[]{ 6 + 2 }, values(x.grad()));
    }

    @Test
    void gradCallsHooksOfWhatItPassesAndOfItsTargets() {
        Tensor x = leaf(3);
        Tensor w = leaf(2);
        Tensor y = x.mul(w);
        y.registerHook(g -> g.mul(10));
        x.registerHook(g -> g.add(1));
        w.registerHook(g -> {
            throw new AssertionError("w is not asked for");
        });
        assertArrayEquals(new double[]{ 21 }, values(Autograd.grad(y.sum(), x)));
        assertNull(x.grad());
    }

    @Test
    void underCreateGraphAHookIsDifferentiatedToo() {
        Tensor x = leaf(3);
        Tensor y = x.mul(x);
        y.registerHook(g -> g.mul(x)); // x * 2x
        Tensor first = Autograd.grad(y.sum(), x, CREATE_GRAPH);
        assertArrayEquals(new double[]{ 18 }, values(first));
        assertArrayEquals(new double[]{ 12 }, values(Autograd.grad(first.sum(), x)), "of 2x^2");
        Tensor v = tensor(DType.FLOAT64, 1.0);
        Tensor hvp = Autograd.hvp(t -> {
            Tensor u = t.mul(t);
            u.registerHook(g -> g.mul(t));
            return u.sum();
        }, tensor(DType.FLOAT64, new double[]{ 3 }), v.reshape(1));
        assertArrayEquals(new double[]{ 12 }, values(hvp), "forward over reverse");
    }

    @Test
    void aHookThatThrowsLeavesNoGradientChanged() {
        Tensor x = leaf(1);
        Tensor w = leaf(2);
        w.sum().backward();
        Tensor early = w.mul(x);
        early.registerHook(g -> {
            throw new IllegalStateException("mine");
        });
        Tensor z = w.add(early).sum();
        assertMessage("mine", z::backward);
        x.registerHook(g -> {
            throw new IllegalStateException("of a leaf");
        });
        assertMessage("of a leaf", w.mul(x).sum()::backward);
        assertNull(x.grad());
        assertArrayEquals(new double[]{ 1 }, values(w.grad()));
        assertTrue(Autograd.isGradEnabled());
    }

    @Test
    void whatAHookKeepsDoesNotChangeLater() {
        Tensor x = leaf(1, 2);
        List<Tensor> kept = new ArrayList<>();
        Tensor seed = tensor(DType.FLOAT64, 1, 10);
        x.registerHook(g -> {
            kept.add(g);
            return null;
        });
        x.neg().backward(seed);
        x.grad().mul_(100);
        x.neg().backward(seed);
        assertArrayEquals(new double[]{ -1, -10 }, values(kept.get(0)));
        kept.get(0).zero_();
        assertArrayEquals(new double[]{ -101, -1010 }, values(x.grad()));
        assertArrayEquals(new double[]{ 1, 10 }, values(seed));
    }

    @Test
    void displaysComputeWithoutHooks() {
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(x);
        y.registerHook(g -> {
            throw new AssertionError("a display must not call hooks");
        });
        Tensor z = y.sum();
        Graph graph = Graph.of(z);
        assertArrayEquals(new double[]{ 2, 4 }, values(graph.gradients().get(graph.find(x))));
        Autograd.backwardPass(z).forEachRemaining(step -> {});
        assertNull(x.grad());
    }

    @Test
    void aHookThatWritesIntoTheGradientIsAnError() {
        TestOrigin.set("cell 3");
        Tensor y = leaf(1, 2).mul(2);
        y.registerHook(g -> g.mul_(2));
        Tensor seed = tensor(DType.FLOAT64, 1, 1);
        assertMessage(
                "registerHook: the hook on <Mul> in cell 3 of shape (2) wrote into the gradient in place, but others may "
                        + "need that tensor as it was. Return a new one instead, such as g.mul(2) for g.mul_(2).",
                () -> y.backward(seed));
        assertArrayEquals(new double[]{ 1, 1 }, values(seed), "the gradient given to backward");
    }

    @Test
    void aReplacementMustFit() {
        Tensor x = leaf(1, 2);
        Scope hook = x.registerHook(Tensor::sum);
        assertMessage(
                "registerHook: the hook on a leaf of shape (2) returned a tensor of shape () and dtype float64, but a "
                        + "gradient has the shape (2) and the dtype float64 of its tensor. Return such a tensor, or null to "
                        + "leave the gradient as it is.",
                x.sum()::backward);
        hook.close();
        x.registerHook(g -> g.to(DType.FLOAT32));
        assertMessage(
                "registerHook: the hook on a leaf of shape (2) returned a tensor of shape (2) and dtype float32, but a "
                        + "gradient has the shape (2) and the dtype float64 of its tensor. Return such a tensor, or null to "
                        + "leave the gradient as it is.",
                x.sum()::backward);
    }

    @Test
    void aTensorWithoutGradientHasNoHooks() {
        assertMessage(
                "registerHook: this tensor requires no gradient. Call requiresGrad_(true) on the inputs before "
                        + "computing with them.",
                () -> tensor(1.0).registerHook(g -> g));
        TestOrigin.set("cell 2");
        Tensor u = leaf(1).neg().detach();
        assertMessage(
                "registerHook: this tensor requires no gradient. The path ends at detach() in cell 2, called on "
                        + "<Neg> in cell 2. Leave detach() out where a gradient shall flow.",
                () -> u.registerHook(g -> g));
    }
}
