package leibniz.autograd;

import java.util.SplittableRandom;

/**
 * The random numbers of a process: {@link SplittableRandom}, seeded by manualSeed. Uniform numbers are the
 * topmost 24 (FLOAT32) or 53 bits of a long; normal ones come from pairs of uniform ones by Box and Muller with
 * {@link StrictMath}. The same seed gives the same numbers on every machine.
 */
final class RandomNumbers {
    private static SplittableRandom source = new SplittableRandom();

    private RandomNumbers() {}

    static synchronized void seed(long seed) {
        source = new SplittableRandom(seed);
    }

    /** Uniform in [0, 1). */
    static synchronized Tensor uniform(DType dtype, int... shape) {
        Tensor y = floating("rand", dtype, shape);
        for (int i = 0; i < y.numel(); i++) {
            double value = dtype == DType.FLOAT32 ? (source.nextLong() >>> 40) * 0x1p-24 : uniform();
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

    private static double uniform() {
        return (source.nextLong() >>> 11) * 0x1p-53;
    }

    private static Tensor floating(String operation, DType dtype, int... shape) {
        if (!dtype.isFloating()) {
            throw Errors.notFloating(operation, dtype);
        }
        return Creation.zeros(operation, dtype, shape);
    }
}
