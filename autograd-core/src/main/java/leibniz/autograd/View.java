package leibniz.autograd;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The past of a tensor that shares its elements with another one, its base: how it was taken from there, and
 * its place in the graph. A write in place to either changes both; the one that was not written then comes
 * from a new past of the base, which is found out when it is next used.
 *
 * <p>
 * Not every view is followed: detach() and views made under noGrad are cut off, and so are those that a
 * custom operation makes.
 */
final class View implements History {
    /** Null where this view is not followed. */
    private @Nullable Tensor base;
    /** The view of the same base that this one was taken from; null where that is the base itself. */
    private @Nullable View before;
    private @Nullable LinearOp op;
    private @Nullable History current;
    private volatile int version;
    private boolean isRenewing;

    /** The view was just taken from x by an operation; what follows from there is its history. */
    void follow(Op taking, Tensor x, Tensor self, @Nullable History history) {
        current = history;
        version = self.storage.version();
        if (taking instanceof LinearOp linear) {
            View parent = x.history instanceof View view && !view.isLeaf() ? view : null;
            if (parent == null || parent.isFollowed()) {
                base = parent == null ? x : parent.base;
                before = parent;
                op = linear;
            }
        }
    }

    boolean isFollowed() {
        return base != null;
    }

    private boolean isLeaf() {
        return current instanceof LeafNode;
    }

    /** The tensor whose elements these are, or null where this view is not followed. */
    @Nullable
    Tensor base() {
        return base;
    }

    /** The place in the graph when it was last asked for, up to date or not. */
    @Nullable
    History known() {
        return current;
    }

    void set(@Nullable History history, Tensor self) {
        current = history;
        version = self.storage.version();
    }

    /** The place in the graph of the tensor whose past this is. */
    @Nullable
    History history(Tensor self) {
        if (version != self.storage.version() || isOfLeafSince()) {
            renew(self);
        }
        return current;
    }

    /**
     * Whether requiresGrad_ was called on the base after this view was taken, whose gradient is also its own.
     */
    private boolean isOfLeafSince() {
        return current == null && base != null && base.history() instanceof LeafNode;
    }

    private synchronized void renew(Tensor self) {
        int now = self.storage.version();
        boolean isOfLeafSince = isOfLeafSince();
        if (isRenewing || version == now && !isOfLeafSince) { // by what happens below, or by another thread
            return;
        }
        isRenewing = true;
        try {
            // a write to a leaf leaves it a leaf
            if (base != null && !isLeaf() && (isOfLeafSince || !(base.history() instanceof LeafNode))
                    && (current != null || base.history() != null || Tangents.areActive())) {
                boolean keepsGrad = current instanceof OpNode node && node.keepsGrad();
                Recorder.afresh(() -> takeAgain(self));
                if (keepsGrad && current instanceof OpNode node) {
                    node.makeExtras().retainsGrad = true;
                }
            }
        } finally {
            version = now;
            isRenewing = false;
        }
    }

    private @Nullable Void takeAgain(Tensor self) {
        Deque<LinearOp> path = path();
        Tensor x = Objects.requireNonNull(base);
        while (path.size() > 1) {
            x = path.removeLast().apply(x);
        }
        Tangents.forget(self);
        Recorder.current().record(path.removeLast(), new Tensor[]{ x }, self);
        return null;
    }

    /** The operations from the base to this view, the last one first. */
    private Deque<LinearOp> path() {
        Deque<LinearOp> path = new ArrayDeque<>();
        for (View view = this; view != null; view = view.before) {
            path.addLast(Objects.requireNonNull(view.op));
        }
        return path;
    }

    /** Which elements of the base it shows, such as {@code [0, :]}; empty where no index says that. */
    String places() {
        Deque<LinearOp> path = path();
        StringBuilder places = new StringBuilder();
        boolean isArranged = false;
        while (!path.isEmpty()) {
            String index = path.removeLast().arguments();
            boolean isIndex = index.startsWith("[");
            if (isIndex ? isArranged : !index.isEmpty()) { // after a reshape it counts other dims
                return "";
            }
            isArranged |= !isIndex;
            places.append(index);
        }
        return places.toString();
    }

    /** Zeros of the base's shape, with values of this view's shape in the places that it shows. */
    Tensor spread(Tensor values) {
        Tensor spread = values;
        for (LinearOp taken : path()) {
            spread = taken.adjoint(spread);
        }
        return spread;
    }
}
