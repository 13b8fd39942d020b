package leibniz.display;

import java.util.ArrayList;
import java.util.List;

/**
 * A drawing of a graph from left to right: where each node stands and how each edge runs. No two boxes
 * overlap, each node stands right of its inputs, and no edge passes under a box. Positions are those of the
 * upper left corners.
 */
final class Layout {
    private static final double MIN_LAYER_GAP = 34;
    private static final double MAX_LAYER_GAP = 96;

    final double width;
    final double height;
    final double[] x;
    final double[] y;
    final List<Route> routes;

    private final LayerAssignment graph;
    private final double[] nodeWidth;
    private final CoordinateAssignment rows;
    private final double[] centre;

    /**
     * What runs from one node towards its users. A route ends at the input {@code port} of the node
     * {@code target}, or where it branches, at a bend, in which case {@code target} is -1. Other routes go on
     * from its points. The points alternate: from an even one to the next the route is straight and level,
     * from an odd one it curves.
     */
    record Route(int source, int target, int port, List<Point> points) {}

    record Point(double x, double y) {}

    /**
     * @param inputs by node, in an order where inputs come first, the nodes that it uses
     * @param weight by node, how much the edges that leave it want to be straight
     */
    Layout(int[][] inputs, double[] nodeWidth, double[] nodeHeight, double[] weight) {
        this.nodeWidth = nodeWidth;
        graph = new LayerAssignment(inputs);
        CrossingReduction.reduce(graph);
        rows = new CoordinateAssignment(graph, nodeHeight, weight);
        centre = rows.centre;
        height = rows.height;
        x = new double[graph.nodes];
        y = new double[graph.nodes];
        double[] left = new double[graph.members.length];
        double[] right = new double[graph.members.length];
        width = placeColumns(left, right);
        for (int v = 0; v < graph.nodes; v++) {
            int layer = graph.layer[v];
            x[v] = (left[layer] + right[layer] - nodeWidth[v]) / 2;
            y[v] = centre[v] - nodeHeight[v] / 2;
        }
        routes = route(left, right);
    }

    /** Steep edges get a wider gap between the layers, so that they stay smooth. */
    private double placeColumns(double[] left, double[] right) {
        double edge = 0;
        for (int i = 0; i < graph.members.length; i++) {
            if (i > 0) {
                double steepest = 0;
                for (int v : graph.members[i]) {
                    for (var link : graph.in[v]) {
                        steepest = Math.max(steepest,
                                Math.abs(centre[v] + rows.port(link) - centre[link.from()]));
                    }
                }
                edge += Math.clamp(MIN_LAYER_GAP + steepest / 6, MIN_LAYER_GAP, MAX_LAYER_GAP);
            }
            left[i] = edge;
            for (int v : graph.members[i]) {
                edge = Math.max(edge, left[i] + (graph.isBend(v) ? 0 : nodeWidth[v]));
            }
            right[i] = edge;
        }
        return edge;
    }

    private List<Route> route(double[] left, double[] right) {
        var result = new ArrayList<Route>();
        for (int v = 0; v < graph.vertices; v++) {
            if (graph.isBend(v) && graph.out.get(v).size() == 1) {
                continue; // in the middle of a route
            }
            boolean shared = false;
            for (var first : graph.out.get(v)) {
                var points = new ArrayList<Point>();
                // What several routes would begin with is drawn by the first of them.
                double start = graph.isBend(v) ? left[graph.layer[v]] : x[v] + nodeWidth[v];
                points.add(new Point(shared ? right[graph.layer[v]] : start, centre[v]));
                shared = true;
                points.add(new Point(right[graph.layer[v]], centre[v]));
                var link = first;
                while (graph.isBend(link.to()) && graph.out.get(link.to()).size() == 1) {
                    int bend = link.to();
                    points.add(new Point(left[graph.layer[bend]], centre[bend]));
                    points.add(new Point(right[graph.layer[bend]], centre[bend]));
                    link = graph.out.get(bend).getFirst();
                }
                int end = link.to();
                double arrival = centre[end] + rows.port(link);
                points.add(new Point(left[graph.layer[end]], arrival));
                if (!graph.isBend(end)) {
                    points.add(new Point(x[end], arrival));
                }
                result.add(new Route(graph.origin[v], graph.isBend(end) ? -1 : end, link.port(),
                        List.copyOf(points)));
            }
        }
        return List.copyOf(result);
    }
}
