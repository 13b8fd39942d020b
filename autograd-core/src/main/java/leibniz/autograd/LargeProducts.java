package leibniz.autograd;

import java.util.Arrays;
import java.util.List;

/** Products of large matrices: in plain Java, and after a trial of each dtype in vector instructions. */
final class LargeProducts {
    /** Rows, columns and depth of a trial, none of which the blocks of the products divide evenly. */
    private static final int M = 70;
    private static final int N = 200;
    private static final int K = 300;

    static final VectorTrial<MatrixProduct.Kernel> FLOATS = new VectorTrial<>(new PlainProducts(),
            () -> new VectorProducts(), VectorTrial.WORTH_A_TRIAL, () -> List.of(LargeProducts::tryFloats));
    static final VectorTrial<MatrixProduct.Kernel> DOUBLES = new VectorTrial<>(new PlainProducts(),
            () -> new VectorProducts(), VectorTrial.WORTH_A_TRIAL, () -> List.of(LargeProducts::tryDoubles));

    private LargeProducts() {}

    static void floats(MatrixProduct<float[]> x) {
        FLOATS.kernel(x.multiplications(x.k())).floats(x);
    }

    static void doubles(MatrixProduct<double[]> x) {
        DOUBLES.kernel(x.multiplications(x.k())).doubles(x);
    }

    private static void tryFloats(MatrixProduct.Kernel kernel) {
        float[] a = new float[M * K];
        float[] b = new float[K * N];
        Arrays.fill(a, 1);
        Arrays.fill(b, 1);
        kernel.floats(new MatrixProduct<>(a, 0, K, 1, b, 0, N, 1, new float[M * N], 0, N, M, N, K));
        kernel.floats(new MatrixProduct<>(a, 0, 1, M, b, 0, 1, K, new float[M * N], 0, N, M, N, K));
    }

    private static void tryDoubles(MatrixProduct.Kernel kernel) {
        double[] a = new double[M * K];
        double[] b = new double[K * N];
        Arrays.fill(a, 1);
        Arrays.fill(b, 1);
        kernel.doubles(new MatrixProduct<>(a, 0, K, 1, b, 0, N, 1, new double[M * N], 0, N, M, N, K));
        kernel.doubles(new MatrixProduct<>(a, 0, 1, M, b, 0, 1, K, new double[M * N], 0, N, M, N, K));
    }
}
