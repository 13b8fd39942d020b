package leibniz.display;

import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Shows a tensor as text and as a table, with its gradient where it has one; one built on symbols as its
 * formula.
 */
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
        // Asking a result that keeps no gradient for it prints a warning.
        Tensor gradient = x.isLeaf() && x.requiresGrad() || x.retainsGrad() ? x.grad() : null;
        return MimeBundle.of(x.toString()).with("text/html", TensorTable.html(x, state(x), gradient));
    }

    private static String state(Tensor x) {
        var operation = x.gradFn();
        if (operation != null) {
            return Words.RESULT_OF.of(operation.name());
        }
        if (x.requiresGrad()) {
            return Words.REQUIRES_GRAD.of();
        }
        var node = Graph.of(x).results().getFirst();
        return node.isComputedAfterBreak() ? "" : switch (node.name()) {
            case "Detach" -> Words.DETACHED.of();
            case "NoGrad" -> Words.MADE_IN_NO_GRAD.of();
            default -> "";
        };
    }
}
