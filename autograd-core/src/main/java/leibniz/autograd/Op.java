package leibniz.autograd;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A primitive operation: how it is computed, and how derivatives go through it. For y = f(x0, x1, ...) with
 * Jacobians J0, J1, ... a rule gives, without ever building a Jacobian,
 * <ul>
 * <li>the vjp, reverse mode: from the cotangent g of y that of operand i, which is Jiᵀ g;
 * <li>the jvp, forward mode: from the tangent t of operand i its part of the tangent of y, which is Ji t.
 * </ul>
 * Both are written in tensor operations, and the values that they read are tensors with nodes of their own:
 * where recording is on while a rule is applied, its result can be differentiated in turn. The rules stand in
 * {@link Elementwise}, {@link Reduction}, {@link Reshaping}, {@link Indexing}, {@link Matrix} and
 * {@link LinearAlgebra}; the few that need more than a row have a class of their own, such as
 * {@link WhereOp}.
 */
abstract class Op {
    // the bits of reads(i): operands by their number, and the result
    static final int NOTHING = 0;
    static final int FIRST = operand(0);
    static final int SECOND = operand(1);
    static final int OUTPUT = 1 << 30;

    final String name;
    final int operands;
    private boolean leavesOut;
    private @Nullable Supplier<String> arguments;

    Op(String name, int operands) {
        this.name = name;
        this.operands = operands;
    }

    /**
     * Says that where an operand has weight 0 this operation looks away from it, so that nothing of it gets
     * through, however steep what comes next is; other weights are positive.
     */
    final Op leavingOut() {
        leavesOut = true;
        return this;
    }

    /** See {@link #leavingOut()}. */
    final boolean leavesOut() {
        return leavesOut;
    }

    /** Whether the result is a sum of its operands' elements, each in its place, times fixed weights. */
    boolean isLinear() {
        return false;
    }

    static int operand(int i) {
        return 1 << i;
    }

    /**
     * What every call of an operation comes to: computes the value and, where an operand needs a gradient,
     * gives the value a node, an {@link OpNode}, which saves what {@link #reads} names for these operands.
     */
    final Tensor apply(Tensor... x) {
        Tensor y = Storage.anySymbolic(x) ? ShapeInference.apply(this, x) : forward(x);
        Recorder.current().record(this, x, y);
        return y;
    }

    /** Computes the value alone. */
    abstract Tensor forward(Tensor... x);

    /** Which values vjp and jvp of operand i read, as bits: {@code FIRST | OUTPUT}. Only these are saved. */
    abstract int reads(int i);

    /**
     * The part of the cotangent of operand i that comes by way of this operation, of the shape of the result:
     * {@link Backward} undoes broadcasting.
     */
    abstract Tensor vjp(int i, Tensor cotangent, Values values);

    /**
     * As {@link #vjp} for several cotangents at once, which stand side by side along one more dim in front;
     * null where there is no such rule. For those whose rule broadcasts it is the rule itself.
     */
    @Nullable
    Tensor vjpOfMany(int i, Tensor cotangents, Values values) {
        return null;
    }

    /**
     * The same for all operands that are wanted; null for the others, and where an operand gets none. A
     * custom operation, whose vjp gives all at once, has its own.
     */
    @Nullable
    Tensor[] vjps(Tensor cotangent, Values values, IntPredicate wanted) {
        @Nullable
        Tensor[] parts = new Tensor[operands];
        for (int i = 0; i < operands; i++) {
            if (wanted.test(i)) {
                parts[i] = vjp(i, cotangent, values);
            }
        }
        return parts;
    }

    /** What the tangent of operand i adds to the tangent of the result, before broadcasting to its shape. */
    abstract Tensor jvp(int i, Tensor tangent, Values values);

    /**
     * The same with the number 1, or another positive one, in the place of each derivative: how many of the
     * elements that a mask of ones and zeros names count for each element of the result. Null where that is
     * not known.
     */
    @Nullable
    Tensor count(int i, Tensor ones, Values values) {
        return leavesOut || isLinear() ? jvp(i, ones, values) : null;
    }

    abstract Formula formula(Formula... operands);

    /** What it was given besides its operands, as text: {@code [1]}, {@code dim 1}; empty for most. */
    final String arguments() {
        return arguments == null ? "" : arguments.get();
    }

    /** How to write down what the operation was given besides its operands. */
    final Op with(Supplier<String> text) {
        arguments = text;
        return this;
    }

    // ---- for graphs of symbols alone

    /** Equal for two operations that do the same, so that the same formula is not written twice. */
    Object key() {
        return this;
    }

    /**
     * This operation for dims of other sizes, which matters where it was made for certain ones: graphs of
     * symbols are built before sizes are known. Null where it exists for one size only.
     */
    @Nullable
    Op resized(UnaryOperator<int[]> sizes) {
        return this;
    }

    /**
     * This operation for other sizes; an error where it exists for one size only and an operand has a dim
     * whose size is a name.
     */
    final Op resizedFor(Tensor[] x, UnaryOperator<int[]> sizes) {
        Op sized = resized(sizes);
        if (sized == null && Arrays.stream(x).anyMatch(operand -> NamedDims.anyIn(operand.layout.shape))) {
            throw SymbolErrors.namedDims(name);
        }
        return sized == null ? this : sized;
    }
}
