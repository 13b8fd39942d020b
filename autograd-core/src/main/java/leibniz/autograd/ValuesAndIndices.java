package leibniz.autograd;

/**
 * Elements that were chosen along a dim, and their places there (INT64), of the same shape. Gradients flow
 * through the values to the chosen elements.
 */
public record ValuesAndIndices(Tensor values, Tensor indices) {}
