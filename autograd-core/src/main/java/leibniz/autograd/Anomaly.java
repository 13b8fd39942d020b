package leibniz.autograd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The search for the operation whose derivative made the first NaN of a backward pass. */
final class Anomaly {
    private static final int SHOWN_ELEMENTS = 10;

    private Anomaly() {}

    /** Throws where the gradient that a rule made for an operand has a NaN. */
    static void check(OpNode node, Backward.Step step, boolean hasRunWhere) {
        for (int i = 0; i < step.outgoing().size(); i++) {
            Tensor gradient = step.outgoing().get(i);
            int place = gradient == null ? -1 : firstNaN(gradient);
            if (place >= 0) {
                int[] shape = gradient.layout.shape;
                int[] index = Shapes.index(shape, place);
                throw GradientErrors.nanGradient(node, i, index, values(node, step.incoming(), index, shape),
                        firstNaN(step.incoming()) >= 0, hasRunWhere);
            }
        }
    }

    /** The row-major place, or -1. */
    private static int firstNaN(Tensor x) {
        Tensor row = Loops.contiguous(x);
        for (int i = 0; i < row.numel(); i++) {
            if (Double.isNaN(row.storage.getDouble(row.layout.offset + i))) {
                return i;
            }
        }
        return -1;
    }

    /** What the rule computed from, as far as it is held. */
    private static String values(OpNode node, Tensor incoming, int[] index, int[] shape) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < node.inputCount(); i++) {
            Tensor operand = operand(node, i);
            if (operand != null) {
                text.append("operand ").append(i + 1).append(" is ").append(brief(operand, index, shape))
                        .append(", ");
            }
        }
        Tensor output = node.unchanged(node.inputCount());
        if (output != null) {
            text.append("the result is ").append(brief(output, index, shape)).append(", ");
        }
        return text.append("the incoming gradient is ").append(brief(incoming, index, shape)).toString();
    }

    private static @Nullable Tensor operand(OpNode node, int i) {
        Tensor saved = node.unchanged(i);
        if (saved != null) {
            return saved;
        }
        Node input = node.input(i);
        if (input instanceof LeafNode leaf) {
            return leaf.tensor.storage.version() == 0 ? leaf.tensor : null;
        }
        if (input instanceof OpNode op && op.unchanged(op.inputCount()) != null) {
            return op.unchanged(op.inputCount());
        }
        NodeSnapshot kept = input == null ? NodeSnapshot.of(node) : NodeSnapshot.of(input);
        if (kept == null) {
            return null;
        }
        return input == null ? kept.constants[i].value() : kept.value;
    }

    /** A small tensor whole, of a larger one its shape and the element in question. */
    private static String brief(Tensor x, int[] index, int[] gradientShape) {
        if (x.numel() <= SHOWN_ELEMENTS) {
            return x.alias(x.layout).toString().replaceAll("\\s+", " ");
        }
        String shape = "of shape " + Shapes.text(x.layout.shape);
        return Arrays.equals(x.layout.shape, gradientShape)
                ? shape + " with " + x.alias(x.layout.at(index)) + " there"
                : shape;
    }
}
