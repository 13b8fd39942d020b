package leibniz.autograd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reverse accumulation. Starting from the cotangent of the result, each node turns the cotangent of its
 * output into those of its operands by its rule, and a node runs when all nodes that use it have run, since
 * their contributions add up. What a pass keeps in the nodes is used only while it discovers them, all else
 * is local to it, so passes may run within and beside each other.
 */
final class Backward {
    /** Where the complete cotangent of each node goes. */
    @FunctionalInterface
    interface Receiver {
        void receive(Node node, Tensor cotangent);
    }

    /** What one pass knows of one node. */
    private static final class Visit {
        final Node node;
        final Visit[] inputs;
        /** How many uses of this node have not yet been placed in the order. */
        int pendingUses;
        boolean needed = true;
        @Nullable
        Tensor cotangent;

        Visit(Node node) {
            this.node = node;
            this.inputs = new Visit[node.inputCount()];
        }

        /** Whether the rule of the node is applied; not so for a target behind which no other target lies. */
        boolean passesOn() {
            for (Visit input : inputs) {
                if (input != null && input.needed) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What the last call of {@link #advance} did: the cotangent that a node got, and those it gave. */
    record Step(Node node, Tensor incoming, List<@Nullable Tensor> outgoing) {}

    private final List<Visit> order;
    private final Receiver receiver;
    private final boolean createGraph;
    private final OpNode.@Nullable Freed freedBy;
    private boolean callsHooks;
    private boolean detectsAnomaly;
    private int next;

    /**
     * Prepares a pass, and checks every node that it will run before the first one runs.
     *
     * @param targets the nodes whose cotangents are wanted, or null for all leaves
     * @param freedBy what to leave in place of saved values, or null to keep them
     */
    Backward(Node root, Tensor seed, @Nullable Set<Node> targets, boolean createGraph,
            OpNode.@Nullable Freed freedBy, Receiver receiver) {
        this.receiver = receiver;
        this.createGraph = createGraph;
        this.freedBy = freedBy;
        this.order = usersFirst(discover(root));
        if (targets != null) {
            prune(targets);
        }
        for (Visit visit : order) {
            if (visit.needed && visit.node instanceof OpNode node && visit.passesOn()) {
                node.checkUsable();
            }
        }
        order.get(0).cotangent = seed;
    }

    /**
     * Makes this a pass that the user asked for: hooks are called, and NaN is reported if that is switched
     * on.
     */
    Backward forUser() {
        callsHooks = true;
        detectsAnomaly = Recorder.current().detectsAnomaly;
        return this;
    }

    /**
     * Finds every node from which the root was computed, and counts the uses of each. Hashing would take more
     * time than everything else that a pass does for a small node, so a node remembers its place among the
     * visits. Another pass may overwrite that later, but not meanwhile: passes of several threads discover
     * one after the other.
     */
    private static synchronized Visit discover(Node root) {
        List<Visit> visits = new ArrayList<>();
        Visit first = visit(root, visits);
        for (int next = 0; next < visits.size(); next++) {
            Visit user = visits.get(next);
            for (int i = 0; i < user.inputs.length; i++) {
                Node input = user.node.input(i);
                if (input != null) { // a constant has no node: that branch needs no gradient
                    user.inputs[i] = visit(input, visits);
                    user.inputs[i].pendingUses++;
                }
            }
        }
        return first;
    }

    /** The visit of a node, made where this is the first time that it is met. */
    private static Visit visit(Node node, List<Visit> visits) {
        if (node.place < visits.size() && visits.get(node.place).node == node) {
            return visits.get(node.place);
        }
        node.place = visits.size();
        Visit made = new Visit(node);
        visits.add(made);
        return made;
    }

    /** An order in which every node comes after all nodes that use it. */
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

    /** Whether any node of the graph came out of a pass under CREATE_GRAPH. */
    boolean meetsDerivative() {
        return order.stream().anyMatch(visit -> visit.node instanceof OpNode node && node.call.derivative);
    }

    boolean reaches(Node node) {
        return order.stream().anyMatch(visit -> visit.node == node);
    }

    void run() {
        run(null);
    }

    void run(@Nullable Observer observer) {
        while (hasNext()) {
            Origins.checkInterrupted();
            Step step = advance();
            if (observer != null) {
                observer.ran(step);
            }
        }
    }

    boolean hasNext() {
        while (next < order.size() && isSkipped(order.get(next))) {
            next++;
        }
        return next < order.size();
    }

    /** True for what leads to no target, and for what no custom function gave a gradient to. */
    private boolean isSkipped(Visit visit) {
        if (visit.cotangent == null && freedBy != null && visit.node instanceof OpNode node && visit.needed
                && visit.passesOn()) {
            node.free(freedBy);
        }
        return !visit.needed || visit.cotangent == null;
    }

    /** Runs one node: hands its cotangent to the receiver, and its operands' cotangents to their nodes. */
    Step advance() {
        Visit visit = order.get(next++);
        Tensor delivered = visit.cotangent;
        visit.cotangent = null;
        return within(createGraph, () -> {
            Tensor cotangent = callsHooks ? Hooks.apply(visit.node, delivered) : delivered;
            receiver.receive(visit.node, cotangent);
            Tensor[] outgoing = new Tensor[visit.inputs.length];
            if (visit.node instanceof OpNode node && visit.passesOn()) {
                List<@Nullable Tensor> given = node.op instanceof CustomOp op
                        ? op.vjps(cotangent, node)
                        : null;
                for (int i = 0; i < outgoing.length; i++) {
                    Visit input = visit.inputs[i];
                    if (input != null && input.needed && (given == null || given.get(i) != null)) {
                        Tensor part = given == null ? node.op.vjp(i, cotangent, node) : given.get(i);
                        outgoing[i] = Gradients.unbroadcast(part, input.node.shape(), input.node.dtype());
                        if (detectsAnomaly) {
                            Anomaly.check(node, i, cotangent, outgoing[i], this::hasRunWhere);
                        }
                        add(input, outgoing[i]);
                    }
                }
                if (freedBy != null) {
                    node.free(freedBy);
                }
            }
            return new Step(visit.node, cotangent, Collections.unmodifiableList(Arrays.asList(outgoing)));
        });
    }

    private boolean hasRunWhere() {
        return order.subList(0, next).stream()
                .anyMatch(visit -> visit.needed && visit.node instanceof OpNode node
                        && node.op instanceof WhereOp);
    }

    /** Never in place: the cotangent may be one that other nodes got too. */
    private static void add(Visit visit, Tensor part) {
        visit.cotangent = visit.cotangent == null ? part : part.add(visit.cotangent);
    }

    /** Runs a part of a pass: recorded if the gradients shall be differentiable in turn. */
    static <T> T within(boolean createGraph, Supplier<T> body) {
        return createGraph ? Recorder.derivative(body) : Recorder.in(Recorder.Mode.ENGINE, body);
    }
}
