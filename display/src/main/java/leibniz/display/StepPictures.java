package leibniz.display;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The graph of a backward pass, once for each step: the node that runs is lit, and what has run has its
 * gradient.
 */
final class StepPictures {
    /** Of all pictures of a pass in characters of SVG, beyond which a notebook would grow too large. */
    private static final int MOST_CHARACTERS = 140_000;
    /** A page that scrolls forgets how far with the next step, so that pictures rather become smaller. */
    private static final double LEAST_SIZE = 0.6;

    private final GraphOutline outline;
    private final List<Box> boxes;
    private final GraphDrawing drawing;
    private final Set<GraphNode> done = new HashSet<>();
    /** By part, how many of its nodes have not run yet. */
    private final Map<Integer, Integer> waiting = new HashMap<>();

    /**
     * Null where the graph is too large to be drawn whole.
     *
     * @param order the nodes in the order in which they run, with the gradient that comes in
     */
    static @Nullable StepPictures of(Graph graph, Map<GraphNode, Tensor> order) {
        var pictures = new StepPictures(graph, order);
        return pictures.outline.leftOut > 0 ? null : pictures;
    }

    private StepPictures(Graph graph, Map<GraphNode, Tensor> order) {
        var nodes = new GraphNodes(graph, true);
        outline = new GraphOutline(nodes);
        boxes = GraphBoxes.of(nodes, outline, new GraphValues(order), GraphDetail.DIRECTIONS).stream()
                .map(Box::withoutData).toList();
        drawing = new GraphDrawing(boxes);
        order.keySet().forEach(node -> waiting.merge(outline.partOf(node), 1, Integer::sum));
    }

    /** Whether so many pictures are small enough. */
    boolean fit(int pictures) {
        var all = new Card.State[boxes.size()];
        Arrays.fill(all, Card.State.WHOLE);
        return (long) pictures * Svg.of(drawing.inPass(all), "").length() <= MOST_CHARACTERS;
    }

    /** The part that a node is drawn in. */
    int part(GraphNode node) {
        return outline.partOf(node);
    }

    /** How the picture calls a part, such as {@code Mul by 2 ×9}. */
    String title(int part) {
        return boxes.get(part).title();
    }

    /** A node runs. */
    void run(GraphNode node) {
        if (done.add(node)) {
            waiting.merge(part(node), -1, Integer::sum);
        }
    }

    /** As it is while this part runs. */
    String html(int running, String alternative) {
        var states = new Card.State[boxes.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = i == running
                    ? Card.State.RUNS
                    : waiting.getOrDefault(i, 0) > 0 ? Card.State.WAITS : Card.State.HAS_RUN;
        }
        return Figure.shrinking(drawing.inPass(states), alternative, LEAST_SIZE);
    }
}
