package leibniz.kernel;

/** Ends a cell whose text is at fault, or what ran in it. */
final class CellFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Outcome.Failure failure;

    CellFailure(Outcome.Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    Outcome.Failure failure() {
        return failure;
    }
}
