package leibniz.autograd;

import java.util.SplittableRandom;

/**
 * The random numbers of a process, seeded by manualSeed: the generator SplitMix64 of G. Steele, D. Lea and C.
 * Flood, Fast splittable pseudorandom number generators (2014), with the constants of S. Vigna's
 * splitmix64.c. Written out here, since Java does not promise that its own generators stay as they are.
 * Uniform numbers are the topmost 24 (FLOAT32) or 53 bits of 64; normal ones come from pairs of uniform ones
 * by Box and Muller with {@link StrictMath}. The same seed gives the same numbers on every machine and in
 * every release.
 */
final class RandomNumbers {
    private static long state = new SplittableRandom().nextLong();
    /** The state of a thread that draws again what was drawn before, in place of the common one. */
    private static final ThreadLocal<long[]> REPLAYED = new ThreadLocal<>();

    private RandomNumbers() {}

    static synchronized void seed(long seed) {
        long[] replayed = REPLAYED.get();
        if (replayed == null) {
            state = seed;
        } else {
            replayed[0] = seed;
        }
    }

    /** From here on the same numbers follow again with {@link #replay}. */
    static synchronized long state() {
        long[] replayed = REPLAYED.get();
        return replayed == null ? state : replayed[0];
    }

    /** Runs the body with the numbers that follow a state; those that others draw are not affected. */
    static void replay(long from, Runnable body) {
        long[] before = REPLAYED.get();
        REPLAYED.set(new long[]{ from });
        try {
            body.run();
        } finally {
            if (before == null) {
                REPLAYED.remove();
            } else {
                REPLAYED.set(before);
            }
        }
    }

    /** The next 64 bits. */
    static synchronized long next() {
        Origins.checkInterrupted();
        long[] replayed = REPLAYED.get();
        long z = (replayed == null ? state : replayed[0]) + 0x9e3779b97f4a7c15L;
        if (replayed == null) {
            state = z;
        } else {
            replayed[0] = z;
        }
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    static synchronized Tensor uniform(DType dtype, int... shape) {
        Tensor y = floating("rand", dtype, shape);
        for (int i = 0; i < y.numel(); i++) {
            double value = dtype == DType.FLOAT32 ? (next() >>> 40) * 0x1p-24 : uniform();
            y.storage.setDouble(i, value);
        }
        return y;
    }

    /** Normal with mean 0 and variance 1. */
    static synchronized Tensor normal(DType dtype, int... shape) {
        Tensor y = floating("randn", dtype, shape);
        for (int i = 0; i < y.numel(); i += 2) {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
            double angle = 2 * Math.PI * uniform();
            y.storage.setDouble(i, radius * StrictMath.cos(angle));
            if (i + 1 < y.numel()) {
                y.storage.setDouble(i + 1, radius * StrictMath.sin(angle));
            }
        }
        return y;
    }

    /** Integers, uniform from low to high - 1. */
    static synchronized Tensor integers(long low, long high, int... shape) {
        if (low >= high) {
            throw CreationErrors.randint(low, high);
        }
        Tensor y = Creation.zeros("randint", DType.INT64, shape);
        for (int i = 0; i < y.numel(); i++) {
            y.storage.setLong(i, low + below(high - low)); // exact modulo 2^64, also where high - low
                                                           // overflows
        }
        return y;
    }

    /** The numbers 0 to n - 1 in an order that is uniform among all, by R. Durstenfeld's shuffle (1964). */
    static synchronized Tensor permutation(int n) {
        if (n < 0) {
            throw CreationErrors.randperm(n);
        }
        long[] order = new long[n];
        for (int i = 0; i < n; i++) {
            int j = (int) below(i + 1L);
            order[i] = order[j];
            order[j] = i;
        }
        return Creation.vector(order, n);
    }

    /**
     * Uniform from 0 to n - 1, n unsigned: what would make the remainder favour small numbers is drawn again.
     */
    private static long below(long n) {
        long surplus = Long.remainderUnsigned(-n, n); // 2^64 modulo n
        long bits = next();
        while (Long.compareUnsigned(bits, surplus) < 0) {
            bits = next();
        }
        return Long.remainderUnsigned(bits, n);
    }

    private static double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    private static Tensor floating(String operation, DType dtype, int... shape) {
        if (!dtype.isFloating()) {
            throw ValueErrors.notFloating(operation, dtype);
        }
        return Creation.zeros(operation, dtype, shape);
    }
}
