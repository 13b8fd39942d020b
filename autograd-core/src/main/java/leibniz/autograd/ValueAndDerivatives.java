package leibniz.autograd;

import java.util.List;

/** The value of a function of several tensors, and one derivative for each of them. */
public record ValueAndDerivatives(Tensor value, List<Tensor> derivatives) {}
