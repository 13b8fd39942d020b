package leibniz.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * y = r (x - mean), where r = 1/√(variance + eps), over the last dims. Of n elements the Jacobian is r (I -
 * 1/n - y yᵀ/n), which is symmetric, so that the vjp and the jvp are the same product. What is said in
 * several operations here is computed in few passes over the elements; see {@link Fusion}.
 */
final class StandardizeOp extends Op {
    private final int[] dims;
    private final double eps;

    StandardizeOp(int[] dims, double eps) {
        super("Standardize", 1);
        this.dims = dims;
        this.eps = eps;
    }

    static Tensor standardized(Tensor x, int[] dims, double eps) {
        Tensor centred = x.sub(x.mean(true, dims));
        return centred.mul(scale(centred, dims, eps));
    }

    private static Tensor scale(Tensor centred, int[] dims, double eps) {
        return centred.square().mean(true, dims).add(eps).rsqrt();
    }

    @Override
    Tensor forward(Tensor... x) {
        if (Rows.areThere(x[0], dims)) {
            Tensor to = Tensor.empty(DType.FLOAT32, x[0].layout.shape);
            Rows rows = new Rows(x[0], dims[0]);
            StandardizeLoops.standardize(RowLoops.of(to.numel()), Rows.numbers(x[0]), rows.number,
                    rows.length, eps,
                    to.storage.floats());
            return to;
        }
        Tensor values = x[0].alias(x[0].layout);
        @Nullable
        Tensor[] y = Fusion.compute(() -> new Tensor[]{
                Recorder.in(Recorder.Mode.ENGINE, () -> standardized(values, dims, eps)) });
        return Objects.requireNonNull(y[0]);
    }

    @Override
    int reads(int i) {
        return FIRST | OUTPUT;
    }

    @Override
    Tensor vjp(int i, Tensor cotangent, Values values) {
        return product(cotangent, values.operand(0), values.output());
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        return product(tangent, values.operand(0), values.output());
    }

    private Tensor product(Tensor v, Tensor x, Tensor y) {
        if (Fusion.isOn() && Rows.areThere(x, dims) && Rows.areThere(v, dims)) {
            Tensor to = Tensor.empty(DType.FLOAT32, x.layout.shape);
            Rows rows = new Rows(x, dims[0]);
            StandardizeLoops.slope(RowLoops.of(to.numel()), Rows.numbers(v), Rows.numbers(x), Rows.numbers(y),
                    rows.number, rows.length,
                    eps, to.storage.floats());
            return to;
        }
        Tensor r = scale(x.sub(x.mean(true, dims)), dims, eps);
        return v.sub(v.mean(true, dims)).sub(y.mul(v.mul(y).mean(true, dims))).mul(r);
    }

    @Override
    Formula formula(Formula... operands) {
        return Formula.function("\\operatorname{standardize}", operands[0]);
    }

    @Override
    Object key() {
        return List.of(name, Arrays.toString(dims), eps);
    }

    @Override
    Op resized(UnaryOperator<int[]> sizes) {
        return this;
    }
}
