package leibniz.kernel.execution;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Finds the threads that were started while a cell ran: Java numbers its threads in the order they are made.
 */
final class CellThreads {
    private CellThreads() {}

    /** A number between those of the threads that exist and those of the threads to come. */
    static long mark() {
        return Thread.ofPlatform().inheritInheritableThreadLocals(false).unstarted(() -> {}).threadId();
    }

    /** Whether this is a thread of the common pool, which works for whoever runs now. */
    static boolean isShared(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
    }

    /** Whether the pool that all share computes something, or has something waiting. */
    static boolean isPoolBusy() {
        ForkJoinPool pool = ForkJoinPool.commonPool();
        return pool.getRunningThreadCount() > 0 || pool.hasQueuedSubmissions()
                || pool.getQueuedTaskCount() > 0;
    }

    /**
     * The live platform threads between two marks, without those of the kernel and of the pool that all
     * share.
     */
    static List<Thread> between(long from, long to) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] threads = new Thread[2 * group.activeCount() + 16];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(t -> from < t.threadId() && t.threadId() < to && !t.getName().startsWith("leibniz-"))
                .filter(t -> !isShared(t))
                .toList();
    }
}
