package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Products of matrices in plain Java and in vector instructions: both must give the bits that their contract
 * names, whatever the shapes, strides and values.
 */
class LargeProductsTest {
    private static final double[] SPECIALS = { 0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, 1e-42, 1e-310, 1e30, Float.MAX_VALUE, Double.MAX_VALUE };

    private final Random random = new Random(20);

    static Stream<Named<MatrixProduct.Kernel>> kernels() {
        assertTrue(VectorModule.isThere(), "the module can be loaded");
        return Stream.of(Named.of("plain", new PlainProducts()),
                Named.of("tiles of two vectors", new VectorProducts(2)),
                Named.of("tiles of four vectors", new VectorProducts(4)));
    }

    /** A matrix somewhere in a larger array: where it begins, its steps, and the size of the array. */
    private record Place(int at, int row, int column, int size) {}

    private Place place(int rows, int columns) {
        int at = random.nextInt(5);
        return switch (random.nextInt(5)) {
            case 0 -> new Place(at, columns, 1, at + rows * columns);
            case 1 -> new Place(at, 1, rows, at + rows * columns);
            case 2 -> new Place(at, columns + 3, 1, at + rows * (columns + 3));
            case 3 -> new Place(at, 2 * columns, 2, at + 2 * rows * columns);
            default -> new Place(at, 0, 1, at + columns);
        };
    }

    private double number(boolean specials) {
        return specials && random.nextInt(50) == 0
                ? SPECIALS[random.nextInt(SPECIALS.length)]
                : random.nextGaussian();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void eachElementIsASumOfBlocksOfFma(MatrixProduct.Kernel kernel) {
        for (int round = 0; round < 60; round++) {
            int m = 1 + random.nextInt(40);
            int n = 1 + random.nextInt(round % 10 == 0 ? 1100 : 150);
            int k = 1 + random.nextInt(round % 7 == 0 ? 600 : 80);
            boolean specials = round % 3 == 0;
            Place a = place(m, k);
            Place b = place(k, n);
            int cRow = n + random.nextInt(3);
            int cAt = random.nextInt(4);
            compareFloats(kernel, a, b, cAt, cRow, m, n, k, specials);
            compareDoubles(kernel, a, b, cAt, cRow, m, n, k, specials);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void manyRowsAndRepeatedOnes(MatrixProduct.Kernel kernel) {
        compareFloats(kernel, new Place(0, 1, 2500, 2500 * 9), new Place(1, 70, 1, 1 + 9 * 70), 0, 70, 2500,
                70, 9, true);
        compareDoubles(kernel, new Place(0, 0, 1, 300), new Place(0, 0, 1, 33), 0, 33, 2100, 33, 300, false);
    }

    private void compareFloats(MatrixProduct.Kernel kernel, Place a, Place b, int cAt, int cRow, int m, int n,
            int k, boolean specials) {
        float[] left = new float[a.size];
        float[] right = new float[b.size];
        for (int i = 0; i < left.length; i++) {
            left[i] = (float) number(specials);
        }
        for (int i = 0; i < right.length; i++) {
            right[i] = (float) number(specials);
        }
        float[] expected = new float[cAt + m * cRow + 2];
        float[] found = expected.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                float block = 0;
                for (int p = 0; p < k; p++) {
                    if (p > 0 && p % MatrixProduct.Kernel.DEPTH == 0) {
                        sum = p == MatrixProduct.Kernel.DEPTH ? block : sum + block;
                        block = 0;
                    }
                    block = Math.fma(left[a.at + i * a.row + p * a.column],
                            right[b.at + p * b.row + j * b.column], block);
                }
                expected[cAt + i * cRow + j] = k > MatrixProduct.Kernel.DEPTH ? sum + block : block;
            }
        }
        kernel.floats(new MatrixProduct<>(left, a.at, a.row, a.column, right, b.at, b.row, b.column, found,
                cAt, cRow, m, n, k));
        assertArrayEquals(expected, found, () -> "%d,%d,%d %s %s".formatted(m, n, k, a, b));
    }

    private void compareDoubles(MatrixProduct.Kernel kernel, Place a, Place b, int cAt, int cRow, int m,
            int n, int k, boolean specials) {
        double[] left = random.doubles(a.size).map(x -> number(specials)).toArray();
        double[] right = random.doubles(b.size).map(x -> number(specials)).toArray();
        double[] expected = new double[cAt + m * cRow + 2];
        double[] found = expected.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                double block = 0;
                for (int p = 0; p < k; p++) {
                    if (p > 0 && p % MatrixProduct.Kernel.DEPTH == 0) {
                        sum = p == MatrixProduct.Kernel.DEPTH ? block : sum + block;
                        block = 0;
                    }
                    block = Math.fma(left[a.at + i * a.row + p * a.column],
                            right[b.at + p * b.row + j * b.column], block);
                }
                expected[cAt + i * cRow + j] = k > MatrixProduct.Kernel.DEPTH ? sum + block : block;
            }
        }
        kernel.doubles(new MatrixProduct<>(left, a.at, a.row, a.column, right, b.at, b.row, b.column, found,
                cAt, cRow, m, n, k));
        assertArrayEquals(expected, found, () -> "%d,%d,%d %s %s".formatted(m, n, k, a, b));
    }

    /** Values by the sum of products in double, over every way that a product is computed. */
    @Test
    void tensorsOfAllShapesAndStrides() {
        int[] sizes = { 1, 2, 3, 4, 5, 17, 63, 64, 65, 130 };
        for (int round = 0; round < 300; round++) {
            int m = sizes[random.nextInt(sizes.length)];
            int n = sizes[random.nextInt(sizes.length)];
            int k = sizes[random.nextInt(sizes.length)];
            DType dtype = round % 2 == 0 ? DType.FLOAT32 : DType.FLOAT64;
            Tensor a = matrix(dtype, m, k);
            Tensor b = matrix(dtype, k, n);
            Tensor c = a.matmul(b);
            double eps = dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    double size = 0;
                    for (int p = 0; p < k; p++) {
                        double product = a.get(i, p).item() * b.get(p, j).item();
                        sum += product;
                        size += Math.abs(product);
                    }
                    assertEquals(sum, c.get(i, j).item(), 1e-300 + 2 * k * eps * size);
                }
            }
        }
    }

    private Tensor matrix(DType dtype, int rows, int columns) {
        Tensor x = Tensors.tensor(dtype, random.doubles(6L * rows * columns).toArray());
        return switch (random.nextInt(4)) {
            case 0 -> x.narrow(0, 3, rows * columns).reshape(rows, columns);
            case 1 -> x.narrow(0, 1, rows * columns).reshape(columns, rows).transpose();
            case 2 -> x.reshape(2 * rows, 3 * columns).narrow(0, rows, rows).narrow(1, columns, columns);
            default -> x.narrow(0, 0, columns).expand(rows, columns);
        };
    }

    /** Exact in every order of the sum, since all are small integers. */
    @Test
    void longVectorsAndWideRows() {
        for (DType dtype : new DType[]{ DType.FLOAT32, DType.FLOAT64 }) {
            Tensor both = Tensors.randint(-3, 4, 600, 2500).to(dtype);
            assertTrue(Tensors.ones(dtype, 600).matmul(both).equal(both.sum(0)));
            for (int n : new int[]{ 2047, 2048, 5000 }) {
                Tensor a = Tensors.randint(-3, 4, 70, n).to(dtype);
                Tensor ones = Tensors.ones(dtype, n);
                Tensor few = Tensors.ones(dtype, 70);
                assertTrue(a.matmul(ones).equal(a.sum(1)));
                assertTrue(few.matmul(a).equal(a.sum(0)));
                assertTrue(ones.matmul(a.transpose()).equal(a.sum(1)));
                assertTrue(a.transpose().matmul(few).equal(a.sum(0)));
                assertTrue(Tensors.ones(dtype, 3, 70).matmul(a).select(0, 2).equal(a.sum(0)));
                assertTrue(a.matmul(Tensors.ones(dtype, n, 3)).select(1, 2).equal(a.sum(1)));
                Tensor tall = a.transpose().contiguous();
                assertTrue(ones.matmul(tall).equal(a.sum(1)));
                assertTrue(ones.matmul(tall.narrow(1, 3, 60)).equal(a.narrow(0, 3, 60).sum(1)));
                assertTrue(ones.matmul(tall.narrow(1, 0, 0)).equal(Tensors.zeros(dtype, 0)));
                Tensor every = a.reshape(-1);
                assertEquals(every.square().sum().item(), every.dot(every).item());
                assertEquals(every.sum().item(),
                        every.dot(Tensors.ones(dtype, 1).expand(every.numel())).item());
                assertEquals(a.narrow(1, 0, 1).sum().item(), a.select(1, 0).dot(few).item());
            }
        }
    }

    @Test
    void stacksBroadcast() {
        Tensor a = Tensors.tensor(DType.FLOAT64, random.doubles(2 * 3 * 40 * 30).toArray())
                .reshape(2, 3, 40, 30);
        Tensor b = Tensors.tensor(DType.FLOAT64, random.doubles(3 * 50 * 30).toArray()).reshape(3, 1, 50, 30)
                .transpose(-2, -1).squeeze(1);
        Tensor c = a.matmul(b);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                Tensor alone = a.get(i, j).matmul(b.get(j));
                assertTrue(c.get(i, j).eq(alone).all().itemBoolean());
            }
        }
    }

    @Test
    void withoutSummandsAllIs0() {
        assertEquals(0, Tensors.zeros(40, 0).matmul(Tensors.zeros(0, 50)).abs().sum().item());
        assertEquals(0, Tensors.zeros(0, 40).matmul(Tensors.zeros(40, 50)).numel());
    }
}
