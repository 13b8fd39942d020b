package leibniz.autograd;

/**
 * The determinant of a matrix as its sign (-1, 0 or 1) and the logarithm of its absolute value, which neither
 * overflows nor underflows: sign · exp(logAbsDet).
 */
public record SignAndLogDet(Tensor sign, Tensor logAbsDet) {}
