package leibniz.autograd;

import java.util.Arrays;
import java.util.function.IntPredicate;
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

    /**
     * The cotangents of the operands that are wanted; null for the others, and where an operand gets none.
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
        Tensor y = Storage.anySymbolic(x) ? ShapeInference.apply(this, x) : forward(x);
        Recorder.current().record(this, x, y);
        return y;
    }
}
