package leibniz.autograd;

import java.util.concurrent.ConcurrentLinkedDeque;
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
    private static final AtomicInteger COUNT = new AtomicInteger();

    private volatile @Nullable Job next;
    private volatile boolean asleep;
    private @Nullable Job job;

    private Helper(Job first) {
        super(topGroup(), null, "leibniz-worker", 0, false);
        next = first;
        setDaemon(true);
    }

    /**
     * Offers shares of a job to so many helpers: to those that wait, and to new ones as long as there are not
     * as many threads as {@link Workers} may use. Nobody takes what is left.
     */
    static void offer(Job job, int helpers) {
        for (int i = 0; i < helpers; i++) {
            Helper waiting = WAITING.pollFirst();
            if (waiting != null) {
                waiting.next = job;
                if (waiting.asleep) {
                    LockSupport.unpark(waiting);
                }
            } else if (COUNT.get() < Workers.threads() - 1) {
                begin(job);
            }
        }
    }

    /** Has a job done by a thread that did nothing yet. Where no more threads can be had, nobody does it. */
    static void begin(Job job) {
        COUNT.incrementAndGet();
        try {
            new Helper(job).start();
        } catch (OutOfMemoryError e) {
            COUNT.decrementAndGet();
        }
    }

    @Override
    public void run() {
        do {
            job = next;
            next = null;
            if (job != null) {
                job.help(this);
                job = null;
            }
        } while (hasNext());
        COUNT.decrementAndGet();
    }

    /**
     * May be called as soon as nothing of the job is left, before its owner hears of that: who begins the
     * next job at once finds this helper again, instead of making another.
     */
    void isFree() {
        WAITING.addFirst(this);
    }

    /** Waits for another job; false when there was none for some time. */
    private boolean hasNext() {
        long start = System.nanoTime();
        while (next == null) {
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
