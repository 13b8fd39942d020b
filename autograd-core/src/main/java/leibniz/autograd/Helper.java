package leibniz.autograd;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that works for others, and belongs to none of them: not to a cell, nor to its group. When it has
 * done its share of a job it stays awake for a moment, since the next one mostly follows at once and waking a
 * thread takes as long as many a loop; then it sleeps, and ends after some seconds without work.
 */
final class Helper extends Thread {
    private static final long AWAKE_NANOSECONDS = 200_000;
    private static final long IDLE_NANOSECONDS = 10_000_000_000L;
    private static final ConcurrentLinkedDeque<Helper> WAITING = new ConcurrentLinkedDeque<>();
    /** Jobs for which nobody was free, once for each helper that they lack. */
    private static final Queue<Job> OPEN = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Whether there is another job after the first; only such helpers are counted. */
    private final boolean stays;
    private volatile @Nullable Job next;
    private volatile boolean asleep;
    private @Nullable Job job;

    private Helper(Job first, boolean stays) {
        super(topGroup(), null, "leibniz-worker", 0, false);
        this.stays = stays;
        next = first;
        setDaemon(true);
    }

    /**
     * Offers shares of a job to so many helpers: to those that wait, to new ones as long as there are not as
     * many threads as {@link Workers} may use, and to whoever is free before the job is withdrawn.
     */
    static void offer(Job job, int helpers) {
        for (int i = 0; i < helpers; i++) {
            Helper waiting = WAITING.pollFirst();
            if (waiting != null) {
                waiting.next = job;
                if (waiting.asleep) {
                    LockSupport.unpark(waiting);
                }
            } else if (!begin(job)) {
                OPEN.add(job);
            }
        }
    }

    /** Nobody begins with the job any more. */
    static void withdraw(Job job) {
        if (!OPEN.isEmpty()) {
            OPEN.removeIf(open -> open == job);
        }
    }

    private static boolean begin(Job job) {
        boolean begun = false;
        try {
            if (COUNT.incrementAndGet() < Workers.threads()) {
                new Helper(job, true).start();
                begun = true;
            }
        } catch (OutOfMemoryError e) {
            return false; // no more threads can be had
        } finally {
            if (!begun) {
                COUNT.decrementAndGet();
            }
        }
        return begun;
    }

    /** Has a job done by a thread that ends with it. */
    static void doOnce(Job job) {
        new Helper(job, false).start();
    }

    @Override
    public void run() {
        try {
            do {
                job = next;
                next = null;
                if (job != null) {
                    job.help(this);
                    job = null;
                }
            } while (stays && hasNext());
        } finally {
            if (stays) {
                COUNT.decrementAndGet();
            }
        }
    }

    /**
     * Called when nothing of the job is left, and before its owner hears of that: who begins the next job at
     * once then finds this helper, instead of making another.
     */
    void freeAgain() {
        if (stays) {
            WAITING.addFirst(this);
        }
    }

    /** Waits for another job; false when there was none for some time. */
    private boolean hasNext() {
        long start = System.nanoTime();
        while (next == null) {
            if (!OPEN.isEmpty() && WAITING.remove(this)) {
                next = OPEN.poll();
                if (next == null) {
                    WAITING.addFirst(this);
                }
                continue;
            }
            long waited = System.nanoTime() - start;
            if (waited < AWAKE_NANOSECONDS) {
                Thread.onSpinWait();
            } else if (waited < IDLE_NANOSECONDS) {
                asleep = true;
                if (next == null) {
                    LockSupport.parkNanos(this, IDLE_NANOSECONDS - waited);
                }
                asleep = false;
            } else if (WAITING.remove(this)) {
                return false;
            } // else somebody has chosen this thread already, and its job is on the way
        }
        return true;
    }

    /** Ends the part in which this is called, where another one failed or was stopped. */
    void checkInterrupted() {
        if (job != null) {
            job.checkFailed();
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
