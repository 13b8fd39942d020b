package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

import java.util.Arrays;

/** The text of the failures of shapes and dims, in the manner of {@link Errors}. */
final class ShapeErrors {
    private ShapeErrors() {}

    static RuntimeException broadcast(String operation, int[] a, int[] b, int fromEnd) {
        return Errors.argument(
                "%s: the shapes %s and %s do not broadcast: counted from the end, dim %d is %d here and %d "
                        + "there. Aligned at the last dim, sizes must be equal or one of them 1; reshape or unsqueeze one "
                        + "of the operands.",
                operation, text(a), text(b), fromEnd, a[a.length - fromEnd],
                b[b.length - fromEnd]);
    }

    static RuntimeException dim(String operation, int dim, int dims) {
        if (dims == 0) {
            return new IndexOutOfBoundsException(
                    operation + ": dim " + dim
                            + " does not exist, the tensor is a single number without dims.");
        }
        if (dims == 1) {
            return new IndexOutOfBoundsException(
                    operation + ": dim " + dim + " does not exist, the tensor has 1 dim: use 0 or -1.");
        }
        return new IndexOutOfBoundsException(
                "%s: dim %d does not exist, the tensor has %d dims: use 0 to %d, or -1 to %d counted from the end."
                        .formatted(operation, dim, dims, dims - 1, -dims));
    }

    static RuntimeException newDim(String operation, int dim, int[] shape) {
        return new IndexOutOfBoundsException(
                "%s: a new dim in shape %s cannot stand at %d: use 0 to %d, or -1 to %d counted from the end."
                        .formatted(operation, text(shape), dim, shape.length, -shape.length - 1));
    }

    static RuntimeException repeatedDim(String operation, int[] dims) {
        return Errors.argument("%s: a dim is named twice in %s; name each once.", operation, text(dims));
    }

    static RuntimeException permute(int[] shape, int[] dims) {
        return Errors.argument(
                "permute: the order %s names %d dims, but the shape %s has %d; name each dim once.",
                text(dims), dims.length, text(shape), shape.length);
    }

    static RuntimeException transpose(String operation, int[] shape) {
        return Errors.argument(
                "%s: without dims it is for a matrix, but the shape is %s. Say which two dims to "
                        + "swap, for instance transpose(-2, -1).",
                operation, text(shape));
    }

    static RuntimeException reshape(String operation, int[] from, int[] to) {
        return Errors.argument(
                "%s: the %d elements of shape %s do not fit into shape %s. The product of the sizes must "
                        + "stay the same; one size may be -1 and is then computed.",
                operation,
                Layout.rowMajor(from).numel(), text(from), text(to));
    }

    static RuntimeException view(int[] from, int[] to) {
        return Errors.argument(
                "view: shape %s cannot be seen as %s without copying, because its elements do not lie in "
                        + "row-major order. Use reshape, which copies where it must.",
                text(from), text(to));
    }

    static RuntimeException expand(int[] from, int[] to) {
        return Errors.argument(
                "expand: shape %s cannot be repeated to %s. Only dims of size 1 can grow, and new dims come "
                        + "in front; -1 keeps a size.",
                text(from), text(to));
    }

    static RuntimeException negativeSize(String operation, int[] shape) {
        String sizes = Arrays.toString(shape).replace('[', '(').replace(']', ')');
        return Errors.argument("%s: the shape %s has a negative size.", operation, sizes);
    }

    static RuntimeException severalOpen(String operation, int[] shape) {
        return Errors.argument(
                "%s: only one -1 is possible, but the shape %s has more: a single size can be computed from the others.",
                operation, text(shape));
    }

    static RuntimeException tooLarge(String operation, int[] shape) {
        return Errors.argument("%s: the shape %s has 2^31 elements or more; a tensor holds fewer.", operation,
                text(shape));
    }

    static RuntimeException noParts(String operation) {
        return Errors.argument("%s: no tensors are given; it needs at least one.", operation);
    }

    static RuntimeException catNumbers() {
        return Errors
                .argument("cat: the first part is a single number, which has no dim to join in. Use stack.");
    }

    static RuntimeException cat(int dim, int[] first, int part, int[] other) {
        return Errors.argument(
                "cat: part 0 has shape %s and part %d has shape %s, but except in dim %d they must be the same. Use "
                        + "reshape or expand on one of them, or stack for a new dim.",
                text(first), part, text(other), dim);
    }

    static RuntimeException stack(int[] first, int part, int[] other) {
        return Errors.argument(
                "stack: part 0 has shape %s and part %d has shape %s, but all must have the same. Use expand on one of "
                        + "them, or cat to join in an existing dim.",
                text(first), part, text(other));
    }

    static RuntimeException repeat(int[] shape, int[] counts) {
        return Errors.argument(
                "repeat: the counts %s do not fit shape %s. Give a count of 0 or more for each dim, and perhaps more in "
                        + "front for new dims.",
                text(counts), text(shape));
    }

    static RuntimeException catTooLarge(long size, int dim) {
        return Errors.argument(
                "cat: together the parts have size %d in dim %d; a tensor holds fewer than 2^31 elements.",
                size,
                dim);
    }

    static RuntimeException repeatTooLarge(int[] shape, int[] counts) {
        return Errors.argument(
                "repeat: shape %s repeated %s times has 2^31 elements or more; a tensor holds fewer.",
                text(shape),
                text(counts));
    }

    static RuntimeException noElements(String operation, int dim, int[] shape) {
        return Errors.argument(
                "%s: dim %d of shape %s is empty, and of no elements none is the largest or smallest.",
                operation, dim, text(shape));
    }

    static RuntimeException iterateNumber() {
        return Errors.argument(
                "A tensor of shape () is a single number: there are no rows to go through. Take it with item().");
    }

    static RuntimeException flatten(int[] shape, int start, int end) {
        return Errors.argument(
                "flatten: the first dim, %d, comes after the last, %d, in shape %s. Name them in their order.",
                start, end, text(shape));
    }

    static RuntimeException splitSize(int size) {
        return Errors.argument("split: the size of the pieces is %d, but it must be at least 1.", size);
    }

    static RuntimeException splitSizes(int[] sizes, int size) {
        return Errors.argument(
                "split: the sizes %s must be 0 or more, and add up to the size of the dim, %d.",
                text(sizes), size);
    }

    static RuntimeException chunks(int chunks) {
        return Errors.argument("chunk: the number of pieces is %d, but it must be at least 1.", chunks);
    }

    static RuntimeException meshgrid(int[] shape) {
        return Errors.argument(
                "meshgrid: a tensor has shape %s, but the axes of a grid are vectors. Use flatten() to make one.",
                text(shape));
    }

    static RuntimeException repeatInterleave(int[] repeats, int size) {
        return Errors.argument(
                "repeatInterleave: the counts %s do not fit a dim of size %d. Give a number, 0 or more, or one for each index; "
                        + "together fewer than 2^31.",
                text(repeats), size);
    }
}
