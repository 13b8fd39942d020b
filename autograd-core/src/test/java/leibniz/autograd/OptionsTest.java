package leibniz.autograd;

import static leibniz.autograd.DType.BOOL;
import static leibniz.autograd.DType.INT64;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Options of operations, at their edges. Values are PyTorch's unless a comment says otherwise. */
class OptionsTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static String error(Runnable call) {
        return assertThrows(RuntimeException.class, call::run).getMessage();
    }

    @Test
    void biasedVariances() {
        assertEquals(0, tensor(5.0).biasedVar().item()); // torch.var(torch.tensor(5.), correction=0)
        assertEquals(0, tensor(5.0).biasedStd().item());
        assertTrue(Double.isNaN(zeros(0).biasedVar().item()));
        assertEquals(1.25, arange(4.0).biasedVar().item());
        assertTrue(error(() -> tensor(1, 2).biasedVar()).startsWith("biasedVar: the dtype is int64"));
        assertTrue(error(() -> tensor(1, 2).biasedStd(0)).startsWith("biasedStd: the dtype is int64"));
    }

    @Test
    void truthOfADim() {
        Tensor x = tensor(new double[][]{ { 0, 0, NAN }, { 0, 1, 2 } });
        assertEquals("tensor([true, true])", x.any(1).toString());
        assertEquals("tensor([false,  true,  true])", x.any(0).toString());
        assertEquals("tensor([[false],\n        [false]])", x.all(true, -1).toString());
        assertEquals("tensor([false, false,  true])", x.all(0).toString());
        assertArrayEquals(new int[]{ 1, 1 }, x.any(true).shape());
        assertEquals("tensor([false, false])", zeros(2, 0).any(1).toString());
        assertEquals("tensor([true, true])", zeros(2, 0).all(1).toString());
        assertEquals("tensor(true)", tensor(3).any(0).toString());
        assertEquals(BOOL, x.any(0).dtype());
        assertTrue(error(() -> x.any(2)).startsWith("any: dim 2 does not exist"));
        assertTrue(error(() -> x.all(0, 0)).startsWith("all: a dim is named twice"));
    }

    @Test
    void extremesWithTheirPlaces() {
        Tensor x = tensor(new double[][]{ { 1, 5, 5 }, { NAN, 2, NAN } });
        ValuesAndIndices max = x.maxWithIndices(1);
        assertEquals("tensor([5., nan])", max.values().toString());
        assertEquals("tensor([1, 0])", max.indices().toString());
        assertEquals("tensor([0, 0])", x.minWithIndices(-1).indices().toString());
        assertEquals(INT64, tensor(new int[][]{ { 3, 4 } }).maxWithIndices(0).values().dtype());
        assertTrue(error(() -> zeros(2, 0).maxWithIndices(1)).startsWith("argmax: dim 1"));
        assertEquals("tensor([[1],\n        [0]])", x.argmax(true, 1).toString());
        assertEquals("tensor([[1, 1, 1]])", x.argmin(true, -2).toString());
        assertArrayEquals(new int[]{ 2 }, x.argmax(false, 1).shape());
    }

    @Test
    void descendingOrder() {
        Tensor x = tensor(2.0, NAN, 3.0, 2.0, -INFINITY);
        assertEquals("tensor([nan, 3., 2., 2., -inf])", x.sort(0, true).toString());
        assertEquals("tensor([1, 2, 0, 3, 4])", x.argsort(0, true).toString());
        assertTrue(x.argsort(0, false).equal(x.argsort(0)));
        assertEquals("tensor([ true,  true, false])", tensor(true, false, true).sort(0, true).toString());
        assertEquals(0, zeros(0).sort(0, true).numel());
    }

    @Test
    void otherDiagonals() {
        Tensor x = arange(6).reshape(2, 3);
        assertEquals("tensor([1, 5])", x.diagonal(1).toString());
        assertEquals("tensor([3])", x.diagonal(-1).toString());
        assertEquals(0, x.diagonal(3).numel());
        assertEquals(0, x.diagonal(Integer.MIN_VALUE).numel());
        assertEquals("tensor([[0, 0, 0],\n        [3, 0, 0]])", x.tril(-1).toString());
        assertEquals("tensor([[0, 0, 2],\n        [0, 0, 0]])", x.triu(2).toString());
        assertEquals(15, x.tril(Integer.MAX_VALUE).sum().item());
        assertEquals(0, x.triu(Integer.MAX_VALUE).sum().item());
        assertEquals("tensor([[0, 0, 0],\n        [1, 0, 0],\n        [0, 2, 0]])",
                tensor(1, 2).diag(-1).toString());
        assertEquals("tensor([2])", x.diag(2).toString());
        assertEquals(0, zeros(2, 2, 2).diagonal(1, 0, 2).sum().item());
        Tensor view = arange(9.0).reshape(3, 3);
        view.diagonal(1).zero_();
        assertEquals("tensor([[0., 0., 2.],\n        [3., 4., 0.],\n        [6., 7., 8.]])", view.toString());
        assertThrows(IllegalArgumentException.class, () -> x.diagonal(0, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> tensor(1).diag(Integer.MAX_VALUE));
    }

    @Test
    void oneBoundOrTensors() {
        Tensor x = tensor(-1.0, NAN, 3.0);
        assertEquals("tensor([0., nan, 3.])", x.clampMin(0).toString());
        assertEquals("tensor([-1., nan,  2.])", x.clampMax(2).toString());
        assertEquals("tensor([nan, nan, 1.])", x.clamp(tensor(NAN, 0, 0), tensor(1.0, 1.0, 1.0)).toString());
        assertEquals("tensor([1., 1., 1.])",
                tensor(-1.0, 1.5, 3.0).clamp(tensor(2.0), tensor(1.0)).toString()); // max where min is larger
        assertEquals("tensor([2, 2, 3])", tensor(1, 2, 3).clampMin(2).toString());
        assertEquals("tensor([1, 2, 2])", tensor(1, 2, 3).clampMax(tensor(2)).toString());
        assertArrayEquals(new int[]{ 2, 3 }, x.clampMin(zeros(2, 1)).shape());
        assertTrue(error(() -> tensor(true).clampMin(tensor(false)))
                .startsWith("ClampMin: not defined for bool"));
        assertTrue(error(() -> x.clampMin(zeros(2))).contains("do not broadcast"));
    }

    @Test
    void tolerances() {
        Tensor x = tensor(1.0, 2.0);
        assertTrue(x.allclose(tensor(1.05, 2.05), 0.06, 0));
        assertFalse(x.allclose(tensor(1.05, 2.05), 0, 0.04));
        assertTrue(x.allclose(x, 0, 0));
        assertTrue(tensor(INFINITY).allclose(tensor(INFINITY), 0, 0));
        assertFalse(tensor(INFINITY).allclose(tensor(1.0), INFINITY, 0));
        assertTrue(error(() -> x.allclose(x, -1, 0)).contains("-1.0 (relative)"));
        assertTrue(error(() -> x.allclose(x, 0, NAN)).contains("NaN (absolute)"));
    }
}
