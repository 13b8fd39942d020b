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
    public void show(MimeBundle bundle) {
        DisplayData data = new DisplayData();
        Installation.put(bundle, data);
        BaseKernel.notebookKernel().display(data);
    }
}
