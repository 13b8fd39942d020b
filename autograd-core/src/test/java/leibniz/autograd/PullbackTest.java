package leibniz.autograd;

import static leibniz.autograd.GraphOption.ALLOW_UNUSED;
import static leibniz.autograd.GraphOption.RETAIN_GRAPH;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Which cotangent is pulled back, and to which inputs. Values by hand. */
class PullbackTest {
    private static void assertText(String expected, Tensor x) {
        assertEquals(expected, x.toString());
    }

    private static void assertMessage(String expected, Executable mistake) {
        assertEquals(expected, assertThrows(RuntimeException.class, mistake).getMessage());
    }

    @Test
    void aPullbackCanBeCalledAgain() {
        Pullback pullback = Autograd.vjp(Tensor::square, tensor(1.0, 2.0));
        assertText("tensor([1., 4.])", pullback.value());
        assertText("tensor([2., 0.])", pullback.derivative(tensor(1.0, 0.0)));
        assertText("tensor([0., 4.])", pullback.derivative(tensor(0.0, 1.0)));
        assertMessage(
                "vjp: the gradient has shape (3), the tensor (2). The gradient says for each element how much it "
                        + "counts, so both shapes must be the same.",
                () -> pullback.derivative(tensor(1.0, 0.0, 0.0)));
    }

    @Test
    void aPullbackToSeveralInputs() {
        Pullback product = Autograd.vjp(in -> in.get(0).mul(in.get(1)),
                List.of(tensor(2.0), tensor(3.0), tensor(5.0)));
        assertEquals("[tensor(3.), tensor(2.), tensor(0.)]", product.derivatives(tensor(1.0)).toString());
        assertMessage(
                "derivative: the function has 3 inputs, so there is a derivative by each. Use derivatives(...), "
                        + "which gives a list.",
                () -> product.derivative(tensor(1.0)));
    }

    @Test
    void gradFromAGivenGradient() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor w = tensor(3.0, 4.0).requiresGrad_(true);
        Tensor y = x.mul(w);
        assertText("tensor([3., 0.])", Autograd.grad(y, x, tensor(1.0, 0.0), RETAIN_GRAPH));
        assertEquals("[tensor([ 30., 400.]), tensor([ 10., 200.])]",
                Autograd.grad(y, List.of(x, w), tensor(10.0, 100.0)).toString());
        assertNull(x.grad());
        assertMessage(
                "grad: the gradient has shape (), the tensor (2). The gradient says for each element how much it "
                        + "counts, so both shapes must be the same.",
                () -> Autograd.grad(y, x, tensor(1.0)));
    }

    @Test
    void whatWasNotUsedMayBeAllowed() {
        Tensor x = tensor(2.0).requiresGrad_(true);
        Tensor unused = tensor(1.0, 1.0).requiresGrad_(true);
        Tensor y = x.square();
        assertEquals("[tensor(4.), tensor([0., 0.])]",
                Autograd.grad(y, List.of(x, unused), ALLOW_UNUSED, RETAIN_GRAPH).toString());
        assertThrows(IllegalStateException.class, () -> Autograd.grad(y, List.of(x, unused)));
        Autograd.grad(y, x, ALLOW_UNUSED);
        assertThrows(IllegalStateException.class, () -> Autograd.grad(y, x),
                "the option does not keep the graph");
    }

    @Test
    void backwardToChosenInputs() {
        Tensor x = tensor(2.0).requiresGrad_(true);
        Tensor w = tensor(3.0).requiresGrad_(true);
        Tensor unused = tensor(1.0).requiresGrad_(true);
        Tensor product = x.mul(w);
        Tensor y = product.square();
        assertMessage("backward: an input is the result of <Mul>, and only leaves keep their gradients. Call "
                + "retainGrad() on it before, or use Autograd.grad, which returns the gradient.",
                () -> y.backward(List.of(product)));
        product.retainGrad();
        y.backward(List.of(x, product, unused), RETAIN_GRAPH);
        assertText("tensor(36.)", x.grad());
        assertText("tensor(12.)", product.grad());
        assertNull(w.grad());
        assertNull(unused.grad());
        y.backward(tensor(0.5), List.of(w));
        assertText("tensor(12.)", w.grad());
        assertText("tensor(36.)", x.grad());
        assertMessage(
                "backward: the list of inputs is empty. Name those whose gradients are wanted, or leave the list "
                        + "out for all leaves.",
                () -> y.backward(List.of()));
        assertMessage(
                "backward: this tensor requires no gradient. Call requiresGrad_(true) on the inputs before "
                        + "computing with them.",
                () -> y.backward(List.of(tensor(1.0))));
    }

    @Test
    void mistakesAreSaidOfWhatWasCalled() {
        Tensor counts = Tensors.arange(3);
        Tensor x = tensor(1.0);
        String integers = ": the dtype is int64, but a floating one is needed. Convert with to(FLOAT32).";
        assertMessage("hessian" + integers, () -> Autograd.hessian(Tensor::sum, counts));
        assertMessage("jacobian" + integers, () -> Autograd.jacobian(Tensor::square, counts));
        assertMessage("hvp" + integers, () -> Autograd.hvp(Tensor::sum, counts, counts));
        assertMessage("vjp" + integers, () -> Autograd.vjp(Tensor::sum, counts, x));
        String nothing = ": the function returned null; it must return the tensor to differentiate.";
        assertMessage("hessian" + nothing, () -> Autograd.hessian(in -> null, x));
        assertMessage("jacobian" + nothing, () -> Autograd.jacobian(in -> null, x));
        assertMessage("hvp" + nothing, () -> Autograd.hvp(in -> null, x, x));
        assertMessage("vjp" + nothing, () -> Autograd.vjp(in -> null, x, x));
        assertMessage("jvp" + nothing, () -> Autograd.jvp(in -> null, x, x));
        assertMessage("gradCheck" + nothing, () -> Autograd.gradCheck(in -> null, x));
        assertMessage("checkpoint" + nothing, () -> Autograd.checkpoint(in -> null, x));
        assertMessage("forwardCost" + nothing, () -> Autograd.forwardCost(in -> null, x));
        assertMessage("reverseCost" + nothing, () -> Autograd.reverseCost(in -> null, x));
    }
}
