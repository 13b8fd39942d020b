package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The text of every failure. Each names the operation, shows the values that do not fit, and says what to do.
 */
final class Errors {
    private Errors() {}

    // ---- shapes, dims and indices

    static RuntimeException broadcast(String operation, int[] a, int[] b, int fromEnd) {
        return argument(
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
        return argument("%s: a dim is named twice in %s; name each once.", operation, text(dims));
    }

    static RuntimeException permute(int[] shape, int[] dims) {
        return argument("permute: the order %s names %d dims, but the shape %s has %d; name each dim once.",
                text(dims), dims.length, text(shape), shape.length);
    }

    static RuntimeException transpose(int[] shape) {
        return argument(
                "transpose: without dims it is for a matrix, but the shape is %s. Say which two dims to "
                        + "swap, for instance transpose(-2, -1).",
                text(shape));
    }

    static RuntimeException reshape(String operation, int[] from, int[] to) {
        return argument(
                "%s: the %d elements of shape %s do not fit into shape %s. The product of the sizes must "
                        + "stay the same; one size may be -1 and is then computed.",
                operation,
                Layout.rowMajor(from).numel(), text(from), text(to));
    }

    static RuntimeException view(int[] from, int[] to) {
        return argument(
                "view: shape %s cannot be seen as %s without copying, because its elements do not lie in "
                        + "row-major order. Use reshape, which copies where it must.",
                text(from), text(to));
    }

    static RuntimeException expand(int[] from, int[] to) {
        return argument(
                "expand: shape %s cannot be repeated to %s. Only dims of size 1 can grow, and new dims come "
                        + "in front; -1 keeps a size.",
                text(from), text(to));
    }

    static RuntimeException negativeSize(String operation, int[] shape) {
        return argument("%s: the shape %s has a negative size.", operation, text(shape));
    }

    static RuntimeException tooLarge(String operation, int[] shape) {
        return argument("%s: the shape %s has 2^31 elements or more; a tensor holds fewer.", operation,
                text(shape));
    }

    static RuntimeException matmul(int[] a, int[] b) {
        if (a.length == 0 || b.length == 0) {
            return argument(
                    "matmul: the shapes are %s and %s, but both operands need at least 1 dim. Use mul for "
                            + "the product with a number.",
                    text(a), text(b));
        }
        return argument(
                "matmul: the shapes %s and %s do not fit: the last dim of the left operand is %d, %s of the "
                        + "right operand is %d, and they must be equal. Perhaps one of them wants transpose().",
                text(a),
                text(b), a[a.length - 1], b.length == 1 ? "the dim" : "the last but one",
                b[Math.max(b.length - 2, 0)]);
    }

    static RuntimeException matmulBatch(int[] a, int[] b) {
        return argument(
                "matmul: the shapes %s and %s do not fit: the last two dims are matrices, and those before, aligned at "
                        + "their end, must be equal or 1.",
                text(a), text(b));
    }

    static RuntimeException dot(int[] a, int[] b) {
        return argument(
                "dot: the shapes are %s and %s, but it takes two vectors of the same length. Use matmul for "
                        + "matrices, or mul(...).sum() for any shape.",
                text(a), text(b));
    }

    static int requireIndex(String operation, long index, int dim, int[] shape) {
        if (index < -shape[dim] || index >= shape[dim]) {
            throw new IndexOutOfBoundsException(
                    "%s: index %d is outside dim %d, which has size %d in shape %s."
                            .formatted(operation, index, dim, shape[dim], text(shape)));
        }
        return (int) (index < 0 ? index + shape[dim] : index);
    }

    /** The indices in a tensor, each counted from the front. */
    static Tensor requireIndices(String operation, Tensor index, int dim, int[] shape) {
        if (index.dtype() != DType.INT64) {
            throw argument(
                    "%s: the index has dtype %s, but indices are int64. For a mask of truth values use %s.",
                    operation, index.dtype(), switch (operation.replace("_", "")) {
                        case "indexSelect", "gather" -> "maskedSelect";
                        case "indexFill" -> "maskedFill";
                        default -> "maskedScatter";
                    });
        }
        Tensor indices = Loops.copy(index, DType.INT64);
        long[] values = indices.storage.longs();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < -shape[dim] || values[i] >= shape[dim]) {
                throw indexInTensor(operation, index.layout.shape, i, values[i], dim, shape);
            }
            values[i] += values[i] < 0 ? shape[dim] : 0;
        }
        return indices;
    }

    private static RuntimeException indexInTensor(String operation, int[] indexShape, int at, long value,
            int dim,
            int[] shape) {
        String place = text(Shapes.coordinates(indexShape, at));
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

    static RuntimeException sliceStep(int step) {
        return argument("slice: the step is %d, but it must be at least 1. Use flip to turn an order round.",
                step);
    }

    static void requireVector(String operation, Tensor index) {
        if (index.dim() > 1) {
            throw argument("%s: the index has shape %s, but it must be a vector. %s", operation,
                    text(index.layout.shape), operation.equals("indexSelect")
                            ? "Use gather to choose each element by an index of its own, or select for a single index."
                            : "Use scatter to give each element an index of its own, or set_ for a single index.");
        }
    }

    static RuntimeException gather(String operation, int[] shape, int dim, int[] index) {
        return argument(
                "%s: an index of shape %s does not fit a tensor of shape %s in dim %d. Both need as many dims, and "
                        + "except in dim %d the index may not be larger.",
                operation, text(index), text(shape), dim, dim);
    }

    static RuntimeException valuesForPlaces(String operation, int[] values, int[] places) {
        return argument(
                "%s: values of shape %s do not fit places of shape %s. Aligned at the last dim, sizes must be equal or "
                        + "that of the values 1.",
                operation, text(values), text(places));
    }

    static void requireNumber(String operation, Tensor value) {
        if (value.dim() > 0) {
            throw argument(
                    "%s: the value has shape %s, but all places get the same number, of shape (). Use %s to give "
                            + "each its own.",
                    operation, text(value.layout.shape),
                    operation.startsWith("masked") ? "maskedScatter" : "indexCopy");
        }
    }

    static RuntimeException maskedScatter(int values, int places) {
        return argument(
                "maskedScatter: the source has %d elements, but the mask is true at %d places. Give each its own value, or "
                        + "all the same with maskedFill.",
                values, places);
    }

    static RuntimeException noParts(String operation) {
        return argument("%s: no tensors are given; it needs at least one.", operation);
    }

    static RuntimeException catNumbers() {
        return argument("cat: the first part is a single number, which has no dim to join in. Use stack.");
    }

    static RuntimeException cat(int dim, int[] first, int part, int[] other) {
        return argument(
                "cat: part 0 has shape %s and part %d has shape %s, but except in dim %d they must be the same. Use "
                        + "reshape or expand on one of them, or stack for a new dim.",
                text(first), part, text(other), dim);
    }

    static RuntimeException stack(int[] first, int part, int[] other) {
        return argument(
                "stack: part 0 has shape %s and part %d has shape %s, but all must have the same. Use expand on one of "
                        + "them, or cat to join in an existing dim.",
                text(first), part, text(other));
    }

    static RuntimeException repeat(int[] shape, int[] counts) {
        return argument(
                "repeat: the counts %s do not fit shape %s. Give a count of 0 or more for each dim, and perhaps more in "
                        + "front for new dims.",
                text(counts), text(shape));
    }

    static RuntimeException catTooLarge(long size, int dim) {
        return argument(
                "cat: together the parts have size %d in dim %d; a tensor holds fewer than 2^31 elements.",
                size,
                dim);
    }

    static RuntimeException repeatTooLarge(int[] shape, int[] counts) {
        return argument("repeat: shape %s repeated %s times has 2^31 elements or more; a tensor holds fewer.",
                text(shape),
                text(counts));
    }

    static RuntimeException outer(int[] a, int[] b) {
        return argument(
                "outer: the shapes are %s and %s, but it takes two vectors. Make vectors of them with reshape(-1).",
                text(a), text(b));
    }

    static void requireMatrix(String operation, Tensor x) {
        if (x.dim() < 2) {
            throw argument("%s: the shape is %s, but a matrix, with at least 2 dims, is needed.", operation,
                    text(x.layout.shape));
        }
    }

    static RuntimeException diag(int[] shape) {
        return argument(
                "diag: the shape is %s, but it takes a vector or a matrix. Use diagonal() for more dims.",
                text(shape));
    }

    static RuntimeException trace(int[] shape) {
        return argument(
                "trace: the shape is %s, but it takes one matrix. Use diagonal().sum(-1) for more dims.",
                text(shape));
    }

    static RuntimeException normOrder(double order) {
        return argument("vectorNorm: the order is %s, but it must be a number, or infinite.", order);
    }

    static RuntimeException notSquare(String operation, int[] shape) {
        return argument(
                "%s: the shape is %s, but a square matrix is needed: the last two dims must be equal.",
                operation, text(shape));
    }

    static RuntimeException singular(String operation, int[] shape, int number) {
        return argument(
                "%s: %s is singular: a column is a combination of others, so there is no inverse and no unique "
                        + "solution. Check the data for repeated or constant columns, or add a small multiple of eye(%d).",
                operation, matrix(shape, number), shape[shape.length - 1]);
    }

    static RuntimeException notSymmetric(int[] shape, int number, int row, int column, double below,
            double above) {
        return argument(
                "cholesky: %s is not symmetric: at (%d, %d) it has %s and at (%d, %d) %s. Take x.add(x.transpose()).div(2) "
                        + "if its symmetric part is meant.",
                matrix(shape, number), row, column, below, column, row, above);
    }

    static RuntimeException notPositiveDefinite(int[] shape, int number, int row, double pivot) {
        return argument(
                "cholesky: %s is not positive definite: pivot %d is %s, and must be above 0. Add a small multiple of "
                        + "eye(%d) where it should be.",
                matrix(shape, number), row, pivot, shape[shape.length - 1]);
    }

    private static String matrix(int[] shape, int number) {
        return shape.length == 2
                ? "the matrix of shape " + text(shape)
                : "matrix " + number + " of those in shape " + text(shape);
    }

    static RuntimeException solve(int[] a, int[] b) {
        return argument(
                "solve: the shapes %s and %s do not fit: the matrix has %d rows, and the right side must have as many, as "
                        + "a vector or as a matrix with a column for each solution.",
                text(a), text(b), a[a.length - 1]);
    }

    static void requireSameShape(String operation, Tensor x, Tensor target) {
        if (!Arrays.equals(x.layout.shape, target.layout.shape)) {
            throw argument(
                    "%s: the shapes are %s and %s, but each value needs its own target, so they must be the same. Use "
                            + "reshape or squeeze on one of them.",
                    operation, text(x.layout.shape), text(target.layout.shape));
        }
    }

    static RuntimeException crossEntropy(int[] shape, int classDim, Tensor target) {
        return argument(
                "crossEntropy: the target has shape %s and dtype %s, which does not fit scores of shape %s with %d classes. "
                        + "Give the number of the class for each row, int64 of shape %s, or probabilities of the scores' shape.",
                text(target.layout.shape), target.dtype(), text(shape), shape[classDim],
                text(Shapes.without(shape, new int[]{ classDim })));
    }

    static RuntimeException noClass(long target, int classes) {
        if (classes == 0) {
            return argument(
                    "crossEntropy: a target is %d, but the scores have no classes: their dim of classes is empty.",
                    target);
        }
        return argument("crossEntropy: a target is %d, but with %d classes they count from 0 to %d.", target,
                classes, classes - 1);
    }

    static RuntimeException layerNorm(int[] shape, int[] normalized) {
        return argument(
                "layerNorm: the shape %s does not end in %s. Give the sizes of the last dims, at least one.",
                text(shape), text(normalized));
    }

    static int requireOne(String operation, Tensor x) {
        if (x.numel() != 1) {
            throw argument(
                    "%s: the tensor has %d elements (shape %s), but only a tensor with one can become a Java "
                            + "value. Pick one with get(...), reduce with sum() or mean(), or take all with toArray().",
                    operation, x.numel(), text(x.layout.shape));
        }
        return x.layout.offset;
    }

    static void requireTruth(Tensor x) {
        if (x.numel() != 1) {
            throw argument(
                    "A tensor with %s (shape %s) stands where true or false is needed, and only one with a single "
                            + "element can. Write .any() for whether one of them is true, .all() for whether all are.",
                    x.numel() == 0 ? "no elements" : x.numel() + " elements", text(x.layout.shape));
        }
    }

    static RuntimeException nullOperand(String operator, String which) {
        return new NullPointerException(operator + ": " + which + " is null.");
    }

    static int[] requireElements(String operation, Tensor x, int[] dims) {
        for (int d : dims) {
            if (x.layout.shape[d] == 0) {
                throw argument(
                        "%s: dim %d of shape %s is empty, and of no elements none is the largest or smallest.",
                        operation, d, text(x.layout.shape));
            }
        }
        return dims;
    }

    static RuntimeException arange(Number start, Number end, Number step) {
        return argument(
                "arange: from %s to %s in steps of %s gives no vector. The step must not be 0, must lead from "
                        + "the start towards the end, and there must be fewer than 2^31 values.",
                start, end, step);
    }

    static RuntimeException wholeArange(DType dtype, double start, double end, double step) {
        return argument(
                "arange: from %s to %s in steps of %s does not fit the dtype %s. Give whole numbers for int64, or take "
                        + "float32 or float64.",
                start, end, step, dtype);
    }

    static RuntimeException linspace(double start, double end, int steps) {
        return argument(
                "linspace: %d numbers from %s to %s cannot be evenly spaced. The ends must be finite, and the count 0 or "
                        + "more.",
                steps, start, end);
    }

    static RuntimeException noInteger(double value) {
        return argument(
                "%s is no integer that int64 can hold. Keep a floating dtype, or replace such values first, for instance "
                        + "with where or clamp.",
                value);
    }

    static RuntimeException randint(long low, long high) {
        return argument(
                "randint: low is %d and high is %d, but numbers are drawn from low up to, not including, high, so high "
                        + "must be larger.",
                low, high);
    }

    static RuntimeException randperm(int n) {
        return argument(
                "randperm: n is %d, but it is the number of elements to put in random order: 0 or more.", n);
    }

    static RuntimeException jagged(int expected, int length) {
        return argument(
                "tensor: rows of a nested array must have the same length, but one has %d and another %s.",
                expected, length < 0 ? "is null" : Integer.toString(length));
    }

    static RuntimeException elementType(Class<?> type) {
        return argument(
                "tensor: a %s is no array of numbers. Use nested arrays of boolean, int, long, float or "
                        + "double, such as double[][].",
                type.getSimpleName());
    }

    // ---- dtypes

    static void requireFloating(String operation, Tensor x) {
        if (!x.dtype().isFloating()) {
            throw notFloating(operation, x.dtype());
        }
    }

    static RuntimeException notFloating(String operation, DType dtype) {
        return argument("%s: the dtype is %s, but a floating one is needed. Convert with to(FLOAT32).",
                operation,
                dtype);
    }

    static RuntimeException notBool(String operation, DType dtype) {
        return argument(
                "%s: the dtype is %s, but bool is needed. Make truth values by a comparison, such as ne(0).",
                operation, dtype);
    }

    static RuntimeException boolArithmetic(String operation) {
        return argument(
                "%s: not defined for bool. Convert with to(INT64) to count true as 1, or use and, or, not.",
                operation);
    }

    static RuntimeException negativeIntegerPower(long base, long exponent) {
        return argument(
                "Pow: %d to the power of %d is no integer, and both operands are int64. Convert one of them "
                        + "with to(FLOAT32).",
                base, exponent);
    }

    static RuntimeException remainderByZero(long dividend) {
        return argument(
                "Remainder: %d by 0 has no remainder in int64. Convert one of the operands with to(FLOAT32) to get NaN "
                        + "there, or choose other values with where.",
                dividend);
    }

    // ---- gradients

    static RuntimeException nonScalar(int[] shape) {
        return state(
                "backward: the tensor has shape %s, and only a single number has a gradient of its own. Reduce it, "
                        + "usually y.sum().backward(), or say how much each element counts: y.backward(gradient) with a "
                        + "gradient of shape %s.",
                text(shape), text(shape));
    }

    static RuntimeException nonScalarGrad(int[] shape) {
        return state(
                "The tensor to differentiate has shape %s, and only a single number has a gradient. Reduce it "
                        + "first, usually with sum().",
                text(shape));
    }

    static RuntimeException gradientShape(int[] shape, int[] gradient) {
        return argument(
                "backward: the gradient has shape %s, the tensor %s. The gradient says for each element how "
                        + "much it counts, so both shapes must be the same.",
                text(gradient), text(shape));
    }

    static RuntimeException gradCheckOrder(int order) {
        return argument("gradCheck: the order is %d, but it checks first (1) or also second (2) derivatives.",
                order);
    }

    static RuntimeException tangentCount(String operation, int inputs, int tangents) {
        return argument("%s: %d inputs, but %d tangents; give one of the same shape for each.", operation,
                inputs,
                tangents);
    }

    static RuntimeException tangentShape(String operation, int[] x, int[] v) {
        return argument("%s: the tangent has shape %s, the input %s; they must be the same.", operation,
                text(v),
                text(x));
    }

    static RuntimeException freed(OpNode node, OpNode.Freed by) {
        return state(
                "backward: the graph has been freed. An earlier backward() of %s%s already ran through %s%s. Run "
                        + "the computation again, or give the earlier call the option RETAIN_GRAPH.",
                "<" + by.result() + ">",
                in(by.origin()), "<" + node.name() + ">", in(node.call.origin));
    }

    static RuntimeException savedModified(OpNode node, int slot, Tensor saved, int version) {
        String which = slot == node.inputCount() ? "its result" : "its operand " + (slot + 1);
        return state(
                "backward: <%s>%s needs %s of shape %s as it was then, at version %d, but a later operation in "
                        + "place%s changed it to version %d. Use the form without _ for that operation, or copy() the tensor "
                        + "before.",
                node.name(), in(node.call.origin), which, text(saved.layout.shape), version,
                in(saved.storage.lastWrite()), saved.storage.version());
    }

    static RuntimeException noGraph(String operation, Tensor y) {
        return state("%s: nothing that this tensor was computed from requires a gradient%s", operation,
                y.history instanceof NoGradReason cut
                        ? ". " + path(cut)
                        : ". Call requiresGrad_(true) on the inputs before computing with them.");
    }

    static RuntimeException gradOfConstant(Tensor x) {
        return state(
                "grad: an input of shape %s does not require a gradient. Call requiresGrad_(true) on it before "
                        + "computing with it.",
                text(x.layout.shape));
    }

    static RuntimeException unusedInput(Tensor x, Node root) {
        return state(
                "grad: <%s> was not computed from the input of shape %s, so it has no gradient there. Check that "
                        + "the computation uses this very tensor, not a copy or a detached one.",
                root.name(),
                text(x.layout.shape));
    }

    static RuntimeException requiresGradOfInteger(Tensor x) {
        return state(
                "requiresGrad_: the dtype is %s, and only floating tensors have gradients. Write numbers with a "
                        + "point, such as arange(4.0), or convert with to(FLOAT32) first.",
                x.dtype());
    }

    static RuntimeException requiresGradOfResult(OpNode node) {
        return state(
                "requiresGrad_(false): this tensor is the result of <%s>, and only a leaf can be switched off. Use "
                        + "detach() to go on without gradient.",
                node.name());
    }

    static RuntimeException constant(String operation, Tensor x) {
        return state("%s: this tensor requires no gradient%s", operation,
                x.history instanceof NoGradReason cut
                        ? ". " + path(cut)
                        : ". Call requiresGrad_(true) on the inputs before computing with them.");
    }

    static String gradOfResult(OpNode node) {
        return ("grad: this tensor is the result of <%s>, and backward() keeps gradients of leaves only, so the answer is "
                + "null. Call retainGrad() on it before backward().").formatted(node.name());
    }

    static String whyNoGrad(Tensor x) {
        if (x.history instanceof LeafNode leaf) {
            return leaf.grad() == null
                    ? "It is a leaf that requires a gradient, but no backward() has reached it yet."
                    : "It has a gradient.";
        }
        if (x.history instanceof OpNode node) {
            return node.grad() == null ? gradOfResult(node) : "It has a gradient.";
        }
        if (x.history instanceof NoGradReason cut) {
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
                        .formatted(in(cut.origin), source);
            case NO_GRAD ->
                "The path ends at %s%s, computed from %s while noGrad had switched recording off. Compute it outside noGrad."
                        .formatted(cut.operation, in(cut.origin), source);
            case NOT_FLOATING ->
                "The path ends at %s%s, computed from %s: integers and truth values have no derivative."
                        .formatted(cut.operation, in(cut.origin), source);
            case OVERWRITTEN -> "The path ends at %s%s, which replaced the values of %s by constants."
                    .formatted(cut.operation, in(cut.origin), source);
            case CONSTANT_DERIVATIVE ->
                "It is a derivative that does not depend on the inputs: its own derivative is 0.";
        };
    }

    private static String originOf(Node node) {
        return node instanceof OpNode op ? in(op.call.origin) : "";
    }

    private static String in(@Nullable String origin) {
        return origin == null ? "" : " in " + origin;
    }

    /** How messages name a node: by what the user called, and where. */
    static String made(OpNode node) {
        return "<" + node.name() + ">" + in(node.call.origin);
    }

    // ---- what users write themselves: hooks, custom functions, checkpointed functions

    static RuntimeException hookWroteInPlace(String hooked) {
        return state(
                "registerHook: the hook on %s wrote into the gradient in place, but others may need that tensor as it was. "
                        + "Return a new one instead, such as g.mul(2) for g.mul_(2).",
                hooked);
    }

    static RuntimeException hookResult(String hooked, Node node, Tensor result) {
        return state(
                "registerHook: the hook on %s returned a tensor of shape %s and dtype %s, but a gradient has the shape %s and "
                        + "the dtype %s of its tensor. Return such a tensor, or null to leave the gradient as it is.",
                hooked, text(result.layout.shape), result.dtype(), text(node.shape()), node.dtype());
    }

    static RuntimeException customNoValue(String name) {
        return state("%s: the function returned null; it must return a tensor.", name);
    }

    static RuntimeException customWroteInPlace(String name, String part, String what) {
        return state(
                "%s: %s wrote into %s in place, but others may need that tensor as it was. Compute a new one, with the form "
                        + "without _.",
                name, part, what);
    }

    static RuntimeException customCount(String name, int given, int inputs) {
        return state(
                "%s: the vjp returned %s, but the function was called with %d inputs. Return a list with one gradient for "
                        + "each, null where there is none: Arrays.asList(...) makes such a list.",
                name, given < 0 ? "null" : given + " gradients", inputs);
    }

    static void requireCustomGradient(String name, int i, Tensor input, Tensor gradient) {
        if (!input.dtype().isFloating()) {
            throw state(
                    "%s: the vjp returned a gradient for input %d, which is %s and has none. Return null in its place: "
                            + "Arrays.asList(...) makes a list that may hold null.",
                    name, i + 1, input.dtype());
        }
        if (!Arrays.equals(input.layout.shape, gradient.layout.shape)) {
            throw state(
                    "%s: the vjp returned a gradient of shape %s for input %d, which has shape %s; they must be the same. "
                            + "Where the function broadcasts its input, sum the gradient over the dims that it repeats.",
                    name, text(gradient.layout.shape), i + 1, text(input.layout.shape));
        }
        if (input.dtype() != gradient.dtype()) {
            throw state(
                    "%s: the vjp returned a gradient of dtype %s for input %d, which is %s; they must be the same. Convert "
                            + "with to(...).",
                    name, gradient.dtype(), i + 1, input.dtype());
        }
    }

    static RuntimeException customNotLinear(String name, int i) {
        return state(
                "%s: forward mode needs the vjp as a function of the cotangent, but the gradient of input %d that it "
                        + "returned is not connected with it. Write the vjp in tensor operations, without item(), toArray(), "
                        + "detach() or noGrad.",
                name, i + 1);
    }

    static RuntimeException checkpointDiffers(String difference) {
        return state(
                "checkpoint: the function did not do the same again when its values were computed anew for the backward pass: "
                        + "%s. It must depend only on tensors, and on random numbers, that are as they were.",
                difference);
    }

    static RuntimeException checkpointInputModified(Storage storage, int version) {
        return state(
                "checkpoint: the function must be computed again, but a tensor that it read at version %d was since changed to "
                        + "version %d by an operation in place%s. Call backward() before that operation, or use its form without _.",
                version, storage.version(), in(storage.lastWrite()));
    }

    static RuntimeException nanGradient(OpNode node, int operand, int[] index, String values,
            boolean wasIncoming,
            boolean chosenByWhere) {
        String name = node.name().equals(node.op.name) ? "" : ", of which <" + node.op.name + "> is a part,";
        return state(
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

    // ---- in place

    static RuntimeException inPlaceOnLeaf(String operation, LeafNode leaf) {
        return state(
                "%s: the tensor of shape %s is a leaf that requires a gradient, and changing it in place would make "
                        + "the recorded graph wrong. To update it, as an optimiser does, write noGrad(() -> { ... }) around; "
                        + "to compute with it, use the form without _.",
                operation, text(leaf.shape()));
    }

    static RuntimeException inPlaceOnView(String operation, Tensor target) {
        return state(
                "%s: gradients would have to flow through a tensor of shape %s that shares its elements with others "
                        + "(views such as reshape, select or detach). Use the form without _: %s.",
                operation,
                text(target.layout.shape), operation.startsWith("copy") || operation.startsWith("zero")
                        || operation.startsWith("fill")
                                ? "make a new tensor"
                                : "y = y." + operation.replace("_", "") + "(...)");
    }

    static RuntimeException inPlaceOnExpanded(String operation, int[] shape) {
        return argument(
                "%s: the tensor of shape %s repeats elements (expand), so one place would be written several "
                        + "times. copy() it first.",
                operation, text(shape));
    }

    static RuntimeException inPlaceShape(String operation, int[] target, int[] result) {
        return argument(
                "%s: the tensor has shape %s, but the result would have %s, and an operation in place keeps the "
                        + "shape. Use the form without _.",
                operation, text(target), text(result));
    }

    static RuntimeException inPlaceDType(String operation, DType target, DType result) {
        return argument(
                "%s: the tensor is %s, but the result would be %s, and an operation in place keeps the dtype. Use "
                        + "the form without _, or convert the tensor with to(...) first.",
                operation, target, result);
    }

    // ---- files

    static RuntimeException cannotRead(Path file, IOException cause) {
        return new UncheckedIOException(
                "load: cannot read %s: %s. Check the name, and that the file may be read."
                        .formatted(file, reason(cause)),
                cause);
    }

    static RuntimeException cannotWrite(Path file, IOException cause) {
        return new UncheckedIOException(
                "save: cannot write %s: %s. Check that its folder exists and may be written to; nothing was changed."
                        .formatted(file, reason(cause)),
                cause);
    }

    static String leftOver(Path file, IOException cause) {
        return "save: the unfinished file %s could not be deleted: %s.".formatted(file, reason(cause));
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }

    static RuntimeException npyMagic(Path file, byte[] start) {
        if (start.length == 0) {
            return argument("load: %s is empty. Write it again, with save or with numpy.save.", file);
        }
        if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
            return argument(
                    "load: %s is an archive (.npz or .zip), not a .npy file. Unpack it and load the .npy files in it.",
                    file);
        }
        return argument(
                "load: %s is not a .npy file: it begins with the bytes %s instead of 93 4e 55 4d 50 59. Write it with "
                        + "save or with numpy.save.",
                file, HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(start.length, 6)));
    }

    static RuntimeException npyVersion(Path file, int major, int minor) {
        return argument(
                "load: %s has version %d.%d of the .npy format, but 1.0, 2.0 and 3.0 are known. Write it again with "
                        + "numpy.save.",
                file, major, minor);
    }

    static RuntimeException npyTruncated(Path file, String what) {
        return argument(
                "load: %s ends before %s does: it is damaged or was not written in full. Write or copy it again.",
                file, what);
    }

    static RuntimeException npyHeader(Path file, String what, String header) {
        String shown = header.strip();
        return argument(
                "load: the header of %s cannot be read: %s. The header is %s; write the file again with numpy.save.",
                file, what, shown.length() > 200 ? shown.substring(0, 200) + "..." : shown);
    }

    static RuntimeException npyType(Path file, String descr) {
        String meaning = descr.contains("|O")
                ? "Python objects (dtype %s), which only Python can load, by running code from the file"
                : "elements of dtype %s, which tensors do not have";
        return argument("load: %s holds " + meaning
                + ". Convert the array in NumPy with astype('float32'), astype('float64') or astype('int64') first.",
                file, descr);
    }

    static RuntimeException npyTooLarge(Path file, String shape) {
        return argument(
                "load: %s has the shape %s with 2^31 elements or more; a tensor holds fewer. Save it in parts.",
                file, shape);
    }

    static RuntimeException npyLength(Path file, int[] shape, long expected, long present) {
        return argument(
                "load: %s is damaged: the elements of shape %s take %d bytes, but %d follow the header. Write or copy it "
                        + "again.",
                file, text(shape), expected, present);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency
    static RuntimeException argument(String text, Object... values) {
        return new IllegalArgumentException(text.formatted(values));
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static RuntimeException state(String text, Object... values) {
        return new IllegalStateException(text.formatted(values));
    }

    // ---- computing parts of a graph again

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
