package leibniz.autograd;

/**
 * What a tensor knows of its past as far as gradients go: the node of the graph that it is, or the break that
 * cut it off from one. A constant has none. A {@link View} has one of these that may change with its base.
 */
sealed interface History permits Node, NoGradReason, View {}
