package leibniz.autograd;

import static leibniz.autograd.TextAssertions.assertText;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DType.INT64;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Values of the elementwise functions, at ordinary places and at edges. */
class FunctionsTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @Test
    void errorFunction() {
        // from the erf of the C library
        double[] x = { 0.1, 0.5, 1, 2, 2.499999, 2.500001, 3, 5, 6.5 };
        double[] erf = { 0.1124629160182849, 0.5204998778130465, 0.8427007929497149, 0.9953222650189527,
                0.9995930458042653, 0.9995930501608338, 0.9999779095030014, 0.9999999999984626, 1 };
        for (int i = 0; i < x.length; i++) {
            assertEquals(erf[i], tensor(FLOAT64, x[i]).erf().item(), 5e-16, "erf(" + x[i] + ")");
            assertEquals(-erf[i], tensor(FLOAT64, -x[i]).erf().item(), 5e-16, "erf(-" + x[i] + ")");
        }
        assertText("tensor([nan,  1., -1.,  0.])",
                tensor(Double.NaN, INFINITE, -INFINITE, 0.0).erf());
        assertEquals(1e-20 * 2 / Math.sqrt(Math.PI), tensor(FLOAT64, 1e-20).erf().item(), 1e-34);
    }

    @Test
    void smallArgumentsKeepTheirDigits() {
        assertEquals(1e-20, tensor(FLOAT64, 1e-20).expm1().item());
        assertEquals(1e-20, tensor(FLOAT64, 1e-20).log1p().item());
        assertEquals(1e-20, tensor(FLOAT64, 1e-20).sinh().item());
    }

    @Test
    void largeArguments() {
        assertText("tensor([  0., 100., 800.])", tensor(-200.0, 100.0, 800.0).softplus());
        assertText("tensor([inf, -inf])", tensor(INFINITE, -INFINITE).sinh());
        assertText("tensor([inf, inf])", tensor(INFINITE, -INFINITE).cosh());
        assertText("tensor([ 1.5708, -1.5708])", tensor(INFINITE, -INFINITE).atan());
        assertText("tensor([nan, nan])", tensor(1.5, -1.5).asin());
        assertText("tensor([inf, 0.])", tensor(0.0, INFINITE).rsqrt());
    }

    @Test
    void quadrants() {
        assertText("tensor([ 0.7854,  2.3562, -2.3562, -0.7854])",
                Tensors.atan2(tensor(1.0, 1.0, -1.0, -1.0), tensor(1.0, -1.0, -1.0, 1.0)));
        assertText("tensor([3.1416, 1.5708, 0.0000])", tensor(-1.0, 0.0, 1.0).acos());
        assertText("tensor([-1.5708,  0.0000,  1.5708])", tensor(-1.0, 0.0, 1.0).asin());
    }

    @Test
    void remaindersTakeTheSignOfTheDivisor() {
        assertText("tensor([2, 1])", tensor(-7, 7).remainder(3));
        assertText("tensor([-1, -2])", tensor(-7, 7).remainder(-3));
        assertText("tensor([0.5000, 1.5000])", tensor(-5.5, 5.5).remainder(2));
        assertText("tensor([nan, nan])", tensor(1.0, INFINITE).remainder(0.0));
        assertText("tensor([1.5000, 0.5000])", tensor(-1, 3).remainder(2.5));
    }

    @Test
    void integersBecomeFloating() {
        assertText("tensor([0.0000, 0.8427])", tensor(0, 1).erf());
        assertText("tensor([0.0000, 1.5708])", tensor(0, 1).asin());
        assertText("tensor([1.5708, 0.0000])", tensor(false, true).acos());
        assertText("tensor([0.0000, 0.7854])", tensor(0, 1).atan());
        assertText("tensor([0.0000, 0.8413])", tensor(0, 1).gelu());
        assertText("tensor([0.0000, 0.7311])", tensor(0, 1).silu());
    }

    @Test
    void theLargerAndTheSmaller() {
        Tensor a = tensor(1, 5, Long.MIN_VALUE);
        assertText("tensor([3, 5, 3])", Tensors.maximum(a, tensor(3)));
        assertEquals(Long.MIN_VALUE, Tensors.minimum(a, tensor(3)).get(2).itemLong());
        assertText("tensor([nan, nan])", Tensors.maximum(tensor(Double.NaN, 1.0), tensor(1.0, Double.NaN)));
        Tensor x = tensor(1.0, 2.0, 3.0).requiresGrad_(true);
        Tensor y = tensor(2.0, 2.0, 2.0).requiresGrad_(true);
        Tensors.maximum(x, y).sum().backward();
        assertText("tensor([0.0000, 0.5000, 1.0000])", x.grad());
        assertText("tensor([1.0000, 0.5000, 0.0000])", y.grad());
        Tensors.minimum(x, y).sum().backward();
        assertText("tensor([1., 1., 1.])", x.grad());
    }

    @Test
    void clampHasSlopeOneOnItsEdges() {
        Tensor x = tensor(-2.0, -1.0, 0.0, 1.0, 2.0).requiresGrad_(true);
        x.clamp(-1, 1).sum().backward();
        assertText("tensor([0., 1., 1., 1., 0.])", x.grad());
        assertText("tensor([nan, 0., 1.])", tensor(Double.NaN, -5.0, INFINITE).clamp(0, 1));
        assertText("tensor([0, 3, 5])", tensor(-2, 3, 9).clamp(0, 5));
        assertText("tensor([0, 3, 9])", tensor(-2, 3, 9).clamp(0, INFINITE));
        assertText("tensor([0.5000, 3.0000, 5.0000])", tensor(-2, 3, 9).clamp(0.5, 5));
        assertText("tensor([2., 2.])", tensor(0.0, 9.0).clamp(5, 2));
        Tensor counts = tensor(-2, 3, 9);
        assertArrayEquals(new long[]{ 0, 3, 5 }, (long[]) counts.clamp_(0, 5).toArray());
        assertEquals(INT64, counts.dtype());
        Tensor y = x.mul(1).clamp_(-1, 1);
        x.grad().zero_();
        y.sum().backward();
        assertText("tensor([0., 1., 1., 1., 0.])", x.grad());
    }

    @Test
    void functionsOfNamesakes() {
        Tensor x = tensor(0.3, 0.7);
        assertText("tensor([true, true])", Tensors.tan(Tensors.atan(x)).sub(x).abs().lt(1e-6));
        assertText("tensor([true, true])", Tensors.expm1(Tensors.log1p(x)).sub(x).abs().lt(1e-6));
        assertText("tensor([true, true])",
                Tensors.asin(x).add(Tensors.acos(x)).sub(Math.PI / 2).abs().lt(1e-6));
        assertText("tensor([true, true])",
                Tensors.cosh(x).square().sub(Tensors.sinh(x).square()).sub(1).abs().lt(1e-6));
        assertText("tensor([true, true])", Tensors.softplus(x).sub(x.exp().add(1).log()).abs().lt(1e-6));
        assertText("tensor([true, true])", Tensors.gelu(x).div(x).mul(2).sub(1)
                .sub(Tensors.erf(x.mul(Math.sqrt(0.5)))).abs().lt(1e-6));
        assertText("tensor([true, true])", Tensors.silu(x).sub(x.mul(x.sigmoid())).abs().lt(1e-6));
        assertText("tensor([true, true])", Tensors.rsqrt(x).square().mul(x).sub(1).abs().lt(1e-6));
        assertText("tensor([0.3000, 0.5000])", Tensors.clamp(x, 0, 0.5));
    }
}
