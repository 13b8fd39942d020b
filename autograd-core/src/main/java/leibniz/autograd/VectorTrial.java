package leibniz.autograd;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Which of two kernels is used. Vector instructions are slower than plain Java by a factor of a hundred until
 * the compiler has seen through them, and where it does not see through them they stay so. So plain Java
 * begins; after some work the other is run beside the user's, on a thread of its own, and taken once it is
 * faster.
 */
final class VectorTrial<K> {
    /** Who computes less in all is done before a trial would be. */
    static final int WORTH_A_TRIAL = 1 << 22;

    private static final double FASTER = 0.7;
    private static final double NOT_SLOWER = 1.5;
    private static final long PATIENCE_NANOSECONDS = 10_000_000_000L;
    private static final int IN_SUCCESSION = 3;

    private final K plain;
    private final Supplier<K> vectors;
    private final long least;
    private final Supplier<List<Consumer<K>>> programs;
    private final AtomicLong done = new AtomicLong();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile K kernel;

    /**
     * @param vectors makes the other kernel, whose class can be loaded only where the module is
     * @param least less work at a time does not count
     * @param programs in all of which together the other must be faster, and in none much slower
     */
    VectorTrial(K plain, Supplier<K> vectors, long least, Supplier<List<Consumer<K>>> programs) {
        this.plain = plain;
        this.vectors = vectors;
        this.least = least;
        this.programs = programs;
        kernel = plain;
    }

    /**
     * The kernel for so much work, counted as {@link #WORTH_A_TRIAL} is. The trial begins with the first call
     * after that much is done: beside the very first loops, which wait for the compiler, it would hold up
     * both.
     */
    K kernel(long work) {
        if (work >= least && !begun.get() && done.getAndAdd(work) >= WORTH_A_TRIAL
                && begun.compareAndSet(false, true)) {
            Helper.doOnce(Job.of(this::tryOut));
        }
        return kernel;
    }

    /** Leaves it at one of the kernels, without a trial. */
    void decide(boolean forVectors) {
        begun.set(true);
        kernel = forVectors ? vectors.get() : plain;
    }

    private void tryOut() {
        if (VectorModule.isThere()) {
            K made = vectors.get();
            if (isFaster(made)) {
                kernel = made;
            }
        }
    }

    private boolean isFaster(K made) {
        List<Consumer<K>> each = programs.get();
        Consumer<K> all = tried -> each.forEach(program -> program.accept(tried));
        return each.stream().allMatch(program -> isFaster(program, made, NOT_SLOWER))
                && isFaster(all, made, FASTER);
    }

    private boolean isFaster(Consumer<K> program, K made, double share) {
        int faster = 0;
        long start = System.nanoTime();
        while (faster < IN_SUCCESSION && System.nanoTime() - start < PATIENCE_NANOSECONDS) {
            long begin = System.nanoTime();
            program.accept(made);
            long middle = System.nanoTime();
            program.accept(plain);
            boolean now = middle - begin < share * (System.nanoTime() - middle);
            faster = now ? faster + 1 : 0;
        }
        return faster == IN_SUCCESSION;
    }
}
