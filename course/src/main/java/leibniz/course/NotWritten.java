package leibniz.course;

/** What a starter throws until the learner has written something in its place. */
public final class NotWritten extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotWritten(String message) {
        super(message);
    }
}
