package leibniz.display;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;

/**
 * The chain rule as the backward pass applies it: from the result to the source one value after the other,
 * each gradient in the shape of its value. For matrices, whose Jacobians would have four dims, and where the
 * ways are too many to list.
 */
final class NodeByNode {
    private static final int LARGEST_VALUE = 36;

    private final Dependence dependence;
    private final MathNames names;
    private final Cotangents rules;
    private final Map<GraphNode, Tensor> values = new HashMap<>();

    NodeByNode(Dependence dependence, MathNames names) {
        this.dependence = dependence;
        this.names = names;
        rules = new Cotangents(names);
        if (isNumber()) {
            values.putAll(NodeGradients.of(dependence.graph));
        }
    }

    private boolean isNumber() {
        return dependence.result.shape().length == 0;
    }

    void write(Explanation page) {
        var z = names.of(dependence.result);
        if (!isNumber()) {
            page.say(Words.NOBODY_WRITES_OUT.sentence(z));
            return;
        }
        page.say(Words.NODE_BY_NODE.sentence(new MathText("\\bar{u}", "u" + Cotangents.BAR), z,
                new MathText("u", "u")));
        var lines = new ArrayList<MathText>();
        for (var node : dependence.between.reversed()) {
            if (node != dependence.result) {
                lines.add(line(node));
            }
        }
        page.lines(Explainer.shortened(lines));
    }

    /** The contributions of all users, their sum, and the value. */
    private MathText line(GraphNode node) {
        var name = MathText.formula(rules.bar(node));
        var parts = new ArrayList<MathText>();
        for (var user : dependence.users(node).reversed()) {
            var part = rules.contribution(user, node, user == dependence.result);
            parts.add(part != null
                    ? part
                    : new MathText("\\left(\\frac{\\partial " + names.of(user).latex() + "}{\\partial "
                            + names.of(node).latex() + "}\\right)^\\top "
                            + MathText.formula(rules.bar(user)).latex(),
                            "(\u2202" + names.text(user) + "/\u2202" + names.text(node) + ")\u1d40 "
                                    + MathText.formula(rules.bar(user)).text()));
        }
        var sum = MathText.sum(parts);
        String shape = Shapes.text(node.shape());
        boolean scalar = node.shape().length == 0;
        var line = new MathText(
                (scalar ? name.latex() : "\\underbrace{" + name.latex() + "}_{" + shape + "}")
                        + sum.latexSign(" &") + sum.latex(),
                name.text() + (scalar ? "" : " " + shape) + sum.sign() + sum.text());
        Tensor value = values.get(node);
        if (value != null && value.numel() <= LARGEST_VALUE && value.dim() <= 2) {
            var shown = MathText.value(value);
            if (!sum.text().equals(shown.text())) {
                line = MathText.equal(line, shown);
            }
        }
        return line;
    }
}
