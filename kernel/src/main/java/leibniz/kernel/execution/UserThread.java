package leibniz.kernel.execution;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The thread that runs the code of the cells, one piece after another, while the kernel's own thread waits.
 * Where such a piece does not come back after an interrupt, this thread is left behind and the next piece
 * gets a new one.
 */
final class UserThread {
    /** As much as for the kernel's own thread, which ran this code once: recursion in cells may be deep. */
    private static final long STACK_BYTES = 16L << 20;
    private static final String NAME = "leibniz-cells";

    private final BlockingQueue<Task<?>> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(null, this::run, NAME, STACK_BYTES);
    private volatile @Nullable Task<?> pending;
    private volatile boolean leftBehind;

    UserThread() {
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    /** Whether this is such a thread. */
    static boolean isOne(Thread thread) {
        return thread.getName().equals(NAME);
    }

    private void run() {
        while (!leftBehind) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                // meant for a piece of code that has ended
            } catch (OutOfMemoryError e) {
                // no memory to wait for the next task with: some may be free by now
            }
        }
        StopCheck.forget(thread);
    }

    /**
     * Runs a piece of code of this cell and waits for its end.
     *
     * @throws CellStoppedError if the thread is left behind
     */
    <T extends @Nullable Object> T call(@Nullable Cell cell, Callable<T> code) throws Exception {
        Task<T> task = new Task<>(cell, code);
        pending = task;
        tasks.add(task);
        return task.result();
    }

    /** Ends the wait for what runs now, which can do nothing more from here on. */
    void leaveBehind() {
        leftBehind = true;
        StopCheck.endForEver(thread);
        Task<?> waiting = pending;
        if (waiting != null) {
            waiting.end(null, new CellStoppedError());
        }
    }

    /** A piece of code, and what came of it. Its end takes no memory: the code may have left none. */
    private static final class Task<T extends @Nullable Object> {
        private final @Nullable Cell cell;
        private final Callable<T> code;
        private final AtomicBoolean decided = new AtomicBoolean();
        private final Object[] value = new Object[1];
        private @Nullable Throwable failure;
        private final CountDownLatch ended = new CountDownLatch(1);

        Task(@Nullable Cell cell, Callable<T> code) {
            this.cell = cell;
            this.code = code;
        }

        void run() {
            try {
                if (cell != null) {
                    cell.enter();
                }
                end(code.call(), null);
            } catch (Throwable e) {
                end(null, e);
            }
        }

        /** The first end counts. */
        void end(@Nullable Object result, @Nullable Throwable why) {
            if (decided.compareAndSet(false, true)) {
                value[0] = result;
                failure = why;
                ended.countDown();
            }
        }

        @SuppressWarnings("unchecked")
        T result() throws Exception {
            while (true) {
                try {
                    ended.await();
                    break;
                } catch (InterruptedException e) {
                    // nothing interrupts the kernel's own thread on purpose
                }
            }
            Throwable failed = failure;
            if (failed instanceof Error error) {
                throw error;
            }
            if (failed instanceof Exception exception) {
                throw exception;
            }
            if (failed != null) {
                throw new ExecutionException(failed);
            }
            return (T) value[0];
        }
    }
}
