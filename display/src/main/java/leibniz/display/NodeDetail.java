package leibniz.display;

import static leibniz.autograd.Autograd.noGrad;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.autograd.DType;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** All that there is to say about a node: what it computes, its values in full, and what its rule does. */
final class NodeDetail {
    private final GraphValues values;
    private final MathNames names;
    private final Cotangents rules;
    private final List<List<String>> rows = new ArrayList<>();

    NodeDetail(GraphValues values, MathNames names) {
        this.values = values;
        this.names = names;
        rules = new Cotangents(names);
    }

    /** Rows of a label and a text; of a loop those of its last round. */
    List<List<String>> rows(GraphOutline.Part part, Box box) {
        var node = part.last();
        boolean isOperation = node.kind() == GraphNode.Kind.OPERATION;
        if (isOperation) {
            var definition = names.definition(node);
            row(Words.RUNS, names.text(node) + " = "
                    + (definition == null ? names.call(node) : definition).text());
        }
        row(LiveWords.EXPLORE_SHAPE,
                node.sizes() + (node.dtype() == DType.FLOAT32 ? "" : " " + node.dtype()));
        String origin = node.origin();
        if (origin != null) {
            row(LiveWords.EXPLORE_MADE, origin);
        }
        if (isOperation) {
            node.inputs().stream().distinct().filter(input -> !names.isNumber(input))
                    .forEach(input -> row(Words.COMES_IN, named(input) + ValueText.is(input.value())));
        }
        row(Words.DATA, node.value() == null ? String.join("\n", box.data()) : printed(node.value()));
        var gradient = values.gradients.get(node);
        if (gradient != null) {
            row(Words.GRADIENT, rules.bar(node) + " = " + printed(gradient));
        } else if (node.isCutOff()) {
            row(Words.GRADIENT, Words.CUT_OFF_FROM_GRADIENTS.of());
        }
        if (isOperation && !node.isCutOff()) {
            var kink = gradient == null ? null : Kinks.of(node);
            if (kink != null) {
                row(Words.KINK, kink);
            }
            goesOut(node, gradient);
        }
        return rows;
    }

    private String named(GraphNode node) {
        String name = names.text(node);
        return name.isEmpty() ? node.name() : name;
    }

    /** What the rule gives each operand, as a formula and as numbers. */
    private void goesOut(GraphNode node, @Nullable Tensor gradient) {
        Map<GraphNode, @Nullable Tensor> given = new LinkedHashMap<>();
        node.inputs().stream().filter(NodeGradients::needsGradient).forEach(input -> given.put(input, null));
        given.keySet().forEach(operand -> {
            var rule = rules.contribution(node, operand, false);
            row(Words.RULE, rules.bar(operand) + " += "
                    + (rule == null ? Words.RULE_OF.of(node.name()) : rule.text()));
            Tensor out = gradient == null ? null : NodeGradients.pulledBack(node, operand, gradient);
            if (out != null) {
                row(Words.GOES_OUT, Words.GOES_TO.of(named(operand), noGrad(() -> printed(out))));
            }
        });
    }

    private static String printed(Tensor x) {
        return x.detach().toString();
    }

    private void row(Words label, String text) {
        if (!text.isBlank()) {
            rows.add(List.of(label.of(), text));
        }
    }
}
