package leibniz.autograd;

/** The text of the failures of making tensors, in the manner of {@link Errors}. */
final class CreationErrors {
    private CreationErrors() {}

    static RuntimeException arange(Number start, Number end, Number step) {
        return Errors.argument(
                "arange: from %s to %s in steps of %s gives no vector. The step must not be 0, must lead from "
                        + "the start towards the end, and there must be fewer than 2^31 values.",
                start, end, step);
    }

    static RuntimeException wholeArange(DType dtype, double start, double end, double step) {
        return Errors.argument(
                "arange: from %s to %s in steps of %s does not fit the dtype %s. Give whole numbers for int64, or take "
                        + "float32 or float64.",
                start, end, step, dtype);
    }

    static RuntimeException linspace(double start, double end, int steps) {
        return Errors.argument(
                "linspace: %d numbers from %s to %s cannot be evenly spaced. The ends must be finite, and the count 0 or "
                        + "more.",
                steps, start, end);
    }

    static RuntimeException randint(long low, long high) {
        return Errors.argument(
                "randint: low is %d and high is %d, but numbers are drawn from low up to, not including, high, so high "
                        + "must be larger.",
                low, high);
    }

    static RuntimeException randperm(int n) {
        return Errors.argument(
                "randperm: n is %d, but it is the number of elements to put in random order: 0 or more.", n);
    }

    static RuntimeException jagged(int expected, int length) {
        return Errors.argument(
                "tensor: rows of a nested array must have the same length, but one has %d and another %s.",
                expected, length < 0 ? "is null" : Integer.toString(length));
    }

    static RuntimeException elementType(Class<?> type) {
        return Errors.argument(
                "tensor: a %s is no array of numbers. Use nested arrays of boolean, int, long, float or "
                        + "double, such as double[][].",
                type.getSimpleName());
    }

    static RuntimeException listElement(String what) {
        return Errors.argument(
                "tensor: the list holds %s, but a tensor is made of numbers or truth values, in lists of equal length. "
                        + "Put tensors together with stack or cat.",
                what);
    }

    static RuntimeException jaggedList(int[] first, int[] other) {
        return Errors.argument(
                "tensor: the parts of a nested list must have the same shape, but one has %s and another %s.",
                Shapes.text(first), Shapes.text(other));
    }
}
