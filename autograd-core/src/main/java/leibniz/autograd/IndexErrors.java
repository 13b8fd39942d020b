package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

/** The text of the failures of indices, in the manner of {@link Errors}. */
final class IndexErrors {
    private IndexErrors() {}

    static RuntimeException indexInTensor(String operation, int[] indexShape, int at, long value,
            int dim,
            int[] shape) {
        String place = text(Shapes.index(indexShape, at));
        return new IndexOutOfBoundsException(shape[dim] == 0
                ? "%s: the index holds %d at %s, but dim %d is empty in shape %s, so there is nothing to choose."
                        .formatted(operation, value, place, dim, text(shape))
                : "%s: the index holds %d at %s, but dim %d has size %d in shape %s: use 0 to %d, or -1 to %d counted from "
                        .formatted(operation, value, place, dim, shape[dim], text(shape), shape[dim] - 1,
                                -shape[dim])
                        + "the end.");
    }

    static RuntimeException tooManyIndices(String operation, int[] index, int[] shape) {
        return new IndexOutOfBoundsException("%s: %d indices %s, but the shape %s has only %d dims."
                .formatted(operation, index.length, text(index), text(shape), shape.length));
    }

    static RuntimeException narrow(int start, int length, int dim, int[] shape) {
        return new IndexOutOfBoundsException(
                "narrow: %d indices from %d on do not lie within dim %d, which has size %d in shape %s."
                        .formatted(length, start, dim, shape[dim], text(shape)));
    }

    static RuntimeException sliceStep(String operation, int step) {
        return Errors.argument(
                "%s: the step is %d, but it must be at least 1. Use flip to turn an order round.",
                operation, step);
    }

    static RuntimeException gather(String operation, int[] shape, int dim, int[] index) {
        return Errors.argument(
                "%s: an index of shape %s does not fit a tensor of shape %s in dim %d. Both need as many dims, and "
                        + "except in dim %d the index may not be larger.",
                operation, text(index), text(shape), dim, dim);
    }

    static RuntimeException valuesForPlaces(String operation, int[] values, int[] places) {
        return Errors.argument(
                "%s: values of shape %s do not fit places of shape %s. Aligned at the last dim, sizes must be equal or "
                        + "that of the values 1.",
                operation, text(values), text(places));
    }

    static RuntimeException maskedScatter(int values, int places) {
        return Errors.argument(
                "maskedScatter: the source has %d elements, but the mask is true at %d places. Give each its own value, or "
                        + "all the same with maskedFill.",
                values, places);
    }

    static RuntimeException index(String operation, long index, int dim, int[] shape) {
        return new IndexOutOfBoundsException(
                "%s: index %d is outside dim %d, which has size %d in shape %s."
                        .formatted(operation, index, dim, shape[dim], text(shape)));
    }

    static RuntimeException notInteger(String operation, DType dtype) {
        return Errors.argument(
                "%s: the index has dtype %s, but indices are int64. For a mask of truth values use %s.",
                operation, dtype, switch (operation.replace("_", "")) {
                    case "indexSelect", "gather" -> "maskedSelect";
                    case "indexFill" -> "maskedFill";
                    default -> "maskedScatter";
                });
    }

    static RuntimeException notVector(String operation, int[] shape) {
        return Errors.argument("%s: the index has shape %s, but it must be a vector. %s", operation,
                text(shape), operation.equals("indexSelect")
                        ? "Use gather to choose each element by an index of its own, or select for a single index."
                        : "Use scatter to give each element an index of its own, or set_ for a single index.");
    }

    static RuntimeException severalOfNumber(String operation, int[] index) {
        return Errors.argument(
                "%s: the index has shape %s, but the tensor is a single number, which has one place. Give one index, 0, or "
                        + "expand the tensor first.",
                operation, text(index));
    }

    static RuntimeException notNumber(String operation, int[] shape) {
        return Errors.argument(
                "%s: the value has shape %s, but all places get the same number, of shape (). Use %s to give "
                        + "each its own.",
                operation, text(shape), operation.startsWith("masked") ? "maskedScatter" : "indexCopy");
    }

    static RuntimeException tooManyItems(String operation, String index, int[] shape) {
        return new IndexOutOfBoundsException(
                "%s: the index \"%s\" names more dims than the shape %s has, or ... twice.".formatted(
                        operation, index,
                        text(shape)));
    }

    static RuntimeException unreadable(String operation, String index, String item) {
        return Errors.argument(
                "%s: in the index \"%s\", \"%s\" is neither a number nor a range. Write 1, -1, 1:3, :3, ::2 or : for a dim, "
                        + "... for all that are not named, None for a new one.",
                operation, index, item);
    }

    static RuntimeException topk(int k, int size, int dim) {
        return new IndexOutOfBoundsException(
                "topk: %d elements are wanted, but dim %d has size %d.".formatted(k, dim, size));
    }

    static RuntimeException oneHot(long index, int classes) {
        return Errors.argument("oneHot: an index is %d, but with %d classes they count from 0 to %d.", index,
                classes,
                classes - 1);
    }
}
