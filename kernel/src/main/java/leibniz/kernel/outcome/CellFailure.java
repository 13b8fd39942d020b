package leibniz.kernel.outcome;

/** Ends a cell whose text is at fault, or what ran in it. */
public final class CellFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Outcome.Failure failure;

    public CellFailure(Outcome.Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    public Outcome.Failure failure() {
        return failure;
    }
}
