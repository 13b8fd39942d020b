package leibniz.autograd;

import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where the environment has LEIBNIZ_TEST_KERNEL=vectors all tests run on vector instructions, which otherwise
 * are taken only after a trial; with =plain none does.
 */
public final class VectorsFromTheStart implements BeforeAllCallback {
    private static final String WANTED = System.getenv("LEIBNIZ_TEST_KERNEL");
    private static final Object[][] KERNELS = {
            { LargeProducts.class, "onFloats", "FLOATS_TRIED" },
            { LargeProducts.class, "onDoubles", "DOUBLES_TRIED" },
            { ThinProduct.class, "kernel", "TRIED" },
            { RowLoops.class, "current", "IS_TRIED" },
    };
    private static boolean isDone;

    /** For the service loader. */
    public VectorsFromTheStart() {}

    @Override
    public void beforeAll(ExtensionContext context) throws ReflectiveOperationException {
        if (WANTED == null || isDone) {
            return;
        }
        isDone = true;
        boolean vectors = WANTED.equals("vectors");
        if (!vectors && !WANTED.equals("plain") || vectors && !VectorModule.isThere()) {
            throw new IllegalStateException("LEIBNIZ_TEST_KERNEL=" + WANTED
                    + ": give vectors, where this Java has jdk.incubator.vector, or plain");
        }
        Object[] made = vectors
                ? new Object[]{ new VectorProducts(), new VectorProducts(), new VectorThinProduct(),
                        new VectorRows() }
                : new Object[4];
        for (int i = 0; i < KERNELS.length; i++) {
            Class<?> holder = (Class<?>) KERNELS[i][0];
            ((AtomicBoolean) field(holder, (String) KERNELS[i][2]).get(null))
                    .set(true);
            if (vectors) {
                field(holder, (String) KERNELS[i][1]).set(null, made[i]);
            }
        }
    }

    private static Field field(Class<?> holder, String name) throws NoSuchFieldException {
        Field field = holder.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
