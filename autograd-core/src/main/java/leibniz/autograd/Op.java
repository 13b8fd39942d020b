package leibniz.autograd;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A primitive operation: how it is computed, and how derivatives go through it. For y = f(x0, x1, ...) with
 * Jacobians J0, J1, ... a rule gives, without ever building a Jacobian,
 * <ul>
 * <li>the vjp, reverse mode: from the cotangent g of y that of operand i, which is Jiᵀ g;
 * <li>the jvp, forward mode: from the tangent t of operand i its part of the tangent of y, which is Ji t.
 * </ul>
 * Both are written in public tensor operations, so they can be differentiated in turn. The rules stand in
 * {@link Elementwise}, {@link Reduction}, {@link Reshaping}, {@link Indexing}, {@link Matrix} and
 * {@link LinearAlgebra}.
 */
abstract class Op {
    /** For {@link #reads}: the result. Operand i is {@code operand(i)}. */
    static final int OUTPUT = 1 << 30;
    static final int NOTHING = 0;
    static final int FIRST = 1;
    static final int SECOND = 2;

    final String name;
    final int operands;

    Op(String name, int operands) {
        this.name = name;
        this.operands = operands;
    }

    static int operand(int i) {
        return 1 << i;
    }

    /** Computes the value alone. */
    abstract Tensor forward(Tensor... x);

    /** Which values vjp and jvp of operand i read, as a sum of the constants above: only these are saved. */
    abstract int reads(int i);

    /** The cotangent of operand i, before broadcasting of that operand is undone. */
    abstract Tensor vjp(int i, Tensor cotangent, Values values);

    /** What the tangent of operand i adds to the tangent of the result, before broadcasting to its shape. */
    abstract Tensor jvp(int i, Tensor tangent, Values values);

    abstract Formula formula(Formula... operands);

    /** Equal for two operations that do the same. */
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
     * This operation for other sizes; an error where it cannot be had although sizes of the operands have
     * names.
     */
    final Op resizedFor(Tensor[] x, UnaryOperator<int[]> sizes) {
        Op sized = resized(sizes);
        if (sized == null && Arrays.stream(x).anyMatch(operand -> NamedDims.anyIn(operand.layout.shape))) {
            throw SymbolErrors.namedDims(name);
        }
        return sized == null ? this : sized;
    }

    /** Computes the value, and records what is needed to differentiate it. */
    final Tensor apply(Tensor... x) {
        boolean symbolic = Symbolic.anyOf(x);
        Tensor y = symbolic ? Symbolic.apply(this, x) : forward(x);
        Recorder recorder = Recorder.current();
        if (recorder.checkpoint != null) {
            recorder.checkpoint.ran(x, y);
        }
        Node from = firstNode(x);
        if (from == null) {
            y.history = inheritedBreak(x);
        } else if (!y.dtype().isFloating()) {
            y.history = new NoGradReason(NoGradReason.Kind.NOT_FLOATING, recorder.nameOf(this), from);
        } else if (recorder.mode == Recorder.Mode.ON) {
            OpNode node = recorder.checkpoint == null
                    ? new OpNode(this, recorder.call(), x, y)
                    : recorder.checkpoint.node(this, recorder.call(), x, y);
            y.history = node;
            Observer observer = Recorder.observer();
            if (observer != null && !symbolic) {
                observer.made(node, x, y);
            }
        } else if (recorder.mode == Recorder.Mode.OFF) {
            y.history = new NoGradReason(NoGradReason.Kind.NO_GRAD, recorder.nameOf(this), from);
        }
        if (recorder.tangents != null && recorder.mode != Recorder.Mode.OFF) {
            Tangents.propagate(recorder, this, x, y);
        }
        return y;
    }

    private static @Nullable Node firstNode(Tensor[] x) {
        for (Tensor operand : x) {
            if (operand.history instanceof Node node) {
                return node;
            }
        }
        return null;
    }

    private static @Nullable NoGradReason inheritedBreak(Tensor[] x) {
        for (Tensor operand : x) {
            if (operand.history instanceof NoGradReason cut) {
                return cut;
            }
        }
        return null;
    }
}
