package leibniz.display;

import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** Shows a tensor as text and as a table, with its gradient where it has one; one built on symbols as its formula. */
public final class TensorRenderer implements Renderer {
    /** For {@link java.util.ServiceLoader}. */
    public TensorRenderer() {}

    @Override
    public @Nullable MimeBundle render(Object value) {
        if (!(value instanceof Tensor x)) {
            return null;
        }
        if (x.isSymbolic()) {
            // JupyterLab would prefer a text/html
            return MimeBundle.of(x.toString()).with("text/latex", "$\\displaystyle " + x.toLatex() + "$");
        }
        // Asking a result for its gradient prints a warning, so only leaves are asked.
        Tensor gradient = x.isLeaf() ? x.grad() : null;
        return MimeBundle.of(x.toString()).with("text/html", TensorTable.html(x, state(x), gradient));
    }

    private static String state(Tensor x) {
        var operation = x.gradFn();
        if (operation != null) {
            return "result of " + operation.name();
        }
        return x.requiresGrad() ? "requires grad" : "";
    }
}
