package leibniz.display;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.autograd.GraphNode;
import org.jspecify.annotations.Nullable;

/**
 * Which operations have formulas that say all of what they do. One that takes out, moves or joins elements is
 * written in the library's formulas without its indices, as if it were the identity; of these the displays
 * give numbers and words.
 */
final class FormulaCoverage {
    private static final Set<String> ELEMENT_BY_ELEMENT = Set.of("Add", "Sub", "Mul", "Div", "Neg", "Pow",
            "Exp", "Expm1", "Log", "Log1p", "Sin", "Cos", "Asin", "Acos", "Sinh",
            "Cosh",
            "Tanh", "Sigmoid", "Softplus", "Erf", "Relu", "Sqrt", "Reciprocal", "Abs", "Sign",
            "Atan2",
            "Maximum", "Minimum", "Remainder", "Copy");
    private static final Set<String> OF_MATRICES = Set.of("Dot", "MatMul", "Det", "LogDet", "Inv");
    /** To one number; a sum also over some dims, which its formula names. */
    private static final Set<String> REDUCTIONS = Set.of("Sum", "Norm", "LogSumExp", "VectorNorm", "Max",
            "Min", "Trace");

    /** Of a vector one element: x1, with the unit vector e1 as its derivative. */
    private static final Set<String> ONE_ELEMENT = Set.of("Get", "Select");
    /** Written as x[1:3] or X[:, 0]. */
    private static final Set<String> SLICES = Set.of("Get", "Select", "Slice", "Narrow");

    /** The operations whose rule has a formula, and those of which only the value has one. */
    static final Set<String> RULES = union(
            List.of(ELEMENT_BY_ELEMENT, OF_MATRICES, REDUCTIONS, Set.of("Transpose"), ONE_ELEMENT));
    static final Set<String> VALUES = union(List.of(RULES, SLICES));

    /** What becomes of the gradient %s of the result, for the operand. */
    static final Map<String, Words> ON_THE_WAY_BACK = Map.ofEntries(
            Map.entry("Get", Words.BACK_TO_PLACES), Map.entry("Select", Words.BACK_TO_PLACES),
            Map.entry("Slice", Words.BACK_TO_PLACES), Map.entry("Narrow", Words.BACK_TO_PLACES),
            Map.entry("IndexSelect", Words.BACK_TO_PLACES), Map.entry("Gather", Words.BACK_TO_PLACES),
            Map.entry("Pick", Words.BACK_TO_PLACES), Map.entry("MaskedSelect", Words.BACK_TO_PLACES),
            Map.entry("Diagonal", Words.BACK_TO_PLACES), Map.entry("Sort", Words.BACK_TO_PLACES),
            Map.entry("Reshape", Words.BACK_IN_SHAPE), Map.entry("View", Words.BACK_IN_SHAPE),
            Map.entry("Squeeze", Words.BACK_IN_SHAPE), Map.entry("Unsqueeze", Words.BACK_IN_SHAPE),
            Map.entry("Flatten", Words.BACK_IN_SHAPE), Map.entry("Permute", Words.BACK_IN_ORDER),
            Map.entry("Transpose", Words.BACK_IN_ORDER), Map.entry("Flip", Words.BACK_IN_ORDER),
            Map.entry("Cat", Words.BACK_ITS_PART), Map.entry("Stack", Words.BACK_ITS_PART),
            Map.entry("Expand", Words.BACK_SUMMED), Map.entry("Repeat", Words.BACK_SUMMED),
            Map.entry("Unslice", Words.BACK_FROM_PLACES), Map.entry("Place", Words.BACK_FROM_PLACES),
            Map.entry("Masked", Words.BACK_WHERE_TAKEN), Map.entry("Where", Words.BACK_WHERE_TAKEN),
            Map.entry("CumSum", Words.BACK_FROM_THE_END), Map.entry("To", Words.BACK_IN_DTYPE));

    private FormulaCoverage() {}

    private static Set<String> union(List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the formula of an operation, and of its derivative, is the whole truth. Within a composition a
     * sum that keeps its dims, as in the variance, makes a derivative that nobody can read.
     */
    static boolean holds(GraphNode node) {
        return node.parts().isEmpty()
                ? holdsOfPrimitive(node)
                : node.parts().stream()
                        .allMatch(part -> holdsOfPrimitive(part) && !isSumWithDimsKept(part));
    }

    private static boolean isSumWithDimsKept(GraphNode node) {
        return node.name().equals("Sum")
                && node.shape().length == node.operands().getFirst().shape().length;
    }

    private static boolean holdsOfPrimitive(GraphNode node) {
        int rank = node.shape().length;
        boolean flat = node.operands().stream().allMatch(operand -> operand.shape().length <= 2);
        return ELEMENT_BY_ELEMENT.contains(node.name()) && rank <= 2
                || OF_MATRICES.contains(node.name()) && rank <= 2 && flat
                || REDUCTIONS.contains(node.name()) && rank == 0
                || node.name().equals("Sum") && flat
                || node.name().equals("Transpose") && rank == 2
                || ONE_ELEMENT.contains(node.name()) && rank == 0
                        && node.operands().getFirst().shape().length == 1;
    }

    /**
     * Whether the formula of the value is the whole truth, which it also is where there is none of the
     * derivative.
     */
    static boolean holdsOfValue(GraphNode node) {
        var parts = node.parts().isEmpty() ? List.of(node) : node.parts();
        return parts.size() == 1 && SLICES.contains(parts.getFirst().name())
                || parts.stream().allMatch(FormulaCoverage::holdsOfPrimitive);
    }

    /** In words what an operation makes of the gradient that comes back to it, or null. */
    static @Nullable String wayBack(GraphNode node, String gradient) {
        Words words = ON_THE_WAY_BACK.get(node.name());
        return words == null ? null : gradient + " " + words;
    }

    /** In words what a Jacobian of noughts and ones does, or empty where it has no such form. */
    static String selection(double[][] jacobian) {
        int rows = jacobian.length;
        int columns = rows == 0 ? 0 : jacobian[0].length;
        int ones = 0;
        int firstRow = -1;
        int firstColumn = -1;
        boolean diagonal = true;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (jacobian[i][j] == 1) {
                    firstRow = ones == 0 ? i : firstRow;
                    firstColumn = ones == 0 ? j : firstColumn;
                    diagonal &= i - firstRow == j - firstColumn && i - firstRow == ones;
                    ones++;
                } else if (jacobian[i][j] != 0) {
                    return "";
                }
            }
        }
        if (ones == 0 || !diagonal || ones == rows && ones == columns) {
            return "";
        }
        return ones == 1
                ? rows > 1 && columns > 1 ? "" : Words.ONE_AT.of(rows == 1 ? firstColumn : firstRow)
                : ones == rows
                        ? Words.IDENTITY_IN_COLUMNS.of(firstColumn, firstColumn + ones - 1)
                        : ones == columns ? Words.IDENTITY_IN_ROWS.of(firstRow, firstRow + ones - 1) : "";
    }
}
