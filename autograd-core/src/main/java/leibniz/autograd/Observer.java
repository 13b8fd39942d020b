package leibniz.autograd;

/** Sees the graph come into being and the gradients run through it. Called on the thread that computes. */
interface Observer {
    /** A node was made from these operands. */
    void made(OpNode node, Tensor[] operands, Tensor output);

    /** A backward pass that the user asked for has run a node. */
    void ran(Backward.Step step);
}
