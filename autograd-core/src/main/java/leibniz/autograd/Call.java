package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/**
 * In which call of the user a node was made. All primitives within one cell share one call; each call of a
 * composition such as norm has its own, by which its nodes are shown as one.
 */
final class Call {
    /** The name of the composition, or null where the user called the primitive itself. */
    final @Nullable String composition;
    final @Nullable String origin;
    /** True for what a backward pass under CREATE_GRAPH recorded. */
    final boolean derivative;

    Call(@Nullable String composition, @Nullable String origin, boolean derivative) {
        this.composition = composition;
        this.origin = origin;
        this.derivative = derivative;
    }

    /** The same call, made now. */
    Call again() {
        return new Call(composition, Origins.current(), derivative);
    }
}
