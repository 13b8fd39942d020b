package leibniz.kernel;

/** What a magic tells a user who asked for something that cannot be done; the message says what to do. */
class MagicFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    MagicFailure(String message) {
        super(message, null, false, false);
    }
}
