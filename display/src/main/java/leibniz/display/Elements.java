package leibniz.display;

import java.lang.reflect.Array;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;

/** The elements of a tensor at one moment. Reading them through a copy leaves the tensor as it was. */
final class Elements {
    private final Object array;
    private final DType dtype;
    final int[] shape;

    Elements(Tensor x) {
        array = x.toArray();
        dtype = x.dtype();
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
        return dtype == DType.BOOL;
    }

    /** All elements as numbers, 1 for true, in row-major order. */
    double[] numbers() {
        var numbers = new double[(int) Shapes.count(shape)];
        if (shape.length == 0) {
            numbers[0] = number(array);
        } else {
            fill(array, numbers, 0);
        }
        return numbers;
    }

    private int fill(Object part, double[] numbers, int start) {
        int at = start;
        if (part instanceof Object[] rows) {
            for (var row : rows) {
                at = fill(row, numbers, at);
            }
            return at;
        }
        switch (dtype) {
            case FLOAT32 -> {
                for (float value : (float[]) part) {
                    numbers[at++] = value;
                }
            }
            case FLOAT64 -> {
                for (double value : (double[]) part) {
                    numbers[at++] = value;
                }
            }
            case INT64 -> {
                for (long value : (long[]) part) {
                    numbers[at++] = value;
                }
            }
            case BOOL -> {
                for (boolean value : (boolean[]) part) {
                    numbers[at++] = value ? 1 : 0;
                }
            }
        }
        return at;
    }

    /** The element as a number; 1 for true. */
    static double number(Object element) {
        if (element instanceof Number number) {
            return number.doubleValue();
        }
        return (Boolean) element ? 1 : 0;
    }
}
