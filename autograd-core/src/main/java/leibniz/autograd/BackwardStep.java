package leibniz.autograd;

import java.util.List;

/**
 * One node of a backward pass: the cotangent of its output, and those that its rule made of it for its inputs
 * in argument order, null for an input that needs none.
 */
public record BackwardStep(GraphNode node, Tensor incoming, List<Tensor> outgoing) {}
