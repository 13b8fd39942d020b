package leibniz.autograd;

import java.util.function.UnaryOperator;
import leibniz.autograd.Kernels.UnaryFunction;

/**
 * An elementwise function of one operand. Its Jacobian is diagonal, so that of a cotangent and that of a
 * tangent are the same product: v times the slope, element by element.
 */
final class UnaryOp extends Op {
    /** v times the slope at x, where y is the result; x and y are null unless the rule reads them. */
    @FunctionalInterface
    interface Slope {
        Tensor times(Tensor v, Tensor x, Tensor y);
    }

    private final UnaryFunction function;
    private final boolean onBool;
    private final int reads;
    private final Slope slope;
    private final UnaryOperator<Formula> formula;

    /**
     * The flag says that the function of a BOOL is a BOOL. Else it is an error, if INT64 has the function.
     */
    UnaryOp(UnaryFunction function, boolean onBool, int reads, Slope slope, UnaryOperator<Formula> formula) {
        super(function.name(), 1);
        this.function = function;
        this.onBool = onBool;
        this.reads = reads;
        this.slope = slope;
        this.formula = formula;
    }

    @Override
    Tensor forward(Tensor... x) {
        DType dtype = x[0].dtype();
        if (function.onLongs() == null) {
            return Loops.unary(function, x[0], dtype.toFloating());
        }
        if (dtype == DType.BOOL && onBool) {
            return Loops.cast(Loops.unary(function, x[0], DType.INT64), DType.BOOL);
        }
        if (dtype == DType.BOOL) {
            throw ValueErrors.boolArithmetic(name);
        }
        return Loops.unary(function, x[0], dtype);
    }

    @Override
    int reads(int i) {
        return reads;
    }

    @Override
    Tensor vjp(int i, Tensor cotangent, Values values) {
        return slope.times(cotangent, values.read(reads, FIRST), values.read(reads, OUTPUT));
    }

    @Override
    Tensor vjpOfMany(int i, Tensor cotangents, Values values) {
        return vjp(i, cotangents, values);
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        return slope.times(tangent, values.read(reads, FIRST), values.read(reads, OUTPUT));
    }

    @Override
    Formula formula(Formula... operands) {
        return formula.apply(operands[0]);
    }
}
