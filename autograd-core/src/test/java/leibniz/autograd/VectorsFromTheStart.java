package leibniz.autograd;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where the environment has LEIBNIZ_TEST_KERNEL=vectors all tests run on vector instructions, which otherwise
 * are taken only after a trial; with =plain none does.
 */
public final class VectorsFromTheStart implements BeforeAllCallback {
    private static final String WANTED = System.getenv("LEIBNIZ_TEST_KERNEL");
    private static boolean isDone;

    /** For the service loader. */
    public VectorsFromTheStart() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        if (WANTED == null || isDone) {
            return;
        }
        isDone = true;
        boolean vectors = WANTED.equals("vectors");
        if (!vectors && !WANTED.equals("plain") || vectors && !VectorModule.isThere()) {
            throw new IllegalStateException("LEIBNIZ_TEST_KERNEL=" + WANTED
                    + ": give vectors, where this Java has jdk.incubator.vector, or plain");
        }
        List.of(LargeProducts.FLOATS, LargeProducts.DOUBLES, ThinProduct.TRIAL, RowLoops.TRIAL)
                .forEach(trial -> trial.decide(vectors));
    }
}
