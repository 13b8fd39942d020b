package leibniz.autograd;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Products of large matrices. They begin in plain Java; the first of each dtype has {@link VectorTrial} see,
 * on a thread beside, whether vector instructions are faster here, and from then on these are taken.
 */
final class LargeProducts {
    private static final MatrixProduct.Kernel PLAIN = new PlainProducts();
    /** Products of fewer multiplications are over before a trial would be. */
    private static final long WORTH_A_TRIAL = 1 << 22;

    private static final AtomicBoolean FLOATS_TRIED = new AtomicBoolean();
    private static final AtomicBoolean DOUBLES_TRIED = new AtomicBoolean();
    private static volatile MatrixProduct.Kernel onFloats = PLAIN;
    private static volatile MatrixProduct.Kernel onDoubles = PLAIN;

    private LargeProducts() {}

    static void floats(MatrixProduct<float[]> x) {
        if (isWorthATrial(x) && FLOATS_TRIED.compareAndSet(false, true)) {
            VectorTrial.start(() -> new VectorProducts(), PLAIN, VectorTrial::floats,
                    better -> onFloats = better);
        }
        onFloats.floats(x);
    }

    static void doubles(MatrixProduct<double[]> x) {
        if (isWorthATrial(x) && DOUBLES_TRIED.compareAndSet(false, true)) {
            VectorTrial.start(() -> new VectorProducts(), PLAIN, VectorTrial::doubles,
                    better -> onDoubles = better);
        }
        onDoubles.doubles(x);
    }

    private static boolean isWorthATrial(MatrixProduct<?> x) {
        return (long) x.m() * x.n() * x.k() >= WORTH_A_TRIAL;
    }
}
