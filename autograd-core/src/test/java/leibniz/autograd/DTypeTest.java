package leibniz.autograd;

import static leibniz.autograd.DType.BOOL;
import static leibniz.autograd.DType.FLOAT32;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DType.INT64;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** In which dtype operands meet. */
class DTypeTest {
    private static Tensor vector(DType dtype) {
        return Tensors.ones(dtype, 2);
    }

    private static Tensor number(DType dtype) {
        return Tensors.ones(dtype);
    }

    @Test
    void literals() {
        assertEquals(List.of(BOOL, INT64, INT64, FLOAT32, FLOAT32),
                List.of(tensor(true).dtype(), tensor(1).dtype(),
                        tensor(1L).dtype(), tensor(1f).dtype(), tensor(1.0).dtype()));
        assertEquals(List.of(INT64, FLOAT32, FLOAT32), List.of(Tensors.arange(3).dtype(),
                Tensors.arange(3.0).dtype(), Tensors.linspace(0, 1, 3).dtype()));
        assertEquals(0.1f, tensor(0.1).item());
        assertEquals(0.1, tensor(FLOAT64, 0.1).item());
    }

    @Test
    void tensorsMeetInTheHigherType() {
        DType[] order = { BOOL, INT64, FLOAT32, FLOAT64 };
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                DType expected = order[Math.max(i, j)];
                String what = order[i] + " and " + order[j];
                assertEquals(expected, vector(order[i]).add(vector(order[j])).dtype(), what);
                assertEquals(expected, number(order[i]).mul(number(order[j])).dtype(), what);
                assertEquals(expected.toFloating(), vector(order[i]).div(vector(order[j])).dtype(), what);
                assertEquals(BOOL, vector(order[i]).eq(vector(order[j])).dtype(), what);
            }
        }
    }

    /** PyTorch: compositions meet where arithmetic does. */
    @Test
    void compositionsMeetAsArithmeticDoes() {
        Tensor single = vector(FLOAT32);
        Tensor number = number(FLOAT64);
        assertEquals(List.of(FLOAT32, FLOAT32, FLOAT32, FLOAT32),
                List.of(single.logaddexp(number).dtype(), single.clampMin(number).dtype(),
                        single.clampMax(number).dtype(), single.clamp(number, number).dtype()));
        assertEquals(FLOAT64, single.logaddexp(vector(FLOAT64)).dtype());
        assertEquals(FLOAT32, vector(INT64).clampMin(number(FLOAT32)).dtype());
    }

    @Test
    void numbersWithoutDimsOnlyRaiseTheKind() {
        assertEquals(FLOAT32, vector(FLOAT32).add(number(FLOAT64)).dtype());
        assertEquals(FLOAT32, number(FLOAT64).mul(vector(FLOAT32)).dtype());
        assertEquals(FLOAT64, vector(INT64).add(number(FLOAT64)).dtype());
        assertEquals(FLOAT64, vector(FLOAT64).add(number(FLOAT32)).dtype());
        assertEquals(FLOAT32, number(FLOAT32).add(vector(INT64)).dtype());
    }

    @Test
    void javaNumbers() {
        assertEquals(FLOAT32, vector(FLOAT32).mul(0.1).dtype());
        assertEquals(FLOAT64, vector(FLOAT64).mul(2).dtype());
        assertEquals(INT64, vector(INT64).mul(2).dtype());
        assertEquals(FLOAT32, vector(INT64).mul(2.0).dtype());
        assertEquals(INT64, vector(BOOL).add(2).dtype());
        assertEquals(FLOAT32, vector(BOOL).add(2.5).dtype());
        assertEquals(FLOAT32, vector(INT64).div(2).dtype());
        assertEquals(INT64, vector(INT64).pow(2).dtype());
        assertEquals(0.1, tensor(FLOAT64, 1.0).mul(0.1).item());
        assertEquals(true, tensor(0.1).eq(0.1).itemBoolean());
    }

    @Test
    void integersStayExact() {
        long large = (1L << 53) + 1;
        assertEquals(large, tensor(large).add(0).itemLong());
        assertEquals(large, tensor(large).sum().itemLong());
        assertEquals(large, tensor(large).max().itemLong());
        assertEquals(false, tensor(large).eq(large - 1).itemBoolean());
        assertEquals(large, tensor(large).reshape(1).copy().get(0).itemLong());
        assertEquals(large * large, tensor(large).square().itemLong());
        assertEquals(3486784401L, tensor(3).pow(20).itemLong());
        assertEquals(large, Tensors.where(tensor(true), tensor(large), tensor(0)).itemLong());
        assertEquals(7 * large, tensor(large, 3L).reshape(1, 2).matmul(tensor(7, 0)).get(0).itemLong());
    }

    @Test
    void functions() {
        assertEquals(FLOAT32, vector(INT64).exp().dtype());
        assertEquals(FLOAT32, vector(BOOL).sqrt().dtype());
        assertEquals(FLOAT64, vector(FLOAT64).sin().dtype());
        assertEquals("tensor([-1,  2])", tensor(1, -2).neg().toString());
        assertEquals("tensor([1, 2])", tensor(1, -2).abs().toString());
        assertEquals("tensor([1, 0])", tensor(1, -2).relu().toString());
        assertEquals(INT64, vector(BOOL).sum().dtype());
        assertEquals(2, vector(BOOL).sum().itemLong());
        assertEquals("tensor([ true, false])", tensor(true, false).add(tensor(true, false)).toString());
    }

    @Test
    void conversion() {
        assertEquals("tensor([ 1, -1,  0])", tensor(1.9, -1.9, 0.0).to(INT64).toString());
        assertEquals("tensor([ true, false,  true])", tensor(0.5, 0.0, Double.NaN).to(BOOL).toString());
        Tensor x = tensor(1.0);
        assertEquals(true, x.to(FLOAT32) == x);
    }

    @Test
    void gradientsComeInTheDTypeOfTheirTensor() {
        Tensor a = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor b = tensor(FLOAT64, 3, 4).requiresGrad_(true);
        a.mul(b).sum().backward();
        assertEquals("tensor([3., 4.])", a.grad().toString());
        assertEquals("tensor([1., 2.], dtype=float64)", b.grad().toString());
        Tensor c = tensor(2.0).requiresGrad_(true);
        c.to(FLOAT64).mul(tensor(1, 2)).sum().backward();
        assertEquals("tensor(3.)", c.grad().toString());
    }
}
