package leibniz.autograd;

import static leibniz.autograd.DType.BOOL;
import static leibniz.autograd.DType.FLOAT32;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DType.INT64;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forms that courses write every day. Texts of tensors are those of PyTorch. */
class FormsTest {
    private static String error(Runnable call) {
        return assertThrows(RuntimeException.class, call::run).getMessage();
    }

    @Test
    void listsBecomeTensorsOfTheirShape() {
        assertEquals("tensor([1, 2, 3])", tensor(List.of(1, 2, 3)).toString());
        assertEquals("tensor([1.0000, 2.5000])", tensor(List.of(1, 2.5)).toString());
        assertEquals(BOOL, tensor(List.of(true, false)).dtype());
        assertEquals(INT64, tensor(List.of(true, (short) 2)).dtype());
        assertEquals(FLOAT32, tensor(List.of(1.5f)).dtype());
        assertEquals("tensor([[1, 2], [3, 4]])".replace("], [", "],\n        ["),
                Tensor.of(List.of(List.of(1, 2), List.of(3, 4))).toString());
        assertArrayEquals(new int[]{ 2, 1, 3 },
                Tensor.of(List.of(new double[][]{ { 1, 2, 3 } }, new double[][]{ { 4, 5, 6 } })).shape());
        assertArrayEquals(new int[]{ 0 }, tensor(List.of()).shape());
        assertEquals(FLOAT32, tensor(List.of()).dtype());
        assertArrayEquals(new int[]{ 2, 0 }, tensor(List.of(List.of(), List.of())).shape());
        assertEquals(0.1, tensor(FLOAT64, List.of(0.1)).item());
        assertEquals((1L << 62) + 1, tensor(List.of((1L << 62) + 1)).itemLong());
        List<Integer> numbers = List.of(1, 2);
        assertEquals("tensor([1, 2])", tensor(numbers).toString());
    }

    @Test
    void listsThatAreNoTensorsSayWhy() {
        assertTrue(error(() -> tensor(List.of(List.of(1, 2), List.of(3)))).contains("(2) and another (1)"));
        assertTrue(error(() -> tensor(List.of(1, List.of(2)))).contains("() and another (1)"));
        assertTrue(error(() -> tensor(List.of("1"))).contains("a String"));
        assertTrue(error(() -> tensor(List.of(new BigDecimal("1")))).contains("a BigDecimal"));
        assertTrue(error(() -> tensor(List.of(tensor(1.0)))).contains("stack"));
        assertTrue(error(() -> tensor(Arrays.asList(1, null))).contains("null"));
    }

    @Test
    void aLoopGoesThroughTheFirstDim() {
        Tensor x = arange(6.0).reshape(3, 2).requiresGrad_(true);
        Tensor sum = tensor(0.0);
        int rows = 0;
        for (Tensor row : x) {
            assertArrayEquals(new int[]{ 2 }, row.shape());
            sum = sum.add(row.prod().mul(++rows));
        }
        sum.backward();
        assertEquals("tensor([[ 1.,  0.],\n        [ 6.,  4.],\n        [15., 12.]])",
                String.valueOf(x.grad())); // by hand: k times the other element of row k
        List<Double> numbers = new ArrayList<>();
        for (Tensor number : tensor(1.0, 2.0)) {
            numbers.add(number.item());
        }
        assertEquals(List.of(1.0, 2.0), numbers);
        for (Tensor row : Tensors.zeros(0, 3)) {
            throw new AssertionError(row);
        }
        assertTrue(error(() -> tensor(1.0).forEach(row -> assertNotNull(row))).contains("item()"));
    }

    @Test
    void copiesAndShapes() {
        Tensor x = arange(6.0).reshape(2, 3);
        Tensor copy = x.clone();
        copy.zero_();
        assertEquals(15, x.sum().item());
        assertNotSame(x.storage, copy.storage);
        assertArrayEquals(x.shape(), x.size());
        assertEquals("tensor([0., 3., 1., 4., 2., 5.])", x.t().flatten().toString());
        assertSame(x.storage, x.flatten().storage);
        assertArrayEquals(new int[]{ 1 }, tensor(2.0).flatten().shape());
        assertArrayEquals(new int[]{ 2, 12, 5 }, Tensors.zeros(2, 3, 4, 5).flatten(1, 2).shape());
        assertArrayEquals(new int[]{ 2, 60 }, Tensors.zeros(2, 3, 4, 5).flatten(1, -1).shape());
        assertArrayEquals(new int[]{ 0 }, Tensors.zeros(2, 0).flatten().shape());
        assertTrue(error(() -> x.flatten(1, 0)).contains("in their order"));
        assertThrows(IndexOutOfBoundsException.class, () -> x.flatten(0, 2));
        assertTrue(error(() -> Tensors.zeros(2, 2, 2).t()).contains("transpose(-2, -1)"));
        assertTrue(error(() -> Tensors.zeros(2, 2, 2).t()).startsWith("t: "));
    }

    @Test
    void dtypesByName() {
        Tensor x = tensor(1.7, -1.7);
        assertEquals("tensor([ 1, -1])", x.toLong().toString());
        assertEquals(FLOAT64, x.toDouble().dtype());
        assertSame(x, x.toFloat());
        assertThrows(IllegalArgumentException.class, () -> tensor(Double.NaN).toLong());
    }

    @Test
    void productsInsistOnTheirShapes() {
        Tensor a = arange(6.0).reshape(2, 3);
        assertEquals("tensor([[ 5., 14.],\n        [14., 50.]])", Tensors.mm(a, a.t()).toString());
        assertEquals("tensor([ 5., 14.])", Tensors.mv(a, tensor(0.0, 1.0, 2.0)).toString());
        assertArrayEquals(new int[]{ 4, 2, 2 },
                Tensors.bmm(a.expand(4, 2, 3), a.t().expand(4, 3, 2)).shape());
        assertTrue(error(() -> a.mm(tensor(1.0, 2.0, 3.0))).startsWith("mm: the shapes are (2, 3) and (3)"));
        assertTrue(error(() -> a.mv(a)).contains("a matrix and a vector"));
        assertTrue(error(() -> a.bmm(a)).contains("3 dims each"));
        assertTrue(error(() -> a.unsqueeze(0).bmm(a.t().expand(2, 3, 2))).contains("as many matrices"));
    }

    @Test
    void functionsOfDims() {
        Tensor x = arange(6.0).reshape(2, 3);
        assertEquals("tensor([3., 5., 7.])", Tensors.sum(x, 0).toString());
        assertEquals("tensor([1., 4.])", Tensors.mean(x, 1).toString());
        assertEquals(15, Tensors.sum(x).item());
        assertEquals("tensor([[ 0.,  1.,  4.],\n        [ 9., 16., 25.]])", Tensors.pow(x, 2).toString());
        assertEquals(INT64, Tensors.pow(tensor(1, 2), 2).dtype());
        TensorFunction f = Tensors::sum; // the name alone still means the function of one tensor
        assertEquals(15, f.apply(x).item());
    }

    @Test
    void gradientsAreClearedInTwoWays() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        x.zeroGrad();
        x.clearGrad();
        assertNull(x.grad());
        x.square().sum().backward();
        Tensor held = x.grad();
        x.zeroGrad();
        assertSame(held, x.grad());
        assertEquals("tensor([0., 0.])", String.valueOf(x.grad()));
        x.square().sum().backward();
        assertEquals("tensor([2., 4.])", String.valueOf(x.grad()));
        x.clearGrad();
        assertNull(x.grad());
        x.square().sum().backward();
        assertEquals("tensor([2., 4.])", String.valueOf(x.grad()));
    }

    @Test
    void aGradientThatIsPartOfAGraphIsReplacedByZeros() {
        Tensor x = tensor(3.0).requiresGrad_(true);
        x.pow(3).backward(GraphOption.CREATE_GRAPH);
        Tensor first = x.grad();
        assertNotNull(first);
        x.zeroGrad();
        assertEquals(27, first.item());
        first.backward();
        assertEquals("tensor(18.)", String.valueOf(x.grad())); // 6 x
    }

    @Test
    void aRetainedGradientIsClearedToo() {
        Tensor x = tensor(3.0).requiresGrad_(true);
        Tensor y = x.square();
        y.retainGrad();
        y.mul(2).backward();
        assertEquals(2, y.grad().item());
        y.zeroGrad();
        assertEquals(0, y.grad().item());
        y.clearGrad();
        assertNull(y.grad());
        tensor(1.0).clearGrad();
        tensor(1).zeroGrad();
    }
}
