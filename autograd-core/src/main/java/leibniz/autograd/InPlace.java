package leibniz.autograd;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Operations that change a tensor. Where gradients are at stake the operation is recorded like any other, and
 * the tensor then continues as its result; where it is a view, its base continues as itself with the result
 * in the place of the view. The version of the storage tells a backward pass that a value it needs was
 * overwritten, and other views of the base that they come from a new one. Everything is checked before
 * anything is changed.
 */
final class InPlace {
    private InPlace() {}

    /** {@code target = operation(target, other)}. */
    static Tensor update(String name, Tensor target, Tensor other, BinaryOperator<Tensor> operation) {
        checkTarget(name, target, other);
        if (!isDifferentiatedBy(target, other)) {
            Tensor before = before(target, false);
            return replace(name, target, Fusion.within(() -> operation.apply(before, other)));
        }
        boolean read = isRecording() && (target.requiresGrad() || other.requiresGrad());
        return replace(name, target, operation.apply(before(target, read), other));
    }

    /** {@code target = operation(target)}. */
    static Tensor update(String name, Tensor target, UnaryOperator<Tensor> operation) {
        checkTarget(name, target, target);
        if (!isDifferentiated(target)) {
            Tensor before = before(target, false);
            return replace(name, target, Fusion.within(() -> operation.apply(before)));
        }
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
        before.history = target.history();
        return Tangents.carry(target, before);
    }

    /** {@code target = source}. */
    static Tensor assign(String name, Tensor target, Tensor source) {
        checkTarget(name, target, source);
        int[] shape = Shapes.broadcast(name, target.layout.shape, source.layout.shape);
        if (!Arrays.equals(shape, target.layout.shape)) {
            throw InPlaceErrors.shape(name, target.layout.shape, shape);
        }
        if (!isDifferentiated(source) || !target.dtype().isFloating()) {
            return write(name, target, source);
        }
        boolean isPart = target.history instanceof View view && view.isFollowed();
        Tensor fitted = isPart ? repeated(source, shape) : source.expand(shape);
        return write(name, target, fitted.to(target.dtype()));
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

    /** Throws where the target cannot be written, or not with what depends on the other. */
    static void checkTarget(String name, Tensor target, Tensor other) {
        if (Storage.anySymbolic(target, other)) {
            throw SymbolErrors.symbolicInPlace(name);
        }
        if (overlapsItself(target.layout)) {
            throw InPlaceErrors.onExpanded(name, target.layout.shape);
        }
        if (isRecording() && target.history() instanceof LeafNode leaf) {
            throw InPlaceErrors.onLeaf(name, leaf);
        }
        if (!(target.history instanceof View view)) {
            return;
        }
        Tensor base = view.base();
        if (isRecording() && base != null && base.history() instanceof LeafNode leaf) {
            throw InPlaceErrors.onViewOfLeaf(name, target, leaf);
        }
        if (base == null && isDifferentiatedBy(target, other)) {
            throw InPlaceErrors.onCutView(name, target);
        }
    }

    /** Whether a derivative goes through the target, or would once the other was written there. */
    static boolean isDifferentiatedBy(Tensor target, Tensor other) {
        return isDifferentiated(target) || (isDifferentiated(other) && target.dtype().isFloating());
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
        boolean differentiated = isDifferentiatedBy(target, result);
        if (!differentiated) {
            Loops.copyInto(ready(result, target), target);
            target.storage.written();
            return target;
        }
        Tensor owner = target;
        Tensor whole = result;
        while (owner.history instanceof View view && view.base() != null) {
            whole = whole(view, owner, whole);
            owner = view.base();
        }
        Loops.copyInto(ready(result, target), target);
        target.storage.written();
        if (isRecording() && (owner.requiresGrad() || whole.requiresGrad())) {
            owner.setHistory(continued(name, owner.history(), whole.history()));
        }
        Tangents.replace(whole, owner);
        return target;
    }

    /** The base of a view with values in the place of the view. */
    private static Tensor whole(View view, Tensor target, Tensor values) {
        Tensor base = Objects.requireNonNull(view.base());
        Tensor places = Recorder.in(Recorder.Mode.ENGINE,
                () -> view.spread(Creation.full(target.dtype(), 1).expand(target.layout.shape)).eq(0));
        Tensor fitted = repeated(values.to(target.dtype()), target.layout.shape);
        return Recorder.composition("Set", view::places,
                () -> Indexing.masked("Masked", places).apply(before(base, false)).add(view.spread(fitted)));
    }

    private static Tensor repeated(Tensor values, int... shape) {
        return Arrays.equals(values.layout.shape, shape) ? values : values.expand(shape);
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
