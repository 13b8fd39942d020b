package leibniz.autograd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the operations that one node of a {@link Graph} stands for once more, on other operands. */
final class NodeReplay {
    /**
     * One primitive, and by operand the node of the graph that it was; null for a number of a composition.
     */
    record Step(OpNode op, List<@Nullable GraphNode> operands, GraphNode result) {}

    private final List<Step> steps;

    NodeReplay(Step... steps) {
        this.steps = List.of(steps);
    }

    /** The same steps as one. */
    static NodeReplay of(List<NodeReplay> parts) {
        return new NodeReplay(parts.stream().flatMap(part -> part.steps.stream()).toArray(Step[]::new));
    }

    Tensor run(Function<GraphNode, Tensor> operands) {
        Call call = steps.getFirst().op.call.again();
        return Recorder.within(call, () -> {
            Map<GraphNode, Tensor> made = new HashMap<>();
            Tensor last = null;
            for (Step step : steps) {
                List<Tensor> x = new ArrayList<>();
                for (int i = 0; i < step.operands.size(); i++) {
                    GraphNode operand = step.operands.get(i);
                    Tensor known = operand == null ? number(step.op, i) : made.get(operand);
                    x.add(known == null && operand != null ? operands.apply(operand) : known);
                }
                last = run(step.op, x);
                made.put(step.result, last);
            }
            return last;
        });
    }

    private static Tensor run(OpNode node, List<@Nullable Tensor> x) {
        boolean symbolic = x.stream().anyMatch(operand -> operand != null && operand.storage.isSymbolic());
        if (symbolic && node.op instanceof CustomOp) {
            throw SymbolErrors.noFormulaOf(node.name());
        }
        if (x.contains(null) && !(node.op instanceof BinaryOp)) {
            throw GraphErrors.operandNotHeld(node.name());
        }
        // elementwise, any operand of the shape of the result does for one that no rule reads
        return node.op.apply(x.stream().map(operand -> operand != null
                ? operand
                : symbolic
                        ? Symbolic.symbolOf("\u00b7", node.shape())
                        : Creation.full(node.dtype(), 0, node.shape()))
                .toArray(Tensor[]::new));
    }

    /** An operand that has no node in the view of the graph. */
    private static @Nullable Tensor number(OpNode op, int i) {
        Tensor saved = op.unchanged(i);
        NodeSnapshot kept = NodeSnapshot.of(op);
        return saved != null || kept == null || kept.constants[i] == null ? saved : kept.constants[i].value();
    }
}
