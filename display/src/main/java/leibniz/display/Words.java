package leibniz.display;

import java.util.Locale;
import leibniz.autograd.GraphNode;

/** The sentences that displays say beside their pictures and formulas. */
final class Words {
    private Words() {}

    // ---- why a graph has no gradients

    static String severalResults(int count) {
        return "No gradients: a gradient belongs to one result, and here are " + count
                + ". graph(y) with one of them shows its gradients.";
    }

    static String notOneNumber(String shape) {
        return "No gradients: only a single number has a gradient, and the result has the shape " + shape
                + ". graph(y.sum()) shows those of its sum.";
    }

    static String noGradients(String reason) {
        return "No gradients: " + reason;
    }

    static String missingGradients(String reason) {
        return "Not all gradients are known: " + reason;
    }

    /** The name of the column with what the last backward pass left at a node that is no leaf. */
    static final String LEFT_BY_BACKWARD = "left by backward()";

    static final String LEFT_GRADIENTS = "left by backward(): the gradient of what was differentiated last, which "
            + "need not be this result.";

    // ---- writes in place

    static String overwritten(String name, GraphNode node) {
        String by = node.overwrittenBy() == null ? "" : " (" + node.overwrittenBy() + ")";
        return name + " was changed in place" + by + " after this was computed from it. "
                + (node.value() == null
                        ? "The value that it had then is not kept."
                        : "Shown is the value that it had then.");
    }

    // ---- the rest of a graph

    static final String FREED = "freed: backward() let go of these values; backward(RETAIN_GRAPH) keeps them.";
    static final String RULES = "g is the gradient that arrives at an operation; on each line stands what its rule "
            + "makes of it.";
    static final String NO_DATA = "No data yet: z.bind(Map.of(\"name\", tensor)) gives the symbols of z their "
            + "values.";

    static String nearest(int all) {
        return String.format(Locale.ROOT,
                "%,d nodes in all, of which those nearest to the result are shown.", all);
    }
}
