package leibniz.autograd;

import static leibniz.autograd.TextAssertions.assertText;
import static leibniz.autograd.DType.BOOL;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DType.INT64;
import static leibniz.autograd.DerivativeCheck.random;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import leibniz.autograd.DerivativeCheck.Case;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Assignment to places that a mask or an index tensor names. Values as PyTorch 2.15 gives them where it takes
 * the operands.
 */
class PartAssignmentTest {
    private static final Tensor MASK = tensor(true, false, true);

    private static Tensor x() {
        return tensor(1.0, 2.0, 3.0);
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(expected, assertThrows(RuntimeException.class, call).getMessage());
    }

    @Test
    void masks() {
        assertText("tensor([9., 2., 9.])", x().maskedFill(MASK, 9));
        assertText("tensor([0.5000, 2.0000, 0.5000])", x().maskedFill(MASK, tensor(FLOAT64, 0.5)));
        assertText("tensor([0, 2])", tensor(1, 2).maskedFill(tensor(true, false), 0.5));
        assertText("tensor([[1., 9., 3.],\n        [1., 2., 3.]])",
                x().maskedFill(tensor(new boolean[][]{ { false, true, false }, { false, false, false } }),
                        9.0));
        assertText("tensor([7., 2., 8.])", x().maskedScatter(MASK, tensor(7, 8, 9)));
        assertText("tensor([7., 2., 8.])", x().maskedScatter_(MASK, tensor(new int[][]{ { 7 }, { 8 } })));
        assertText("tensor([1., 2., 3.])", x().maskedFill_(x().gt(5), 9));
    }

    @Test
    void indices() {
        Tensor x = arange(6).reshape(2, 3);
        assertText("tensor([[9, 1, 9],\n        [9, 4, 9]])", x.indexFill(1, tensor(0, -1), 9));
        assertText("tensor([[7, 1, 8],\n        [7, 4, 8]])", x.indexCopy(1, tensor(0, 2), tensor(7, 8)));
        assertText("tensor([[6, 7, 8],\n        [0, 1, 2]])", x.indexCopy(0, tensor(1, -2),
                tensor(new int[][]{ { 0, 1, 2 }, { 6, 7, 8 } })));
        assertText("tensor([[ 0,  1,  2],\n        [14, 15, 16]])", x.indexAdd(0, tensor(1, 1),
                tensor(new int[][]{ { 1 }, { 10 } })));
        assertText("tensor([[0, 7, 2],\n        [8, 4, 5]])",
                x.scatter(0, tensor(new int[][]{ { 1, 0 } }), tensor(new int[][]{ { 8, 7 } })));
        assertText("tensor([[0, 1, 9],\n        [9, 4, 5]])",
                x.scatter(1, tensor(new int[][]{ { 2 }, { 0 } }), 9));
        assertText("tensor([[0, 1, 2],\n        [3, 4, 5]])", x);
        assertText("tensor([[1., 0., 0.],\n        [0., 0., 1.]])",
                zeros(2, 3).scatter_(1, tensor(new int[][]{ { 0 }, { 2 } }), 1));
    }

    @Test
    void theLastOfSeveralCounts() {
        assertText("tensor([6., 2., 3.])", x().indexCopy(0, tensor(0, 0), tensor(5, 6)));
        assertText("tensor([6., 2., 3.])", x().scatter_(0, tensor(0, 0), tensor(5, 6)));
        assertText("tensor([12.,  2.,  3.])", x().indexAdd_(0, tensor(0, 0), tensor(5, 6)));
        Tensor v = tensor(5.0, 6.0).requiresGrad_(true);
        x().indexCopy(0, tensor(0, 0), v).sum().backward();
        assertText("tensor([0., 1.])", v.grad());
    }

    @Test
    void inPlaceKeepsObjectAndCountsOneVersion() {
        Tensor x = x();
        assertSame(x, x.maskedFill_(MASK, 1).maskedScatter_(MASK, x()).indexFill_(0, tensor(0), 1.0)
                .indexCopy_(0, tensor(1), tensor(4.0)).indexAdd_(0, tensor(1), tensor(1.0))
                .scatter_(0, tensor(new long[]{ 2 }), 8L));
        assertText("tensor([1., 5., 8.])", x);
        assertEquals(6, x.storage.version());
    }

    @Test
    void viewsAreWrittenThrough() {
        Tensor base = zeros(INT64, 3, 2);
        base.transpose()
                .maskedFill_(tensor(new boolean[][]{ { true, false, false }, { false, false, true } }), 7);
        base.select(1, 1).indexFill_(0, tensor(0), 5);
        base.slice(0, 0, 3, 2).scatter_(0, tensor(new int[][]{ { 1, 0 } }), tensor(new int[][]{ { 3, 4 } }));
        assertText("tensor([[7, 4],\n        [0, 0],\n        [3, 7]])", base);
        Tensor x = arange(3);
        x.indexCopy_(0, tensor(0, 1, 2), x.flip(0));
        x.indexCopy_(0, tensor(1, 2), x.narrow(0, 0, 2));
        assertText("tensor([2, 2, 1])", x);
    }

    @Test
    void longsStayExact() {
        long large = (1L << 53) + 1;
        assertEquals(large, zeros(INT64, 2).maskedFill(tensor(true, false), large).get(0).itemLong());
        assertEquals(large, zeros(INT64, 2).indexCopy_(0, tensor(1), tensor(large)).get(1).itemLong());
        assertEquals(large + 2, tensor(2L, 0L).indexAdd(0, tensor(0), tensor(large)).get(0).itemLong());
        assertEquals(16_777_217, zeros(INT64, 2).fill_(16_777_217.0).get(0).itemLong());
        assertEquals(16_777_217, zeros(INT64, 2).set_(16_777_217.0, 0).get(0).itemLong());
        assertEquals(16_777_217, zeros(INT64, 1).indexFill(0, tensor(0), 16_777_217.0).itemLong());
        assertEquals("tensor([false,  true])",
                zeros(BOOL, 2).indexAdd(0, tensor(1, 1), tensor(true, true)).toString());
    }

    static List<Case> cases() {
        Tensor twice = tensor(2, 0, 2);
        Tensor index = tensor(new int[][]{ { 0, 2 }, { 1, 1 } });
        Tensor rows = tensor(new boolean[][]{ { true }, { false } });
        return List.of(
                new Case("maskedFill", "value", x -> x.get(0).maskedFill(MASK, x.get(1)),
                        () -> List.of(random(2, 3), random())),
                new Case("maskedFill", "broadcast", x -> x.get(0).maskedFill(rows, x.get(1)),
                        () -> List.of(random(3), random())),
                new Case("maskedScatter", "vector", x -> x.get(0).maskedScatter(MASK, x.get(1)),
                        () -> List.of(random(3), random(2, 2))),
                new Case("indexFill", "columns", x -> x.get(0).indexFill(1, twice, x.get(1)),
                        () -> List.of(random(2, 3), random())),
                new Case("indexCopy", "columns", x -> x.get(0).indexCopy(1, twice, x.get(1)),
                        () -> List.of(random(2, 3), random(2, 3))),
                new Case("indexCopy", "broadcast", x -> x.get(0).indexCopy(0, twice, x.get(1)),
                        () -> List.of(random(3, 2), random(2))),
                new Case("indexAdd", "columns", x -> x.get(0).indexAdd(1, twice, x.get(1)),
                        () -> List.of(random(2, 3), random(2, 3))),
                new Case("scatter", "dim 1", x -> x.get(0).scatter(1, index, x.get(1)),
                        () -> List.of(random(3, 3), random(2, 2))),
                new Case("scatter", "dim 0", x -> x.get(0).scatter(0, index, x.get(1)),
                        () -> List.of(random(3, 3), random())),
                new Case("indexCopy_", "in place",
                        x -> x.get(0).mul(1).indexCopy_(1, twice, x.get(1).mul(1)),
                        () -> List.of(random(2, 3), random(2, 3))),
                new Case("indexFill_", "in place", x -> x.get(0).mul(1).indexFill_(1, twice, x.get(1).mul(1)),
                        () -> List.of(random(2, 3), random())),
                new Case("scatter_", "in place", x -> x.get(0).mul(1).scatter_(1, index, x.get(1).mul(1)),
                        () -> List.of(random(3, 3), random(2, 2))),
                new Case("maskedFill_", "in place", x -> x.get(0).mul(1).maskedFill_(MASK, x.get(1).mul(1)),
                        () -> List.of(random(2, 3), random())),
                new Case("maskedScatter_", "in place",
                        x -> x.get(0).mul(1).maskedScatter_(MASK, x.get(1).mul(1)),
                        () -> List.of(random(3), random(3))),
                new Case("indexAdd_", "in place", x -> x.get(0).mul(1).indexAdd_(1, twice, x.get(1).mul(1)),
                        () -> List.of(random(2, 3), random(3))));
    }

    @TestFactory
    Stream<DynamicTest> derivatives() {
        return DerivativeCheck.tests(cases());
    }

    @TestFactory
    Stream<DynamicTest> theNameOfWhatWasCalled() {
        return cases().stream().map(c -> DynamicTest.dynamicTest(c.name() + ", " + c.label(), () -> {
            List<Tensor> leaves = c.inputs().stream().map(x -> x.copy().requiresGrad_(true)).toList();
            assertTrue(c.name().replace("_", "").equalsIgnoreCase(c.f().apply(leaves).gradFn().name()));
        }));
    }

    @Test
    void whatNeedsAGradientIsChecked() {
        Tensor w = x().requiresGrad_(true);
        assertThrows(IllegalStateException.class, () -> w.maskedFill_(MASK, 0));
        assertThrows(IllegalStateException.class, () -> w.indexAdd_(0, tensor(0), tensor(1.0)));
        Tensor y = w.mul(2);
        assertThrows(IllegalStateException.class, () -> w.narrow(0, 0, 2).indexFill_(0, tensor(0), 0));
        assertThrows(IllegalArgumentException.class,
                () -> zeros(1).expand(3).scatter_(0, tensor(0), 1));
        assertText("tensor([1., 2., 3.], requiresGrad=true)", w);
        Autograd.noGrad(() -> {
            w.maskedFill_(MASK, 0);
        });
        assertText("tensor([0., 2., 0.], requiresGrad=true)", w);
        Tensor product = w.mul(y);
        y.detach().indexFill_(0, tensor(1), 9);
        assertThrows(IllegalStateException.class, () -> product.sum().backward());
        Tensor counts = zeros(INT64, 3).indexCopy_(0, tensor(1), w.sum());
        assertFalse(counts.requiresGrad());
        assertText("tensor([0, 2, 0])", counts);
    }

    @Test
    void whatDoesNotFitIsAnErrorAndChangesNothing() {
        Tensor x = arange(6.0).reshape(2, 3);
        Tensor first = tensor(new long[]{ 0 });
        assertMessage(
                "maskedFill_: the dtype is int64, but bool is needed. Make truth values by a comparison, such as "
                        + "ne(0).",
                () -> x.maskedFill_(arange(3), 1));
        assertMessage(
                "maskedFill_: the tensor has shape (2, 3), but the result would have (4, 2, 3), and an operation "
                        + "in place keeps the shape. Use the form without _.",
                () -> x.maskedFill_(zeros(BOOL, 4, 1, 1), 1));
        assertMessage(
                "maskedFill: the shapes (2, 3) and (2) do not broadcast: counted from the end, dim 1 is 3 here and 2 "
                        + "there. Aligned at the last dim, sizes must be equal or one of them 1; reshape or "
                        + "unsqueeze one of the operands.",
                () -> x.maskedFill(tensor(true, false), 1));
        assertMessage(
                "maskedFill_: the value has shape (1), but all places get the same number, of shape (). Use "
                        + "maskedScatter to give each its own.",
                () -> x.maskedFill_(MASK, zeros(1)));
        assertMessage(
                "indexFill: the value has shape (2), but all places get the same number, of shape (). Use "
                        + "indexCopy to give each its own.",
                () -> x.indexFill(0, first, zeros(2)));
        assertMessage(
                "maskedScatter: the source has 3 elements, but the mask is true at 4 places. Give each its own "
                        + "value, or all the same with maskedFill.",
                () -> x.maskedScatter_(MASK, zeros(3)));
        assertMessage(
                "indexCopy_: the index holds 2 at (1), but dim 0 has size 2 in shape (2, 3): use 0 to 1, or -1 "
                        + "to -2 counted from the end.",
                () -> x.indexCopy_(0, tensor(0, 2), zeros(2, 3)));
        assertMessage(
                "scatter_: the index holds -4 at (1, 0), but dim 1 has size 3 in shape (2, 3): use 0 to 2, or -1 "
                        + "to -3 counted from the end.",
                () -> x.scatter_(1, tensor(new int[][]{ { 0 }, { -4 } }), 1));
        assertMessage(
                "indexAdd_: the index holds 0 at (0), but dim 1 is empty in shape (2, 0), so there is nothing to "
                        + "choose.",
                () -> zeros(2, 0).indexAdd_(1, first, zeros(2, 1)));
        assertMessage(
                "indexCopy_: values of shape (2, 2) do not fit places of shape (1, 3). Aligned at the last dim, "
                        + "sizes must be equal or that of the values 1.",
                () -> x.indexCopy_(0, first, zeros(2, 2)));
        assertMessage(
                "scatter: an index of shape (1) does not fit a tensor of shape (2, 3) in dim 0. Both need as many "
                        + "dims, and except in dim 0 the index may not be larger.",
                () -> x.scatter(0, first, 1));
        assertMessage(
                "indexFill_: the index has shape (1, 1), but it must be a vector. Use scatter to give each element an "
                        + "index of its own, or set_ for a single index.",
                () -> x.indexFill_(0, tensor(new int[][]{ { 0 } }), 1));
        assertMessage(
                "indexFill_: the index has dtype bool, but indices are int64. For a mask of truth values use "
                        + "maskedFill.",
                () -> x.indexFill_(0, MASK, 1));
        assertMessage(
                "scatter_: the index has dtype float32, but indices are int64. For a mask of truth values use "
                        + "maskedScatter.",
                () -> x.scatter_(0, zeros(1, 1), 1));
        assertMessage(
                "indexAdd_: the tensor is int64, but the result would be float32, and an operation in place keeps "
                        + "the dtype. Use the form without _, or convert the tensor with to(...) first.",
                () -> arange(3).indexAdd_(0, first, tensor(0.5)));
        Tensor whole = arange(3);
        assertMessage(
                "NaN is no integer that int64 can hold. Keep a floating dtype, or replace such values first, for "
                        + "instance with where or clamp.",
                () -> whole.indexCopy_(0, tensor(0, 1), tensor(7, Double.NaN)));
        assertText("tensor([0, 1, 2])", whole);
        assertTrue(x.equal(arange(6.0).reshape(2, 3)));
        assertEquals(0, x.storage.version() + whole.storage.version());
    }
}
