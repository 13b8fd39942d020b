package leibniz.autograd;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The element types of .npy files that tensors can hold, and as what. Each conversion keeps every value
 * exactly.
 */
enum NpyType {
    // @formatter:off
    F2(2, DType.FLOAT32), F4(4, DType.FLOAT32), F8(8, DType.FLOAT64),
    I1(1, DType.INT64), I2(2, DType.INT64), I4(4, DType.INT64), I8(8, DType.INT64),
    U1(1, DType.INT64), U2(2, DType.INT64), U4(4, DType.INT64),
    B1(1, DType.BOOL);
    // @formatter:on

    /** The bytes of one element. */
    final int size;
    final DType dtype;

    NpyType(int size, DType dtype) {
        this.size = size;
        this.dtype = dtype;
    }

    /** The type by NumPy's code, such as f4; null for one that tensors cannot hold. */
    static @Nullable NpyType of(String code) {
        for (NpyType type : values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(code)) {
                return type;
            }
        }
        return null;
    }

    /** Takes one element out of a buffer into place i of a storage. */
    void read(ByteBuffer from, Storage to, int i) {
        switch (this) {
            case F2 -> to.floats()[i] = Float.float16ToFloat(from.getShort());
            case F4 -> to.floats()[i] = from.getFloat();
            case F8 -> to.doubles()[i] = from.getDouble();
            case I1 -> to.longs()[i] = from.get();
            case I2 -> to.longs()[i] = from.getShort();
            case I4 -> to.longs()[i] = from.getInt();
            case I8 -> to.longs()[i] = from.getLong();
            case U1 -> to.longs()[i] = Byte.toUnsignedLong(from.get());
            case U2 -> to.longs()[i] = Short.toUnsignedLong(from.getShort());
            case U4 -> to.longs()[i] = Integer.toUnsignedLong(from.getInt());
            case B1 -> to.booleans()[i] = from.get() != 0;
        }
    }
}
