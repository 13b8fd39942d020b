package leibniz.autograd;

/** The value of a function, and a product of its Jacobian with a vector. */
public record ValueAndDerivative(Tensor value, Tensor derivative) {}
