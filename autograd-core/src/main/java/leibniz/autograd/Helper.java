package leibniz.autograd;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that works for others, and belongs to none of them: not to a cell, nor to its group. When it has
 * done a task it stays awake for a moment, since the next one mostly follows at once and waking a thread
 * takes as long as many a loop; then it sleeps, and ends after some seconds without work.
 */
final class Helper extends Thread {
    private static final long AWAKE_NANOSECONDS = 200_000;
    private static final long IDLE_NANOSECONDS = 10_000_000_000L;
    private static final ConcurrentLinkedDeque<Helper> WAITING = new ConcurrentLinkedDeque<>();

    private volatile @Nullable Runnable task;
    private volatile boolean asleep;
    private @Nullable Job job;

    private Helper(Runnable task) {
        super(topGroup(), null, "leibniz-worker", 0, false);
        this.task = task;
        setDaemon(true);
    }

    /** Has a task done by a thread that waits, or by a new one. */
    static void take(Runnable task) {
        Helper waiting = WAITING.pollFirst();
        if (waiting == null) {
            new Helper(task).start();
        } else {
            waiting.task = task;
            if (waiting.asleep) {
                LockSupport.unpark(waiting);
            }
        }
    }

    @Override
    public void run() {
        do {
            runTask();
            WAITING.addFirst(this);
        } while (hasNext());
    }

    /** What the task holds is free when this has ended, though the thread waits on. */
    private void runTask() {
        Runnable now = task;
        try {
            if (now != null) {
                now.run();
            }
        } finally {
            task = null;
        }
    }

    /** Waits for another task; false when there was none for some time. */
    private boolean hasNext() {
        long start = System.nanoTime();
        while (task == null) {
            long waited = System.nanoTime() - start;
            if (waited < AWAKE_NANOSECONDS) {
                Thread.onSpinWait();
            } else if (waited < IDLE_NANOSECONDS) {
                asleep = true;
                if (task == null) {
                    LockSupport.parkNanos(this, IDLE_NANOSECONDS - waited);
                }
                asleep = false;
            } else if (WAITING.remove(this)) {
                return false;
            } // else somebody has chosen this thread already, and its task is on the way
        }
        return true;
    }

    /** Works on the parts of a job that nobody has begun. */
    void work(Job on) {
        job = on;
        on.work();
        job = null;
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
