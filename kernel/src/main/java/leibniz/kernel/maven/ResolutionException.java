package leibniz.kernel.maven;

/** Artifacts could not be had; the message tells a user why and what to do. */
public final class ResolutionException extends Exception {
    private static final long serialVersionUID = 1;

    ResolutionException(String message) {
        super(message);
    }
}
