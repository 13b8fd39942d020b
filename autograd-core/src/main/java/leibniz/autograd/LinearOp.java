package leibniz.autograd;

import java.util.function.UnaryOperator;

/**
 * A linear function of one operand, such as sum or transpose: its Jacobian is the function itself, so the jvp
 * applies it to the tangent, and the vjp is its adjoint. Nothing is saved.
 */
final class LinearOp extends Op {
    private final UnaryOperator<Tensor> function;
    private final UnaryOperator<Tensor> adjoint;
    private final UnaryOperator<Latex> latex;

    /** The function computes without recording; the adjoint is written in public operations. */
    LinearOp(String name, UnaryOperator<Tensor> function, UnaryOperator<Tensor> adjoint,
            UnaryOperator<Latex> latex) {
        super(name, 1);
        this.function = function;
        this.adjoint = adjoint;
        this.latex = latex;
    }

    @Override
    Tensor forward(Tensor... x) {
        return function.apply(x[0]);
    }

    @Override
    int reads(int i) {
        return NOTHING;
    }

    @Override
    Tensor vjp(int i, Tensor cotangent, Values values) {
        return adjoint.apply(cotangent);
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        return apply(tangent);
    }

    @Override
    Latex latex(Latex... operands) {
        return latex.apply(operands[0]);
    }
}
