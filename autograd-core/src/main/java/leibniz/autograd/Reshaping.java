package leibniz.autograd;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
     * Dims of size 1 come and go without a sign, but vectors are columns, so that a row is a transposed one.
     */
    private static Formula reshaped(Formula x, int[] from, int[] to) {
        if (!Arrays.equals(withoutOnes(from), withoutOnes(to))) {
            return Formula.arranged("reshape", x, listed(to), to.length);
        }
        return isRow(from) != isRow(to) ? x.transpose() : x;
    }

    private static int[] withoutOnes(int... shape) {
        return Arrays.stream(shape).filter(size -> size != 1).toArray();
    }

    private static boolean isRow(int... shape) {
        return shape.length == 2 && shape[0] == 1 && shape[1] != 1;
    }

    private static String listed(int... numbers) {
        return Arrays.stream(numbers).mapToObj(NamedDims::text).collect(Collectors.joining(", "));
    }

    /** The dims in another order. */
    static Op permute(String name, int[] order) {
        return new LinearOp(name, x -> x.view(x.layout.permute(order)), g -> g.permute(Shapes.inverse(order)),
                x -> Arrays.equals(order, Shapes.range(order.length))
                        ? x
                        : name.equals("Transpose") || order.length == 2
                                ? x.transpose()
                                : Formula.arranged("permute", x, listed(order), order.length))
                .ofAnySize(order)
                .with(() -> order.length > 2 ? "(" + listed(order) + ")" : "");
    }

    /** Repetition along dims of size 1 and new dims in front: the repeated elements' cotangents are added. */
    static Op expand(int[] from, int[] to) {
        return new LinearOp("Expand", x -> x.view(x.layout.expand(to)), g -> g.sumTo(from),
                x -> Formula.repeated(x, from, to))
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
