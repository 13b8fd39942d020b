package leibniz.autograd;

/** a where the condition holds, else b; all three broadcast. */
final class WhereOp extends Op {
    WhereOp() {
        super("Where", 3);
    }

    @Override
    Tensor forward(Tensor... x) {
        if (x[0].dtype() != DType.BOOL) {
            throw ValueErrors.notBool(name, x[0].dtype());
        }
        int[] values = Shapes.broadcast(name, x[1].layout.shape, x[2].layout.shape);
        int[] shape = Shapes.broadcast(name, x[0].layout.shape, values);
        return Loops.where(x[0], x[1], x[2], x[1].commonDType(x[2]), shape);
    }

    @Override
    int reads(int i) {
        return FIRST;
    }

    @Override
    Tensor vjp(int i, Tensor cotangent, Values values) {
        return chosen(i, cotangent, values);
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        return chosen(i, tangent, values);
    }

    /** v where operand i was taken, else 0. */
    private static Tensor chosen(int i, Tensor v, Values values) {
        Tensor condition = values.operand(0);
        return Tensors.where(i == 1 ? condition : condition.not(), v, Tensors.zerosLike(v));
    }

    @Override
    Formula formula(Formula... operands) {
        return Formula.cases(operands[0], operands[1], operands[2]);
    }
}
