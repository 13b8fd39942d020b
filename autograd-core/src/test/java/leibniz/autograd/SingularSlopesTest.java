package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.GraphOption.CREATE_GRAPH;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Derivatives where a slope is infinite or does not exist, and what it is multiplied by is 0. */
class SingularSlopesTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double[] ZERO = { 0, 0 };

    private static double[] gradient(TensorFunction f, double... at) {
        Tensor x = tensor(FLOAT64, at).requiresGrad_(true);
        return (double[]) Autograd.grad(f.apply(x), x, Tensors.onesLike(f.apply(x))).toArray();
    }

    private static double[] flat(Tensor x) {
        return (double[]) x.reshape(-1).detach().toArray();
    }

    /** In forward over reverse mode, and in reverse mode twice. */
    private static void assertHessian(TensorFunction f, double[] at, double... expected) {
        Tensor x = tensor(FLOAT64, at);
        assertArrayEquals(expected, flat(Autograd.hessian(f, x)), 1e-12, "hessian");
        assertArrayEquals(expected, flat(Autograd.noGrad(() -> Autograd.hessian(f, x))), 1e-12,
                "within noGrad");
        Tensor leaf = x.copy().requiresGrad_(true);
        Tensor twice = Autograd.jacobian(y -> Autograd.grad(f.apply(y), y, CREATE_GRAPH), leaf);
        assertArrayEquals(expected, flat(twice), 1e-12, "reverse twice");
    }

    /** By hand: ‖x‖² is Σ x², so exp(-‖x‖²) is 1 - Σ x² + ..., cosh ‖x‖ is 1 + Σ x²/2 + ... */
    @Test
    void functionsOfTheSquareOfANorm() {
        double[] two = { 2, 0, 0, 2 };
        assertHessian(x -> x.norm().square(), ZERO, two);
        assertHessian(x -> x.norm().pow(2), ZERO, two);
        assertHessian(x -> x.norm().square(), new double[]{ 3, 4 }, two);
        assertHessian(x -> x.norm().square().neg().exp(), ZERO, -2, 0, 0, -2);
        assertHessian(x -> x.norm().cosh(), ZERO, 1, 0, 0, 1);
        assertHessian(x -> x.norm().pow(3.0), ZERO, 0, 0, 0, 0);
        assertHessian(x -> x.get(0).add(1).mul(x.norm().square()), ZERO, two);
        assertHessian(x -> x.reshape(2, 1).norm(1).square().sum(), ZERO, two);
        assertHessian(x -> x.reshape(2, 1).norm(1).square().sum(), new double[]{ 0, 5 }, two);
    }

    /** By hand: (x, y)/‖(x, y)‖ times the direction (1, 1), and 0 in the row that is 0. */
    @Test
    void aRowOfZerosBesideAnotherOne() {
        Tensor x = tensor(FLOAT64, 0, 0, 3, 4).reshape(2, 2);
        Tensor ones = Tensors.onesLike(x);
        assertArrayEquals(new double[]{ 0, 1.4 }, flat(Autograd.jvp(y -> y.norm(1), x, ones).derivative()),
                1e-15);
        Tensor kept = Autograd.jvp(y -> y.norm(true, 1), x, ones).derivative();
        assertArrayEquals(new int[]{ 2, 1 }, kept.shape());
        assertArrayEquals(new double[]{ 0, 1.4 }, flat(kept), 1e-15);
        Tensor leaf = x.copy().requiresGrad_(true);
        Tensor constant = tensor(FLOAT64, 0, 1);
        assertArrayEquals(new double[]{ 0, 0, 0.6, 0.8 },
                flat(Autograd.grad(leaf.norm(1), leaf, constant, CREATE_GRAPH)), 1e-15);
    }

    /** By hand: of Σ x² that many numbers stand in a table of norms changes nothing. */
    @Test
    void aTableOfNorms() {
        assertArrayEquals(flat(Tensors.eye(4).toDouble().mul(2)), flat(Autograd.hessian(
                x -> x.reshape(2, 2, 1).norm(2).square().sum(), tensor(FLOAT64, 0, 0, 0, 0))));
    }

    /** By hand: x‖(x, y)‖² is x³ + xy², and eˣ‖(x, y)‖² is x² + x³ + ...; the fourth is not claimed. */
    @Test
    void higherDerivativesInReverseMode() {
        assertArrayEquals(new double[]{ 0, 0, 6 },
                chain(x -> x.get(0).mul(x.norm().square()), 3));
        assertArrayEquals(new double[]{ 1, 0, -6 },
                chain(x -> x.get(0).mul(x.norm().square().neg().exp()), 3));
        assertArrayEquals(new double[]{ 0, 2, 6, NAN },
                chain(x -> x.get(0).exp().mul(x.norm().square()), 4));
        assertArrayEquals(new double[]{ 0, 0, 0, NAN }, chain(x -> x.norm().pow(4.0), 4));
    }

    /** The derivatives at (0, 0) by the first element, one of the other. */
    private static double[] chain(TensorFunction f, int order) {
        Tensor x = tensor(FLOAT64, ZERO).requiresGrad_(true);
        double[] derivatives = new double[order];
        Tensor y = f.apply(x);
        for (int i = 0; i < order; i++) {
            y = Autograd.grad(y, x, CREATE_GRAPH).get(0);
            derivatives[i] = y.item();
        }
        return derivatives;
    }

    /** By hand: the square of the standard deviation is the variance, for two numbers (x - y)²/2. */
    @Test
    void theSquareOfAStandardDeviation() {
        assertHessian(x -> x.std().square(), ZERO, 1, -1, -1, 1);
        assertHessian(x -> x.std().square(), new double[]{ 7, 7 }, 1, -1, -1, 1);
    }

    /**
     * NaN, as PyTorch 2.15 has it for norms when it differentiates in reverse mode twice; for std it has 0.
     */
    @Test
    void noSecondDerivativeWhereThereIsNone() {
        double[] none = { NAN, NAN, NAN, NAN };
        assertHessian(Tensor::norm, ZERO, none);
        assertHessian(Tensor::std, ZERO, none);
        // (|x| + |y|)², of which 2|x||y| has no mixed second derivative
        assertHessian(x -> x.reshape(2, 1).norm(1).sum().square(), ZERO, none);
        // the product of two norms: the slope by one leaps as the other begins to count
        assertHessian(x -> x.get("0:1").norm().mul(x.get("1:2").norm()), ZERO, none);
        // two norms: that their product is smooth cannot be seen, so it is not claimed
        assertHessian(x -> x.norm().mul(x.norm()), ZERO, none);
        assertArrayEquals(ZERO, gradient(Tensor::norm, 0, 0));
        assertArrayEquals(ZERO, gradient(x -> x.norm().square(), 0, 0));
    }

    /** PyTorch: 0, since nothing flows through what relu or max leaves out. */
    @Test
    void nothingFlowsWhereAMaskIsFalse() {
        for (TensorFunction f : Arrays.<TensorFunction>asList(Tensor::sqrt, Tensor::log, x -> x.pow(0.5),
                Tensor::rsqrt,
                Tensor::reciprocal)) {
            assertArrayEquals(ZERO, gradient(x -> f.apply(x.relu()), -1, 0));
            assertArrayEquals(new double[]{ 0 }, gradient(x -> f.apply(x.clamp(0, 1)), -1));
        }
        assertArrayEquals(new double[]{ 0, INFINITE }, gradient(x -> x.max().sqrt(), -1, 0));
        assertArrayEquals(new double[]{ INFINITE, 0 }, gradient(x -> x.min().sqrt(), 0, 1));
        assertArrayEquals(new double[]{ INFINITE, INFINITE, 0 }, gradient(x -> x.max().sqrt(), 0, 0, -1));
    }

    /** As in reverse mode, and the derivatives of both modes in turn. */
    @Test
    void nothingFlowsWhereAMaskIsFalseInForwardMode() {
        Tensor at = tensor(FLOAT64, -1, 4);
        List<TensorFunction> masks = List.of(Tensor::relu, x -> x.clamp(0, 9),
                x -> Tensors.maximum(x, Tensors.zerosLike(x)),
                x -> Tensors.minimum(x.neg(), Tensors.zerosLike(x)).neg(),
                x -> Tensors.where(x.gt(0), x, Tensors.zerosLike(x)),
                x -> x.maskedFill(x.lt(0), 0), x -> Tensors.outer(x, x.sign()).tril().get(1).sub(1).relu(),
                x -> x.copy().relu_(), x -> x.narrow(0, 1, 1).pad(1, 0));
        for (TensorFunction mask : masks) {
            for (TensorFunction f : List.<TensorFunction>of(Tensor::sqrt, Tensor::log, x -> x.pow(0.5),
                    Tensor::rsqrt, Tensor::reciprocal, x -> x.reshape(2, 1).t().sqrt(),
                    x -> x.mul(x).add(x).sqrt())) {
                TensorFunction masked = x -> f.apply(mask.apply(x));
                TensorFunction alone = x -> f.apply(mask.apply(x)).reshape(2).get(1);
                Tensor derivative = Autograd.jvp(masked, at, Tensors.onesLike(at)).derivative();
                assertArrayEquals(new double[]{ 0, gradient(alone, -1, 4)[1] }, flat(derivative), 1e-12);
                double[] second = flat(Autograd.hessian(x -> masked.apply(x).sum(), at));
                assertArrayEquals(new double[]{ 0, 0, 0, flat(Autograd.hessian(alone, at))[3] }, second,
                        1e-12);
                Tensor twice = Autograd.jvp(x -> Autograd.jvp(masked, x, Tensors.onesLike(x)).derivative(),
                        at, Tensors.onesLike(at)).derivative();
                assertArrayEquals(new double[]{ 0, second[3] }, flat(twice), 1e-12);
            }
        }
        for (TensorFunction f : List.<TensorFunction>of(x -> x.relu().sum().sqrt(), x -> x.relu().max().log(),
                x -> Tensors.cat(0, x.relu(), x.clamp(0, 1)).cumsum(0).sqrt().sum())) {
            Tensor negative = tensor(FLOAT64, -1, -2);
            assertEquals(0, Autograd.jvp(f, negative, Tensors.onesLike(negative)).derivative().item());
        }
    }

    /**
     * As PyTorch has it in reverse mode: a row of which nothing passes has derivative 0, the other its own.
     */
    @Test
    void nothingFlowsThroughProductsAndNormsOfWhatIsLeftOut() {
        Tensor x = tensor(FLOAT64, -1, -4, 3, 4).reshape(2, 2);
        Tensor weights = tensor(FLOAT64, 1, -1, 2, 3).reshape(2, 2);
        Tensor vector = tensor(FLOAT64, 2, 1);
        for (TensorFunction f : List.<TensorFunction>of(y -> y.relu().matmul(weights).sqrt(),
                y -> weights.t().matmul(y.relu().t()).sqrt().t(), y -> y.relu().matmul(vector).sqrt(),
                y -> vector.matmul(y.relu().t()).sqrt(), y -> y.relu().norm(1).log(),
                y -> y.relu().norm(true, 1).sqrt(), y -> y.relu().vectorNorm(3, 1).log(),
                y -> y.relu().matmul(y.relu().t()).diagonal().sqrt(),
                y -> y.relu().sum(1).mul(vector).sqrt())) {
            Tensor jacobian = Autograd.jvp(f, x, Tensors.onesLike(x)).derivative();
            Tensor leaf = x.copy().requiresGrad_(true);
            Tensor[] rows = { f.apply(leaf).select(0, 0).sum(), f.apply(leaf).select(0, 1).sum() };
            for (int i = 0; i < 2; i++) {
                double expected = Autograd.grad(rows[i], leaf).sum().item();
                assertEquals(expected, jacobian.select(0, i).sum().item(), 1e-12);
                assertEquals(i == 0, expected == 0);
            }
        }
        for (TensorFunction f : List.<TensorFunction>of(y -> y.relu().dot(vector).sqrt(),
                y -> vector.dot(y.relu()).log(), y -> y.relu().dot(y.relu()).sqrt())) {
            Tensor negative = tensor(FLOAT64, -1, -2);
            assertEquals(0, Autograd.jvp(f, negative, Tensors.onesLike(negative)).derivative().item());
        }
    }

    /** By hand: what passes is spread over the elements that one is broadcast to. */
    @Test
    void oneElementThatDoesNotMoveBesideSeveralThatDo() {
        Tensor x = tensor(FLOAT64, 0, 4);
        Tensor second = tensor(FLOAT64, 0, 1);
        Tensor vector = tensor(FLOAT64, 1, 2, 3);
        assertArrayEquals(new double[3], flat(Autograd
                .jvp(y -> y.get(0).mul(vector).reshape(3, 1).sqrt(), x, second).derivative()));
        assertArrayEquals(new double[]{ 0, 0.25, 0.25 }, flat(Autograd
                .jvp(y -> Tensors.cat(0, y.narrow(0, 0, 1).mul(1), y.narrow(0, 1, 1).expand(2)).sqrt(), x,
                        second)
                .derivative()));
        assertArrayEquals(new double[]{ 0.25, 0.25 }, flat(Autograd
                .jvp(y -> y.get(0).add(y.get(1)).expand(2).sqrt(), x, second).derivative()));
        // PyTorch: tangents that cancel, or are 0 by a factor that moves, are 0 here and not for good
        assertEquals(NAN,
                Autograd.jvp(y -> y.get(0).add(y.get(1).square()).sqrt(), tensor(FLOAT64, ZERO), second)
                        .derivative().item());
        assertEquals(NAN,
                Autograd.jvp(y -> y.sum().sqrt(), tensor(FLOAT64, 0, 0, 0), tensor(FLOAT64, 1, -1, 0))
                        .derivative().item());
        assertEquals(NAN, Autograd.jvp(y -> y.get(":2").relu().sum().add(y.get(0)).mul(0).sqrt(),
                tensor(FLOAT64, 1, -1, 0), tensor(FLOAT64, 1, -1, 0)).derivative().item());
    }

    /**
     * By hand: symbols that a function captures, and those that it is applied to, have no numbers to look at.
     */
    @Test
    void directionsThatLeaveOutElementsOfSymbols() {
        Tensor y = Tensors.symbol("y", 2);
        Tensor first = tensor(FLOAT64, 1, 0);
        Tensor x = tensor(FLOAT64, 3, -4);
        assertEquals("[1., 0.] ⊙ y", Autograd.jvp(y::mul, x, first).derivative().toString());
        assertEquals("[1., 0.] ⊙ cos y", Autograd.jvp(Tensor::sin, y, first).derivative().toString());
        assertEquals("t ⊙ cos y",
                Autograd.jvp(Tensor::sin, y, Tensors.symbol("t", 2)).derivative().toString());
        Tensor ofRelu = Autograd.jvp(z -> z.mul(y).relu(), x, first).derivative();
        assertArrayEquals(new double[]{ 5, 0 }, flat(ofRelu.bind(Map.of("y", tensor(FLOAT64, 5, 6)))));
        Tensor summed = Autograd.jvp(z -> z.matmul(y), x, first).derivative();
        assertEquals(5, summed.bind(Map.of("y", tensor(FLOAT64, 5, 6))).item());
    }

    /** What looks after elements that are left out leaves no operation in a derivative that needs none. */
    @Test
    void aDerivativeIsThatOfTheRules() {
        Tensor x = tensor(FLOAT64, -1, 4).requiresGrad_(true);
        Tensor derivative = Autograd.jvp(y -> y.relu().exp(), x, Tensors.onesLike(x)).derivative();
        assertEquals("<Mul>", derivative.gradFn().toString());
        assertArrayEquals(new double[]{ 0, Math.exp(4) }, flat(derivative), 1e-12);
    }

    /** By hand: a direction that leaves an element alone has no share of its slope. */
    @Test
    void whatTheDirectionDoesNotMoveHasDerivative0() {
        Tensor x = tensor(FLOAT64, 0, 4);
        assertArrayEquals(new double[]{ 0, 0.25 },
                flat(Autograd.jvp(Tensor::sqrt, x, tensor(FLOAT64, 0, 1)).derivative()));
        // a tangent that is 0 only here is not one that stays 0; x² has such a one, and its root no slope
        assertArrayEquals(new double[]{ NAN, 1 },
                flat(Autograd.jvp(y -> y.mul(y).sqrt(), x, tensor(FLOAT64, 1, 1)).derivative()));
        // nor is one of a direction that moves itself: d/dt (t x²) at t = 0
        Tensor t = tensor(FLOAT64, 0).requiresGrad_(true);
        Tensor derivative = Autograd.jvp(y -> y.square(), tensor(FLOAT64, 3), t).derivative();
        assertEquals(6, Autograd.grad(derivative.sum(), t).item());
    }

    /** By hand: 0^b is 0 for b > 0 and a^1 is a, so both have second derivative 0; PyTorch 2.15: NaN. */
    @Test
    void secondDerivativesOfAPowerAtZero() {
        double[] expected = { 0, -INFINITE, -INFINITE, 0 };
        TensorFunction power = x -> x.get(0).pow(x.get(1));
        assertArrayEquals(expected, flat(Autograd.hessian(power, tensor(FLOAT64, 0, 1))));
        assertArrayEquals(new double[]{ 2, 0, 0, 0 }, flat(Autograd.hessian(power, tensor(FLOAT64, 0, 2))));
    }

    /** Documented: beyond the second derivative nothing is claimed where a norm is 0. */
    @Test
    void thirdDerivativesWhereANormIsZeroAreNaN() {
        Tensor third = Autograd.jacobian(x -> Autograd.hessian(y -> y.norm().square(), x).get(0, 0),
                tensor(FLOAT64, 0, 0));
        assertArrayEquals(new double[]{ NAN, NAN }, flat(third));
    }

    /** By hand: the second derivative of ‖x‖³ is 3‖x‖ I + 3xxᵀ/‖x‖, which has a kink at 0. */
    @Test
    void theCubeOfANormHasNoThirdDerivativeInAnyMode() {
        TensorFunction cube = x -> x.norm().pow(3);
        Tensor zero = tensor(FLOAT64, ZERO);
        Tensor ones = Tensors.onesLike(zero);
        assertHessian(cube, ZERO, 0, 0, 0, 0);
        assertArrayEquals(new double[]{ 0, 0, NAN }, chain(cube, 3));
        assertEquals(NAN, flat(Autograd.jacobian(x -> Autograd.hessian(cube, x), zero))[0]);
        assertEquals(NAN, flat(Autograd.jvp(x -> Autograd.hessian(cube, x), zero, ones).derivative())[0]);
        assertEquals(NAN, gradient(x -> Autograd.hvp(cube, x, ones).sum().reshape(1), ZERO)[0]);
    }

    /** By hand: no norm has one at 0, and the slope of |x|^0.5 at x = 0 is infinite. */
    @Test
    void secondDerivativesOfNormsOfOtherOrders() {
        double[] none = { NAN, NAN, NAN, NAN };
        assertHessian(x -> x.vectorNorm(3), ZERO, none);
        assertHessian(x -> x.vectorNorm(3).square(), ZERO, none);
        assertHessian(x -> x.vectorNorm(1.5), ZERO, none);
        assertArrayEquals(new double[]{ 0, 0, 0, INFINITE },
                flat(Autograd.hessian(x -> x.vectorNorm(1.5), tensor(FLOAT64, 1, 0))), 1e-12);
        assertHessian(x -> x.vectorNorm(3).square(), new double[]{ 1, 0 }, 2, 0, 0, 0);
        assertArrayEquals(ZERO, gradient(x -> x.vectorNorm(3), 0, 0));
        assertArrayEquals(new double[]{ 1, 0 }, gradient(x -> x.vectorNorm(1.5), 1, 0));
    }

    /** PyTorch: infinite, and NaN outside of [-1, 1]. */
    @Test
    void arcSineAndArcCosineAtTheirEnds() {
        assertArrayEquals(new double[]{ INFINITE, INFINITE, 1, NAN }, gradient(Tensor::asin, -1, 1, 0, 2));
        assertArrayEquals(new double[]{ -INFINITE, -INFINITE, -1, NAN }, gradient(Tensor::acos, -1, 1, 0, 2));
        Tensor one = tensor(FLOAT64, 1);
        assertEquals(INFINITE, Autograd.jvp(Tensor::asin, one, one).derivative().item());
        assertEquals(-INFINITE, Autograd.jvp(Tensor::acos, one.neg(), one).derivative().item());
    }
}
