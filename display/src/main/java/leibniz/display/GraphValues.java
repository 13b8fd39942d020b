package leibniz.display;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
    /** Why the engine cannot run a backward pass, or null. */
    final @Nullable String refusal;
    private final Map<Tensor, List<String>> texts = new HashMap<>();

    GraphValues(Graph graph, GraphDetail detail) {
        gradients = NodeGradients.of(graph);
        refusal = graph.whyNoGradients();
        contributions = detail == GraphDetail.GRADIENT_SIZES ? graph.contributions() : Map.of();
    }

    /** Of a graph whose backward pass was run step by step. */
    GraphValues(Map<GraphNode, Tensor> gradients) {
        this.gradients = gradients;
        contributions = Map.of();
        refusal = null;
    }

    /** What the picture of sizes can show of that of a gradient. */
    String size(GraphNode node) {
        var gradient = gradients.get(node);
        return gradient == null ? "" : String.format(Locale.ROOT, " %.1e", gradient.norm().item());
    }

    boolean isFreed() {
        return refusal != null && refusal.contains("has been freed");
    }

    List<String> text(Tensor x) {
        return texts.computeIfAbsent(x, ValueText::lines);
    }
}
