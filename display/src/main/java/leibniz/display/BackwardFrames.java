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
import leibniz.autograd.Graph;
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
    /** Of a longer pass no pictures are tried. */
    private static final int MOST_DRAWN = 1000;
    private static final String SMALL = "font-size:12px;opacity:0.8";
    private static final String CELL = "border:1px solid rgba(128,128,128,0.35);padding:2px 8px;"
            + "text-align:left;vertical-align:top;white-space:nowrap";
    private static final String CODE = ";font-family:Menlo,Consolas,DejaVu Sans Mono,monospace";
    /** So many steps of one loop are folded. */
    private static final int FOLDED = 4;

    /**
     * What one frame says.
     *
     * @param runs what the node computed, empty for a leaf
     * @param kink what is taken where there is no derivative, or empty
     * @param parts one for each operand
     */
    private record Frame(GraphNode node, String title, String runs, String comesIn, String kink,
            String leaf, List<Part> parts) {}

    private record Part(String rule, String goesOut, String addedUp) {}

    private final List<Frame> frames = new ArrayList<>();
    private final String heading;
    private final MathNames names;
    private final Cotangents rules;
    private final GraphNode result;
    /** By node, how often it is used, which is how many gradients are added up there. */
    private final Map<GraphNode, Integer> uses = new HashMap<>();
    private final Map<GraphNode, Integer> arrived = new HashMap<>();
    private final Map<GraphNode, Tensor> sums = new HashMap<>();
    /** By node its gradient, in the order of the pass. */
    private final Map<GraphNode, Tensor> incoming = new LinkedHashMap<>();
    private final Graph graph;
    private final int steps;

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
        graph = pass.graph();
        int count = 0;
        while (pass.hasNext()) {
            var step = pass.next();
            count++;
            if (count <= SHOWN) {
                frames.add(frame(count, step));
            }
            if (count <= MOST_DRAWN) {
                incoming.put(step.node(), step.incoming());
            }
        }
        steps = count;
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
        String bar = rules.bar(node).toString();
        String arrives = bar + is(step.incoming());
        if (node.kind() == GraphNode.Kind.LEAF) {
            return new Frame(node,
                    number + ". " + Words.STEP_OF_LEAF.of(names.text(node)) + Words.COLON + arrives,
                    "", arrives, "", Words.BACKWARD_ADDS.of(names.text(node)), List.of());
        }
        var definition = names.definition(node);
        String made = names.text(node) + " = "
                + (definition == null ? names.call(node) : definition).text();
        var kink = Kinks.of(node);
        var parts = new ArrayList<Part>();
        outgoing(step).forEach((operand, gradients) -> {
            var rule = rules.contribution(node, operand, false);
            String name = rules.bar(operand).toString();
            Tensor given = gradients.stream().reduce((a, b) -> noGrad(() -> a.add(b))).orElseThrow();
            parts.add(new Part(
                    rule == null ? Words.RULE_OF.of(node.name()) : name + " += " + rule.text(),
                    Words.GOES_TO.of(names.text(operand), text(given)),
                    name + is(added(operand, given, gradients.size())) + progress(operand)));
        });
        return new Frame(node, number + ". " + made + Words.COLON + arrives,
                made + (node.value() == null ? "" : is(node.value())),
                arrives + (node == result ? Words.PASS_STARTS : ""), kink == null ? "" : kink, "", parts);
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

    private static String is(Tensor x) {
        return ValueText.is(x).replace("-", "\u2212");
    }

    private static String text(Tensor x) {
        return ValueText.inline(ValueText.lines(x)).replace("-", "\u2212");
    }

    @Override
    public MimeBundle toMimeBundle() {
        var out = new StringBuilder("<div style=\"overflow-x:auto\"><div style=\"").append(SMALL)
                .append(";padding-bottom:4px\">").append(Html.escape(heading)).append("</div>");
        // opening one step closes the one before, in pages that know a name of details
        String group = "steps" + Integer.toHexString(toString().hashCode());
        var pictures = steps > MOST_DRAWN ? null : StepPictures.of(graph, incoming);
        var runs = runs(pictures);
        boolean drawn = pictures != null && pictures.fit(runs.size());
        if (!drawn) {
            out.append("<div style=\"").append(SMALL).append("\">").append(Words.NO_PICTURES)
                    .append("</div>");
        }
        for (var run : runs) {
            var first = run.getFirst();
            run.forEach(frame -> {
                if (pictures != null) {
                    pictures.run(frame.node);
                }
            });
            out.append("<details name=\"").append(group).append("\"><summary>")
                    .append(Html.escape(run.size() == 1 ? first.title : title(run, pictures)))
                    .append("</summary>");
            if (drawn && pictures != null) {
                out.append(pictures.html(pictures.part(first.node), first.title));
            }
            for (var frame : run) {
                if (run.size() > 1) {
                    out.append("<details><summary>").append(Html.escape(frame.title)).append("</summary>");
                }
                table(out, frame);
                out.append(run.size() > 1 ? "</details>" : "");
            }
            out.append("</details>");
        }
        return MimeBundle.of(toString()).with("text/html", out.append("</div>").toString());
    }

    /** The steps that can be shown one by one. */
    int shownSteps() {
        return frames.size();
    }

    /** One step, from 1 to the last, with the graph as it is while it runs. */
    Displayable step(int chosen) {
        int number = Math.min(chosen, frames.size());
        var frame = frames.get(number - 1);
        var pictures = steps > MOST_DRAWN ? null : StepPictures.of(graph, incoming);
        var out = new StringBuilder();
        if (pictures != null) {
            frames.subList(0, number).forEach(run -> pictures.run(run.node));
            out.append(pictures.html(pictures.part(frame.node), frame.title));
        }
        table(out, frame);
        String text = heading + "\n" + frame.title;
        return new Displayable() {
            @Override
            public MimeBundle toMimeBundle() {
                return MimeBundle.of(text).with("text/html", "<div style=\"overflow-x:auto\"><div>"
                        + Html.escape(frame.title) + "</div>" + out + "</div>");
            }

            @Override
            public String toString() {
                return text;
            }
        };
    }

    /** The frames, those of one loop together. */
    private List<List<Frame>> runs(@Nullable StepPictures pictures) {
        var runs = new ArrayList<List<Frame>>();
        for (var frame : frames) {
            int part = pictures == null ? -1 : pictures.part(frame.node);
            if (part >= 0 && !runs.isEmpty() && pictures != null
                    && pictures.part(runs.getLast().getFirst().node) == part) {
                runs.getLast().add(frame);
            } else {
                runs.add(new ArrayList<>(List.of(frame)));
            }
        }
        return runs.stream().flatMap(run -> run.size() < FOLDED
                ? run.stream().map(List::of)
                : Stream.of(run)).toList();
    }

    private static String title(List<Frame> run, @Nullable StepPictures pictures) {
        String first = run.getFirst().title;
        String last = run.getLast().title;
        return Words.STEPS_OF_LOOP.of(first.substring(0, first.indexOf('.')),
                last.substring(0, last.indexOf('.')),
                pictures == null ? "" : pictures.title(pictures.part(run.getFirst().node)));
    }

    private static void table(StringBuilder out, Frame frame) {
        line(out, frame.runs.isEmpty() ? Words.A_LEAF : Words.RUNS,
                frame.runs.isEmpty() ? frame.leaf : frame.runs);
        if (!frame.kink.isEmpty()) {
            line(out, Words.KINK, frame.kink);
        }
        out.append("<table style=\"border-collapse:collapse;border:none;margin:0;font-size:13px\">");
        var heading = frame.parts.isEmpty()
                ? List.of(Words.COMES_IN)
                : List.of(Words.COMES_IN, Words.RULE, Words.GOES_OUT, Words.ADDED_UP);
        row(out, heading.stream().map(Words::of).toList(), ";font-weight:bold");
        if (frame.parts.isEmpty()) {
            row(out, List.of(frame.comesIn), CODE);
        }
        String comesIn = frame.comesIn;
        for (var part : frame.parts) {
            row(out, List.of(comesIn, part.rule, part.goesOut, part.addedUp), CODE);
            comesIn = "";
        }
        out.append("</table>");
    }

    private static void line(StringBuilder out, Words label, String text) {
        out.append("<div style=\"padding:2px 0;font-size:13px\">").append(label).append(" \u00a0 ")
                .append(Html.escape(text)).append("</div>");
    }

    private static void row(StringBuilder out, List<String> cells, String more) {
        out.append("<tr style=\"background:none\">");
        cells.forEach(cell -> out.append("<td style=\"").append(CELL).append(more).append("\">")
                .append(Html.escape(cell)).append("</td>"));
        out.append("</tr>");
    }

    /** Heading, and the frames one below the other. */
    @Override
    public String toString() {
        var out = new StringBuilder(heading);
        for (var frame : frames) {
            out.append('\n').append(frame.title);
            if (frame.runs.isEmpty()) {
                lines(out, Words.COMES_IN, frame.comesIn, Words.A_LEAF, frame.leaf);
                continue;
            }
            lines(out, Words.RUNS, frame.runs, Words.COMES_IN, frame.comesIn);
            if (!frame.kink.isEmpty()) {
                lines(out, Words.KINK, frame.kink);
            }
            frame.parts.forEach(part -> lines(out, Words.RULE, part.rule, Words.GOES_OUT, part.goesOut,
                    Words.ADDED_UP, part.addedUp));
        }
        return out.toString();
    }

    private static void lines(StringBuilder out, Object... labelsAndTexts) {
        for (int i = 0; i < labelsAndTexts.length; i += 2) {
            out.append("\n    ").append(Columns.padded(labelsAndTexts[i].toString(), 10))
                    .append(labelsAndTexts[i + 1]);
        }
    }
}
