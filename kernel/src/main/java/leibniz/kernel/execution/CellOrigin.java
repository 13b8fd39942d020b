package leibniz.kernel.execution;

import java.lang.ref.WeakReference;
import leibniz.autograd.Autograd;
import leibniz.autograd.Origin;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Lets tensors remember, and messages name, the cell that made them, and an interrupt end what computes long.
 */
public final class CellOrigin implements Origin {
    private static volatile @Nullable Missing missing;

    /** A tensor whose gradient a cell asked for, and got null. */
    private record Missing(@Nullable Cell cell, WeakReference<Tensor> tensor) {}

    @Override
    public @Nullable String current() {
        Cell cell = Cell.ofThread();
        return cell == null ? null : cell.label;
    }

    @Override
    public void checkInterrupted() {
        StopCheck.checkQuietly();
    }

    @Override
    public void missingGradient(Tensor x) {
        missing = new Missing(Cell.ofThread(), new WeakReference<>(x));
    }

    /** Why the last gradient that the running cell asked for is null; null if there was one. */
    public static @Nullable String whyNoGradient() {
        Missing last = missing;
        Tensor tensor = last == null || last.cell != Cell.ofThread() ? null : last.tensor.get();
        return tensor == null ? null : Autograd.whyNoGrad(tensor);
    }
}
