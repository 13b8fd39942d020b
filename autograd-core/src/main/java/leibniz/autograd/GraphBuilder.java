package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks a graph and folds what one call of the user made into one {@link GraphNode}. */
final class GraphBuilder {
    final List<GraphNode> nodes = new ArrayList<>();
    /** Each node as the user sees it: a part of a composition stands for the whole. */
    final Map<Node, GraphNode> folded = new HashMap<>();
    final Map<Node, GraphNode> primitives = new HashMap<>();
    /** The operands that are no nodes, by the tensor they were. */
    final Map<Tensor, GraphNode> constants = new HashMap<>();
    private final Map<Node, Tensor> values = new HashMap<>();
    /** The nodes whose tensors were written to after the graph had read them, by what held the old value. */
    private final Map<Node, Storage> overwritten = new HashMap<>();
    /** What the graph has read of leaves; null where not all operations have read the same. */
    private final Map<LeafNode, NodeSnapshot.@Nullable LeafValue> read = new HashMap<>();
    /** The members of each composition that is not complete yet. */
    private final Map<Call, List<OpNode>> open = new HashMap<>();

    /** What a backward pass from the results reaches. */
    private final Set<Node> reached;

    GraphBuilder(List<Tensor> results) {
        List<Node> order = inputsFirst(results, false);
        reached = new HashSet<>(order);
        if (hasBreaks(order, results)) {
            order = inputsFirst(results, true);
        }
        for (Node node : order) {
            collectValues(node);
        }
        read.forEach(this::valueAsRead);
        for (Tensor result : results) {
            if (result.node() != null) {
                values.put(result.node(), result.alias(result.layout));
            }
        }
        Map<Call, Integer> members = new HashMap<>();
        for (Node node : order) {
            if (node instanceof OpNode op && op.call.composition != null) {
                members.merge(op.call, 1, Integer::sum);
            }
        }
        for (Node node : order) {
            add(node, members);
        }
        for (Tensor result : results) {
            if (result.node() == null) {
                constant(result, result.storage.version(), result.layout.shape, result.dtype(), result,
                        result.history()).cutOff = false;
            }
        }
        for (Tensor result : results) {
            noteExpressions(result);
        }
    }

    /** Whether anything lies behind a break and still lives. */
    private static boolean hasBreaks(List<Node> order, List<Tensor> results) {
        return results.stream().anyMatch(result -> source(result.history()) != null)
                || order.stream().anyMatch(node -> {
                    for (int i = 0; i < node.inputCount(); i++) {
                        if (behind(node, i) != null) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    /** The node that operand i was cut off from by the user, while that lives and operand i is known. */
    private static @Nullable Node behind(Node node, int i) {
        if (!(node instanceof OpNode op) || op.input(i) != null) {
            return null;
        }
        NodeSnapshot kept = NodeSnapshot.of(op);
        Tensor saved = kept == null ? op.unchanged(i) : null;
        Node from = source(
                kept != null ? kept.constants[i].cut() : saved == null ? null : saved.knownHistory());
        // a composition that cuts off a part of itself is shown as one
        boolean inside = from instanceof OpNode made && made.call == op.call && op.call.composition != null;
        return inside ? null : from;
    }

    private static @Nullable Node source(@Nullable History history) {
        return history instanceof NoGradReason cut ? cut.from() : null;
    }

    /** What nodes stand for in formulas: symbols and what is built on them, also after data was bound. */
    private void noteExpressions(Tensor result) {
        if (result.isSymbolic()) {
            for (Tensor x : Symbolic.operandsFirst(result)) {
                Node node = x.node();
                GraphNode made = node == null ? null : folded.get(node);
                if (node != null && made != null && isValueOf(made, node)) {
                    made.expression = x;
                }
            }
        }
    }

    /** Whether the node is not just a part within the composition. */
    private boolean isValueOf(GraphNode whole, Node node) {
        return whole.parts().isEmpty() || whole.parts().getLast() == primitives.get(node);
    }

    /** Every node once, after all of its inputs, and where asked for after what they were cut off from. */
    private static List<Node> inputsFirst(List<Tensor> results, boolean behindBreaks) {
        List<Node> roots = new ArrayList<>();
        for (Tensor result : results) {
            Node root = result.node() == null && behindBreaks ? source(result.history()) : result.node();
            if (root != null) {
                roots.add(root);
            }
        }
        return Node.inputsFirst(roots, (node, i) -> node.input(i) == null && behindBreaks
                ? behind(node, i)
                : node.input(i));
    }

    /** Values are kept copies, or what nodes have saved of themselves and of their inputs. */
    private void collectValues(Node node) {
        if (node instanceof LeafNode leaf) {
            values.put(leaf, leaf.tensor.alias(leaf.tensor.layout));
            return;
        }
        OpNode op = (OpNode) node;
        NodeSnapshot kept = NodeSnapshot.of(op);
        if (kept != null && kept.value != null) {
            values.put(op, kept.value);
        }
        for (int slot = 0; slot <= op.inputCount(); slot++) {
            Node owner = slot == op.inputCount() ? op : op.input(slot);
            Tensor held = owner == null ? null : op.saved(slot);
            if (held == null) {
                continue;
            }
            Tensor saved = op.unchanged(slot);
            if (saved != null) {
                if (!overwritten.containsKey(owner)) {
                    values.putIfAbsent(owner, saved.alias(saved.layout));
                }
            } else {
                overwritten.put(owner, held.storage);
                if (owner instanceof LeafNode) {
                    values.remove(owner);
                }
            }
        }
        for (int i = 0; kept != null && i < op.inputCount(); i++) {
            if (kept.leaves[i] != null) {
                NodeSnapshot.LeafValue now = kept.leaves[i];
                LeafNode leaf = (LeafNode) op.input(i);
                NodeSnapshot.LeafValue before = read.getOrDefault(leaf, now);
                read.put(leaf, before != null && before.version() == now.version() ? now : null);
            }
        }
    }

    /** A leaf that was written to since is shown as it was read; not at all where two values were read. */
    private void valueAsRead(LeafNode leaf, NodeSnapshot.@Nullable LeafValue read) {
        Storage storage = leaf.tensor.storage;
        if (read == null || read.version() != storage.version()) {
            overwritten.put(leaf, storage);
            values.put(leaf, read == null ? null : read.value());
        }
    }

    private void add(Node node, Map<Call, Integer> members) {
        if (node instanceof LeafNode leaf) {
            GraphNode made = new GraphNode(GraphNode.Kind.LEAF, leaf.name(), leaf.shape(), leaf.dtype(), null,
                    List.of(), List.of(), GraphBuilder::nothing);
            finish(made, leaf, leaf.grad());
            nodes.add(made);
            primitives.put(leaf, made);
            folded.put(leaf, made);
            return;
        }
        OpNode op = (OpNode) node;
        GraphNode primitive = primitive(op);
        primitives.put(op, primitive);
        if (op.call.composition == null) {
            nodes.add(primitive);
            folded.put(op, primitive);
            return;
        }
        List<OpNode> parts = open.computeIfAbsent(op.call, call -> new ArrayList<>());
        parts.add(op);
        if (parts.size() == Objects.requireNonNull(members.get(op.call))) {
            fold(parts);
        }
    }

    private GraphNode primitive(OpNode op) {
        @Nullable
        GraphNode[] operands = new GraphNode[op.inputCount()];
        for (int i = 0; i < operands.length; i++) {
            Node input = op.input(i);
            operands[i] = input == null ? operand(op, i) : inputOf(op, input);
            noteSymbol(op, i, operands[i]);
        }
        GraphNode made = new GraphNode(GraphNode.Kind.OPERATION, op.op.name, op.shape(), op.dtype(),
                op.call.origin,
                Arrays.stream(operands).filter(input -> input != null && !input.isInternal()).toList(),
                List.of(), op.op::arguments);
        made.rule = new NodeRule(op, operands);
        made.recomputation = new NodeReplay(new NodeReplay.Step(op,
                Arrays.stream(operands).map(input -> input == null || input.isInternal() ? null : input)
                        .toList(),
                made));
        made.expression = op.boundFrom();
        return finish(made, op, gradOf(op));
    }

    /** Data that was bound to a symbol still has its name. */
    private static void noteSymbol(OpNode op, int i, @Nullable GraphNode operand) {
        if (operand != null && op.boundFrom() != null
                && Expression.of(op.boundFrom()) instanceof Expression.Application made
                && i < made.operands.length && made.operands[i].storage.isSymbolic()
                && Expression.of(made.operands[i]) instanceof Expression.Symbol) {
            operand.expression = made.operands[i];
        }
    }

    /** Within a composition the inputs of its parts are parts, outside of it they are what the user sees. */
    private GraphNode inputOf(OpNode user, Node input) {
        boolean inside = input instanceof OpNode op && op.call == user.call && op.call.composition != null;
        return Objects.requireNonNull(inside ? primitives.get(input) : folded.get(input));
    }

    private void fold(List<OpNode> parts) {
        List<GraphNode> members = parts.stream().map(primitives::get).toList();
        OpNode last = parts.getLast();
        List<GraphNode> inputs = new ArrayList<>();
        for (GraphNode member : members) {
            for (GraphNode input : member.inputs()) {
                if (!members.contains(input) && (!inputs.contains(input) || members.size() == 1)) {
                    inputs.add(input);
                }
            }
        }
        List<GraphNode> passed = passed(last, inputs);
        inputs.removeAll(passed);
        inputs.addAll(0, passed);
        GraphNode whole = finish(
                new GraphNode(GraphNode.Kind.OPERATION, last.name(), last.shape(), last.dtype(),
                        last.call.origin, inputs, members,
                        last.call.arguments != null ? last.call.arguments : () -> ofParts(parts)),
                last, gradOf(last));
        whole.expression = last.boundFrom();
        whole.recomputation = NodeReplay.of(members.stream().map(part -> part.recomputation).toList());
        nodes.add(whole);
        parts.forEach(part -> folded.put(part, whole));
    }

    /** What the user passed, in that order, where the parts were given what had been made of constants. */
    private List<GraphNode> passed(OpNode op, List<GraphNode> inputs) {
        List<GraphNode> passed = new ArrayList<>();
        for (Call.Operand operand : op.call.operands) {
            Tensor x = operand.tensor().get();
            if (x == null) {
                continue;
            }
            Node node = x.node();
            GraphNode made = node == null ? passed(op, x, operand) : folded.get(node);
            if (made != null && !passed.contains(made) && (node == null || inputs.contains(made))) {
                passed.add(made);
            }
        }
        return passed;
    }

    private GraphNode passed(OpNode op, Tensor x, Call.Operand operand) {
        boolean unchanged = x.storage.version() == operand.version();
        GraphNode made = constant(x, operand.version(), x.layout.shape, x.dtype(), unchanged ? x : null,
                x.history());
        made.cutOff &= !reached.contains(op);
        if (!unchanged) {
            noteWrite(made, x.storage);
        }
        return made;
    }

    private static String nothing() {
        return "";
    }

    /** What a composition was given is what its parts were given, where that is one thing. */
    private static String ofParts(List<OpNode> parts) {
        List<String> given = parts.stream().map(part -> part.op.arguments()).filter(text -> !text.isEmpty())
                .distinct().toList();
        return given.size() == 1 ? given.getFirst() : "";
    }

    private static @Nullable Tensor gradOf(OpNode op) {
        NodeSnapshot kept = NodeSnapshot.of(op);
        return op.grad() != null || kept == null ? op.grad() : kept.grad;
    }

    private GraphNode finish(GraphNode made, Node node, @Nullable Tensor grad) {
        Tensor value = values.get(node);
        made.value = value == null || value.isSymbolic() ? null : value;
        made.grad = grad;
        made.cutOff = !reached.contains(node);
        noteWrite(made, overwritten.get(node));
        return made;
    }

    private static void noteWrite(GraphNode made, @Nullable Storage written) {
        if (written != null) {
            made.overwritten = true;
            made.overwrittenBy = written.lastWrite();
        }
    }

    /** The node of an operand without gradient, as far as a kept copy or a saved value tells. */
    private @Nullable GraphNode operand(OpNode op, int i) {
        NodeSnapshot kept = NodeSnapshot.of(op);
        Tensor saved = op.unchanged(i);
        NodeSnapshot.Constant constant = kept == null ? null : kept.constants[i];
        if (constant != null) {
            return operand(op, constant.source().get(), constant.version(), constant.layout().shape,
                    constant.dtype(), saved != null ? saved : constant.value(), constant.cut());
        }
        return saved == null
                ? null
                : operand(op, saved, saved.storage.version(), saved.layout.shape, saved.dtype(), saved,
                        saved.knownHistory());
    }

    private GraphNode operand(OpNode op, @Nullable Tensor source, int version, int[] shape, DType dtype,
            @Nullable Tensor value, @Nullable History history) {
        boolean number = op.call.composition != null && shape.length == 0 && history == null;
        if (number || !op.call.operands.isEmpty()) {
            return internal(shape, dtype, value);
        }
        GraphNode made = constant(source, version, shape, dtype, value, history);
        made.cutOff &= !reached.contains(op);
        if (source != null && source.storage.version() != version) {
            noteWrite(made, source.storage);
        }
        return made;
    }

    /** What a composition made for itself, such as the n of a mean, is no operand that the user gave. */
    private static GraphNode internal(int[] shape, DType dtype, @Nullable Tensor value) {
        GraphNode made = new GraphNode(GraphNode.Kind.CONSTANT, GraphNode.INTERNAL, shape, dtype, null,
                List.of(), List.of(), GraphBuilder::nothing);
        made.value = value == null ? null : value.alias(value.layout);
        return made;
    }

    /** One node for a tensor, however often it is used; another one where it was written to in between. */
    private GraphNode constant(@Nullable Tensor source, int version, int[] shape, DType dtype,
            @Nullable Tensor value, @Nullable History history) {
        GraphNode known = source == null ? null : constants.get(source);
        if (known != null && known.version == version) {
            return known;
        }
        NoGradReason cut = history instanceof NoGradReason found ? found : null;
        GraphNode made = new GraphNode(cut == null ? GraphNode.Kind.CONSTANT : GraphNode.Kind.DETACHED,
                cut == null ? "Constant" : cut.kind.label, shape, dtype, cut == null ? null : cut.origin,
                List.of(),
                List.of(), GraphBuilder::nothing);
        made.value = value == null ? null : value.alias(value.layout);
        made.version = version;
        made.cutOff = true;
        made.computedAfterBreak = cut != null && cut.inherited;
        made.source = cut == null || cut.from() == null ? null : folded.get(cut.from());
        nodes.add(made);
        if (source != null && (known == null || version == source.storage.version())) {
            constants.put(source, made);
        }
        return made;
    }
}
