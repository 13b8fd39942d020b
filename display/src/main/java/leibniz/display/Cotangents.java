package leibniz.display;

import static leibniz.autograd.Autograd.enableGrad;
import static leibniz.autograd.Autograd.gradientFormula;

import java.util.HashMap;
import java.util.Map;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.jspecify.annotations.Nullable;

/** The gradients of a backward pass as formulas: each is called like its value, under a bar. */
final class Cotangents {
    static final String BAR = "\u0304";

    private static final MathText ONES = new MathText("\\mathbf{1}", "\uD835\uDFCF");

    private final MathNames names;
    private final Map<GraphNode, Tensor> bars = new HashMap<>();

    Cotangents(MathNames names) {
        this.names = names;
    }

    Tensor bar(GraphNode node) {
        return bars.computeIfAbsent(node,
                any -> enableGrad(() -> Tensors.symbol(names.text(node) + BAR, node.shape())));
    }

    /**
     * What an operation gives to the gradient of its operand, by its rule, as a formula or in words; null
     * where it has neither.
     *
     * @param isResult whether the pass starts here, so that the gradient that comes in is 1
     */
    @Nullable
    MathText contribution(GraphNode operation, GraphNode operand, boolean isResult) {
        if (Kinks.isNormOfZero(operation)) {
            return null;
        }
        if (!FormulaCoverage.holds(operation)) {
            var one = new MathText("1", "1");
            var rule = SoftmaxRules.of(operation, names.of(operand), names.of(operation),
                    isResult ? one : MathText.formula(bar(operation)));
            if (rule != null) {
                return rule;
            }
            String bar = isResult ? "1" : bar(operation).toString();
            String text = FormulaCoverage.wayBack(operation, bar);
            return text == null
                    ? null
                    : new MathText("(" + (isResult ? "1" : bar(operation).toLatex()) + "\\text{"
                            + text.substring(bar.length()) + "})", "(" + text + ")");
        }
        try {
            return enableGrad(() -> {
                Tensor y = operation.apply(names::symbol);
                Tensor weighted = isResult ? y : bar(operation).mul(y);
                var formula = MathText.formula(
                        gradientFormula(weighted.dim() == 0 ? weighted : weighted.sum(),
                                names.symbol(operand)));
                return formula.text().equals("1") && operand.shape().length > 0 ? ONES : formula;
            });
        } catch (IllegalArgumentException | IllegalStateException noFormula) {
            return null;
        }
    }
}
