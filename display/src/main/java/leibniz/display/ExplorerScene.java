package leibniz.display;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leibniz.display.Scene.Label;
import leibniz.display.Scene.Mark;
import leibniz.display.Scene.Shape;
import org.jspecify.annotations.Nullable;

/** A drawing of a graph as a page draws it again: lists of numbers and texts, colours by their place. */
final class ExplorerScene {
    private final Map<String, Integer> colours = new LinkedHashMap<>();

    private ExplorerScene() {}

    /**
     * @param called what each box is called
     * @param sentences what each box says
     * @param folds by box, whether it can be unfolded (1), folded (2) or both (3)
     * @param backward the boxes in the order in which a backward pass runs them
     */
    static Map<String, Object> of(int view, int anchor, List<Box> boxes, List<String> called,
            List<String> sentences, List<Integer> folds, List<Integer> backward, List<String> notes) {
        return new ExplorerScene().scene(view, anchor, boxes, called, sentences, folds, backward, notes);
    }

    private Map<String, Object> scene(int view, int anchor, List<Box> boxes, List<String> called,
            List<String> sentences, List<Integer> folds, List<Integer> backward, List<String> notes) {
        // always to the right, so that what is unfolded does not turn the whole
        var drawing = new GraphDrawing(boxes, Double.POSITIVE_INFINITY);
        var places = drawing.places();
        var drawn = drawing.cards();
        var cards = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < boxes.size(); i++) {
            var place = places.get(i);
            cards.add(Map.of("at",
                    List.of(tenth(place.x()), tenth(place.y()), tenth(place.width()), tenth(place.height())),
                    "marks", marks(drawn.get(i)), "name", called.get(i), "title", boxes.get(i).title(),
                    "says",
                    sentences.get(i), "fold", folds.get(i), "inputs",
                    boxes.get(i).inputs().stream().map(Box.Input::from).toList()));
        }
        var lines = drawing.lines().stream()
                .map(line -> List.of(line.source(), line.target(), marks(line.marks()))).toList();
        int gradient = colour(Colours.GRADIENT);
        return Map.ofEntries(Map.entry("view", view), Map.entry("anchor", anchor), Map.entry("cards", cards),
                Map.entry("lines", lines), Map.entry("backward", backward), Map.entry("notes", notes),
                Map.entry("gradientColour", gradient),
                Map.entry("light", List.copyOf(colours.keySet())),
                Map.entry("dark", colours.keySet().stream().map(Colours::onDark).toList()));
    }

    private List<List<Object>> marks(List<Mark> marks) {
        return marks.stream().map(mark -> switch (mark) {
            case Shape shape -> shape(shape);
            case Label label -> List.<Object>of(tenth(label.x()), tenth(label.y()), label.text(),
                    label.size(), label.bold() ? 1 : 0, colour(label.colour()), tenth(label.width()));
        }).toList();
    }

    private List<Object> shape(Shape shape) {
        var path = new StringBuilder();
        shape.path().svg(path);
        return List.of(path.toString(), colour(shape.fill()), colour(shape.stroke()),
                tenth(shape.strokeWidth()), shape.dashed() ? 1 : 0);
    }

    /** The place of a colour, -1 for none. */
    private int colour(@Nullable String colour) {
        return colour == null ? -1 : colours.computeIfAbsent(colour, any -> colours.size());
    }

    private static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** What the page says by itself. */
    static Map<String, String> words() {
        var words = new TreeMap<String, String>();
        words.put("help", LiveWords.EXPLORE_HELP.of());
        words.put("graph", LiveWords.EXPLORE_GRAPH.of("{0}"));
        words.put("search", LiveWords.EXPLORE_SEARCH.of());
        words.put("found", LiveWords.EXPLORE_FOUND.of("{0}", "{1}"));
        words.put("nothing", LiveWords.EXPLORE_NOTHING.of());
        words.put("whole", LiveWords.EXPLORE_WHOLE.of());
        words.put("larger", LiveWords.EXPLORE_LARGER.of());
        words.put("smaller", LiveWords.EXPLORE_SMALLER.of());
        words.put("forward", LiveWords.EXPLORE_FORWARD.of());
        words.put("backward", LiveWords.EXPLORE_BACKWARD.of());
        words.put("before", LiveWords.EXPLORE_BEFORE.of());
        words.put("next", LiveWords.EXPLORE_NEXT.of());
        words.put("step", LiveWords.EXPLORE_STEP.of("{0}", "{1}"));
        words.put("unfold", LiveWords.EXPLORE_UNFOLD.of());
        words.put("fold", LiveWords.EXPLORE_FOLD.of());
        words.put("close", LiveWords.EXPLORE_CLOSE.of());
        words.put("silent", LiveWords.EXPLORE_SILENT.of());
        words.put("inputs", LiveWords.EXPLORE_INPUTS.of());
        words.put("users", LiveWords.EXPLORE_USERS.of());
        return words;
    }
}
