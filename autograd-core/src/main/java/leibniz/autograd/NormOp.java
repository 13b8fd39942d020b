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
        // a cotangent that is 0, and of which no more is known, may begin to count: there is no slope by it
        // either
        Tensor beginning = ratio == null ? none : Tensors.where(steep.and(cotangent.eq(0)), cotangent, none);
        return withoutSlope(spread(steep), x.abs().sum(true, dims).add(spread(beginning.abs())),
                x.mul(spread(quotient)));
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        Tensor x = values.operand(0);
        Tensor y = spread(values.output());
        Tensor weights = hasZero(y)
                ? withoutSlope(y.eq(0), x.abs().sum(true, dims), x.div(Norms.without0(y)))
                : x.div(y);
        return tangent.mul(weights).sum(keepDim, dims);
    }

    @Override
    Tensor count(int i, Tensor ones, Values values) {
        return ones.sum(keepDim, dims);
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

    /**
     * The values, but where the mask is true a 0 that has no derivative by anything that a size is made of.
     */
    static Tensor withoutSlope(Tensor mask, Tensor size, Tensor values) {
        Tensor zero = Tensors.where(mask, size, Tensors.onesLike(values));
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
        Tensor ratio = slope.requiresGrad() ? bent(slope, y, zero) : slope;
        boolean known = diagonal && !Node.meets(g, node -> node != y.node() && isOfZero(node));
        Tensor vanishes = known ? g.eq(0) : g.eq(Double.NaN);
        return Tensors.where(vanishes, ratio, Tensors.full(g.dtype(), Double.NaN));
    }

    /**
     * dg/dy with NaN for the derivatives of x g/y that are not those of x dg/dy: from the third on where
     * dg/dy is even in y, and the second where it is not, since that has a kink at x = 0.
     */
    private static Tensor bent(Tensor slope, Tensor y, Tensor zero) {
        Tensor curvature = derivative(Tensors.where(zero, slope, Tensors.zerosLike(slope)), y);
        Tensor even = Tensors.full(y.dtype(), 2.5);
        Tensor order = Tensors.where(curvature.eq(0), even, Tensors.full(y.dtype(), 1.5)).detach();
        return slope.add(y.pow(order).mul(0));
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
        return Reduction.kept(Reduction.norm(operands[0], 2, dims, shape.length), shape, dims, keepDim);
    }
}
