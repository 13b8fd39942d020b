package leibniz.autograd;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Operations that change a tensor. Where gradients are at stake the operation is recorded like any other, and
 * the tensor then continues as its result; the version of the storage tells a backward pass that a value it
 * needs was overwritten. Everything is checked before anything is changed.
 */
final class InPlace {
    private InPlace() {}

    /** {@code target = operation(target, other)}. */
    static Tensor update(String name, Tensor target, Tensor other, BinaryOperator<Tensor> operation) {
        checkTarget(name, target, other);
        boolean read = isRecording() && other.requiresGrad();
        return replace(name, target, operation.apply(before(target, read), other));
    }

    /** {@code target = operation(target)}. */
    static Tensor update(String name, Tensor target, UnaryOperator<Tensor> operation) {
        checkTarget(name, target, target);
        return replace(name, target, operation.apply(before(target, isRecording() && target.requiresGrad())));
    }

    private static Tensor replace(String name, Tensor target, Tensor result) {
        if (!Arrays.equals(result.layout.shape, target.layout.shape)) {
            throw InPlaceErrors.shape(name, target.layout.shape, result.layout.shape);
        }
        boolean narrows = result.dtype().isFloating() != target.dtype().isFloating()
                && !target.dtype().isFloating();
        if (narrows || (target.dtype() == DType.BOOL && result.dtype() != DType.BOOL)) {
            throw InPlaceErrors.dtype(name, target.dtype(), result.dtype());
        }
        return write(name, target, result.to(target.dtype()));
    }

    /**
     * The target as operand: with the history of this moment, and values of its own where a rule will read
     * them.
     */
    private static Tensor before(Tensor target, boolean read) {
        Tensor before = read ? Loops.copy(target, target.dtype()) : target.alias(target.layout);
        before.history = target.history;
        return Tangents.carry(target, before);
    }

    /** {@code target = source}. */
    static Tensor assign(String name, Tensor target, Tensor source) {
        checkTarget(name, target, source);
        int[] shape = Shapes.broadcast(name, target.layout.shape, source.layout.shape);
        if (!Arrays.equals(shape, target.layout.shape)) {
            throw InPlaceErrors.shape(name, target.layout.shape, shape);
        }
        return write(name, target, isDifferentiated(source) && target.dtype().isFloating()
                ? source.expand(shape).to(target.dtype())
                : source);
    }

    /**
     * Overwrites a part of the target, which the writing knows; for tensors that no derivative goes through.
     */
    static Tensor assignPart(String name, Tensor target, Tensor source, BiConsumer<Tensor, Tensor> writing) {
        checkTarget(name, target, source);
        writing.accept(ready(source, target), target);
        target.storage.written();
        return target;
    }

    /**
     * Read and converted before the first write: the source may be a view of the target, and no conversion
     * fails half way.
     */
    private static Tensor ready(Tensor source, Tensor target) {
        return source.storage == target.storage || source.dtype() != target.dtype()
                ? Loops.copy(source, target.dtype())
                : source;
    }

    private static boolean isRecording() {
        return Recorder.current().mode == Recorder.Mode.ON;
    }

    /** Whether a derivative, of either mode, goes through the tensor. */
    static boolean isDifferentiated(Tensor x) {
        return (isRecording() && x.requiresGrad()) || Tangents.exist(x);
    }

    private static void checkTarget(String name, Tensor target, Tensor other) {
        if (Storage.anySymbolic(target, other)) {
            throw SymbolErrors.symbolicInPlace(name);
        }
        if (overlapsItself(target.layout)) {
            throw InPlaceErrors.onExpanded(name, target.layout.shape);
        }
        if (isRecording() && target.history instanceof LeafNode leaf) {
            throw InPlaceErrors.onLeaf(name, leaf);
        }
        if ((isDifferentiated(target) || (isDifferentiated(other) && target.dtype().isFloating()))
                && target.storage.isViewed()) {
            LeafNode leaf = leafBehind(target);
            if (leaf != null) {
                throw InPlaceErrors.onViewOfLeaf(name, target, leaf);
            }
            throw InPlaceErrors.onView(name, target);
        }
    }

    /** The leaf of which a tensor is a view, or null. */
    private static @Nullable LeafNode leafBehind(Tensor target) {
        Node node = target.node();
        while (node instanceof OpNode view && view.inputCount() == 1) {
            node = view.input(0);
        }
        return node instanceof LeafNode leaf && leaf.tensor.storage == target.storage ? leaf : null;
    }

    private static boolean overlapsItself(Layout layout) {
        for (int d = 0; d < layout.dim(); d++) {
            if (layout.strides[d] == 0 && layout.shape[d] > 1) {
                return true;
            }
        }
        return false;
    }

    private static Tensor write(String name, Tensor target, Tensor result) {
        Loops.copyInto(ready(result, target), target);
        target.storage.written();
        if (isRecording()
                && (target.requiresGrad() || (result.requiresGrad() && target.dtype().isFloating()))) {
            target.history = continued(name, target.history, result.history);
        }
        Tangents.replace(result, target);
        return target;
    }

    private static History continued(String name, @Nullable History before, @Nullable History after) {
        if (after instanceof OpNode node) {
            if (before instanceof OpNode old && old.keepsGrad()) {
                node.makeExtras().retainsGrad = true;
            }
            return node;
        }
        return new NoGradReason(NoGradReason.Kind.OVERWRITTEN, name,
                before instanceof Node node ? node : null);
    }
}
