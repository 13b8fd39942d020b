package leibniz.autograd;

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
}
