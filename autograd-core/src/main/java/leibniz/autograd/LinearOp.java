package leibniz.autograd;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A linear function of one operand, such as sum or transpose: its Jacobian is the function itself, so the jvp
 * applies it to the tangent, and the vjp is its adjoint. Nothing is saved.
 */
final class LinearOp extends Op {
    private final UnaryOperator<Tensor> function;
    private final UnaryOperator<Tensor> adjoint;
    private final UnaryOperator<Formula> formula;
    private @Nullable Function<UnaryOperator<int[]>, Op> remake;
    private Object @Nullable [] madeFrom;

    /** The function computes without recording; the adjoint is written in public operations. */
    LinearOp(String name, UnaryOperator<Tensor> function, UnaryOperator<Tensor> adjoint,
            UnaryOperator<Formula> formula) {
        super(name, 1);
        this.function = function;
        this.adjoint = adjoint;
        this.formula = formula;
    }

    /** How to make this operation for other sizes of dims; the arguments are all that it was made from. */
    LinearOp sized(Function<UnaryOperator<int[]>, Op> make, Object... arguments) {
        remake = make;
        madeFrom = arguments;
        return this;
    }

    /** Says that this operation is the same whatever the sizes of dims. */
    LinearOp ofAnySize(Object... arguments) {
        return sized(sizes -> this, arguments);
    }

    @Override
    Object key() {
        return madeFrom == null ? this : name + Arrays.deepToString(madeFrom);
    }

    @Override
    @Nullable
    Op resized(UnaryOperator<int[]> sizes) {
        return remake == null ? null : remake.apply(sizes);
    }

    @Override
    Tensor forward(Tensor... x) {
        return function.apply(x[0]);
    }

    @Override
    boolean isLinear() {
        return true;
    }

    @Override
    int reads(int i) {
        return NOTHING;
    }

    /** What the cotangent of the result gives to the operand; it depends on no value. */
    Tensor adjoint(Tensor cotangent) {
        return adjoint.apply(cotangent);
    }

    @Override
    Tensor vjp(int i, Tensor cotangent, Values values) {
        return adjoint(cotangent);
    }

    /** One after the other: most adjoints only look at the numbers in another way. */
    @Override
    Tensor vjpOfMany(int i, Tensor cotangents, Values values) {
        Tensor[] parts = new Tensor[cotangents.size(0)];
        for (int k = 0; k < parts.length; k++) {
            parts[k] = adjoint(cotangents.select(0, k));
        }
        return Tensors.stack(0, parts);
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        return apply(tangent);
    }

    @Override
    Formula formula(Formula... operands) {
        return formula.apply(operands[0]);
    }
}
