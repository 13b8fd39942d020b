package leibniz.optim;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.mean;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import leibniz.autograd.GraphOption;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.junit.jupiter.api.Test;

/** The parameters after ten steps, with values from torch.optim of PyTorch 2.15 for the same program. */
class OptimizerTest {
    /** The second parameter gets no gradient in every third round. */
    private static double[] afterTenSteps(Function<List<Tensor>, Optimizer> make) {
        Tensor w = tensor(FLOAT64, 1, -2, 0.5, 3).reshape(2, 2).requiresGrad_(true);
        Tensor b = tensor(FLOAT64, 0.25).requiresGrad_(true);
        Tensor x = tensor(FLOAT64, 1, 2, -1, 0.5, 0, -3).reshape(3, 2);
        Optimizer optimizer = make.apply(List.of(w, b));
        for (int k = 0; k < 10; k++) {
            optimizer.zeroGrad();
            Tensor loss = mean(x.mm(w).tanh().mul((k + 1) / 4.0).square()).add(w.square().sum().div(10));
            if (k % 3 != 1) {
                loss = loss.add(b.sub(1).pow(4));
            }
            loss.backward();
            optimizer.step();
        }
        return (double[]) Tensors.cat(0, w.detach().flatten(), b.detach().flatten()).toArray();
    }

    @Test
    void stochasticGradientDescent() { // torch.optim.SGD(p, lr=0.1)
        assertArrayEquals(
                new double[]{ 0.3302439029525647, -1.6300477004420002, -0.016400574784248226,
                        2.4415352099189462, 0.6558668361619747 },
                afterTenSteps(p -> new SGD(p, 0.1)), 1e-12);
    }

    @Test
    void withMomentum() { // torch.optim.SGD(p, lr=0.05, momentum=0.9)
        assertArrayEquals(
                new double[]{ 0.07619173434750877, -1.2340545755208825, -0.24149696123313732,
                        1.8410431407996641, 1.1336704142209195 },
                afterTenSteps(p -> new SGD(p, 0.05, 0.9)), 1e-12);
    }

    @Test
    void adam() { // torch.optim.Adam(p, lr=0.2)
        assertArrayEquals(
                new double[]{ -0.047805341568104176, -0.042941026522310716, -0.047814412118998534,
                        1.023526543928534, 1.1895760787882002 },
                afterTenSteps(p -> new Adam(p, 0.2)), 1e-12);
    }

    @Test
    void gradientsAreForgottenAndParametersStayLeaves() {
        Tensor w = tensor(1.0, 2.0).requiresGrad_(true);
        SGD optimizer = new SGD(List.of(w), 0.5);
        optimizer.step();
        assertTrue(w.equal(tensor(1.0, 2.0)), "without a gradient nothing moves");
        w.square().sum().backward(GraphOption.CREATE_GRAPH);
        optimizer.step();
        assertTrue(w.equal(tensor(0.0, 0.0)));
        assertTrue(w.isLeaf() && w.requiresGrad());
        optimizer.zeroGrad();
        assertNull(w.grad());
    }

    @Test
    void theGradientStaysAsItIs() {
        Tensor w = tensor(1.0).requiresGrad_(true);
        SGD optimizer = new SGD(List.of(w), 0.1, 0.9);
        w.mul(3).backward();
        optimizer.step();
        optimizer.step();
        assertEquals(3, w.grad().item());
        assertEquals(1 - 0.1 * 3 - 0.1 * (0.9 * 3 + 3), w.item(), 1e-6);
    }

    private static String error(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void errorsSayWhatToGive() {
        Tensor w = tensor(1.0).requiresGrad_(true);
        assertEquals("SGD: the list of parameters is empty.", error(() -> new SGD(List.of(), 0.1)));
        assertTrue(error(() -> new Adam(List.of(w), -1)).contains("-1.0"));
        assertTrue(error(() -> new Adam(List.of(w), Double.NaN)).contains("NaN"));
        assertTrue(error(() -> new SGD(List.of(w), 0.1, -0.5)).contains("momentum is -0.5"));
        assertTrue(error(() -> new SGD(List.of(w, tensor(1.0)), 0.1))
                .startsWith("SGD: parameter 1 requires no gradient"));
        assertTrue(error(() -> new SGD(List.of(w.mul(2)), 0.1)).contains("a result, not a leaf"));
        assertTrue(error(() -> new SGD(List.of(w, w), 0.1)).contains("parameter 1 stands in the list twice"));
    }
}
