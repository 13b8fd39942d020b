package leibniz.autograd;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The rules of the operations that move elements but do not change them. All are linear; the adjoint moves
 * each element back. Their results are views wherever strides can express them.
 */
final class Reshaping {
    private Reshaping() {}

    /** Another shape over the same elements; also unsqueeze and squeeze, under their own names. */
    static Op reshape(String name, int[] from, int[] to) {
        return new LinearOp(name, x -> {
            Layout layout = x.layout.tryReshape(to);
            return layout == null ? Loops.copy(x, x.dtype()).alias(Layout.rowMajor(to)) : x.view(layout);
        }, g -> g.reshape(from), x -> reshaped(x, from, to))
                .sized(sizes -> reshape(name, sizes.apply(from), sizes.apply(to)), from, to);
    }

    /**
     * Up to matrices, dims of size 1 come and go without a sign, but vectors are columns, so that a row is a
     * transposed one.
     */
    static Formula reshaped(Formula x, int[] from, int[] to) {
        int[] before = ofOne(from);
        int[] after = ofOne(to);
        int[] sizes = withoutOnes(after);
        boolean same = Arrays.equals(before, after) || sizes.length == 0;
        boolean flat = before.length <= 2 && after.length <= 2;
        if (!same && !(flat && Arrays.equals(withoutOnes(before), sizes))) {
            return Formula.arranged("reshape", x, Broadcast.listed(to), to.length);
        }
        return Broadcast.isRow(before) != Broadcast.isRow(after) ? x.transpose().ofRank(to.length) : x;
    }

    /** One matrix is as good as a stack of it alone. */
    private static int[] ofOne(int... shape) {
        int first = 0;
        while (shape.length - first > 2 && shape[first] == 1) {
            first++;
        }
        return Arrays.copyOfRange(shape, first, shape.length);
    }

    private static int[] withoutOnes(int... shape) {
        return Arrays.stream(shape).filter(size -> size != 1).toArray();
    }

    /** The dims in another order. */
    static Op permute(String name, int[] order) {
        return new LinearOp(name, x -> x.view(x.layout.permute(order)), g -> g.permute(Shapes.inverse(order)),
                x -> permuted(x, order))
                .ofAnySize(order)
                .with(() -> order.length > 2 ? "(" + Broadcast.listed(order) + ")" : "");
    }

    /** The sign of a transpose turns each matrix, which are the last two dims. */
    private static Formula permuted(Formula x, int... order) {
        int n = order.length;
        return Arrays.equals(order, Shapes.range(n))
                ? x
                : Arrays.equals(order, Shapes.swap(n, n - 2, n - 1))
                        ? x.transpose()
                        : Formula.arranged("permute", x, Broadcast.listed(order), n);
    }

    /** Repetition along dims of size 1 and new dims in front: the repeated elements' cotangents are added. */
    static Op expand(int[] from, int[] to) {
        return new LinearOp("Expand", x -> x.view(x.layout.expand(to)), g -> g.sumTo(from),
                x -> Broadcast.repeated(x, from, to))
                .sized(sizes -> expand(sizes.apply(from), sizes.apply(to)), from, to);
    }

    /** A copy of the elements, under the name of what asked for it. */
    static Op copy(String name) {
        return new LinearOp(name, x -> Loops.copy(x, x.dtype()), g -> g, UnaryOperator.identity())
                .ofAnySize();
    }

    /** Conversion to another dtype. */
    static Op to(DType from, DType to) {
        return new LinearOp("To", x -> Loops.copy(x, to), g -> g.to(from),
                x -> from == DType.BOOL ? Formula.list(x.rank, x) : x)
                .ofAnySize(from, to);
    }
}
