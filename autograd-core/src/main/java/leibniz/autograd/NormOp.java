package leibniz.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The Euclidean norm y = ‖x‖ over dims, with dy = Σ x/y dx, and derivative 0 at 0, where it has none.
 * Functions of it such as ‖x‖² have derivatives there nevertheless: the cotangent g of y is then 0 too, and
 * what its product with x/y is like nearby follows from g/y, which by l'Hôpital's rule is dg/dy.
 */
final class NormOp extends Op {
    private final int[] shape;
    private final int[] dims;
    private final boolean keepDim;

    NormOp(int[] shape, int[] dims, boolean keepDim) {
        super("Norm", 1);
        this.shape = shape;
        this.dims = dims;
        this.keepDim = keepDim;
        with(() -> Reduction.inWords(dims, shape.length));
    }

    @Override
    Op resized(UnaryOperator<int[]> sizes) {
        return new NormOp(sizes.apply(shape), dims, keepDim);
    }

    @Override
    Object key() {
        return List.of(name, Arrays.toString(shape), Arrays.toString(dims), keepDim);
    }

    @Override
    Tensor forward(Tensor... x) {
        return Norms.euclidean(x[0], dims, keepDim);
    }

    @Override
    int reads(int i) {
        return FIRST | OUTPUT;
    }

    @Override
    Tensor vjp(int i, Tensor cotangent, Values values) {
        Tensor x = values.operand(0);
        Tensor y = values.output();
        if (!hasZero(y)) {
            return spread(cotangent).mul(x.div(spread(y)));
        }
        Tensor zero = y.eq(0);
        Tensor ratio = ratioAtZero(cotangent, y, zero);
        Tensor steep = ratio == null ? zero : zero.and(ratio.lt(Double.POSITIVE_INFINITY).not());
        Tensor none = Tensors.zerosLike(cotangent);
        Tensor atZero = ratio == null ? none : Tensors.where(steep, none, ratio);
        Tensor quotient = Tensors.where(zero, atZero, cotangent.div(Norms.without0(y)));
        return withoutSlope(spread(steep), x, x.mul(spread(quotient)));
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        Tensor x = values.operand(0);
        Tensor y = spread(values.output());
        Tensor weights = hasZero(y) ? withoutSlope(y.eq(0), x, x.div(Norms.without0(y))) : x.div(y);
        return tangent.mul(weights).sum(keepDim, dims);
    }

    /**
     * Whether the norm, which is the result of this operation, is 0 anywhere; a formula holds away from 0.
     */
    static boolean hasZero(@Nullable Tensor y) {
        return y != null && !y.storage.isSymbolic() && y.eq(0).any().itemBoolean();
    }

    /** Whether a node is a norm that is 0 somewhere. */
    static boolean isOfZero(Node node) {
        return node instanceof OpNode made && made.op instanceof NormOp && hasZero(made.restored(1));
    }

    private Tensor spread(Tensor y) {
        return Reduction.spread(y, shape, dims);
    }

    /** The values, but where the mask is true (and x is 0) a 0 that has no derivative by any element. */
    private Tensor withoutSlope(Tensor mask, Tensor x, Tensor values) {
        Tensor zero = Tensors.where(mask, x.abs().sum(true, dims), Tensors.onesLike(x));
        return Tensors.where(mask, zero.sqrt().mul(0), values);
    }

    /**
     * dg/dy where g and y are 0, and NaN at the other zeros of y. Null where nothing is known, as g was not
     * recorded.
     */
    private static @Nullable Tensor ratioAtZero(Tensor g, Tensor y, Tensor zero) {
        if (!Autograd.isGradEnabled() || y.node() == null) {
            return null;
        }
        Tensor weights = Tensors.linspace(g.dtype(), 1, 2, g.numel()).reshape(g.layout.shape);
        Tensor slope = derivative(Tensors.where(zero, g, Tensors.zerosLike(g)), y);
        Tensor weighted = derivative(Tensors.where(zero, g.mul(weights), Tensors.zerosLike(g)), y);
        // each element of g must depend on its own element of y alone, and on no other norm that is 0
        boolean diagonal = weighted.allclose(slope.mul(weights))
                && slope.eq(0).or(zero).all().itemBoolean();
        // g/y and dg/dy have the same value and slope at 0, but not the same second derivative: that shall be
        // NaN
        Tensor ratio = slope.requiresGrad() ? slope.add(y.pow(2.5).mul(0)) : slope;
        boolean known = diagonal && !Node.meets(g, node -> node != y.node() && isOfZero(node));
        Tensor vanishes = known ? g.eq(0) : g.eq(Double.NaN);
        return Tensors.where(vanishes, ratio, Tensors.full(g.dtype(), Double.NaN));
    }

    private static Tensor derivative(Tensor g, Tensor y) {
        Tensor sum = g.sum();
        Tensor[] found = { Tensors.zerosLike(y) };
        if (sum.node() != null) {
            new Backward(sum.node(), Tensors.onesLike(sum), Set.of(y.node()), true, step -> {
                if (step.node() == y.node()) {
                    found[0] = step.incoming();
                }
            }).run();
        }
        return found[0];
    }

    @Override
    Formula formula(Formula... operands) {
        return Formula.norm(operands[0], "");
    }
}
