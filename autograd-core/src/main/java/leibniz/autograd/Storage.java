package leibniz.autograd;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * The elements behind a tensor and its views: one array, whose class is the dtype, and a version that counts
 * the writes in place. A symbolic tensor has something {@link Unevaluated} in the place of the array, and
 * what is computed when it is read, something {@link Deferred}.
 */
final class Storage {
    /** Where there is no room for so many, there is enough to say so. */
    private static final int MANY = 1 << 20;

    private Object array;
    private int version;
    private @Nullable String lastWrite;

    Storage(Object array) {
        this.array = array;
    }

    /** Zeros. */
    static Storage allocate(DType dtype, int length) {
        try {
            return new Storage(switch (dtype) {
                case FLOAT32 -> new float[length];
                case FLOAT64 -> new double[length];
                case INT64 -> new long[length];
                case BOOL -> new boolean[length];
            });
        } catch (OutOfMemoryError e) {
            throw length < MANY ? e : ValueErrors.noMemory(dtype, length);
        }
    }

    /** The elements, or what has none yet. */
    Object array() {
        if (array instanceof Deferred later) {
            array = later.compute();
        }
        return array;
    }

    /** What the elements will be computed by, or null where they are there. */
    @Nullable
    Deferred deferred() {
        return array instanceof Deferred later ? later : null;
    }

    DType dtype() {
        if (array instanceof float[]) {
            return DType.FLOAT32;
        }
        if (array instanceof double[]) {
            return DType.FLOAT64;
        }
        if (array instanceof Unevaluated later) {
            return later.dtype;
        }
        if (array instanceof Deferred later) {
            return later.dtype;
        }
        return array instanceof long[] ? DType.INT64 : DType.BOOL;
    }

    /** True where there are no numbers yet. */
    boolean isSymbolic() {
        return array instanceof Unevaluated;
    }

    /** True where one of the tensors has no numbers yet. */
    static boolean anySymbolic(Tensor... tensors) {
        for (Tensor tensor : tensors) {
            if (tensor.storage.isSymbolic()) {
                return true;
            }
        }
        return false;
    }

    int length() {
        return Array.getLength(array());
    }

    long bytes() {
        return switch (array()) {
            case float[] a -> 4L * a.length;
            case double[] a -> 8L * a.length;
            case long[] a -> 8L * a.length;
            default -> booleans().length;
        };
    }

    int version() {
        return version;
    }

    /** Counts a write in place, and keeps what was running. */
    void written() {
        version++;
        lastWrite = Origins.current();
    }

    /** What was running at the last write in place; null where unknown. */
    @Nullable
    String lastWrite() {
        return lastWrite;
    }

    float[] floats() {
        requireNumbers();
        return (float[]) array();
    }

    double[] doubles() {
        requireNumbers();
        return (double[]) array();
    }

    long[] longs() {
        requireNumbers();
        return (long[]) array;
    }

    boolean[] booleans() {
        requireNumbers();
        return (boolean[]) array;
    }

    private void requireNumbers() {
        if (array instanceof Unevaluated later) {
            throw SymbolErrors.unbound(later);
        }
    }

    double getDouble(int i) {
        return switch (array()) {
            case float[] a -> a[i];
            case double[] a -> a[i];
            case long[] a -> a[i];
            default -> booleans()[i] ? 1 : 0;
        };
    }

    long getLong(int i) {
        return switch (array()) {
            case long[] a -> a[i];
            default -> toLong(getDouble(i));
        };
    }

    /**
     * The number without its fraction; an error for NaN and what is beyond a long, which a cast would replace
     * by other numbers.
     */
    static long toLong(double value) {
        if (value >= -0x1p63 && value < 0x1p63) {
            return (long) value;
        }
        throw ValueErrors.noInteger(value);
    }

    boolean getBoolean(int i) {
        return switch (array()) {
            case boolean[] a -> a[i];
            case long[] a -> a[i] != 0;
            default -> getDouble(i) != 0;
        };
    }

    void setDouble(int i, double value) {
        switch (array()) {
            case float[] a -> a[i] = (float) value;
            case double[] a -> a[i] = value;
            case long[] a -> a[i] = toLong(value);
            default -> booleans()[i] = value != 0;
        }
    }

    void setLong(int i, long value) {
        switch (array()) {
            case long[] a -> a[i] = value;
            case boolean[] a -> a[i] = value != 0;
            default -> setDouble(i, (double) value);
        }
    }

    /** Copies one element, exactly where both are INT64. */
    void copyElement(int at, Storage to, int toAt) {
        if (array instanceof long[] a) {
            to.setLong(toAt, a[at]);
        } else {
            to.setDouble(toAt, getDouble(at));
        }
    }
}
