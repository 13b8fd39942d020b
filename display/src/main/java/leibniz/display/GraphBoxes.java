package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import leibniz.autograd.DType;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;

/** Writes down what the picture says about each part of a graph, at the moment it is asked for. */
final class GraphBoxes {
    /** First and last value of a loop are both written where they are at most this long. */
    private static final int SHORT = 14;
    static final String FREED = "freed";
    static final String NOT_HELD = "not held";
    static final String NO_DATA = "no data yet";

    private final GraphOutline outline;
    private final Map<GraphNode, String> names;
    private final Set<GraphNode> results;
    private final Map<GraphNode, Tensor> gradients;
    private final String missing;

    private GraphBoxes(Graph graph, GraphOutline outline, Map<GraphNode, String> names) {
        this.outline = outline;
        this.names = names;
        results = Set.copyOf(graph.results());
        gradients = graph.gradients();
        var result = graph.results().getFirst();
        boolean differentiable = results.size() == 1
                && IntStream.of(result.shape()).allMatch(size -> size == 1)
                && (result.kind() == GraphNode.Kind.OPERATION || result.kind() == GraphNode.Kind.LEAF);
        missing = graph.isSymbolic() ? NO_DATA : differentiable && gradients.isEmpty() ? FREED : NOT_HELD;
    }

    static List<Box> of(Graph graph, GraphOutline outline, Map<GraphNode, String> names) {
        return new GraphBoxes(graph, outline, names).boxes();
    }

    private List<Box> boxes() {
        var boxes = new ArrayList<Box>();
        boolean more = outline.leftOut > 0;
        if (more) {
            String title = "and " + outline.leftOut + " more";
            boxes.add(new Box(Box.Kind.MORE, "", title, "", false, "", List.of(), List.of(), List.of(),
                    outline.leftOut));
        }
        for (var part : outline.parts) {
            // What is left out is the first box.
            var inputs = more ? part.inputs().stream().map(i -> i + 1).toList() : part.inputs();
            boxes.add(box(part, more ? withoutRepeatedFirst(inputs) : inputs));
        }
        return List.copyOf(boxes);
    }

    private static List<Integer> withoutRepeatedFirst(List<Integer> inputs) {
        var result = new ArrayList<Integer>();
        for (int i : inputs) {
            if (i != 0 || !result.contains(0)) {
                result.add(i);
            }
        }
        return result;
    }

    private Box box(GraphOutline.Part part, List<Integer> inputs) {
        var node = part.last();
        var operand = part.body().size() == 1 ? outline.operand(node) : null;
        boolean loop = part.rounds() > 1;
        var data = valueOf(node);
        var grad = gradientOf(node);
        if (loop) {
            data = span(valueOf(part.body().getFirst()), data);
            grad = span(gradientOf(part.body().getFirst()), grad);
        }
        return new Box(kind(node), names.getOrDefault(node, ""), operation(part.body()),
                operand == null ? "" : operand.text(), operand != null && operand.first(), type(node), data,
                grad,
                inputs, part.rounds());
    }

    private Box.Kind kind(GraphNode node) {
        return switch (node.kind()) {
            case LEAF -> Box.Kind.LEAF;
            case OPERATION -> results.contains(node) ? Box.Kind.RESULT : Box.Kind.OPERATION;
            case CONSTANT -> Box.Kind.CONSTANT;
            case DETACHED -> Box.Kind.DETACHED;
        };
    }

    private String operation(List<GraphNode> body) {
        if (body.size() > 1) {
            return String.join(" \u2192 ", body.stream().map(GraphNode::name).toList());
        }
        var node = body.getFirst();
        return switch (node.kind()) {
            case LEAF -> "leaf";
            case OPERATION -> node.name();
            case CONSTANT -> "constant";
            case DETACHED -> switch (node.name()) {
                case "Detach" -> "detached";
                case "NoGrad" -> "made in noGrad";
                case "Integer" -> "not differentiable";
                case "Overwritten" -> "overwritten";
                case "Derivative" -> "constant derivative";
                default -> node.name();
            };
        };
    }

    private static String type(GraphNode node) {
        String shape = node.shape().length == 0 ? "" : Shapes.text(node.shape());
        return node.dtype() == DType.FLOAT32 ? shape : (shape + " " + node.dtype()).strip();
    }

    private List<String> valueOf(GraphNode node) {
        var value = node.value();
        return value == null ? List.of(missing) : ValueText.lines(value);
    }

    /**
     * Of a leaf what its buffer holds; else the gradient of this very result, since a backward pass may have left
     * that of another one.
     */
    private List<String> gradientOf(GraphNode node) {
        Tensor own = gradients.get(node);
        Tensor left = node.grad();
        Tensor gradient = left != null && (own == null || node.kind() == GraphNode.Kind.LEAF) ? left : own;
        return gradient == null ? List.of() : ValueText.lines(gradient);
    }

    private static List<String> span(List<String> first, List<String> last) {
        boolean fits = first.size() == 1 && last.size() == 1 && first.getFirst().length() <= SHORT
                && last.getFirst().length() <= SHORT && !first.equals(last);
        return fits ? List.of(first.getFirst() + " \u2026 " + last.getFirst()) : last;
    }
}
