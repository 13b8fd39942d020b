/** Tensors, and derivatives of what is computed with them. */
@NullMarked
package leibniz.autograd;

import org.jspecify.annotations.NullMarked;
