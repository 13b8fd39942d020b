package leibniz.autograd;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Small copies of what a node computed, hung on the node itself, so that a graph can be drawn with its values
 * and gradients after the backward pass has freed what it had saved. They live as long as the node.
 */
final class NodeSnapshot {
    static final int MAX_ELEMENTS = 64;
    static final int MAX_NODES = 300;

    /** An operand that is no node: a copy if it is small, and who it was. */
    record Constant(Layout layout, DType dtype, @Nullable Tensor value, int version,
            WeakReference<Tensor> source, @Nullable NoGradReason cut) {}

    /** What a leaf was when an operation read it: a copy if it is small, and the version. */
    record LeafValue(@Nullable Tensor value, int version) {}

    final @Nullable Tensor value;
    /** By operand; null where the operand has a node. */
    final @Nullable Constant[] constants;
    /** By operand; null where the operand is no leaf. */
    final @Nullable LeafValue[] leaves;
    @Nullable
    Tensor grad;
    /** By operand, what the last backward pass gave it of the gradient; empty before. */
    List<@Nullable Tensor> given = List.of();
    /** At least the number of operations from which the node was computed, itself included. */
    private final int graphSize;

    private NodeSnapshot(@Nullable Tensor value, @Nullable Constant[] constants, @Nullable LeafValue[] leaves,
            int graphSize) {
        this.value = value;
        this.constants = constants;
        this.leaves = leaves;
        this.graphSize = graphSize;
    }

    static @Nullable NodeSnapshot of(Node node) {
        return node instanceof OpNode op && op.extras() != null ? op.extras().kept : null;
    }

    private static @Nullable Tensor smallCopy(Tensor x) {
        return x.numel() <= MAX_ELEMENTS ? Loops.copy(x, x.dtype()) : null;
    }

    /** Keeps values of every node made, in graphs that are small enough. */
    static final class SnapshotObserver implements Observer {
        @Override
        public void made(OpNode node, Tensor[] operands, Tensor output) {
            int size = graphSize(node);
            if (size > MAX_NODES || of(node) != null) { // a checkpoint that runs again meets its nodes again
                return;
            }
            Constant[] constants = new Constant[operands.length];
            LeafValue[] leaves = new LeafValue[operands.length];
            for (int i = 0; i < operands.length; i++) {
                Tensor x = operands[i];
                if (node.input(i) == null) {
                    constants[i] = new Constant(x.layout, x.dtype(), smallCopy(x), x.storage.version(),
                            new WeakReference<>(x),
                            x.history() instanceof NoGradReason cut ? cut : null);
                } else if (node.input(i) instanceof LeafNode leaf) {
                    leaves[i] = read(leaf);
                }
            }
            node.makeExtras().kept = new NodeSnapshot(smallCopy(output), constants, leaves, size);
        }

        /** One copy serves all operations between two writes. */
        private static LeafValue read(LeafNode leaf) {
            LeafValue last = leaf.read;
            int version = leaf.tensor.storage.version();
            if (last == null || last.version != version) {
                last = new LeafValue(smallCopy(leaf.tensor), version);
                leaf.read = last;
            }
            return last;
        }

        @Override
        public void ran(Backward.Step step) {
            NodeSnapshot kept = of(step.node());
            if (kept != null) {
                kept.grad = smallCopy(step.incoming());
                List<@Nullable Tensor> given = new ArrayList<>(step.outgoing().size());
                for (Tensor part : step.outgoing()) {
                    given.add(part == null ? null : smallCopy(part));
                }
                kept.given = given;
            }
        }

        /** More than MAX_NODES where an input was not kept, since that is how inputs of large graphs look. */
        private static int graphSize(OpNode node) {
            int bound = 1;
            for (int i = 0; i < node.inputCount(); i++) {
                if (node.input(i) instanceof OpNode input) {
                    NodeSnapshot kept = of(input);
                    if (kept == null) {
                        return MAX_NODES + 1;
                    }
                    bound += kept.graphSize;
                }
            }
            return bound <= MAX_NODES ? bound : count(node);
        }

        /** The exact number, as inputs that share nodes were counted twice; stops above MAX_NODES. */
        private static int count(OpNode root) {
            Set<Node> seen = new HashSet<>();
            Deque<Node> open = new ArrayDeque<>();
            seen.add(root);
            open.push(root);
            while (!open.isEmpty() && seen.size() <= MAX_NODES) {
                Node node = open.pop();
                for (int i = 0; i < node.inputCount(); i++) {
                    if (node.input(i) instanceof OpNode input && seen.add(input)) {
                        open.push(input);
                    }
                }
            }
            return seen.size();
        }
    }
}
