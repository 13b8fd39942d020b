package leibniz.autograd;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Counts what derivatives cost while the engine computes them. Nothing of the user's is touched. */
final class CostCounter {
    private long operations;
    private long largestStep;

    private CostCounter() {}

    /** The cost of all columns of the Jacobian. */
    static Cost forward(TensorFunction f, Tensor x) {
        CostCounter costs = new CostCounter();
        Tensor input = Loops.copy(x, x.dtype());
        Checks.requireFloating("forwardCost", input);
        for (int j = 0; j < input.numel(); j++) {
            Tensor direction = Jacobians.unit(input, j);
            Autograd.enableGrad(() -> Tangents.observed(costs::count, tangents -> {
                tangents.begin(input, direction);
                return Autograd.value("forwardCost", f, input);
            }));
        }
        return new Cost(costs.operations, costs.largestStep);
    }

    /** The cost of all rows of the Jacobian. */
    static Cost reverse(TensorFunction f, Tensor x) {
        CostCounter costs = new CostCounter();
        Tensor input = Loops.copy(x, x.dtype());
        Checks.requireFloating("reverseCost", input);
        input.requiresGrad_(true);
        return Tangents.observed(costs::count, tangents -> {
            Tensor y = Autograd.enableGrad(() -> Autograd.value("reverseCost", f, input));
            long stored = y.node() == null ? 0 : storedBytes(y.node());
            for (int i = 0; i < y.numel() && y.node() != null; i++) {
                new Backward(y.node(), Jacobians.unit(y, i), Set.of(input.node()), false,
                        step -> costs.operations += step.node() instanceof OpNode ? 1 : 0).run();
            }
            return new Cost(costs.operations, stored);
        });
    }

    /** An operation of the function was computed, and in forward mode its tangent, if it has one. */
    void count(Tensor[] operands, Tensor result, Tangents tangents) {
        operations += tangents.get(result) == null ? 1 : 2;
        Set<Storage> held = new HashSet<>();
        Stream.concat(Stream.of(operands), Stream.of(result)).forEach(value -> {
            held.add(value.storage);
            Tensor tangent = tangents.get(value);
            if (tangent != null) {
                held.add(tangent.storage);
            }
        });
        largestStep = Math.max(largestStep, bytes(held));
    }

    /** The bytes of everything that is saved in the graph. */
    static long storedBytes(Node root) {
        Set<Storage> saved = new HashSet<>();
        Set<Node> met = new HashSet<>(List.of(root));
        Deque<Node> open = new ArrayDeque<>(met);
        while (!open.isEmpty()) {
            Node node = open.pop();
            for (int i = 0; i < node.inputCount(); i++) {
                Node input = node.input(i);
                if (input != null && met.add(input)) {
                    open.push(input);
                }
            }
            for (int slot = 0; slot <= node.inputCount(); slot++) {
                Tensor value = node instanceof OpNode op ? op.saved(slot) : null;
                if (value != null) {
                    saved.add(value.storage);
                }
            }
            Checkpoint checkpoint = node instanceof OpNode op ? op.checkpoint() : null;
            if (checkpoint != null && checkpoint.input() != null) {
                saved.add(checkpoint.input().storage);
            }
        }
        return bytes(saved);
    }

    private static long bytes(Set<Storage> storages) {
        return storages.stream().mapToLong(Storage::bytes).sum();
    }
}
