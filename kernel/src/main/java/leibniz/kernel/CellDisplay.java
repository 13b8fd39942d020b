package leibniz.kernel;

import java.util.UUID;
import leibniz.display.DisplayOutput;
import leibniz.display.MimeBundle;

/** Shows a bundle under the cell whose code asks for it, and takes away what stands there. */
public final class CellDisplay implements DisplayOutput {
    @Override
    public void show(MimeBundle bundle) {
        show(bundle, UUID.randomUUID().toString());
    }

    @Override
    public void show(MimeBundle bundle, String id) {
        Cell cell = Cell.ofOutput();
        if (cell != null) {
            cell.output.display(ShownValue.withUserNames(bundle), id);
        }
    }

    @Override
    public void update(String id, MimeBundle bundle) {
        Cell cell = Cell.ofOutput();
        if (cell != null) {
            cell.output.updateDisplay(id, ShownValue.withUserNames(bundle));
        }
    }

    @Override
    public void clear() {
        Cell cell = Cell.ofOutput();
        if (cell != null) {
            cell.output.clear();
        }
    }
}
