package leibniz.autograd;

/** A setting that lasts until it is closed: {@code try (var off = noGrad()) { ... }}. */
public interface Scope extends AutoCloseable {
    /** Brings back what was before. Only the first call does anything. */
    @Override
    void close();
}
