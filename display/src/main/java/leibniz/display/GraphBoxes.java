package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import leibniz.autograd.DType;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** Writes down what the picture says about each part of a graph, at the moment it is asked for. */
final class GraphBoxes {
    /** First and last value of a loop are both written where they are at most this long. */
    private static final int SHORT = 14;
    /** In rules the gradient that arrives is called g. */
    private static final String GRADIENT = "g";

    private final GraphNodes nodes;
    private final GraphOutline outline;
    private final GraphDetail detail;
    private final GraphValues values;
    private final boolean symbolic;
    private final String missing;

    private GraphBoxes(GraphNodes nodes, GraphOutline outline, GraphValues values, GraphDetail detail) {
        this.values = values;
        this.nodes = nodes;
        this.outline = outline;
        this.detail = detail;
        symbolic = nodes.graph.isSymbolic();
        missing = (values.isFreed() ? Words.FREED_VALUE : Words.NOT_HELD).of();
    }

    static List<Box> of(GraphNodes nodes, GraphOutline outline, GraphValues values, GraphDetail detail) {
        return new GraphBoxes(nodes, outline, values, detail).boxes();
    }

    /** Whether this stands in the place of a value. */
    static boolean saysWhyThereIsNone(String text) {
        return Stream.of(Words.FREED_VALUE, Words.NOT_HELD, Words.CHANGED)
                .anyMatch(word -> word.of().equals(text));
    }

    private List<Box> boxes() {
        var boxes = new ArrayList<Box>();
        boolean more = outline.leftOut > 0;
        if (more) {
            boxes.add(new Box(Box.Kind.MORE, false, "", new Box.Operation(Words.AND_MORE.of(outline.leftOut)),
                    "",
                    "", List.of(), "", List.of(), Box.Left.NONE, List.of(), outline.leftOut));
        }
        for (var part : outline.parts) {
            var inputs = inputs(part);
            boxes.add(box(part, more ? fromWhatIsLeftOut(inputs) : inputs));
        }
        return List.copyOf(boxes);
    }

    /**
     * The inputs where the first box stands for all that is left out: one line comes from there, however many
     * it stands for.
     */
    private static List<Box.Input> fromWhatIsLeftOut(List<Box.Input> inputs) {
        var result = new ArrayList<Box.Input>();
        boolean met = false;
        for (var input : inputs) {
            if (input.from() >= 0) {
                result.add(new Box.Input(input.from() + 1, input.rule(), input.size()));
            } else if (!met) {
                result.add(new Box.Input(0));
                met = true;
            }
        }
        return result;
    }

    private List<Box.Input> inputs(GraphOutline.Part part) {
        var result = new ArrayList<Box.Input>();
        if (part.body().size() == 1) {
            var node = part.last();
            var given = nodes.given(part.body().getFirst(), values.contributions);
            var operands = nodes.inputs(node);
            for (int i = 0; i < operands.size(); i++) {
                if (outline.isDrawn(operands.get(i))) {
                    result.add(new Box.Input(part.inputs().get(result.size()), rule(node, i),
                            size(given.get(i))));
                }
            }
        } else {
            part.inputs().forEach(input -> result.add(new Box.Input(input)));
        }
        return result;
    }

    private String rule(GraphNode node, int operand) {
        if (detail != GraphDetail.RULES || node.kind() != GraphNode.Kind.OPERATION || node.isCutOff()) {
            return "";
        }
        if (!FormulaCoverage.holds(node)) {
            var operands = node.operands();
            var rule = SoftmaxRules.of(node, named(operands.get(operand), Words.IN_RULE.of()),
                    named(node, Words.OUT_RULE.of()),
                    new MathText(GRADIENT, GRADIENT));
            return rule != null
                    ? rule.text()
                    : Objects.requireNonNullElse(FormulaCoverage.wayBack(node, GRADIENT), "");
        }
        return Numbers.inFormula(Objects.requireNonNullElse(node.rule(operand, this::nameInRule), ""))
                .replaceAll("\\bin(\\d*)\\b", Words.IN_RULE + "$1")
                .replaceAll("\\bout\\b", Words.OUT_RULE.of());
    }

    private MathText named(GraphNode node, String other) {
        String name = Objects.requireNonNullElse(nameInRule(node), other);
        return new MathText(name, name);
    }

    private @Nullable String nameInRule(GraphNode node) {
        String name = nodes.names.get(node);
        return name == null || name.equals(GRADIENT) || name.contains(",") ? null : name;
    }

    private static double size(@Nullable Tensor gradient) {
        return gradient == null ? Double.NaN : gradient.norm().item();
    }

    private Box box(GraphOutline.Part part, List<Box.Input> inputs) {
        var node = part.last();
        boolean loop = part.rounds() > 1;
        var data = valueOf(node);
        var grad = gradientOf(node);
        var left = left(node, grad);
        if (loop) {
            data = span(valueOf(part.body().getFirst()), data);
            grad = span(gradientOf(part.body().getFirst()), grad);
        }
        String name = nodes.names.getOrDefault(node, "");
        String formula = Numbers.inFormula(nodes.formulas.getOrDefault(node, ""));
        return new Box(kind(node), node.isCutOff(), name, operation(part), type(node),
                formula.equals(name) ? "" : formula, data,
                ValueText.is(node.value()), grad, left, inputs, part.rounds());
    }

    private Box.Kind kind(GraphNode node) {
        return switch (node.kind()) {
            case LEAF -> Box.Kind.LEAF;
            case OPERATION -> nodes.results.contains(node) ? Box.Kind.RESULT : Box.Kind.OPERATION;
            case CONSTANT -> Box.Kind.CONSTANT;
            case DETACHED -> node.name().equals("NoGrad") ? Box.Kind.NO_GRAD : Box.Kind.DETACHED;
        };
    }

    private Box.Operation operation(GraphOutline.Part part) {
        var body = part.body();
        if (body.size() > 1) {
            return new Box.Operation(
                    String.join(" \u2192 ", body.stream().map(GraphBoxes::nameAndArguments).toList()));
        }
        var node = part.last();
        var operand = outline.operand(node);
        return new Box.Operation(title(node), GivenText.of(node), nodes.group(node),
                operand == null ? "" : operand.text(),
                operand != null && operand.first());
    }

    private static String nameAndArguments(GraphNode node) {
        return (node.name() + " " + GivenText.of(node)).strip();
    }

    private String title(GraphNode node) {
        return switch (node.kind()) {
            case LEAF -> (symbolic ? Words.SYMBOL : Words.LEAF).of();
            case OPERATION -> node.name();
            case CONSTANT -> Words.CONSTANT.of();
            case DETACHED -> switch (node.name()) {
                case "Detach" -> (node.isComputedAfterBreak() ? Words.AFTER_DETACH : Words.DETACHED).of();
                case "NoGrad" ->
                    (node.isComputedAfterBreak() ? Words.AFTER_NO_GRAD : Words.MADE_IN_NO_GRAD).of();
                case "Integer" -> Words.NOT_DIFFERENTIABLE.of();
                case "Overwritten" -> Words.REPLACED.of();
                case "Derivative" -> Words.CONSTANT_DERIVATIVE.of();
                default -> node.name();
            };
        };
    }

    private String type(GraphNode node) {
        String shape = node.shape().length == 0 ? "" : node.sizes();
        return node.dtype() == DType.FLOAT32 || symbolic ? shape : (shape + " " + node.dtype()).strip();
    }

    private List<String> valueOf(GraphNode node) {
        var value = node.value();
        if (value != null) {
            return values.text(value);
        }
        return symbolic ? List.of() : List.of(node.isOverwritten() ? Words.CHANGED.of() : missing);
    }

    /** The gradient of this very result, whatever a backward pass has left. */
    private List<String> gradientOf(GraphNode node) {
        Tensor gradient = values.gradients.get(node);
        return gradient == null ? List.of() : values.text(gradient);
    }

    /**
     * What {@code grad()} of a leaf says where it is not that; of other nodes where nothing else is known.
     */
    private Box.Left left(GraphNode node, List<String> own) {
        Tensor gradient = node.grad();
        boolean leaf = node.kind() == GraphNode.Kind.LEAF;
        if (gradient == null || !leaf && !own.isEmpty()) {
            return Box.Left.NONE;
        }
        var lines = values.text(gradient);
        String name = nodes.names.getOrDefault(node, "");
        int several = name.indexOf(',');
        return lines.equals(own)
                ? Box.Left.NONE
                : new Box.Left(leaf
                        ? (several < 0 ? name : name.substring(0, several)) + ".grad()"
                        : Words.LEFT_BY_BACKWARD.of(), lines);
    }

    private static List<String> span(List<String> first, List<String> last) {
        boolean fits = first.size() == 1 && last.size() == 1 && first.getFirst().length() <= SHORT
                && last.getFirst().length() <= SHORT && !first.equals(last);
        return fits ? List.of(first.getFirst() + " \u2026 " + last.getFirst()) : last;
    }
}
