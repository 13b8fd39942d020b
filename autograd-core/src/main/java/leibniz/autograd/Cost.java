package leibniz.autograd;

/**
 * What the whole derivative of a function costs in one mode, counted while the engine computes it.
 *
 * <p>
 * For a function of n inputs and m outputs that takes k operations, forward mode needs 2kn (a pass for each
 * input, which computes values and derivatives side by side), and its memory does not grow with k; reverse
 * mode needs k + km (one pass forward, and one backward for each output), and holds what the k operations
 * saved until the last pass is done.
 *
 * @param operations how often a primitive operation was computed, or the derivative of one was applied: each
 *     of both counts 1, whatever the number and size of the operands. Compositions such as norm count as the
 *     primitives they are made of; operations that give INT64 or BOOL, or run within noGrad, are not counted;
 *     what a checkpoint computes again is
 * @param storedBytes in reverse mode the bytes of all values that the graph holds for the backward pass, each
 *     storage counted once; in forward mode the bytes that the largest single operation needs: operands and
 *     result, and the derivative that goes with each. What the function itself holds in variables comes on
 *     top in both
 */
public record Cost(long operations, long storedBytes) {}
