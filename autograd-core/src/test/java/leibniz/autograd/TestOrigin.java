package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/** The origin that tests set, in place of a notebook. */
public final class TestOrigin implements Origin {
    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    /** For the service loader. */
    public TestOrigin() {}

    static void set(@Nullable String label) {
        CURRENT.set(label);
    }

    @Override
    public @Nullable String current() {
        return CURRENT.get();
    }
}
