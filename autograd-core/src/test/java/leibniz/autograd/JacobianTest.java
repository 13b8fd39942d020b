package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Jacobians, Hessians and Hessian-vector products. */
class JacobianTest {
    private final SplittableRandom source = new SplittableRandom(1); // anew for each test

    private Tensor random(int... shape) {
        return DerivativeCheck.random(source, shape);
    }

    private static void assertClose(Tensor expected, Tensor actual) {
        assertArrayEquals(expected.shape(), actual.shape(), "shape");
        assertTrue(expected.allclose(actual), expected + " " + actual);
    }

    @Test
    void integersHaveNoDirections() {
        assertEquals("jvp: the dtype is int64, but a floating one is needed. Convert with to(FLOAT32).",
                assertThrows(IllegalArgumentException.class,
                        () -> Autograd.jvp(x -> x, Tensors.arange(3), Tensors.ones(3))).getMessage());
    }

    @Test
    void ofALinearFunctionIsItsMatrix() {
        for (int[] shape : new int[][]{ { 4, 2 }, { 2, 4 }, { 3, 3 }, { 0, 2 }, { 2, 0 } }) {
            Tensor a = random(shape);
            assertClose(a, Autograd.jacobian(x -> a.matmul(x), random(shape[1])));
        }
    }

    @Test
    void ofMatricesHasFourDims() {
        Tensor a = random(3, 2);
        Tensor b = random(4, 2);
        // d(A X B) by X is a_ik b_lj, with more outputs than inputs and the other way round
        Tensor expected = a.reshape(3, 1, 2, 1).mul(b.transpose().reshape(1, 2, 1, 4));
        assertClose(expected, Autograd.jacobian(x -> a.matmul(x).matmul(b), random(2, 4)));
        Tensor wide = Autograd.jacobian(x -> b.matmul(x).matmul(a.transpose()), random(2, 2));
        assertClose(b.reshape(4, 1, 2, 1).mul(a.reshape(1, 3, 1, 2)), wide);
        assertArrayEquals(new int[]{ 4, 3, 2, 2 }, wide.shape());
    }

    @Test
    void byEachOfSeveralInputs() {
        Tensor x = random(3);
        Tensor w = random(2, 3);
        Tensor unused = random(2);
        List<Tensor> found = Autograd.jacobian(in -> in.get(1).matmul(in.get(0)), List.of(x, w, unused));
        assertClose(w, found.get(0));
        assertClose(Tensors.eye(2).to(FLOAT64).unsqueeze(-1).mul(x), found.get(1));
        assertClose(Tensors.zeros(FLOAT64, 2, 2), found.get(2));
        Tensor ones = Tensors.ones(FLOAT64, 4);
        List<Tensor> forward = Autograd.jacobian(in -> in.get(0).mul(in.get(1)).mul(ones),
                List.of(Tensors.tensor(FLOAT64, 2), Tensors.tensor(FLOAT64, 3)));
        assertClose(ones.mul(3), forward.get(0));
        assertClose(ones.mul(2), forward.get(1));
    }

    @Test
    void ofANumberByANumberIsANumber() {
        assertClose(Tensors.tensor(FLOAT64, 6),
                Autograd.jacobian(Tensor::square, Tensors.tensor(FLOAT64, 3)));
        assertClose(Tensors.tensor(FLOAT64, 2), Autograd.hessian(Tensor::square, Tensors.tensor(FLOAT64, 3)));
    }

    @Test
    void ofAConstantIsZero() {
        Tensor x = random(2);
        assertClose(Tensors.zeros(FLOAT64, 3, 2), Autograd.jacobian(in -> Tensors.ones(FLOAT64, 3), x));
        assertClose(Tensors.zeros(FLOAT64, 1, 2), Autograd.jacobian(in -> Tensors.ones(FLOAT64, 1), x));
        assertClose(Tensors.zeros(FLOAT64, 2, 2), Autograd.hessian(in -> Tensors.ones(), x));
        assertClose(Tensors.zeros(FLOAT64, 2, 2), Autograd.hessian(Tensor::sum, x));
    }

    @Test
    void hessians() {
        Tensor a = random(3, 3);
        TensorFunction quadratic = x -> x.dot(a.matmul(x));
        Tensor x = random(3);
        Tensor h = a.add(a.transpose());
        assertClose(h, Autograd.hessian(quadratic, x));
        Tensor v = random(3);
        assertClose(h.matmul(v), Autograd.hvp(quadratic, x, v));
        Tensor matrix = Autograd.hessian(m -> m.pow(3).sum(),
                Tensors.tensor(FLOAT64, 1, 2, 3, 4).reshape(2, 2));
        assertArrayEquals(new int[]{ 2, 2, 2, 2 }, matrix.shape());
        assertClose(Tensors.tensor(FLOAT64, 6, 12, 18, 24).diag().reshape(2, 2, 2, 2), matrix);
    }

    @Test
    void blocksOfAHessian() {
        Tensor w = random(2);
        Tensor x = random(2, 3);
        TensorsFunction f = in -> in.get(0).matmul(in.get(1).square()).sum();
        List<List<Tensor>> blocks = Autograd.hessian(f, List.of(w, x));
        assertClose(Tensors.zeros(FLOAT64, 2, 2), blocks.get(0).get(0));
        Tensor mixed = Tensors.eye(2).to(FLOAT64).unsqueeze(-1).mul(x.mul(2)); // by w_i and x_kj
        assertClose(mixed, blocks.get(0).get(1));
        assertClose(mixed.permute(1, 2, 0), blocks.get(1).get(0));
        assertClose(w.unsqueeze(1).expand(2, 3).mul(2).reshape(6).diag().reshape(2, 3, 2, 3),
                blocks.get(1).get(1));
        Tensor vw = random(2);
        Tensor vx = random(2, 3);
        List<Tensor> products = Autograd.hvp(f, List.of(w, x), List.of(vw, vx));
        assertClose(mixed.reshape(2, 6).matmul(vx.reshape(6)), products.get(0));
        assertClose(x.mul(2).mul(vw.unsqueeze(1)).add(w.unsqueeze(1).mul(2).mul(vx)), products.get(1));
    }

    @Test
    void canBeDifferentiatedInTurn() {
        Tensor x = Tensors.tensor(FLOAT64, 1, 2).requiresGrad_(true);
        Autograd.hessian(in -> in.pow(4).sum(), x).sum().backward();
        assertClose(Tensors.tensor(FLOAT64, 24, 48), x.grad());
        x.grad().zero_();
        Autograd.jacobian(in -> in.pow(3), x).sum().backward();
        assertClose(Tensors.tensor(FLOAT64, 6, 12), x.grad());
        Tensor third = Autograd.jacobian(in -> Autograd.hessian(y -> y.pow(4).sum(), in), x.detach());
        assertClose(Tensors.tensor(FLOAT64, 24, 0, 0, 0, 0, 0, 0, 48).reshape(2, 2, 2), third);
        assertFalse(third.requiresGrad());
    }

    @Test
    void leavesGradientsAlone() {
        Tensor x = Tensors.tensor(FLOAT64, 1, 2).requiresGrad_(true);
        Autograd.jacobian(Tensor::square, x);
        Autograd.hessian(in -> in.square().sum(), x);
        Autograd.hvp(in -> in.square().sum(), x, Tensors.onesLike(x));
        assertNull(x.grad());
    }

    @Test
    void mistakes() {
        Tensor x = random(2);
        assertEquals(
                "hessian: the tensor to differentiate has shape (2), and only a single number has a gradient. Reduce it "
                        + "first, usually with sum().",
                assertThrows(IllegalStateException.class, () -> Autograd.hessian(Tensor::exp, x))
                        .getMessage());
        assertEquals("hvp: the tangent has shape (3), the input (2); they must be the same.",
                assertThrows(IllegalArgumentException.class, () -> Autograd.hvp(Tensor::sum, x, random(3)))
                        .getMessage());
        assertEquals("hvp: 1 inputs, but 2 tangents; give one of the same shape for each.",
                assertThrows(IllegalArgumentException.class,
                        () -> Autograd.hvp(in -> in.get(0).sum(), List.of(x), List.of(x, x))).getMessage());
    }
}
