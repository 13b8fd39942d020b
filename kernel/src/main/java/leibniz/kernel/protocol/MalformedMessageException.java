package leibniz.kernel.protocol;

/** Thrown for frames that are no message, or whose signature is wrong; its text is one line for the log. */
public final class MalformedMessageException extends Exception {
    MalformedMessageException(String message) {
        super(message);
    }
}
