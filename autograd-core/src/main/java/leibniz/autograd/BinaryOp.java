package leibniz.autograd;

import java.util.function.BinaryOperator;
import leibniz.autograd.Kernels.BinaryFunction;

/**
 * An elementwise function of two operands that broadcast against each other. As with {@link UnaryOp} the
 * Jacobian by each operand is diagonal, and one product serves both directions.
 */
final class BinaryOp extends Op {
    /** v times the slope by one operand at (a, b), where y is the result; null unless the rule reads them. */
    @FunctionalInterface
    interface Slope {
        Tensor times(Tensor v, Tensor a, Tensor b, Tensor y);
    }

    /** The derivative by one operand: what it reads, and its product with a vector. */
    record Partial(int reads, Slope slope) {}

    private final BinaryFunction function;
    private final boolean onBool;
    private final Partial[] partials;
    private final BinaryOperator<Formula> formula;

    /** The flag says that two BOOL operands give a BOOL: "or" for +, "and" for *. Else they are an error. */
    BinaryOp(BinaryFunction function, boolean onBool, Partial byFirst, Partial bySecond,
            BinaryOperator<Formula> formula) {
        super(function.name(), 2);
        this.function = function;
        this.onBool = onBool;
        this.partials = new Partial[]{ byFirst, bySecond };
        this.formula = formula;
    }

    @Override
    Tensor forward(Tensor... x) {
        DType common = x[0].commonDType(x[1]);
        DType dtype = function.onLongs() == null ? common.toFloating() : common;
        if (dtype == DType.BOOL && !onBool) {
            throw ValueErrors.boolArithmetic(name);
        }
        int[] shape = Shapes.broadcast(name, x[0].layout.shape, x[1].layout.shape);
        return Loops.binary(function, x[0], x[1], dtype, shape);
    }

    @Override
    int reads(int i) {
        return partials[i].reads;
    }

    @Override
    Tensor vjp(int i, Tensor cotangent, Values values) {
        return product(i, cotangent, values);
    }

    @Override
    Tensor vjpOfMany(int i, Tensor cotangents, Values values) {
        return product(i, cotangents, values);
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        return product(i, tangent, values);
    }

    private Tensor product(int i, Tensor v, Values values) {
        int reads = partials[i].reads;
        return partials[i].slope.times(v, values.read(reads, FIRST), values.read(reads, SECOND),
                values.read(reads, OUTPUT));
    }

    @Override
    Formula formula(Formula... operands) {
        return formula.apply(operands[0], operands[1]);
    }
}
