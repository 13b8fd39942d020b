package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/**
 * Says what is running now, for instance "cell 3". A notebook kernel provides one through
 * {@link java.util.ServiceLoader}; nodes and error messages carry its answer.
 */
public interface Origin {
    /**
     * A short label of what is running on this thread, or null; called for every operation, so it must be
     * cheap.
     */
    @Nullable
    String current();

    /**
     * Called between the parts of a long computation; what it throws ends that computation. It must be as
     * good as free.
     */
    default void checkInterrupted() {}

    /**
     * Notes on this thread that a gradient was asked for and is null, so that it can be said why when that
     * null fails.
     */
    default void missingGradient(Tensor x) {}
}
