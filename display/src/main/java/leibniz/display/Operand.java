package leibniz.display;

import java.util.List;
import java.util.Map;
import leibniz.autograd.GraphNode;
import org.jspecify.annotations.Nullable;

/**
 * A plain number that is one of the two operands of an operation: it reads better in the operation than as a
 * node.
 */
record Operand(GraphNode node, String text, boolean first) {
    /**
     * The number among the inputs of an operation, or null if it has none. A number that a variable holds
     * stays a node.
     */
    static @Nullable Operand of(List<GraphNode> inputs, Map<GraphNode, String> names) {
        if (inputs.size() != 2 || isNumber(inputs.getFirst(), names) == isNumber(inputs.getLast(), names)) {
            return null;
        }
        boolean first = isNumber(inputs.getFirst(), names);
        var node = first ? inputs.getFirst() : inputs.getLast();
        var value = node.value();
        return value == null ? null : new Operand(node, ValueText.lines(value).getFirst(), first);
    }

    private static boolean isNumber(GraphNode node, Map<GraphNode, String> names) {
        return node.kind() == GraphNode.Kind.CONSTANT && node.shape().length == 0 && !names.containsKey(node);
    }
}
