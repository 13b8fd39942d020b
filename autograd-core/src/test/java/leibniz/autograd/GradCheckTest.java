package leibniz.autograd;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The gradient check, on functions that are right and on ones that are wrong. */
class GradCheckTest {
    @Test
    void rightFunctionsPass() {
        Tensor x = tensor(new double[][]{ { 0.5, -1.5 }, { 2, 30 } });
        GradCheckReport report = Autograd.gradCheck(2,
                in -> in.matmul(in.transpose()).tanh().add(in.square()), x);
        assertTrue(report.passed(), report.toString());
        assertTrue(report.maxError() < 1e-8, report.toString());
        assertEquals(2 * (16 + 16), report.entries().size());
        assertTrue(report.toString().startsWith("gradCheck passed: 64 derivatives, largest error "),
                report.toString());
        assertTrue(report.toString().endsWith(" (tolerance 1e-6)"), report.toString());
        assertTrue(Autograd.gradCheck(Tensor::exp, tensor(1, 2)).passed(), "integers are converted");
        assertTrue(Autograd.gradCheck(Tensor::exp, tensor()).passed(), "nothing to check");
    }

    @Test
    void severalInputs() {
        GradCheckReport report = Autograd.gradCheck(2, in -> in.get(0).mul(in.get(1)).sin().sum(),
                List.of(arange(3.0), tensor(0.5)));
        assertTrue(report.passed(), report.toString());
        assertEquals(2 * (4 + 4 * 4), report.entries().size());
        assertTrue(Autograd.gradCheck(in -> in.get(0).sum(), List.of(arange(3.0), tensor(2.0))).passed());
    }

    /** By hand: x³ + y³ has the second derivatives 6x and 6y. */
    @Test
    void secondDerivativesOfASingleNumberAreShownAsTheyAre() {
        GradCheckReport report = Autograd.gradCheck(2, in -> in.pow(3).sum(), tensor(0.5, 2.0));
        List<Double> second = report.entries().stream().filter(entry -> entry.order() == 2)
                .map(entry -> Math.rint(entry.numeric() * 1e6) / 1e6).toList();
        assertEquals(List.of(3.0, 3.0, 0.0, 0.0, 0.0, 0.0, 12.0, 12.0), second);
    }

    @Test
    void aBrokenPathIsFound() {
        Tensor x = tensor(1.0, 2.0);
        GradCheckReport report = Autograd.gradCheck(
                in -> in.mul(in.copy().item() > 5 ? in : in.alias(in.layout)),
                tensor(3.0));
        assertFalse(report.passed());
        assertEquals(0.5, report.maxError(), 1e-8);
        assertEquals(
                """
                        gradCheck failed: 2 of 2 derivatives, largest error 0.5 (tolerance 1e-6)
                          order 1, reverse: output () by input 1 at () is 3.00000, but differences give 6.00000 (wrong rule)
                          order 1, forward: output () by input 1 at () is 3.00000, but differences give 6.00000 (wrong rule)
                        wrong rule: differences with several steps h agree with each other, but not with the rule.""",
                report.toString());
        GradCheckReport detached = Autograd.gradCheck(in -> in.detach().square(), x);
        assertEquals(4, detached.entries().stream().filter(entry -> entry.error() > 0.5).count());
    }

    @Test
    void kinksAndInfinitiesFail() {
        GradCheckReport kink = Autograd.gradCheck(Tensor::relu, tensor(-1.0, 0.0));
        assertFalse(kink.passed());
        GradCheckEntry worst = kink.entries().getLast();
        assertEquals(List.of(1), worst.inputIndex());
        assertEquals(0, worst.analytic());
        assertEquals(0.5, worst.numeric(), 1e-9);
        assertEquals(Double.POSITIVE_INFINITY, Autograd.gradCheck(Tensor::sqrt, tensor(0.0)).maxError());
    }

    @Test
    void nothingOfTheUserChanges() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor y = Autograd.noGrad(() -> {
            assertTrue(Autograd.gradCheck(2, Tensor::exp, x).passed());
            return x.exp();
        });
        assertNull(x.grad());
        assertFalse(y.requiresGrad());
        assertEquals(0, x.storage.version());
    }

    @Test
    void forwardModeWithinNoGrad() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        ValueAndDerivative result = Autograd.noGrad(() -> Autograd.jvp(Tensor::square, x, tensor(1.0, 10.0)));
        assertTrue(result.derivative().equal(tensor(2.0, 40.0)), result.toString());
        assertFalse(result.value().requiresGrad());
        assertFalse(result.derivative().requiresGrad());
    }

    @Test
    void onlyTwoOrders() {
        assertEquals("gradCheck: the order is 3, but it checks first (1) or also second (2) derivatives.",
                assertThrows(IllegalArgumentException.class,
                        () -> Autograd.gradCheck(3, Tensor::exp, tensor(1.0))).getMessage());
    }
}
