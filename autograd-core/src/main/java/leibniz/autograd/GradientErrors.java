package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

/** The text of the failures of derivatives, in the manner of {@link Errors}. */
final class GradientErrors {
    private GradientErrors() {}

    static RuntimeException nonScalar(int[] shape) {
        return Errors.state(
                "backward: the tensor has shape %s, and only a single number has a gradient of its own. Reduce it, "
                        + "usually y.sum().backward(), or say how much each element counts: y.backward(gradient) with a "
                        + "gradient of shape %s.",
                text(shape), text(shape));
    }

    static RuntimeException nonScalarGrad(String operation, int[] shape) {
        return Errors.state(
                "%s: the tensor to differentiate has shape %s, and only a single number has a gradient. Reduce it "
                        + "first, usually with sum().",
                operation, text(shape));
    }

    static RuntimeException gradientShape(String operation, int[] shape, int[] gradient) {
        return Errors.argument(
                "%s: the gradient has shape %s, the tensor %s. The gradient says for each element how "
                        + "much it counts, so both shapes must be the same.",
                operation, text(gradient), text(shape));
    }

    static RuntimeException returnedNull(String operation) {
        return Errors.state("%s: the function returned null; it must return the tensor to differentiate.",
                operation);
    }

    static RuntimeException severalInputs(int inputs) {
        return Errors.state(
                "derivative: the function has %d inputs, so there is a derivative by each. Use derivatives(...), "
                        + "which gives a list.",
                inputs);
    }

    static RuntimeException noInputs() {
        return Errors.argument(
                "backward: the list of inputs is empty. Name those whose gradients are wanted, or leave the list out "
                        + "for all leaves.");
    }

    static RuntimeException keepsNoGrad(OpNode node) {
        return Errors.state(
                "backward: an input is the result of %s, and only leaves keep their gradients. Call retainGrad() on it "
                        + "before, or use Autograd.grad, which returns the gradient.",
                made(node));
    }

    static RuntimeException gradCheckOrder(int order) {
        return Errors.argument(
                "gradCheck: the order is %d, but it checks first (1) or also second (2) derivatives.",
                order);
    }

    static RuntimeException tangentCount(String operation, int inputs, int tangents) {
        return Errors.argument("%s: %d inputs, but %d tangents; give one of the same shape for each.",
                operation,
                inputs,
                tangents);
    }

    static RuntimeException tangentShape(String operation, int[] x, int[] v) {
        return Errors.argument("%s: the tangent has shape %s, the input %s; they must be the same.",
                operation,
                text(v),
                text(x));
    }

    static RuntimeException freed(OpNode node, OpNode.Freed by) {
        return Errors.state(
                "backward: the graph has been freed. An earlier backward() of %s%s already ran through %s%s. Run "
                        + "the computation again, or give the earlier call the option RETAIN_GRAPH.",
                "<" + by.result() + ">",
                Errors.in(by.origin()), "<" + node.name() + ">", Errors.in(node.call.origin));
    }

    static RuntimeException notSaved(OpNode node, int slot) {
        String which = slot == node.inputCount() ? "its result" : "its operand " + (slot + 1);
        return Errors.state(
                "backward: <%s>%s has not saved %s. A rule gets the values that reads(i) of its operation names.",
                node.name(), Errors.in(node.call.origin), which);
    }

    static RuntimeException savedModified(OpNode node, int slot, Tensor saved, int version) {
        String which = slot == node.inputCount() ? "its result" : "its operand " + (slot + 1);
        return Errors.state(
                "backward: <%s>%s needs %s of shape %s as it was then, at version %d, but a later operation in "
                        + "place%s changed it to version %d. Use the form without _ for that operation, or copy() the tensor "
                        + "before.",
                node.name(), Errors.in(node.call.origin), which, text(saved.layout.shape), version,
                Errors.in(saved.storage.lastWrite()), saved.storage.version());
    }

    static RuntimeException noGraph(String operation, Tensor y) {
        return Errors.state("%s: nothing that this tensor was computed from requires a gradient%s", operation,
                y.history() instanceof NoGradReason cut
                        ? ". " + path(cut)
                        : ". Call requiresGrad_(true) on the inputs before computing with them."
                                + (operation.equals("grad")
                                        ? " If it came out of grad itself, give that call the option CREATE_GRAPH."
                                        : " Where one has it, a number taken out with item() has broken the path: "
                                                + "compute with tensors."));
    }

    static RuntimeException gradOfConstant(Tensor x) {
        return Errors.state(
                "grad: an input of shape %s does not require a gradient. Call requiresGrad_(true) on it before "
                        + "computing with it.",
                text(x.layout.shape));
    }

    static RuntimeException unusedInput(Tensor x, Node root) {
        return Errors.state(
                "grad: <%s> was not computed from the input of shape %s, so it has no gradient there. Check that "
                        + "the computation uses this very tensor, not a copy or a detached one.",
                root.name(),
                text(x.layout.shape));
    }

    static RuntimeException requiresGradOfInteger(Tensor x) {
        return Errors.state(
                "requiresGrad_: the dtype is %s, and only floating tensors have gradients. Write numbers with a "
                        + "point, such as arange(4.0), or convert with to(FLOAT32) first.",
                x.dtype());
    }

    static RuntimeException requiresGradOfResult(OpNode node) {
        return Errors.state(
                "requiresGrad_(false): this tensor is the result of <%s>, and only a leaf can be switched off. Use "
                        + "detach() to go on without gradient.",
                node.name());
    }

    static RuntimeException constant(String operation, Tensor x) {
        return Errors.state("%s: this tensor requires no gradient%s", operation,
                x.history() instanceof NoGradReason cut
                        ? ". " + path(cut)
                        : ". Call requiresGrad_(true) on the inputs before computing with them.");
    }

    /** In lines that a notebook shows unbroken. */
    static String gradOfResult(OpNode node) {
        return ("grad: this tensor is the result of <%s>, and backward() keeps gradients of leaves only,\n"
                + "so the answer is null. Call retainGrad() on it before backward().").formatted(node.name());
    }

    static String whyNoGrad(Tensor x) {
        if (x.history() instanceof LeafNode leaf) {
            return leaf.grad() == null
                    ? "It is a leaf that requires a gradient, but no backward() has reached it yet."
                    : "It has a gradient.";
        }
        if (x.history() instanceof OpNode node) {
            return node.grad() == null ? gradOfResult(node).replace('\n', ' ') : "It has a gradient.";
        }
        if (x.history() instanceof NoGradReason cut) {
            return path(cut);
        }
        return x.dtype().isFloating()
                ? "It does not require a gradient: call requiresGrad_(true) on it before computing with it."
                : "Its dtype is " + x.dtype()
                        + ", and only floating tensors have gradients: convert it with to(FLOAT32).";
    }

    private static String path(NoGradReason cut) {
        Node from = cut.from();
        String source = from == null
                ? "a tensor that required one"
                : "<" + from.name() + ">" + originOf(from);
        return switch (cut.kind) {
            case DETACH ->
                "The path ends at detach()%s, called on %s. Leave detach() out where a gradient shall flow."
                        .formatted(Errors.in(cut.origin), source);
            case NO_GRAD ->
                "The path ends at %s%s, computed from %s while noGrad had switched recording off. Compute it outside noGrad."
                        .formatted(cut.operation, Errors.in(cut.origin), source);
            case NOT_FLOATING ->
                "The path ends at %s%s, computed from %s: integers and truth values have no derivative."
                        .formatted(cut.operation, Errors.in(cut.origin), source);
            case OVERWRITTEN -> "The path ends at %s%s, which replaced the values of %s by constants."
                    .formatted(cut.operation, Errors.in(cut.origin), source);
            case CONSTANT_DERIVATIVE ->
                "It is a derivative that does not depend on the inputs: its own derivative is 0.";
        };
    }

    private static String originOf(Node node) {
        return node instanceof OpNode op ? Errors.in(op.call.origin) : "";
    }

    /** How messages name a node: by what the user called, and where. */
    static String made(OpNode node) {
        return "<" + node.name() + ">" + Errors.in(node.call.origin);
    }

    static RuntimeException nanGradient(OpNode node, int operand, int[] index, String values,
            boolean wasIncoming,
            boolean chosenByWhere) {
        String name = node.name().equals(node.op.name) ? "" : ", of which <" + node.op.name + "> is a part,";
        return Errors.state(
                "backward: the gradient of operand %d of %s%s is NaN, first at index %s: %s.%s%s",
                operand + 1, made(node), name,
                text(index), values,
                wasIncoming ? " That had a NaN already, given to backward() or made by a hook." : "",
                chosenByWhere
                        ? " where(...) gives the branch that it does not take the gradient 0, and 0 times an infinite slope is "
                                + "NaN: put a harmless number into the operand before the operation, as in where(x.gt(0), "
                                + "where(x.gt(0), x, onesLike(x)).sqrt(), zerosLike(x))."
                        : "");
    }
}
