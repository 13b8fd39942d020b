package leibniz.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Within a piece of code that only the engine sees, elementwise operations on many numbers wait until their
 * result is read ({@link Deferred}); then a chain of them is computed in one go, a part of the numbers at a
 * time ({@link FusedLoop}), and what lies between is never written to memory. The bits are those of one
 * operation after the other.
 */
final class Fusion {
    /** Fewer numbers stay in the cache anyway. */
    private static final int LEAST = 1 << 11;

    private static final ThreadLocal<@Nullable Fusion> CURRENT = new ThreadLocal<>();

    private final List<Storage> deferred = new ArrayList<>();

    private Fusion() {}

    /** What such a piece of code computes. */
    static @Nullable Tensor[] compute(Supplier<@Nullable Tensor[]> body) {
        return within(() -> {
            @Nullable
            Tensor[] results = body.get();
            for (Tensor result : results) {
                if (result != null) {
                    compute(result);
                }
            }
            return results;
        });
    }

    /**
     * The same, of which results may wait in turn: for one who reads each once, before anything is written.
     */
    static <T> T within(Supplier<T> body) {
        Fusion before = CURRENT.get();
        CURRENT.set(before == null ? new Fusion() : before);
        try {
            return body.get();
        } finally {
            CURRENT.set(before);
        }
    }

    static boolean isLarge(int... shape) {
        int numel = 1;
        for (int size : shape) {
            numel *= size;
        }
        return numel >= LEAST;
    }

    /** Whether only the engine sees what is computed now, so that it need not be made of operations. */
    static boolean isOn() {
        return CURRENT.get() != null;
    }

    /** Whether an operation that gives such a tensor waits. */
    static boolean defers(DType dtype, int[] shape) {
        return dtype.isFloating() && isLarge(shape) && isOn();
    }

    static void note(Storage storage) {
        Fusion here = CURRENT.get();
        if (here != null) {
            here.deferred.add(storage);
        }
    }

    /** Before anything is written in place: what waits shall read the numbers that are there now. */
    static void settle() {
        Fusion here = CURRENT.get();
        if (here != null) {
            here.deferred.forEach(Storage::array);
            here.deferred.clear();
        }
    }

    /** The tensor with its numbers. */
    static Tensor compute(Tensor x) {
        x.storage.array();
        return x;
    }
}
