package leibniz.autograd;

import static leibniz.autograd.TextAssertions.assertText;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values of the reductions and of what works along one dim, at ordinary places and at edges. */
class ReductionsTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

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

    /** Halving seven leaves an odd one twice; by hand the gradient is 5040/x. */
    @Test
    void productsOfAnOddNumberOfFactors() {
        assertText("tensor(5040)", arange(1, 8).prod());
        Tensor x = arange(1.0, 8.0).requiresGrad_(true);
        x.prod().backward();
        assertText("tensor([5040., 2520., 1680., 1260., 1008.,  840.,  720.])", x.grad());
    }

    /** PyTorch. */
    @Test
    void alongTheDimOfASingleNumber() {
        Tensor x = tensor(5.0);
        assertText("tensor(5.)", x.maxWithIndices(0).values());
        assertText("tensor(0)", x.maxWithIndices(-1).indices());
        assertText("tensor(5.)", x.cumprod(0));
        assertText("tensor(5.)", x.cumsum(-1));
        assertText("tensor(0)", x.argmax(true, 0));
        Tensor y = tensor(5.0).requiresGrad_(true);
        y.minWithIndices(0).values().mul(y.cumprod(0)).backward();
        assertText("tensor(10.)", y.grad());
    }

    /** A result that could be the tensor itself is a copy: what is written to it stays there. */
    @Test
    void resultsAreTensorsOfTheirOwn() {
        Tensor number = tensor(5.0);
        Tensor one = tensor(new double[]{ 5 });
        number.sort(0).zero_();
        number.topk(1, 0).values().zero_();
        one.cumprod(0).zero_();
        one.sort(0).zero_();
        one.topk(1).values().zero_();
        assertText("tensor(5.)", number);
        assertText("tensor([5.])", one);
    }

    @Test
    void whatCannotBeReducedIsSaid() {
        assertError("norm: the dtype is int64", () -> tensor(1, 2).norm());
        assertError("vectorNorm: the dtype is int64", () -> tensor(1, 2).vectorNorm(3));
        assertError("argmin", () -> zeros(0).argmin());
        assertError("softmax: dim 2", () -> zeros(2, 2).softmax(2));
        assertError("topk: dim 2", () -> zeros(2, 2).topk(1, 2));
        assertError("topk: 3 elements are wanted", () -> zeros(2).topk(3));
        assertError("topk: -1 elements are wanted", () -> zeros(2).topk(-1));
        assertEquals(2, zeros(2).topk(2).values().numel());
        assertError("var: the shape (n)", () -> Tensors.symbol("v", "n").var());
        Tensor x = tensor(2.0, 1.0).requiresGrad_(true);
        for (Tensor place : List.of(x.argmin(), x.argmax(), x.argmin(0), x.argmax(0), x.argsort(0),
                x.reshape(2, 1).argmin(true, 0))) {
            String reason = Autograd.whyNoGrad(place);
            assertTrue(reason.contains("Arg"), reason);
        }
    }

    private static void assertError(String start, Runnable call) {
        String message = assertThrows(RuntimeException.class, call::run).getMessage();
        assertTrue(message.startsWith(start), message);
    }

    /** By hand: squares and powers that FLOAT32 cannot hold are summed in FLOAT64. */
    @Test
    void normsOfLargeNumbers() {
        assertEquals(5e30, tensor(3e30, 4e30).norm().item(), 1e24);
        assertEquals(5e30, tensor(3e30, 4e30).reshape(2, 1).norm(true, 0).item(), 1e24);
        assertEquals(1e20, tensor(1e20, 0.0).vectorNorm(3).item(), 1e14);
    }

    /** The values of FLOAT64, wherever the elements lie. */
    @Test
    void logSoftmaxOfRowsAndColumns() {
        Tensor wide = Tensors.linspace(DType.FLOAT64, -3, 5, 12).square().reshape(3, 4);
        Tensor expected = wide.logSoftmax(1);
        assertEquals(1, expected.exp().sum().item() / 3, 1e-12);
        Tensor rows = wide.toFloat();
        Tensor columns = wide.t().toFloat().contiguous();
        for (Tensor found : List.of(rows.logSoftmax(1), columns.t().logSoftmax(1), columns.logSoftmax(0).t(),
                rows.narrow(0, 0, 3).logSoftmax(-1), wide.t().logSoftmax(0).t())) {
            assertTrue(found.toDouble().allclose(expected, 1e-6, 1e-6), found.toString());
        }
        assertArrayEquals(new int[]{ 3, 0 }, zeros(3, 0).logSoftmax(1).shape());
    }

    /** By hand: as many elements as both sizes say. */
    @Test
    void theMeanOverNamedAndOtherDims() {
        Tensor wide = Tensors.symbol("v", "n").unsqueeze(0).mul(tensor(1.0, 3.0).reshape(2, 1));
        assertText("tensor(4.)", wide.mean().bind(Map.of("v", tensor(1.0, 3.0))));
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
