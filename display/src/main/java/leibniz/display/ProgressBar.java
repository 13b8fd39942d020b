package leibniz.display;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** How far a loop has come. The thread of the loop counts; any other may look. */
final class ProgressBar {
    /** How a loop stands. */
    enum State {
        RUNNING, DONE,
        /** Left before its end: by break, an exception, or an interrupt. */
        LEFT
    }

    private static final VarHandle ROUND;

    static {
        try {
            ROUND = MethodHandles.lookup().findVarHandle(ProgressBar.class, "round", long.class);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no field for the rounds", e);
        }
    }

    /** The rounds of the loop, or -1 where nobody knows. */
    final long total;
    /** Where the loop stands in the code: one that runs again there takes the place of its earlier run. */
    final String site;
    final Thread thread = Thread.currentThread();
    final @Nullable ProgressBar outer;
    private final long start = System.nanoTime();
    private volatile long end;
    private volatile State state = State.RUNNING;
    private @Nullable ProgressBar inner;
    private long round;

    ProgressBar(long total, String site, @Nullable ProgressBar outer) {
        this.total = total;
        this.site = site;
        this.outer = outer;
        if (outer != null) {
            outer.inner = this;
        }
    }

    /** A round begins. A plain store could wait until the loop has ended, and a clock would cost too much. */
    void nextRound() {
        if (inner != null) {
            leaveInner();
        }
        ROUND.setOpaque(this, round + 1);
    }

    /** Loops inside this one that did not come to their end have been left, since this one goes on. */
    private void leaveInner() {
        ProgressBar left = inner;
        inner = null;
        if (left != null) {
            left.close(State.LEFT);
        }
    }

    /** The loop is over; the state stays. */
    void close(State reached) {
        leaveInner();
        if (state == State.RUNNING) {
            end = System.nanoTime();
            state = reached;
        }
        if (outer != null && outer.inner == this) {
            outer.inner = null;
        }
    }

    State state() {
        return state;
    }

    /** The rounds that have begun. */
    long rounds() {
        return (long) ROUND.getOpaque(this);
    }

    /** The rounds that are over. */
    long completed() {
        return state == State.DONE ? rounds() : Math.max(0, rounds() - 1);
    }

    double seconds() {
        return ((state == State.RUNNING ? System.nanoTime() : end) - start) / 1e9;
    }
}
