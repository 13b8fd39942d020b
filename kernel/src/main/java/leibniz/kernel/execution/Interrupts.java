package leibniz.kernel.execution;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Stops cells and the threads they started, and leaves behind what cannot be stopped. */
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
    /** Where code of the user runs now; null while the kernel's own does. */
    private @Nullable Thread userThread;
    /** The thread that runs the cells, except for the code in them. */
    private @Nullable Thread kernelThread;
    private @Nullable UserThread forUserCode;
    private long settleUntil;
    /** When a thread of the stopped cell was last seen that may meet a check yet. */
    private long busyAt;

    /**
     * Names the cell that is about to run, or that waits for JShell to start. From here on an interrupt means
     * it. What the cell before left to the pool that all share is stopped first: later it would pass for work
     * of this one.
     */
    public void expect(Cell cell) {
        synchronized (this) {
            running = cell;
            kernelThread = Thread.currentThread();
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
    public void end() {
        Cell ending = running();
        if (ending != null && ending.stopRequested()) {
            ending.endProcesses();
        }
        forgetRunning();
    }

    private synchronized void forgetRunning() {
        if (running != null) {
            running.endThreads();
        }
        running = null;
        Thread.interrupted();
    }

    /** Runs code of the user on the thread for it, unless this is one that runs such code already. */
    <T extends @Nullable Object> T onUserThread(Callable<T> code) throws Exception {
        UserThread target;
        synchronized (this) {
            if (Thread.currentThread() != kernelThread) {
                target = null;
            } else {
                if (forUserCode == null) {
                    forUserCode = new UserThread();
                }
                target = forUserCode;
            }
        }
        return target == null ? code.call() : target.call(Cell.entered(), code);
    }

    /**
     * The calling thread runs code of the user now. Only then may it be interrupted.
     *
     * @param interruptFlag whether that code is to find its thread interrupted
     */
    synchronized void enterUserCode(boolean interruptFlag) {
        if (StopCheck.isLeftBehind()) {
            throw new CellStoppedError();
        }
        userThread = Thread.currentThread();
        if (interruptFlag || running != null && running.stopRequested()) {
            userThread.interrupt();
        }
    }

    /** Returns whether the calling thread was interrupted, which it is not any more. */
    synchronized boolean leaveUserCode() {
        if (userThread == Thread.currentThread()) {
            userThread = null;
        }
        return Thread.interrupted();
    }

    /** Stops the expected or running cell, if there is one. Called from other threads. */
    public synchronized void stopRunning() {
        Cell cell = running;
        if (cell == null) {
            return;
        }
        cell.requestStop();
        stopped = cell;
        busyAt = System.nanoTime();
        settleUntil = busyAt + TimeUnit.MILLISECONDS.toNanos(SETTLE_AT_MOST_MILLIS);
        StopCheck.arm();
        if (userThread != null) {
            userThread.interrupt();
        }
        cell.threads().forEach(Thread::interrupt);
        if (cell.hasProcesses()) {
            timer.execute(cell::endProcesses); // the cell may wait for what they print
        }
        var _ = timer.schedule(() -> endIfRunning(cell), NOTICE_MILLIS, TimeUnit.MILLISECONDS);
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
     * check: a moment after none was seen on its way there, since one that wakes up looks like one that
     * waits.
     */
    private synchronized void settle() {
        long now = System.nanoTime();
        if (stopped != null && now < settleUntil
                && (leavesWork() || stopped.threads().stream().anyMatch(Interrupts::isOnItsWay))) {
            busyAt = now;
        }
        if (stopped != null && now - busyAt < TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLIS)) {
            var _ = timer.schedule(this::settle, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        } else if (running == null || !running.stopRequested()) {
            stopped = null;
            StopCheck.disarm();
        }
    }

    /** The flag first: it falls while the thread wakes up, and from then on the thread runs. */
    private static boolean isOnItsWay(Thread thread) {
        return thread.isInterrupted() || thread.getState() == Thread.State.RUNNABLE;
    }

    /**
     * Leaves a cell's thread behind that is inside something that cannot be stopped, so that the next cell
     * can run. While javac works there is nothing to leave behind yet.
     */
    private void endIfRunning(Cell cell) {
        Thread stuck;
        synchronized (this) {
            if (running != cell) {
                return;
            }
            stuck = userThread;
        }
        if (stuck == null) {
            var _ = timer.schedule(() -> endIfRunning(cell), NOTICE_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        StackTraceElement[] stack = stuck.getStackTrace();
        boolean computes = stuck.getState() == Thread.State.RUNNABLE && stack.length > 0
                && !stack[0].isNativeMethod();
        byte[] line = ("The cell was inside " + calledByUser(stack)
                + ", which cannot be stopped before it returns. Its thread is left behind: it can print, show "
                + "and change nothing more, and ends when that returns"
                + (computes ? "; until then it uses a processor core" : "")
                + ". Locks and files that it holds stay held until then. The next cell runs on a new thread.\n")
                .getBytes(StandardCharsets.UTF_8);
        cell.output.print("stderr", line, 0, line.length);
        leaveBehind(cell);
    }

    private synchronized void leaveBehind(Cell cell) {
        if (running == cell && forUserCode != null) {
            userThread = null;
            forUserCode.leaveBehind();
            forUserCode = null;
        }
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
