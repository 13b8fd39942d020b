package leibniz.kernel;

import leibniz.autograd.Origin;
import org.jspecify.annotations.Nullable;

/** Lets tensors remember, and messages name, the cell that made them. */
public final class CellOrigin implements Origin {
    @Override
    public @Nullable String current() {
        Cell cell = Cell.ofThread();
        return cell == null ? null : cell.label;
    }
}
