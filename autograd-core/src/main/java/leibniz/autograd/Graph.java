package leibniz.autograd;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A read-only view of the graph behind some results, with one node for each operation that the user called.
 * Looking changes nothing: no gradient, no version, no saved value.
 */
public final class Graph {
    private final List<Tensor> tensors;
    private final List<GraphNode> all;
    private final List<GraphNode> nodes;
    private final List<GraphNode> results;
    private final Map<Node, GraphNode> folded;
    private final Map<Node, GraphNode> primitives;
    private final Map<Tensor, GraphNode> constants;
    /** Why the last private pass could not run. */
    private @Nullable String refusal;

    private Graph(List<Tensor> tensors, GraphBuilder builder) {
        this.tensors = tensors;
        this.all = List.copyOf(builder.nodes);
        this.nodes = all.stream().filter(node -> !node.cutOff).toList();
        this.folded = builder.folded;
        this.primitives = builder.primitives;
        this.constants = builder.constants;
        this.results = tensors.stream().map(this::find).toList();
    }

    /** The graph of everything that these tensors were computed from. */
    public static Graph of(Tensor... results) {
        List<Tensor> tensors = List.of(results);
        return new Graph(tensors, new GraphBuilder(tensors));
    }

    /** The nodes, inputs before the nodes that use them. */
    public List<GraphNode> nodes() {
        return nodes;
    }

    /**
     * {@link #nodes()} and, where it still lives, what lies behind a detach() or noGrad that cut an operand
     * off, inputs before the nodes that use them.
     */
    public List<GraphNode> allNodes() {
        return all;
    }

    /** The nodes of the tensors that the graph was asked for, in that order. */
    public List<GraphNode> results() {
        return results;
    }

    /** Whether the first result is built on symbols, so that nodes have no values until data is bound. */
    public boolean isSymbolic() {
        return !tensors.isEmpty() && tensors.get(0).isSymbolic();
    }

    /**
     * The node that is this very tensor: a leaf, a result, or an operand that is still known; null if none
     * is.
     */
    public @Nullable GraphNode find(Tensor tensor) {
        GraphNode constant = constants.get(tensor);
        return constant != null || tensor.node() == null ? constant : folded.get(tensor.node());
    }

    /** The node of one primitive, also where it is part of a composition. */
    GraphNode primitive(Node node) {
        return Objects.requireNonNull(primitives.get(node));
    }

    /**
     * The gradient of the result with respect to each node, parts of compositions included, computed
     * privately. Empty where there are several results, a result of more than one element or of symbols, or a
     * graph that a backward pass has freed.
     */
    public Map<GraphNode, Tensor> gradients() {
        Map<GraphNode, Tensor> gradients = new LinkedHashMap<>();
        Map<Node, Tensor> found = new HashMap<>();
        Backward pass = privatePass(step -> found.put(step.node(), step.incoming()));
        if (pass == null) {
            return gradients;
        }
        pass.run();
        found.forEach((node, gradient) -> gradients.put(primitives.get(node), gradient));
        // of the nodes in a composition only the last is the composition's own value
        found.forEach((node, gradient) -> {
            GraphNode whole = Objects.requireNonNull(folded.get(node));
            if (!whole.parts().isEmpty() && whole.parts().getLast() == primitives.get(node)) {
                gradients.put(whole, gradient);
            }
        });
        return gradients;
    }

    /**
     * What backward() of the one result says where it cannot run: nothing requires a gradient, the graph was
     * freed, or a value that it needs was written to. Null where it can, and where the result is not one
     * number.
     */
    public @Nullable String whyNoGradients() {
        if (tensors.size() != 1 || tensors.get(0).isSymbolic() || tensors.get(0).numel() != 1) {
            return null;
        }
        if (tensors.get(0).node() == null) {
            return GradientErrors.noGraph("backward", tensors.get(0)).getMessage();
        }
        refusal = null;
        privatePass(step -> {});
        return refusal;
    }

    private @Nullable Backward privatePass(Backward.Listener listener) {
        if (tensors.size() != 1 || tensors.get(0).node() == null || tensors.get(0).isSymbolic()
                || tensors.get(0).numel() != 1) {
            return null;
        }
        try {
            return new Backward(tensors.get(0).node(), Tensors.onesLike(tensors.get(0)), null, false,
                    listener);
        } catch (IllegalStateException freedOrModified) {
            refusal = freedOrModified.getMessage();
            return null;
        }
    }

    /**
     * By node the gradient that it gave each of its {@link GraphNode#operands()} on the way to these, null
     * where it gave none, computed privately as {@link #gradients()} is. Of a composition its parts have
     * entries, not the whole. Where {@link #gradients()} is empty, what the last backward pass left, as far
     * as {@link #keepValues} keeps it.
     */
    public Map<GraphNode, List<@Nullable Tensor>> contributions() {
        Map<GraphNode, List<@Nullable Tensor>> contributions = new HashMap<>();
        Backward pass = privatePass(step -> {});
        if (pass == null) {
            primitives.forEach((node, shown) -> {
                NodeSnapshot kept = shown.cutOff ? null : NodeSnapshot.of(node);
                if (kept != null && !kept.given.isEmpty() && shown.rule != null) {
                    contributions.put(shown, shown.rule.ofKnown(kept.given));
                }
            });
            return contributions;
        }
        while (pass.hasNext()) {
            Backward.Step step = pass.advance();
            GraphNode node = primitive(step.node());
            if (node.rule != null) {
                contributions.put(node, node.rule.ofKnown(step.outgoing()));
            }
        }
        return contributions;
    }

    /** The formulas of the nodes that are symbols or built on symbols, also after data was bound to these. */
    public Map<GraphNode, String> formulas() {
        Map<GraphNode, String> formulas = new HashMap<>();
        Map<Expression, Formula> done = new HashMap<>();
        for (GraphNode node : all) {
            if (node.expression != null) {
                formulas.put(node, FormulaWriter.of(node.expression, done).text());
            }
        }
        return formulas;
    }

    /**
     * Whether operations keep small copies of their values and gradients (up to 64 elements, in graphs of up
     * to 300 operations) for as long as their nodes live, so that a graph can be shown in full after
     * backward() has freed it. Off at first; a notebook switches it on. Applies to all threads.
     */
    public static void keepValues(boolean on) {
        Recorder.observe(on ? new NodeSnapshot.SnapshotObserver() : null);
    }
}
