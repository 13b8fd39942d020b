package leibniz.display;

import static leibniz.autograd.Tensors.maximum;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.UnaryOperator;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/** At a place without a derivative the displays say what is taken, and it is what the engine takes. */
class KinksTest extends WithNotebook {
    private static final Tensor MATRIX = tensor(new double[][]{ { 1, 3, 3 }, { 2, 0, 1 } });

    /** @param taken the gradient of the sum */
    private static void check(String said, String taken, Tensor at, UnaryOperator<Tensor> f) {
        TestNotebook.clear();
        Tensor x = leaf("x", at.copy());
        String text = Displays.graph(name("z", f.apply(x).sum())).toString();
        assertEquals(!said.isEmpty(), text.contains(" has no derivative: "), text);
        assertEquals(true, text.contains(said), text);
        Tensor again = at.copy().requiresGrad_(true);
        f.apply(again).sum().backward();
        assertEquals(taken, again.grad().toString());
    }

    @Test
    void whatIsTakenIsSaid() {
        check("clamp at a bound has no derivative: 1 is taken", "tensor([0., 1., 1., 0.])",
                tensor(-2.0, -1, 0.5, 3), x -> x.clamp(-1, 2));
        check("", "tensor([0., 1.])", tensor(-2.0, 0.5), x -> x.clamp(-1, 2));
        check("clamp at a bound has no derivative: 1 is taken", "tensor([1., 0.])", tensor(0.0, -1),
                x -> x.clampMin(0));
        check("max of equal elements has no derivative",
                "tensor([[0.0000, 0.5000, 0.5000],\n        [1.0000, 0.0000, 0.0000]])",
                MATRIX, x -> x.max(1));
        check("", "tensor([[0., 1., 1.],\n        [1., 0., 0.]])", MATRIX, x -> x.max(0));
        check("min of equal elements has no derivative", "tensor([0.5000, 0.5000, 0.0000])",
                tensor(1.0, 1, 2), x -> x.min());
        check("maximum of equal operands has no derivative", "tensor([0.5000, 1.0000])", tensor(1.0, 2),
                x -> maximum(x, tensor(1.0, 1)));
        check("leakyRelu at 0 has no derivative", "tensor([0.1000, 1.0000])", tensor(0.0, 2),
                x -> x.leakyRelu(0.1));
    }
}
