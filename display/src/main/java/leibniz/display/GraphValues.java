package leibniz.display;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** The gradients of a graph and its values as text, found once for all pictures of it. */
final class GraphValues {
    final Map<GraphNode, Tensor> gradients;
    /** Only where their sizes are shown. */
    final Map<GraphNode, List<@Nullable Tensor>> contributions;
    private final Map<Tensor, List<String>> texts = new HashMap<>();

    GraphValues(Graph graph, GraphDetail detail) {
        gradients = graph.gradients();
        contributions = detail == GraphDetail.GRADIENT_SIZES ? graph.contributions() : Map.of();
    }

    List<String> text(Tensor x) {
        return texts.computeIfAbsent(x, ValueText::lines);
    }
}
