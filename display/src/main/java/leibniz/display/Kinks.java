package leibniz.display;

import java.util.Locale;
import leibniz.autograd.DType;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** Places where an operation has no derivative, and what the library takes for one there. */
final class Kinks {
    private Kinks() {}

    /** What is taken at the values of this operation, where they lie at a kink; else null. */
    static @Nullable String of(GraphNode node) {
        return switch (node.name()) {
            case "Norm", "VectorNorm" -> has(node.value(), 0) ? Words.KINK_AT_ZERO.of("\u2016v\u2016") : null;
            case "Relu" -> has(operand(node, 0), 0) ? Words.KINK_AT_ZERO.of("relu") : null;
            case "Abs" -> has(operand(node, 0), 0) ? Words.KINK_AT_ZERO.of("|x|") : null;
            case "Max", "Min" -> ties(node) ? Words.KINK_TIES.of(node.name().toLowerCase(Locale.ROOT)) : null;
            case "Maximum", "Minimum" -> meet(operand(node, 0), operand(node, 1))
                    ? Words.KINK_HALVES.of(node.name().toLowerCase(Locale.ROOT))
                    : null;
            default -> null;
        };
    }

    /** Whether the derivative there is a convention that no formula says. */
    static boolean isNormOfZero(GraphNode node) {
        return node.name().equals("Norm") && has(node.value(), 0);
    }

    private static @Nullable Tensor operand(GraphNode node, int i) {
        return i < node.inputs().size() ? node.inputs().get(i).value() : null;
    }

    private static boolean has(@Nullable Tensor x, double number) {
        return x != null && x.numel() > 0 && x.eq(number).any().itemBoolean();
    }

    private static boolean meet(@Nullable Tensor a, @Nullable Tensor b) {
        return a != null && b != null && a.eq(b).any().itemBoolean();
    }

    /** Whether more elements are extreme than there are extremes. */
    private static boolean ties(GraphNode node) {
        Tensor x = operand(node, 0);
        Tensor y = node.value();
        return x != null && y != null && node.shape().length == 0
                && x.eq(y).to(DType.INT64).sum().item() > 1;
    }
}
