package leibniz.kernel.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which cell wrote the task that a thread runs. A lambda in the statements of a cell is compiled into the
 * class that JShell makes for this one run of them, so the outermost such class on the stack names the run.
 * Tasks of declared classes and methods say nothing: any cell may have started them.
 */
final class TaskOwners {
    private static final StackWalker STACK = StackWalker.getInstance();
    private static final Map<String, Cell> RUNS = new ConcurrentHashMap<>();

    private TaskOwners() {}

    /** Notes that a cell is about to run the statements in this class. */
    static void runs(String className, Cell cell) {
        RUNS.put(className, cell);
    }

    static @Nullable Cell ofThisThread() {
        return STACK.walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                .filter(name -> name.startsWith(CellLoader.PACKAGE))
                .reduce((inner, outer) -> outer))
                .map(name -> RUNS.get(CellLoader.wrapper(name)))
                .orElse(null);
    }
}
