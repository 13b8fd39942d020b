package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import leibniz.display.Scene.Label;
import leibniz.display.Scene.Mark;
import leibniz.display.Scene.Shape;

/**
 * The card of one node: a heading with the variable's name, the operation and the shape, and below it
 * {@code data | grad}. The kinds differ by outline and tint (colours by Okabe and Ito 2008, safe for the colour-blind).
 */
final class Card {
    private static final double NAME_SIZE = 13;
    private static final double OPERATION_SIZE = 12;
    private static final double SHAPE_SIZE = 11;
    private static final double CAPTION_SIZE = 10;
    private static final double VALUE_SIZE = 12;
    private static final double LINE = 16;
    private static final double HEADING = 25;
    private static final double BASELINE = 17;
    private static final double CAPTION = 16;
    private static final double PADDING = 9;
    private static final double WORD_GAP = 6;
    private static final int LONGEST_WORD = 32;

    private static final String INK = "#1f2933";
    private static final String SOFT = "#52606d";
    private static final String GRADIENT = "#9a3d00";

    private final Box box;
    /** The heading, relative to the upper left corner. */
    private final List<Label> words = new ArrayList<>(3);
    private final double dataWidth;
    final double width;
    final double height;

    Card(Box box) {
        this.box = box;
        double pen = PADDING;
        pen = word(pen, box.name(), NAME_SIZE, true, INK);
        pen = word(pen, box.title(), OPERATION_SIZE, false, box.name().isEmpty() ? INK : SOFT);
        pen = word(pen, box.type(), SHAPE_SIZE, false, SOFT);
        double heading = pen - WORD_GAP + PADDING;
        double data = columnWidth("data", box.data());
        double grad = columnWidth("grad", box.grad());
        width = Math.ceil(Math.max(heading, data + grad));
        // What a wide heading leaves over is shared by the columns.
        dataWidth = grad == 0 ? width : Math.round(data + (width - data - grad) / 2);
        int lines = Math.max(box.data().size(), box.grad().size());
        height = lines == 0 ? HEADING : HEADING + CAPTION + LINE * lines + 5;
    }

    private double word(double pen, String text, double size, boolean bold, String colour) {
        if (text.isEmpty()) {
            return pen;
        }
        String shown = text.length() <= LONGEST_WORD ? text : text.substring(0, LONGEST_WORD - 1) + "\u2026";
        var label = new Label(pen, BASELINE, shown, size, bold, colour);
        words.add(label);
        return pen + label.width() + WORD_GAP;
    }

    private static double columnWidth(String caption, List<String> lines) {
        if (lines.isEmpty()) {
            return 0;
        }
        double widest = Label.width(caption, CAPTION_SIZE, false);
        for (var line : lines) {
            widest = Math.max(widest, Label.width(line, VALUE_SIZE, false));
        }
        return widest + 2 * PADDING;
    }

    /** Draws the card with its upper left corner at (x, y). */
    void draw(double x, double y, List<Mark> marks) {
        outline(x, y, marks);
        for (var word : words) {
            marks.add(word.at(x + word.x(), y + word.y()));
        }
        if (box.data().isEmpty() && box.grad().isEmpty()) {
            return;
        }
        String rule = box.kind().outline;
        double line = y + HEADING;
        marks.add(new Shape(new Path().moveTo(x, line).lineTo(x + width, line), null, rule, 0.6, false));
        column(x, y, "data", box.data(), SOFT, INK, marks);
        if (!box.grad().isEmpty()) {
            double middle = x + dataWidth;
            var divider = new Path().moveTo(middle, line).lineTo(middle, y + height);
            marks.add(new Shape(divider, null, rule, 0.6, false));
            column(middle, y, "grad", box.grad(), GRADIENT, GRADIENT, marks);
        }
    }

    private void column(double x, double y, String caption, List<String> lines, String soft, String ink,
            List<Mark> marks) {
        marks.add(new Label(x + PADDING, y + HEADING + 13, caption, CAPTION_SIZE, false, soft));
        double baseline = y + HEADING + CAPTION + 12;
        for (var text : lines) {
            boolean held = !text.equals(GraphBoxes.FREED) && !text.equals(GraphBoxes.NOT_HELD);
            marks.add(new Label(x + PADDING, baseline, text, VALUE_SIZE, false, held ? ink : soft));
            baseline += LINE;
        }
    }

    private void outline(double x, double y, List<Mark> marks) {
        var kind = box.kind();
        if (box.count() > 1) {
            for (double shift = 6; shift > 0; shift -= 3) {
                var behind = rounded(x + shift, y - shift, width, height, kind.radius);
                marks.add(new Shape(behind, kind.fill, kind.outline, 1, false));
            }
        }
        var path = switch (kind) {
            case CONSTANT, DETACHED -> cut(x, y, width, height, kind.radius);
            default -> rounded(x, y, width, height, kind.radius);
        };
        marks.add(new Shape(path, kind.fill, kind.outline, kind == Box.Kind.LEAF ? 1.6 : 1.2,
                kind == Box.Kind.DETACHED || kind == Box.Kind.MORE));
        if (kind == Box.Kind.RESULT) {
            var second = rounded(x - 3, y - 3, width + 6, height + 6, kind.radius + 3);
            marks.add(new Shape(second, null, kind.outline, 1.2, false));
        }
    }

    /** A rectangle with round corners; the arcs are the usual cubic approximation of a quarter circle. */
    private static Path rounded(double x, double y, double w, double h, double r) {
        double k = r * 0.4477;
        return new Path().moveTo(x + r, y).lineTo(x + w - r, y)
                .curveTo(x + w - k, y, x + w, y + k, x + w, y + r)
                .lineTo(x + w, y + h - r).curveTo(x + w, y + h - k, x + w - k, y + h, x + w - r, y + h)
                .lineTo(x + r, y + h).curveTo(x + k, y + h, x, y + h - k, x, y + h - r).lineTo(x, y + r)
                .curveTo(x, y + k, x + k, y, x + r, y).close();
    }

    /** A rectangle with its corners cut off. */
    private static Path cut(double x, double y, double w, double h, double c) {
        return new Path().moveTo(x + c, y).lineTo(x + w - c, y).lineTo(x + w, y + c).lineTo(x + w, y + h - c)
                .lineTo(x + w - c, y + h).lineTo(x + c, y + h).lineTo(x, y + h - c).lineTo(x, y + c).close();
    }
}
