package leibniz.kernel.execution;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Stops cells and the threads they started, and says so where a cell cannot be stopped. */
public final class Interrupts {
    private static final int NOTICE_MILLIS = 1500;
    private static final int SETTLE_MILLIS = 100;
    /** Long: on a starved machine a thread may not get to its next check for seconds. */
    private static final int SETTLE_AT_MOST_MILLIS = 60_000;
    private static final int ANSWER_AT_MOST_MILLIS = 5000;
    private static final int POOL_AT_MOST_MILLIS = 1000;
    private static final int POOL_PAUSE_NANOS = 500_000;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "leibniz-interrupts");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Cell running;
    private @Nullable Cell stopped;
    private @Nullable Thread userThread;
    private long settleUntil;

    /**
     * Names the cell that is about to run, or that waits for JShell to start. From here on an interrupt means
     * it. What the cell before left to the pool that all share is stopped first: later it would pass for work
     * of this one.
     */
    public void expect(Cell cell) {
        synchronized (this) {
            running = cell;
        }
        long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(POOL_AT_MOST_MILLIS);
        while (leavesWork() && System.nanoTime() < limit) {
            LockSupport.parkNanos(POOL_PAUSE_NANOS);
        }
        settle();
    }

    /** The cell that {@link #expect} named; null between cells. */
    synchronized @Nullable Cell running() {
        return running;
    }

    private synchronized boolean leavesWork() {
        return stopped != null && stopped.isLatest() && CellThreads.isPoolBusy();
    }

    /** From here on an interrupt means no cell; one that came too late is forgotten. */
    public synchronized void end() {
        if (running != null) {
            running.endThreads();
        }
        running = null;
        Thread.interrupted();
    }

    /** The calling thread runs code of the user now. Only then may it be interrupted. */
    synchronized void enterUserCode() {
        userThread = Thread.currentThread();
        if (running != null && running.stopRequested()) {
            userThread.interrupt();
        }
    }

    synchronized void leaveUserCode() {
        userThread = null;
        Thread.interrupted();
    }

    /** Stops the expected or running cell, if there is one. Called from other threads. */
    public synchronized void stopRunning() {
        Cell cell = running;
        if (cell == null) {
            return;
        }
        cell.requestStop();
        stopped = cell;
        settleUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_AT_MOST_MILLIS);
        StopCheck.arm();
        if (userThread != null) {
            userThread.interrupt();
        }
        cell.threads().forEach(Thread::interrupt);
        var _ = timer.schedule(() -> tellIfRunning(cell), NOTICE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Stops threads of a cell, and not the cell; those inside code that cannot be stopped go on. */
    public void stop(AnswerThreads threads) throws InterruptedException {
        synchronized (this) {
            threads.requestStop();
            StopCheck.arm();
            threads.interrupt();
        }
        threads.awaitEnd(ANSWER_AT_MOST_MILLIS);
        settle();
    }

    /** Stops a cell that still runs after this time. The future is done once that was necessary. */
    public ScheduledFuture<?> stopAfter(Cell cell, Duration limit) {
        return timer.schedule(() -> {
            synchronized (this) {
                if (running == cell) {
                    stopRunning();
                }
            }
        }, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Lets loops run at full speed again, once the threads of the stopped cell had their chance to meet a
     * check.
     */
    private synchronized void settle() {
        boolean busy = stopped != null && System.nanoTime() < settleUntil
                && (leavesWork()
                        || stopped.threads().stream().anyMatch(t -> t.getState() == Thread.State.RUNNABLE));
        if (busy) {
            var _ = timer.schedule(this::settle, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        } else if (running == null || !running.stopRequested()) {
            stopped = null;
            StopCheck.disarm();
        }
    }

    private void tellIfRunning(Cell cell) {
        String where;
        synchronized (this) {
            if (running != cell) {
                return;
            }
            where = userThread == null ? "Java's compiler" : calledByUser(userThread.getStackTrace());
        }
        byte[] line = ("The cell is still running: it is inside " + where
                + ", which cannot be stopped before it returns. "
                + "The cell ends then. To end it now restart the kernel (menu Kernel, Restart); "
                + "all variables are lost with that.\n").getBytes(StandardCharsets.UTF_8);
        cell.output.print("stderr", line, 0, line.length);
    }

    /** The method that the user's own code called last. */
    private static String calledByUser(StackTraceElement[] stack) {
        for (int i = 0; i < stack.length; i++) {
            if (CellLoader.NAME.equals(stack[i].getClassLoaderName())) {
                StackTraceElement called = stack[Math.max(0, i - 1)];
                return called.getClassName() + "." + called.getMethodName();
            }
        }
        return stack.length == 0
                ? "code of the Java runtime"
                : stack[0].getClassName() + "." + stack[0].getMethodName();
    }
}
