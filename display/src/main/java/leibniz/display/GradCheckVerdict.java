package leibniz.display;

import static leibniz.autograd.Autograd.enableGrad;
import static leibniz.autograd.Autograd.gradCheck;
import static leibniz.autograd.DType.FLOAT64;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leibniz.autograd.GradCheckEntry;
import leibniz.autograd.GradCheckReport;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a gradient check has found, in a few lines: how many derivatives are wrong, why, and by whose rule.
 */
final class GradCheckVerdict {
    /** In a larger graph the operations are not checked one by one. */
    private static final int MOST_NODES = 60;
    private static final int MOST_ELEMENTS = 64;

    private static final Map<String, Words> CAUSES = Map.of(GradCheckEntry.WRONG_RULE, Words.CAUSE_WRONG_RULE,
            GradCheckEntry.TRUNCATION, Words.CAUSE_TRUNCATION, GradCheckEntry.ROUNDING, Words.CAUSE_ROUNDING,
            GradCheckEntry.KINK, Words.CAUSE_KINK, GradCheckEntry.JUMP, Words.CAUSE_JUMP,
            GradCheckEntry.NOT_FINITE,
            Words.CAUSE_NOT_FINITE);

    private GradCheckVerdict() {}

    static List<String> of(GradCheckReport report, TensorFunction f, Tensor x) {
        var lines = new ArrayList<String>();
        var wrong = report.entries().stream().filter(entry -> !(entry.error() <= report.tolerance()))
                .sorted(Comparator.comparingDouble(GradCheckEntry::error).reversed()).toList();
        String all = Numbers.grouped(report.entries().size());
        String error = Numbers.brief(report.maxError());
        String tolerance = Numbers.brief(report.tolerance());
        lines.add(report.passed()
                ? Words.CHECK_PASSED.of(all, error, tolerance)
                : Words.CHECK_FAILED.of(Numbers.grouped(wrong.size()), all, error, tolerance));
        if (!wrong.isEmpty()) {
            var worst = wrong.getFirst();
            lines.add(Words.WORST_DERIVATIVE.of(index(worst.outputIndex()), index(worst.inputIndex()),
                    Numbers.compact(worst.analytic()), Numbers.compact(worst.numeric())));
        }
        causes(report).forEach(cause -> {
            String rule = cause.equals(GradCheckEntry.WRONG_RULE) ? wrongRule(f, x) : null;
            lines.add(rule == null
                    ? cause(cause)
                    : Words.CAUSE_WRONG_RULE_OF.of(rule));
        });
        return lines;
    }

    /** The kinds of causes that entries have. */
    static List<String> causes(GradCheckReport report) {
        return report.entries().stream().map(GradCheckEntry::cause).filter(CAUSES::containsKey).distinct()
                .sorted().toList();
    }

    /** What a kind of cause means. */
    static String cause(String kind) {
        return CAUSES.getOrDefault(kind, Words.CAUSE_WRONG_RULE).of();
    }

    static String index(List<Integer> index) {
        return Shapes.text(index.stream().mapToInt(i -> i).toArray());
    }

    /**
     * The name of the first operation that fails a check by itself, at the values that it met in f; null if
     * none does.
     */
    private static @Nullable String wrongRule(TensorFunction f, Tensor x) {
        Tensor leaf = x.copy().requiresGrad_(true);
        var graph = Graph.of(enableGrad(() -> f.apply(leaf)));
        if (graph.nodes().size() > MOST_NODES) {
            return null;
        }
        return graph.nodes().stream()
                .flatMap(node -> node.parts().isEmpty() ? Stream.of(node) : node.parts().stream())
                .filter(node -> node.kind() == GraphNode.Kind.OPERATION && failsAlone(node))
                .map(GraphNode::name)
                .findFirst().orElse(null);
    }

    private static boolean failsAlone(GraphNode node) {
        return node.operands().stream().distinct().anyMatch(operand -> {
            Tensor at = operand.value();
            if (at == null || at.dtype() != FLOAT64 || at.numel() > MOST_ELEMENTS || at.numel() == 0) {
                return false;
            }
            try {
                var report = gradCheck(
                        v -> node.apply(other -> other == operand ? v : NodeGradients.valueOf(other)),
                        at.detach().copy());
                return report.entries().stream()
                        .anyMatch(entry -> entry.cause().equals(GradCheckEntry.WRONG_RULE));
            } catch (IllegalArgumentException | IllegalStateException cannotRun) {
                return false;
            }
        });
    }
}
