package leibniz.display;

import java.lang.reflect.Array;
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

    /** The element as a number; 1 for true. */
    static double number(Object element) {
        if (element instanceof Number number) {
            return number.doubleValue();
        }
        return (Boolean) element ? 1 : 0;
    }
}
