package leibniz.autograd;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A composition that formulas show as one operation. It exists in graphs of symbols alone: with data its
 * parts run instead, whose derivatives are right also where that of the formula divides by 0.
 */
final class SymbolicComposition extends Op {
    /** What becomes of the cotangent g at x, where y is the result. */
    @FunctionalInterface
    interface Rule {
        Tensor apply(Tensor g, Tensor x, Tensor y);
    }

    private final UnaryOperator<Tensor> parts;
    private final Rule rule;
    private final UnaryOperator<Formula> formula;
    private final List<Object> madeFrom;

    /** The arguments are all that it was made from, beside its operand. */
    SymbolicComposition(String name, UnaryOperator<Tensor> parts, Rule rule, UnaryOperator<Formula> formula,
            Object... arguments) {
        super(name, 1);
        this.parts = parts;
        this.rule = rule;
        this.formula = formula;
        this.madeFrom = List.of(arguments);
    }

    @Override
    Object key() {
        return name + madeFrom;
    }

    @Override
    Tensor forward(Tensor... x) {
        return parts.apply(x[0]);
    }

    @Override
    int reads(int i) {
        return FIRST | OUTPUT;
    }

    @Override
    Tensor vjp(int i, Tensor cotangent, Values values) {
        return rule.apply(cotangent, values.operand(0), values.output());
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        throw new UnsupportedOperationException(name + " is differentiated by its parts");
    }

    @Override
    Formula formula(Formula... operands) {
        return formula.apply(operands[0]);
    }
}
