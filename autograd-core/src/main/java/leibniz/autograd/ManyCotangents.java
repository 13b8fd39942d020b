package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A backward pass for several cotangents at once, which stand side by side along one more dim in front. It is
 * for graphs of operations that have a rule for that ({@link Op#vjpOfMany}), where nobody looks on.
 */
final class ManyCotangents {
    /** So many numbers are worked on at once. */
    private static final int NUMBERS = 1 << 20;

    private final Node root;
    private final Set<Node> targets = new HashSet<>();
    /** All nodes that lead to a target, each after those that use it. */
    private final List<Node> order = new ArrayList<>();
    private final Set<Node> needed = new HashSet<>();

    ManyCotangents(Node root, List<Tensor> inputs) {
        this.root = root;
        inputs.forEach(x -> targets.add(x.node()));
        for (Node node : Node.inputsFirst(List.of(root), Node::input)) {
            if (targets.contains(node) || leadsOn(node)) {
                needed.add(node);
                order.add(node);
            }
        }
        Collections.reverse(order);
    }

    /** Whether an operand leads to a target. */
    private boolean leadsOn(Node node) {
        for (int i = 0; i < node.inputCount(); i++) {
            if (needed.contains(node.input(i))) {
                return true;
            }
        }
        return false;
    }

    /** How many cotangents are best pulled at once; 1 where code of others sees each, or all is 0. */
    int most() {
        int largest = 1;
        for (Node node : order) {
            if (!RuleRun.isUnseen(node) || !node.dtype().isFloating()) {
                return 1;
            }
            largest = Math.max(largest, Layout.rowMajor(node.shape()).numel());
        }
        return order.isEmpty() ? 1 : Math.max(1, NUMBERS / largest);
    }

    /** What comes to each of the inputs, zeros included; null where an operation has no rule for this. */
    @Nullable
    List<Tensor> pull(Tensor cotangents, List<Tensor> inputs) {
        int many = cotangents.size(0);
        Map<Node, Tensor> sums = new HashMap<>();
        sums.put(root, cotangents);
        for (Node node : order) {
            Origins.checkInterrupted();
            Tensor sum = sums.get(node);
            if (sum == null || !(node instanceof OpNode made) || targets.contains(node)) {
                continue;
            }
            made.checkUsable();
            for (int i = 0; i < made.inputCount(); i++) {
                Node input = made.input(i);
                if (input == null || !needed.contains(input)) {
                    continue;
                }
                Tensor part = made.op.vjpOfMany(i, sum, made);
                if (part == null) {
                    return null;
                }
                sums.merge(input, unbroadcast(part, many, input), Tensor::add);
            }
            sums.remove(node);
        }
        return inputs.stream().map(x -> {
            Tensor sum = sums.get(x.node());
            return sum == null ? Tensors.zeros(x.dtype(), Shapes.append(new int[]{ many }, x.shape())) : sum;
        }).toList();
    }

    /** As {@link Gradients#unbroadcast}: the dim in front stays. */
    private static Tensor unbroadcast(Tensor part, int many, Node input) {
        int[] shape = Shapes.append(new int[]{ many }, input.shape());
        int[] spread = new int[part.dim()];
        Arrays.fill(spread, 1);
        spread[0] = many;
        System.arraycopy(input.shape(), 0, spread, spread.length - input.shape().length,
                input.shape().length);
        return Gradients.unbroadcast(part, spread, input.dtype()).reshape(shape);
    }
}
