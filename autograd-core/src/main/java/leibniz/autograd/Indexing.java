package leibniz.autograd;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** The rules of the operations that take a part of a tensor. */
final class Indexing {
    private Indexing() {}

    /** Every step-th element from start, in each dim: a view. Its adjoint puts them back into zeros. */
    static Op slice(String name, int[] shape, int[] start, int[] length, int[] step) {
        return new LinearOp(name, x -> x.view(x.layout.slice(start, length, step)),
                g -> unslice(shape, start, length, step).apply(g), UnaryOperator.identity());
    }

    /** Zeros of a shape, with the operand in the place of a slice: the adjoint of {@link #slice}. */
    static Op unslice(int[] shape, int[] start, int[] length, int[] step) {
        return new LinearOp("Unslice", x -> {
            Tensor y = Tensor.empty(x.dtype(), shape);
            Loops.copyInto(x, y.alias(y.layout.slice(start, length, step)));
            return y;
        }, g -> slice("Slice", shape, start, length, step).apply(g), UnaryOperator.identity());
    }

    /** The elements at row-major positions. One may be taken several times: its cotangents are then added. */
    static Op pick(String name, int[] from, int[] positions, int[] to) {
        return new LinearOp(name, x -> Loops.pick(x, positions, to), g -> place(to, positions, from).apply(g),
                UnaryOperator.identity());
    }

    /** Zeros, with the elements added at row-major positions: the adjoint of {@link #pick}. */
    static Op place(int[] from, int[] positions, int[] to) {
        return new LinearOp("Place", x -> Loops.place(x, positions, to),
                g -> pick("Pick", to, positions, from).apply(g), UnaryOperator.identity());
    }

    /** Zeros where the mask is false, and the elements where it is true; its own adjoint. */
    static Op masked(String name, Tensor mask) {
        return new LinearOp(name,
                x -> Loops.where(mask, x, Creation.full(x.dtype(), 0), x.dtype(), x.layout.shape),
                g -> masked(name, mask).apply(g),
                x -> Formula.function("\\operatorname{" + name.toLowerCase(Locale.ROOT) + "}", x));
    }

    /** Tensors one after the other in a dim. */
    static Op cat(int dim, int[] sizes, int[] shape) {
        return new CatOp(dim, sizes, shape);
    }
}
