package leibniz.display;

import java.util.List;
import java.util.StringJoiner;

/**
 * What a picture says about one node, or about several that it shows as one.
 *
 * @param cutOff whether it lies behind a detach or noGrad, so that no gradient comes here
 * @param name the notebook's variables that hold it, or empty
 * @param type its shape unless it is a scalar, and its dtype unless that is FLOAT32
 * @param formula what it is in terms of symbols, or empty
 * @param data its value in lines of text
 * @param is the value as it stands behind the name: {@code = 2}, or empty
 * @param grad the gradient of the result by it in lines of text, none if it has none
 * @param left what a backward pass left there where that is another gradient
 * @param count how many nodes it stands for
 */
record Box(Kind kind, boolean cutOff, String name, Operation operation, String type, String formula,
        List<String> data, String is, List<String> grad, Left left, List<Input> inputs, int count) {
    /**
     * Kinds differ by outline and tint: the colours of Okabe and Ito (2008), which colour-blind people can
     * tell apart.
     */
    enum Kind {
        /** Round ends, blue. */
        LEAF("#eaf4fb", "#0072b2", 12),
        /** Square, grey. */
        OPERATION("#ffffff", "#7b8794", 2),
        /** Cut corners, grey. */
        CONSTANT("#f5f6f7", "#7b8794", 7),
        /** A ribbon's end on the right, dashed, reddish purple. */
        DETACHED("#fbf1f7", "#a9568a", 7),
        /** Pointed on both sides, dashed, orange. */
        NO_GRAD("#fdf4e3", "#9a6700", 7),
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

    /**
     * What made a node, or what it is.
     *
     * @param name {@code Mul}, {@code leaf}
     * @param arguments what it was given besides its operands: {@code [1]}, {@code dim 1}, or empty
     * @param group the composition that it is a part of, or empty
     * @param constant a number that is an operand and has no node of its own, or empty
     * @param constantFirst whether that number is the first operand, else it is the last
     */
    record Operation(String name, String arguments, String group, String constant,
            boolean constantFirst) {
        Operation(String name) {
            this(name, "", "", "", false);
        }

        private String title() {
            return constant.isEmpty() ? (name + " " + arguments).strip() : switch (name) {
                case "Mul" -> Words.BY.of(name, constant);
                case "Add" -> "Add " + constant;
                case "Div" -> constantFirst ? withHole() : Words.BY.of(name, constant);
                case "Sub", "Pow" -> constantFirst ? withHole() : name + " " + constant;
                default -> withHole();
            };
        }

        private String withHole() {
            return name + (constantFirst ? "(" + constant + ", \u00b7)" : "(\u00b7, " + constant + ")");
        }
    }

    /**
     * A gradient that lies at a node and is not that of the result.
     *
     * @param caption {@code x.grad()}
     */
    record Left(String caption, List<String> lines) {
        static final Left NONE = new Left("", List.of());
    }

    /**
     * A box that another one uses.
     *
     * @param from the place of the box in the list
     * @param rule what becomes of the gradient on its way back, as a formula, or empty
     * @param size the size of the gradient that comes back, NaN where it is not known
     */
    record Input(int from, String rule, double size) {
        Input(int from) {
            this(from, "", Double.NaN);
        }
    }

    /** The same without its value, for where only the gradients change. */
    Box withoutData() {
        return new Box(kind, cutOff, name, operation, type, "", List.of(), "", grad, Left.NONE, inputs,
                count);
    }

    /** Whether gradients belong to the node and come back along its edges. */
    boolean flows() {
        return !cutOff && kind != Kind.CONSTANT && !isBreak();
    }

    /** Whether the node is where a path of gradients ends. */
    boolean isBreak() {
        return kind == Kind.DETACHED || kind == Kind.NO_GRAD;
    }

    /** The operation with its number: {@code Mul by 2}, {@code Sub(1, ·)}, {@code Mul by 2 ×9}. */
    String title() {
        return kind != Kind.MORE && count > 1 ? operation.title() + " \u00d7" + count : operation.title();
    }

    /** The operation applied to its operands, which are given by their names: {@code Mul(x, 2)}. */
    String call(List<String> names) {
        if (isBreak() && !inputs.isEmpty()) {
            return Words.FROM.of(title(), names.get(inputs.getFirst().from()));
        }
        if (kind != Kind.OPERATION && kind != Kind.RESULT) {
            return title();
        }
        var operands = new StringJoiner(", ", "(", ")");
        if (!operation.constant.isEmpty() && operation.constantFirst) {
            operands.add(operation.constant);
        }
        inputs.forEach(input -> operands.add(names.get(input.from())));
        if (!operation.constant.isEmpty() && !operation.constantFirst) {
            operands.add(operation.constant);
        }
        if (!operation.arguments.isEmpty()) {
            operands.add(operation.arguments);
        }
        return operation.name + operands + (count > 1 ? " \u00d7" + count : "")
                + (operation.group.isEmpty() ? "" : " " + Words.OF.of(operation.group));
    }
}
