package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

/**
 * The text of the failures of what users write themselves: hooks, custom functions, checkpointed functions.
 */
final class FunctionErrors {
    private FunctionErrors() {}

    static RuntimeException hookWroteInPlace(String hooked) {
        return Errors.state(
                "registerHook: the hook on %s wrote into the gradient in place, but others may need that tensor as it was. "
                        + "Return a new one instead, such as g.mul(2) for g.mul_(2).",
                hooked);
    }

    static RuntimeException hookResult(String hooked, Node node, Tensor result) {
        return Errors.state(
                "registerHook: the hook on %s returned a tensor of shape %s and dtype %s, but a gradient has the shape %s and "
                        + "the dtype %s of its tensor. Return such a tensor, or null to leave the gradient as it is.",
                hooked, text(result.layout.shape), result.dtype(), text(node.shape()), node.dtype());
    }

    static RuntimeException customNoValue(String name) {
        return Errors.state("%s: the function returned null; it must return a tensor.", name);
    }

    static RuntimeException customWroteInPlace(String name, String part, String what) {
        return Errors.state(
                "%s: %s wrote into %s in place, but others may need that tensor as it was. Compute a new one, with the form "
                        + "without _.",
                name, part, what);
    }

    static RuntimeException customCount(String name, int given, int inputs) {
        return Errors.state(
                "%s: the vjp returned %s, but the function was called with %d inputs. Return a list with one gradient for "
                        + "each, null where there is none: Arrays.asList(...) makes such a list.",
                name, given < 0 ? "null" : given + (given == 1 ? " gradient" : " gradients"), inputs);
    }

    static RuntimeException customNotLinear(String name, int i) {
        return Errors.state(
                "%s: forward mode needs the vjp as a function of the cotangent, but the gradient of input %d that it "
                        + "returned is not connected with it. Write the vjp in tensor operations, without item(), toArray(), "
                        + "detach() or noGrad.",
                name, i + 1);
    }

    static RuntimeException checkpointDiffers(String difference) {
        return Errors.state(
                "checkpoint: the function did not do the same again when its values were computed anew for the backward pass: "
                        + "%s. It must depend only on tensors, and on random numbers, that are as they were.",
                difference);
    }

    static RuntimeException checkpointInputModified(Storage storage, int version) {
        return Errors.state(
                "checkpoint: the function must be computed again, but a tensor that it read at version %d was since changed to "
                        + "version %d by an operation in place%s. Call backward() before that operation, or use its form without _.",
                version, storage.version(), Errors.in(storage.lastWrite()));
    }

    static RuntimeException customGradientOfInteger(String name, int i, DType dtype) {
        return Errors.state(
                "%s: the vjp returned a gradient for input %d, which is %s and has none. Return null in its place: "
                        + "Arrays.asList(...) makes a list that may hold null.",
                name, i + 1, dtype);
    }

    static RuntimeException customGradientShape(String name, int i, int[] input, int[] gradient) {
        return Errors.state(
                "%s: the vjp returned a gradient of shape %s for input %d, which has shape %s; they must be the same. "
                        + "Where the function broadcasts its input, sum the gradient over the dims that it repeats.",
                name, text(gradient), i + 1, text(input));
    }

    static RuntimeException customGradientDType(String name, int i, DType input, DType gradient) {
        return Errors.state(
                "%s: the vjp returned a gradient of dtype %s for input %d, which is %s; they must be the same. Convert "
                        + "with to(...).",
                name, gradient, i + 1, input);
    }
}
