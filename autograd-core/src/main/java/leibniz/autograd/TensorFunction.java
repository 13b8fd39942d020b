package leibniz.autograd;

/** A function of one tensor. */
@FunctionalInterface
public interface TensorFunction {
    /** The value at x. */
    Tensor apply(Tensor x);
}
