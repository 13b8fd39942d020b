package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/**
 * What a backward pass that the user asked for does beside the algorithm: it calls hooks, looks for NaN,
 * frees what was saved, and shows itself to the observer. Passes of displays do nothing of this.
 */
final class UserPass implements Backward.Listener {
    private final OpNode.@Nullable Freed freedBy;
    private final @Nullable Observer observer;
    private final Backward.Listener receiver;
    private final boolean detectsAnomaly = Recorder.current().detectsAnomaly;
    private boolean hasRunWhere;

    /** freedBy is what to leave in the place of saved values, or null to keep them. */
    UserPass(OpNode.@Nullable Freed freedBy, @Nullable Observer observer, Backward.Listener receiver) {
        this.freedBy = freedBy;
        this.observer = observer;
        this.receiver = receiver;
    }

    @Override
    public Tensor replace(Node node, Tensor cotangent) {
        return Hooks.apply(node, cotangent);
    }

    @Override
    public void ran(Backward.Step step) {
        if (detectsAnomaly && step.node() instanceof OpNode node) {
            hasRunWhere |= node.op instanceof WhereOp;
            Anomaly.check(node, step, hasRunWhere);
        }
        receiver.ran(step);
        if (observer != null) {
            observer.ran(step);
        }
    }

    /** The observer copies what it wants to keep, and the receiver takes cotangents alone. */
    @Override
    public boolean keepsParts() {
        return false;
    }

    @Override
    public void done(OpNode node) {
        if (freedBy != null) {
            node.free(freedBy);
        }
    }
}
