package leibniz.autograd;

import leibniz.autograd.Kernels.BinaryFunction;
import org.jspecify.annotations.Nullable;

/** The sums of cotangents. */
final class Gradients {
    private static final BinaryFunction SUM = new BinaryFunction("Add", Double::sum, Long::sum);

    private Gradients() {}

    /**
     * Adds to what a leaf or a retaining node holds. The first gradient is copied, since the pass may have
     * given the same tensor to others; later ones are added in place, so the object and its storage stay the
     * same.
     */
    static Tensor accumulate(@Nullable Tensor held, Tensor gradient) {
        if (held == null) {
            return gradient.copy();
        }
        if (held.requiresGrad() || gradient.requiresGrad() || Tangents.areActive()) {
            return held.add_(gradient);
        }
        // No derivative is at stake, so this need not be an operation in place.
        Tensor sum = Loops.binary(SUM, held, gradient, held.dtype(), held.shape());
        Loops.copyInto(sum, held);
        held.storage.written();
        return held;
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
