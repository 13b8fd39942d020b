package leibniz.autograd;

import java.util.List;

/** A function of several tensors. */
@FunctionalInterface
public interface TensorsFunction {
    /** The value at xs. */
    Tensor apply(List<Tensor> xs);
}
