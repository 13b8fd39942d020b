package leibniz.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * One run of a cell. Threads started in it inherit it, so that what they print belongs to it whenever they print it,
 * and an interrupt stops them and no thread of an earlier cell.
 */
final class Cell {
    private static final InheritableThreadLocal<Cell> OF_THREAD = new InheritableThreadLocal<>();
    private static volatile @Nullable Cell latest;

    final Message request;
    final int count;
    final String label;
    final boolean allowStdin;
    final CellOutput output;
    private final long threadsFrom = CellThreads.mark();
    private final Set<String> unfinishedInitialisers = ConcurrentHashMap.newKeySet();
    private volatile long threadsTo = Long.MAX_VALUE;
    private volatile boolean stopRequested;

    Cell(Message request, int count, Iopub iopub) {
        JsonObject content = request.content();
        this.request = request;
        this.count = count;
        this.label = "cell " + count;
        this.allowStdin = Json.bool(content, "allow_stdin", true);
        this.output = new CellOutput(request, iopub);
    }

    /** Makes this the cell of the calling thread and of the threads it starts. */
    void enter() {
        OF_THREAD.set(this);
        latest = this;
    }

    /** The cell whose code the calling thread runs, or the one that ran last for a thread that no cell started. */
    static @Nullable Cell current() {
        // The common pool's threads outlive the cell that first needed them and work for whoever runs now.
        boolean shared = Thread.currentThread() instanceof ForkJoinWorkerThread worker
                && worker.getPool() == ForkJoinPool.commonPool();
        Cell own = shared ? null : OF_THREAD.get();
        return own != null ? own : latest;
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

    Set<String> unfinishedInitialisers() {
        return unfinishedInitialisers;
    }

    void requestStop() {
        stopRequested = true;
    }

    boolean stopRequested() {
        return stopRequested;
    }
}
