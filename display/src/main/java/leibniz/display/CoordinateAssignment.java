package leibniz.display;

import java.util.Arrays;

/**
 * The third step of a layered drawing: how high each vertex stands, in the order already found. Every vertex
 * wants to stand level with its neighbours; sweeps over the layers give each layer the best compromise.
 */
final class CoordinateAssignment {
    private static final double NODE_GAP = 22;
    private static final double BEND_GAP = 13;
    private static final double PORT_GAP = 20;
    private static final int SWEEPS = 24;

    /** By vertex, the height of its centre; the top of the drawing is at 0. */
    final double[] centre;
    final double height;

    private final LayerAssignment graph;
    private final double[] nodeHeight;
    private final double[] weight;

    /** @param weight by node, how much the edges that leave it want to be level */
    CoordinateAssignment(LayerAssignment graph, double[] nodeHeight, double[] weight) {
        this.graph = graph;
        this.nodeHeight = nodeHeight;
        this.weight = weight;
        centre = new double[graph.vertices];
        place();
        levelBends();
        height = moveToTop();
    }

    private double vertexHeight(int v) {
        return graph.isBend(v) ? 0 : nodeHeight[v];
    }

    private double gap(int above, int below) {
        double space = graph.isBend(above) || graph.isBend(below) ? BEND_GAP : NODE_GAP;
        return (vertexHeight(above) + vertexHeight(below)) / 2 + space;
    }

    /** Where a link arrives, relative to the centre of its target. */
    double port(LayerAssignment.Link link) {
        if (graph.isBend(link.to())) {
            return 0;
        }
        int ports = graph.in[link.to()].length;
        double step = Math.min(PORT_GAP, nodeHeight[link.to()] / (ports + 1));
        return (link.port() - (ports - 1) / 2.0) * step;
    }

    /** Long edges should be straight, most of all in the middle (Gansner et al. 1993, section 4). */
    private double pull(LayerAssignment.Link link) {
        double straight = graph.isBend(link.from())
                ? graph.isBend(link.to()) ? 16 : 2
                : graph.isBend(link.to()) ? 2 : 1;
        return straight * weight[graph.origin[link.from()]];
    }

    private void place() {
        for (int[] layer : graph.members) {
            for (int i = 1; i < layer.length; i++) {
                centre[layer[i]] = centre[layer[i - 1]] + gap(layer[i - 1], layer[i]);
            }
        }
        int layers = graph.members.length;
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            // First each side pulls alone, which moves whole branches; then both, which settles.
            boolean both = sweep >= SWEEPS / 2;
            boolean forward = sweep % 2 == 1;
            for (int i = 0; i < layers; i++) {
                settle(graph.members[forward ? i : layers - 1 - i], both || forward, both || !forward);
            }
        }
    }

    private void settle(int[] layer, boolean byInputs, boolean byUsers) {
        var wish = new double[layer.length];
        var force = new double[layer.length];
        for (int i = 0; i < layer.length; i++) {
            int v = layer[i];
            double sum = 0;
            double total = 0;
            if (byInputs) {
                for (var link : graph.in[v]) {
                    double w = pull(link);
                    sum += w * (centre[link.from()] - port(link));
                    total += w;
                }
            }
            if (byUsers) {
                for (var link : graph.out.get(v)) {
                    double w = pull(link);
                    sum += w * (centre[link.to()] + port(link));
                    total += w;
                }
            }
            wish[i] = total == 0 ? centre[v] : sum / total;
            force[i] = total == 0 ? 1e-3 : total;
        }
        double[] offset = new double[layer.length];
        for (int i = 1; i < layer.length; i++) {
            offset[i] = offset[i - 1] + gap(layer[i - 1], layer[i]);
        }
        for (int i = 0; i < layer.length; i++) {
            wish[i] -= offset[i];
        }
        double[] placed = increasing(wish, force);
        for (int i = 0; i < layer.length; i++) {
            centre[layer[i]] = placed[i] + offset[i];
        }
    }

    /**
     * The non-decreasing sequence nearest to {@code wish} in weighted least squares, by pooling adjacent
     * violators (Ayer et al. 1955).
     */
    static double[] increasing(double[] wish, double[] force) {
        int n = wish.length;
        double[] mean = new double[n];
        double[] sum = new double[n];
        int[] size = new int[n];
        int pools = 0;
        for (int i = 0; i < n; i++) {
            mean[pools] = wish[i];
            sum[pools] = force[i];
            size[pools] = 1;
            pools++;
            while (pools > 1 && mean[pools - 2] > mean[pools - 1]) {
                int a = pools - 2;
                int b = pools - 1;
                mean[a] = (mean[a] * sum[a] + mean[b] * sum[b]) / (sum[a] + sum[b]);
                sum[a] += sum[b];
                size[a] += size[b];
                pools--;
            }
        }
        double[] result = new double[n];
        int at = 0;
        for (int p = 0; p < pools; p++) {
            Arrays.fill(result, at, at + size[p], mean[p]);
            at += size[p];
        }
        return result;
    }

    /**
     * As far as there is room, an edge over several layers runs level, at the height of one of its ends if
     * that is near.
     */
    private void levelBends() {
        int[] rank = new int[graph.vertices];
        for (int[] layer : graph.members) {
            for (int i = 0; i < layer.length; i++) {
                rank[layer[i]] = i;
            }
        }
        int first = graph.nodes;
        while (first < graph.vertices) {
            double low = Double.NEGATIVE_INFINITY;
            double high = Double.POSITIVE_INFINITY;
            double sum = 0;
            int v = first;
            while (v < graph.vertices && graph.origin[v] == graph.origin[first]) {
                int[] layer = graph.members[graph.layer[v]];
                int i = rank[v];
                double top = i == 0 ? low : centre[layer[i - 1]] + gap(layer[i - 1], v);
                double bottom = i == layer.length - 1 ? high : centre[layer[i + 1]] - gap(v, layer[i + 1]);
                if (Math.max(low, top) > Math.min(high, bottom) && v > first) {
                    break;
                }
                low = Math.max(low, top);
                high = Math.min(high, bottom);
                sum += centre[v++];
            }
            double mean = sum / (v - first);
            // Rounding may leave a single bend no room at all: then it stays.
            double level = low <= high ? Math.clamp(nearEnd(first, v - 1, mean), low, high) : mean;
            Arrays.fill(centre, first, v, level);
            first = v;
        }
    }

    private double nearEnd(int first, int last, double height) {
        double start = centre[graph.origin[first]];
        if (Math.abs(start - height) < PORT_GAP) {
            return start;
        }
        for (var link : graph.out.get(last)) {
            double end = centre[link.to()] + port(link);
            if (Math.abs(end - height) < PORT_GAP) {
                return end;
            }
        }
        return height;
    }

    private double moveToTop() {
        double top = Double.MAX_VALUE;
        double bottom = 0;
        for (int v = 0; v < graph.vertices; v++) {
            top = Math.min(top, centre[v] - vertexHeight(v) / 2);
        }
        for (int v = 0; v < graph.vertices; v++) {
            centre[v] -= top;
            bottom = Math.max(bottom, centre[v] + vertexHeight(v) / 2);
        }
        return bottom;
    }
}
