package leibniz.display;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.GraphNode.Kind;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A graph whose inputs can be moved: it is computed again on copies, and the user's tensors stay as they are.
 */
final class Nudge {
    private static final int MOST_ELEMENTS = 40;

    /** One number of an input. */
    record Element(GraphNode leaf, List<Integer> index) {
        int[] place() {
            return index.stream().mapToInt(i -> i).toArray();
        }

        double value() {
            return Objects.requireNonNull(leaf.value()).get(place()).item();
        }
    }

    private final Graph graph;
    private final Map<String, Element> elements = new LinkedHashMap<>();
    private final Map<GraphNode, String> names;

    Nudge(Tensor z) {
        graph = Graph.of(z);
        names = NodeNames.of(graph);
        for (GraphNode node : graph.nodes()) {
            Tensor value = node.value();
            if (node.kind() == Kind.LEAF && value != null) {
                String name = names.getOrDefault(node, LiveWords.AN_INPUT.of(elements.size() + 1));
                for (int i = 0; i < value.numel() && elements.size() < MOST_ELEMENTS; i++) {
                    List<Integer> index = Arrays.stream(Shapes.index(i, value.shape())).boxed().toList();
                    elements.put(value.dim() == 0 ? name : name + index, new Element(node, index));
                }
            }
        }
        if (elements.isEmpty() || graph.isSymbolic()) {
            throw Refusals.of(LiveWords.NOTHING_TO_MOVE);
        }
    }

    /** The inputs by their names, element by element. */
    Map<String, Element> elements() {
        return elements;
    }

    /** The graph with one number moved, by this part of its size and at least of 1. */
    Displayable moved(Element element, double by) {
        double before = element.value();
        double after = before + by * Math.max(1, Math.abs(before));
        Map<GraphNode, Tensor> made = new HashMap<>();
        for (GraphNode node : graph.nodes()) {
            Tensor again = again(node, element, after, made);
            if (again != null) {
                made.put(node, again);
            }
        }
        var aliases = new HashMap<Tensor, String>();
        names.forEach((node, name) -> {
            if (made.containsKey(node)) {
                aliases.put(made.get(node), name);
            }
        });
        String name = elements.entrySet().stream().filter(entry -> entry.getValue() == element)
                .map(Map.Entry::getKey).findFirst().orElse("");
        Tensor result = Objects.requireNonNull(made.get(graph.results().getFirst()));
        String line = by == 0
                ? LiveWords.NOT_NUDGED.of(name, Numbers.compact(before))
                : LiveWords.NUDGED.of(name, Numbers.compact(before), Numbers.compact(after));
        return HeldTensors.calling(aliases,
                () -> new Captioned(line, GraphPicture.of(GraphDetail.DIRECTIONS, result)));
    }

    private static @Nullable Tensor again(GraphNode node, Element element, double value,
            Map<GraphNode, Tensor> made) {
        return switch (node.kind()) {
            case LEAF -> {
                Tensor copy = Objects.requireNonNull(node.value()).detach().copy();
                if (node == element.leaf) {
                    copy.set_(value, element.place());
                }
                yield copy.requiresGrad_(true);
            }
            case OPERATION -> node.apply(operand -> {
                Tensor known = made.getOrDefault(operand, operand.value());
                return Objects.requireNonNull(known, "an operand that is no longer held");
            });
            default -> node.value();
        };
    }
}
