package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The computation graph of some tensors, as it was when the picture was asked for. Keeps what it shows and
 * nothing of the graph itself, which a notebook that holds on to its outputs would keep alive.
 */
final class GraphPicture implements Displayable {
    /** Compositions are also shown taken apart where the picture then has at most so many nodes. */
    private static final int MAX_EXPANDED = 100;
    private static final int NAMED = 4;

    private final List<Box> boxes;
    private final List<String> notes = new ArrayList<>();
    private final GraphText text;
    private final boolean leavesOut;
    /** The same graph by its primitives, and what to call that. */
    private @Nullable GraphPicture expanded;
    private String expandedTitle = "";

    private GraphPicture(Graph graph, boolean apart, GraphValues values, GraphDetail detail) {
        var nodes = new GraphNodes(graph, apart);
        var outline = detail == GraphDetail.GRADIENT_SIZES
                ? new GraphOutline(nodes, values::size)
                : new GraphOutline(nodes);
        boxes = GraphBoxes.of(nodes, outline, values, detail);
        if (detail == GraphDetail.RULES) {
            notes.add(Words.RULES.of());
        }
        if (graph.isSymbolic()) {
            notes.add(Words.NO_DATA.of());
        } else {
            notesOnGradients(graph, nodes, values);
        }
        leavesOut = outline.leftOut > 0;
        if (leavesOut) {
            notes.add(Words.NEAREST.of(Numbers.grouped(nodes.nodes.size())));
        }
        text = new GraphText(boxes, String.join("\n", notes));
    }

    private void notesOnGradients(Graph graph, GraphNodes nodes, GraphValues values) {
        for (var node : nodes.nodes) {
            if (node.isOverwritten()) {
                notes.add(Reasons.overwritten(nodes.names.getOrDefault(node, node.name()), node).text());
            }
        }
        nodes.nodes.stream().filter(node -> values.gradients.containsKey(node)).map(Kinks::of)
                .filter(Objects::nonNull).distinct().forEach(kink -> notes.add(Words.HERE.of(kink)));
        var result = graph.results().getFirst();
        boolean missing = nodes.nodes.stream()
                .anyMatch(node -> NodeGradients.needsGradient(node) && !values.gradients.containsKey(node));
        if (graph.results().size() > 1) {
            notes.add(Words.SEVERAL_RESULTS.of(graph.results().size()));
        } else if (Shapes.count(result.shape()) != 1) {
            notes.add(nodes.nodes.stream().anyMatch(NodeGradients::needsGradient)
                    ? Words.NOT_ONE_NUMBER.of(result.sizes())
                    : Words.NOTHING_REQUIRES_ONE.of());
        } else if (values.refusal != null && (missing || values.gradients.isEmpty())) {
            String reason = Reasons.of(values.refusal.replaceFirst("^backward: ", ""));
            notes.add(
                    (values.gradients.isEmpty() ? Words.NO_GRADIENTS : Words.MISSING_GRADIENTS).of(reason));
        } else if (boxes.stream().anyMatch(box -> box.data().contains(Words.FREED_VALUE.of()))) {
            notes.add(Words.FREED.of());
        }
        if (boxes.stream().anyMatch(box -> box.left().caption().equals(Words.LEFT_BY_BACKWARD.of()))) {
            notes.add(Words.LEFT_GRADIENTS.of());
        }
    }

    static GraphPicture of(GraphDetail detail, Tensor... results) {
        var graph = Graph.of(results);
        var values = new GraphValues(graph, detail);
        var picture = new GraphPicture(graph, detail == GraphDetail.RULES, values, detail);
        var compositions = GraphNodes.compositions(graph);
        if (detail != GraphDetail.RULES && !compositions.isEmpty() && graph.nodes().size() <= MAX_EXPANDED) {
            var apart = new GraphPicture(graph, true, values, detail);
            if (apart.boxes.size() <= MAX_EXPANDED) {
                boolean all = compositions.size() <= NAMED;
                picture.expanded = apart;
                String named = String.join(", ", all ? compositions : compositions.subList(0, NAMED));
                picture.expandedTitle = (compositions.size() == 1 ? Words.IS_MADE_OF : Words.ARE_MADE_OF)
                        .of(all ? named : Words.AND_OTHERS.of(named));
            }
        }
        return picture;
    }

    @Override
    public MimeBundle toMimeBundle() {
        var html = new StringBuilder("<div>");
        figure(html);
        if (expanded != null) {
            html.append("<details><summary>").append(Html.escape(expandedTitle)).append("</summary>");
            expanded.figure(html);
            html.append("</details>");
        }
        html.append("<details><summary>").append(Words.AS_TEXT).append("</summary>")
                .append(text.html()).append("</details>");
        return MimeBundle.of(text.listing()).with("text/html", html.append("</div>").toString());
    }

    /** In its own size, since smaller type could not be read; a page that is narrower scrolls it. */
    private void figure(StringBuilder html) {
        var drawing = new GraphDrawing(boxes);
        var scene = drawing.scene(notes);
        html.append(Figure.html(scene, text.alternative(), drawing.places(), text.sentences()));
    }

    /** What is to be said of the graph, also where all of it is shown. */
    List<String> notesOnAll() {
        return List.copyOf(leavesOut ? notes.subList(0, notes.size() - 1) : notes);
    }

    /** The listing of the graph's nodes. */
    @Override
    public String toString() {
        return text.listing();
    }
}
