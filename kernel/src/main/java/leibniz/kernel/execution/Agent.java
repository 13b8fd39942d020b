package leibniz.kernel.execution;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What Java calls before {@code Main}, as the jar's manifest asks, to hand over the means of exchanging
 * loaded classes.
 */
public final class Agent {
    private static volatile @Nullable Instrumentation instrumentation;

    private Agent() {}

    public static void agentmain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** Null where the kernel was not started as {@code java -jar}, as in {@code AotTraining}. */
    public static @Nullable Instrumentation instrumentation() {
        return instrumentation;
    }
}
