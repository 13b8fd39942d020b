package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import leibniz.display.Scene.Label;
import leibniz.display.Scene.Mark;
import leibniz.display.Scene.Shape;

/** Draws a computation graph: cards and arrows on a sheet of their own colour, so that it reads on any theme. */
final class GraphDrawing {
    private static final double MARGIN = 16;
    private static final double NOTE_SIZE = 11;
    private static final double HEAD = 7;
    private static final String SHEET = "#fdfdfe";
    private static final String SHEET_EDGE = "#d9dee3";
    private static final String FLOW = "#3e4c59";
    private static final String NO_FLOW = "#9aa5b1";
    private static final String NOTE = "#52606d";

    private GraphDrawing() {}

    /** @param note a line under the picture, or empty */
    static Scene draw(List<Box> boxes, String note) {
        var cards = boxes.stream().map(Card::new).toArray(Card[]::new);
        int n = cards.length;
        var inputs = new int[n][];
        var widths = new double[n];
        var heights = new double[n];
        var weights = new double[n];
        for (int i = 0; i < n; i++) {
            inputs[i] = boxes.get(i).inputs().stream().mapToInt(v -> v).toArray();
            widths[i] = cards[i].width;
            heights[i] = cards[i].height;
            weights[i] = flows(boxes.get(i)) ? 4 : 1;
        }
        var layout = new Layout(inputs, widths, heights, weights);
        var marks = new ArrayList<Mark>();
        double width = layout.width + 2 * MARGIN;
        double height = layout.height + 2 * MARGIN;
        if (!note.isEmpty()) {
            width = Math.max(width, Label.width(note, NOTE_SIZE, false) + 2 * MARGIN);
            height += 20;
        }
        width = Math.ceil(width);
        height = Math.ceil(height);
        marks.add(new Shape(frame(width, height), SHEET, SHEET_EDGE, 1, false));
        for (var route : layout.routes) {
            arrow(route, boxes, marks);
        }
        for (int i = 0; i < n; i++) {
            cards[i].draw(MARGIN + layout.x[i], MARGIN + layout.y[i], marks);
        }
        if (!note.isEmpty()) {
            marks.add(new Label(MARGIN, height - 14, note, NOTE_SIZE, false, NOTE));
        }
        return new Scene(width, height, List.copyOf(marks));
    }

    /** Whether gradients belong to the node and come back along its edges. */
    private static boolean flows(Box box) {
        return box.kind() != Box.Kind.CONSTANT && box.kind() != Box.Kind.DETACHED;
    }

    private static Path frame(double width, double height) {
        return new Path().moveTo(0.5, 0.5).lineTo(width - 0.5, 0.5).lineTo(width - 0.5, height - 0.5)
                .lineTo(0.5, height - 0.5).close();
    }

    private static void arrow(Layout.Route route, List<Box> boxes, List<Mark> marks) {
        boolean flows = flows(boxes.get(route.source()))
                && (route.target() < 0 || flows(boxes.get(route.target())));
        String colour = flows ? FLOW : NO_FLOW;
        var points = route.points();
        boolean arrives = route.target() >= 0;
        var last = points.getLast();
        // The line ends inside the head, and the head before the outline.
        double tip = last.x() - (arrives && boxes.get(route.target()).kind() == Box.Kind.RESULT ? 3 : 0);
        double end = arrives ? tip - HEAD + 1 : tip;
        var at = points.getFirst();
        var path = new Path().moveTo(MARGIN + at.x(), MARGIN + at.y());
        for (int i = 1; i < points.size(); i++) {
            var to = points.get(i);
            double x = Math.min(to.x(), end);
            if (i % 2 == 0) {
                double bend = (x - at.x()) / 2;
                path.curveTo(MARGIN + at.x() + bend, MARGIN + at.y(), MARGIN + x - bend, MARGIN + to.y(),
                        MARGIN + x,
                        MARGIN + to.y());
            } else if (x > at.x()) {
                path.lineTo(MARGIN + x, MARGIN + to.y());
            }
            at = to;
        }
        marks.add(new Shape(path, null, colour, flows ? 1.3 : 1.1, false));
        if (arrives) {
            double y = MARGIN + last.y();
            marks.add(new Shape(new Path().moveTo(MARGIN + tip, y).lineTo(MARGIN + tip - HEAD, y - 3.2)
                    .lineTo(MARGIN + tip - HEAD, y + 3.2).close(), colour, null, 0, false));
        }
    }
}
