package leibniz.autograd;

import static leibniz.autograd.TextAssertions.assertText;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.eye;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of the operations on square matrices, at ordinary places and at edges. */
class LinearAlgebraTest {
    private static final Tensor A = tensor(new double[][]{ { 0, 2, 1 }, { 3, 1, 0 }, { 1, 0, 5 } });

    @Test
    void inversesAndSolutions() {
        assertTrue(A.matmul(A.inv()).sub(eye(3)).abs().max().item() < 1e-6);
        assertTrue(Tensors.inv(A).allclose(A.inv()));
        Tensor b = tensor(1.0, 2.0, 3.0);
        assertTrue(A.matmul(A.solve(b)).allclose(b));
        assertTrue(A.solve(eye(3)).allclose(A.inv()));
        assertArrayEquals(new int[]{ 0, 0 }, zeros(0, 0).inv().shape());
        assertArrayEquals(new int[]{ 4, 3, 2 }, A.solve(zeros(4, 3, 2)).shape());
        assertArrayEquals(new int[]{ 4, 3 }, A.expand(4, 3, 3).solve(zeros(4, 3)).shape());
        assertEquals(FLOAT64, A.to(FLOAT64).inv().dtype());
    }

    @Test
    void determinants() {
        assertText("tensor(-31.)", A.det());
        assertText("tensor(-31.)", Tensors.det(A));
        assertText("tensor(1.)", zeros(0, 0).det());
        assertText("tensor([1., 8.])", Tensors.stack(0, eye(3), eye(3).mul(2)).det());
        assertText("tensor(nan)", A.logdet());
        assertText("tensor(-inf)", zeros(2, 2).logdet());
        assertText("tensor(693.1472)", eye(1000).mul(2).logdet());
        Tensor singular = tensor(new double[][]{ { 1, 2 }, { 2, 4 } }).requiresGrad_(true);
        singular.det().backward();
        assertText("tensor([[ 4., -2.],\n        [-2.,  1.]])", singular.grad());
    }

    @Test
    void choleskyFactors() {
        Tensor x = tensor(new double[][]{ { 4, 2 }, { 2, 5 } });
        assertText("tensor([[2., 0.],\n        [1., 2.]])", x.cholesky());
        assertArrayEquals(new int[]{ 3, 2, 2 }, x.expand(3, 2, 2).cholesky().shape());
    }

    @Test
    void losses() {
        Tensor scores = tensor(new double[][]{ { 0, 0 }, { 1000, 0 } });
        assertText("tensor(0.3466)", scores.crossEntropy(tensor(1, 0)));
        assertText("tensor(0.3466)", scores.crossEntropy(tensor(new double[][]{ { 0.5, 0.5 }, { 1, 0 } })));
        assertText("tensor(0.6931)", zeros(2, 2, 3).crossEntropy(zeros(2, 3).to(DType.INT64)));
        assertText("tensor(nan)", zeros(0, 2).crossEntropy(zeros(0).to(DType.INT64)));
        assertText("tensor(2.5000)", tensor(1.0, 2.0).mseLoss(tensor(2, 4)));
        assertText("tensor(0.)", tensor(1000.0, -1000.0).binaryCrossEntropyWithLogits(tensor(true, false)));
        assertText("tensor(0.6931)", tensor(0.0).binaryCrossEntropyWithLogits(tensor(0.3)));
        assertText("tensor([[-1.0000,  1.0000],\n        [ 0.0000,  0.0000]])",
                tensor(new double[][]{ { 1, 3 }, { 5, 5 } }).layerNorm(2));
        assertText("tensor([-0.5000,  0.5000])", tensor(1.0, 3.0).layerNorm(new int[]{ 2 }, 3));
    }

    /** PyTorch 2.15: both are constant wherever they have a derivative, and 0 is one. */
    @Test
    void constantFunctionsOfAMatrixHaveTheDerivative0() {
        for (TensorFunction f : List.<TensorFunction>of(x -> x.matrixPower(0), x -> x.slogdet().sign())) {
            Tensor x = Tensors.tensor(new double[][]{ { 2, 1 }, { 0.5, -3 } }).requiresGrad_(true);
            assertEquals("tensor([[0., 0.],\n        [0., 0.]])",
                    Autograd.grad(f.apply(x).sum(), x).toString());
            assertEquals(0, Autograd.jvp(f, x, Tensors.onesLike(x)).derivative().abs().sum().item());
        }
        Tensor x = Tensors.tensor(new double[][]{ { 2, 1 }, { 0.5, -3 } });
        assertEquals(-4, Autograd.jvp(m -> m.slogdet().sign().mul(m.sum()), x, Tensors.onesLike(x))
                .derivative().item());
        Tensor infinite = Tensors.full(Double.POSITIVE_INFINITY, 2, 2);
        assertEquals("tensor([[1., 0.],\n        [0., 1.]])", infinite.matrixPower(0).toString());
    }

    @Test
    void anInverseWithinAnotherOperationFailsByTheNameOfThat() {
        Tensor x = Tensors.tensor(new double[][]{ { 1, 2 }, { 2, 4 } }).requiresGrad_(true);
        for (int n : new int[]{ -1, -2 }) {
            String message = assertThrows(RuntimeException.class, () -> x.matrixPower(n)).getMessage();
            assertTrue(message.startsWith("matrixPower: the matrix of shape (2, 2) is singular"), message);
        }
        Tensor y = x.logdet();
        String message = assertThrows(RuntimeException.class, () -> y.backward()).getMessage();
        assertTrue(message.startsWith("logdet: the matrix of shape (2, 2) is singular"), message);
        Tensor logarithm = x.slogdet().logAbsDet();
        assertTrue(
                assertThrows(IllegalArgumentException.class, logarithm::backward).getMessage()
                        .startsWith("slogdet: the matrix of shape (2, 2) is singular"));
    }
}
