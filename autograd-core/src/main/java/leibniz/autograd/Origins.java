package leibniz.autograd;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The one {@link Origin} in use, looked up once. */
final class Origins {
    private static final Origin CURRENT = ServiceLoader.load(Origin.class, Origin.class.getClassLoader())
            .findFirst()
            .orElse(() -> null);

    private Origins() {}

    static @Nullable String current() {
        return CURRENT.current();
    }

    static void checkInterrupted() {
        if (Thread.currentThread() instanceof Helper helper) {
            helper.checkInterrupted();
        } else {
            CURRENT.checkInterrupted();
        }
    }

    static void missingGradient(Tensor x) {
        CURRENT.missingGradient(x);
    }
}
