package leibniz.autograd;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cotangent of a node while its parts come in. A part is added in place where nothing but this sum holds
 * the numbers of it, so that of many parts few become arrays.
 */
final class Cotangent {
    private @Nullable Tensor sum;
    private boolean own;

    boolean isThere() {
        return sum != null;
    }

    /** The flag says that nothing else holds the numbers of the part. */
    void add(Tensor part, boolean isOwn) {
        Tensor before = sum;
        if (before == null) {
            sum = part;
            own = isOwn;
        } else if (isWaiting(before) || isWaiting(part)) {
            sum = Fusion.within(() -> part.add(before));
            own = true;
        } else {
            sum = own ? Gradients.addInto(before, part) : part.add(before);
            own = Fusion.isLarge(sum.layout.shape);
        }
    }

    private static boolean isWaiting(Tensor x) {
        return x.storage.deferred() != null;
    }

    Tensor take() {
        Tensor taken = Objects.requireNonNull(sum);
        sum = null;
        return taken;
    }

    /** Whether nothing else holds the numbers of what was taken, if it is still this. */
    boolean wasOwn() {
        return own;
    }

    /** Whether a rule made the numbers of one of its parts for that operand alone. */
    static boolean isOwnPart(int i, Backward.Step step) {
        if (!(step.node() instanceof OpNode node) || node.op instanceof CustomOp) {
            return false;
        }
        Tensor part = Objects.requireNonNull(step.outgoing().get(i));
        if (!Fusion.isLarge(part.layout.shape)) {
            return false; // a copy costs less than to find out
        }
        Storage storage = part.storage;
        boolean found = storage == step.incoming().storage || node.holds(storage);
        for (int j = 0; j < step.outgoing().size() && !found; j++) {
            Tensor other = step.outgoing().get(j);
            found = j != i && other != null && other.storage == storage;
        }
        return !found;
    }
}
