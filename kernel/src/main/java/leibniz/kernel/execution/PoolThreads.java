package leibniz.kernel.execution;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Makes the threads of the pool that parallel streams and futures share, so that what runs there finds the
 * libraries of the notebook. Java's own see those of the process alone, which are the kernel's.
 */
public final class PoolThreads implements ForkJoinWorkerThreadFactory {
    private static volatile @Nullable ClassLoader loader;

    /** To be called before anything uses the pool. */
    static void use(ClassLoader cells) {
        loader = cells;
        System.setProperty("java.util.concurrent.ForkJoinPool.common.threadFactory",
                PoolThreads.class.getName());
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
        return new Worker(pool);
    }

    private static final class Worker extends ForkJoinWorkerThread {
        Worker(ForkJoinPool pool) {
            super(null, pool, true);
            setContextClassLoader(loader);
        }
    }
}
