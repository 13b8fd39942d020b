package leibniz.autograd;

import java.util.Arrays;
import leibniz.autograd.Kernels.BinaryFunction;
import org.jspecify.annotations.Nullable;

/** The sums of cotangents. */
final class Gradients {
    private static final BinaryFunction SUM = new BinaryFunction("Add", Double::sum, Long::sum);

    private Gradients() {}

    /**
     * Adds to what a leaf or a retaining node holds. The first gradient is copied, unless nothing else holds
     * its numbers; later ones are added in place, so the object and its storage stay the same.
     */
    static Tensor accumulate(@Nullable Tensor held, Tensor gradient, boolean isOwn) {
        if (held == null) {
            return isOwn && isPlain(gradient) ? gradient : gradient.copy();
        }
        if (held.requiresGrad() || gradient.requiresGrad() || Tangents.areActive()) {
            return held.add_(gradient);
        }
        // No derivative is at stake, so this need not be an operation in place.
        Loops.copyInto(Fusion.within(() -> Loops.binary(SUM, held, gradient, held.dtype(), held.shape())),
                held);
        held.storage.written();
        return held;
    }

    /** A part added to a sum whose numbers nothing else holds: in place where that is possible. */
    static Tensor addInto(Tensor sum, Tensor part) {
        boolean alike = part.dtype() == sum.dtype() && Arrays.equals(part.layout.shape, sum.layout.shape);
        if (!alike || part.history != null || !isPlain(sum)) {
            return part.add(sum);
        }
        Loops.binaryInto(SUM, part, sum, sum);
        return sum;
    }

    /** Whether a tensor has an array of its own, and no history or derivative comes with it. */
    private static boolean isPlain(Tensor x) {
        return x.history == null && !x.storage.isSymbolic() && x.layout.offset == 0 && x.layout.isContiguous()
                && x.storage.length() == x.numel() && !Tangents.areActive();
    }

    /** Zeros in the place of what a node holds: in place, unless that is itself part of a graph. */
    static void zero(Node node) {
        Tensor held = node.grad();
        if (held != null && held.requiresGrad()) {
            node.setGrad(Tensors.zerosLike(held));
        } else if (held != null) {
            held.zero_();
        }
    }

    /**
     * Brings a cotangent to the shape and dtype of the operand it belongs to. Where an operand was broadcast,
     * one element of it went into many results, so their cotangents are added: the adjoint of broadcasting.
     */
    static Tensor unbroadcast(Tensor cotangent, int[] shape, DType dtype) {
        Tensor sum = cotangent.sumTo(shape);
        return sum.dtype() == dtype ? sum : sum.to(dtype);
    }
}
