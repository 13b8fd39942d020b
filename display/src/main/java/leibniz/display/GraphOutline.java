package leibniz.display;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import org.jspecify.annotations.Nullable;

/**
 * What of a graph a picture shows: a number becomes part of the operation that it is an operand of, the rounds of a
 * loop become one part with a count, and of a graph too large to look at only what is nearest to the results is left.
 */
final class GraphOutline {
    static final int MAX_PARTS = 300;
    static final int SHOWN_OF_MORE = 40;
    /** Stands for an input that is left out. */
    static final int LEFT_OUT = -1;

    /**
     * What is shown as one: the body of a loop, mostly of one node and one round.
     *
     * @param body the nodes of the first round, inputs first
     * @param last the node whose value and gradient are those of the whole
     * @param inputs parts by their place, or {@link #LEFT_OUT}
     */
    record Part(List<GraphNode> body, int rounds, GraphNode last, List<Integer> inputs) {
        int nodes() {
            return body.size() * rounds;
        }
    }

    /** Inputs first. */
    final List<Part> parts;
    /** How many nodes lie before those shown. */
    final int leftOut;

    private final Map<GraphNode, Operand> operands = new HashMap<>();
    private final List<GraphNode> nodes = new ArrayList<>();
    /** By node, the nodes that it uses. */
    private final List<int[]> inputs = new ArrayList<>();
    private final boolean[] anonymous;
    private final int[] users;

    GraphOutline(Graph graph, Map<GraphNode, String> names) {
        var results = new HashSet<>(graph.results());
        absorbNumbers(graph, names, results);
        users = new int[nodes.size()];
        anonymous = new boolean[nodes.size()];
        for (int v = 0; v < nodes.size(); v++) {
            var node = nodes.get(v);
            anonymous[v] = node.kind() == GraphNode.Kind.OPERATION && !names.containsKey(node)
                    && !results.contains(node);
            for (int u : inputs.get(v)) {
                users[u]++;
            }
        }
        var all = foldLoops();
        if (all.size() <= MAX_PARTS) {
            parts = all;
            leftOut = 0;
        } else {
            parts = nearest(all, results);
            leftOut = all.stream().mapToInt(Part::nodes).sum() - parts.stream().mapToInt(Part::nodes).sum();
        }
    }

    /** The number that an operation took up, or null. */
    @Nullable
    Operand operand(GraphNode operation) {
        return operands.get(operation);
    }

    private void absorbNumbers(Graph graph, Map<GraphNode, String> names, Set<GraphNode> results) {
        var uses = new HashMap<GraphNode, Integer>();
        for (var node : graph.nodes()) {
            node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
        }
        var absorbed = new HashSet<GraphNode>();
        for (var node : graph.nodes()) {
            var operand = Operand.of(node, names);
            if (operand != null && uses.get(operand.node()) == 1 && !results.contains(operand.node())) {
                operands.put(node, operand);
                absorbed.add(operand.node());
            }
        }
        var place = new HashMap<GraphNode, Integer>();
        for (var node : graph.nodes()) {
            if (!absorbed.contains(node)) {
                place.put(node, nodes.size());
                nodes.add(node);
                inputs.add(node.inputs().stream().filter(place::containsKey).mapToInt(place::get).toArray());
            }
        }
    }

    private List<Part> foldLoops() {
        int n = nodes.size();
        int[] next = new int[n];
        boolean[] follows = new boolean[n];
        Arrays.fill(next, -1);
        for (int v = 0; v < n; v++) {
            int[] from = inputs.get(v);
            if (from.length == 1 && users[from[0]] == 1 && anonymous[v] && anonymous[from[0]]) {
                next[from[0]] = v;
                follows[v] = true;
            }
        }
        // A part takes the place of its last node, so that inputs stay first.
        var chains = new HashMap<Integer, List<Integer>>();
        var bodies = new HashMap<Integer, Integer>();
        for (int v = 0; v < n; v++) {
            if (follows[v]) {
                continue;
            }
            var chain = new ArrayList<Integer>();
            for (int w = v; w >= 0; w = next[w]) {
                chain.add(w);
            }
            for (var run : Repeats.of(chain.stream().map(this::operation).toList())) {
                chains.put(chain.get(run.end() - 1), chain.subList(run.start(), run.end()));
                bodies.put(chain.get(run.end() - 1), run.body());
            }
        }
        var result = new ArrayList<Part>();
        int[] partOf = new int[n];
        for (int v = 0; v < n; v++) {
            var chain = chains.get(v);
            if (chain != null) {
                int body = bodies.get(v);
                var sources = Arrays.stream(inputs.get(chain.getFirst())).mapToObj(u -> partOf[u]).toList();
                partOf[v] = result.size();
                result.add(new Part(chain.subList(0, body).stream().map(nodes::get).toList(),
                        chain.size() / body,
                        nodes.get(v), sources));
            }
        }
        return result;
    }

    /** What two rounds of a loop have in common. */
    private List<?> operation(int v) {
        var operand = operands.get(nodes.get(v));
        return operand == null
                ? List.of(nodes.get(v).name())
                : List.of(nodes.get(v).name(), operand.text(), operand.first());
    }

    /** The parts with the fewest steps to a result, as many as are shown. */
    private static List<Part> nearest(List<Part> all, Set<GraphNode> results) {
        var near = new HashSet<Integer>();
        var open = new ArrayDeque<Integer>();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (results.contains(all.get(i).last())) {
                open.add(i);
            }
        }
        while (!open.isEmpty() && near.size() < SHOWN_OF_MORE) {
            int i = open.remove();
            if (near.add(i)) {
                open.addAll(all.get(i).inputs());
            }
        }
        var place = new HashMap<Integer, Integer>();
        var shown = new ArrayList<Part>();
        for (int i : near.stream().sorted().toList()) {
            var part = all.get(i);
            place.put(i, shown.size());
            var inputs = part.inputs().stream().map(u -> place.getOrDefault(u, LEFT_OUT)).toList();
            shown.add(new Part(part.body(), part.rounds(), part.last(), inputs));
        }
        return shown;
    }
}
