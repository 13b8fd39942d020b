package leibniz.display;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;

/** The computation graph of some tensors, as it was when the picture was asked for. */
final class GraphPicture implements Displayable {
    /** A picture wider than the page shrinks to this part of its size, which can still be read, and then scrolls. */
    private static final double LEAST_SCALE = 0.7;

    private final List<Box> boxes;
    private final String note;
    private final GraphText text;

    GraphPicture(Tensor... results) {
        var graph = Graph.of(results);
        var names = NodeNames.of(graph);
        var outline = new GraphOutline(graph, names);
        boxes = GraphBoxes.of(graph, outline, names);
        note = outline.leftOut == 0
                ? ""
                : String.format(Locale.ROOT,
                        "%,d nodes in all, of which those nearest to the result are shown.",
                        graph.nodes().size());
        text = new GraphText(boxes, note);
    }

    @Override
    public MimeBundle toMimeBundle() {
        var scene = GraphDrawing.draw(boxes, note);
        String alternative = text.alternative();
        byte[] svg = Svg.of(scene, alternative).getBytes(StandardCharsets.UTF_8);
        int width = (int) scene.width();
        var html = new StringBuilder(
                "<figure style=\"margin:0;overflow-x:auto\"><img src=\"data:image/svg+xml;base64,");
        html.append(Base64.getEncoder().encodeToString(svg)).append("\" alt=\"")
                .append(Html.escape(alternative));
        html.append("\" width=\"").append(width).append("\" height=\"").append((int) scene.height());
        html.append("\" style=\"max-width:100%;height:auto;min-width:").append((int) (LEAST_SCALE * width))
                .append("px");
        return MimeBundle.of(text.listing()).with("text/html", html.append("\"/></figure>").toString());
    }

    /** The listing of the graph's nodes. */
    @Override
    public String toString() {
        return text.listing();
    }
}
