package leibniz.autograd;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Why no gradient flows through a tensor although it was computed from one that requires a gradient. Results
 * of such a tensor inherit its break. It keeps nothing of the graph alive.
 */
final class NoGradReason implements History {
    enum Kind {
        /** The user called detach(). */
        DETACH("Detach"),
        /** Computed while noGrad had switched recording off. */
        NO_GRAD("NoGrad"),
        /** Integers and truth values have no derivative. */
        NOT_FLOATING("Integer"),
        /** The result was overwritten by constants in place. */
        OVERWRITTEN("Overwritten"),
        /** A derivative, computed under CREATE_GRAPH, that turned out to be constant. */
        CONSTANT_DERIVATIVE("Derivative");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    final Kind kind;
    /** The operation at which the path ends, as the user called it. */
    final String operation;
    final @Nullable String origin;
    /** Whether it is that of a tensor from which this one was computed, and not of this one itself. */
    final boolean inherited;
    private final WeakReference<Node> from;

    NoGradReason(Kind kind, String operation, @Nullable Node from) {
        this(kind, operation, Origins.current(), false, new WeakReference<>(from));
    }

    private NoGradReason(Kind kind, String operation, @Nullable String origin, boolean inherited,
            WeakReference<Node> from) {
        this.kind = kind;
        this.operation = operation;
        this.origin = origin;
        this.inherited = inherited;
        this.from = from;
    }

    /** The same for what is computed from a tensor that has it. */
    NoGradReason inherited() {
        return inherited ? this : new NoGradReason(kind, operation, origin, true, from);
    }

    static NoGradReason ofConstantDerivative() {
        return new NoGradReason(Kind.CONSTANT_DERIVATIVE, "grad", null);
    }

    /** The node at which the path ends, or null where it is gone. */
    @Nullable
    Node from() {
        return from.get();
    }
}
