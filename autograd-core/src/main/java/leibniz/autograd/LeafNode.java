package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/** A tensor of the user on which requiresGrad_(true) was called: where gradients end and are added up. */
final class LeafNode extends Node {
    final Tensor tensor;
    private @Nullable Tensor grad;
    @Nullable
    Hooks hooks;
    /** What the operations that were recorded last have read, where values are kept. */
    NodeSnapshot.@Nullable LeafValue read;

    LeafNode(Tensor tensor) {
        this.tensor = tensor;
    }

    @Override
    String name() {
        return tensor.storage.array() instanceof Expression.Symbol symbol ? symbol.name : "Leaf";
    }

    @Override
    int[] shape() {
        return tensor.layout.shape;
    }

    @Override
    DType dtype() {
        return tensor.dtype();
    }

    @Override
    int inputCount() {
        return 0;
    }

    @Override
    @Nullable
    Node input(int i) {
        throw new IndexOutOfBoundsException(i);
    }

    @Override
    @Nullable
    Tensor grad() {
        return grad;
    }

    @Override
    void setGrad(@Nullable Tensor gradient) {
        grad = gradient;
    }

    @Override
    boolean keepsGrad() {
        return true;
    }

    /** One thread after the other: graphs of several may end in the same leaf. */
    @Override
    synchronized void accumulate(Tensor gradient, boolean isOwn) {
        grad = Gradients.accumulate(grad, gradient, isOwn);
    }
}
