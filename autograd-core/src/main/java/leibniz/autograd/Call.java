package leibniz.autograd;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * In which call of the user a node was made. All primitives within one cell share one call; each call of a
 * composition such as norm has its own, by which its nodes are shown as one.
 */
final class Call {
    /** The name of the composition, or null where the user called the primitive itself. */
    final @Nullable String composition;
    final @Nullable String origin;
    /** What the composition was given besides its operands, as text; null leaves that to its parts. */
    final @Nullable Supplier<String> arguments;
    /** True for what a backward pass under CREATE_GRAPH recorded. */
    final boolean derivative;
    /**
     * The tensors that the user passed, where the composition makes others of them before anything is
     * recorded, as the windows of an image that needs no gradient; else empty.
     */
    final List<Operand> operands;

    /** A tensor that the user passed, and its version then. */
    record Operand(WeakReference<Tensor> tensor, int version) {
        static Operand of(Tensor x) {
            return new Operand(new WeakReference<>(x), x.storage.version());
        }
    }

    Call(@Nullable String composition, @Nullable Supplier<String> arguments, @Nullable String origin,
            boolean derivative, List<Operand> operands) {
        this.composition = composition;
        this.arguments = arguments;
        this.origin = origin;
        this.derivative = derivative;
        this.operands = operands;
    }

    /** The same call, made now. */
    Call again() {
        return new Call(composition, arguments, Origins.current(), derivative, List.of());
    }
}
