package leibniz.autograd;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The origin that tests set, in place of a notebook. */
public final class TestOrigin implements Origin {
    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private static volatile boolean interrupted;

    /** For the service loader. */
    public TestOrigin() {}

    static void set(@Nullable String label) {
        CURRENT.set(label);
    }

    @Override
    public @Nullable String current() {
        return CURRENT.get();
    }

    /** Whether a long computation ends from here on, between its parts. */
    static void interrupt(boolean now) {
        interrupted = now;
    }

    @Override
    public void checkInterrupted() {
        if (interrupted) {
            throw new CancellationException("interrupted");
        }
    }
}
