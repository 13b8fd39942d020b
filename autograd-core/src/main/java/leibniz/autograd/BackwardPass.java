package leibniz.autograd;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** A backward pass that runs one node for each step asked for; see {@link Autograd#backwardPass}. */
public final class BackwardPass implements Iterator<BackwardStep> {
    private final Graph graph;
    private final Backward pass;

    BackwardPass(Tensor y, Node root) {
        graph = Graph.of(y);
        pass = new Backward(root, Tensors.onesLike(y), null, false, step -> {});
    }

    /**
     * The graph whose nodes the steps run: operations as the user called them, with the steps' nodes as they
     * are or as parts.
     */
    public Graph graph() {
        return graph;
    }

    @Override
    public boolean hasNext() {
        return pass.hasNext();
    }

    @Override
    public BackwardStep next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The backward pass has reached every leaf.");
        }
        Backward.Step step = pass.advance();
        return new BackwardStep(graph.primitive(step.node()), step.incoming(), step.outgoing());
    }
}
