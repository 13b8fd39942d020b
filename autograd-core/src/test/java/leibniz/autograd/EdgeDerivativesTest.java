package leibniz.autograd;

import static leibniz.autograd.Autograd.grad;
import static leibniz.autograd.Autograd.hessian;
import static leibniz.autograd.Autograd.jvp;
import static leibniz.autograd.DType.BOOL;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Derivatives where a formula would divide by 0, overflow, or lose all digits, and dims of single numbers.
 */
class EdgeDerivativesTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double NaN = Double.NaN;
    private static final double[][] SINGULAR = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } };

    private static double[] derivative(UnaryOperator<Tensor> f, double... at) {
        Tensor x = tensor(FLOAT64, at).requiresGrad_(true);
        return (double[]) grad(f.apply(x), x).toArray();
    }

    private static void assertHessian(double[][] expected, TensorFunction f, double... at) {
        double[][] actual = (double[][]) hessian(f, tensor(FLOAT64, at)).toArray();
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i], 1e-12, "row " + i);
        }
    }

    /** PyTorch: 0 everywhere as soon as one element is 0. */
    @Test
    void normOfNegativeOrderWithAZero() {
        for (double order : new double[]{ -1, -2, -0.5 }) {
            assertArrayEquals(new double[]{ 0, 0 }, derivative(x -> x.vectorNorm(order), 0, 2));
            assertArrayEquals(new double[]{ 0, 0 }, derivative(x -> x.vectorNorm(order), 0, 1e-200));
            assertArrayEquals(new double[]{ 0, 0 }, derivative(x -> x.vectorNorm(order), 0, 0));
        }
        assertArrayEquals(new double[]{ 0.16, 0.36 }, derivative(x -> x.vectorNorm(-1), 3, 2), 1e-15);
        assertArrayEquals(new double[]{ 0, 1 }, derivative(x -> x.vectorNorm(0.5), 0, 2), 1e-15);
    }

    private static Tensor atan2(Tensor x) {
        return Tensors.atan2(x.get(0), x.get(1));
    }

    /**
     * 0 at the origin, as PyTorch has it; elsewhere by hand, where PyTorch's squares underflow or overflow.
     */
    @Test
    void atan2NearTheOriginAndFarFromIt() {
        assertArrayEquals(new double[]{ 0, 0 }, derivative(EdgeDerivativesTest::atan2, 0, 0));
        assertArrayEquals(new double[]{ 5e199, -5e199 },
                derivative(EdgeDerivativesTest::atan2, 1e-200, 1e-200), 1e185);
        assertArrayEquals(new double[]{ 1e159, -3e159 },
                derivative(EdgeDerivativesTest::atan2, 3e-160, 1e-160), 1e145);
        assertArrayEquals(new double[]{ 5e-201, -5e-201 },
                derivative(EdgeDerivativesTest::atan2, 1e200, 1e200), 1e-214);
        assertArrayEquals(new double[]{ -5e-201, 5e-201 },
                derivative(EdgeDerivativesTest::atan2, -1e200, -1e200), 1e-214);
        assertArrayEquals(new double[]{ 0, 1e-200 }, derivative(EdgeDerivativesTest::atan2, -1e200, 1),
                1e-214);
        assertArrayEquals(new double[]{ -1e-200, 0 }, derivative(EdgeDerivativesTest::atan2, 1, -1e200),
                1e-214);
        assertArrayEquals(new double[]{ 0.25, 0 }, derivative(EdgeDerivativesTest::atan2, 0, 4), 0);
        assertEquals(5e199,
                jvp(EdgeDerivativesTest::atan2, tensor(FLOAT64, 1e-200, 1e-200), tensor(FLOAT64, 1, 0))
                        .derivative().item(),
                1e185);
        // PyTorch at (0, 1) and, by hand, at (3, 4): ±2ab/r⁴ and ±(a² - b²)/r⁴
        assertHessian(new double[][]{ { 0, -1 }, { -1, 0 } }, EdgeDerivativesTest::atan2, 0, 1);
        assertHessian(new double[][]{ { -24.0 / 625, -7.0 / 625 }, { -7.0 / 625, 24.0 / 625 } },
                EdgeDerivativesTest::atan2, 3, 4);
        double[][] atOrigin = (double[][]) hessian(EdgeDerivativesTest::atan2, tensor(FLOAT64, 0, 0))
                .toArray();
        for (double[] row : atOrigin) { // there is none, as in PyTorch
            assertArrayEquals(new double[]{ NaN, NaN }, row);
        }
    }

    /** PyTorch: a power of 0 is the number 1, and no derivative of it is anything but 0. */
    @Test
    void theConstantPowerOfZeroIsFlat() {
        for (double at : new double[]{ 1e-300, -1e-300, 0, 2 }) {
            assertHessian(new double[][]{ { 0 } }, x -> x.pow(0).sum(), at);
        }
    }

    /**
     * By hand: the mixed derivative of a^b is a^(b-1) (1 + b ln a), which is -∞ at (0, 1) and 0 at (0, 2).
     */
    @Test
    void secondDerivativesOfPowersOfZero() {
        assertSecondOfPower(0, 1, 0, -INFINITE, 0);
        assertSecondOfPower(0, 2, 2, 0, 0);
        assertSecondOfPower(0, 3, 0, 0, 0);
        double log = Math.log(2);
        assertSecondOfPower(2, 3, 12, 4 * (1 + 3 * log), 8 * log * log);
        assertArrayEquals(new double[]{ 1, 0 }, derivative(x -> x.get(0).pow(x.get(1)), 0, 1));
        assertArrayEquals(new double[]{ 0, 0 }, derivative(x -> x.get(0).pow(x.get(1)), 0, 0));
    }

    private static void assertSecondOfPower(double a, double b, double byBase, double mixed,
            double byExponent) {
        Tensor base = tensor(FLOAT64, a).requiresGrad_(true);
        Tensor exponent = tensor(FLOAT64, b).requiresGrad_(true);
        List<Tensor> both = List.of(base, exponent);
        List<Tensor> first = grad(base.pow(exponent), both, GraphOption.CREATE_GRAPH);
        List<Tensor> ofBase = grad(first.get(0), both, GraphOption.RETAIN_GRAPH);
        List<Tensor> ofExponent = grad(first.get(1), both);
        assertEquals(byBase, ofBase.get(0).item(), 1e-12);
        assertEquals(mixed, ofBase.get(1).item(), 1e-12);
        assertEquals(mixed, ofExponent.get(0).item(), 1e-12);
        assertEquals(byExponent, ofExponent.get(1).item(), 1e-12);
    }

    /** PyTorch's values. */
    @Test
    void powersOf0WithNegativeExponentsFallWithoutBound() {
        for (double b : new double[]{ -1, -0.5 }) {
            assertArrayEquals(new double[]{ Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY },
                    derivative(x -> x.get(0).pow(x.get(1)), 0, b));
        }
        assertArrayEquals(new double[]{ 0, 0 }, derivative(x -> x.get(0).pow(x.get(1)), 0, 2));
    }

    /** PyTorch's values at numbers. */
    @Test
    void theSlopeOfARemainderAsAFormula() {
        Tensor a = Tensors.symbol("a");
        Tensor b = Tensors.symbol("b");
        Tensor slope = Autograd.derivative(a.remainder(b), b);
        double[][] cases = { { 7, 3, -2 }, { -7, 3, 3 }, { 7, -3, 3 }, { -7, -3, -2 }, { 6, 3, -2 } };
        for (double[] at : cases) {
            assertEquals(at[2],
                    slope.bind(Map.of("a", tensor(FLOAT64, at[0]), "b", tensor(FLOAT64, at[1]))).item());
        }
    }

    /** PyTorch: exactly 0, since the slope is a whole number nearby. */
    @Test
    void theSlopeOfARemainderDoesNotChange() {
        TensorFunction remainder = x -> x.get(0).remainder(x.get(1));
        for (double[] at : new double[][]{ { 7.3, 0.7 }, { -7.3, 0.7 }, { 100.1, 0.3 } }) {
            double[][] second = (double[][]) hessian(remainder, tensor(FLOAT64, at)).toArray();
            for (double[] row : second) {
                assertArrayEquals(new double[]{ 0, 0 }, row, 0);
            }
        }
        assertArrayEquals(new double[]{ 1, -10 }, derivative(x -> x.get(0).remainder(x.get(1)), 7.3, 0.7),
                1e-12);
    }

    /**
     * PyTorch: an infinite divisor of the other sign goes in -1 times, as floor says; by 0 it has ∓infinity.
     */
    @Test
    void remaindersByInfinityAndByZero() {
        TensorFunction remainder = x -> x.get(0).remainder(x.get(1));
        assertArrayEquals(new double[]{ 1, 0 }, derivative(remainder::apply, 1, INFINITE));
        assertArrayEquals(new double[]{ 1, 1 }, derivative(remainder::apply, -1, INFINITE));
        assertArrayEquals(new double[]{ 1, 1 }, derivative(remainder::apply, 1, -INFINITE));
        assertArrayEquals(new double[]{ 1, 0 }, derivative(remainder::apply, -1, -INFINITE));
        assertArrayEquals(new double[]{ 1, 1 }, derivative(remainder::apply, 7, -7));
        assertArrayEquals(new double[]{ 1, NaN }, derivative(remainder::apply, 1, 0));
        // 0.1 is a little more than 1/10, so it goes into 1 nine times, though 1/0.1 is rounded to 10
        assertArrayEquals(new double[]{ 1, -9 }, derivative(remainder::apply, 1, 0.1));
    }

    /**
     * Documented: the slopes by the target are those of the loss with its bound of 100, where PyTorch has
     * infinite ones; second derivatives by both in either order are PyTorch's -1e12 = -1/1e-12.
     */
    @Test
    void binaryCrossEntropyOfCertainProbabilities() {
        TensorFunction loss = x -> x.get(0).binaryCrossEntropy(x.get(1));
        double steep = 1 / 1e-12;
        for (double target : new double[]{ 0, 0.5, 1 }) {
            assertArrayEquals(new double[]{ (0 - target) * steep, 100 }, derivative(loss::apply, 0, target));
            assertArrayEquals(new double[]{ (1 - target) * steep, -100 },
                    derivative(loss::apply, 1, target));
            for (double p : new double[]{ 0, 1 }) {
                assertHessian(new double[][]{ { steep, -steep }, { -steep, 0 } }, loss, p, target);
            }
        }
        // by hand at 1/4, for the target 1/3: (p - t)/(p(1 - p)), ln 3, t/p² + (1 - t)/(1 - p)², -1/(p(1 -
        // p))
        assertArrayEquals(new double[]{ -4.0 / 9, Math.log(3) }, derivative(loss::apply, 0.25, 1.0 / 3),
                1e-15);
        assertHessian(new double[][]{ { 16.0 / 3 + 32.0 / 27, -16.0 / 3 }, { -16.0 / 3, 0 } }, loss, 0.25,
                1.0 / 3);
    }

    /**
     * PyTorch, but for the logit -infinity and targets above 0, where it has NaN; by hand the loss is
     * infinite.
     */
    @Test
    void binaryCrossEntropyOfInfiniteLogits() {
        assertLogitLoss(NaN, 0, -INFINITE, INFINITE, 1);
        assertLogitLoss(INFINITE, 1, -INFINITE, INFINITE, 0);
        assertLogitLoss(INFINITE, 0.5, -INFINITE, INFINITE, 0.5);
        assertLogitLoss(NaN, 0, INFINITE, -INFINITE, 0);
        assertLogitLoss(INFINITE, -1, INFINITE, -INFINITE, 1);
        assertLogitLoss(NaN, NaN, NaN, NaN, 0);
        // σ(1 - σ) at 3 and -1
        assertHessian(new double[][]{ { 0.045176659730912, -1 }, { -1, 0 } },
                x -> x.get(0).binaryCrossEntropyWithLogits(x.get(1)), 3, 0.3);
    }

    private static void assertLogitLoss(double loss, double byLogit, double byTarget, double logit,
            double target) {
        Tensor x = tensor(FLOAT64, logit).requiresGrad_(true);
        Tensor t = tensor(FLOAT64, target).requiresGrad_(true);
        Tensor y = x.binaryCrossEntropyWithLogits(t);
        assertEquals(loss, y.item());
        List<Tensor> slopes = grad(y, List.of(x, t));
        assertEquals(byLogit, slopes.get(0).item());
        assertEquals(byTarget, slopes.get(1).item());
    }

    /** PyTorch: below order 1 the slope by a 0 is infinite, which counts as 0 and has none of its own. */
    @Test
    void normsOfAnOrderBelowOne() {
        assertArrayEquals(new double[]{ 0, 1 }, derivative(x -> x.vectorNorm(0.5), 0, 1));
        double[][] second = (double[][]) hessian(x -> x.vectorNorm(0.5), tensor(FLOAT64, 0, 1)).toArray();
        assertArrayEquals(new double[]{ NaN, 0 }, second[0]);
        assertArrayEquals(new double[]{ NaN, 0 }, second[1]);
        // by hand, |x| + |y| + 2√(xy) at (1, 4): -√(y/x³)/2, 1/(2√(xy)), -√(x/y³)/2
        assertHessian(new double[][]{ { -1, 0.25 }, { 0.25, -0.0625 } }, x -> x.vectorNorm(0.5), 1, 4);
    }

    /**
     * By hand: the biased deviation of one number is 0 whatever it is; PyTorch's second derivative is 0 too.
     */
    @Test
    void theBiasedDeviationOfOneNumberIsFlat() {
        assertHessian(new double[][]{ { 0 } }, x -> x.biasedStd(), 3);
        assertHessian(new double[][]{ { 0, 0 }, { 0, 0 } }, x -> x.reshape(1, 2).biasedStd(0).sum(), 3, 4);
        assertEquals("tensor([[0., 0.]])", Tensors.ones(1, 2).biasedStd(true, 0).toString());
        assertEquals("tensor(nan)", tensor(NaN).biasedStd().toString());
    }

    /** A sum that is not finite has no variance; PyTorch, whose gradient by the other number is -infinite. */
    @Test
    void theVarianceOfAnInfiniteNumberIsNaN() {
        for (double number : new double[]{ INFINITE, -INFINITE, NaN }) {
            assertEquals(NaN, tensor(FLOAT64, 1, number).var().item());
            assertArrayEquals(new double[]{ NaN, NaN }, derivative(x -> x.var(), 1, number));
            assertArrayEquals(new double[]{ NaN, NaN }, derivative(x -> x.std(), 1, number));
        }
        assertArrayEquals(new double[]{ 0, NaN }, derivative(x -> x.norm(), 1, INFINITE));
        assertArrayEquals(new double[]{ NaN, NaN }, derivative(x -> x.norm(), 1, NaN));
    }

    /**
     * As PyTorch: the larger of two truth values is "or", the smaller "and", and the sign is the value
     * itself.
     */
    @Test
    void truthValuesHaveAnOrder() {
        Tensor a = tensor(true, false, true);
        Tensor b = tensor(true, true, false);
        assertEquals("tensor([true, true, true])", Tensors.maximum(a, b).toString());
        assertEquals("tensor([ true, false, false])", Tensors.minimum(a, b).toString());
        assertEquals("tensor([ true, false,  true])", a.sign().toString());
        assertEquals(BOOL, tensor(true).sign().dtype());
        assertEquals("tensor(true)", Tensors.maximum(tensor(true), tensor(false)).toString());
        Tensor table = Tensors.stack(0, a, b);
        assertEquals("tensor([true, true, true])", table.max(0).toString());
        assertEquals("tensor([ true, false, false])", table.min(0).toString());
        assertEquals("tensor([[false],\n        [false]])", table.min(true, 1).toString());
        assertEquals("tensor(true)", table.max().toString());
        assertEquals("tensor(false)", table.min().toString());
    }

    /** PyTorch: a NaN that a result came from gets the gradient, also where a comparison with it is false. */
    @Test
    void gradientsReachWhatIsNaN() {
        assertArrayEquals(new double[]{ 0, 1, 0 }, derivative(x -> x.max(), 5, NaN, 7));
        assertArrayEquals(new double[]{ 0, 1, 0 }, derivative(x -> x.min(0), 5, NaN, 7));
        assertArrayEquals(new double[]{ 1, 1, 0 }, derivative(x -> x.relu().sum(), 5, NaN, -7));
        assertArrayEquals(new double[]{ 0.25, NaN, 0 }, derivative(x -> x.relu().sqrt().sum(), 4, NaN, -7));
        Tensor at = tensor(FLOAT64, 5, NaN);
        assertEquals(1, jvp(x -> x.max(), at, tensor(FLOAT64, 0, 1)).derivative().item());
        assertEquals(1, jvp(x -> x.relu(), at, tensor(FLOAT64, 0, 1)).derivative().get(1).item());
        // the deviation of one element is 0/0
        assertArrayEquals(new double[]{ NaN }, derivative(x -> x.std(), 5));
        assertArrayEquals(new double[]{ NaN, NaN }, derivative(x -> x.reshape(1, 2).std(0).sum(), 5, 6));
        assertArrayEquals(new double[]{ 0 }, derivative(x -> x.biasedStd(), 5));
    }

    /** PyTorch, but for logsumexp, where it has NaN; by hand the whole weight is that of the infinity. */
    @Test
    void slopesAtInfinity() {
        assertArrayEquals(new double[]{ 0, 0, 0.5 }, derivative(x -> x.atan().sum(), INFINITE, -INFINITE, 1));
        assertEquals(0,
                jvp(x -> x.atan(), tensor(FLOAT64, INFINITE), tensor(FLOAT64, 1)).derivative().item());
        assertArrayEquals(new double[]{ 1, 0 }, derivative(x -> x.get(0).logaddexp(x.get(1)), INFINITE, 3));
        assertArrayEquals(new double[]{ 0, 1 }, derivative(x -> x.get(0).logaddexp(x.get(1)), -INFINITE, 3));
        assertArrayEquals(new double[]{ 0, 0.5, 0.5 },
                derivative(x -> x.logsumexp(), 3, INFINITE, INFINITE));
        assertHessian(new double[][]{ { 0, 0 }, { 0, 0 } }, x -> x.logsumexp(), INFINITE, 3);
        assertHessian(new double[][]{ { 0, 0 }, { 0, -0.5 } }, x -> x.atan().sum(), INFINITE, 1);
    }

    /** PyTorch: x/(1 - x²)^(3/2) at 1 is infinite, in both modes. */
    @Test
    void secondDerivativesOfArcSineAndArcCosineAtTheirEnds() {
        for (double end : new double[]{ 1, -1 }) {
            Tensor x = tensor(FLOAT64, end).requiresGrad_(true);
            Tensor slope = grad(x.asin(), x, GraphOption.CREATE_GRAPH);
            assertEquals(end * INFINITE, grad(slope, x).item());
            assertHessian(new double[][]{ { end * INFINITE } }, y -> y.asin().sum(), end);
            assertHessian(new double[][]{ { -end * INFINITE } }, y -> y.acos().sum(), end);
        }
    }

    /**
     * Values of PyTorch for a single number and dim 0 or -1, which count as those of a vector of one element.
     */
    @Test
    void theDimOfASingleNumber() {
        for (int dim : new int[]{ 0, -1 }) {
            Tensor x = tensor(5.0);
            Tensor none = tensor(0);
            Tensor vector = tensor(0).reshape(1);
            assertEquals("tensor(0)", x.argmax(dim).toString());
            assertEquals("tensor(0)", x.argmin(dim).toString());
            assertEquals("tensor(0)", x.argsort(dim).toString());
            assertEquals("tensor(5.)", x.sort(dim).toString());
            assertEquals("tensor(5.)", x.topk(1, dim).values().toString());
            assertEquals("tensor(0)", x.topk(1, dim).indices().toString());
            assertEquals("tensor(5.)", x.gather(dim, none).toString());
            assertEquals("tensor([5., 5., 5.])", x.gather(dim, tensor(0, 0, -1)).toString());
            assertEquals("tensor(3.)", x.scatter(dim, none, tensor(3.0)).toString());
            assertEquals("tensor(3.)", x.scatter(dim, vector, tensor(3.0).reshape(1)).toString());
            assertEquals("tensor(5.)", x.indexSelect(dim, vector).toString());
            assertEquals("tensor(5.)", x.indexSelect(dim, none).toString());
            assertEquals("tensor(7.)", x.indexFill(dim, none, tensor(7.0)).toString());
            assertEquals("tensor(7.)", x.indexCopy(dim, none, tensor(7.0)).toString());
            assertEquals("tensor(12.)", x.indexAdd(dim, none, tensor(7.0)).toString());
            assertEquals("tensor(5.)", x.transpose(0, dim).toString());
            assertThrows(IndexOutOfBoundsException.class, () -> x.gather(dim, tensor(1)));
            assertThrows(IndexOutOfBoundsException.class, () -> x.argmax(1));
            IllegalArgumentException several = assertThrows(IllegalArgumentException.class,
                    () -> x.indexSelect(dim, tensor(0, 0)));
            assertTrue(several.getMessage().startsWith("indexSelect: the index has shape (2)"),
                    several.getMessage());
        }
        Tensor x = tensor(5.0).requiresGrad_(true);
        x.gather(0, tensor(0, 0, 0)).sum().backward();
        assertEquals("tensor(3.)", x.grad().toString());
        Tensor y = tensor(5.0).requiresGrad_(true);
        y.sort(0).square().backward();
        assertEquals("tensor(10.)", y.grad().toString());
        Tensor z = tensor(5.0);
        z.scatter_(-1, tensor(0), tensor(4.0));
        assertEquals("tensor(4.)", z.toString());
    }

    /** PyTorch: the matrix of the cofactors' derivatives, though the last pivot is 1e-16. */
    @Test
    void secondDerivativeOfTheDeterminantOfASingularMatrix() {
        Tensor x = tensor(FLOAT64, SINGULAR);
        Tensor second = hessian(Tensor::det, x);
        Tensor expected = tensor(FLOAT64, new double[][]{ { 0, 0, 0 }, { 0, 9, -8 }, { 0, -6, 5 } });
        assertTrue(second.get(0, 0).sub(expected).abs().max().item() < 1e-12,
                () -> second.get(0, 0).toString());
        Tensor leaf = tensor(FLOAT64, SINGULAR).requiresGrad_(true);
        leaf.det().backward();
        // the cofactors, by hand
        Tensor cofactors = tensor(FLOAT64, new double[][]{ { -3, 6, -3 }, { 6, -12, 6 }, { -3, 6, -3 } });
        assertTrue(leaf.grad().sub(cofactors).abs().max().item() < 1e-12, () -> leaf.grad().toString());
        assertTrue(jvp(Tensor::det, x, Tensors.eye(3).to(FLOAT64)).derivative().add(18).abs().item() < 1e-12);
    }

    /**
     * Near singular matrices each derivative by way of the inverse would lose the digits of the distance
     * again.
     */
    @Test
    void secondDerivativeOfTheDeterminantNearASingularMatrix() {
        for (double distance : new double[]{ 1e-3, 1e-5, 1e-8, 1e-12, 1e-15 }) {
            Tensor x = tensor(FLOAT64, SINGULAR);
            x.set_(9 + distance, 2, 2);
            Tensor second = hessian(Tensor::det, x).get(0, 0);
            Tensor expected = tensor(FLOAT64,
                    new double[][]{ { 0, 0, 0 }, { 0, 9 + distance, -8 }, { 0, -6, 5 } });
            assertTrue(second.sub(expected).abs().max().item() < 1e-9, () -> distance + ": " + second);
        }
        // badly scaled, but far from singular: the cofactors of a diagonal matrix are products of the others
        Tensor scaled = tensor(FLOAT64, new double[][]{ { 1e-20, 0 }, { 0, 1e5 } }).requiresGrad_(true);
        scaled.det().backward();
        assertEquals("tensor([[1.0000e+05, 0.0000e+00],\n        [0.0000e+00, 1.0000e-20]], dtype=float64)",
                scaled.grad().abs().toString());
        // a regular and a singular matrix in one batch
        Tensor both = Tensors.stack(0, Tensors.eye(3).to(FLOAT64), tensor(FLOAT64, SINGULAR))
                .requiresGrad_(true);
        both.det().sum().backward();
        assertTrue(both.grad().get(0).allclose(Tensors.eye(3).to(FLOAT64)), () -> both.grad().toString());
        assertEquals(-12, both.grad().get(1, 1, 1).item(), 1e-12);
    }

    @Test
    void anInverseThatWouldBeRoundingErrorsIsAnError() {
        IllegalArgumentException inv = assertThrows(IllegalArgumentException.class,
                () -> tensor(FLOAT64, SINGULAR).inv());
        assertTrue(inv.getMessage().startsWith("inv: the matrix of shape (3, 3) is singular up to rounding"),
                inv.getMessage());
        assertThrows(IllegalArgumentException.class,
                () -> tensor(FLOAT64, SINGULAR).solve(tensor(FLOAT64, 1.0, 2.0, 3.0)));
        assertEquals("tensor([[1.0000e+20, 0.0000e+00],\n        [0.0000e+00, 1.0000e-05]], dtype=float64)",
                tensor(FLOAT64, new double[][]{ { 1e-20, 0 }, { 0, 1e5 } }).inv().abs().toString());
    }
}
