package leibniz.kernel.execution;

import org.jspecify.annotations.Nullable;

/** What {@link LineWeaver} makes cells call while the debugger is on. */
public final class Lines {
    private static volatile @Nullable Listener listener;

    private Lines() {}

    /** Told in the thread of a cell, which waits meanwhile. */
    public interface Listener {
        /** The frame is about to run a line. */
        void reached(CellFrame frame) throws Throwable;

        /**
         * Something was thrown that none of the frames has seen before.
         *
         * @param frame the innermost that it passes through
         */
        void thrown(CellFrame frame, Throwable thrown) throws Throwable;

        /** Something that was thrown leaves the outermost frame of its thread. */
        void uncaught(CellFrame frame, Throwable thrown) throws Throwable;
    }

    /** Who is told from now on; null for nobody. */
    public static void tell(@Nullable Listener told) {
        listener = told;
    }

    /** A method begins. */
    public static CellFrame enter(String className, String method) {
        return FrameStack.ofThisThread().enter(className, method);
    }

    /**
     * A line begins.
     *
     * @param variables described as {@link CellFrame#variables()} has them, a line for each
     * @param values what they hold
     * @return what they hold from now on, if the debugger has changed that
     */
    public static @Nullable Object @Nullable [] reached(CellFrame frame, int line, String variables,
            @Nullable Object[] values) throws Throwable {
        frame.stack.isIn(frame);
        frame.reaches(line, variables, values);
        Listener told = listener;
        if (told == null || frame.stack.isMuted()) {
            return null;
        }
        told.reached(frame);
        return frame.takeChanged() ? values : null;
    }

    /** A handler of the method begins. */
    public static void caught(CellFrame frame, Throwable thrown) throws Throwable {
        tell(frame, thrown);
        frame.stack.isIn(frame);
    }

    /** Something that was thrown leaves the method. */
    public static void thrown(CellFrame frame, Throwable thrown) throws Throwable {
        tell(frame, thrown);
        Listener told = listener;
        if (told != null && frame.caller == null && !frame.stack.isMuted()
                && !(thrown instanceof CellStoppedError)) {
            told.uncaught(frame, thrown);
        }
        leave(frame);
    }

    private static void tell(CellFrame frame, Throwable thrown) throws Throwable {
        Listener told = listener;
        if (frame.stack.isNew(thrown) && told != null && !frame.stack.isMuted()
                && !(thrown instanceof CellStoppedError)) {
            told.thrown(frame, thrown);
        }
    }

    /** The method returns. */
    public static void leave(CellFrame frame) {
        frame.stack.isIn(frame.caller);
    }
}
