package leibniz.autograd;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One node of a {@link Graph}: an operation as the user called it, a leaf, or a constant operand. */
public final class GraphNode {
    /** What a node is. */
    public enum Kind {
        /** A tensor on which requiresGrad_(true) was called. */
        LEAF,
        /** The result of an operation. */
        OPERATION,
        /** An operand that needs no gradient. */
        CONSTANT,
        /** An operand that was computed from leaves but cut off: by detach, noGrad, or an integer dtype. */
        DETACHED
    }

    private final Kind kind;
    private final String name;
    private final int[] shape;
    private final DType dtype;
    private final @Nullable String origin;
    private final List<GraphNode> inputs;
    private final List<GraphNode> parts;
    private final Supplier<String> arguments;
    /** The name of a number within a composition, which is an operand of one of its parts only. */
    static final String INTERNAL = "Number";

    @Nullable
    Tensor value;
    @Nullable
    Tensor grad;
    /** The symbolic tensor that this is, or that data was bound to. */
    @Nullable
    Tensor expression;
    /** Of a primitive operation. */
    @Nullable
    NodeRule rule;
    @Nullable
    GraphNode source;
    boolean cutOff;
    boolean computedAfterBreak;
    /** Of a constant operand, the version at which it was read. */
    int version;
    /** Whether its tensor was written to after an operation of the graph had read it. */
    boolean overwritten;
    /** What was running at that write. */
    @Nullable
    String overwrittenBy;
    /** Null for what is no operation. */
    @Nullable
    NodeReplay recomputation;
    private @Nullable Tensor result;
    private @Nullable GraphNode walked;

    GraphNode(Kind kind, String name, int[] shape, DType dtype, @Nullable String origin,
            List<GraphNode> inputs,
            List<GraphNode> parts, Supplier<String> arguments) {
        this.kind = kind;
        this.arguments = arguments;
        this.name = name;
        this.shape = shape;
        this.dtype = dtype;
        this.origin = origin;
        this.inputs = List.copyOf(inputs);
        this.parts = List.copyOf(parts);
    }

    /**
     * Of a result. The graph behind it, which may be long, is walked when more than kind and name is asked
     * for.
     */
    GraphNode(Tensor result, OpNode node) {
        this(Kind.OPERATION, node.name(), node.shape(), node.dtype(), node.call.origin, List.of(), List.of(),
                () -> "");
        this.result = result.alias(result.layout);
        this.result.history = node;
    }

    private GraphNode walked() {
        if (result != null) {
            walked = Graph.of(result).results().get(0);
            result = null;
        }
        return walked == null ? this : walked;
    }

    /** What the node is. */
    public Kind kind() {
        return kind;
    }

    /**
     * What the user called, for instance {@code Mul}; else {@code Leaf}, {@code Constant}, {@code Detach} ...
     */
    public String name() {
        return name;
    }

    /**
     * What the operation was given besides its operands, as short text such as {@code [1]} or {@code dim 1};
     * empty where that is nothing.
     */
    public String arguments() {
        return walked().arguments.get();
    }

    /** The operands in argument order; constants are among them where they are still known. */
    public List<GraphNode> inputs() {
        return walked().inputs;
    }

    /** The shape of the value, -1 where a symbol has a name for a size. */
    public int[] shape() {
        return NamedDims.numbers(walked().shape);
    }

    /** The shape as text, such as {@code (2, 3)}, with the name where a symbol has one for a size. */
    public String sizes() {
        return Shapes.text(walked().shape);
    }

    /** The dtype of the value. */
    public DType dtype() {
        return walked().dtype;
    }

    /**
     * The value with which the graph was computed; null where it is no longer held, as after a write in place
     * of which no copy was {@link Graph#keepValues kept}.
     */
    public @Nullable Tensor value() {
        return walked().value;
    }

    /**
     * Whether the tensor was written to in place after an operation of this graph had read it, as far as
     * saved values or kept ones tell. Then the tensor itself is no longer what the graph was computed from.
     */
    public boolean isOverwritten() {
        return walked().overwritten;
    }

    /**
     * What was running at the last write to an {@link #isOverwritten} tensor, for instance "cell 3", or null.
     */
    public @Nullable String overwrittenBy() {
        return walked().overwrittenBy;
    }

    /** The gradient that a backward pass left here; null where there is none. */
    public @Nullable Tensor grad() {
        return walked().grad;
    }

    /** The primitives of a composition such as Mean, inputs first; empty for a primitive. */
    public List<GraphNode> parts() {
        return walked().parts;
    }

    /**
     * The {@link #inputs()}, and for a part of a composition the numbers that this brought in, such as the n
     * of a mean.
     */
    public List<GraphNode> operands() {
        GraphNode node = walked();
        return node.rule == null ? node.inputs : node.rule.operands();
    }

    /** Of a DETACHED operand the node that it was cut off from, while that lives; else null. */
    public @Nullable GraphNode source() {
        return walked().source;
    }

    /** Of a DETACHED operand, whether it was not cut off itself but computed from what had been. */
    public boolean isComputedAfterBreak() {
        return walked().computedAfterBreak;
    }

    /** Whether the node lies behind a break, such as detach(), so that no gradient comes here. */
    public boolean isCutOff() {
        return walked().cutOff;
    }

    /**
     * What the rule of this primitive makes of the gradient {@code g} for one of its {@link #operands()}, as
     * a formula: {@code g·cos x}, where {@code in1} and {@code in2} are operands and {@code out} is the
     * result. Null for a composition, and where there is no formula.
     *
     * @param names what a node is called in the formula; null leaves it to the rule
     */
    public @Nullable String rule(int operand, Function<GraphNode, @Nullable String> names) {
        GraphNode node = walked();
        return node.rule == null ? null : node.rule.formula(node, operand, names);
    }

    boolean isInternal() {
        return name.equals(INTERNAL);
    }

    /**
     * The value that this operation gives for other operands, which the function finds by the nodes of
     * {@link #inputs}: numbers of the same shapes, or symbols, which give its formula. Nothing of the graph
     * is touched. An error for what is no operation, for a custom function on symbols, and where an operand
     * is neither given nor held any more.
     */
    public Tensor apply(Function<GraphNode, Tensor> operands) {
        NodeReplay again = walked().recomputation;
        if (again == null) {
            throw GraphErrors.notAnOperation(name);
        }
        return again.run(operands);
    }

    /** What was running when the node was made, for instance "cell 3"; null where unknown. */
    public @Nullable String origin() {
        return walked().origin;
    }

    /** The name in angle brackets, as {@code gradFn} is printed. */
    @Override
    public String toString() {
        return "<" + name + ">";
    }
}
