package leibniz.kernel.outcome;

/** What a magic tells a user who asked for something that cannot be done; the message says what to do. */
public class MagicFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MagicFailure(String message) {
        super(message, null, false, false);
    }
}
