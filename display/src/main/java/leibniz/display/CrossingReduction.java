package leibniz.display;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The second step of a layered drawing: orders each layer so that few edges cross, by the barycentre of the
 * neighbours, sweeping to and fro and keeping the best order seen.
 */
final class CrossingReduction {
    private static final int SWEEPS = 16;

    private final LayerAssignment graph;
    private final int[] position;
    private final double[] barycentre;

    private CrossingReduction(LayerAssignment graph) {
        this.graph = graph;
        position = new int[graph.vertices];
        barycentre = new double[graph.vertices];
    }

    /** Orders {@code graph.members}, top to bottom. */
    static void reduce(LayerAssignment graph) {
        new CrossingReduction(graph).run();
    }

    private void run() {
        start();
        var best = copy(graph.members);
        long fewest = count();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            if (sweep % 2 == 0) {
                for (int i = graph.members.length - 2; i >= 0; i--) {
                    sort(graph.members[i], false);
                }
            } else {
                for (int i = 1; i < graph.members.length; i++) {
                    sort(graph.members[i], true);
                }
            }
            long crossings = count();
            if (crossings < fewest) {
                fewest = crossings;
                best = copy(graph.members);
            }
        }
        System.arraycopy(best, 0, graph.members, 0, best.length);
    }

    /**
     * A walk from the results to their inputs, first input first, meets the vertices in a good first order.
     */
    private void start() {
        int[] met = new int[graph.vertices];
        Arrays.fill(met, -1);
        int next = 0;
        var open = new ArrayDeque<Integer>();
        for (int v = graph.vertices - 1; v >= 0; v--) {
            if (graph.out.get(v).isEmpty()) {
                open.addLast(v);
            }
        }
        while (!open.isEmpty()) {
            int v = open.removeLast();
            if (met[v] >= 0) {
                continue;
            }
            met[v] = next++;
            for (int i = graph.in[v].length - 1; i >= 0; i--) {
                open.addLast(graph.in[v][i].from());
            }
        }
        for (int[] layer : graph.members) {
            place(layer, Comparator.comparingInt(v -> met[v]));
        }
    }

    private void sort(int[] layer, boolean byInputs) {
        for (int v : layer) {
            double sum = 0;
            int links = 0;
            if (byInputs) {
                for (var link : graph.in[v]) {
                    sum += position[link.from()];
                    links++;
                }
            } else {
                for (var link : graph.out.get(v)) {
                    // The inputs of one node follow the order of its ports.
                    sum += position[link.to()] + portOffset(link);
                    links++;
                }
            }
            barycentre[v] = links == 0 ? position[v] : sum / links;
        }
        place(layer, Comparator.comparingDouble(v -> barycentre[v]));
    }

    private double portOffset(LayerAssignment.Link link) {
        int ports = graph.in[link.to()].length;
        return (link.port() - (ports - 1) / 2.0) / (2.0 * ports);
    }

    private void place(int[] layer, Comparator<Integer> order) {
        var sorted = Arrays.stream(layer).boxed().sorted(order).mapToInt(v -> v).toArray();
        System.arraycopy(sorted, 0, layer, 0, layer.length);
        for (int i = 0; i < layer.length; i++) {
            position[layer[i]] = i;
        }
    }

    private static int[][] copy(int[][] members) {
        var result = new int[members.length][];
        for (int i = 0; i < members.length; i++) {
            result[i] = members[i].clone();
        }
        return result;
    }

    /** The number of crossings in the whole drawing. */
    private long count() {
        long sum = 0;
        for (int i = 1; i < graph.members.length; i++) {
            sum += countBetween(graph.members[i - 1], graph.members[i]);
        }
        return sum;
    }

    /**
     * Pairs of links whose ends stand in opposite orders, counted with a Fenwick tree over the right ends.
     */
    private long countBetween(int[] left, int[] right) {
        int[] firstSlot = new int[right.length + 1];
        for (int i = 0; i < right.length; i++) {
            firstSlot[i + 1] = firstSlot[i] + graph.in[right[i]].length;
        }
        int slots = firstSlot[right.length];
        int[] tree = new int[slots + 1];
        long crossings = 0;
        int seen = 0;
        for (int v : left) {
            int[] ends = new int[graph.out.get(v).size()];
            for (int k = 0; k < ends.length; k++) {
                var link = graph.out.get(v).get(k);
                ends[k] = firstSlot[position[link.to()]] + link.port();
            }
            for (int end : ends) {
                int notAbove = 0;
                for (int t = end + 1; t > 0; t -= t & -t) {
                    notAbove += tree[t];
                }
                crossings += seen - notAbove;
            }
            // Links that leave the same node never cross, so they are entered together.
            for (int end : ends) {
                for (int t = end + 1; t <= slots; t += t & -t) {
                    tree[t]++;
                }
            }
            seen += ends.length;
        }
        return crossings;
    }
}
