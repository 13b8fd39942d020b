package leibniz.display;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leibniz.autograd.Autograd;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.jspecify.annotations.Nullable;

/** Places where an operation has no derivative, and what the library takes for one there. */
final class Kinks {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(e-?\\d+)?");

    private Kinks() {}

    /**
     * What is taken at the values of this operation, or of a part of it, where they lie at a kink; else null.
     */
    static @Nullable String of(GraphNode node) {
        String own = ofItself(node);
        return own != null
                ? own
                : node.parts().stream().map(Kinks::ofItself).filter(Objects::nonNull).findFirst()
                        .orElse(null);
    }

    private static @Nullable String ofItself(GraphNode node) {
        String name = node.name().toLowerCase(Locale.ROOT);
        return switch (node.name()) {
            case "Norm", "VectorNorm" -> has(node.value(), 0) ? Words.KINK_AT_ZERO.of("\u2016v\u2016") : null;
            case "Relu" -> has(operand(node, 0), 0) ? Words.KINK_AT_ZERO.of("relu") : null;
            case "LeakyRelu" -> has(operand(node, 0), 0) ? Words.KINK_SLOPE.of("leakyRelu") : null;
            case "Abs" -> has(operand(node, 0), 0) ? Words.KINK_AT_ZERO.of("|x|") : null;
            case "Max", "Min" -> ties(node) ? Words.KINK_TIES.of(name) : null;
            case "Maximum", "Minimum" ->
                meet(operand(node, 0), operand(node, 1)) ? Words.KINK_HALVES.of(name) : null;
            case "Clamp", "ClampMin", "ClampMax" ->
                isAtBound(node) ? Words.KINK_AT_BOUND.of("clamp") : null;
            default -> null;
        };
    }

    private static boolean isAtBound(GraphNode node) {
        if (node.inputs().size() > 1) {
            return IntStream.range(1, node.inputs().size())
                    .anyMatch(i -> meet(operand(node, 0), operand(node, i)));
        }
        return NUMBER.matcher(node.arguments().replace('\u2212', '-')).results()
                .anyMatch(bound -> has(operand(node, 0), Double.parseDouble(bound.group())));
    }

    /** Whether the derivative there is a convention that no formula says. */
    static boolean isNormOfZero(GraphNode node) {
        return (node.name().equals("Norm") || node.name().equals("VectorNorm")) && has(node.value(), 0);
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

    /** Whether several elements are the extreme one of a line: then its gradient is shared. */
    private static boolean ties(GraphNode node) {
        Tensor x = operand(node, 0);
        if (x == null || !x.dtype().isFloating() || node.inputs().size() != 1) {
            return false;
        }
        try {
            Tensor ones = Tensors.ones(node.dtype(), node.shape());
            Tensor shares = Autograd.vjp(at -> node.apply(operand -> at), x.detach(), ones).derivative();
            return shares.gt(0).and(shares.lt(1)).any().itemBoolean();
        } catch (IllegalArgumentException | IllegalStateException unknown) {
            return false;
        }
    }
}
