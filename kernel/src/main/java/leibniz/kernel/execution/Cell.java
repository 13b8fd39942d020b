package leibniz.kernel.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Log;
import leibniz.kernel.protocol.Message;
import org.jspecify.annotations.Nullable;

/**
 * One run of a cell. Threads started in it inherit it, so that what they print belongs to it whenever they
 * print it, and an interrupt stops them and no thread of an earlier cell.
 */
public final class Cell {
    private static final InheritableThreadLocal<Cell> OF_THREAD = new InheritableThreadLocal<>();
    private static volatile @Nullable Cell latest;

    /**
     * What the cell shows carries this as its parent, so that it appears under the cell. Cells are kept for
     * their threads, and the content is large.
     */
    public final Message request;
    /**
     * What the kernel is answering while this runs: the same, or the message for which a callback of the cell
     * runs.
     */
    final Message cause;
    final int count;
    public final String label;
    final boolean silent;
    final boolean allowStdin;
    public final CellOutput output;
    private volatile Thread runner = Thread.currentThread();
    private final long threadsFrom = CellThreads.mark();
    private final Set<String> unfinishedInitialisers = ConcurrentHashMap.newKeySet();
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final Set<ProcessHandle> toEnd = ConcurrentHashMap.newKeySet();
    private final List<Runnable> atEnd = new ArrayList<>();
    private boolean ended;
    private volatile long threadsTo = Long.MAX_VALUE;
    private volatile boolean stopRequested;
    private boolean interruptFlag;
    private volatile StackTraceElement @Nullable [] stoppedIn;

    public Cell(Message request, int count, boolean silent, Iopub iopub) {
        this(request, request, count, silent, Json.bool(request.content(), "allow_stdin", false), iopub);
    }

    private Cell(Message request, Message cause, int count, boolean silent, boolean allowStdin, Iopub iopub) {
        this.request = request.withoutContent();
        this.cause = cause.withoutContent();
        this.count = count;
        this.label = "cell " + count;
        this.silent = silent;
        this.allowStdin = allowStdin;
        this.output = new CellOutput(this, iopub);
    }

    /** A run of a callback of this cell, which the message asks for. */
    public Cell callback(Message message, Iopub iopub) {
        return new Cell(request, message, count, silent, false, iopub);
    }

    /** Makes this the cell of the calling thread and of the threads it starts. */
    public void enter() {
        runner = Thread.currentThread();
        OF_THREAD.set(this);
        latest = this;
    }

    /** The cell that the calling thread itself runs; null if it runs none. */
    static @Nullable Cell entered() {
        return OF_THREAD.get();
    }

    /**
     * The cell that started the calling thread, or the one that ran last for a thread that no cell started.
     */
    static @Nullable Cell ofThread() {
        Cell own = CellThreads.isShared(Thread.currentThread()) ? null : OF_THREAD.get();
        return own != null ? own : latest;
    }

    /**
     * The cell that what the calling thread shows belongs to. A pool's thread outlives the cell that first
     * needed it, so the cell that wrote the code that it runs counts where it is the later one.
     */
    public static @Nullable Cell ofOutput() {
        Cell own = OF_THREAD.get();
        if (own != null && own.runner == Thread.currentThread()) {
            return own;
        }
        Cell writer = TaskOwners.ofThisThread();
        if (own == null || CellThreads.isShared(Thread.currentThread())) {
            return writer != null ? writer : latest;
        }
        return writer != null && writer.threadsFrom > own.threadsFrom ? writer : own;
    }

    /** Whether no other cell ran since, so that what the common pool does counts as this one's. */
    boolean isLatest() {
        return latest == this;
    }

    /**
     * Has the task run when this run has ended, before its last output is sent.
     *
     * @return false if it has ended already
     */
    public synchronized boolean atEnd(Runnable task) {
        if (!ended) {
            atEnd.add(task);
        }
        return !ended;
    }

    /** This run has ended. */
    public void runEnd() {
        List<Runnable> tasks;
        synchronized (this) {
            ended = true;
            tasks = List.copyOf(atEnd);
            atEnd.clear();
        }
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (CellStoppedError e) {
                // a slow client, and nobody wants to wait for it
            } catch (RuntimeException | Error e) {
                Log.line("what " + label + " left for its end failed: " + e);
            }
        }
    }

    /** Threads made from here on are not this cell's. */
    void endThreads() {
        threadsTo = CellThreads.mark();
    }

    /** The live platform threads that were made while this cell ran. */
    List<Thread> threads() {
        return CellThreads.between(threadsFrom, threadsTo);
    }

    /** Notes a class whose static initialiser an interrupt ended: Java does not run it again. */
    void addUnfinishedInitialiser(String className) {
        unfinishedInitialisers.add(className);
    }

    public Set<String> unfinishedInitialisers() {
        return unfinishedInitialisers;
    }

    /** Notes whether a statement left its thread interrupted, which the next of this cell is to find so. */
    void keepInterruptFlag(boolean flag) {
        interruptFlag = flag;
    }

    boolean interruptFlag() {
        return interruptFlag;
    }

    void requestStop() {
        // First: a process whose output nobody takes any more ends, and leaves what it has started behind.
        toEnd.addAll(processTree());
        stopRequested = true;
    }

    private List<ProcessHandle> processTree() {
        return processes.stream().flatMap(ChildProcess::withDescendants).toList();
    }

    /** Notes a process that code of this cell has started: an interrupt ends it too. */
    void started(Process process) {
        processes.removeIf(earlier -> !earlier.isAlive());
        processes.add(process);
        if (stopRequested) {
            endProcesses();
        }
    }

    boolean hasProcesses() {
        return !processes.isEmpty();
    }

    /** Ends what code of this cell has started, and waits a moment until it has ended. */
    void endProcesses() {
        toEnd.addAll(processTree());
        ChildProcess.end(List.copyOf(toEnd));
    }

    /** Whether the calling thread runs the cell, and not one that the cell started. */
    boolean runsHere() {
        return Thread.currentThread() == runner;
    }

    /** Notes what the thread of the cell was running when it was stopped, the innermost frame first. */
    void stoppedIn(StackTraceElement... frames) {
        if (stopRequested && stoppedIn == null) {
            stoppedIn = frames;
        }
    }

    /**
     * What the cell was running when it was stopped, the innermost frame first; empty if that is not known.
     */
    public List<StackTraceElement> stoppedIn() {
        StackTraceElement[] frames = stoppedIn;
        return frames == null ? List.of() : List.of(frames);
    }

    /** Ends the run here if the cell is to stop, before anything is made of what it came to. */
    public void endIfStopped() {
        if (stopRequested) {
            throw new CellStoppedError();
        }
    }

    public boolean stopRequested() {
        return stopRequested;
    }
}
