package leibniz.autograd;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Which loops over rows of FLOAT32 are used: those in plain Java, until {@link VectorTrial} has found that
 * vector instructions are faster here. A trial takes a processor for some seconds, so it waits until there
 * was a good deal to do; and each loop is tried alone, since one that the compiler has not come to yet would
 * be slower by a factor of a hundred.
 */
final class RowLoops {
    private static final RowKernel PLAIN = new PlainRows();
    /** Of fewer elements nobody notices how long they take. */
    private static final int LARGE = 1 << 16;
    private static final int WORTH_A_TRIAL = 1 << 22;
    private static final int TRIED = 400;
    private static final int ROUNDS = 100;
    private static final AtomicLong ELEMENTS = new AtomicLong();
    private static final AtomicBoolean IS_TRIED = new AtomicBoolean();
    private static volatile RowKernel current = PLAIN;

    private RowLoops() {}

    /** For so many elements in all. */
    static RowKernel of(int numel) {
        if (numel >= LARGE && ELEMENTS.get() < WORTH_A_TRIAL && ELEMENTS.addAndGet(numel) >= WORTH_A_TRIAL
                && IS_TRIED.compareAndSet(false, true)) {
            // no VectorRows::new, for which the class would have to be there
            VectorTrial.start(() -> new VectorRows(), PLAIN, programs(), better -> current = better);
        }
        return current;
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
