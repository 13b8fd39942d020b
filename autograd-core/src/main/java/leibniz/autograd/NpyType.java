package leibniz.autograd;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The element types of .npy files that tensors can hold, and as what. Each conversion keeps every value exactly. */
enum NpyType {
    // @formatter:off
    F2(2, DType.FLOAT32, (from, to, i) -> to.floats()[i] = Float.float16ToFloat(from.getShort())),
    F4(4, DType.FLOAT32, (from, to, i) -> to.floats()[i] = from.getFloat()),
    F8(8, DType.FLOAT64, (from, to, i) -> to.doubles()[i] = from.getDouble()),
    I1(1, DType.INT64, (from, to, i) -> to.longs()[i] = from.get()),
    I2(2, DType.INT64, (from, to, i) -> to.longs()[i] = from.getShort()),
    I4(4, DType.INT64, (from, to, i) -> to.longs()[i] = from.getInt()),
    I8(8, DType.INT64, (from, to, i) -> to.longs()[i] = from.getLong()),
    U1(1, DType.INT64, (from, to, i) -> to.longs()[i] = Byte.toUnsignedLong(from.get())),
    U2(2, DType.INT64, (from, to, i) -> to.longs()[i] = Short.toUnsignedLong(from.getShort())),
    U4(4, DType.INT64, (from, to, i) -> to.longs()[i] = Integer.toUnsignedLong(from.getInt())),
    B1(1, DType.BOOL, (from, to, i) -> to.booleans()[i] = from.get() != 0);
    // @formatter:on

    /** Takes one element out of a buffer into place i of a storage. */
    @FunctionalInterface
    interface Reader {
        void read(ByteBuffer from, Storage to, int i);
    }

    /** The bytes of one element. */
    final int size;
    final DType dtype;
    final Reader reader;

    NpyType(int size, DType dtype, Reader reader) {
        this.size = size;
        this.dtype = dtype;
        this.reader = reader;
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
}
