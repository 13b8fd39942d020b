package leibniz.autograd;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Splits long loops over threads. The calling thread works too, and takes what other threads have not begun;
 * the parts write to places of their own, so that the result is the same however many threads there are.
 */
final class Workers {
    private static final String VARIABLE = "LEIBNIZ_THREADS";
    /** So many steps of a simple loop take about as long as waking another thread. */
    private static final long WORTH_A_THREAD = 1 << 16;
    private static final int PARTS_FOR_EACH = 2;
    private static final long WAIT_NANOSECONDS = 2_000_000;
    private static final int SPINS = 2000;

    private static volatile int threads = initial();

    private Workers() {}

    /** The part of a loop from one index up to another. */
    @FunctionalInterface
    interface Part {
        void run(int from, int end);
    }

    private static int initial() {
        int available = Runtime.getRuntime().availableProcessors();
        String wanted = System.getenv(VARIABLE);
        return wanted != null && wanted.matches("[1-9]\\d{0,3}") ? Integer.parseInt(wanted) : available;
    }

    static int threads() {
        return threads;
    }

    static void use(int number) {
        threads = number;
    }

    /** Whether a loop of so many steps is shared out at all. */
    static boolean isWorthwhile(long steps) {
        return steps >= 2 * WORTH_A_THREAD && threads > 1;
    }

    /**
     * Runs a loop of n rounds and so many steps in all, in parts that begin at multiples of a unit.
     */
    static void split(int n, int unit, long steps, Part part) {
        int most = (int) Math.min(threads, steps / WORTH_A_THREAD);
        if (most <= 1 || n <= unit || Thread.currentThread() instanceof Helper) {
            part.run(0, n);
            return;
        }
        Origins.checkInterrupted();
        int units = (n + unit - 1) / unit;
        int parts = Math.min(units, most * PARTS_FOR_EACH);
        Job job = new Job(n, unit, units, parts, part);
        for (int i = 1; i < Math.min(most, parts); i++) {
            Pool.EXECUTOR.execute(job);
        }
        job.finish();
    }

    /** A thread of its own, which belongs to none that asks for work: not to a cell, nor to its group. */
    static final class Helper extends Thread {
        private @Nullable Job job;

        Helper(Runnable task, String name) {
            super(topGroup(), task, "leibniz-" + name, 0, false);
            setDaemon(true);
        }

        /** Ends the part in which this is called, where another one failed or was stopped. */
        void checkInterrupted() {
            if (job != null && job.failure != null) {
                throw new StoppedException();
            }
        }

        private static ThreadGroup topGroup() {
            ThreadGroup group = Thread.currentThread().getThreadGroup();
            while (group.getParent() != null) {
                group = group.getParent();
            }
            return group;
        }
    }

    /** Made when it is needed first; its threads end when they have had nothing to do for some time. */
    private static final class Pool {
        static final ThreadPoolExecutor EXECUTOR = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(), task -> new Helper(task, "worker"));

        private Pool() {}
    }

    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoppedException() {
            super("another part failed", null, false, false);
        }
    }

    private static final class Job implements Runnable {
        private final int n;
        private final int unit;
        private final long units;
        private final int parts;
        private final Part part;
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private volatile @Nullable Throwable failure;

        Job(int n, int unit, int units, int parts, Part part) {
            this.n = n;
            this.unit = unit;
            this.units = units;
            this.parts = parts;
            this.part = part;
        }

        @Override
        public void run() {
            if (Thread.currentThread() instanceof Helper helper) {
                helper.job = this;
                work();
                helper.job = null;
                LockSupport.unpark(caller);
            }
        }

        private void work() {
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                try {
                    if (failure == null) {
                        part.run(begin(i), begin(i + 1));
                    }
                } catch (Throwable e) { // whatever it is, the caller throws it
                    fail(e);
                } finally {
                    done.incrementAndGet();
                }
            }
        }

        private int begin(int i) {
            return (int) Math.min(n, units * i / parts * unit);
        }

        private synchronized void fail(Throwable e) {
            if (failure == null) {
                failure = e;
            }
        }

        /** Works, waits for the parts that others have begun, and throws what any of them threw. */
        void finish() {
            work();
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
    }
}
