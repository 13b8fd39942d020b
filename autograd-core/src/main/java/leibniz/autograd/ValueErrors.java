package leibniz.autograd;

import java.util.Locale;

/** The text of the failures of dtypes and numbers, in the manner of {@link Errors}. */
final class ValueErrors {
    private ValueErrors() {}

    static RuntimeException nullOperand(String operator, String which) {
        return new NullPointerException(operator + ": " + which + " is null.");
    }

    static RuntimeException threads(int number) {
        return Errors.argument("threads: %d threads cannot compute. Ask for 1 or more.", number);
    }

    static RuntimeException normOrder(double order) {
        return Errors.argument("vectorNorm: the order is %s, but it must be a number, or infinite.", order);
    }

    static RuntimeException notFloating(String operation, DType dtype) {
        return Errors.argument("%s: the dtype is %s, but a floating one is needed. Convert with to(FLOAT32).",
                operation,
                dtype);
    }

    static RuntimeException notBool(String operation, DType dtype) {
        return Errors.argument(
                "%s: the dtype is %s, but bool is needed. Make truth values by a comparison, such as ne(0).",
                operation, dtype);
    }

    static RuntimeException boolArithmetic(String operation) {
        return Errors.argument(
                "%s: not defined for bool. Convert with to(INT64) to count true as 1, or use and, or, not.",
                operation);
    }

    static RuntimeException negativeIntegerPower(long base, long exponent) {
        return Errors.argument(
                "Pow: %d to the power of %d is no integer, and both operands are int64. Convert one of them "
                        + "with to(FLOAT32).",
                base, exponent);
    }

    static RuntimeException remainderByZero(long dividend) {
        return Errors.argument(
                "Remainder: %d by 0 has no remainder in int64. Convert one of the operands with to(FLOAT32) to get NaN "
                        + "there, or choose other values with where.",
                dividend);
    }

    static RuntimeException noInteger(double value) {
        return Errors.argument(
                "%s is no integer that int64 can hold. Keep a floating dtype, or replace such values first, for instance "
                        + "with where or clamp.",
                value);
    }

    static RuntimeException notOne(String operation, Tensor x) {
        return Errors.argument(
                "%s: the tensor has %d elements (shape %s), but only a tensor with one can become a Java "
                        + "value. Pick one with get(...), reduce with sum() or mean(), or take all with toArray().",
                operation, x.numel(), Shapes.text(x.layout.shape));
    }

    static RuntimeException notOneTruth(Tensor x) {
        return Errors.argument(
                "A tensor with %s (shape %s) stands where true or false is needed, and only one with a single "
                        + "element can. Write .any() for whether one of them is true, .all() for whether all are.",
                x.numel() == 0 ? "no elements" : x.numel() + " elements", Shapes.text(x.layout.shape));
    }

    static RuntimeException tolerances(double rtol, double atol) {
        return Errors.argument(
                "allclose: the tolerances are %s (relative) and %s (absolute), but both must be 0 or more.",
                rtol,
                atol);
    }

    static OutOfMemoryError noMemory(DType dtype, int length) {
        long bytes = (long) length * switch (dtype) {
            case FLOAT32 -> Float.BYTES;
            case FLOAT64, INT64 -> Double.BYTES;
            case BOOL -> 1;
        };
        return new OutOfMemoryError(String.format(Locale.ROOT,
                "a tensor of %,d elements of %s takes %,d bytes, for which there is no room in a heap of at most "
                        + "%,d; nothing was changed.",
                length, dtype, bytes, Runtime.getRuntime().maxMemory()));
    }
}
