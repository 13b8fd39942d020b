package leibniz.kernel.debug;

import leibniz.kernel.execution.CellFrame;

/**
 * How far a thread is to go before it stops.
 *
 * @param depth of the frame that it starts from
 */
record Step(Kind kind, int depth) {
    enum Kind {
        /** To the next line of this method, or of its caller. */
        OVER,
        /** To the next line, wherever that is. */
        INTO,
        /** To the caller. */
        OUT
    }

    boolean ends(CellFrame frame) {
        return switch (kind) {
            case OVER -> frame.depth <= depth;
            case OUT -> frame.depth < depth;
            case INTO -> true;
        };
    }
}
