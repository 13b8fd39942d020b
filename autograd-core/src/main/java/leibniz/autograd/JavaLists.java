package leibniz.autograd;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nested lists of numbers or truth values as tensors; the innermost parts may also be Java arrays. */
final class JavaLists {
    private JavaLists() {}

    static Tensor toTensor(List<?> nested) {
        List<Object> leaves = new ArrayList<>();
        int[] shape = collect(nested, leaves);
        return fill(leaves, dtypeOf(leaves), shape);
    }

    static Tensor toTensor(List<?> nested, DType dtype) {
        List<Object> leaves = new ArrayList<>();
        int[] shape = collect(nested, leaves);
        dtypeOf(leaves);
        return fill(leaves, dtype, shape);
    }

    private static Tensor fill(List<Object> leaves, DType dtype, int[] shape) {
        Tensor y = Creation.zeros("tensor", dtype, shape);
        for (int i = 0; i < leaves.size(); i++) {
            switch (leaves.get(i)) {
                case Boolean truth -> y.storage.setLong(i, truth ? 1 : 0);
                case Float number -> y.storage.setDouble(i, number);
                case Double number -> y.storage.setDouble(i, number);
                case Number whole -> y.storage.setLong(i, whole.longValue());
                default -> throw new AssertionError();
            }
        }
        return y;
    }

    /** Adds what the parts are made of, in row-major order; returns the shape. */
    private static int[] collect(@Nullable Object part, List<Object> leaves) {
        List<?> rows = rows(part);
        if (rows == null) {
            if (part == null) {
                throw CreationErrors.listElement("null");
            }
            leaves.add(part);
            return new int[0];
        }
        int[] inner = null;
        for (Object row : rows) {
            int[] shape = collect(row, leaves);
            if (inner != null && !Arrays.equals(inner, shape)) {
                throw CreationErrors.jaggedList(inner, shape);
            }
            inner = shape;
        }
        int[] shape = { rows.size() };
        return inner == null ? shape : Shapes.append(shape, inner);
    }

    private static @Nullable List<?> rows(@Nullable Object part) {
        if (part instanceof List<?> list) {
            return list;
        }
        if (part == null || !part.getClass().isArray()) {
            return null;
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(part); i++) {
            elements.add(Array.get(part, i));
        }
        return elements;
    }

    /**
     * FLOAT32 where a number has a fraction or nothing is given, else INT64, and BOOL for truth values alone.
     */
    private static DType dtypeOf(List<Object> leaves) {
        DType dtype = leaves.isEmpty() ? DType.FLOAT32 : DType.BOOL;
        for (Object leaf : leaves) {
            DType own = switch (leaf) {
                case Boolean truth -> DType.BOOL;
                case Float number -> DType.FLOAT32;
                case Double number -> DType.FLOAT32;
                case Byte number -> DType.INT64;
                case Short number -> DType.INT64;
                case Integer number -> DType.INT64;
                case Long number -> DType.INT64;
                default -> throw CreationErrors.listElement("a " + leaf.getClass().getSimpleName());
            };
            dtype = DType.promote(dtype, true, own, true);
        }
        return dtype;
    }
}
