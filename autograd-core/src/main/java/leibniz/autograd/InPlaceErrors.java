package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

/** The text of the failures of operations in place, in the manner of {@link Errors}. */
final class InPlaceErrors {
    private InPlaceErrors() {}

    static RuntimeException onLeaf(String operation, LeafNode leaf) {
        return Errors.state(
                "%s: the tensor of shape %s is a leaf that requires a gradient, and changing it in place would make "
                        + "the recorded graph wrong. To update it, as an optimiser does, write noGrad(() -> { ... }) around; "
                        + "to compute with it, %s.",
                operation, text(leaf.shape()), hasNoOtherForm(operation)
                        ? "do this to a copy of it, clone()"
                        : "use the form without _");
    }

    static RuntimeException onViewOfLeaf(String operation, Tensor target, LeafNode leaf) {
        return Errors.state(
                "%s: the tensor of shape %s shares its elements with a leaf of shape %s that requires a gradient, and "
                        + "changing them in place would make the recorded graph wrong. To update them, as an optimiser does, "
                        + "write noGrad(() -> { ... }) around; to compute with other values there, make a new tensor.",
                operation, text(target.layout.shape), text(leaf.shape()));
    }

    static RuntimeException onCutView(String operation, Tensor target) {
        return Errors.state(
                "%s: gradients would have to flow through a tensor of shape %s that shares its elements with another "
                        + "one but was cut off from it (detach(), a view made under noGrad, or by a custom function). "
                        + "copy() it first, or use the form without _: %s.",
                operation,
                text(target.layout.shape), hasNoOtherForm(operation)
                        ? "make a new tensor"
                        : "y = y." + operation.replace("_", "") + "(...)");
    }

    private static boolean hasNoOtherForm(String operation) {
        return operation.startsWith("copy") || operation.startsWith("zero") || operation.startsWith("fill")
                || operation.startsWith("set") || operation.startsWith("normal")
                || operation.startsWith("uniform");
    }

    static RuntimeException onExpanded(String operation, int[] shape) {
        return Errors.argument(
                "%s: the tensor of shape %s repeats elements (expand), so one place would be written several "
                        + "times. copy() it first.",
                operation, text(shape));
    }

    static RuntimeException shape(String operation, int[] target, int[] result) {
        return Errors.argument(
                "%s: the tensor has shape %s, but the result would have %s, and an operation in place keeps the "
                        + "shape. Use the form without _.",
                operation, text(target), text(result));
    }

    static RuntimeException dtype(String operation, DType target, DType result) {
        return Errors.argument(
                "%s: the tensor is %s, but the result would be %s, and an operation in place keeps the dtype. Use "
                        + "the form without _, or convert the tensor with to(...) first.",
                operation, target, result);
    }
}
