package leibniz.display;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;

/** The part of a graph that lies between a result and what it is differentiated by. */
final class Dependence {
    final Graph graph;
    final GraphNode result;
    final GraphNode source;
    /**
     * The nodes on a way from the source to the result, both among them, inputs first. Empty where there is
     * no way.
     */
    final List<GraphNode> between = new ArrayList<>();
    private final Map<GraphNode, List<GraphNode>> inputs = new HashMap<>();
    private final Map<GraphNode, List<GraphNode>> users = new HashMap<>();

    Dependence(Graph graph, GraphNode source) {
        this.graph = graph;
        this.source = source;
        result = graph.results().getFirst();
        Set<GraphNode> dependent = new HashSet<>(Set.of(source));
        for (var node : graph.nodes()) {
            if (node != source && node.inputs().stream().anyMatch(dependent::contains)) {
                dependent.add(node);
            }
        }
        if (!dependent.contains(result)) {
            return;
        }
        Set<GraphNode> needed = new HashSet<>(Set.of(result));
        for (var node : graph.nodes().reversed()) {
            if (needed.contains(node) && dependent.contains(node)) {
                between.addFirst(node);
                if (node != source) {
                    var before = node.inputs().stream().distinct().filter(dependent::contains).toList();
                    inputs.put(node, before);
                    needed.addAll(before);
                    before.forEach(
                            input -> users.computeIfAbsent(input, first -> new ArrayList<>()).add(node));
                }
            }
        }
    }

    /** The operands that depend on the source, each once. */
    List<GraphNode> inputs(GraphNode node) {
        return inputs.getOrDefault(node, List.of());
    }

    /** The nodes that use this one, the last first. */
    List<GraphNode> users(GraphNode node) {
        return users.getOrDefault(node, List.of());
    }

    /** On how many ways the result depends on the source; at most the limit is counted. */
    int ways(int limit) {
        Map<GraphNode, Integer> ways = new LinkedHashMap<>();
        for (var node : between) {
            int sum = node == source ? 1 : 0;
            for (var input : inputs(node)) {
                sum = Math.min(limit, sum + ways.getOrDefault(input, 0));
            }
            ways.put(node, sum);
        }
        return ways.getOrDefault(result, 0);
    }

    /** Each way as the nodes that it passes, from the result to the source. Call it where there are few. */
    List<List<GraphNode>> allWays() {
        List<List<GraphNode>> done = new ArrayList<>();
        List<List<GraphNode>> open = new ArrayList<>(List.of(List.of(result)));
        while (!open.isEmpty()) {
            var way = open.removeLast();
            while (way.getLast() != source) {
                var next = inputs(way.getLast());
                for (var other : next.subList(1, next.size()).reversed()) {
                    open.add(longer(way, other));
                }
                way = longer(way, next.getFirst());
            }
            done.add(way);
        }
        return done;
    }

    private static List<GraphNode> longer(List<GraphNode> way, GraphNode node) {
        List<GraphNode> longer = new ArrayList<>(way);
        longer.add(node);
        return longer;
    }
}
