package leibniz.autograd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reverse mode. A node is an operation with the value that it computed; a leaf is a node without operands.
 * The cotangent of a node is the derivative of the result by that value, times the cotangent of the result,
 * which is given. Each node turns its own cotangent into a part of the cotangents of its operands, by the vjp
 * of its rule. A value that is used in several places gets a part from each, and they add up, so a node runs
 * when all nodes that use it have run; then its cotangent is complete, and that of a leaf is its gradient,
 * which the listener takes. All that a pass knows is local to it, so passes may run within and beside each
 * other.
 */
final class Backward {
    /** What one pass knows of one node. */
    private static final class Visit {
        final Node node;
        /** By operand; null for a constant, which has no node. */
        final @Nullable Visit[] inputs;
        /** How many uses of this node have not yet been placed in the order. */
        int pendingUses;
        boolean needed = true;
        /** The sum of the parts that have come so far. */
        final Cotangent cotangent = new Cotangent();

        Visit(Node node) {
            this.node = node;
            this.inputs = new Visit[node.inputCount()];
        }

        boolean passesTo(int operand) {
            return inputs[operand] != null && inputs[operand].needed;
        }

        /**
         * Whether the rule of the node is applied: not of a leaf, nor of a target whose operands lead to no
         * other.
         */
        boolean passesOn() {
            return fanOut() > 0;
        }

        /** How many operands get a part. */
        int fanOut() {
            int sum = 0;
            for (int i = 0; i < inputs.length; i++) {
                sum += passesTo(i) ? 1 : 0;
            }
            return sum;
        }
    }

    /**
     * What a pass did with one node: the cotangent that it got, and the parts that it gave its operands. The
     * flag says that nothing else holds the numbers of the former.
     */
    record Step(Node node, Tensor incoming, boolean isOwn, List<@Nullable Tensor> outgoing) {}

    /** Goes along with a pass: what is done beside the algorithm, such as taking the results. */
    @FunctionalInterface
    interface Listener {
        /** A node has run, by its rule or, where that is not applied, by having got its cotangent. */
        void ran(Step step);

        /**
         * The cotangent of a node is complete, and the node about to run; what is returned is used instead.
         */
        default Tensor replace(Node node, Tensor cotangent) {
            return cotangent;
        }

        /**
         * Whether it looks at parts later than in {@link #ran}; else they may have become sums with others.
         */
        default boolean keepsParts() {
            return true;
        }

        /** The pass reads nothing of the node any more. */
        default void done(OpNode node) {}
    }

    private final List<Visit> order;
    private final boolean createGraph;
    private final Listener listener;
    private final @Nullable Set<Node> targets;
    private @Nullable Boolean isUnseen;
    private int next;

    /**
     * Prepares a pass, and checks before the first node runs that all values which rules will read are there.
     *
     * @param seed the cotangent of the root
     * @param targets the nodes whose cotangents are wanted, or null for all leaves
     * @param createGraph whether the cotangents shall be differentiable in turn
     */
    Backward(Node root, Tensor seed, @Nullable Set<Node> targets, boolean createGraph, Listener listener) {
        this.createGraph = createGraph;
        this.listener = listener;
        this.targets = targets;
        this.order = usersFirst(discover(root));
        if (targets != null) {
            prune(targets);
        }
        for (Visit visit : order) {
            if (visit.needed && visit.node instanceof OpNode node && visit.passesOn()) {
                node.checkUsable();
            }
        }
        order.get(0).cotangent.add(seed, false);
    }

    /**
     * Finds every node from which the root was computed, and counts the uses of each. Hashing would take more
     * time than everything else that a pass does for a small node, so a node remembers its place among the
     * visits. That is all that a pass keeps in a node, and another may overwrite it later, but not meanwhile:
     * passes of several threads discover one after the other.
     */
    private static synchronized Visit discover(Node root) {
        List<Visit> visits = new ArrayList<>();
        Visit first = visitOf(root, visits);
        for (int at = 0; at < visits.size(); at++) {
            Visit user = visits.get(at);
            for (int i = 0; i < user.inputs.length; i++) {
                Node input = user.node.input(i);
                if (input != null) {
                    user.inputs[i] = visitOf(input, visits);
                    user.inputs[i].pendingUses++;
                }
            }
        }
        return first;
    }

    /** The visit of a node, made where this is the first time that it is met. */
    private static Visit visitOf(Node node, List<Visit> visits) {
        if (node.place < visits.size() && visits.get(node.place).node == node) {
            return visits.get(node.place);
        }
        node.place = visits.size();
        Visit made = new Visit(node);
        visits.add(made);
        return made;
    }

    /**
     * An order in which every node comes after all nodes that use it. A loop, since a recursion as deep as
     * the graph would overflow the stack.
     */
    private static List<Visit> usersFirst(Visit root) {
        List<Visit> order = new ArrayList<>();
        Deque<Visit> ready = new ArrayDeque<>();
        ready.push(root);
        while (!ready.isEmpty()) {
            Visit user = ready.pop();
            order.add(user);
            for (Visit input : user.inputs) {
                if (input != null && --input.pendingUses == 0) {
                    ready.push(input);
                }
            }
        }
        return order;
    }

    /** Leaves out what leads to no target. */
    private void prune(Set<Node> targets) {
        for (int i = order.size() - 1; i >= 0; i--) {
            Visit visit = order.get(i);
            visit.needed = targets.contains(visit.node) || visit.passesOn();
        }
    }

    void run() {
        while (hasNext()) {
            Origins.checkInterrupted();
            advance();
        }
    }

    boolean hasNext() {
        while (next < order.size() && isSkipped(order.get(next))) {
            end(order.get(next++));
        }
        return next < order.size();
    }

    /** True for what leads to no target, and for what no custom function gave a cotangent to. */
    private static boolean isSkipped(Visit visit) {
        return !visit.needed || !visit.cotangent.isThere();
    }

    /** Runs one node. */
    Step advance() {
        Visit visit = order.get(next++);
        return within(createGraph, () -> {
            Step step = apply(visit);
            listener.ran(step);
            hand(step, visit);
            end(visit);
            return step;
        });
    }

    /**
     * Applies the rule of a node to its cotangent; the values that the rule reads are those the node saved.
     */
    private Step apply(Visit visit) {
        Tensor given = visit.cotangent.take();
        if (given.storage.deferred() != null && (visit.fanOut() != 1 || isWanted(visit.node))) {
            Fusion.compute(given); // for all who read it
        }
        Tensor cotangent = listener.replace(visit.node, given);
        @Nullable
        Tensor[] parts = visit.node instanceof OpNode node && visit.passesOn()
                ? parts(visit, node, cotangent)
                : new Tensor[visit.inputs.length];
        return new Step(visit.node, cotangent, visit.cotangent.wasOwn() && cotangent == given,
                Collections.unmodifiableList(Arrays.asList(parts)));
    }

    private @Nullable Tensor[] parts(Visit visit, OpNode node, Tensor cotangent) {
        return !createGraph && RuleRun.isFusible(node) && isUnseen()
                ? RuleRun.waitingParts(node, cotangent, visit::passesTo)
                : RuleRun.parts(node, cotangent, createGraph, visit::passesTo);
    }

    private boolean isWanted(Node node) {
        return node.keepsGrad() || (targets != null && targets.contains(node));
    }

    /**
     * Whether no code but the engine's runs in this pass, or looks at a part later: then what a rule gives
     * may wait for the rules that come after it, and be computed with theirs.
     */
    private boolean isUnseen() {
        if (isUnseen == null) {
            isUnseen = !listener.keepsParts()
                    && order.stream().allMatch(visit -> RuleRun.isUnseen(visit.node));
        }
        return isUnseen;
    }

    /** Adds the parts to the cotangents of the operands. */
    private void hand(Step step, Visit visit) {
        for (int i = 0; i < step.outgoing.size(); i++) {
            Tensor part = step.outgoing.get(i);
            if (part != null) {
                visit.inputs[i].cotangent.add(part, !listener.keepsParts() && Cotangent.isOwnPart(i, step));
            }
        }
    }

    private void end(Visit visit) {
        if (visit.needed && visit.node instanceof OpNode node && visit.passesOn()) {
            listener.done(node);
        }
    }

    /** Runs a part of a pass: recorded if the gradients shall be differentiable in turn, else not. */
    static <T> T within(boolean createGraph, Supplier<T> body) {
        return createGraph ? Recorder.derivative(body) : Recorder.in(Recorder.Mode.ENGINE, body);
    }

    /** Whether the result was computed from a node like this, itself included. */
    boolean meets(Predicate<Node> wanted) {
        return order.stream().anyMatch(visit -> wanted.test(visit.node));
    }
}
