package leibniz.autograd;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The rules of the operations that take a part of a tensor. */
final class Indexing {
    /** Of more whole numbers than these the first and the last are listed. */
    static final int LISTED = 9;

    private Indexing() {}

    /** Every step-th element from start, in each dim: a view. Its adjoint puts them back into zeros. */
    static Op slice(String name, int[] shape, int[] start, int[] length, int[] step) {
        return new LinearOp(name, x -> x.view(x.layout.slice(start, length, step)),
                g -> unslice(shape, start, length, step).apply(g),
                x -> {
                    String index = index(false, shape, start, length, step);
                    return index.isEmpty() ? x : Formula.indexed(x, index, shape.length);
                })
                .sized(sizes -> slice(name, sizes.apply(shape), start, sizes.apply(length), step), shape,
                        start, length,
                        step)
                .with(() -> "[" + text(false, shape, start, length, step) + "]");
    }

    /** A slice of one index in some dims, without these dims: a view. The adjoint is that of the slice. */
    static Op part(String name, int[] shape, int[] start, int[] length, int[] to) {
        int[] ones = new int[shape.length];
        Arrays.fill(ones, 1);
        return new LinearOp(name, x -> x.view(x.layout.slice(start, length, ones).reshape(to)),
                g -> unslice(shape, start, length, ones).apply(g.reshape(length)),
                x -> Formula.indexed(x, index(true, shape, start, length, ones), to.length))
                .sized(sizes -> part(name, sizes.apply(shape), start, sizes.apply(length), sizes.apply(to)),
                        name, shape,
                        start, length, to)
                .with(() -> "[" + text(true, shape, start, length, ones) + "]");
    }

    /** As text, empty where a slice is the whole. */
    private static String index(boolean dropsOnes, int[] shape, int[] start, int[] length, int[] step) {
        return isWhole(shape, start, length, step) ? "" : text(dropsOnes, shape, start, length, step);
    }

    private static boolean isWhole(int[] shape, int[] start, int[] length, int[] step) {
        return Arrays.equals(length, shape) && Arrays.stream(start).allMatch(from -> from == 0)
                && Arrays.stream(step).allMatch(by -> by == 1);
    }

    /** 1, 1:3 or 1:9:2 for each dim. */
    private static String text(boolean dropsOnes, int[] shape, int[] start, int[] length, int[] step) {
        StringBuilder index = new StringBuilder();
        for (int d = 0; d < shape.length; d++) {
            boolean all = length[d] == shape[d] && start[d] == 0 && step[d] == 1;
            boolean one = length[d] == 1 && dropsOnes;
            index.append(d == 0 ? "" : ", ").append(all
                    ? one ? "0" : ":"
                    : one
                            ? Integer.toString(start[d])
                            : step[d] < 0
                                    ? "::-1"
                                    : start[d] + ":"
                                            + (start[d] + Math.max(length[d] - 1, 0) * step[d]
                                                    + Math.min(length[d], 1))
                                            + (step[d] == 1 ? "" : ":" + step[d]));
        }
        return index.toString();
    }

    /** Zeros of a shape, with the operand in the place of a slice: the adjoint of {@link #slice}. */
    static Op unslice(int[] shape, int[] start, int[] length, int[] step) {
        return new LinearOp("Unslice", x -> {
            Tensor y = Tensor.empty(x.dtype(), shape);
            Loops.copyInto(x, y.alias(y.layout.slice(start, length, step)));
            return y;
        }, g -> slice("Slice", shape, start, length, step).apply(g),
                x -> {
                    String index = index(true, shape, start, length, step);
                    boolean one = Arrays.stream(length).allMatch(size -> size == 1);
                    return index.isEmpty() ? x : Formula.embedded(x, index, one, shape.length);
                })
                .sized(sizes -> unslice(sizes.apply(shape), start, sizes.apply(length), step), shape, start,
                        length, step)
                .leavingOut();
    }

    /** A diagonal of the first two dims, as a last dim: a view. The adjoint puts it back into zeros. */
    static Op diagonal(int[] shape, int offset) {
        return new LinearOp("Diagonal", x -> x.view(x.layout.diagonal(offset)),
                g -> onDiagonal(g, shape, offset),
                x -> Formula.arranged("diagonal", x, Integer.toString(offset), shape.length - 1))
                .sized(sizes -> diagonal(sizes.apply(shape), offset), shape, offset);
    }

    /** Zeros of a shape, with the last dim of x on a diagonal of the first two. */
    static Tensor onDiagonal(Tensor x, int[] shape, int offset) {
        int n = shape[1];
        int last = x.dim() - 1;
        int[] rest = Arrays.copyOfRange(shape, 2, shape.length);
        int[] flat = Shapes.append(new int[]{ shape[0] * n }, rest);
        int[] length = Shapes.append(new int[]{ x.layout.shape[last] }, rest);
        int[] start = new int[flat.length];
        start[0] = length[0] == 0 ? 0 : Math.max(offset, -offset * n);
        int[] step = new int[flat.length];
        Arrays.fill(step, 1);
        step[0] = n + 1; // each element of a diagonal is n + 1 places behind the one before
        Tensor first = last == 0 ? x : x.permute(Shapes.keptThenReduced(x.dim(), Shapes.range(last)));
        return unslice(flat, start, length, step).apply(first).reshape(shape);
    }

    /** The elements at row-major positions. One may be taken several times: its cotangents are then added. */
    static Op pick(String name, int[] from, int[] positions, int[] to) {
        return new LinearOp(name, x -> Loops.pick(x, positions, to), g -> place(to, positions, from).apply(g),
                x -> Formula.arranged(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), x,
                        listed(positions), to.length));
    }

    /** Zeros, with the elements added at row-major positions: the adjoint of {@link #pick}. */
    static Op place(int[] from, int[] positions, int[] to) {
        return new LinearOp("Place", x -> Loops.place(x, positions, to),
                g -> pick("Pick", to, positions, from).apply(g),
                x -> Formula.arranged("place", x, listed(positions), to.length)).leavingOut();
    }

    /** Whole numbers, the first and the last where they are many. */
    static String listed(int... positions) {
        int n = positions.length;
        return n <= LISTED
                ? Arrays.toString(positions)
                : Arrays.toString(Arrays.copyOf(positions, 4)).replace("]",
                        ", \u2026, " + positions[n - 1] + "]");
    }

    /** Zeros where the mask is false, and the elements where it is true; its own adjoint. */
    static Op masked(String name, Tensor mask) {
        return masked(name, mask, x -> Formula.arranged(name.toLowerCase(Locale.ROOT), x,
                listed(IndexPositions.ofMask(mask, mask.layout.shape).positions), mask.dim()));
    }

    static Op masked(String name, Tensor mask, UnaryOperator<Formula> formula) {
        return new LinearOp(name,
                x -> Loops.where(mask, x, Creation.full(x.dtype(), 0), x.dtype(), x.layout.shape),
                g -> masked(name, mask, formula).apply(g), formula).leavingOut();
    }

    /** Tensors one after the other in a dim. */
    static Op cat(int dim, int[] sizes, int[] shape) {
        return new CatOp(dim, sizes, shape);
    }
}
