package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Rows of Jacobians that are pulled back at once, against one pass for each. */
class ManyCotangentsTest {
    private static final double[] EDGES = { 0, -0.0, 1, -1, 0.5, 2, -2, 1e-310, 1e300, Double.NaN,
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY };
    private static final int[][][] SHAPES = { { { 3 }, { 3 } }, { { 2, 3 }, { 3 } }, { { 3 }, { 2, 3 } },
            { { 2, 1 }, { 1, 3 } }, { {}, { 2, 3 } }, { { 2, 3 }, {} }, { { 3, 3 }, { 3 } },
            { { 2, 3, 2 }, { 3, 1 } }, { { 2 }, { 2, 2 } } };

    private final SplittableRandom source = new SplittableRandom(1);

    /** Also where an operation lets it come to one pass for each after all. */
    static void assertRows(TensorsFunction f, List<Tensor> xs) {
        Pullback pullback = Pullback.of("jacobian", f, xs);
        List<Tensor> jacobians = Jacobians.reverse(f, xs);
        Tensor value = pullback.value();
        for (int k = 0; k < xs.size(); k++) {
            Tensor found = jacobians.get(k).detach();
            assertArrayEquals(Shapes.append(value.shape(), xs.get(k).shape()), found.shape());
            assertEquals(xs.get(k).dtype(), found.dtype());
            Tensor rows = found.reshape(value.numel(), xs.get(k).numel());
            for (int i = 0; i < value.numel(); i++) {
                assertElements(pullback.derivatives(Jacobians.unit(value, i)).get(k).detach(),
                        rows.select(0, i));
            }
        }
    }

    private static void assertElements(Tensor expected, Tensor found) {
        Tensor row = expected.reshape(expected.numel());
        Tensor elements = found.reshape(found.numel());
        for (int j = 0; j < row.numel(); j++) {
            double wanted = row.get(j).item();
            double element = elements.get(j).item();
            if (Double.isFinite(wanted)) {
                assertEquals(wanted, element, 1e-12 * Math.max(1, Math.abs(wanted)));
            } else {
                assertEquals(wanted, element);
            }
        }
    }

    private static boolean isAtOnce(TensorsFunction f, List<Tensor> xs) {
        Pullback pullback = Pullback.of("jacobian", f, xs);
        ManyCotangents pass = pullback.forMany();
        Tensor value = pullback.value();
        return pass != null && pass.most() > 1 && pass.pull(
                Tensors.zeros(value.dtype(), Shapes.append(new int[]{ 2 }, value.shape())),
                pullback.inputs()) != null;
    }

    private static void assertAtOnce(TensorsFunction f, Tensor... xs) {
        assertEquals(true, isAtOnce(f, List.of(xs)));
        assertRows(f, List.of(xs));
    }

    private Tensor random(int... shape) {
        return DerivativeCheck.random(source, shape);
    }

    @Test
    void functionsOfOneNumber() {
        List<UnaryOperator<Tensor>> functions = List.of(Tensor::neg, Tensor::abs, Tensor::sign, Tensor::relu,
                Tensor::sqrt, Tensor::reciprocal, Tensor::exp, Tensor::expm1, Tensor::log, Tensor::log1p,
                Tensor::sin, Tensor::cos, Tensor::tan, Tensor::sinh, Tensor::cosh, Tensor::tanh,
                Tensor::sigmoid,
                Tensor::softplus, Tensor::asin, Tensor::acos, Tensor::erf, Tensor::square, Tensor::floor,
                Tensor::round, x -> x.clamp(-1, 1), x -> x.pow(3), x -> x.pow(0.5), x -> x.pow(-1));
        Tensor x = Tensors.tensor(FLOAT64, EDGES);
        for (UnaryOperator<Tensor> f : functions) {
            assertAtOnce(in -> f.apply(in.get(0)), x);
            assertAtOnce(in -> f.apply(in.get(0)), x.reshape(3, 4).transpose());
            assertAtOnce(in -> f.apply(in.get(0).mul(in.get(0))), random(2, 3));
        }
    }

    @Test
    void functionsOfTwoNumbersOfAnyShapes() {
        List<BinaryOperator<Tensor>> functions = List.of(Tensor::add, Tensor::sub, Tensor::mul, Tensor::div,
                Tensor::pow, Tensor::remainder, Tensors::maximum, Tensors::minimum, Tensors::atan2);
        for (BinaryOperator<Tensor> f : functions) {
            TensorsFunction both = in -> f.apply(in.get(0), in.get(1));
            for (int[][] shapes : SHAPES) {
                Tensor a = random(shapes[0]);
                Tensor b = random(shapes[1]);
                assertAtOnce(both, a, b);
                assertAtOnce(both, a.round(), b.round()); // with equal ones and zeros
                assertAtOnce(in -> f.apply(in.get(0), in.get(1)).mul(in.get(0)).tanh(), a.abs(), b.abs());
            }
            Tensor edges = Tensors.tensor(FLOAT64, EDGES);
            assertAtOnce(both, edges, edges.unsqueeze(1));
        }
    }

    @Test
    void products() {
        TensorsFunction product = in -> in.get(0).matmul(in.get(1));
        assertAtOnce(product, random(3, 4), random(4));
        assertAtOnce(product, random(4), random(4, 3));
        assertAtOnce(product, random(2, 3), random(3, 4));
        assertAtOnce(product, random(3, 3), random(3));
        assertAtOnce(product, random(3), random(3, 3));
        assertAtOnce(product, random(2, 2), random(2, 2));
        assertAtOnce(product, random(1, 1), random(1, 2));
        assertAtOnce(in -> in.get(0).dot(in.get(1)).mul(in.get(0)), random(3), random(3));
        assertAtOnce(in -> in.get(0).matmul(in.get(1).matmul(in.get(0)).tanh()).exp(), random(3, 3),
                random(3, 3));
        assertRows(product, List.of(random(2, 2, 3), random(3, 2)));
        assertRows(product, List.of(random(2, 3), random(2, 3, 2)));
        assertRows(product, List.of(random(2, 2, 3), random(3)));
        assertRows(product, List.of(random(3), random(2, 3, 2)));
        assertRows(in -> in.get(0).matmul(in.get(1)).mul(in.get(0)), List.of(random(3), random(3)));
    }

    @Test
    void linearFunctions() {
        List<UnaryOperator<Tensor>> functions = List.of(Tensor::sum, x -> x.sum(0), x -> x.sum(true, 1),
                Tensor::mean, Tensor::transpose, x -> x.reshape(3, 2), x -> x.reshape(6), x -> x.flip(0),
                x -> x.narrow(1, 1, 2), x -> x.select(0, 1), x -> x.unsqueeze(1),
                x -> x.unsqueeze(0).squeeze(),
                x -> x.expand(2, 2, 3), x -> x.cumsum(1), x -> x.diagonal(), Tensor::trace);
        for (UnaryOperator<Tensor> f : functions) {
            assertAtOnce(in -> f.apply(in.get(0)), random(2, 3));
            assertAtOnce(in -> f.apply(in.get(0).exp()).square().mul(2), random(2, 3));
        }
    }

    @Test
    void otherOperationsHaveOnePassForEach() {
        UnaryOperator<Tensor> f = x -> Tensors.cat(0, x, x.mul(2));
        assertEquals(false, isAtOnce(in -> f.apply(in.get(0)), List.of(random(3))));
        assertRows(in -> f.apply(in.get(0)).exp(), List.of(random(3)));
    }

    /** The Hessian of a weighted sum of the results, against one Hessian-vector product for each column. */
    static void assertHessian(TensorsFunction f, List<Tensor> xs) {
        TensorsFunction sum = in -> {
            Tensor y = f.apply(in);
            return y.mul(Tensors.linspace(y.dtype(), 1, 2, y.numel()).reshape(y.shape())).sum();
        };
        List<List<Tensor>> expected = Jacobians.hvps(sum, xs);
        List<List<Tensor>> found = Jacobians.hessian(sum, xs);
        for (int i = 0; i < xs.size(); i++) {
            for (int j = 0; j < xs.size(); j++) {
                Tensor one = expected.get(i).get(j).detach();
                Tensor other = found.get(i).get(j).detach();
                assertArrayEquals(one.shape(), other.shape());
                assertEquals(one.dtype(), other.dtype());
                assertElements(one, other);
            }
        }
    }

    @Test
    void hessians() {
        assertHessian(in -> in.get(0).matmul(in.get(1)).tanh(), List.of(random(3, 3), random(3)));
        assertHessian(in -> in.get(0).matmul(in.get(1)).tanh(), List.of(random(2, 3), random(3, 2)));
        assertHessian(in -> in.get(0).dot(in.get(0)).exp(), List.of(random(4), random(2)));
        assertHessian(in -> in.get(0).mul(in.get(1)), List.of(random(2, 3), random(3)));
        assertHessian(in -> in.get(0).relu().sqrt(), List.of(Tensors.tensor(FLOAT64, -1, 4)));
        assertHessian(in -> in.get(0).norm().square(), List.of(Tensors.zeros(FLOAT64, 2)));
        assertHessian(in -> in.get(0).sum(), List.of(random(3)));
    }

    @Test
    void aHessianAsksForTheValueOnce() {
        int[] calls = new int[1];
        Autograd.hessian(x -> {
            calls[0]++;
            return x.pow(3).sum();
        }, random(5));
        assertEquals(1, calls[0]);
    }

    @Test
    void unusedInputsAndMoreRowsThanFitAtOnce() {
        assertAtOnce(in -> in.get(0).exp(), random(3), random(2, 2));
        assertAtOnce(in -> in.get(0), random(3));
        Tensor w = random(3).requiresGrad_(true);
        Autograd.noGrad(() -> {
            assertRows(in -> w.exp(), List.of(random(2)));
            return w;
        });
        Tensor x = random(1100);
        Tensor diagonal = Autograd.jacobian(Tensor::square, x);
        assertEquals(0, diagonal.sub(x.mul(2).diag()).abs().max().item());
    }

    @Test
    void ofFloat32() {
        Tensor x = random(4).to(DType.FLOAT32);
        Tensor w = random(3, 4); // whose product with x is FLOAT64
        assertEquals(DType.FLOAT32, Autograd.jacobian(in -> w.matmul(in), x).dtype());
        assertRows(in -> in.get(0).mul(in.get(1)).tanh(), List.of(x, random(4)));
    }

    @Test
    void hooksSeeEachRow() {
        int[] calls = new int[1];
        Autograd.jacobian(x -> {
            Tensor y = x.exp();
            y.registerHook(g -> {
                calls[0]++;
                assertArrayEquals(new int[]{ 3 }, g.shape());
                return g;
            });
            return y.mul(2);
        }, random(3));
        assertEquals(3, calls[0]);
    }

    @Test
    void whatIsRecordedHasOnePassForEach() {
        Tensor w = random(3).requiresGrad_(true);
        TensorsFunction f = in -> in.get(0).mul(w);
        assertNull(Pullback.of("jacobian", f, List.of(random(3))).forMany());
        assertNotNull(Autograd.noGrad(() -> Pullback.of("jacobian", f, List.of(random(3))).forMany()));
        Tensor x = random(3).requiresGrad_(true);
        Autograd.jacobian(in -> in.pow(3), x).sum().backward();
        assertEquals(0, x.grad().sub(x.detach().mul(6)).abs().max().item(), 1e-12);
    }
}
