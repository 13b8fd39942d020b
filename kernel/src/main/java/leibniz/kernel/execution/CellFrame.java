package leibniz.kernel.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method of a cell that has not returned, as woven code notes it for the debugger: where it is,
 * and what its variables held when that line began.
 */
public final class CellFrame {
    private static final Object[] NOTHING = {};

    public final FrameStack stack;
    public final @Nullable CellFrame caller;
    /** 1 for the first method of a thread that is a cell's. */
    public final int depth;
    public final String className;
    public final String method;
    /** What the debugger notes of the line, whatever that is. */
    public @Nullable Object place;
    private int line;
    private String variables = "";
    private @Nullable Object[] values = NOTHING;
    private boolean changed;

    CellFrame(FrameStack stack, @Nullable CellFrame caller, String className, String method) {
        this.stack = stack;
        this.caller = caller;
        this.depth = caller == null ? 1 : caller.depth + 1;
        this.className = className;
        this.method = method;
    }

    void reaches(int newLine, String described, @Nullable Object[] now) {
        line = newLine;
        variables = described;
        values = now;
    }

    /** The line of its class that it is in; 0 before the first. */
    public int line() {
        return line;
    }

    /** The variables that have a value here: each its name, a blank, and its type as class files write it. */
    public List<String> variables() {
        return variables.isEmpty() ? List.of() : List.of(variables.split("\n", -1));
    }

    /** Their values when the line began. */
    public @Nullable Object[] values() {
        return values;
    }

    /** Gives a variable another value, with which the line begins; for the frame that is about to run it. */
    public void set(int variable, @Nullable Object value) {
        values[variable] = value;
        changed = true;
    }

    boolean takeChanged() {
        boolean taken = changed;
        changed = false;
        return taken;
    }

    /** The frame as a stack trace has it. */
    public StackTraceElement element() {
        return new StackTraceElement(className, method, null, line);
    }
}
