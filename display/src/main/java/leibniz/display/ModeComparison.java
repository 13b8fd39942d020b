package leibniz.display;

import static leibniz.autograd.Autograd.forwardCost;
import static leibniz.autograd.Autograd.reverseCost;
import static leibniz.autograd.Autograd.enableGrad;

import java.util.ArrayList;
import java.util.List;
import leibniz.autograd.Cost;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import leibniz.display.Panel.Look;
import org.jspecify.annotations.Nullable;

/**
 * What the whole derivative of a function costs by forward and by reverse accumulation, as a table and a
 * plot.
 */
final class ModeComparison implements Displayable {
    private static final int MOST_INPUTS = 2000;
    /** The Jacobians of a longer chain are not written out. */
    private static final int MOST_FACTORS = 8;

    private final HtmlTable table;
    private final List<String> notes = new ArrayList<>();
    private final Panel panel = new Panel(Words.INPUTS_N.of(), Words.OPERATIONS.of(), false);
    private final String text;

    ModeComparison(TensorFunction f, Tensor given) {
        Tensor x = given.detach().copy();
        if (x.numel() > MOST_INPUTS) {
            throw Refusals.of(Refusals.TOO_MANY_INPUTS, x.numel(), MOST_INPUTS);
        }
        Cost forward = forwardCost(f, x);
        Cost reverse = reverseCost(f, x);
        Tensor leaf = x.copy().requiresGrad_(true);
        Tensor y = enableGrad(() -> f.apply(leaf));
        int n = x.numel();
        int m = y.numel();
        var chain = y.requiresGrad() ? chain(y, leaf) : null;
        var rows = new ArrayList<List<String>>();
        rows.add(row(Words.FORWARD.of(), Words.PASS_FOR_EACH_INPUT.of(n), forward, 0,
                chain == null ? 0 : chain.forward));
        rows.add(row(Words.REVERSE.of(), Words.PASS_FOR_EACH_OUTPUT.of(m), reverse, reverse.storedBytes(),
                chain == null ? 0 : chain.reverse));
        table = new HtmlTable(List.of(Words.ACCUMULATION.of(), Words.PASSES.of(), Words.OPERATIONS.of(),
                Words.BYTES_KEPT.of(), Words.MULTIPLICATIONS.of()), rows, 2);
        notes.add(Words.WHAT_IS_KEPT.of(Numbers.grouped(forward.storedBytes())));
        if (chain != null && chain.factors.size() > 1 && chain.factors.size() <= MOST_FACTORS) {
            notes.add(Words.WHAT_IS_MULTIPLIED.of());
            notes.add(Words.FROM_THE_RIGHT.of(bracketed(chain.factors, false)));
            notes.add(Words.FROM_THE_LEFT.of(bracketed(chain.factors, true)));
        }
        text = draw(n, m, forward, reverse);
    }

    /** Forward accumulation keeps nothing from one operation to the next but what is being computed. */
    private static List<String> row(String mode, String passes, Cost cost, long kept, long multiplications) {
        return List.of(mode, passes, Numbers.grouped(cost.operations()), Numbers.grouped(kept),
                Numbers.grouped(multiplications));
    }

    /** The Jacobians between x and y: their product costs differently from either end. */
    private record Chain(List<String> factors, long forward, long reverse) {}

    private static @Nullable Chain chain(Tensor y, Tensor x) {
        var graph = Graph.of(y);
        var source = graph.find(x);
        if (source == null) {
            return null;
        }
        var dependence = new Dependence(graph, source);
        long n = size(source);
        long m = size(dependence.result);
        long forward = 0;
        long reverse = 0;
        boolean straight = true;
        var factors = new ArrayList<String>();
        for (var node : dependence.between.reversed()) {
            straight &= dependence.inputs(node).size() <= 1;
            for (var input : dependence.inputs(node)) {
                long entries = size(node) * size(input);
                // the first Jacobian of a way is there already, nothing is multiplied for it
                forward += input == source ? 0 : entries * n;
                reverse += node == dependence.result ? 0 : entries * m;
                factors.add("(" + size(node) + "\u00d7" + size(input) + ")");
            }
        }
        return new Chain(straight ? factors : List.of(), forward, reverse);
    }

    private static long size(GraphNode node) {
        return Shapes.count(node.shape());
    }

    /** ((A B) C) or (A (B C)). */
    private static String bracketed(List<String> factors, boolean fromLeft) {
        int brackets = factors.size() - 2;
        if (fromLeft) {
            var out = new StringBuilder("[".repeat(Math.max(brackets, 0))).append(factors.getFirst());
            for (int i = 1; i < factors.size(); i++) {
                out.append(' ').append(factors.get(i)).append(i <= brackets ? "]" : "");
            }
            return out.toString();
        }
        var out = new StringBuilder();
        for (int i = 0; i < factors.size(); i++) {
            out.append(i == 0 ? "" : " ").append(i > 0 && i <= brackets ? "[" : "").append(factors.get(i));
        }
        return out.append("]".repeat(Math.max(brackets, 0))).toString();
    }

    /**
     * Forward accumulation takes as many operations again for each further input, reverse accumulation no
     * more.
     */
    private String draw(int n, int m, Cost forward, Cost reverse) {
        double each = n == 0 ? 0 : (double) forward.operations() / n;
        double equal = each == 0 ? 0 : reverse.operations() / each;
        int most = (int) Math.max(Math.max(n, 8), Math.min(2 * Math.ceil(equal), 4.0 * Math.max(n, 8)));
        panel.add(Words.FORWARD.of(), new double[]{ 1, most }, new double[]{ each, each * most }, Look.LINE);
        panel.add(Words.REVERSE.of(), new double[]{ 1, most },
                new double[]{ reverse.operations(), reverse.operations() },
                Look.DASHED);
        panel.add(Words.THIS_X.of(), new double[]{ n, n },
                new double[]{ forward.operations(), reverse.operations() },
                Look.POINTS);
        return Words.COST_PLOT.of(m == 1 ? Words.ONE_OUTPUT : Words.OUTPUTS.of(m), Numbers.compact(each),
                Numbers.grouped(reverse.operations()), n,
                Numbers.grouped(forward.operations()), Numbers.grouped(reverse.operations()),
                equal < 1 ? Words.NEVER_DEARER : Words.SAME_COST_AT.of(Numbers.compact(equal)));
    }

    @Override
    public MimeBundle toMimeBundle() {
        var html = new StringBuilder("<div>").append(table.html());
        for (var note : notes) {
            html.append("<div style=\"font-size:12px;opacity:0.8\">").append(Html.escape(note))
                    .append("</div>");
        }
        html.append(new Plot(text, panel).html());
        return MimeBundle.of(toString()).with("text/html", html.append("</div>").toString());
    }

    @Override
    public String toString() {
        return table.text() + "\n" + String.join("\n", notes) + (notes.isEmpty() ? "" : "\n") + text;
    }
}
