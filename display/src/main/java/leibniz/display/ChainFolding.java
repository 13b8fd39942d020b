package leibniz.display;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.autograd.Autograd;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.jspecify.annotations.Nullable;

/** Rounds of a loop: operations one after the other that differ in nothing but their operand. */
final class ChainFolding {
    /** Fewer are written out. */
    private static final int LEAST = 5;

    private final Map<GraphNode, List<GraphNode>> runs = new HashMap<>();

    ChainFolding(Dependence dependence, MathNames names) {
        List<GraphNode> open = new ArrayList<>();
        String repeated = "";
        for (var node : dependence.between) {
            String operation = operation(node, dependence, names);
            boolean follows = !open.isEmpty() && operation.equals(repeated)
                    && dependence.inputs(node).equals(List.of(open.getLast()))
                    && dependence.users(open.getLast()).size() == 1;
            if (!follows) {
                close(open);
                open = new ArrayList<>();
            }
            if (!operation.isEmpty()) {
                open.add(node);
            }
            repeated = operation;
        }
        close(open);
    }

    private void close(List<GraphNode> run) {
        if (run.size() >= LEAST) {
            run.forEach(node -> runs.put(node, run));
        }
    }

    /**
     * What the node does to its operand, whatever that is called; empty where it has no formula or several
     * operands.
     */
    private static String operation(GraphNode node, Dependence dependence, MathNames names) {
        var inputs = dependence.inputs(node);
        if (inputs.size() != 1) {
            return "";
        }
        try {
            Tensor hole = Tensors.symbol("\u25a1", inputs.getFirst().shape());
            return Autograd.enableGrad(() -> node.apply(
                    input -> input == inputs.getFirst() ? hole : names.symbol(input)).toString());
        } catch (IllegalArgumentException | IllegalStateException noFormula) {
            return "";
        }
    }

    /** The run that a node belongs to, first round first, or null. */
    @Nullable
    List<GraphNode> of(GraphNode node) {
        return runs.get(node);
    }

    /**
     * The product along a way, with what the function gives for each step, and the rounds of a loop drawn
     * together.
     */
    MathText product(List<GraphNode> way, Step factor) {
        var factors = new ArrayList<MathText>();
        for (int i = 0; i + 1 < way.size(); i++) {
            var run = runs.get(way.get(i));
            int rounds = 1;
            while (run != null && i + rounds + 1 < way.size() && runs.get(way.get(i + rounds)) == run) {
                rounds++;
            }
            var first = factor.of(way.get(i), way.get(i + 1));
            if (rounds < LEAST) {
                factors.add(first);
                continue;
            }
            var last = factor.of(way.get(i + rounds - 1), way.get(i + rounds));
            if (first.text().equals(last.text())) {
                factors.add(new MathText(power(first.latex(), rounds), first.text() + "^" + rounds,
                        first.rounded()));
            } else {
                factors.add(first);
                factors.add(new MathText("\\cdots", "\u22ef"));
                factors.add(last);
            }
            i += rounds - 1;
        }
        return MathText.product(factors);
    }

    private static String power(String base, int exponent) {
        return (base.matches("\\d+(\\.\\d+)?") ? base : "\\left(" + base + "\\right)") + "^{" + exponent
                + "}";
    }

    /** What stands for the derivative of one value by another. */
    @FunctionalInterface
    interface Step {
        MathText of(GraphNode of, GraphNode by);
    }
}
