package leibniz.autograd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reverse-mode derivative of a function that {@link Autograd#customFunction} makes. */
@FunctionalInterface
public interface Vjp {
    /**
     * The gradients of the inputs, one for each and of its shape and dtype, from the gradient of the output:
     * the product of the cotangent with the Jacobian by each input. Null for an input that gets none, as
     * INT64 and BOOL ones must ({@link java.util.Arrays#asList} makes a list with nulls). To be written in
     * tensor operations that are linear in the cotangent; then second derivatives and forward mode work too.
     */
    List<@Nullable Tensor> apply(Tensor cotangent, List<Tensor> inputs, Tensor output);
}
