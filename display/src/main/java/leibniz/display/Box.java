package leibniz.display;

import java.util.List;
import java.util.StringJoiner;

/**
 * What a picture says about one node, or about several that it shows as one.
 *
 * @param name the notebook's variables that hold it, or empty
 * @param operation what made it, or what it is: {@code Mul}, {@code leaf}
 * @param constant a number that is an operand and has no node of its own, or empty
 * @param constantFirst whether that number is the first operand, else it is the last
 * @param type its shape and dtype as far as they are not the usual ones
 * @param data its value in lines of text
 * @param grad its gradient in lines of text, none if it has none
 * @param inputs the boxes that it uses, by their place in the list
 * @param count how many nodes it stands for
 */
record Box(Kind kind, String name, String operation, String constant, boolean constantFirst, String type,
        List<String> data, List<String> grad, List<Integer> inputs, int count) {
    /** Kinds differ by outline and tint: the colours of Okabe and Ito (2008), which colour-blind people can tell apart. */
    enum Kind {
        /** Round ends, blue. */
        LEAF("#eaf4fb", "#0072b2", 12),
        /** Square, grey. */
        OPERATION("#ffffff", "#7b8794", 2),
        /** Cut corners, grey. */
        CONSTANT("#f5f6f7", "#7b8794", 7),
        /** Cut corners, dashed, reddish purple. */
        DETACHED("#fbf1f7", "#a9568a", 7),
        /** Double outline, bluish green. */
        RESULT("#e8f6f1", "#00795a", 4),
        /** What is left out: dashed, grey. */
        MORE("#ffffff", "#7b8794", 2);

        final String fill;
        final String outline;
        final double radius;

        Kind(String fill, String outline, double radius) {
            this.fill = fill;
            this.outline = outline;
            this.radius = radius;
        }
    }

    /** The operation with its number: {@code Mul by 2}, {@code Sub(1, ·)}, {@code Mul by 2 ×9}. */
    String title() {
        String text = constant.isEmpty() ? operation : switch (operation) {
            case "Mul" -> "Mul by " + constant;
            case "Add" -> "Add " + constant;
            case "Div" -> constantFirst ? withHole() : "Div by " + constant;
            case "Sub", "Pow" -> constantFirst ? withHole() : operation + " " + constant;
            default -> withHole();
        };
        return kind != Kind.MORE && count > 1 ? text + " \u00d7" + count : text;
    }

    private String withHole() {
        return operation + (constantFirst ? "(" + constant + ", \u00b7)" : "(\u00b7, " + constant + ")");
    }

    /** The operation applied to its operands, which are given by their names: {@code Mul(x, 2)}. */
    String call(List<String> names) {
        if (kind != Kind.OPERATION && kind != Kind.RESULT) {
            return title();
        }
        var operands = new StringJoiner(", ", "(", ")");
        if (!constant.isEmpty() && constantFirst) {
            operands.add(constant);
        }
        inputs.forEach(i -> operands.add(names.get(i)));
        if (!constant.isEmpty() && !constantFirst) {
            operands.add(constant);
        }
        return operation + operands + (count > 1 ? " \u00d7" + count : "");
    }
}
