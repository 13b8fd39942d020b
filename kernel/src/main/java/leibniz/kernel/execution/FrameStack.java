package leibniz.kernel.execution;

import org.jspecify.annotations.Nullable;

/** The calls of methods of cells that run in one thread, the latest on top. */
public final class FrameStack {
    private static final ThreadLocal<FrameStack> OF_THREAD = ThreadLocal.withInitial(FrameStack::new);

    public final Thread thread = Thread.currentThread();
    /** What the debugger looks for in this thread, whatever that is. */
    public volatile @Nullable Object goal;
    private @Nullable CellFrame top;
    private boolean muted;
    private @Nullable Throwable passing;

    private FrameStack() {}

    static FrameStack ofThisThread() {
        return OF_THREAD.get();
    }

    CellFrame enter(String className, String method) {
        CellFrame frame = new CellFrame(this, top, className, method);
        top = frame;
        return frame;
    }

    /** Frames above this one have ended, however that came about. */
    void isIn(@Nullable CellFrame frame) {
        top = frame;
    }

    /** Whether this is not the throwable that passed through the frame before. */
    boolean isNew(Throwable thrown) {
        boolean isNew = passing != thrown;
        passing = thrown;
        return isNew;
    }

    /** Whether what runs now is the debugger's own question, in which it does not stop. */
    public boolean isMuted() {
        return muted;
    }

    /** Runs something of the debugger in this thread, in which it does not stop. */
    public void muted(Runnable task) {
        CellFrame before = top;
        muted = true;
        try {
            task.run();
        } finally {
            muted = false;
            top = before;
        }
    }
}
