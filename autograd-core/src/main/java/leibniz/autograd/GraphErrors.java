package leibniz.autograd;

/** The text of the failures of computing parts of a graph again, in the manner of {@link Errors}. */
final class GraphErrors {
    private GraphErrors() {}

    static RuntimeException operandNotHeld(String operation) {
        return new IllegalStateException(operation
                + " cannot be computed again: one of its operands is not held any "
                + "more. Ask before backward() frees the graph, or keep it with backward(RETAIN_GRAPH)");
    }

    static RuntimeException notAnOperation(String name) {
        return new IllegalStateException("apply(...) computes an operation again, and this node is a " + name
                + ": it has a value() and no operands");
    }
}
