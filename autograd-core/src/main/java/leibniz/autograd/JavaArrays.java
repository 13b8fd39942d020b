package leibniz.autograd;

import java.lang.reflect.Array;
import java.util.Arrays;

/** Between tensors and nested Java arrays. */
final class JavaArrays {
    private JavaArrays() {}

    /**
     * The dtype that fits the array's elements: int and long INT64, float and double FLOAT32, boolean BOOL.
     */
    static DType naturalDType(Object array) {
        Class<?> element = elementType(array);
        if (element == boolean.class) {
            return DType.BOOL;
        }
        return element == float.class || element == double.class ? DType.FLOAT32 : DType.INT64;
    }

    static Tensor toTensor(Object nested, DType dtype) {
        elementType(nested);
        int[] shape = shapeOf(nested);
        Tensor y = Creation.zeros("tensor", dtype, shape);
        fill(nested, shape, 0, y.storage, 0);
        return y;
    }

    private static Class<?> elementType(Object array) {
        Class<?> type = array.getClass();
        while (type.isArray()) {
            type = type.getComponentType();
        }
        if (type != boolean.class && type != int.class && type != long.class && type != float.class
                && type != double.class) {
            throw CreationErrors.elementType(array.getClass());
        }
        return type;
    }

    private static int[] shapeOf(Object nested) {
        int[] shape = {};
        Object inner = nested;
        for (Class<?> type = nested.getClass(); type.isArray(); type = type.getComponentType()) {
            int length = inner == null ? 0 : Array.getLength(inner);
            shape = Shapes.append(shape, length);
            inner = inner instanceof Object[] rows && rows.length > 0 ? rows[0] : null;
        }
        return shape;
    }

    private static int fill(Object nested, int[] shape, int depth, Storage storage, int at) {
        int length = nested == null ? -1 : Array.getLength(nested);
        if (length != shape[depth]) {
            throw CreationErrors.jagged(shape[depth], length);
        }
        if (nested instanceof Object[] rows) {
            for (Object row : rows) {
                at = fill(row, shape, depth + 1, storage, at);
            }
            return at;
        }
        for (int i = 0; i < length; i++) {
            switch (nested) {
                case boolean[] a -> storage.setLong(at++, a[i] ? 1 : 0);
                case int[] a -> storage.setLong(at++, a[i]);
                case long[] a -> storage.setLong(at++, a[i]);
                default -> storage.setDouble(at++, Array.getDouble(nested, i));
            }
        }
        return at;
    }

    static Object toArray(Tensor x) {
        Storage values = Loops.copy(x, x.dtype()).storage;
        if (x.dim() == 0) {
            return Array.get(values.array(), 0);
        }
        return cut(values.array(), x.layout.shape, 0, new int[1]);
    }

    private static Object cut(Object values, int[] shape, int depth, int[] at) {
        Class<?> element = values.getClass().getComponentType();
        if (depth == shape.length - 1) {
            Object row = Array.newInstance(element, shape[depth]);
            System.arraycopy(values, at[0], row, 0, shape[depth]);
            at[0] += shape[depth];
            return row;
        }
        Object rows = Array.newInstance(element, Arrays.copyOfRange(shape, depth, shape.length));
        for (int i = 0; i < shape[depth]; i++) {
            Array.set(rows, i, cut(values, shape, depth + 1, at));
        }
        return rows;
    }
}
