package leibniz.display;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import leibniz.autograd.Autograd;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import leibniz.display.Widget.Form;
import org.jspecify.annotations.Nullable;

/**
 * A graph to look around in. The page draws what {@link ExplorerScene} says and asks for the rest: what a
 * node is in full, and another scene where something is unfolded or folded.
 */
final class Explorer {
    private static final int MOST = 6000;
    /** Lines that pass many layers take room there; with more of it a layout takes long. */
    private static final int MOST_PASSED = 60_000;
    /** Of more nodes a page asks for the scene: in the state it would go into the file of the notebook. */
    private static final int MOST_KEPT = 500;

    private final GraphPicture still;
    private final Graph graph;
    private final GraphValues values;
    private final MathNames names;
    private final List<GraphNode> backwardOrder;
    private final Map<GraphNode, GraphNode> wholes = new HashMap<>();
    /** The compositions that are taken apart. */
    private final Set<GraphNode> apart = new HashSet<>();
    /** By node of a loop that is unfolded, all nodes of that loop. */
    private final Map<GraphNode, List<GraphNode>> loops = new HashMap<>();
    private final WidgetModel model;
    private Shown shown;
    private int view;
    private Map<String, Object> scene;

    /** What of the graph is on the page. */
    private record Shown(GraphNodes nodes, GraphOutline outline, List<Box> boxes) {
        /** A box for what is left out stands before the others. */
        int offset() {
            return outline.leftOut > 0 ? 1 : 0;
        }

        /** The part that a box shows; null for what is left out. */
        GraphOutline.@Nullable Part part(int box) {
            return box < offset() || box >= boxes.size() ? null : outline.parts.get(box - offset());
        }
    }

    Explorer(Tensor z) {
        still = GraphPicture.of(GraphDetail.DIRECTIONS, z);
        backwardOrder = new ArrayList<>();
        graph = withOrder(z, backwardOrder);
        values = new GraphValues(graph, GraphDetail.DIRECTIONS);
        if (backwardOrder.isEmpty()) {
            graph.nodes().reversed().stream().filter(values.gradients::containsKey)
                    .forEach(backwardOrder::add);
        }
        names = new MathNames(graph, null);
        graph.nodes().forEach(node -> node.parts().forEach(part -> wholes.put(part, node)));
        shown = shown();
        scene = scene(null);
        model = WidgetModel.own("explore", resource("explore.js"), resource("explore.css"),
                Map.of("scene", kept(), "words", ExplorerScene.words()));
        model.onCustom(this::asked);
    }

    /** The graph, and the nodes in the order in which the engine differentiates them, if it can. */
    private static Graph withOrder(Tensor z, List<GraphNode> order) {
        try {
            var pass = Autograd.backwardPass(z);
            pass.forEachRemaining(step -> order.add(step.node()));
            return pass.graph();
        } catch (IllegalStateException | IllegalArgumentException cannotRun) {
            return Graph.of(z);
        }
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(Explorer.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below it stands, where a page has no anywidget, the picture and how to get that; else it is hidden. */
    Widget<Displayable> widget() {
        String without = Widget.withHint(Renderers.render(still), LiveWords.EXPLORE_HINT);
        var area = WidgetModel.control("HTML", "HTML",
                Map.of("value", without, "_dom_classes", List.of("leibniz-without-anywidget")));
        var both = WidgetModel.control("VBox", "",
                Map.of("children", List.of(model.reference(), area.reference())));
        Form<Displayable> form = new Form<>("scene", value -> {
            throw Refusals.of(LiveWords.EXPLORE_SET);
        }, read -> null, Renderers::render, LiveWords.EXPLORE_HINT);
        return new Widget<>(both, model, form, still);
    }

    private GraphOutline outline(GraphNodes nodes) {
        int most = MOST;
        while (true) {
            var tried = new GraphOutline(nodes, node -> "", loops.keySet(), most, most);
            if (passed(tried.parts) <= MOST_PASSED) {
                return tried;
            }
            most = Math.min(most, tried.parts.size()) / 2;
        }
    }

    /** How many layers the lines pass, all together. */
    private static long passed(List<GraphOutline.Part> parts) {
        int[] depth = new int[parts.size()];
        int[] reach = new int[parts.size()];
        for (int v = 0; v < depth.length; v++) {
            for (int u : parts.get(v).inputs()) {
                depth[v] = Math.max(depth[v], u < 0 ? 1 : depth[u] + 1);
            }
            for (int u : parts.get(v).inputs()) {
                if (u >= 0) {
                    reach[u] = Math.max(reach[u], depth[v]);
                }
            }
        }
        long sum = 0;
        for (int v = 0; v < depth.length; v++) {
            sum += Math.max(0, reach[v] - depth[v] - 1);
        }
        return sum;
    }

    private Shown shown() {
        var nodes = new GraphNodes(graph, apart::contains);
        var outline = outline(nodes);
        return new Shown(nodes, outline, GraphBoxes.of(nodes, outline, values, GraphDetail.DIRECTIONS));
    }

    private Map<String, Object> kept() {
        return shown.boxes.size() > MOST_KEPT ? Map.of("view", view) : scene;
    }

    /** @param anchor the node whose card is to stay where it is */
    private void showAnew(GraphNode anchor) {
        shown = shown();
        scene = scene(anchor);
        model.set("scene", kept());
    }

    private Map<String, Object> scene(@Nullable GraphNode anchor) {
        view++;
        var boxes = shown.boxes;
        List<String> called = new ArrayList<>();
        List<Integer> folds = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            var part = shown.part(i);
            called.add(part == null ? "..." : called(part.last(), boxes.get(i)));
            folds.add(part == null ? 0 : folds(part));
        }
        var text = new GraphText(boxes, called, "");
        var notes = new ArrayList<>(still.notesOnAll());
        if (shown.outline.leftOut > 0) {
            notes.add(Words.NEAREST.of(Numbers.grouped(shown.nodes.nodes.size())));
        }
        var backward = backwardOrder.stream().map(this::box).filter(i -> i >= 0).distinct().toList();
        return ExplorerScene.of(view, anchor == null ? -1 : box(anchor), boxes, called, text.sentences(),
                folds, backward, notes);
    }

    private String called(GraphNode node, Box box) {
        String name = names.text(node);
        return !box.name().isEmpty() ? box.name() : name.isEmpty() ? box.title() : name;
    }

    /** The box that shows a node, itself or as a part of a composition; -1 if none does. */
    private int box(GraphNode node) {
        var outline = shown.outline;
        int part = outline.partOf(outline.isDrawn(node) ? node : wholes.getOrDefault(node, node));
        return part < 0 ? -1 : part + shown.offset();
    }

    /** 1 for what can be unfolded, 2 for what can be folded, 3 for both. */
    private int folds(GraphOutline.Part part) {
        var node = part.last();
        boolean unfolds = part.rounds() > 1 || node.parts().size() > 1;
        boolean isOfSomething = shown.nodes.whole(node) != null || loops.containsKey(node);
        return (unfolds ? 1 : 0) + (isOfSomething ? 2 : 0);
    }

    private void asked(Map<String, @Nullable Object> content) {
        if (!(content.get("view") instanceof Number asked) || asked.intValue() != view) {
            return; // of a scene that is no more
        }
        String what = String.valueOf(content.get("ask"));
        int box = content.get("node") instanceof Number number ? number.intValue() : -1;
        var part = shown.part(box);
        if (what.equals("scene")) {
            model.tell(Map.of("told", what, "view", view, "scene", scene));
        } else if (part != null) {
            switch (what) {
                case "node" -> model.tell(Map.of("told", what, "view", view, "node", box, "rows",
                        new NodeDetail(values, names).rows(part, shown.boxes.get(box))));
                case "unfold" -> unfold(part);
                case "fold" -> fold(part.last());
                default -> {
                    // of a page with another version of the code
                }
            }
        }
    }

    private void unfold(GraphOutline.Part part) {
        var node = part.last();
        if (part.rounds() > 1) {
            var outline = shown.outline;
            int own = outline.partOf(node);
            var members = shown.nodes.nodes.stream()
                    .filter(other -> outline.isDrawn(other) && outline.partOf(other) == own).toList();
            members.forEach(member -> loops.put(member, members));
        } else if (node.parts().size() > 1) {
            apart.add(node);
            node = node.parts().getLast();
        }
        showAnew(node);
    }

    private void fold(GraphNode node) {
        var whole = shown.nodes.whole(node);
        var loop = loops.get(node);
        if (whole != null) {
            apart.remove(whole);
        } else if (loop != null) {
            loop.forEach(apart::remove);
            loops.keySet().removeAll(Set.copyOf(loop));
        }
        showAnew(whole != null ? whole : loop != null ? loop.getLast() : node);
    }
}
