package leibniz.autograd;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.dot;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** The cells of the chapter, with the text that they show. */
class ChapterTest {
    private static Tensor leaf() {
        return arange(4.0).requiresGrad_(true);
    }

    @Test
    void firstGradient() {
        var x = arange(4.0);
        assertEquals("tensor([0., 1., 2., 3.])", x.toString());
        assertEquals("tensor([0., 1., 2., 3.], requiresGrad=true)", x.requiresGrad_(true).toString());
        assertNull(x.grad());
        var y = dot(x, x).mul(2);
        assertEquals("tensor(28., gradFn=<Mul>)", y.toString());
        y.backward();
        assertEquals("tensor([ 0.,  4.,  8., 12.])", x.grad().toString());
        assertEquals("tensor([true, true, true, true])", x.grad().eq(x.mul(4)).toString());
    }

    @Test
    void gradientsAddUpInOnePlace() {
        var x = leaf();
        dot(x, x).mul(2).backward();
        var grad = x.grad();
        x.sum().backward();
        assertEquals("tensor([ 1.,  5.,  9., 13.])", x.grad().toString());
        grad.zero_();
        x.sum().backward();
        assertSame(grad, x.grad(), "the gradient stays the same object");
        assertEquals("tensor([1., 1., 1., 1.])", grad.toString());
    }

    @Test
    void nonScalarResults() {
        var x = leaf();
        var y = x.mul(x);
        y.sum().backward();
        assertEquals("tensor([0., 2., 4., 6.])", x.grad().toString());
        x.grad().zero_();
        x.mul(2).backward(ones(4));
        assertEquals("tensor([2., 2., 2., 2.])", x.grad().toString());
    }

    @Test
    void detachedFactor() {
        var x = leaf();
        var y = x.mul(x);
        var u = y.detach();
        u.mul(x).sum().backward();
        assertEquals("tensor([true, true, true, true])", x.grad().eq(u).toString());
        x.grad().zero_();
        y.sum().backward();
        assertEquals("tensor([true, true, true, true])", x.grad().eq(x.mul(2)).toString());
    }

    private static Tensor f(Tensor a) {
        var b = a.mul(2);
        while (b.norm().item() < 1000) {
            b = b.mul(2);
        }
        return b.sum().item() > 0 ? b : b.mul(100);
    }

    @Test
    void controlFlow() {
        var a = tensor(0.5).requiresGrad_(true);
        var d = f(a);
        d.backward();
        assertEquals("tensor(1024., gradFn=<Mul>)", d.toString());
        assertEquals("tensor(2048.)", a.grad().toString());
        var b = tensor(-0.5).requiresGrad_(true);
        f(b).backward();
        assertEquals(204800, b.grad().item());
        var v = tensor(1.0, -2.0, 3.0).requiresGrad_(true);
        f(v).sum().backward();
        assertEquals("tensor([512., 512., 512.])", v.grad().toString());
    }

    @Test
    void quotientThatRoundingSpoils() {
        var a = tensor(-1.5527532).requiresGrad_(true);
        var d = f(a);
        d.backward();
        assertEquals(102400, a.grad().item());
        assertEquals(102399.9921875, d.div(a).item());
    }

    @Test
    void workedExamples() {
        var x = tensor(1.0, 2.0);
        var w = tensor(3.0, -1.0).requiresGrad_(true);
        x.dot(w).sub(2).square().backward();
        assertEquals("tensor([-2., -4.])", w.grad().toString());
        var matrix = tensor(new double[][]{ { 1, 2 }, { 3, 4 }, { 5, 6 } });
        var v = tensor(1.0, -1.0).requiresGrad_(true);
        matrix.matmul(v).sub(tensor(0.0, 1.0, 2.0)).norm().square().backward();
        var b = matrix.matmul(v.detach()).sub(tensor(0.0, 1.0, 2.0));
        assertEquals(true, v.grad().allclose(b.matmul(matrix).mul(2)));
    }

    @Test
    void exercise() {
        var x = tensor(DType.FLOAT64, 2).requiresGrad_(true);
        var y = x.square().log().mul(x.sin()).add(x.reciprocal());
        y.backward();
        assertEquals(1.7605538953892688, y.item(), 1e-15);
        assertEquals(0.08239541392249738, x.grad().item(), 1e-15);
    }
}
