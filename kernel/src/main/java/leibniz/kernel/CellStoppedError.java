package leibniz.kernel;

/** Ends a cell that the user interrupted. An error without a trace: it carries no news and is thrown often. */
final class CellStoppedError extends Error {
    private static final long serialVersionUID = 1L;

    CellStoppedError() {
        super("the cell was interrupted", null, false, false);
    }
}
