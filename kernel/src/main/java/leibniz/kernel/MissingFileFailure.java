package leibniz.kernel;

import leibniz.kernel.outcome.MagicFailure;

/** A user named a file or folder that is not there. */
final class MissingFileFailure extends MagicFailure {
    private static final long serialVersionUID = 1;

    MissingFileFailure(String message) {
        super(message);
    }
}
