package leibniz.autograd;

import java.util.List;
import java.util.function.Consumer;

/**
 * Loops over rows of FLOAT32: in plain Java, and after a trial in vector instructions. Each is tried alone,
 * since one that the compiler has not come to yet would be slower by a factor of a hundred.
 */
final class RowLoops {
    /** Of fewer elements nobody notices how long they take. */
    private static final int LARGE = 1 << 16;
    private static final int TRIED = 400;
    private static final int ROUNDS = 100;
    // no VectorRows::new, for which the class would have to be there
    static final VectorTrial<RowKernel> TRIAL = new VectorTrial<>(new PlainRows(), () -> new VectorRows(),
            LARGE, RowLoops::programs);

    private RowLoops() {}

    /** For so many elements in all. */
    static RowKernel of(int numel) {
        return TRIAL.kernel(numel);
    }

    /** A row of a loop, whose first element is given. */
    @FunctionalInterface
    interface Row {
        void run(WideSums sums, int from);
    }

    /** Runs a loop over rows that takes so many steps for an element. */
    static void each(RowKernel kernel, int rows, int columns, long steps, Row row) {
        Workers.split(rows, 1, steps * rows * columns, (first, end) -> {
            WideSums sums = new WideSums(kernel);
            for (int i = first; i < end; i++) {
                Origins.checkInterrupted();
                row.run(sums, i * columns);
            }
        });
    }

    private static List<Consumer<RowKernel>> programs() {
        float[] x = new float[TRIED];
        float[] to = new float[TRIED];
        double[] sums = new double[WideSums.WIDTH];
        return List.of(repeated(kernel -> kernel.add(x, 0, TRIED, sums)),
                repeated(kernel -> kernel.addSquares(x, 0, TRIED, 1, sums)),
                repeated(kernel -> kernel.addProducts(x, x, 0, TRIED, sums)),
                repeated(kernel -> kernel.addExponentials(x, 0, TRIED, kernel.max(x, 0, TRIED), sums)),
                repeated(kernel -> kernel.scale(x, 1, 2, to, 0, TRIED)),
                repeated(kernel -> kernel.scale(x, 1, x, 2, 3, to, 0, TRIED)),
                repeated(kernel -> kernel.subtractExponentials(x, x, 1, to, 0, TRIED)),
                // of the shortest loop it counts only that it does not become a slow one
                repeated(kernel -> {
                    kernel.add(x, 0, TRIED, sums);
                    kernel.fold(sums);
                }));
    }

    private static Consumer<RowKernel> repeated(Consumer<RowKernel> program) {
        return kernel -> {
            for (int round = 0; round < ROUNDS; round++) {
                program.accept(kernel);
            }
        };
    }
}
