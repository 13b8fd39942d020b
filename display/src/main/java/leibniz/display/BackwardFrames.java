package leibniz.display;

import static leibniz.autograd.Autograd.backwardPass;
import static leibniz.autograd.Autograd.noGrad;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leibniz.autograd.BackwardStep;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The backward pass as a row of frames, one for each node that the engine runs, in its order: the rule, the
 * gradient that comes in, those that go out, and what has been added up so far.
 */
final class BackwardFrames implements Displayable {
    /** Of a longer pass the first frames are shown. */
    private static final int SHOWN = 40;
    private static final String SMALL = "font-size:12px;opacity:0.8";
    private static final String LABEL = "border:none;padding:1px 16px 1px 16px;text-align:left;vertical-align:top;white-space:nowrap;"
            + SMALL;
    private static final String CELL = "border:none;padding:1px 8px 1px 0;text-align:left;"
            + "font-family:Menlo,Consolas,DejaVu Sans Mono,monospace;white-space:nowrap";

    /** What one frame says. */
    private record Frame(String title, List<Line> lines) {}

    private record Line(String label, String text) {}

    private final List<Frame> frames = new ArrayList<>();
    private final String heading;
    private final MathNames names;
    private final Cotangents rules;
    private final GraphNode result;
    /** By node, how often it is used, which is how many gradients are added up there. */
    private final Map<GraphNode, Integer> uses = new HashMap<>();
    private final Map<GraphNode, Integer> arrived = new HashMap<>();
    private final Map<GraphNode, Tensor> sums = new HashMap<>();

    BackwardFrames(Tensor z) {
        var pass = backwardPass(z);
        names = new MathNames(pass.graph(), null);
        rules = new Cotangents(names);
        var first = pass.graph().results().getFirst();
        result = primitive(first);
        pass.graph().nodes().stream()
                .flatMap(node -> node.parts().isEmpty() ? Stream.of(node) : node.parts().stream())
                .forEach(node -> node.inputs()
                        .forEach(input -> uses.merge(primitive(input), 1, Integer::sum)));
        int steps = 0;
        while (pass.hasNext()) {
            var step = pass.next();
            steps++;
            if (steps <= SHOWN) {
                frames.add(frame(steps, step));
            }
        }
        heading = Words.BACKWARD_PASS.of(names.text(first),
                steps == 1
                        ? Words.ONE_STEP
                        : steps > SHOWN ? Words.STEPS_SHOWN.of(steps, SHOWN) : Words.STEPS.of(steps),
                "x" + Cotangents.BAR, "x");
    }

    /** What a composition hands on is the value of its last part. */
    private static GraphNode primitive(GraphNode node) {
        return node.parts().isEmpty() ? node : node.parts().getLast();
    }

    private Frame frame(int number, BackwardStep step) {
        var node = step.node();
        var lines = new ArrayList<Line>();
        String bar = rules.bar(node).toString();
        String incoming = is(step.incoming());
        if (node.kind() == GraphNode.Kind.LEAF) {
            lines.add(new Line(Words.COMES_IN.of(), bar + incoming));
            lines.add(new Line(Words.A_LEAF.of(), Words.BACKWARD_ADDS.of(names.text(node))));
            return new Frame(number + ". " + Words.STEP_OF_LEAF.of(names.text(node)) + ": " + bar + incoming,
                    lines);
        }
        var definition = names.definition(node);
        String made = names.text(node) + " = "
                + (definition == null ? names.call(node) : definition).text();
        lines.add(new Line(Words.RUNS.of(), made + (node.value() == null ? "" : is(node.value()))));
        lines.add(new Line(Words.COMES_IN.of(),
                bar + incoming + (node == result ? Words.PASS_STARTS : "")));
        var kink = Kinks.of(node);
        if (kink != null) {
            lines.add(new Line(Words.KINK.of(), kink));
        }
        outgoing(step).forEach((operand, gradients) -> {
            var rule = rules.contribution(node, operand, false);
            String name = rules.bar(operand).toString();
            Tensor given = gradients.stream().reduce((a, b) -> noGrad(() -> a.add(b))).orElseThrow();
            lines.add(
                    new Line(Words.RULE.of(),
                            rule == null ? Words.RULE_OF.of(node.name()) : name + " += " + rule.text()));
            lines.add(new Line(Words.GOES_OUT.of(), Words.GOES_TO.of(names.text(operand), text(given))));
            lines.add(new Line(Words.ADDED_UP.of(), name + is(added(operand, given, gradients.size()))
                    + progress(operand)));
        });
        return new Frame(number + ". " + made + ": " + bar + incoming, lines);
    }

    /** By operand the gradients for it, two where it is both operands. */
    private static Map<GraphNode, List<Tensor>> outgoing(BackwardStep step) {
        var inputs = step.node().inputs();
        boolean all = inputs.size() == step.outgoing().size();
        // an operand that is not known any more needs no gradient, and is missing among the inputs
        var operands = all ? inputs : inputs.stream().filter(BackwardFrames::needsGradient).toList();
        List<@Nullable Tensor> given = all
                ? step.outgoing()
                : step.outgoing().stream().filter(gradient -> gradient != null).toList();
        Map<GraphNode, List<Tensor>> result = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(operands.size(), given.size()); i++) {
            if (given.get(i) != null) {
                result.computeIfAbsent(operands.get(i), first -> new ArrayList<>()).add(given.get(i));
            }
        }
        return result;
    }

    private static boolean needsGradient(GraphNode node) {
        return node.kind() == GraphNode.Kind.LEAF || node.kind() == GraphNode.Kind.OPERATION;
    }

    private Tensor added(GraphNode operand, Tensor given, int times) {
        var node = primitive(operand);
        arrived.merge(node, times, Integer::sum);
        return sums.merge(node, given, (before, more) -> noGrad(() -> before.add(more)));
    }

    private String progress(GraphNode operand) {
        int of = uses.getOrDefault(primitive(operand), 1);
        int here = arrived.getOrDefault(primitive(operand), 0);
        return here >= of ? of == 1 ? "" : Words.COMPLETE.of() : Words.PARTS_ARRIVED.of(here, of);
    }

    /** The sign that says whether the text is the whole number, and the text. */
    private static String is(Tensor x) {
        return (ValueText.isRounded(x) ? " \u2248 " : " = ") + text(x);
    }

    private static String text(Tensor x) {
        return ValueText.inline(ValueText.lines(x)).replace("-", "\u2212");
    }

    @Override
    public MimeBundle toMimeBundle() {
        var out = new StringBuilder("<div style=\"overflow-x:auto\"><div style=\"").append(SMALL)
                .append(";padding-bottom:4px\">").append(Html.escape(heading)).append("</div>");
        for (var frame : frames) {
            out.append("<details><summary>").append(Html.escape(frame.title)).append("</summary>")
                    .append("<table style=\"border-collapse:collapse;border:none;margin:0;font-size:13px\">");
            for (var line : frame.lines) {
                out.append("<tr style=\"background:none\"><td style=\"").append(LABEL).append("\">")
                        .append(line.label)
                        .append("</td><td style=\"").append(CELL).append("\">").append(Html.escape(line.text))
                        .append("</td></tr>");
            }
            out.append("</table></details>");
        }
        return MimeBundle.of(toString()).with("text/html", out.append("</div>").toString());
    }

    /** Heading, and the frames one below the other. */
    @Override
    public String toString() {
        var out = new StringBuilder(heading);
        for (var frame : frames) {
            out.append('\n').append(frame.title);
            frame.lines.forEach(
                    line -> out.append("\n    ").append(Columns.padded(line.label, 10)).append(line.text));
        }
        return out.toString();
    }
}
