package leibniz.display;

import java.lang.reflect.Array;
import java.util.function.DoubleConsumer;
import leibniz.autograd.Tensor;

/** The elements of a tensor at one moment. Reading them through a copy leaves the tensor as it was. */
final class Elements {
    private final Object array;
    final int[] shape;

    Elements(Tensor x) {
        array = x.toArray();
        shape = x.shape();
    }

    /** A Float, Double, Long or Boolean. */
    Object at(int... index) {
        Object part = array;
        for (int i : index) {
            part = Array.get(part, i);
        }
        return part;
    }

    boolean areTruthValues() {
        return array instanceof Boolean || array.getClass().getName().endsWith("[Z");
    }

    /** All elements as numbers, 1 for true, in row-major order. */
    void forEach(DoubleConsumer action) {
        forEach(array, action);
    }

    private static void forEach(Object part, DoubleConsumer action) {
        switch (part) {
            case Object[] rows -> {
                for (var row : rows) {
                    forEach(row, action);
                }
            }
            case float[] row -> {
                for (float value : row) {
                    action.accept(value);
                }
            }
            case double[] row -> {
                for (double value : row) {
                    action.accept(value);
                }
            }
            case long[] row -> {
                for (long value : row) {
                    action.accept(value);
                }
            }
            case boolean[] row -> {
                for (boolean value : row) {
                    action.accept(value ? 1 : 0);
                }
            }
            default -> action.accept(number(part));
        }
    }

    /** The element as a number; 1 for true. */
    static double number(Object element) {
        if (element instanceof Number number) {
            return number.doubleValue();
        }
        return (Boolean) element ? 1 : 0;
    }
}
