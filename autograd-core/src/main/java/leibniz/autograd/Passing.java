package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/**
 * Where tangents pass. A tangent is 0 for good at elements that do not depend on the input, because its
 * direction does not move them, or because a mask left them out. Their derivative is 0 also where the next
 * slope is infinite, as in relu().sqrt() at -1, and 0 times infinity would be NaN. The mask is true where one
 * passes, and null says that all may pass.
 */
final class Passing {
    private Passing() {}

    /** Of a direction that is constant. */
    static @Nullable Tensor of(Tensor direction) {
        return Recorder.in(Recorder.Mode.OFF, () -> unlessAll(direction.ne(0)));
    }

    private static @Nullable Tensor unlessAll(Tensor passes) {
        return passes.all().itemBoolean() ? null : passes;
    }

    /** Of the result of an operation, from its operands: their tangents, where they have some. */
    static @Nullable Tensor through(Op op, @Nullable Tensor[] tangents, @Nullable Tensor[] passing,
            Values values, Tensor y) {
        if (y.isSymbolic()) {
            return null;
        }
        if (op.leavesOut() || !isElementwise(op) && isAny(passing)) {
            return Recorder.in(Recorder.Mode.OFF, () -> counted(op, tangents, passing, values, y));
        }
        return isElementwise(op) ? Recorder.in(Recorder.Mode.OFF, () -> union(tangents, passing, y)) : null;
    }

    private static boolean isAny(@Nullable Tensor... passing) {
        for (Tensor known : passing) {
            if (known != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isElementwise(Op op) {
        return op instanceof UnaryOp || op instanceof BinaryOp;
    }

    private static @Nullable Tensor counted(Op op, @Nullable Tensor[] tangents, @Nullable Tensor[] passing,
            Values values, Tensor y) {
        Tensor sum = Tensors.zerosLike(y);
        for (int i = 0; i < tangents.length; i++) {
            Tensor tangent = tangents[i];
            Tensor known = passing[i];
            if (tangent != null) {
                Tensor ones = Tensors.onesLike(tangent);
                Tensor count = op.count(i, known == null ? ones : known.to(tangent.dtype()), values);
                if (count == null) {
                    return null;
                }
                sum = sum.add(count);
            }
        }
        return unlessAll(sum.ne(0));
    }

    private static @Nullable Tensor union(@Nullable Tensor[] tangents, @Nullable Tensor[] passing, Tensor y) {
        Tensor union = null;
        for (int i = 0; i < tangents.length; i++) {
            Tensor known = passing[i];
            if (tangents[i] != null && known == null) {
                return null;
            }
            if (known != null) {
                Tensor spread = known.expand(y.layout.shape);
                union = union == null ? spread : union.or(spread);
            }
        }
        return union;
    }

    /** What an operand's tangent adds to that of the result: 0 where the operand's does not pass. */
    static Tensor kept(Op op, Tensor part, @Nullable Tensor passing) {
        return passing != null && !part.isSymbolic() && isElementwise(op) && hasNaN(part)
                ? Tensors.where(passing, part, Tensors.zerosLike(part))
                : part;
    }

    private static boolean hasNaN(Tensor x) {
        Tensor in = Loops.contiguous(x);
        for (int i = 0; i < x.numel(); i++) {
            if (Double.isNaN(in.storage.getDouble(in.layout.offset + i))) {
                return true;
            }
        }
        return false;
    }
}
