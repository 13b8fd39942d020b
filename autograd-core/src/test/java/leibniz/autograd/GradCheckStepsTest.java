package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT32;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The gradient check where its first step is too large or too small, and what it says is amiss. */
class GradCheckStepsTest {
    private static final Map<String, TensorFunction> FUNCTIONS = Map.of("log", Tensor::log, "reciprocal",
            Tensor::reciprocal, "sqrt", Tensor::sqrt, "norm", Tensor::norm, "power", x -> x.pow(3.5));

    private static void assertPasses(int order, String name, TensorFunction f, Tensor x) {
        GradCheckReport report = Autograd.gradCheck(order, f, x);
        assertTrue(report.passed(), name + " at " + x + ", order " + order + ": " + report);
        report.entries().forEach(entry -> assertEquals("", entry.cause(), name + " at " + x + ": " + entry));
    }

    private static void assertFails(String cause, TensorFunction f, double at) {
        GradCheckReport report = Autograd.gradCheck(f, tensor(FLOAT64, at));
        assertFalse(report.passed(), cause + " at " + at);
        report.entries().forEach(entry -> assertEquals(cause, entry.cause(), "at " + at + ": " + report));
        assertTrue(report.toString().contains("\n" + cause + ": "), report.toString());
    }

    /** A function whose rule gives what a factor makes of the derivative. */
    private static TensorFunction wrong(TensorFunction f, TensorFunction rule) {
        TensorsFunction custom = Autograd.customFunction("Wrong", xs -> f.apply(xs.get(0)),
                (g, xs, out) -> List.of(g.mul(rule.apply(xs.get(0)))));
        return x -> custom.apply(List.of(x));
    }

    @Test
    void theStepFollowsTheArgument() {
        FUNCTIONS.forEach((name, f) -> {
            for (double x = 1e-12; x < 1; x *= 10) {
                for (double by : new double[]{ 1, 2.5, 7 }) {
                    assertPasses(2, name, f, tensor(FLOAT64, x * by));
                }
                assertPasses(2, name, f, tensor(FLOAT64, x, 2 * x, 1));
            }
            assertPasses(1, name, f, tensor(FLOAT64, 1e-100));
        });
        assertPasses(2, "reciprocal", Tensor::reciprocal, tensor(FLOAT64, -1e-4));
        assertPasses(2, "cos", Tensor::cos, tensor(FLOAT64, 0, 1e-12, 1e-6, 1e-3));
        assertPasses(2, "a flat sum", x -> x.softmax(0).sum(), tensor(FLOAT64, 0, 1e-9, 1e-3));
        assertPasses(2, "beside a kink", x -> x.relu().add(1), tensor(FLOAT64, -1e-6, 1e-6, 1e-9));
        assertPasses(2, "fast", x -> x.mul(1e6).sin(), tensor(FLOAT64, 0, 1e-7));
    }

    @Test
    void largeArguments() {
        FUNCTIONS.forEach((name, f) -> assertPasses(2, name, f, tensor(FLOAT64, 1e8)));
        assertPasses(2, "sin", Tensor::sin, tensor(FLOAT64, 1e8));
        assertPasses(2, "square", Tensor::square, tensor(FLOAT64, 1e8, -1e8, 3));
        assertFails("wrong rule", x -> x.detach().sin(), 1e8);
    }

    @Test
    void float32IsCheckedInFloat64() {
        FUNCTIONS.forEach((name, f) -> assertPasses(2, name, f, tensor(FLOAT32, 1e-5, 1e-2, 3)));
    }

    @Test
    void aWrongRuleIsFoundAtEverySize() {
        for (double x : new double[]{ 1e-12, 1e-6, 1e-3, 0.5, 1, 30, 1e8 }) {
            assertFails("wrong rule", wrong(Tensor::log, y -> y.reciprocal().mul(1.001)),
                    Math.min(x, 1e2));
            assertFails("wrong rule", wrong(Tensor::sqrt, y -> y.sqrt().reciprocal()), x);
            assertFails("wrong rule", y -> y.detach().abs(), x);
            assertFails("wrong rule", wrong(Tensor::exp, Tensors::zerosLike), Math.min(x, 2));
        }
        assertFails("wrong rule", wrong(Tensor::square, y -> y.mul(2).add(5)), 0);
        assertFails("wrong rule", wrong(Tensor::sin, y -> y.cos().mul(1 + 1e-5)), 0.3);
    }

    @Test
    void kinksAndJumps() {
        assertFails("kink", Tensor::relu, 0);
        assertFails("kink", x -> x.sub(1).relu(), 1);
        assertFails("kink", x -> x.clamp(-1e-3, 1e-3), 1e-3);
        GradCheckReport abs = Autograd.gradCheck(Tensor::abs, tensor(0.0));
        assertTrue(abs.passed(), "0 by the rule, and the mean of both slopes is 0");
        assertEquals("""
                gradCheck passed: 2 derivatives, largest error 0 (tolerance 1e-6)
                kink: the slopes on both sides of x differ, however small h is: check at another point.""",
                abs.toString());
        assertFails("jump", Tensor::sign, 0);
        assertFails("jump", x -> x.sub(3).sign().add(x), 3);
        assertFails("not finite", Tensor::sqrt, 0);
        assertFails("not finite", Tensor::log, -1);
        assertFails("not finite", Tensor::sin, Double.NaN);
    }

    @Test
    void roundingAndTruncation() {
        for (double x : new double[]{ 0.3, 0.7, 5 }) {
            assertFails("rounding", y -> y.to(FLOAT32).sin().to(FLOAT64), x);
        }
        assertFails("rounding", y -> y.add(1e9).sub(1e9).sin(), 0.3);
        assertFails("truncation", y -> y.sub(1).mul(2e7).sin(), 1);
    }
}
