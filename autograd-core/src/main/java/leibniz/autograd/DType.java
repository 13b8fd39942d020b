package leibniz.autograd;

/** The type of a tensor's elements. */
public enum DType {
    /** 32-bit floating point, the default. */
    FLOAT32("float32"),
    /** 64-bit floating point. */
    FLOAT64("float64"),
    /** 64-bit signed integer. */
    INT64("int64"),
    /** true or false. */
    BOOL("bool");

    private final String text;

    DType(String text) {
        this.text = text;
    }

    /** True for FLOAT32 and FLOAT64, the only types that have derivatives. */
    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** The name as it is printed, for instance {@code float64}. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * The type in which two operands meet. A tensor of shape () decides only where it is of a higher kind
     * (BOOL, then INT64, then floating) than a tensor that has dims, as in PyTorch.
     */
    static DType promote(DType a, boolean aHasDims, DType b, boolean bHasDims) {
        if (a == b) {
            return a;
        }
        if (a.kind() != b.kind()) {
            return a.kind() > b.kind() ? a : b;
        }
        if (aHasDims != bHasDims) {
            return aHasDims ? a : b;
        }
        return FLOAT64; // the only kind with two types is the floating one
    }

    /** The floating type for a function such as exp: the type itself, or FLOAT32 for INT64 and BOOL. */
    DType toFloating() {
        return isFloating() ? this : FLOAT32;
    }

    private int kind() {
        return switch (this) {
            case BOOL -> 0;
            case INT64 -> 1;
            case FLOAT32, FLOAT64 -> 2;
        };
    }
}
