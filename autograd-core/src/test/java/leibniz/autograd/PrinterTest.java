package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The text of tensors, character by character as PyTorch 2.15 prints them, names in Java spelling apart. */
class PrinterTest {
    private static void assertText(String expected, Tensor x) {
        assertEquals(expected, x.toString());
    }

    @Test
    void numbersAndVectors() {
        assertText("tensor(2.)", tensor(2.0));
        assertText("tensor(2.5000)", tensor(2.5));
        assertText("tensor(2)", tensor(2));
        assertText("tensor(true)", tensor(true));
        assertText("tensor([])", tensor());
        assertText("tensor([0., 0.])", zeros(2));
        assertText("tensor([ 1.0000, -2.5000,  3.3333])", tensor(1.0, -2.5, 10 / 3.0));
        assertText("tensor([  1, -20, 300])", tensor(1, -20, 300));
        assertText("tensor([ true, false])", tensor(true, false));
        assertText("tensor([-0., 1.])", tensor(-0.0, 1.0));
    }

    @Test
    void roundsHalvesToEvenOnTheExactValue() {
        assertText("tensor([0.0312, 0.0938])", tensor(0.03125, 0.09375));
        assertText("tensor([0.1000, 2.6750])", tensor(FLOAT64, 0.1, 2.675).to(DType.FLOAT32));
        assertText("tensor([1.5000, -0.0000])", tensor(1.5, -0.0));
    }

    @Test
    void scientificWhereTheRangeAsksForIt() {
        assertText("tensor([1.0000e-05, 1.0000e+00])", tensor(1e-5, 1.0));
        assertText("tensor([1.0000e+00, 1.0010e+03])", tensor(1.0, 1001.0));
        assertText("tensor([   1., 1000.])", tensor(1.0, 1000.0));
        assertText("tensor(1.0000e+09)", tensor(1e9));
        assertText("tensor(1.0000e+08)", tensor(1.00001e8));
        assertText("tensor(100000000.)", tensor(1e8));
        assertText("tensor(9.9990e-05)", tensor(9.999e-5));
        assertText("tensor([0.0000e+00, 2.5000e-10])", tensor(0.0, 2.5e-10));
        assertText("tensor([1.0000e-150, 1.0000e+200], dtype=float64)", tensor(FLOAT64, 1e-150, 1e200));
    }

    @Test
    void nanAndInfinities() {
        assertText("tensor([nan, inf, -inf])",
                tensor(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        assertText("tensor([1., nan, inf])", tensor(1.0, Double.NaN, Double.POSITIVE_INFINITY));
        assertText("tensor([1.5000,    nan,   -inf])", tensor(1.5, Double.NaN, Double.NEGATIVE_INFINITY));
    }

    @Test
    void matricesAndMore() {
        assertText("tensor([[ 1., -2.],\n        [ 3., 40.]])",
                tensor(new double[][]{ { 1, -2 }, { 3, 40 } }));
        assertText("""
                tensor([[[0, 1],
                         [2, 3]],

                        [[4, 5],
                         [6, 7]]])""", arange(8).reshape(2, 2, 2));
        assertText("tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])",
                arange(6.0).reshape(2, 3).transpose());
        assertText("tensor([[2.]])", tensor(2.0).reshape(1, 1));
    }

    @Test
    void linesHaveEightyCharacters() {
        assertText("""
                tensor([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16, 17,
                        18, 19])""", arange(20));
        assertText("""
                tensor([0.0000, 0.1000, 0.2000, 0.3000, 0.4000, 0.5000, 0.6000, 0.7000, 0.8000,
                        0.9000], requiresGrad=true)""", arange(10.0).div(10).requiresGrad_(true));
        assertText("""
                tensor([0.0000, 0.1000, 0.2000, 0.3000, 0.4000, 0.5000, 0.6000, 0.7000],
                       dtype=float64, requiresGrad=true)""",
                Tensors.arange(FLOAT64, 0, 8, 1).div(10).requiresGrad_(true));
    }

    @Test
    void aboveAThousandElementsTheMiddleIsLeftOut() {
        assertText("tensor([   0,    1,    2,  ...,  998,  999, 1000])", arange(1001));
        assertEquals(1000, arange(1000).toString().split(",", -1).length);
        assertText("""
                tensor([[1., 1., 1.,  ..., 1., 1., 1.],
                        [1., 1., 1.,  ..., 1., 1., 1.],
                        [1., 1., 1.,  ..., 1., 1., 1.],
                        ...,
                        [1., 1., 1.,  ..., 1., 1., 1.],
                        [1., 1., 1.,  ..., 1., 1., 1.],
                        [1., 1., 1.,  ..., 1., 1., 1.]])""", ones(50, 50));
        assertText("""
                tensor([[   0,    1,    2,    3],
                        [   4,    5,    6,    7],
                        [   8,    9,   10,   11],
                        ...,
                        [1988, 1989, 1990, 1991],
                        [1992, 1993, 1994, 1995],
                        [1996, 1997, 1998, 1999]])""", arange(2000).reshape(500, 4));
    }

    @Test
    void suffixes() {
        Tensor x = tensor(FLOAT64, 1, 2).requiresGrad_(true);
        assertText("tensor([1., 2.], dtype=float64, requiresGrad=true)", x);
        assertText("tensor([2., 4.], dtype=float64, gradFn=<Mul>)", x.mul(2));
        assertText("tensor([1., 2.], dtype=float64)", x.detach());
        assertText("tensor([], size=(0, 3))", zeros(0, 3));
        assertText("tensor([], dtype=int64)", arange(0));
        assertText("tensor([], size=(2, 0), dtype=bool)", zeros(DType.BOOL, 2, 0));
    }
}
