package leibniz.autograd;

/** What a backward pass does with the graph. */
public enum GraphOption {
    /** Keep the values that the pass needs, so that it can run again. */
    RETAIN_GRAPH,
    /** Record the pass itself, so that its results can be differentiated; keeps the graph as well. */
    CREATE_GRAPH,
    /** In grad: an input that the result was not computed from has the gradient 0, and is no error. */
    ALLOW_UNUSED
}
