package leibniz.autograd;

import static leibniz.autograd.Autograd.detectAnomaly;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.where;
import static leibniz.autograd.Tensors.zerosLike;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The operation at which a NaN appears in a backward pass. */
class AnomalyTest {
    private static final String SAFE_WHERE = " where(...) gives the branch that it does not take the gradient 0, and 0 times "
            + "an infinite slope is NaN: put a harmless number into the operand before the operation, as in "
            + "where(x.gt(0), where(x.gt(0), x, onesLike(x)).sqrt(), zerosLike(x)).";

    @AfterEach
    void noOrigin() {
        TestOrigin.set(null);
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(expected, assertThrows(IllegalStateException.class, call).getMessage());
    }

    @Test
    void theBranchThatWhereDoesNotTake() {
        TestOrigin.set("cell 3");
        Tensor x = tensor(4.0, 0.0).requiresGrad_(true);
        Tensor root = x.sqrt();
        TestOrigin.set("cell 4");
        Tensor y = where(x.gt(0), root, zerosLike(x)).sum();
        y.backward(GraphOption.RETAIN_GRAPH);
        assertEquals("tensor([0.2500, nan])", x.grad().toString().replace("   nan", "nan"),
                "as PyTorch, unwatched");
        assertMessage(
                "backward: the gradient of operand 1 of <Sqrt> in cell 3 is NaN, first at index (1): operand 1 is "
                        + "tensor([4., 0.]), the result is tensor([2., 0.]), the incoming gradient is "
                        + "tensor([1., 0.])." + SAFE_WHERE,
                () -> detectAnomaly(() -> y.backward()));
        Tensor w = tensor(4.0, 0.0).requiresGrad_(true);
        detectAnomaly(() -> where(w.gt(0), where(w.gt(0), w, Tensors.onesLike(w)).sqrt(), zerosLike(w)).sum()
                .backward());
        assertEquals("tensor([0.2500, 0.0000])", w.grad().toString(), "the form that the message advises");
    }

    @Test
    void aPartOfACompositionIsNamedWithIt() {
        Tensor x = tensor(0.0, 1.0).requiresGrad_(true);
        assertMessage(
                "backward: the gradient of operand 1 of <Rsqrt>, of which <Reciprocal> is a part, is NaN, first at "
                        + "index (0): operand 1 is tensor([0., 1.]), the result is tensor([inf, 1.]), the incoming gradient is "
                        + "tensor([0., 0.]).",
                () -> detectAnomaly(() -> x.rsqrt().mul(0).sum().backward()));
    }

    @Test
    void largeValuesAreShownAtTheIndexOnly() {
        Tensor x = arange(20.0).reshape(4, 5).requiresGrad_(true);
        Tensor y = x.sub(7).log().mul(0).sum();
        assertMessage(
                "backward: the gradient of operand 1 of <Log> is NaN, first at index (1, 2): operand 1 is of shape (4, 5) "
                        + "with tensor(0.) there, the incoming gradient is of shape (4, 5) with tensor(0.) there.",
                () -> detectAnomaly(() -> y.backward()));
    }

    @Test
    void aNaNThatWasGivenIsSaidToBe() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        assertMessage(
                "backward: the gradient of operand 1 of <Neg> is NaN, first at index (1): operand 1 is tensor([1., 2.]), "
                        + "the incoming gradient is tensor([1., nan]). That had a NaN already, given to "
                        + "backward() or made by a hook.",
                () -> detectAnomaly(() -> x.neg().backward(tensor(1.0, Double.NaN))));
    }

    @Test
    void nothingIsAddedAnywhereWhenItFails() {
        Tensor x = tensor(0.0).requiresGrad_(true);
        Tensor w = tensor(1.0).requiresGrad_(true);
        Tensor y = w.add(x.sqrt().mul(0)).sum();
        assertThrows(IllegalStateException.class, () -> detectAnomaly(() -> y.backward()));
        assertNull(w.grad());
        assertNull(x.grad());
    }

    @Test
    void aNaNAmongTheValuesAloneIsNoError() {
        Tensor x = tensor(-1.0).requiresGrad_(true);
        Tensor y = detectAnomaly(() -> {
            Tensor log = x.log();
            log.sum().backward();
            return log;
        });
        assertTrue(Double.isNaN(y.item()));
        assertEquals(-1, x.grad().item());
    }

    @Test
    void theThreeFormsWatchUntilTheyEnd() {
        Tensor x = tensor(0.0).requiresGrad_(true);
        Scope on = detectAnomaly();
        Scope inner = detectAnomaly();
        inner.close();
        assertThrows(IllegalStateException.class, () -> x.sqrt().mul(0).backward());
        on.close();
        on.close();
        x.sqrt().mul(0).backward();
        assertThrows(IllegalStateException.class,
                () -> detectAnomaly(() -> Autograd.grad(x.sqrt().mul(0), x)));
        x.sqrt().mul(0).backward();
    }

    @Test
    void itWatchesDerivativesUnderCreateGraphToo() {
        Tensor x = tensor(0.0).requiresGrad_(true);
        Tensor first = Autograd.grad(x.pow(1.5), x, GraphOption.CREATE_GRAPH);
        assertEquals(0, first.item());
        String message = assertThrows(IllegalStateException.class,
                () -> detectAnomaly(() -> Autograd.grad(first.mul(0), List.of(x)))).getMessage();
        assertTrue(
                message.startsWith("backward: the gradient of operand 1 of <Pow> is NaN, first at index ()"),
                message);
    }
}
