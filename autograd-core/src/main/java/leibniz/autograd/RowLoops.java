package leibniz.autograd;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which loops over rows of FLOAT32 are used: those in plain Java, until {@link VectorTrial} has found that
 * vector instructions are faster here.
 */
final class RowLoops {
    private static final RowKernel PLAIN = new PlainRows();
    /** Few elements are done before a trial would be. */
    private static final int WORTH_A_TRIAL = 1 << 16;
    private static final int TRIED = 1000;
    private static final int ROUNDS = 20;
    private static final AtomicBoolean IS_TRIED = new AtomicBoolean();
    private static volatile RowKernel current = PLAIN;

    private RowLoops() {}

    /** For so many elements in all. */
    static RowKernel of(int numel) {
        if (numel >= WORTH_A_TRIAL && IS_TRIED.compareAndSet(false, true)) {
            // no VectorRows::new, for which the class would have to be there
            VectorTrial.start(() -> new VectorRows(), PLAIN, RowLoops::tryOut, better -> current = better);
        }
        return current;
    }

    private static void tryOut(RowKernel kernel) {
        float[] x = new float[TRIED];
        float[] y = new float[TRIED];
        for (int round = 0; round < ROUNDS; round++) {
            double[] sums = new double[WideSums.WIDTH];
            kernel.add(x, 0, TRIED, sums);
            kernel.addSquares(x, 0, TRIED, 1, sums);
            kernel.addProducts(x, y, 0, TRIED, sums);
            kernel.addExponentials(x, 0, TRIED, kernel.max(x, 0, TRIED), sums);
            kernel.fold(sums);
            kernel.scale(x, 1, 2, y, 0, TRIED);
            kernel.scale(x, 1, y, 2, 3, y, 0, TRIED);
            kernel.subtractExponentials(x, x, 1, y, 0, TRIED);
        }
    }
}
