package leibniz.notebooks;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;

/**
 * What a machine may lack: its tests are skipped with one line that says how to enable them, and fail in CI.
 */
final class Missing {
    private static final Set<String> PRINTED = ConcurrentHashMap.newKeySet();

    private Missing() {}

    /** Never returns: ends the running test as skipped, or as failed where {@code CI=true}. */
    static RuntimeException abort(String howToEnable) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(howToEnable);
        }
        if (PRINTED.add(howToEnable)) {
            System.out.println("Skipped: " + howToEnable);
        }
        throw new TestAbortedException(howToEnable);
    }
}
