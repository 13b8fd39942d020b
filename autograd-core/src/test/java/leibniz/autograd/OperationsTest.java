package leibniz.autograd;

import static leibniz.autograd.TextAssertions.assertText;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.eye;
import static leibniz.autograd.Tensors.full;
import static leibniz.autograd.Tensors.linspace;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Values of operations, at ordinary places and at edges. */
class OperationsTest {
    @Test
    void creation() {
        assertText("tensor([2, 4])", arange(2, 6, 2));
        assertText("tensor([3, 2, 1])", arange(3, 0, -1));
        assertText("tensor([0.0000, 0.2500, 0.5000, 0.7500])", arange(0.0, 1.0, 0.25));
        assertText("tensor([0.0000, 0.5000, 1.0000])", linspace(0, 1, 3));
        assertText("tensor([5.])", linspace(5, 9, 1));
        assertEquals(0, linspace(0, 1, 0).numel());
        assertEquals(0, arange(0).numel());
        assertText("tensor([[1., 0.],\n        [0., 1.]])", eye(2));
        assertText("tensor([7, 7])", full(DType.INT64, 7, 2));
        assertText("tensor([1., 1.])", Tensors.onesLike(tensor(3.0, 4.0)));
        assertText("tensor([0, 0])", Tensors.zerosLike(tensor(3, 4)));
        assertText("tensor([[ true, false]])", tensor(new boolean[][]{ { true, false } }));
        assertText("tensor([[1, 2]])", tensor(new int[][]{ { 1, 2 } }));
        assertArrayEquals(new int[]{ 0 }, tensor().shape());
        assertArrayEquals(new int[]{ 2, 0 }, tensor(new double[2][0]).shape());
        double[] source = { 1, 2 };
        Tensor x = tensor(source);
        source[0] = 9;
        assertText("tensor([1., 2.])", x);
    }

    @Test
    void randomNumbersComeFromTheSeed() {
        Tensors.manualSeed(3);
        Tensor a = Tensors.rand(2, 3);
        Tensor b = Tensors.randn(DType.FLOAT64, 1000);
        Tensors.manualSeed(3);
        assertTrue(a.equal(Tensors.rand(2, 3)));
        assertTrue(b.equal(Tensors.randn(DType.FLOAT64, 1000)));
        assertFalse(a.equal(Tensors.rand(2, 3)));
        assertTrue(a.ge(0).and(a.lt(1)).all().itemBoolean());
        assertEquals(0, b.mean().item(), 0.1);
        assertEquals(1, b.square().mean().item(), 0.15);
        assertEquals(b.dtype(), Tensors.randnLike(b).dtype());
    }

    @Test
    void javaArraysBackAndForth() {
        double[][][] values = { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } };
        Tensor x = tensor(DType.FLOAT64, (Object[]) values);
        assertArrayEquals(values, (double[][][]) x.toArray());
        assertArrayEquals(new double[][]{ { 2, 4 }, { 6, 8 } }, (double[][]) x.select(2, 1).toArray());
        assertArrayEquals(new float[]{ 1, 2 }, (float[]) tensor(1.0, 2.0).toArray());
        assertArrayEquals(new long[]{ 1, 2 }, (long[]) tensor(1, 2).toArray());
        assertArrayEquals(new boolean[]{ true }, (boolean[]) tensor(new boolean[]{ true }).toArray());
        assertEquals(2.5f, tensor(2.5).toArray());
        assertArrayEquals(new float[2][0], (float[][]) zeros(2, 0).toArray());
    }

    @Test
    void broadcasting() {
        Tensor column = tensor(1, 2).unsqueeze(1);
        Tensor row = tensor(10, 20, 30);
        assertText("tensor([[11, 21, 31],\n        [12, 22, 32]])", column.add(row));
        assertArrayEquals(new int[]{ 0, 3 }, zeros(0, 3).add(ones(3)).shape());
        assertArrayEquals(new int[]{ 0, 3 }, zeros(0, 1).mul(ones(1, 3)).shape());
        Tensor w = ones(3).requiresGrad_(true);
        zeros(0, 3).add(w).sum().backward();
        assertText("tensor([0., 0., 0.])", w.grad());
        Tensor b = tensor(2.0).requiresGrad_(true);
        ones(2, 3).mul(b).sum().backward();
        assertText("tensor(6.)", b.grad());
    }

    @Test
    void comparisonsAndTruth() {
        Tensor a = tensor(1.0, 2.0, Double.NaN);
        assertText("tensor([false,  true, false])", a.eq(2));
        assertText("tensor([ true, false,  true])", a.ne(2));
        assertText("tensor([ true, false, false])", a.lt(2));
        assertText("tensor([ true,  true, false])", a.le(tensor(2.0)));
        assertText("tensor([false, false, false])", a.gt(2.0));
        assertText("tensor([false,  true, false])", a.ge(2L));
        assertText("tensor([false,  true])", tensor(true, false).not());
        assertText("tensor([ true, false])", tensor(true, true).and(tensor(true, false)));
        assertText("tensor([true, true])", tensor(true, true).or(tensor(true, false)));
        assertTrue(a.any().itemBoolean());
        assertTrue(ones(2).all().itemBoolean());
        assertFalse(tensor(1, 0).all().itemBoolean());
        assertTrue(zeros(0).all().itemBoolean());
        assertFalse(zeros(0).any().itemBoolean());
        assertTrue(tensor(1.0, 2.0).equal(tensor(1, 2)));
        assertFalse(tensor(1.0).equal(tensor(new double[]{ 1 })));
        assertTrue(tensor(1.0, 2.0).allclose(tensor(1.000001, 2.0)));
        assertFalse(tensor(1.0).allclose(tensor(1.001)));
        assertFalse(a.allclose(a));
        Tensor infinite = tensor(Double.POSITIVE_INFINITY);
        assertTrue(infinite.allclose(infinite));
        assertFalse(infinite.allclose(infinite.neg()));
    }

    @Test
    void kinks() {
        Tensor x = zeros(2).requiresGrad_(true);
        x.abs().sum().backward();
        assertText("tensor([0., 0.])", x.grad());
        x.grad().zero_();
        x.relu().sum().backward();
        x.sign().sum().backward();
        x.norm().backward();
        assertText("tensor([0., 0.])", x.grad());
        x.sqrt().sum().backward();
        assertText("tensor([inf, inf])", x.grad());
        Tensor t = tensor(3.0, 1.0, 3.0).requiresGrad_(true);
        t.max().backward();
        assertText("tensor([0.5000, 0.0000, 0.5000])", t.grad());
        assertText("tensor([nan, 1.])", tensor(Double.NaN, 1.0).relu());
        assertEquals(Double.NaN, tensor(Double.NaN, 1.0).max().item());
    }

    @Test
    void powersAtZero() {
        Tensor x = tensor(0.0, 0.0, 2.0).requiresGrad_(true);
        Tensor n = tensor(0.0, 2.0, 0.0).requiresGrad_(true);
        Tensor y = x.pow(n);
        assertText("tensor([1., 0., 1.], gradFn=<Pow>)", y);
        y.sum().backward();
        assertText("tensor([0., 0., 0.])", x.grad());
        assertText("tensor([0.0000, 0.0000, 0.6931])", n.grad());
    }

    @Test
    void reductions() {
        Tensor x = arange(6.0).reshape(2, 3);
        assertText("tensor([3., 5., 7.])", x.sum(0));
        assertText("tensor([[ 3.],\n        [12.]])", x.sum(true, -1));
        assertText("tensor(2.5000)", x.mean());
        assertText("tensor([1., 4.])", x.mean(1));
        assertText("tensor([2., 5.])", x.max(1));
        assertText("tensor(0.)", x.min());
        assertText("tensor([0., 1., 2.])", x.min(0));
        assertText("tensor([2.2361, 7.0711])", x.norm(1));
        assertText("tensor(0.)", zeros(0).sum());
        assertText("tensor(nan)", zeros(0).mean());
        assertText("tensor([0., 0., 0.])", zeros(0, 3).sum(0));
        assertText("tensor(2.)", tensor(2.0).sum());
        assertEquals(100_000, full(0.1, 1_000_000).sum().item(), 0.01);
    }

    @Test
    void shapesAndViews() {
        Tensor x = arange(6).reshape(2, 3);
        assertText("tensor([[0, 3],\n        [1, 4],\n        [2, 5]])", x.transpose());
        assertText("tensor([0, 3, 1, 4, 2, 5])", x.transpose(0, -1).reshape(-1));
        assertArrayEquals(new int[]{ 3, 1, 2 }, x.reshape(1, 2, 3).permute(2, 0, 1).shape());
        assertSame(x.storage, x.view(3, 2).storage);
        assertArrayEquals(new int[]{ 1, 2, 3, 1 }, x.unsqueeze(0).unsqueeze(-1).shape());
        assertArrayEquals(new int[]{ 2, 3 }, x.unsqueeze(0).unsqueeze(-1).squeeze().shape());
        assertArrayEquals(new int[]{ 2, 3 }, x.squeeze(0).shape());
        assertText("tensor([[0, 1, 2],\n        [0, 1, 2]])", x.select(0, 0).expand(2, -1));
        assertText("tensor([[1, 2],\n        [4, 5]])", x.narrow(1, 1, 2));
        assertText("tensor([[1, 2],\n        [4, 5]])", x.narrow(-1, -2, 2));
        assertText("tensor([3, 4, 5])", x.select(0, -1));
        assertText("tensor(5)", x.get(1, -1));
        assertText("tensor([0, 1, 2])", x.get(0));
        assertSame(x, x.contiguous());
        assertNotSame(x.storage, x.transpose().contiguous().storage);
        assertNotSame(x.storage, x.copy().storage);
        assertEquals(3, x.size(-1));
        assertEquals(6, x.numel());
        assertArrayEquals(new int[0], tensor(1).transpose().shape());
        assertArrayEquals(new int[]{ 0, 2 }, zeros(0, 4).reshape(-1, 2).shape());
        x.shape()[0] = 99;
        assertArrayEquals(new int[]{ 2, 3 }, x.shape());
    }

    @Test
    void stridedReshapesKeepTheOrder() {
        Tensor x = arange(24).reshape(2, 3, 4);
        Tensor swapped = x.transpose(0, 1); // (3, 2, 4) with strides (4, 12, 1)
        assertTrue(swapped.reshape(3, 2, 2, 2).equal(swapped.contiguous().reshape(3, 2, 2, 2)));
        assertSame(x.storage, swapped.view(3, 2, 2, 2).storage);
        assertTrue(swapped.reshape(6, 4).equal(swapped.contiguous().reshape(6, 4)));
        Tensor part = x.narrow(2, 1, 2);
        assertSame(x.storage, part.view(6, 2).storage);
        assertTrue(part.view(6, 2).equal(part.contiguous().view(6, 2)));
        Tensor expanded = tensor(1, 2).unsqueeze(1).expand(2, 3);
        assertText("tensor([1, 1, 1, 2, 2, 2])", expanded.reshape(6));
    }

    @Test
    void products() {
        Tensor a = arange(6.0).reshape(2, 3);
        assertText("tensor([ 5., 14.])", a.matmul(tensor(0.0, 1.0, 2.0)));
        assertText("tensor([3., 4., 5.])", tensor(0.0, 1.0).matmul(a));
        assertText("tensor([[ 5., 14.],\n        [14., 50.]])", a.matmul(a.transpose()));
        assertText("tensor(5.)", tensor(1.0, 2.0).matmul(tensor(1.0, 2.0)));
        assertText("tensor(11)", tensor(1, 2).dot(tensor(3, 4)));
        assertArrayEquals(new int[]{ 5, 2, 4 }, zeros(5, 2, 3).matmul(zeros(3, 4)).shape());
        assertArrayEquals(new int[]{ 0, 4 }, zeros(0, 3).matmul(zeros(3, 4)).shape());
        assertText("tensor([[0., 0.]])", zeros(1, 0).matmul(zeros(0, 2)));
    }

    @Test
    void singleValues() {
        assertEquals(2.5, tensor(2.5).reshape(1, 1).item());
        assertEquals(1, tensor(true).item());
        assertEquals(-2, tensor(-2.9).itemLong());
        assertTrue(tensor(0.1).itemBoolean());
        assertFalse(tensor(0).itemBoolean());
    }

    @Test
    void functionsOfNamesakes() {
        Tensor x = tensor(0.5, 2.0);
        assertTrue(Tensors.exp(x).log().allclose(x));
        assertTrue(Tensors.sqrt(Tensors.square(x)).allclose(Tensors.abs(x)));
        assertTrue(Tensors.sigmoid(x).allclose(Tensors.reciprocal(Tensors.exp(x.neg()).add(1))));
        assertTrue(Tensors.tanh(x).allclose(Tensors.sigmoid(x.mul(2)).mul(2).sub(1)));
        assertTrue(Tensors.sin(x).square().add(Tensors.cos(x).square()).allclose(ones(2)));
        assertTrue(Tensors.sum(x).allclose(Tensors.mean(x).mul(2)));
        assertTrue(Tensors.max(x).equal(Tensors.relu(x).max()));
        assertTrue(Tensors.min(x).mul(Tensors.sign(x).max()).equal(tensor(0.5)));
        assertTrue(Tensors.norm(x).square().allclose(Tensors.dot(x, x)));
        assertTrue(Tensors.log(Tensors.matmul(x, x)).allclose(tensor(Math.log(4.25))));
    }
}
