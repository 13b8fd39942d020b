package leibniz.autograd;

import static leibniz.autograd.Autograd.customFunction;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.GraphOption.CREATE_GRAPH;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Functions whose derivative the user wrote. */
class CustomFunctionTest {
    /** x·y² with a row broadcast over y: reads inputs, and the output for the first. */
    private static final TensorsFunction WEIGHTED = customFunction("Weighted",
            xs -> xs.get(0).mul(xs.get(1).square()),
            (g, xs, out) -> List.of(g.mul(xs.get(1).square()).sum(0),
                    g.mul(out).div(xs.get(1)).mul(2)));
    private static final TensorsFunction EXP = customFunction("MyExp", xs -> xs.get(0).exp(),
            (g, xs, out) -> List.of(g.mul(out)));

    @AfterEach
    void noOrigin() {
        TestOrigin.set(null);
    }

    private static Tensor exp(Tensor x) {
        return EXP.apply(List.of(x));
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

    @Test
    void itIsOneOperationUnderItsName() {
        Tensor x = leaf(0);
        Tensor y = exp(x);
        assertEquals("tensor([1.], dtype=float64, gradFn=<MyExp>)", y.toString());
        assertEquals(List.of("Leaf", "MyExp"), Graph.of(y).nodes().stream().map(GraphNode::name).toList());
        y.sum().backward();
        assertArrayEquals(new double[]{ 1 }, values(x.grad()));
    }

    @Test
    void derivativesOfBothOrdersAndModesAgreeWithDifferences() {
        List<Tensor> xs = List.of(tensor(FLOAT64, 0.5, -1.5, 2),
                tensor(FLOAT64, 0.4, 1.1, 0.7, -2, 0.9, 1.6).reshape(2, 3));
        for (int order = 1; order <= 2; order++) {
            GradCheckReport report = Autograd.gradCheck(order, WEIGHTED, xs);
            assertTrue(report.passed(), report.toString());
        }
        TensorFunction within = x -> exp(exp(x.sin()).mul(x)).sum();
        Tensor x = tensor(FLOAT64, 0.3, -0.8);
        assertTrue(Autograd.gradCheck(2, within, x).passed(), Autograd.gradCheck(2, within, x).toString());
        TensorFunction plain = t -> t.sin().exp().mul(t).exp().sum();
        assertTrue(Autograd.hessian(within, x).allclose(Autograd.hessian(plain, x)));
        assertTrue(Autograd.jacobian(EXP, List.of(x)).get(0).allclose(x.exp().diag()), "both modes");
    }

    @Test
    void thirdDerivativesNeedNoFurtherCode() {
        Tensor x = leaf(0.7);
        Tensor d = exp(x.mul(2)).sum();
        for (int order = 1; order <= 3; order++) {
            d = Autograd.grad(d, x, CREATE_GRAPH).sum();
        }
        assertEquals(8 * Math.exp(1.4), d.item(), 1e-12);
    }

    @Test
    void forwardModeOfAGradientThatIsRecordedCanBeDifferentiated() {
        Tensor x = leaf(0.7);
        Tensor jvp = Autograd.jvp(CustomFunctionTest::exp, x, tensor(FLOAT64, new double[]{ 3 }))
                .derivative();
        assertEquals(3 * Math.exp(0.7), Autograd.grad(jvp.sum(), x).item(), 1e-12);
    }

    @Test
    void theVjpIsCalledOnceForAllInputs() {
        List<Tensor> seen = new ArrayList<>();
        TensorsFunction f = customFunction("Product", xs -> xs.get(0).mul(xs.get(1)), (g, xs, out) -> {
            seen.add(g);
            return List.of(g.mul(xs.get(1)), g.mul(xs.get(0)));
        });
        Tensor x = leaf(2);
        Tensor y = leaf(5);
        f.apply(List.of(x, y)).sum().backward();
        assertArrayEquals(new double[]{ 5 }, values(x.grad()));
        assertArrayEquals(new double[]{ 2 }, values(y.grad()));
        assertEquals(1, seen.size());
    }

    @Test
    void nullMeansNoGradient() {
        TensorsFunction f = customFunction("Choose", xs -> xs.get(0).indexSelect(0, xs.get(1)).mul(xs.get(2)),
                (g, xs, out) -> Arrays.asList(g.mul(xs.get(2)), null, null));
        Tensor x = leaf(2, 3);
        Tensor w = leaf(4);
        Tensor inner = w.neg();
        Tensor y = f.apply(List.of(x, tensor(1, 0), inner));
        y.sum().backward();
        assertArrayEquals(new double[]{ 4, 4 }, values(x.grad().neg()));
        assertNull(w.grad(), "nothing flows on to what got null");
        assertThrows(IllegalStateException.class, () -> inner.sum().backward(),
                "the graph behind is freed too");
    }

    @Test
    void theFunctionRunsUnrecorded() {
        Tensor x = leaf(1);
        boolean[] recording = { true };
        TensorsFunction f = customFunction("F", xs -> {
            recording[0] = Autograd.isGradEnabled();
            return xs.get(0).mul(3);
        }, (g, xs, out) -> List.of(g.mul(3)));
        Tensor y = f.apply(List.of(x));
        assertFalse(recording[0]);
        assertEquals(2, Graph.of(y).nodes().size());
        Tensor constant = f.apply(List.of(x.detach()));
        assertFalse(constant.requiresGrad());
        assertFalse(Autograd.noGrad(() -> f.apply(List.of(x))).requiresGrad());
    }

    @Test
    void theInputItselfAsResultStaysAnInput() {
        TensorsFunction identity = customFunction("Identity", xs -> xs.get(0),
                (g, xs, out) -> List.of(g.neg()));
        Tensor x = leaf(1, 2);
        Tensor y = identity.apply(List.of(x));
        assertNotSame(x, y);
        assertTrue(x.isLeaf());
        y.sum().backward();
        assertArrayEquals(new double[]{ -1, -1 }, values(x.grad()));
        TensorsFunction captured = customFunction("Captured", xs -> x, (g, xs, out) -> List.of(g));
        captured.apply(List.of(leaf(0, 0)));
        assertTrue(x.isLeaf(), "a tensor that the function captured keeps its history");
    }

    @Test
    void savedValuesMustNotChange() {
        Tensor x = leaf(1);
        Tensor y = exp(x);
        Autograd.noGrad(() -> x.add_(1));
        assertMessage(
                "backward: <MyExp> needs its operand 1 of shape (1) as it was then, at version 0, but a later operation in "
                        + "place changed it to version 1. Use the form without _ for that operation, or copy() the tensor "
                        + "before.",
                y.sum()::backward);
        Tensor z = exp(leaf(1));
        Tensor sum = z.sum();
        z.mul_(2);
        assertMessage(
                "backward: <MyExp> needs its result of shape (1) as it was then, at version 0, but a later operation in "
                        + "place changed it to version 1. Use the form without _ for that operation, or copy() the tensor "
                        + "before.",
                sum::backward);
    }

    private static void backward(Vjp vjp) {
        Tensor x = leaf(1, 2);
        customFunction("Mine", xs -> xs.get(0).mul(2), vjp).apply(List.of(x, tensor(1, 2)))
                .backward(tensor(FLOAT64, 1, 1));
    }

    @Test
    void whatTheVjpReturnsIsChecked() {
        assertMessage(
                "Mine: the vjp returned 1 gradient, but the function was called with 2 inputs. Return a list with "
                        + "one gradient for each, null where there is none: Arrays.asList(...) makes such a list.",
                () -> backward((g, xs, out) -> List.of(g)));
        assertMessage(
                "Mine: the vjp returned null, but the function was called with 2 inputs. Return a list with one "
                        + "gradient for each, null where there is none: Arrays.asList(...) makes such a list.",
                () -> backward((g, xs, out) -> null));
        assertMessage(
                "Mine: the vjp returned a gradient of shape () for input 1, which has shape (2); they must be the "
                        + "same. Where the function broadcasts its input, sum the gradient over the dims that it repeats.",
                () -> backward((g, xs, out) -> Arrays.asList(g.sum(), null)));
        assertMessage(
                "Mine: the vjp returned a gradient of dtype float32 for input 1, which is float64; they must be the "
                        + "same. Convert with to(...).",
                () -> backward((g, xs, out) -> Arrays.asList(g.to(DType.FLOAT32), null)));
        assertMessage(
                "Mine: the vjp returned a gradient for input 2, which is int64 and has none. Return null in its "
                        + "place: Arrays.asList(...) makes a list that may hold null.",
                () -> backward((g, xs, out) -> List.of(g, g)));
        assertMessage(
                "Mine: its vjp wrote into the cotangent in place, but others may need that tensor as it was. Compute "
                        + "a new one, with the form without _.",
                () -> backward((g, xs, out) -> Arrays.asList(g.mul_(2), null)));
    }

    @Test
    void whatTheFunctionDoesIsChecked() {
        Vjp vjp = (g, xs, out) -> List.of(g);
        assertMessage("Mine: the function returned null; it must return a tensor.",
                () -> customFunction("Mine", xs -> null, vjp).apply(List.of(leaf(1))));
        assertMessage(
                "Mine: its function wrote into input 1 in place, but others may need that tensor as it was. Compute "
                        + "a new one, with the form without _.",
                () -> customFunction("Mine", xs -> xs.get(0).add_(1), vjp).apply(List.of(leaf(1))));
    }

    @Test
    void aVjpThatLeavesTheTensorsHasNoForwardMode() {
        TensorsFunction f = customFunction("Mine", xs -> xs.get(0).mul(2),
                (g, xs, out) -> List.of(tensor(FLOAT64, (double[]) g.mul(2).detach().toArray())));
        Tensor x = leaf(1, 2);
        f.apply(List.of(x)).sum().backward();
        assertArrayEquals(new double[]{ 2, 2 }, values(x.grad()));
        assertMessage(
                "Mine: forward mode needs the vjp as a function of the cotangent, but the gradient of input 1 that it "
                        + "returned is not connected with it. Write the vjp in tensor operations, without item(), toArray(), "
                        + "detach() or noGrad.",
                () -> Autograd.jvp(f, List.of(x), List.of(tensor(FLOAT64, 1, 1))));
        TensorsFunction step = customFunction("Step", xs -> xs.get(0).sign(),
                (g, xs, out) -> List.of(Tensors.zerosLike(g)));
        assertArrayEquals(new double[]{ 0, 0 },
                values(Autograd.jvp(step, List.of(x), List.of(tensor(FLOAT64, 1, 1))).derivative()),
                "a derivative of 0 needs no connection");
    }

    @Test
    void symbolsGoThroughIt() {
        Tensor x = Tensors.symbol("x");
        Tensor y = exp(x.mul(2));
        assertEquals("MyExp(2x)", y.toString());
        assertEquals("\\operatorname{MyExp}\\left(2 x\\right)", y.toLatex());
        assertEquals("2\u00b7MyExp(2x)", Autograd.derivative(y, x).toString());
        assertEquals(Math.exp(3), y.bind(Map.of("x", tensor(FLOAT64, 1.5))).item(), 1e-12);
    }
}
