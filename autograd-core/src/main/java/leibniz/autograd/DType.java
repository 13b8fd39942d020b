package leibniz.autograd;

/** The type of a tensor's elements. */
public enum DType {
    /** 32-bit floating point, the default. */
    FLOAT32,
    /** 64-bit floating point. */
    FLOAT64,
    /** 64-bit signed integer. */
    INT64,
    /** true or false. */
    BOOL
}
