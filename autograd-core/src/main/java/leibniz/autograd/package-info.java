/**
 * Tensors, and derivatives of what is computed with them.
 *
 * <pre>{@code
 * import static leibniz.autograd.Tensors.tensor;
 *
 * Tensor x = tensor(1.0, 2.0, 3.0);
 * Tensor y = tensor(3.0, 5.0, 7.0);
 * Tensor w = tensor(0.0).requiresGrad_(true);
 * Tensor b = tensor(0.0).requiresGrad_(true);
 * Tensor error = x.mul(w).add(b).sub(y);
 * Tensor loss = error.mul(error).mean();
 * loss.backward();
 * System.out.println(w.grad() + " " + b.grad()); // d loss/dw = -22.6667, d loss/db = -10
 * }</pre>
 *
 * <p>
 * To read the code, begin with {@code Op}, what a primitive operation and its rules are; {@code Elementwise},
 * a table of such rules; and {@code Backward}, the reverse pass. Then, in this order:
 * <ul>
 * <li>{@code Recorder} and {@code OpNode}: what is noted of an operation that ran, for the reverse pass;
 * <li>{@link Tensor}, {@link Tensors} and the {@code ...Compositions}: what users call, made of primitives;
 * <li>{@link Autograd}, {@code Tangents} and {@code Jacobians}: derivatives on demand, forward mode, and
 * whole matrices;
 * <li>{@code Storage}, {@code Layout} and {@code Kernels}: the numbers, and the loops over them;
 * <li>{@code Symbolic}, {@code Expression} and {@code Derivative}: tensors without numbers, and formulas;
 * <li>{@link Graph} and {@link GraphNode}: what displays see of a computation.
 * </ul>
 */
@NullMarked
package leibniz.autograd;

import org.jspecify.annotations.NullMarked;
