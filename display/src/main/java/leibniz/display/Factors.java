package leibniz.display;

import static leibniz.autograd.Autograd.derivative;
import static leibniz.autograd.Autograd.enableGrad;
import static leibniz.autograd.Autograd.jacobian;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** The factors of the chain rule: the derivative of each operation by each of its operands. */
final class Factors {
    /** A Jacobian with more entries is neither computed nor shown. */
    private static final int MOST_ENTRIES = 4096;

    private static final Pattern MATRIX_OVER = Pattern.compile("(I|diag\\(.*\\)|^\u22121|^1)/(?!\\d)");

    private static final Pattern MATRIX_IN_CASES = Pattern.compile("where\\(.*\\bI\\b");

    /** The derivative of one value by another. */
    static final class Factor {
        final MathText name;
        final String shape;
        private final boolean atNormOfZero;
        /** Null where the operation has none. */
        final @Nullable MathText formula;
        /** The Jacobian; null where values are not held, or would be too many. */
        final double @Nullable [][] value;

        private Factor(MathText name, String shape, boolean atNormOfZero, @Nullable MathText formula,
                double @Nullable [][] value) {
            this.name = name;
            this.atNormOfZero = atNormOfZero;
            this.shape = shape;
            this.formula = formula;
            this.value = value;
        }

        /** The formula and then the value, where they are known and not the same, behind the name. */
        MathText equations(MathText called) {
            var result = called;
            if (formula != null) {
                result = MathText.equal(result, formula);
            }
            var shown = value == null ? null : MathText.matrix(value);
            String selection = value == null || formula != null || atNormOfZero
                    ? ""
                    : FormulaCoverage.selection(value);
            if (shown != null && !selection.isEmpty()) {
                shown = new MathText(shown.latex() + "\\quad\\text{(" + selection + ")}",
                        shown.text() + "  (" + selection + ")", shown.rounded());
            }
            return shown == null || formula != null && formula.text().equals(shown.text())
                    ? result
                    : MathText.equal(result, shown);
        }

        /** What stands for it in a product of formulas. */
        MathText symbolic() {
            return formula == null ? name : formula;
        }
    }

    private record Edge(GraphNode of, GraphNode by) {}

    private final MathNames names;
    private final Map<Edge, Factor> known = new HashMap<>();

    Factors(MathNames names) {
        this.names = names;
    }

    Factor of(GraphNode operation, GraphNode operand) {
        return known.computeIfAbsent(new Edge(operation, operand),
                edge -> new Factor(name(operation, operand),
                        shape(operation, operand), Kinks.isNormOfZero(operation), formula(operation, operand),
                        value(operation, operand)));
    }

    MathText name(GraphNode of, GraphNode by) {
        var upper = names.of(of);
        var lower = names.of(by);
        return new MathText("\\frac{\\partial " + upper.latex() + "}{\\partial " + lower.latex() + "}",
                "\u2202" + upper.text() + "/\u2202" + lower.text());
    }

    /** Rows and columns; empty for a number by a number. */
    static String shape(GraphNode of, GraphNode by) {
        return of.shape().length == 0 && by.shape().length == 0
                ? ""
                : "(" + size(of) + "," + size(by) + ")";
    }

    private static int size(GraphNode node) {
        return (int) Shapes.count(node.shape());
    }

    private @Nullable MathText formula(GraphNode operation, GraphNode operand) {
        if (!FormulaCoverage.holds(operation) || Kinks.isNormOfZero(operation)) {
            return null;
        }
        try {
            Tensor symbol = names.symbol(operand);
            var formula = enableGrad(
                    () -> MathText.formula(derivative(operation.apply(names::symbol), symbol)));
            return saysLess(formula.text(), operation, operand) ? null : formula;
        } catch (IllegalArgumentException | IllegalStateException noFormula) {
            return null;
        }
    }

    /**
     * A column of ones is written like the number 1, rows divided by a vector like a matrix by one, and a
     * diagonal matrix of cases like cases of matrices.
     */
    private static boolean saysLess(String formula, GraphNode operation, GraphNode operand) {
        boolean vector = !shape(operation, operand).isEmpty();
        boolean byVector = operation.inputs().stream().anyMatch(input -> input.shape().length > 0);
        return vector && (formula.equals("1") || byVector && MATRIX_OVER.matcher(formula).find()
                || MATRIX_IN_CASES.matcher(formula).find());
    }

    private static double @Nullable [][] value(GraphNode operation, GraphNode operand) {
        int rows = size(operation);
        int columns = size(operand);
        Tensor at = operand.value();
        if (at == null || (long) rows * columns > MOST_ENTRIES) {
            return null;
        }
        try {
            Tensor jacobian = jacobian(
                    x -> operation.apply(node -> node == operand ? x : NodeGradients.valueOf(node)),
                    at.detach());
            var elements = new Elements(jacobian.reshape(rows, columns));
            return MathText.rows(rows, columns, (i, j) -> Elements.number(elements.at(i, j)));
        } catch (IllegalArgumentException | IllegalStateException notHeld) {
            return null;
        }
    }
}
