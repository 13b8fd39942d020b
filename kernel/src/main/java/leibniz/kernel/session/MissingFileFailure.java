package leibniz.kernel.session;

import leibniz.kernel.outcome.MagicFailure;

/** A user named a file or folder that is not there. */
public final class MissingFileFailure extends MagicFailure {
    private static final long serialVersionUID = 1;

    public MissingFileFailure(String message) {
        super(message);
    }
}
