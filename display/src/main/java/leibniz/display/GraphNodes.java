package leibniz.display;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that a picture is to show: compositions whole or as the primitives that they are made of, and
 * what lies behind a detach.
 */
final class GraphNodes {
    /** Inputs first. */
    final List<GraphNode> nodes = new ArrayList<>();
    final Set<GraphNode> results = new HashSet<>();
    /** Of the notebook's variables, and of symbols. */
    final Map<GraphNode, String> names = new HashMap<>();
    final Map<GraphNode, String> formulas = new HashMap<>();
    final Graph graph;
    private final Predicate<GraphNode> apart;
    /** By part, the composition. */
    private final Map<GraphNode, GraphNode> wholes = new HashMap<>();
    private final Map<GraphNode, List<GraphNode>> inputs = new HashMap<>();

    GraphNodes(Graph graph, boolean expanded) {
        this(graph, node -> expanded);
    }

    /** @param apart which compositions are taken apart */
    GraphNodes(Graph graph, Predicate<GraphNode> apart) {
        this.graph = graph;
        this.apart = apart;
        var named = NodeNames.of(graph);
        var held = held(named.keySet());
        for (var node : graph.allNodes()) {
            if (!held.contains(node)) {
                continue;
            }
            if (isApart(node)) {
                node.parts().forEach(part -> addPart(part, node));
            } else {
                nodes.add(node);
                var source = node.source();
                var used = source == null
                        ? node.inputs()
                        : held.contains(source) ? List.of(source) : List.<GraphNode>of();
                inputs.put(node, used.stream().map(this::shown).toList());
            }
        }
        graph.results().forEach(result -> results.add(shown(result)));
        if (!wholes.isEmpty()) { // a constant of which a composition made something else
            var used = inputs.values().stream().flatMap(List::stream).collect(Collectors.toSet());
            nodes.removeIf(node -> node.kind() == GraphNode.Kind.CONSTANT && !used.contains(node)
                    && !results.contains(node));
        }
        named.forEach((node, name) -> names.put(shown(node), name));
        graph.formulas().forEach((node, formula) -> {
            formulas.put(shown(node), formula);
            if (node.inputs().isEmpty()) {
                names.putIfAbsent(node, formula); // a symbol, or what was bound to it
            }
        });
    }

    private void addPart(GraphNode part, GraphNode whole) {
        wholes.put(part, whole);
        var madeOf = onlyPassed(whole);
        for (var operand : part.operands()) {
            if (!part.inputs().contains(operand) && !inputs.containsKey(operand)) {
                nodes.add(operand); // what the composition brought in
                inputs.put(operand, operand.shape().length == 0 ? List.of() : madeOf);
            }
        }
        nodes.add(part);
        inputs.put(part, part.operands().stream().map(this::shown).toList());
    }

    /** The constant that no part reads, since something was made of it before; empty unless it is one. */
    private static List<GraphNode> onlyPassed(GraphNode whole) {
        var passed = whole.inputs().stream().filter(input -> input.kind() != GraphNode.Kind.OPERATION
                && whole.parts().stream().noneMatch(part -> part.operands().contains(input))).toList();
        return passed.size() == 1 ? passed : List.of();
    }

    /**
     * All but what lies behind a detach and is held by no variable of the notebook: whether the garbage
     * collector has been there already must not change a picture.
     */
    private Set<GraphNode> held(Set<GraphNode> named) {
        var held = new HashSet<GraphNode>();
        for (var node : graph.allNodes().reversed()) {
            if (!node.isCutOff() || named.contains(node) || Services.VARIABLE_NAMES == null) {
                held.add(node);
            }
            if (held.contains(node)) {
                held.addAll(node.inputs());
            }
        }
        return held;
    }

    /** The node that stands for this one in the picture. */
    private GraphNode shown(GraphNode node) {
        return isApart(node) ? node.parts().getLast() : node;
    }

    private boolean isApart(GraphNode node) {
        return !node.parts().isEmpty() && apart.test(node);
    }

    /** The composition that the node is a part of, or null. */
    @Nullable
    GraphNode whole(GraphNode node) {
        return wholes.get(node);
    }

    /** The nodes that this one uses. */
    List<GraphNode> inputs(GraphNode node) {
        return inputs.getOrDefault(node, List.of());
    }

    /** The name of the composition that the node is a part of, or empty. */
    String group(GraphNode node) {
        var whole = wholes.get(node);
        return whole == null ? "" : whole.name();
    }

    /** The names of the compositions that are made of several primitives, each once. */
    static List<String> compositions(Graph graph) {
        return graph.nodes().stream().filter(node -> node.parts().size() > 1).map(GraphNode::name).distinct()
                .toList();
    }

    /**
     * The part of the gradient that a node gives each of its inputs, null where it is not known; for
     * compositions, summed up.
     */
    List<@Nullable Tensor> given(GraphNode node, Map<GraphNode, List<@Nullable Tensor>> contributions) {
        var parts = node.parts().isEmpty() ? List.of(node) : node.parts();
        var sums = new HashMap<GraphNode, Tensor>();
        for (var part : parts) {
            var given = contributions.getOrDefault(part, List.of());
            if (parts.size() == 1 && given.size() == inputs(node).size()) {
                return given;
            }
            for (int i = 0; i < given.size(); i++) {
                var gradient = given.get(i);
                if (gradient != null) {
                    sums.merge(shown(part.operands().get(i)), gradient, Tensor::add);
                }
            }
        }
        var result = new ArrayList<@Nullable Tensor>();
        inputs(node).forEach(input -> result.add(sums.get(input)));
        return result;
    }
}
