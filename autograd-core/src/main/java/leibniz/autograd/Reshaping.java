package leibniz.autograd;

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
            Layout layout = x.layout.reshape(to);
            return layout == null ? Loops.copy(x, x.dtype()).alias(Layout.rowMajor(to)) : x.view(layout);
        }, g -> g.reshape(from), x -> turnsVector(from, to) ? x.transpose() : x)
                .sized(sizes -> reshape(name, sizes.apply(from), sizes.apply(to)), from, to);
    }

    /** Whether a column becomes a row of a matrix, or a row a column: vectors are columns. */
    private static boolean turnsVector(int[] from, int[] to) {
        int[] vector = from.length == 1 ? from : to;
        int[] matrix = from.length == 1 ? to : from;
        return vector.length == 1 && matrix.length == 2 && matrix[0] == 1 && matrix[1] == vector[0]
                && vector[0] != 1;
    }

    /** The dims in another order. */
    static Op permute(String name, int[] order) {
        return new LinearOp(name, x -> x.view(x.layout.permute(order)), g -> g.permute(Shapes.inverse(order)),
                x -> name.equals("Transpose")
                        ? x.transpose()
                        : Formula.function("\\operatorname{permute}", x))
                .ofAnySize(order);
    }

    /** Repetition along dims of size 1 and new dims in front: the repeated elements' cotangents are added. */
    static Op expand(int[] from, int[] to) {
        return new LinearOp("Expand", x -> x.view(x.layout.expand(to)), g -> g.sumTo(from),
                x -> Formula.repeated(x, to.length))
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
