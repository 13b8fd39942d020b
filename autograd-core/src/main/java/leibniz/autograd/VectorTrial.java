package leibniz.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Vector instructions are slower than plain Java by a factor of a hundred until the compiler has seen through
 * them, and where it does not see through them they stay so. So they are run beside the user's work, and
 * taken once they are faster. Both give the same bits.
 */
final class VectorTrial {
    /** Rows, columns and depth, none of which the blocks of the products divide evenly. */
    private static final int M = 70;
    private static final int N = 200;
    private static final int K = 300;
    private static final double FASTER = 0.7;
    private static final double NOT_SLOWER = 1.5;
    private static final long PATIENCE_NANOSECONDS = 10_000_000_000L;
    private static final int IN_SUCCESSION = 3;

    private VectorTrial() {}

    /** Runs a program with both kernels for a while, and hands over the vectors' where that is faster. */
    static <K> void start(Supplier<K> vectors, K plain, Consumer<K> program, Consumer<K> taker) {
        start(vectors, plain, List.of(program), taker);
    }

    /** As with one program; the vectors must be faster in all together, and in none much slower. */
    static <K> void start(Supplier<K> vectors, K plain, List<Consumer<K>> programs, Consumer<K> taker) {
        Helper.take(() -> {
            if (VectorModule.isThere()) {
                K made = vectors.get();
                Consumer<K> all = kernel -> programs.forEach(program -> program.accept(kernel));
                if (programs.stream().allMatch(program -> isFaster(program, made, plain, NOT_SLOWER))
                        && isFaster(all, made, plain, FASTER)) {
                    taker.accept(made);
                }
            }
        });
    }

    private static <K> boolean isFaster(Consumer<K> program, K vectors, K plain, double share) {
        int faster = 0;
        long start = System.nanoTime();
        while (faster < IN_SUCCESSION && System.nanoTime() - start < PATIENCE_NANOSECONDS) {
            long begin = System.nanoTime();
            program.accept(vectors);
            long middle = System.nanoTime();
            program.accept(plain);
            boolean now = middle - begin < share * (System.nanoTime() - middle);
            faster = now ? faster + 1 : 0;
        }
        return faster == IN_SUCCESSION;
    }

    static void floats(MatrixProduct.Kernel kernel) {
        floats(kernel, false);
        floats(kernel, true);
    }

    static void doubles(MatrixProduct.Kernel kernel) {
        doubles(kernel, false);
        doubles(kernel, true);
    }

    private static void floats(MatrixProduct.Kernel kernel, boolean transposed) {
        float[] a = new float[M * K];
        float[] b = new float[K * N];
        Arrays.fill(a, 1);
        Arrays.fill(b, 1);
        kernel.floats(transposed
                ? new MatrixProduct<>(a, 0, 1, M, b, 0, 1, K, new float[M * N], 0, N, M, N, K)
                : new MatrixProduct<>(a, 0, K, 1, b, 0, N, 1, new float[M * N], 0, N, M, N, K));
    }

    private static void doubles(MatrixProduct.Kernel kernel, boolean transposed) {
        double[] a = new double[M * K];
        double[] b = new double[K * N];
        Arrays.fill(a, 1);
        Arrays.fill(b, 1);
        kernel.doubles(transposed
                ? new MatrixProduct<>(a, 0, 1, M, b, 0, 1, K, new double[M * N], 0, N, M, N, K)
                : new MatrixProduct<>(a, 0, K, 1, b, 0, N, 1, new double[M * N], 0, N, M, N, K));
    }
}
