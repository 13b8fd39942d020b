package leibniz.kernel.execution;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
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

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(null, this::run, NAME, STACK_BYTES);
    private volatile @Nullable CompletableFuture<?> pending;
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
        CompletableFuture<T> result = new CompletableFuture<>();
        pending = result;
        tasks.add(() -> {
            if (cell != null) {
                cell.enter();
            }
            try {
                result.complete(code.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        while (true) {
            try {
                return result.get();
            } catch (InterruptedException e) {
                // nothing interrupts the kernel's own thread on purpose
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case Error error -> throw error;
                    case Exception exception -> throw exception;
                    case null, default -> throw e;
                }
            }
        }
    }

    /** Ends the wait for what runs now, which can do nothing more from here on. */
    void leaveBehind() {
        leftBehind = true;
        StopCheck.endForEver(thread);
        CompletableFuture<?> waiting = pending;
        if (waiting != null) {
            waiting.completeExceptionally(new CellStoppedError());
        }
    }
}
