package leibniz.display;

import static leibniz.autograd.Autograd.noGrad;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.autograd.Autograd;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of the one number that a graph results in by each of its nodes, parts of compositions
 * included. The engine computes it; where it cannot, since a backward pass has freed the graph or a value was
 * written to, it is computed in the same order from the values that were kept.
 */
final class NodeGradients {
    private final Map<GraphNode, List<@Nullable Tensor>> left;
    private final Map<GraphNode, Tensor> found = new HashMap<>();
    /** The nodes to which some part of the gradient cannot be followed. */
    private final Set<GraphNode> unknown = new HashSet<>();

    private NodeGradients(Graph graph) {
        left = graph.contributions();
    }

    /**
     * Empty where the graph has several results or the result is not one number; without the nodes behind a
     * value that is missing.
     */
    static Map<GraphNode, Tensor> of(Graph graph) {
        var computed = graph.gradients();
        if (!computed.isEmpty() || graph.results().size() != 1 || graph.isSymbolic()) {
            return computed;
        }
        var result = graph.results().getFirst();
        return result.kind() == GraphNode.Kind.OPERATION && Shapes.count(result.shape()) == 1
                ? new NodeGradients(graph).fromKeptValues(graph, result)
                : computed;
    }

    private Map<GraphNode, Tensor> fromKeptValues(Graph graph, GraphNode result) {
        found.put(primitive(result), Tensors.ones(result.dtype(), result.shape()));
        for (var node : graph.nodes().reversed()) {
            for (var part : node.parts().isEmpty() ? List.of(node) : node.parts().reversed()) {
                if (part.kind() == GraphNode.Kind.OPERATION) {
                    handOn(part, unknown.contains(part) ? null : found.get(part));
                }
            }
        }
        found.keySet().removeAll(unknown);
        var gradients = new LinkedHashMap<>(found);
        for (var node : graph.nodes()) {
            Tensor gradient = found.get(primitive(node));
            if (gradient != null) {
                gradients.put(node, gradient);
            }
        }
        return gradients;
    }

    /** What a composition hands on is the value of its last part. */
    static GraphNode primitive(GraphNode node) {
        return node.parts().isEmpty() ? node : node.parts().getLast();
    }

    /** Gives each operand that needs a gradient its part of what has come in, which is null if unknown. */
    private void handOn(GraphNode node, @Nullable Tensor incoming) {
        if (incoming == null && !unknown.contains(node)) {
            return; // the result does not depend on it
        }
        Set<GraphNode> operands = new HashSet<>(node.operands());
        operands.removeIf(operand -> !needsGradient(operand));
        for (var operand : operands) {
            Tensor part = incoming == null ? null : partThatWasLeft(node, operand, incoming);
            part = part == null && incoming != null ? pulledBack(node, operand, incoming) : part;
            if (part == null) {
                unknown.add(primitive(operand));
            } else {
                found.merge(primitive(operand), part, (a, b) -> noGrad(() -> a.add(b)));
            }
        }
    }

    static boolean needsGradient(GraphNode node) {
        return (node.kind() == GraphNode.Kind.LEAF || node.kind() == GraphNode.Kind.OPERATION)
                && !node.isCutOff();
    }

    /** Of the last backward pass, where that came here with the same gradient. */
    private @Nullable Tensor partThatWasLeft(GraphNode node, GraphNode operand, Tensor incoming) {
        Tensor arrived = node.grad();
        var given = left.get(node);
        if (arrived == null || given == null || !arrived.equal(incoming)) {
            return null;
        }
        Tensor sum = null;
        for (int i = 0; i < given.size(); i++) {
            if (node.operands().get(i) == operand) {
                Tensor part = given.get(i);
                if (part == null) {
                    return null;
                }
                Tensor before = sum;
                sum = before == null ? part : noGrad(() -> before.add(part));
            }
        }
        return sum;
    }

    static @Nullable Tensor pulledBack(GraphNode node, GraphNode operand, Tensor incoming) {
        Tensor at = operand.value();
        if (at == null) {
            return null;
        }
        try {
            return Autograd.vjp(x -> node.apply(other -> other == operand ? x : valueOf(other)),
                    at.detach(), incoming).derivative();
        } catch (IllegalArgumentException | IllegalStateException notHeld) {
            return null;
        }
    }

    /** Values that no rule reads are not held, and any other does as well. */
    static Tensor valueOf(GraphNode node) {
        Tensor value = node.value();
        return value == null ? Tensors.zeros(node.dtype(), node.shape()) : value.detach();
    }
}
