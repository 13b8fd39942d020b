package leibniz.kernel.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Holds back some memory for when a cell has used up the rest: with it the kernel can still say so and run
 * the cell that sets the large variables to null.
 */
public final class Memory {
    private static final int RESERVE_BYTES = 6 << 20;

    private static volatile byte @Nullable [] reserve;

    private Memory() {}

    /** Takes the reserve, where the heap has room for it. */
    public static void holdBack() {
        if (reserve == null) {
            try {
                reserve = new byte[RESERVE_BYTES];
            } catch (OutOfMemoryError e) {
                // Still as full as before: the user has been told.
            }
        }
    }

    /** Gives the reserve to the kernel if what was thrown says that the heap is full. */
    public static void releaseIfFull(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            reserve = null;
        }
    }
}
