package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reductions over any dims, against sums that lose nothing. */
class ReduceLoopsTest {
    private final Random random = new Random(3);

    private Tensor tensor(DType dtype, int... shape) {
        int numel = Layout.rowMajor(shape).numel();
        return Tensors.tensor(dtype, random.doubles(numel).map(x -> 2 * x - 1).toArray()).reshape(shape);
    }

    /** The elements of x that come together in element i of its sum over dims. */
    private static double[] summands(Tensor x, int[] dims, int i) {
        Tensor rows = x.permute(Shapes.keptThenReduced(x.dim(), dims));
        Tensor flat = rows.reshape(-1, Layout.rowMajor(
                IntStream.of(dims).map(x::size).toArray()).numel());
        return IntStream.range(0, flat.size(1)).mapToDouble(j -> flat.get(i, j).item()).toArray();
    }

    private static void check(Tensor x, int... dims) {
        Tensor sum = x.sum(dims);
        Tensor max = x.max(dims);
        Tensor min = x.min(dims);
        Tensor norm = x.norm(dims);
        double eps = x.dtype() == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
        for (int i = 0; i < sum.numel(); i++) {
            double[] parts = summands(x, dims, i);
            BigDecimal exact = BigDecimal.ZERO;
            double size = 0;
            double squares = 0;
            for (double part : parts) {
                exact = exact.add(new BigDecimal(part));
                size += Math.abs(part);
                squares += part * part;
            }
            double bound = eps * Math.abs(exact.doubleValue()) + parts.length * 0x1p-53 * size + 1e-300;
            assertEquals(exact.doubleValue(), sum.reshape(-1).get(i).item(), bound);
            assertEquals(IntStream.range(0, parts.length).mapToDouble(j -> parts[j]).max().orElseThrow(),
                    max.reshape(-1).get(i).item());
            assertEquals(IntStream.range(0, parts.length).mapToDouble(j -> parts[j]).min().orElseThrow(),
                    min.reshape(-1).get(i).item());
            assertEquals(Math.sqrt(squares), norm.reshape(-1).get(i).item(), 1e-6 * Math.sqrt(squares));
        }
    }

    @Test
    void overAnyDims() {
        for (DType dtype : new DType[]{ DType.FLOAT32, DType.FLOAT64 }) {
            for (int n : new int[]{ 1, 3, 15, 16, 17, 63, 64, 65, 129 }) {
                Tensor x = tensor(dtype, 3, 5, n);
                check(x, 0);
                check(x, 1);
                check(x, 2);
                check(x, 0, 1);
                check(x, 1, 2);
                check(x, 0, 2);
                check(x, 0, 1, 2);
                check(x.transpose(0, 2), 0);
                check(x.transpose(0, 2), 1, 2);
                check(x.narrow(1, 1, 3), 0);
                check(x.narrow(1, 1, 3), 2);
                check(x.select(1, 0).unsqueeze(1).expand(3, 4, n), 1);
            }
            check(tensor(dtype, 2, 1500), 0);
            check(tensor(dtype, 1, 2000), 1);
        }
    }

    /** By hand: of numbers that add up exactly the sum is known. */
    @Test
    void longSumsHaveEachNumberOnce() {
        int n = 3 * (1 << 16) + 5;
        Tensor x = Tensors.arange(n).to(DType.FLOAT64);
        assertEquals(n * (n - 1.0) / 2, x.sum().item());
        assertEquals(2 * (n * (n - 1.0) / 2), x.expand(2, n).sum().item());
        assertEquals(2 * (n - 1.0), x.expand(2, n).sum(0).get(n - 1).item());
    }

    @Test
    void whatIsNoNumberGoesOn() {
        for (int n : new int[]{ 5, 63, 64, 70, 1000 }) {
            Tensor x = Tensors.ones(n, 20);
            x.set_(Double.NaN, n - 1, 3);
            assertTrue(Double.isNaN(x.sum().item()));
            assertTrue(Double.isNaN(x.sum(0).get(3).item()));
            assertTrue(Double.isNaN(x.sum(1).get(n - 1).item()));
            assertTrue(Double.isNaN(x.max(0).get(3).item()));
            assertEquals(n, x.sum(0).get(2).item());
            Tensor infinite = Tensors.ones(n).mul(Double.POSITIVE_INFINITY);
            assertEquals(Double.POSITIVE_INFINITY, infinite.sum().item());
        }
    }
}
