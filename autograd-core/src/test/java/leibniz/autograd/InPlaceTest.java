package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT32;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Changes in place: what they write, what they refuse, and that no gradient comes out silently wrong. */
class InPlaceTest {
    private static Tensor leaf(double... values) {
        return tensor(values).requiresGrad_(true);
    }

    @Test
    void arithmeticWritesAndKeepsTheObject() {
        Tensor a = tensor(1.0, 2.0);
        assertSame(a, a.add_(1).mul_(tensor(2.0)).sub_(0.5).div_(2L));
        assertEquals("tensor([1.7500, 2.7500])", a.toString());
        assertEquals("tensor([3., 3.])", a.fill_(3).toString());
        assertEquals("tensor([0., 0.])", a.zero_().toString());
        assertEquals("tensor([5., 6.])", a.copy_(tensor(5, 6)).toString());
        assertEquals("tensor([7, 7])", tensor(1, 2).fill_(7.9).toString());
    }

    @Test
    void viewsSeeWrites() {
        Tensor a = Tensors.zeros(2, 3);
        a.select(0, 1).fill_(5);
        a.transpose().narrow(0, 0, 1).add_(1);
        assertEquals("tensor([[1., 0., 0.],\n        [6., 5., 5.]])", a.toString());
        assertEquals(2, a.storage.version());
    }

    @Test
    void overlappingSourceIsReadBeforeItIsWritten() {
        Tensor a = tensor(new double[][]{ { 1, 2 }, { 3, 4 } });
        a.copy_(a.transpose());
        assertEquals("tensor([[1., 3.],\n        [2., 4.]])", a.toString());
        a.add_(a.transpose());
        assertEquals("tensor([[2., 5.],\n        [5., 8.]])", a.toString());
    }

    /** Of many numbers each is written as soon as it is computed, where no other is computed from it. */
    @Test
    void manyNumbersAreWrittenAsFew() {
        RandomNumbers.seed(3);
        List<BinaryOperator<Tensor>> writing = List.of(Tensor::add_, Tensor::sub_, Tensor::mul_,
                Tensor::div_);
        List<BinaryOperator<Tensor>> pure = List.of(Tensor::add, Tensor::sub, Tensor::mul, Tensor::div);
        List<UnaryOperator<Tensor>> others = List.of(x -> x, Tensor::transpose, x -> x.flip(0),
                x -> x.narrow(0, 0, 1), x -> x.select(1, 3), Tensor::exp, x -> x.to(DType.FLOAT64),
                x -> x.gt(0).to(DType.INT64), x -> x.mul(0.5).transpose(), x -> x.sum());
        for (UnaryOperator<Tensor> other : others) {
            for (int i = 0; i < writing.size(); i++) {
                Tensor all = Tensors.randn(2, 60, 60);
                for (Tensor target : List.of(all.select(0, 1), all.select(0, 0).transpose())) {
                    Tensor right = pure.get(i).apply(target, other.apply(target)).to(DType.FLOAT32).copy();
                    assertSame(target, writing.get(i).apply(target, other.apply(target)));
                    assertArrayEquals(bits(right), bits(target));
                }
            }
        }
        Tensor x = Tensors.randn(60, 60);
        Tensor right = x.exp().mul(-1).relu().copy();
        x.exp_().mul_(-1).relu_();
        assertArrayEquals(bits(right), bits(x));
        Tensor leaf = Tensors.randn(60, 60).requiresGrad_(true);
        leaf.square().sum().backward();
        Tensor twice = leaf.grad().add(leaf.grad().transpose());
        leaf.backward(leaf.grad().transpose());
        assertArrayEquals(bits(twice), bits(leaf.grad()));
    }

    private static int[] bits(Tensor x) {
        float[] numbers = (float[]) x.reshape(x.numel()).toArray();
        int[] bits = new int[numbers.length];
        Arrays.setAll(bits, i -> Float.floatToIntBits(numbers[i]));
        return bits;
    }

    @Test
    void whatDoesNotFitChangesNothing() {
        Tensor a = tensor(1, 2);
        assertThrows(IllegalArgumentException.class, () -> a.add_(0.5));
        assertThrows(IllegalArgumentException.class, () -> a.div_(2));
        assertThrows(IllegalArgumentException.class, () -> a.add_(Tensors.ones(3, 2).to(DType.INT64)));
        assertThrows(IllegalArgumentException.class, () -> a.add_(tensor(1, 2, 3)));
        assertThrows(IllegalArgumentException.class, () -> tensor(1.0).expand(3).add_(1));
        assertThrows(IllegalArgumentException.class, () -> tensor(true).add_(1));
        assertEquals("tensor([1, 2])", a.toString());
        assertEquals(0, a.storage.version());
    }

    @Test
    void aLeafIsChangedOnlyWithoutRecording() {
        Tensor w = leaf(1, 2);
        assertThrows(IllegalStateException.class, () -> w.sub_(1));
        assertThrows(IllegalStateException.class, w::zero_);
        assertEquals("tensor([1., 2.], requiresGrad=true)", w.toString());
        w.square().sum().backward();
        Autograd.noGrad(() -> {
            w.sub_(w.grad().mul(0.5));
        });
        assertEquals("tensor([0., 0.], requiresGrad=true)", w.toString());
        assertTrue(w.isLeaf());
    }

    @Test
    void operationsOnResultsAreRecorded() {
        Tensor x = leaf(3);
        Tensor y = x.mul(2);
        y.mul_(5).add_(1);
        assertEquals("tensor([31.], gradFn=<Add>)", y.toString());
        y.sum().backward();
        assertEquals(10, x.grad().item());
    }

    @Test
    void operandsOfRecordedOperationsKeepTheirOldValue() {
        Tensor x = leaf(3);
        Tensor w = leaf(5);
        Tensor y = x.mul(2);
        y.mul_(w); // the rule for w reads y as it was
        y.sum().backward();
        assertEquals(10, x.grad().item());
        assertEquals(6, w.grad().item());
    }

    @Test
    void aConstantThatTakesInALeafNeedsAGradient() {
        Tensor x = leaf(3);
        Tensor sum = Tensors.zeros(1);
        sum.add_(x).add_(x);
        assertTrue(sum.requiresGrad());
        Tensor target = Tensors.zeros(2, 1).to(DType.FLOAT64);
        target.copy_(x.square());
        sum.sum().add(target.sum()).backward();
        assertEquals(2 + 2 * 6, x.grad().item());
    }

    /** PyTorch: the slope by the other operand is the value that was overwritten. */
    @Test
    void aConstantThatALeafMultipliesKeepsItsOldValue() {
        Tensor w = tensor(2.0, 3.0).requiresGrad_(true);
        Tensor c = tensor(5.0, 7.0);
        c.mul_(w).sum().backward();
        assertEquals("tensor([5., 7.])", w.grad().toString());
    }

    /** PyTorch: the tensor stays FLOAT32, and the gradients of what was written have its dtype. */
    @Test
    void whatIsWrittenTakesTheDTypeOfTheTensor() {
        Tensor w = tensor(FLOAT64, 2, 3).requiresGrad_(true);
        Tensor copied = tensor(0.0, 0.0);
        copied.copy_(w.mul(w)).sum().backward();
        Tensor multiplied = tensor(1.0, 1.0);
        multiplied.mul_(w).square().sum().backward();
        assertEquals("tensor([ 8., 12.], dtype=float64)", w.grad().toString());
        assertEquals(List.of(FLOAT32, FLOAT32, FLOAT64),
                List.of(copied.dtype(), multiplied.dtype(), w.grad().dtype()));
        assertEquals("tensor([3., 4.])", tensor(1.0, 2.0).add_(tensor(FLOAT64, 2, 2)).toString());
    }

    /** PyTorch: the gradient is kept of the value that the tensor has in the end. */
    @Test
    void aResultThatKeepsItsGradientKeepsThatOfItsNewValue() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor y = x.mul(3);
        y.retainGrad();
        y.mul_(2);
        assertTrue(y.retainsGrad());
        y.sum().backward();
        assertEquals("tensor([1., 1.])", y.grad().toString());
        assertEquals("tensor([6., 6.])", x.grad().toString());
    }

    @Test
    void whatRepeatsElementsIsRefusedAndASingleRowIsNot() {
        Tensor row = tensor(1.0, 2.0);
        Tensor rows = row.unsqueeze(0).expand(3, 2);
        assertThrows(IllegalArgumentException.class, () -> rows.set_(5, 0));
        assertThrows(IllegalArgumentException.class, () -> rows.add_(1));
        assertThrows(IllegalArgumentException.class, () -> row.copy_(Tensors.zeros(3, 2)));
        row.unsqueeze(0).expand(1, 2).add_(1);
        assertEquals("tensor([2., 3.])", row.toString());
    }

    /** PyTorch: a size of 1 repeats nothing, wherever it comes from. */
    @Test
    void onePartOfWhatRepeatsElementsMayBeWritten() {
        Tensor x = tensor(1.0);
        x.expand(3).narrow(0, 0, 1).add_(1);
        assertEquals("tensor(2.)", x.toString());
    }

    @Test
    void aConversionThatFailsChangesNothing() {
        Tensor a = tensor(1, 2);
        assertThrows(IllegalArgumentException.class, () -> a.copy_(tensor(3.0, Double.NaN)));
        assertEquals("tensor([1, 2])", a.toString());
    }

    /** PyTorch: the sum and the product of BOOL are BOOL, so both may be written. */
    @Test
    void arithmeticOfBoolStaysBool() {
        assertEquals("tensor([true, true])", tensor(true, false).add_(tensor(true)).toString());
        assertEquals("tensor([true, false])",
                tensor(true, true).mul_(tensor(true, false)).toString().replaceAll(" +", " ").replace("[ ",
                        "["));
    }

    /** By hand: the slope of a power reads what the power has overwritten. */
    @Test
    void aPowerInPlaceKeepsItsBase() {
        Tensor x = leaf(3, 2);
        Tensor y = x.mul(1);
        y.pow_(tensor(2.0, 3.0)).sum().backward();
        assertEquals("tensor([ 6., 12.], dtype=float64)", x.grad().toDouble().toString());
    }

    /** PyTorch: the tangent has the dtype of the tensor that was written. */
    @Test
    void tangentsTakeTheDTypeOfTheTensorToo() {
        Tensor x = tensor(FLOAT64, 2, 3);
        Tensor ones = Tensors.onesLike(x);
        for (TensorFunction f : List.<TensorFunction>of(in -> Tensors.ones(2).mul_(in),
                in -> Tensors.ones(2).copy_(in))) {
            assertEquals("tensor([1., 1.])", Autograd.jvp(f, x, ones).derivative().toString());
        }
    }

    @Test
    void overwritingCutsThePath() {
        Tensor x = leaf(3);
        Tensor y = x.mul(2);
        y.zero_();
        assertFalse(y.requiresGrad());
        assertTrue(Autograd.whyNoGrad(y).contains("zero_"), Autograd.whyNoGrad(y));
        y.add_(x);
        y.sum().backward();
        assertEquals(1, x.grad().item());
    }

    @Test
    void viewsOfLeavesAreRefused() {
        Tensor x = leaf(3, 4);
        assertThrows(IllegalStateException.class, () -> x.narrow(0, 0, 1).zero_());
        assertEquals("tensor([3., 4.], requiresGrad=true)", x.toString());
    }

    @Test
    void aSavedValueThatWasChangedIsAnError() {
        Tensor x = leaf(1, 2);
        Tensor y = x.exp();
        Tensor z = y.sum();
        y.add_(1); // exp saved its result
        assertThrows(IllegalStateException.class, z::backward);
        Tensor w = leaf(1);
        Tensor c = tensor(2.0);
        Tensor product = w.mul(c);
        c.fill_(5);
        assertThrows(IllegalStateException.class, product::backward);
        Tensor u = w.square();
        u.detach().zero_(); // shares elements, but square saved w, not u
        u.backward();
        assertEquals(2, w.grad().item());
    }

    @Test
    void aVersionFromBeforeIsNoError() {
        Tensor c = tensor(2.0).add_(1);
        Tensor w = leaf(1);
        w.mul(c).backward();
        assertEquals(3, w.grad().item());
    }

    @Test
    void forwardModeGoesThroughOperationsInPlace() {
        Tensor x = Tensors.tensor(DType.FLOAT64, 1, 2);
        Tensor t = Tensors.tensor(DType.FLOAT64, 1, 10);
        TensorFunction cube = in -> in.mul(3).mul_(in).mul_(in);
        assertTrue(Autograd.jvp(cube, x, t).derivative().allclose(x.square().mul(9).mul(t)));
        TensorFunction copied = in -> Tensors.zeros(DType.FLOAT64, 2, 2).copy_(in.square());
        assertTrue(Autograd.jvp(copied, x, t).derivative().allclose(x.mul(2).mul(t).expand(2, 2)));
        TensorFunction cut = in -> in.square().zero_();
        assertTrue(Autograd.jvp(cut, x, t).derivative().equal(Tensors.zeros(2)));
        TensorFunction throughView = in -> {
            Tensor y = in.mul(2);
            y.narrow(0, 0, 1).mul_(3);
            return y;
        };
        assertTrue(Autograd.jvp(throughView, x, t).derivative()
                .equal(Tensors.tensor(DType.FLOAT64, 6, 20)));
    }

    /** The function has a copy of its own; the value and the derivative are PyTorch's. */
    @Test
    void aFunctionInForwardModeMayWriteToItsInput() {
        Tensor x = tensor(FLOAT64, 1, 2);
        TensorFunction tripled = y -> {
            y.get(0).mul_(2);
            return y.mul_(3).square().sum();
        };
        ValueAndDerivative result = Autograd.jvp(tripled, x, tensor(FLOAT64, 1, 1));
        assertEquals("tensor([1., 2.], dtype=float64)", x.toString());
        assertEquals(72, result.value().item());
        assertEquals(2 * 36 + 2 * 2 * 9, result.derivative().item());
    }

    @Test
    void sumsOfManyCotangentsHaveTangents() {
        Tensor x = Tensors.tensor(DType.FLOAT64, 1, 2);
        Tensor ones = Tensors.onesLike(x);
        TensorFunction f = in -> in.square().add(in.mul(3)).add(in.exp()).add(in.sin());
        TensorFunction gradient = in -> Autograd.vjp(f, in, ones).derivative();
        assertTrue(Autograd.jvp(gradient, x, ones).derivative().allclose(x.exp().add(2).sub(x.sin())));
    }
}
