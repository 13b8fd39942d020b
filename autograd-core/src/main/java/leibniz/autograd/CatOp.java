package leibniz.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tensors one after the other in a dim. Linear in each: the Jacobian by one puts it into its place among
 * zeros.
 */
final class CatOp extends Op {
    private final int dim;
    private final int[] sizes;
    private final int[] shape;

    /** The sizes are those of the operands in the dim, the shape that of the result. */
    CatOp(int dim, int[] sizes, int[] shape) {
        super("Cat", sizes.length);
        this.dim = dim;
        this.sizes = sizes;
        this.shape = shape;
        with(() -> "dim " + dim);
    }

    @Override
    @Nullable
    Op resized(UnaryOperator<int[]> others) {
        return null;
    }

    @Override
    Object key() {
        return List.of(name, dim, Arrays.toString(sizes), Arrays.toString(shape));
    }

    @Override
    Tensor forward(Tensor... x) {
        DType dtype = x[0].dtype();
        for (Tensor part : x) {
            dtype = DType.promote(dtype, true, part.dtype(), true);
        }
        Tensor y = Tensor.empty(dtype, shape);
        for (int i = 0; i < x.length; i++) {
            Loops.copyInto(x[i], y.alias(y.layout.slice(start(i), length(i), ones())));
        }
        return y;
    }

    @Override
    boolean isLinear() {
        return true;
    }

    @Override
    int reads(int i) {
        return NOTHING;
    }

    @Override
    Tensor vjp(int i, Tensor cotangent, Values values) {
        return Indexing.slice("Slice", shape, start(i), length(i), ones()).apply(cotangent);
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        return Indexing.unslice(shape, start(i), length(i), ones()).apply(tangent);
    }

    private int[] start(int i) {
        int[] start = new int[shape.length];
        for (int before = 0; before < i; before++) {
            start[dim] += sizes[before];
        }
        return start;
    }

    private int[] length(int i) {
        int[] length = shape.clone();
        length[dim] = sizes[i];
        return length;
    }

    private int[] ones() {
        int[] ones = new int[shape.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    Formula formula(Formula... operands) {
        int rank = shape.length;
        return dim == 0 && rank == 2
                ? Formula.stacked(rank, operands)
                : rank <= 2
                        ? Formula.list(rank, operands)
                        : Formula.arranged("cat", Formula.list(rank, operands), "dim " + dim, rank);
    }
}
