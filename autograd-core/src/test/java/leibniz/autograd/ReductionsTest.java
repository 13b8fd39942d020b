package leibniz.autograd;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Values of the reductions and of what works along one dim, at ordinary places and at edges. */
class ReductionsTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private static void assertText(String expected, Tensor x) {
        assertEquals(expected, x.toString());
    }

    @Test
    void products() {
        Tensor x = arange(1, 7).reshape(2, 3);
        assertText("tensor(720)", x.prod());
        assertText("tensor([ 4, 10, 18])", x.prod(0));
        assertText("tensor([[  6],\n        [120]])", x.prod(true, 1));
        assertText("tensor([1., 1., 1.])", zeros(0, 3).prod(0));
        assertText("tensor(1)", tensor(true, true).prod());
        Tensor y = tensor(0.0, 2.0, 3.0, 4.0, 5.0).requiresGrad_(true);
        y.prod().backward();
        assertText("tensor([120.,   0.,   0.,   0.,   0.])", y.grad());
    }

    @Test
    void spreads() {
        Tensor x = tensor(1.0, 2.0, 4.0);
        assertText("tensor(2.3333)", x.var());
        assertText("tensor(1.5275)", x.std());
        assertText("tensor(nan)", tensor(1.0).var());
        assertText("tensor(nan)", zeros(0).std());
        assertArrayEquals(new int[]{ 1, 3 }, zeros(2, 3).var(true, 0).shape());
        Tensor same = tensor(2.0, 2.0).requiresGrad_(true);
        same.std().backward();
        assertText("tensor([0., 0.])", same.grad());
    }

    @Test
    void logarithmsOfSums() {
        assertText("tensor(1000.6932)", tensor(1000.0, 1000.0).logsumexp());
        assertText("tensor(-inf)", tensor(-INFINITE, -INFINITE).logsumexp());
        assertText("tensor(inf)", tensor(1.0, INFINITE).logsumexp());
        assertText("tensor(nan)", tensor(1.0, NAN).logsumexp());
        assertText("tensor([-inf, -inf])", zeros(2, 0).logsumexp(1));
        assertText("tensor(0.6931)", tensor(0, 0).logsumexp());
    }

    @Test
    void normsOfEveryOrder() {
        Tensor x = tensor(3.0, 0.0, -4.0);
        assertText("tensor(7.)", x.vectorNorm(1));
        assertText("tensor(5.)", x.vectorNorm(2));
        assertText("tensor(2.)", x.vectorNorm(0));
        assertText("tensor(4.)", x.vectorNorm(INFINITE));
        assertText("tensor(0.)", x.vectorNorm(-INFINITE));
        assertText("tensor(4.4979)", x.vectorNorm(3));
        assertText("tensor([3., 0., 4.])", x.unsqueeze(0).vectorNorm(3, 0));
        for (double ord : new double[]{ 0, 1, 2, 3, 1.5, INFINITE }) {
            Tensor zero = zeros(2).requiresGrad_(true);
            zero.vectorNorm(ord).backward();
            assertText("tensor([0., 0.])", zero.grad());
        }
    }

    @Test
    void softmaxAddsUpToOne() {
        Tensor x = tensor(new double[][]{ { 1000, 1000 }, { 0, -1000 } });
        assertText("tensor([[0.5000, 0.5000],\n        [1.0000, 0.0000]])", x.softmax(1));
        assertText("tensor([[-6.9315e-01, -6.9315e-01],\n        [ 0.0000e+00, -1.0000e+03]])",
                x.logSoftmax(-1));
        assertText("tensor([0.5000, 0.5000])", tensor(3, 3).softmax(0));
        assertText("tensor([0., 1.])", tensor(-INFINITE, 0.0).softmax(0));
    }

    @Test
    void runningSums() {
        assertText("tensor([0, 1, 3])", arange(3).cumsum(0));
        assertText("tensor([[ 0,  1,  3],\n        [ 3,  7, 12]])", arange(6).reshape(2, 3).cumsum(1));
        assertText("tensor([1, 1, 2])", tensor(true, false, true).cumsum(0));
        assertArrayEquals(new int[]{ 0, 2 }, zeros(0, 2).cumsum(0).shape());
    }

    @Test
    void placesOfExtremes() {
        Tensor x = tensor(new double[][]{ { 1, 5, 5 }, { 0, NAN, 2 } });
        assertText("tensor(4)", x.argmax());
        assertText("tensor(4)", x.argmin());
        assertText("tensor([1, 1])", x.argmax(1));
        assertText("tensor([1, 1, 1])", x.argmin(0));
        assertText("tensor([0, 1, 0])", x.argmax(0));
        assertText("tensor(1)", tensor(3, Long.MIN_VALUE, 3).argmin());
        assertText("tensor(0)", tensor(2.0).argmax());
        assertEquals(DType.INT64, x.argmax().dtype());
        Tensor w = tensor(1.0, 2.0).requiresGrad_(true);
        assertFalse(w.argmax().requiresGrad());
        assertTrue(Autograd.whyNoGrad(w.argmax()).contains("ArgMax"), Autograd.whyNoGrad(w.argmax()));
    }

    @Test
    void sorting() {
        Tensor x = tensor(3.0, NAN, 1.0, 3.0, -2.0);
        assertText("tensor([-2.,  1.,  3.,  3., nan])", x.sort(0));
        assertText("tensor([4, 2, 0, 3, 1])", x.argsort(0));
        assertText("tensor([[0, 1],\n        [2, 3]])", tensor(new int[][]{ { 2, 1 }, { 0, 3 } }).sort(0));
        assertText("tensor([false,  true])", tensor(true, false).sort(0));
        assertArrayEquals(new int[]{ 2, 0 }, zeros(2, 0).sort(1).shape());
    }
}
