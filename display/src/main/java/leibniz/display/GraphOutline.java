package leibniz.display;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import leibniz.autograd.GraphNode;
import org.jspecify.annotations.Nullable;

/**
 * What of a graph a picture shows: a number becomes part of the operation that it is an operand of, the
 * rounds of a loop become one part with a count, and of a graph too large to look at only what is nearest to
 * the results is left.
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

    /** The places of the nodes of a first round, and how many rounds there are. */
    private record Rounds(List<Integer> body, int rounds) {}

    /** Inputs first. */
    final List<Part> parts;
    /** How many nodes lie before those shown. */
    final int leftOut;

    private final GraphNodes graph;
    private final Function<GraphNode, String> look;
    private final Set<GraphNode> loose;
    private final Map<GraphNode, Integer> partOf = new HashMap<>();
    private final Map<GraphNode, Operand> operands = new HashMap<>();
    private final List<GraphNode> nodes = new ArrayList<>();
    private final Map<GraphNode, Integer> place = new HashMap<>();
    /** By node, the nodes that it uses. */
    private final List<int[]> inputs = new ArrayList<>();
    private final boolean[] anonymous;
    private final int[] users;

    GraphOutline(GraphNodes graph) {
        this(graph, node -> "");
    }

    /**
     * @param look what the picture shows of a node besides its operation; a loop folds where it is the same
     */
    GraphOutline(GraphNodes graph, Function<GraphNode, String> look) {
        this(graph, look, Set.of(), MAX_PARTS, SHOWN_OF_MORE);
    }

    /**
     * @param loose nodes that are shown by themselves, also where they are of a loop
     * @param most where there are more parts than this, so many are shown as the last argument says
     */
    GraphOutline(GraphNodes graph, Function<GraphNode, String> look, Set<GraphNode> loose, int most,
            int shownOfMore) {
        this.graph = graph;
        this.look = look;
        this.loose = loose;
        absorbNumbers();
        users = new int[nodes.size()];
        anonymous = new boolean[nodes.size()];
        for (int v = 0; v < nodes.size(); v++) {
            var node = nodes.get(v);
            anonymous[v] = node.kind() == GraphNode.Kind.OPERATION && !graph.names.containsKey(node)
                    && !graph.results.contains(node);
            for (int u : inputs.get(v)) {
                users[u]++;
            }
        }
        var all = foldLoops();
        if (all.size() <= most) {
            parts = all;
            leftOut = 0;
        } else {
            parts = nearest(all, shownOfMore);
            leftOut = all.stream().mapToInt(Part::nodes).sum() - parts.stream().mapToInt(Part::nodes).sum();
        }
    }

    /**
     * Whether a node, or the part that it belongs to, is drawn or left out, and not taken up by its user as a
     * number.
     */
    boolean isDrawn(GraphNode node) {
        return place.containsKey(node);
    }

    /** The number that an operation took up, or null. */
    @Nullable
    Operand operand(GraphNode operation) {
        return operands.get(operation);
    }

    private void absorbNumbers() {
        var uses = new HashMap<GraphNode, Integer>();
        for (var node : graph.nodes) {
            graph.inputs(node).forEach(input -> uses.merge(input, 1, Integer::sum));
        }
        var absorbed = new HashSet<GraphNode>();
        for (var node : graph.nodes) {
            var operand = Operand.of(graph.inputs(node), graph.names);
            if (operand != null && uses.getOrDefault(operand.node(), 0) == 1
                    && !graph.results.contains(operand.node())) {
                operands.put(node, operand);
                absorbed.add(operand.node());
            }
        }
        for (var node : graph.nodes) {
            if (!absorbed.contains(node)) {
                place.put(node, nodes.size());
                nodes.add(node);
                inputs.add(
                        graph.inputs(node).stream().filter(place::containsKey).mapToInt(place::get)
                                .toArray());
            }
        }
    }

    private List<Part> foldLoops() {
        int n = nodes.size();
        int[] next = new int[n];
        int[] carried = new int[n];
        Arrays.fill(next, -1);
        for (int v = 0; v < n; v++) {
            carried[v] = carried(v);
            if (carried[v] >= 0) {
                next[inputs.get(v)[carried[v]]] = v;
            }
        }
        // By its last node, whose place a part takes, so that inputs stay first.
        var runs = new HashMap<Integer, Rounds>();
        var ends = new int[n];
        for (int v = 0; v < n; v++) {
            if (carried[v] >= 0) {
                continue;
            }
            var chain = new ArrayList<Integer>();
            for (int w = v; w >= 0; w = next[w]) {
                chain.add(w);
            }
            var rounds = new ArrayList<List<?>>();
            for (int w : chain) {
                rounds.add(operation(w, carried[w] < 0 ? asIn(w, next[w], carried) : carried[w]));
            }
            for (var run : LoopFolding.of(rounds)) {
                var body = chain.subList(run.start(), run.start() + run.body());
                int end = chain.get(run.end() - 1);
                runs.put(end, new Rounds(body, run.rounds()));
                chain.subList(run.start(), run.end()).forEach(w -> ends[w] = end);
            }
        }
        var result = new ArrayList<Part>();
        int[] partOf = new int[n];
        for (int v = 0; v < n; v++) {
            var run = runs.get(v);
            if (run != null) {
                partOf[v] = result.size();
                result.add(new Part(run.body.stream().map(nodes::get).toList(), run.rounds, nodes.get(v),
                        sources(run.body).stream().map(u -> partOf[u]).toList()));
            }
        }
        for (int v = 0; v < n; v++) {
            this.partOf.put(nodes.get(v), partOf[ends[v]]);
        }
        return result;
    }

    /** The place of the part that a node belongs to, or {@link #LEFT_OUT}. */
    int partOf(GraphNode node) {
        return partOf.getOrDefault(node, LEFT_OUT);
    }

    /**
     * Which input holds what a loop carries from one operation to the next: one that nothing else uses. Else
     * -1.
     */
    private int carried(int v) {
        int[] from = inputs.get(v);
        int found = -1;
        for (int i = 0; i < from.length; i++) {
            if (anonymous[v] && anonymous[from[i]] && users[from[i]] == 1) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    /** Where the first operation of a loop has what later ones are handed by the one before. */
    private int asIn(int first, int second, int[] carried) {
        return inputs.get(first).length == 1
                ? 0
                : second >= 0 && inputs.get(first).length == inputs.get(second).length ? carried[second] : -1;
    }

    /** What a body uses from outside of it; of a single operation all operands, as often as they are used. */
    private List<Integer> sources(List<Integer> body) {
        var sources = new ArrayList<Integer>();
        for (int v : body) {
            for (int u : inputs.get(v)) {
                if (body.size() == 1 || !body.contains(u) && !sources.contains(u)) {
                    sources.add(u);
                }
            }
        }
        return sources;
    }

    /** What two rounds of a loop have in common. */
    private List<?> operation(int v, int carried) {
        if (loose.contains(nodes.get(v))) {
            return List.of(v);
        }
        var operand = operands.get(nodes.get(v));
        var others = new ArrayList<Integer>();
        for (int i = 0; i < inputs.get(v).length; i++) {
            others.add(i == carried ? LEFT_OUT : inputs.get(v)[i]);
        }
        String name = nodes.get(v).name() + nodes.get(v).arguments() + look.apply(nodes.get(v));
        return operand == null
                ? List.of(name, others)
                : List.of(name, others, operand.text(), operand.first());
    }

    /** The parts with the fewest steps to a result, as many as are shown. */
    private List<Part> nearest(List<Part> all, int most) {
        var near = new HashSet<Integer>();
        var open = new ArrayDeque<Integer>();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (graph.results.contains(all.get(i).last())) {
                open.add(i);
            }
        }
        while (!open.isEmpty() && near.size() < most) {
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
        partOf.replaceAll((node, i) -> place.getOrDefault(i, LEFT_OUT));
        return shown;
    }
}
