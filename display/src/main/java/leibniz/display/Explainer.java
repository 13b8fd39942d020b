package leibniz.display;

import static leibniz.autograd.Autograd.derivative;
import static leibniz.autograd.Autograd.enableGrad;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import leibniz.autograd.Autograd;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** Writes down the chain rule for one result and one of the tensors that it was computed from. */
final class Explainer {
    /** With more ways than this the sum is written node by node. */
    private static final int MOST_WAYS = 4;
    /** A graph with more nodes between source and result is not written out. */
    private static final int MOST_NODES = 400;
    /** Of more lines those in the middle are left out. */
    private static final int MOST_LINES = 16;
    /** A longer formula of the whole function is not written down, since it is too long to be read. */
    private static final int LONGEST_FORMULA = 100;
    private static final int LARGEST_VALUE = 36;
    private static final int GIVEN_IN_A_ROW = 4;
    /** A longer sum of products of numbers is written with one product a line. */
    private static final int ONE_LINE = 80;

    private final Dependence dependence;
    private final MathNames names;
    private final Factors factors;
    private final ChainFolding runs;
    private final Explanation page = new Explanation();

    private Explainer(Dependence dependence) {
        this.dependence = dependence;
        names = new MathNames(dependence.graph, dependence.source);
        factors = new Factors(names);
        runs = new ChainFolding(dependence, names);
    }

    static Displayable explain(Tensor z, Tensor w) {
        if (z.isSymbolic() || w.isSymbolic()) {
            return ofSymbols(z, w);
        }
        var graph = Graph.of(z);
        var source = graph.find(w);
        if (source == null) {
            throw Refusals.of(Refusals.NOT_COMPUTED_FROM,
                    w.requiresGrad() ? Refusals.NOT_IN_GRAPH : Refusals.NOT_REQUIRED);
        }
        if (source.kind() != GraphNode.Kind.LEAF && source.kind() != GraphNode.Kind.OPERATION) {
            throw Refusals.of(Refusals.CONSTANT_FOR_Z, Reasons.of(Autograd.whyNoGrad(w)));
        }
        var dependence = new Dependence(graph, source);
        if (source == graph.results().getFirst()) {
            return MimeText.of(Words.SAME_TENSOR.of());
        }
        if (dependence.between.size() < 2) {
            throw Refusals.of(Refusals.NOT_COMPUTED_FROM, Refusals.CUT_OFF);
        }
        if (dependence.between.size() > MOST_NODES) {
            return MimeText.of(Words.TOO_MANY_OPERATIONS.of(Numbers.grouped(dependence.between.size() - 1)));
        }
        return new Explainer(dependence).write();
    }

    /** Of a graph without data there are formulas and nothing else. */
    private static Displayable ofSymbols(Tensor z, Tensor w) {
        var page = new Explanation();
        Tensor formula = enableGrad(() -> derivative(z, w));
        page.say(Words.FORMULA_OF_SYMBOLS.of());
        var name = MathText.formula(w);
        page.lines(List.of(aligned(MathText.equal(new MathText("z", "z"), MathText.formula(z))),
                aligned(MathText.equal(
                        new MathText("\\frac{\\partial z}{\\partial " + name.latex() + "}",
                                "\u2202z/\u2202" + name.text()),
                        MathText.formula(formula)))));
        return page;
    }

    private Displayable write() {
        given();
        definitions();
        boolean matrices = dependence.between.stream().anyMatch(node -> node.shape().length > 1);
        if (matrices || dependence.ways(MOST_WAYS + 1) > MOST_WAYS) {
            new NodeByNode(dependence, names).write(page);
        } else {
            ways(dependence.allWays());
        }
        return page;
    }

    // ---- what is differentiated

    private void given() {
        var given = new ArrayList<MathText>();
        for (var node : dependence.graph.nodes()) {
            Tensor value = node.value();
            if (node.kind() != GraphNode.Kind.OPERATION && !names.isNumber(node)) {
                var name = names.of(node);
                given.add(value == null || value.numel() > LARGEST_VALUE || value.dim() > 2
                        ? new MathText(
                                name.latex() + " \\text{" + Words.OF_SHAPE + "} " + Shapes.text(node.shape()),
                                name.text() + Words.OF_SHAPE + Shapes.text(node.shape()))
                        : MathText.equal(name, MathText.value(value)));
            }
        }
        for (var node : dependence.graph.nodes()) {
            if (node.isOverwritten()) {
                page.say(Reasons.overwritten(names.of(node), node));
            }
        }
        var z = names.of(dependence.result);
        var w = names.of(dependence.source);
        page.say(Words.HOW_DEPENDS.sentence(z, w));
        for (int from = 0; from < given.size(); from += GIVEN_IN_A_ROW) {
            page.row(given.subList(from, Math.min(given.size(), from + GIVEN_IN_A_ROW)));
        }
        for (var node : dependence.graph.nodes()) {
            if (node.kind() == GraphNode.Kind.DETACHED) {
                var name = names.of(node);
                page.say(Words.COUNTS_AS_CONSTANT.sentence(name, whyConstant(node)));
            }
        }
    }

    private static String whyConstant(GraphNode node) {
        boolean after = node.isComputedAfterBreak();
        return switch (node.name()) {
            case "Detach" -> (after ? Words.WAS_COMPUTED_AFTER_DETACH : Words.WAS_DETACHED).of();
            case "NoGrad" ->
                after ? Words.WAS_CUT_OFF.of(Words.AFTER_NO_GRAD) : Words.WAS_MADE_IN_NO_GRAD.of();
            case "Integer" -> Words.IS_NOT_FLOATING.of();
            default -> Words.WAS_CUT_OFF.of(node.name());
        };
    }

    private void definitions() {
        var lines = new ArrayList<MathText>();
        var operations = dependence.graph.nodes().stream()
                .filter(node -> node.kind() == GraphNode.Kind.OPERATION)
                .toList();
        for (var node : operations) {
            var run = runs.of(node);
            int place = run == null ? 0 : run.indexOf(node);
            if (run != null && place == 2) {
                lines.add(new MathText("& \\;\\;\\vdots", "\u22ee"));
            }
            if (run == null || place < 2 || place == run.size() - 1) {
                lines.add(definition(node));
            }
        }
        page.say(Words.STEP_BY_STEP.of());
        page.lines(shortened(lines));
        dependence.between.stream().map(Kinks::of).filter(Objects::nonNull).distinct()
                .forEach(kink -> page.say(Words.HERE.of(kink)));
    }

    private MathText definition(GraphNode node) {
        var name = names.of(node);
        var formula = names.definition(node);
        var made = formula == null ? names.call(node) : formula;
        var line = new MathText(name.latex() + made.latexSign(" &") + made.latex(),
                name.text() + made.sign() + made.text());
        Tensor value = node.value();
        if (value != null && value.numel() <= LARGEST_VALUE && value.dim() <= 2 && value.numel() > 0) {
            line = MathText.equal(line, MathText.value(value));
        }
        return line;
    }

    static List<MathText> shortened(List<MathText> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        var result = new ArrayList<>(lines.subList(0, MOST_LINES / 2));
        int rest = lines.size() - MOST_LINES;
        result.add(new MathText("& \\;\\;\\vdots \\quad \\text{" + Words.MORE_LINES.of(rest) + "}",
                "\u22ee " + Words.MORE_LINES.of(rest)));
        result.addAll(lines.subList(lines.size() - MOST_LINES / 2, lines.size()));
        return result;
    }

    // ---- the chain rule

    private void ways(List<List<GraphNode>> ways) {
        if (ways.size() == 1 && ways.getFirst().size() == 2) {
            String shape = Factors.shape(dependence.result, dependence.source);
            page.say(shape.isEmpty() ? Words.ONE_FACTOR.of() : Words.ONE_FACTOR_OF_SHAPE.of(shape));
        } else {
            chain(ways);
            page.say((ways.size() > 1 ? Words.MULTIPLIED_AND_ADDED : Words.MULTIPLIED).of());
        }
        result(ways);
    }

    private void chain(List<List<GraphNode>> ways) {
        var whole = factors.name(dependence.result, dependence.source);
        boolean numbers = dependence.between.stream().allMatch(node -> node.shape().length == 0);
        page.say(ways.size() == 1
                ? (numbers ? Words.CHAIN_RULE_OF_NUMBERS : Words.CHAIN_RULE).of()
                : (numbers ? Words.CHAIN_RULE_OF_WAYS_OF_NUMBERS : Words.CHAIN_RULE_OF_WAYS).of(ways.size()));
        page.lines(sum(whole, ways.stream().map(way -> way.size() == 2 && isAlsoDirect(ways)
                ? withShape(directName(), factors.of(way.getFirst(), way.getLast()))
                : runs.product(way, this::named)).toList()));

        if (isAlsoDirect(ways)) {
            page.say(Words.HELD_FIXED.sentence(directName(), heldFixed()));
        }
        page.say(Words.FACTORS.of());
        Set<List<GraphNode>> seen = new HashSet<>();
        var lines = new ArrayList<MathText>();
        for (var way : ways) {
            for (int i = 0; i + 1 < way.size(); i++) {
                var run = runs.of(way.get(i));
                boolean hidden = run != null && run.indexOf(way.get(i)) > 0
                        && run.indexOf(way.get(i)) < run.size() - 1;
                if (!hidden && seen.add(List.of(way.get(i), way.get(i + 1)))) {
                    var factor = factors.of(way.get(i), way.get(i + 1));
                    boolean direct = way.size() == 2 && isAlsoDirect(ways);
                    lines.add(aligned(factor.equations(direct ? directName() : factor.name)));
                }
            }
        }
        page.lines(shortened(lines));
    }

    /**
     * Whether one way of several leads directly from the result to the source: the derivative along it has
     * the name of the whole, and is another one.
     */
    private static boolean isAlsoDirect(List<List<GraphNode>> ways) {
        return ways.size() > 1 && ways.stream().anyMatch(way -> way.size() == 2);
    }

    private MathText directName() {
        var name = factors.name(dependence.result, dependence.source);
        var fixed = heldFixed();
        return new MathText("\\left." + name.latex() + "\\right|_{" + fixed.latex() + "}",
                name.text() + "|" + fixed.text());
    }

    /** The other operands of the result that depend on the source. */
    private MathText heldFixed() {
        return MathText.join(dependence.inputs(dependence.result).stream()
                .filter(input -> input != dependence.source).map(names::of).toList(), ", ", ", ");
    }

    private void result(List<List<GraphNode>> ways) {
        var whole = factors.name(dependence.result, dependence.source);
        var results = new ArrayList<MathText>();
        results.addAll(sum(whole, ways.stream().map(way -> symbolic(way, ways)).toList()));
        if (ways.size() == 1 && ways.getFirst().size() == 2
                && factors.of(dependence.result, dependence.source).formula == null) {
            results.set(0, new MathText(whole.latex() + " &", whole.text())); // equal to itself
        }
        var formula = formula(Autograd::derivative);
        if (formula != null && !ends(results.getFirst(), formula)) {
            results.add(continued(formula));
        }
        var product = product(ways);
        if (product != null) {
            var values = ways.stream().map(way -> runs.product(way, this::valueOf)).toList();
            var sum = MathText.sum(values);
            if (!sum.text().contains("?") && results.stream().noneMatch(earlier -> ends(earlier, sum))) {
                results.addAll(
                        sum.text().length() > ONE_LINE
                                ? belowEachOther(values, sum)
                                : List.of(continued(sum)));
            }
            var value = MathText.matrix(product);
            if (results.stream().noneMatch(earlier -> ends(earlier, value))) {
                results.add(continued(value));
            }
        }
        page.lines(results);
        layout(product);
    }

    /** The gradient as the library gives it, which is the transpose where the derivative is a row. */
    private void layout(double @Nullable [][] product) {
        if (dependence.result.shape().length != 0) {
            page.say(Words.JACOBIAN.of());
            return;
        }
        if (dependence.source.shape().length == 0) {
            return;
        }
        var w = names.of(dependence.source);
        page.say(Words.TRANSPOSE.sentence(Shapes.text(dependence.source.shape()), w));
        var row = factors.name(dependence.result, dependence.source);
        var line = new MathText("\\left(" + row.latex() + "\\right)^\\top", "(" + row.text() + ")\u1d40");
        var formula = formula(Autograd::gradientFormula);
        line = formula == null ? line : MathText.equal(line, formula);
        if (product != null) {
            var columns = product[0];
            line = MathText.equal(line, columns.length == 1
                    ? MathText.number(columns[0])
                    : MathText.matrix(MathText.rows(columns.length, 1, (i, j) -> columns[i])));
        }
        page.lines(List.of(line));
    }

    private MathText symbolic(List<GraphNode> way, List<List<GraphNode>> ways) {
        boolean direct = way.size() == 2 && isAlsoDirect(ways);
        var factor = direct ? factors.of(way.getFirst(), way.getLast()) : null;
        return factor != null && factor.formula == null
                ? directName()
                : runs.product(way, (of, by) -> factors.of(of, by).symbolic());
    }

    private MathText named(GraphNode of, GraphNode by) {
        var factor = factors.of(of, by);
        return withShape(factor.name, factor);
    }

    private static MathText withShape(MathText name, Factors.Factor factor) {
        return factor.shape.isEmpty()
                ? name
                : new MathText("\\underbrace{" + name.latex() + "}_{" + factor.shape + "}",
                        name.text() + " " + factor.shape);
    }

    private MathText valueOf(GraphNode of, GraphNode by) {
        double[][] value = factors.of(of, by).value;
        return value == null || value.length == 0 || value.length * value[0].length > LARGEST_VALUE
                ? new MathText("?", "?")
                : MathText.matrix(value);
    }

    private static List<MathText> sum(MathText name, List<MathText> products) {
        var lines = new ArrayList<MathText>();
        for (int i = 0; i < products.size(); i++) {
            var product = products.get(i);
            lines.add(i == 0
                    ? new MathText(name.latex() + product.latexSign(" &") + product.latex(),
                            name.text() + product.sign() + product.text())
                    : new MathText("&\\quad " + product.plus().latex(), "    " + product.plus().text()));
        }
        return lines;
    }

    private static MathText continued(MathText right) {
        return new MathText(right.latexSign("&") + right.latex(), "   " + right.sign() + right.text());
    }

    /** The terms of a sum that is too wide for one line. */
    private static List<MathText> belowEachOther(List<MathText> terms, MathText sum) {
        var lines = new ArrayList<MathText>();
        for (var term : terms) {
            lines.add(lines.isEmpty()
                    ? new MathText(sum.latexSign("&") + term.latex(), "   " + sum.sign() + term.text())
                    : new MathText("&\\quad " + term.plus().latex(), "    " + term.plus().text()));
        }
        return lines;
    }

    private static boolean ends(MathText line, MathText right) {
        return line.text().endsWith(right.sign() + right.text());
    }

    private static MathText aligned(MathText equations) {
        return new MathText(equations.latex().replaceFirst(" (= |\\\\approx )", " &$1"), equations.text());
    }

    /** Of such a division the formula does not say which factors of a product stand above the bar. */
    private static boolean dividesByVector(GraphNode node) {
        return node.name().equals("Div") && node.inputs().getLast().shape().length > 0;
    }

    /** The derivative as a formula in what the function was computed from. */
    private @Nullable MathText formula(BinaryOperator<Tensor> derivative) {
        if (dependence.graph.nodes().stream().anyMatch(node -> node.kind() == GraphNode.Kind.OPERATION
                && (!FormulaCoverage.holds(node) || dividesByVector(node)
                        || Kinks.isNormOfZero(node)))) {
            return null;
        }
        try {
            return enableGrad(() -> {
                Map<GraphNode, Tensor> made = new HashMap<>();
                Function<GraphNode, Tensor> value = node -> made.getOrDefault(node, names.symbol(node));
                for (var node : dependence.graph.nodes()) {
                    if (node.kind() == GraphNode.Kind.OPERATION && node != dependence.source) {
                        made.put(node, node.apply(value));
                    }
                }
                var formula = MathText.formula(derivative.apply(value.apply(dependence.result),
                        names.symbol(dependence.source)));
                return formula.text().length() > LONGEST_FORMULA ? null : formula;
            });
        } catch (IllegalArgumentException | IllegalStateException noFormula) {
            return null;
        }
    }

    /** The Jacobian: of a number as the engine computes it, else the sum of the products of the factors. */
    private double @Nullable [][] product(List<List<GraphNode>> ways) {
        Tensor gradient = NodeGradients.of(dependence.graph).get(dependence.source);
        if (gradient != null) {
            var elements = new Elements(gradient.reshape(gradient.numel()));
            return MathText.rows(1, gradient.numel(), (i, j) -> Elements.number(elements.at(j)));
        }
        double[][] sum = null;
        for (var way : ways) {
            double[][] product = null;
            for (int i = 0; i + 1 < way.size(); i++) {
                double[][] factor = factors.of(way.get(i), way.get(i + 1)).value;
                if (factor == null) {
                    return null;
                }
                product = product == null ? factor : times(product, factor);
            }
            sum = sum == null || product == null ? product : plus(sum, product);
        }
        return sum;
    }

    private static double[][] times(double[][] a, double[][] b) {
        return MathText.rows(a.length, b.length == 0 ? 0 : b[0].length,
                (i, j) -> IntStream.range(0, b.length).mapToDouble(k -> a[i][k] * b[k][j]).sum());
    }

    private static double[][] plus(double[][] a, double[][] b) {
        return MathText.rows(a.length, a[0].length, (i, j) -> a[i][j] + b[i][j]);
    }
}
