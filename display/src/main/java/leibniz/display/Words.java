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

    static final String NOTHING_REQUIRES_ONE = "No gradients: nothing here requires one. Call requiresGrad_(true) on an "
            + "input before computing with it.";

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

    // ---- what operations that move elements do to gradients; the gradient stands before

    static final String BACK_TO_PLACES = "at the places it came from, 0 elsewhere";
    static final String BACK_FROM_PLACES = "at the places that were filled";
    static final String BACK_IN_SHAPE = "in the shape of the operand";
    static final String BACK_IN_ORDER = "in the order of the operand";
    static final String BACK_ITS_PART = "at the places of this operand";
    static final String BACK_SUMMED = "summed over the copies";
    static final String BACK_FROM_THE_END = "summed up from the end";
    static final String BACK_IN_DTYPE = "in the dtype of the operand";

    static String oneAt(int index) {
        return "1 at index " + index + ", 0 elsewhere";
    }

    static String identityInRows(int from, int to) {
        return "the identity in rows " + from + " to " + to + ", 0 elsewhere";
    }

    static String identityInColumns(int from, int to) {
        return "the identity in columns " + from + " to " + to + ", 0 elsewhere";
    }

    /** Beside a derivative at a place where there is none. */
    static final String NORM_OF_ZERO = "no derivative at 0: 0 is taken";

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
