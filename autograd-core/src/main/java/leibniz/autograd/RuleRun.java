package leibniz.autograd;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** One use of the vjp of a node: what it gives the operands, each part in the operand's shape and dtype. */
final class RuleRun {
    private RuleRun() {}

    static @Nullable Tensor[] parts(OpNode node, Tensor cotangent, boolean createGraph, IntPredicate wanted) {
        return !createGraph && isFusible(node)
                ? Fusion.compute(() -> parts(node, cotangent, wanted))
                : parts(node, cotangent, wanted);
    }

    /** The same, but parts may wait until they are read; for a node that {@link #isFusible}. */
    static @Nullable Tensor[] waitingParts(OpNode node, Tensor cotangent, IntPredicate wanted) {
        return Fusion.within(() -> parts(node, cotangent, wanted));
    }

    /** Whether what the rule computes is large, and seen by no code but the engine's on its way. */
    static boolean isFusible(OpNode node) {
        return isLarge(node) && isRuleUnseen(node);
    }

    private static @Nullable Tensor[] parts(OpNode node, Tensor cotangent, IntPredicate wanted) {
        @Nullable
        Tensor[] parts = node.op.vjps(cotangent, node, wanted);
        for (int i = 0; i < parts.length; i++) {
            Node operand = node.input(i);
            if (parts[i] != null && operand != null) {
                parts[i] = Gradients.unbroadcast(parts[i], operand.shape(), operand.dtype());
            }
        }
        return parts;
    }

    private static boolean isLarge(OpNode node) {
        boolean large = Fusion.isLarge(node.shape());
        for (int i = 0; i < node.inputCount() && !large; i++) {
            Node operand = node.input(i);
            large = operand != null && Fusion.isLarge(operand.shape());
        }
        return large;
    }

    /** Whether no code but the engine's runs when the node gets its cotangent, neither hooks nor its rule. */
    static boolean isUnseen(Node node) {
        return !Hooks.areOn(node) && (!(node instanceof OpNode made) || isRuleUnseen(made));
    }

    private static boolean isRuleUnseen(OpNode node) {
        return !(node.op instanceof CustomOp) && node.checkpoint() == null && !Tangents.areActive();
    }
}
