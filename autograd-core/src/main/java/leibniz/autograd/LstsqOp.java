package leibniz.autograd;

/**
 * Least squares: X = A⁺ B with A of full rank, A⁺ = (AᵀA)⁻¹ Aᵀ and the residual R = B - A X. From Aᵀ R = 0
 * follows AᵀA dX = dAᵀ R - Aᵀ dA X + Aᵀ dB, so with W = (AᵀA)⁻¹ G the cotangents are A W of B, and R Wᵀ - A W
 * Xᵀ of A. Source: G. H. Golub and V. Pereyra (1973).
 */
final class LstsqOp extends Op {
    LstsqOp() {
        super("Lstsq", 2);
    }

    @Override
    Tensor forward(Tensor... x) {
        return LeastSquares.solve(x[0], x[1]);
    }

    @Override
    int reads(int i) {
        return i == 0 ? FIRST | SECOND | OUTPUT : FIRST;
    }

    @Override
    Tensor vjp(int i, Tensor cotangent, Values values) {
        Tensor a = values.operand(0);
        Tensor w = gramInverse(a, cotangent);
        Tensor ofB = a.matmul(w);
        return i == 1 ? ofB : residual(values).matmul(turned(w)).sub(ofB.matmul(turned(values.output())));
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        Tensor a = values.operand(0);
        return i == 1
                ? apply(a, tangent)
                : gramInverse(a, turned(tangent).matmul(residual(values)))
                        .sub(apply(a, tangent.matmul(values.output())));
    }

    private static Tensor residual(Values values) {
        return values.operand(1).sub(values.operand(0).matmul(values.output()));
    }

    /** In FLOAT64, since AᵀA is as ill-conditioned as A squared. */
    private static Tensor gramInverse(Tensor a, Tensor g) {
        Tensor wide = a.to(DType.FLOAT64);
        return turned(wide).matmul(wide).solve(g.to(DType.FLOAT64)).to(g.dtype());
    }

    private static Tensor turned(Tensor x) {
        return x.transpose(-2, -1);
    }

    @Override
    Formula formula(Formula... operands) {
        return Formula.matmul(Formula.power(operands[0], Formula.name("+", 0)), operands[1]);
    }
}
