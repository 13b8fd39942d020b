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

    private static final int UNIT = 24;

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
        MatrixProduct.Kernel kernel = onFloats;
        if (x.m() >= x.n()) {
            Workers.split(x.m(), share(x.m()), steps(x), (from, to) -> kernel.floats(x.rows(from, to)));
        } else {
            Workers.split(x.n(), share(x.n()), steps(x), (from, to) -> kernel.floats(x.columns(from, to)));
        }
    }

    static void doubles(MatrixProduct<double[]> x) {
        if (isWorthATrial(x) && DOUBLES_TRIED.compareAndSet(false, true)) {
            VectorTrial.start(() -> new VectorProducts(), PLAIN, VectorTrial::doubles,
                    better -> onDoubles = better);
        }
        MatrixProduct.Kernel kernel = onDoubles;
        if (x.m() >= x.n()) {
            Workers.split(x.m(), share(x.m()), steps(x), (from, to) -> kernel.doubles(x.rows(from, to)));
        } else {
            Workers.split(x.n(), share(x.n()), steps(x), (from, to) -> kernel.doubles(x.columns(from, to)));
        }
    }

    private static boolean isWorthATrial(MatrixProduct<?> x) {
        return multiplications(x) >= WORTH_A_TRIAL;
    }

    private static long multiplications(MatrixProduct<?> x) {
        return (long) x.m() * x.n() * x.k();
    }

    /** A step of a simple loop takes as long as so many multiplications here. */
    private static long steps(MatrixProduct<?> x) {
        return multiplications(x) / 8;
    }

    /**
     * One part for each thread, since every part copies an operand; a multiple of what is worked on at once.
     */
    private static int share(int n) {
        int even = (n + Workers.threads() - 1) / Workers.threads();
        return (even + UNIT - 1) / UNIT * UNIT;
    }
}
