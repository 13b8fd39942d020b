package leibniz.display;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.autograd.Autograd;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * A name for every node that a derivation speaks of: the notebook's variable, else a letter with a number.
 */
final class MathNames {
    private static final List<String> INTERMEDIATE = List.of("u", "v", "t", "s", "q");
    private static final List<String> PART = List.of("p", "q", "r", "h", "g", "m", "n");
    private static final List<String> CONSTANT = List.of("c", "k", "d", "e");

    private final Map<GraphNode, String> names = new HashMap<>();
    private final Map<GraphNode, Tensor> symbols = new HashMap<>();

    /**
     * Of a graph for its result and what that is differentiated by; the parts of compositions have names too.
     */
    MathNames(Graph graph, @Nullable GraphNode source) {
        NodeNames.of(graph).forEach(
                (node, all) -> names.put(node,
                        all.contains(", ") ? all.substring(0, all.indexOf(", ")) : all));
        var used = new HashSet<String>();
        names.values().forEach(name -> use(name, used));
        nameOnce(graph.results().getFirst(), List.of("z", "f"), used);
        if (source != null) {
            nameOnce(source, List.of("w", "x"), used);
        }
        List<GraphNode> operations = graph.nodes().stream()
                .filter(node -> node.kind() == GraphNode.Kind.OPERATION)
                .toList();
        nameAll(operations, INTERMEDIATE, used);
        nameAll(graph.nodes().stream()
                .filter(node -> node.kind() != GraphNode.Kind.OPERATION && !isNumber(node))
                .toList(), CONSTANT, used);
        for (var node : operations) {
            if (!node.parts().isEmpty()) {
                names.put(node.parts().getLast(), names.get(node));
                nameAll(node.parts(), PART, used);
                nameAll(node.parts().stream().flatMap(part -> part.operands().stream())
                        .filter(operand -> operand.kind() == GraphNode.Kind.CONSTANT && !isNumber(operand))
                        .distinct().toList(), CONSTANT, used);
            }
        }
    }

    /** Names are in use by themselves and without the digits at their end. */
    private static void use(String name, Set<String> used) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        used.add(name);
        used.add(name.substring(0, end));
    }

    private void nameOnce(GraphNode node, List<String> letters, Set<String> used) {
        if (!names.containsKey(node)) {
            letters.stream().filter(letter -> !names.containsValue(letter)).findFirst().ifPresent(letter -> {
                names.put(node, letter);
                use(letter, used);
            });
        }
    }

    private void nameAll(List<GraphNode> nodes, List<String> letters, Set<String> used) {
        var unnamed = nodes.stream().filter(node -> !names.containsKey(node)).toList();
        if (unnamed.isEmpty()) {
            return;
        }
        String letter = letters.stream()
                .filter(free -> !used.contains(free))
                .findFirst().orElse("tmp");
        for (int i = 0; i < unnamed.size(); i++) {
            String name = unnamed.size() == 1 ? letter : letter + (i + 1);
            names.put(unnamed.get(i), name);
            use(name, used);
        }
    }

    /** A number that no variable holds: it is written as itself. */
    boolean isNumber(GraphNode node) {
        return node.kind() == GraphNode.Kind.CONSTANT && node.shape().length == 0 && node.value() != null
                && !names.containsKey(node);
    }

    String text(GraphNode node) {
        return names.getOrDefault(node, "");
    }

    MathText of(GraphNode node) {
        return MathText.formula(symbol(node));
    }

    /** The node as a symbol; a number as itself. */
    Tensor symbol(GraphNode node) {
        Tensor value = isNumber(node) ? node.value() : null;
        return value != null ? value.detach() : symbols.computeIfAbsent(node, this::newSymbol);
    }

    private Tensor newSymbol(GraphNode node) {
        return Autograd.enableGrad(() -> Tensors.symbol(text(node), node.shape()));
    }

    /** The operation applied to its operands by name, for one without a formula: {@code Get(x)}. */
    MathText call(GraphNode operation) {
        var operands = operation.operands().stream().distinct()
                .filter(operand -> isNumber(operand) || names.containsKey(operand)).map(this::of).toList();
        var joined = operands.isEmpty()
                ? new MathText("\\dots", "\u2026")
                : MathText.join(operands, ", ", ", ");
        String name = operation.name().replaceAll("[^A-Za-z0-9]", "");
        String given = operation.arguments().isEmpty() ? "" : ", " + GivenText.of(operation);
        return new MathText(
                "\\text{" + name + "}(" + joined.latex()
                        + (given.isEmpty() ? "" : "\\text{" + given + "}") + ")",
                operation.name() + "(" + joined.text() + given + ")");
    }

    /** The product of all elements, which is made of products of its halves; null for anything else. */
    private @Nullable MathText product(GraphNode operation) {
        return operation.name().equals("Prod") && operation.shape().length == 0
                && operation.inputs().size() == 1
                        ? MathText.formula(symbol(operation.inputs().getFirst()).prod())
                        : null;
    }

    /** What the operation computes, in the names of its operands; null where that has no formula. */
    @Nullable
    MathText definition(GraphNode operation) {
        if (!FormulaCoverage.holdsOfValue(operation)) {
            return product(operation);
        }
        try {
            return MathText.formula(operation.apply(this::symbol));
        } catch (IllegalArgumentException | IllegalStateException noFormula) {
            return null;
        }
    }
}
