package leibniz.display;

import java.util.List;
import leibniz.autograd.GraphNode;
import org.jspecify.annotations.Nullable;

/** The rules of softmax, its logarithm and the cross entropy with labels, along the dim that they name. */
final class SoftmaxRules {
    /** A cross entropy of labels alone: without weights, labels that are ignored, or smoothing. */
    private static final List<String> MEAN_OF_LABELS = List.of("LogSoftmax", "Gather", "Sum", "Div", "Neg");

    private static final Sign MINUS = new Sign(" - ", " \u2212 ");
    private static final Sign TIMES = new Sign(" \\odot ", " \u2299 ");
    private static final Sign DOT = new Sign(" \\cdot ", " \u00b7 ");

    private record Sign(String latex, String text) {
        MathText between(MathText a, MathText b) {
            return new MathText(a.latex() + latex + b.latex(), a.text() + text + b.text());
        }
    }

    private SoftmaxRules() {}

    /**
     * What the operation gives to the gradient of its operand; null where it is none of these.
     *
     * @param gradient that of the result {@code y}, which comes in
     */
    static @Nullable MathText of(GraphNode operation, MathText x, MathText y, MathText gradient) {
        String given = GivenText.of(operation);
        return switch (operation.name()) {
            case "LogSoftmax" -> MINUS.between(gradient,
                    TIMES.between(softmax(x, given), sum(gradient, given)));
            case "Softmax" -> TIMES.between(y,
                    parentheses(MINUS.between(gradient, sum(TIMES.between(gradient, y), given))));
            case "CrossEntropy" -> operation.parts().stream().map(GraphNode::name).toList()
                    .equals(MEAN_OF_LABELS) ? crossEntropy(operation, x, gradient) : null;
            default -> null;
        };
    }

    private static MathText crossEntropy(GraphNode operation, MathText x, MathText gradient) {
        var parts = operation.parts();
        long rows = Shapes.count(parts.get(1).shape());
        var difference = parentheses(MINUS.between(softmax(x, GivenText.of(parts.getFirst())),
                call("onehot", List.of(words(GivenText.of(operation))))));
        var product = gradient.text().equals("1") ? difference : DOT.between(gradient, difference);
        return rows == 1
                ? product
                : DOT.between(new MathText("\\frac{1}{" + rows + "}", "1/" + rows), product);
    }

    private static MathText softmax(MathText x, String dim) {
        return call("softmax", List.of(x, words(dim)));
    }

    private static MathText sum(MathText x, String dim) {
        return call("sum", List.of(x, words(dim)));
    }

    private static MathText words(String text) {
        return new MathText("\\text{" + text + "}", text);
    }

    private static MathText call(String name, List<MathText> arguments) {
        var joined = MathText.join(arguments, ", ", ", ");
        return new MathText("\\operatorname{" + name + "}\\left(" + joined.latex() + "\\right)",
                name + "(" + joined.text() + ")");
    }

    private static MathText parentheses(MathText inside) {
        return new MathText("\\left(" + inside.latex() + "\\right)", "(" + inside.text() + ")");
    }
}
