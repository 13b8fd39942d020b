package leibniz.autograd;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A loop of n rounds in parts, which begin at multiples of a unit. Whoever is free takes the next part. */
final class Job {
    private static final long WAIT_NANOSECONDS = 2_000_000;
    private static final int SPINS = 2000;

    private final int n;
    private final int unit;
    private final long units;
    private final int parts;
    private final Workers.Part part;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    Job(int n, int unit, int units, int parts, Workers.Part part) {
        this.n = n;
        this.unit = unit;
        this.units = units;
        this.parts = parts;
        this.part = part;
    }

    /** A single task. What it throws nobody hears of. */
    static Job of(Runnable task) {
        return new Job(1, 1, 1, 1, (from, end) -> task.run());
    }

    /** Works for the caller, who waits until all helpers that had parts are free again. */
    void help(Helper helper) {
        int mine = work();
        try {
            helper.freeAgain();
        } finally {
            done.addAndGet(mine);
            LockSupport.unpark(caller);
        }
    }

    /** Does parts that nobody has begun until there are none; how many it did. */
    private int work() {
        int mine = 0;
        for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            mine++;
            try {
                if (failure == null) {
                    part.run(begin(i), begin(i + 1));
                }
            } catch (Throwable e) { // whatever it is, the caller throws it
                fail(e);
            }
        }
        return mine;
    }

    private int begin(int i) {
        return (int) Math.min(n, units * i / parts * unit);
    }

    private synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    void checkFailed() {
        if (failure != null) {
            throw new StoppedException();
        }
    }

    /** Works, waits for the parts that others have begun, and throws what any of them threw. */
    void finish() {
        done.addAndGet(work());
        Helper.withdraw(this);
        for (int spins = 0; done.get() < parts; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
                continue;
            }
            LockSupport.parkNanos(this, WAIT_NANOSECONDS);
            try {
                Origins.checkInterrupted();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
        switch (failure) {
            case null -> {
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoppedException() {
            super("another part failed", null, false, false);
        }
    }
}
