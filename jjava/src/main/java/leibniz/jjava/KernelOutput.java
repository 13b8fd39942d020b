package leibniz.jjava;

import leibniz.display.DisplayOutput;
import leibniz.display.MimeBundle;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Shows what {@code display(...)} is given under the cell that JJava runs. */
public final class KernelOutput implements DisplayOutput {
    /** For {@link java.util.ServiceLoader}. */
    public KernelOutput() {}

    @Override
    public void show(MimeBundle bundle, String id) {
        DisplayData data = new DisplayData();
        Installation.put(bundle, data);
        data.setDisplayId(id);
        BaseKernel.notebookKernel().display(data);
    }

    @Override
    public void update(String id, MimeBundle bundle) {
        DisplayData data = new DisplayData();
        Installation.put(bundle, data);
        BaseKernel.notebookKernel().getIO().display.updateDisplay(id, data);
    }
}
