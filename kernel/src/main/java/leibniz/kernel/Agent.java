package leibniz.kernel;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What Java calls before {@link Main}, as the jar's manifest asks, to hand over the means of exchanging
 * loaded classes.
 */
final class Agent {
    private static volatile @Nullable Instrumentation instrumentation;

    private Agent() {}

    public static void agentmain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** Null where the kernel was not started as {@code java -jar}, as in {@link AotTraining}. */
    @Nullable
    static Instrumentation instrumentation() {
        return instrumentation;
    }
}
