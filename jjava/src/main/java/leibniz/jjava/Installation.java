package leibniz.jjava;

import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;
import leibniz.display.Displayable;
import leibniz.display.MimeBundle;
import leibniz.display.Renderers;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * What an installed extension does: results of cells are shown in their rich forms, and graphs keep their
 * values.
 */
final class Installation {
    /**
     * What a cell of Leibniz's own kernel has from the start. {@code display} stays JJava's, which gives back
     * an id.
     */
    private static final String IMPORTS = "import leibniz.autograd.*; import leibniz.optim.*; import leibniz.display.*; "
            + "import static leibniz.autograd.Tensors.*; import static leibniz.autograd.Autograd.*; "
            + "import static leibniz.autograd.DType.*; import static leibniz.autograd.GraphOption.*; "
            + "import static leibniz.autograd.LossReduction.*; "
            + "import static leibniz.display.Displays.*; "
            + "import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.display;";

    private Installation() {}

    static void into(BaseKernel kernel) {
        System.setProperty("java.awt.headless", "true");
        Graph.keepValues(true);
        show(kernel, Tensor.class);
        show(kernel, Displayable.class);
        show(kernel, Chart.class);
        kernel.evalRaw(IMPORTS);
    }

    private static <T> void show(BaseKernel kernel, Class<T> type) {
        kernel.getRenderer().createRegistration(type)
                .preferring("text/html")
                .supporting("text/plain", "text/latex", "image/png")
                .onType(type)
                .register((value, context) -> put(Renderers.render(value), context.getOutputContainer()));
    }

    static void put(MimeBundle bundle, DisplayData data) {
        bundle.data().forEach((type, content) -> data.putData(type, content));
    }
}
