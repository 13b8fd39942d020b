package leibniz.autograd;

/** Sees the graph come into being and the gradients run through it. Called on the thread that computes. */
interface Observer {
    /** A node was made from these operands. */
    void made(OpNode node, Tensor[] operands, Tensor output);

    /** The complete cotangent of a node was delivered by a backward pass. */
    void delivered(Node node, Tensor cotangent);
}
