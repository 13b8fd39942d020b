package leibniz.kernel.execution;

/**
 * Ends a cell that the user interrupted. It is a {@link ThreadDeath}, as libraries know to let those pass,
 * and has no stack trace: it carries no news and is thrown often.
 */
@SuppressWarnings("removal") // Thread.stop is gone, but its error is still the one that means this
public final class CellStoppedError extends ThreadDeath {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
        return "the cell was interrupted";
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
