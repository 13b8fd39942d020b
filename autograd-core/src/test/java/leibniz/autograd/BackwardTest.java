package leibniz.autograd;

import static leibniz.autograd.GraphOption.CREATE_GRAPH;
import static leibniz.autograd.GraphOption.RETAIN_GRAPH;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a backward pass delivers, keeps, frees and leaves alone. */
class BackwardTest {
    private static Tensor leaf(double... values) {
        return tensor(DType.FLOAT64, values).requiresGrad_(true);
    }

    private static double[] values(Tensor x) {
        return (double[]) x.detach().toArray();
    }

    @Test
    void aChainOfAMillionNodesNeedsNoStack() {
        Tensor x = leaf(1, 2);
        Tensor y = x;
        for (int i = 0; i < 1_000_000; i++) {
            y = y.neg();
        }
        y.sum().backward();
        assertArrayEquals(new double[]{ 1, 1 }, values(x.grad()));
    }

    @Test
    void aGradientWithRespectToAResultLeavesWhatMadeThatAlone() {
        Tensor x = leaf(1, 2);
        Tensor t = x.mul(x);
        assertArrayEquals(new double[]{ 1, 1 }, values(Autograd.grad(t.sum(), t)));
        t.sum().backward();
        assertArrayEquals(new double[]{ 2, 4 }, values(x.grad()));
    }

    @Test
    void aGraphAThousandWideAndAThousandDeepNeedsNoStack() {
        int size = 1000;
        List<Tensor> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(tensor(DType.FLOAT64, (double) i).requiresGrad_(true));
        }
        List<Tensor> layer = leaves;
        for (int depth = 0; depth < size; depth++) {
            List<Tensor> next = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                next.add(layer.get(i).add(layer.get((i + 1) % size)));
            }
            layer = next;
        }
        Tensors.stack(0, layer.toArray(new Tensor[0])).sum().backward();
        for (Tensor leaf : leaves) {
            assertEquals(0x1p1000, leaf.grad().item(), "each layer doubles the number of paths");
        }
    }

    @Test
    void threadsMayDifferentiateGraphsThatShareNodes() throws InterruptedException {
        List<Tensor> others = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            others.add(tensor(DType.FLOAT64, (double) i).requiresGrad_(true));
        }
        Tensor x = tensor(DType.FLOAT64, 1.0).requiresGrad_(true);
        List<Double> found = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            List<Tensor> parts = new ArrayList<>(others); // x at both ends, so that much is met in between
            parts.add(number, x);
            parts.add(x);
            Tensor y = Tensors.stack(0, parts.toArray(new Tensor[0])).sum();
            threads.add(new Thread(() -> {
                for (int round = 0; round < 20; round++) {
                    found.add(Autograd.grad(y, x, RETAIN_GRAPH).item());
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(Collections.nCopies(80, 2.0), found);
    }

    @Test
    void aLadderIsWalkedOnceForEachNode() {
        Tensor x = leaf(1);
        Tensor y = x;
        for (int i = 0; i < 60; i++) {
            y = y.add(y); // 2^60 paths
        }
        y.backward();
        assertEquals(0x1p60, x.grad().item());
    }

    @Test
    void gradientsThatSeveralOperandsShareAreNotMixed() {
        Tensor a = leaf(1, 2);
        Tensor b = leaf(3, 4);
        Tensor seed = tensor(DType.FLOAT64, 1, 10);
        a.add(b).backward(seed);
        a.grad().mul_(7);
        assertArrayEquals(new double[]{ 1, 10 }, values(b.grad()));
        assertArrayEquals(new double[]{ 1, 10 }, values(seed));
        // here the sum for x is begun with a cotangent that y got too
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(1);
        y.retainGrad();
        x.add(y).add(x).sum().backward();
        assertArrayEquals(new double[]{ 3, 3 }, values(x.grad()));
        assertArrayEquals(new double[]{ 1, 1 }, values(y.grad()));
    }

    @Test
    void gradientStaysTheSameObjectAndStorage() {
        Tensor x = leaf(1, 2);
        x.sum().backward();
        Tensor grad = x.grad();
        Storage storage = grad.storage;
        x.square().sum().backward();
        assertSame(grad, x.grad());
        assertSame(storage, x.grad().storage);
        assertArrayEquals(new double[]{ 3, 5 }, values(grad));
    }

    @Test
    void gradientHasItsOwnElementsInRowMajorOrder() {
        Tensor x = Tensors.ones(2, 3).requiresGrad_(true);
        x.sum().backward();
        assertTrue(x.grad().layout.isContiguous());
        assertEquals("tensor([[1., 1., 1.],\n        [1., 1., 1.]])", x.grad().toString());
        x.grad().get(0, 1).zero_();
        assertEquals(5, x.grad().sum().item());
    }

    @Test
    void retainGraphAllowsASecondPass() {
        Tensor x = leaf(2);
        Tensor y = x.exp().mul(x);
        y.backward(RETAIN_GRAPH);
        double once = x.grad().item();
        y.backward();
        assertEquals(2 * once, x.grad().item());
        assertThrows(IllegalStateException.class, y::backward);
    }

    @Test
    void aFreedGraphIsAnErrorBeforeAnythingIsAdded() {
        Tensor x = leaf(2);
        Tensor shared = x.add(1); // saves nothing
        shared.mul(3).backward();
        Tensor other = leaf(5);
        Tensor y = other.mul(4).add(shared);
        assertThrows(IllegalStateException.class, y::backward);
        assertNull(other.grad(), "nothing was delivered");
        assertEquals(3, x.grad().item());
    }

    @Test
    void savedValuesAreGoneAfterThePass() {
        Tensor x = leaf(2);
        Tensor y = x.exp();
        OpNode node = (OpNode) y.node();
        assertSame(y, node.output());
        y.backward();
        assertNull(node.saved(1));
        assertTrue(node.isFreed());
    }

    @Test
    void onlyWhatTheRuleReadsIsSaved() {
        Tensor x = leaf(2);
        Tensor c = tensor(DType.FLOAT64, 3.0);
        OpNode product = (OpNode) x.mul(c).node();
        assertNull(product.saved(0), "the constant needs no gradient, so x is not read");
        assertSame(c, product.operand(1));
        OpNode sum = (OpNode) x.add(c).node();
        assertNull(sum.saved(0));
        assertNull(sum.saved(1));
        assertThrows(IllegalStateException.class, () -> sum.operand(0));
    }

    @Test
    void nodesHoldNodesAndNoConstants() {
        Tensor x = leaf(2);
        OpNode node = (OpNode) tensor(DType.FLOAT64, 3.0).mul(x).node();
        assertNull(node.input(0));
        assertSame(x.node(), node.input(1));
    }

    @Test
    void constantBranchesArePruned() {
        Tensor x = leaf(2);
        Tensor c = tensor(DType.FLOAT64, 3).exp().mul(2);
        assertFalse(c.requiresGrad());
        c.mul(x).backward();
        assertEquals(c.item(), x.grad().item());
    }

    @Test
    void retainedGradOfAResult() {
        Tensor x = leaf(3);
        Tensor y = x.square();
        y.retainGrad();
        y.mul(2).backward();
        assertEquals(2, y.grad().item());
        assertEquals(12, x.grad().item());
    }

    @Test
    void leafCanBeTheResult() {
        Tensor x = leaf(3);
        x.backward();
        assertEquals(1, x.grad().item());
    }

    @Test
    void gradLeavesGradAlone() {
        Tensor x = leaf(3);
        Tensor w = leaf(4);
        Tensor middle = x.mul(w);
        Tensor y = middle.square();
        List<Tensor> g = Autograd.grad(y, List.of(w, middle));
        assertEquals(72, g.get(0).item());
        assertEquals(24, g.get(1).item());
        assertNull(x.grad());
        assertNull(w.grad());
        g.get(0).add_(1);
    }

    @Test
    void createGraphGivesHigherDerivatives() {
        Tensor x = leaf(2);
        Tensor y = x.pow(4);
        Tensor first = Autograd.grad(y, x, CREATE_GRAPH);
        Tensor second = Autograd.grad(first, x, CREATE_GRAPH);
        Tensor third = Autograd.grad(second, x, CREATE_GRAPH);
        Tensor fourth = Autograd.grad(third, x, CREATE_GRAPH);
        assertEquals(32, first.item(), 1e-12);
        assertEquals(48, second.item(), 1e-12);
        assertEquals(48, third.item(), 1e-12);
        assertEquals(24, fourth.item(), 1e-12);
        assertEquals(0, Autograd.grad(fourth, x).item());
    }

    @Test
    void backwardWithCreateGraphMakesADifferentiableGrad() {
        Tensor x = leaf(3);
        x.pow(3).backward(CREATE_GRAPH);
        Tensor g = x.grad();
        assertTrue(g.requiresGrad());
        assertEquals(18, Autograd.grad(g, x, RETAIN_GRAPH).item(), 1e-12);
        x.square().backward(CREATE_GRAPH); // added in place, and recorded
        assertSame(g, x.grad());
        assertEquals(27 + 6, g.item(), 1e-12);
        assertEquals(18 + 2, Autograd.grad(g, x).item(), 1e-12);
        g.zero_();
        x.square().backward();
        assertEquals(6, g.item());
    }

    @Test
    void secondDerivativeOfALinearFunctionIsZero() {
        Tensor x = leaf(3, 4);
        Tensor w = leaf(5, 6);
        Tensor g = Autograd.grad(x.mul(2).sum(), x, CREATE_GRAPH);
        assertArrayEquals(new double[]{ 0, 0 }, values(Autograd.grad(g.sum(), x)));
        // here the derivative has a graph, but not one that leads to x
        Tensor h = Autograd.grad(x.dot(w), x, CREATE_GRAPH);
        assertArrayEquals(new double[]{ 0, 0 }, values(Autograd.grad(h.sum(), x, RETAIN_GRAPH)));
        assertArrayEquals(new double[]{ 1, 1 }, values(Autograd.grad(h.sum(), w)));
    }

    @Test
    void derivativesOfTwoInputsAreDifferentObjects() {
        Tensor a = leaf(1);
        Tensor b = leaf(2);
        List<Tensor> g = Autograd.grad(a.add(b).square(), List.of(a, b), CREATE_GRAPH);
        assertNotSame(g.get(0), g.get(1));
        g.get(0).mul_(2);
        assertEquals(6, g.get(1).item());
    }

    @Test
    void aPassWithinAPass() {
        Tensor x = leaf(2);
        TensorFunction derivative = t -> Autograd.vjp(s -> s.pow(3), t, ones(1).to(DType.FLOAT64))
                .derivative();
        Tensor y = derivative.apply(x).mul(x).sum(); // 3x² x
        y.backward();
        assertEquals(36, x.grad().item(), 1e-12);
    }

    @Test
    void twoStepsOfForwardMode() {
        Tensor x = tensor(DType.FLOAT64, 2.0);
        Tensor one = tensor(DType.FLOAT64, 1.0);
        Tensor second = Autograd.jvp(t -> Autograd.jvp(s -> s.pow(3), t, one).derivative(), x, one)
                .derivative();
        assertEquals(12, second.item(), 1e-12);
        // perturbation confusion would give 2: d/dx (x d/dy (x + y)) = 1
        Tensor nested = Autograd.jvp(t -> t.mul(Autograd.jvp(s -> t.add(s), one, one).derivative()), x, one)
                .derivative();
        assertEquals(1, nested.item(), 1e-12);
    }

    @Test
    void reverseOverForward() {
        Tensor x = leaf(2);
        Tensor slope = Autograd.jvp(t -> t.pow(3), x, tensor(DType.FLOAT64, new double[]{ 1 })).derivative();
        slope.sum().backward();
        assertEquals(12, x.grad().item(), 1e-12);
    }

    @Test
    void modesAgreeThatNoGradIsConstant() {
        Tensor x = tensor(DType.FLOAT64, 3.0);
        Tensor one = tensor(DType.FLOAT64, 1.0);
        TensorFunction f = t -> t.mul(Autograd.noGrad(() -> t.mul(1))).add(t.detach());
        assertEquals(3, Autograd.jvp(f, x, one).derivative().item());
        assertEquals(3, Autograd.vjp(f, x, one).derivative().item());
    }

    @Test
    void stepsOfTheBackwardPass() {
        Tensor x = leaf(3);
        Tensor y = x.square().mul(2).add(x);
        List<String> steps = new ArrayList<>();
        BackwardPass pass = Autograd.backwardPass(y);
        while (pass.hasNext()) {
            BackwardStep step = pass.next();
            steps.add(step.node() + " " + step.incoming().detach() + " " + step.outgoing());
        }
        assertEquals("<Add> " + t(1) + " [" + t(1) + ", " + t(1) + "]", steps.get(0));
        assertEquals("<Mul> " + t(1) + " [" + t(2) + ", null]", steps.get(1));
        assertEquals("<Mul> " + t(2) + " [" + t(6) + ", " + t(6) + "]", steps.get(2));
        assertEquals("<Leaf> " + t(13) + " []", steps.get(3));
        assertEquals(4, steps.size());
        assertNull(x.grad());
        y.backward();
        assertEquals(13, x.grad().item());
    }

    private static String t(int value) {
        return "tensor([" + value + ".], dtype=float64)";
    }

    @Test
    void otherThreadsRecordForThemselves() throws InterruptedException {
        Tensor x = leaf(3);
        List<Boolean> recorded = new ArrayList<>();
        Scope off = Autograd.noGrad();
        Thread thread = new Thread(() -> recorded.add(x.mul(2).requiresGrad()));
        thread.start();
        thread.join();
        recorded.add(x.mul(2).requiresGrad());
        assertFalse(Autograd.isGradEnabled());
        recorded.add(Autograd.enableGrad(() -> x.mul(2)).requiresGrad());
        off.close();
        off.close();
        assertTrue(Autograd.isGradEnabled());
        assertEquals(List.of(true, false, true), recorded);
    }

    @Test
    void recordingComesBackAfterAnException() {
        assertThrows(ArithmeticException.class, () -> Autograd.noGrad(() -> {
            throw new ArithmeticException();
        }));
        assertTrue(Autograd.isGradEnabled());
    }
}
