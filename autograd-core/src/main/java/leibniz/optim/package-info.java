/** Optimisers, which change parameters along their gradients. */
@NullMarked
package leibniz.optim;

import org.jspecify.annotations.NullMarked;
