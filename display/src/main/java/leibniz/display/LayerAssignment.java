package leibniz.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first step of a layered drawing (Sugiyama, Tagawa and Toda 1981): each node goes right of its inputs by
 * the longest path, and an edge that passes a layer gets a vertex there, a bend, so that room is kept for it.
 * All edges that leave one node share their bends, as the branches of a tree share its trunk.
 */
final class LayerAssignment {
    /** The vertices {@code 0 .. nodes-1} are the nodes, the others are bends. */
    final int nodes;
    final int vertices;
    final int[] layer;
    /** For a bend, the node whose edges pass it; for a node itself. */
    final int[] origin;
    /** By layer, the vertices in it. */
    final int[][] members;
    /** By vertex, the links that arrive: for a node one for each input, in order. */
    final Link[][] in;
    /** By vertex, the links that leave. */
    final List<List<Link>> out;

    /** A link between neighbouring layers. {@code port} counts the inputs of {@code to}. */
    record Link(int from, int to, int port) {}

    /** @param inputs by node, in an order where inputs come first, the nodes that it uses */
    LayerAssignment(int[][] inputs) {
        nodes = inputs.length;
        int[] depth = assign(inputs);
        int[] reach = new int[nodes];
        for (int v = 0; v < nodes; v++) {
            for (int u : inputs[v]) {
                reach[u] = Math.max(reach[u], depth[v] - 1);
            }
        }
        int[] firstBend = new int[nodes];
        int count = nodes;
        for (int u = 0; u < nodes; u++) {
            firstBend[u] = count;
            count += Math.max(0, reach[u] - depth[u]);
        }
        vertices = count;
        layer = Arrays.copyOf(depth, count);
        origin = new int[count];
        in = new Link[count][];
        out = new ArrayList<>(count);
        for (int v = 0; v < count; v++) {
            out.add(new ArrayList<>(2));
        }
        for (int u = 0; u < nodes; u++) {
            origin[u] = u;
            int previous = u;
            for (int k = 0; k < reach[u] - depth[u]; k++) {
                int bend = firstBend[u] + k;
                origin[bend] = u;
                layer[bend] = depth[u] + 1 + k;
                in[bend] = new Link[]{ link(previous, bend, 0) };
                previous = bend;
            }
        }
        for (int v = 0; v < nodes; v++) {
            in[v] = new Link[inputs[v].length];
            for (int port = 0; port < inputs[v].length; port++) {
                int u = inputs[v][port];
                int steps = depth[v] - depth[u] - 1;
                in[v][port] = link(steps == 0 ? u : firstBend[u] + steps - 1, v, port);
            }
        }
        members = byLayer();
    }

    private Link link(int from, int to, int port) {
        var link = new Link(from, to, port);
        out.get(from).add(link);
        return link;
    }

    /**
     * Longest path from the left; then a node moves right, next to its users, where that makes no edge
     * longer.
     */
    private static int[] assign(int[][] inputs) {
        int n = inputs.length;
        int[] depth = new int[n];
        var users = new ArrayList<List<Integer>>(n);
        for (int v = 0; v < n; v++) {
            users.add(new ArrayList<>(2));
            for (int u : inputs[v]) {
                if (u >= v) {
                    throw new IllegalArgumentException(
                            "node " + v + " uses node " + u + ", which comes after it");
                }
                depth[v] = Math.max(depth[v], depth[u] + 1);
                users.get(u).add(v);
            }
        }
        for (int v = n - 1; v >= 0; v--) {
            int limit = users.get(v).stream().mapToInt(w -> depth[w] - 1).min().orElse(depth[v]);
            int self = v;
            if (Arrays.stream(inputs[v])
                    .allMatch(u -> reaches(users.get(u).reversed(), limit, self, depth))) {
                depth[v] = limit;
            }
        }
        int first = Arrays.stream(depth).min().orElse(0);
        for (int v = 0; v < n; v++) {
            depth[v] -= first;
        }
        return depth;
    }

    /** Whether one of the users other than {@code self} stands as far right as {@code limit}. */
    private static boolean reaches(List<Integer> users, int limit, int self, int[] depth) {
        for (int w : users) {
            if (w != self && depth[w] >= limit) {
                return true;
            }
        }
        return false;
    }

    private int[][] byLayer() {
        int[] sizes = new int[Arrays.stream(layer).max().orElse(-1) + 1];
        for (int v = 0; v < vertices; v++) {
            sizes[layer[v]]++;
        }
        var result = new int[sizes.length][];
        for (int i = 0; i < sizes.length; i++) {
            result[i] = new int[sizes[i]];
        }
        int[] filled = new int[sizes.length];
        for (int v = 0; v < vertices; v++) {
            result[layer[v]][filled[layer[v]]++] = v;
        }
        return result;
    }

    boolean isBend(int vertex) {
        return vertex >= nodes;
    }
}
