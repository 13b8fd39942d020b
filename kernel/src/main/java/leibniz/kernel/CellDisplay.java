package leibniz.kernel;

import leibniz.display.DisplayOutput;
import leibniz.display.MimeBundle;
import leibniz.kernel.cells.ShownValue;
import leibniz.kernel.execution.Cell;

/** Shows a bundle under the cell whose code asks for it, and takes away what stands there. */
public final class CellDisplay implements DisplayOutput {
    @Override
    public void show(MimeBundle bundle, String id) {
        Cell cell = Cell.ofOutput();
        if (cell != null) {
            cell.output.display(ShownValue.withUserNames(bundle), id);
        }
    }

    @Override
    public void clear() {
        Cell cell = Cell.ofOutput();
        if (cell != null) {
            cell.output.clear();
        }
    }

    @Override
    public boolean atEnd(Runnable task) {
        Cell cell = Cell.ofOutput();
        return cell != null && cell.atEnd(task);
    }

    @Override
    public void update(String id, MimeBundle bundle) {
        Cell cell = Cell.ofOutput();
        if (cell != null) {
            cell.output.updateDisplay(id, ShownValue.withUserNames(bundle));
        }
    }
}
