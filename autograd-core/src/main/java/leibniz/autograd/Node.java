package leibniz.autograd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A vertex of the graph: a leaf that requires a gradient, or an operation that was computed from one. Nodes
 * are compared by identity, and a graph is never walked by recursion: it may be a million nodes deep.
 */
abstract sealed class Node implements History permits LeafNode, OpNode {
    /**
     * The place of this node in the list of the last backward pass that discovered it; for {@link Backward}
     * alone.
     */
    int place;

    /** The name that the user knows. */
    abstract String name();

    abstract int[] shape();

    abstract DType dtype();

    abstract int inputCount();

    /** The node of operand i, or null where that needs no gradient. */
    abstract @Nullable Node input(int i);

    abstract @Nullable Tensor grad();

    abstract void setGrad(@Nullable Tensor gradient);

    /** Whether backward() adds the gradient of this node to {@link #grad()}. */
    abstract boolean keepsGrad();

    /** Adds to {@link #grad()}; the flag says that nothing else holds the numbers of the gradient. */
    abstract void accumulate(Tensor gradient, boolean isOwn);

    /** Whether x was computed from a node like this, its own included. */
    static boolean meets(Tensor x, Predicate<Node> wanted) {
        Set<Node> met = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        if (x.node() != null) {
            met.add(x.node());
            open.push(x.node());
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (wanted.test(node)) {
                return true;
            }
            for (int i = 0; i < node.inputCount(); i++) {
                Node input = node.input(i);
                if (input != null && met.add(input)) {
                    open.push(input);
                }
            }
        }
        return false;
    }

    /**
     * Every node that leads to one of the roots once, after all of its inputs; what is their input i is
     * given.
     */
    static List<Node> inputsFirst(List<Node> roots, BiFunction<Node, Integer, @Nullable Node> input) {
        List<Node> order = new ArrayList<>();
        Set<Node> entered = new HashSet<>();
        Set<Node> placed = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        roots.reversed().forEach(open::push);
        while (!open.isEmpty()) {
            Node node = open.peek();
            if (!entered.add(node)) {
                open.pop(); // its inputs are placed
                if (placed.add(node)) {
                    order.add(node);
                }
                continue;
            }
            for (int i = node.inputCount() - 1; i >= 0; i--) {
                Node next = input.apply(node, i);
                if (next != null && !entered.contains(next)) {
                    open.push(next);
                }
            }
        }
        return order;
    }
}
