package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import leibniz.display.Scene.Label;
import leibniz.display.Scene.Mark;
import leibniz.display.Scene.Shape;

/**
 * The card of one node: a heading with the variable's name, the operation and the shape, and below it
 * {@code data | grad}.
 */
final class Card {
    /** How far a backward pass that is shown step by step has come. */
    enum State {
        /** No pass is shown. */
        WHOLE,
        /** Its gradient is not complete yet, and is not shown. */
        WAITS,
        /** It has run. */
        HAS_RUN,
        /** It runs now. */
        RUNS
    }

    private static final double NAME_SIZE = 13;
    private static final double OPERATION_SIZE = 12;
    private static final double SHAPE_SIZE = 11;
    private static final double CAPTION_SIZE = 11;
    private static final double VALUE_SIZE = 12;
    private static final double LINE = 16;
    private static final double HEADING = 25;
    private static final double BASELINE = 17;
    private static final double CAPTION = 16;
    private static final double PADDING = 9;
    private static final double WORD_GAP = 6;
    private static final double STACK = 6;
    /** Of the second outline of a result, its distance. */
    static final double FRAME = 3;
    private static final double WIDE = 340;
    private static final int LONGEST_WORD = 32;
    private static final int LONGEST_FORMULA = 48;

    private static final Pattern NOT_FINITE = Pattern.compile("\\b(nan|inf)\\b");

    private final Box box;
    /** The heading, relative to the upper left corner. */
    private final List<Label> words = new ArrayList<>(4);
    private final double headingHeight;
    /** The gradient stands below the value, where beside it the card would be wide. */
    private final boolean isStacked;
    private final double dataWidth;
    private final double gradWidth;
    final double width;
    final double height;

    Card(Box box) {
        this.box = box;
        double pen = PADDING;
        pen = word(pen, box.name(), NAME_SIZE, true, ink());
        pen = word(pen, box.title(), OPERATION_SIZE, false, box.name().isEmpty() ? ink() : soft());
        pen = word(pen, box.operation().group().isEmpty() ? "" : Words.OF.of(box.operation().group()),
                SHAPE_SIZE,
                false, soft());
        pen = word(pen, box.type(), SHAPE_SIZE, false, soft());
        double heading = pen - WORD_GAP + PADDING;
        if (!box.formula().isEmpty()) {
            var formula = new Label(PADDING, BASELINE + LINE, shortened(box.formula(), LONGEST_FORMULA),
                    VALUE_SIZE,
                    false, ink());
            words.add(formula);
            heading = Math.max(heading, formula.width() + 2 * PADDING);
        }
        headingHeight = box.formula().isEmpty() ? HEADING : HEADING + LINE;
        double data = columnWidth(Words.DATA.of(), box.data());
        double grad = columnWidth(Words.GRAD.of(), box.grad());
        double left = columnWidth(box.left().caption(), box.left().lines());
        isStacked = data > 0 && grad > 0 && left == 0 && data + grad > WIDE;
        width = Math.ceil(Math.max(heading, isStacked ? Math.max(data, grad) : data + grad + left));
        // What a wide heading leaves over is shared by the columns.
        int columns = (data == 0 ? 0 : 1) + (grad == 0 ? 0 : 1) + (left == 0 ? 0 : 1);
        double more = (width - data - grad - left) / Math.max(columns, 1);
        dataWidth = data == 0 ? 0 : columns == 1 ? width : Math.round(data + more);
        gradWidth = grad == 0 ? 0 : Math.round(grad + more);
        int lines = Math.max(box.left().lines().size(), Math.max(box.data().size(), box.grad().size()));
        height = isStacked
                ? headingHeight + block(box.data()) + block(box.grad())
                : lines == 0 ? headingHeight : headingHeight + CAPTION + LINE * lines + 5;
    }

    private static double block(List<String> lines) {
        return CAPTION + LINE * lines.size() + 5;
    }

    private String ink() {
        return box.cutOff() ? Colours.FADED : Colours.INK;
    }

    private String soft() {
        return box.cutOff() ? Colours.FADED : Colours.SOFT;
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "\u2026";
    }

    private double word(double pen, String text, double size, boolean bold, String colour) {
        if (text.isEmpty()) {
            return pen;
        }
        var label = new Label(pen, BASELINE, shortened(text, LONGEST_WORD), size, bold, colour);
        words.add(label);
        return pen + label.width() + WORD_GAP;
    }

    private static double columnWidth(String caption, List<String> lines) {
        if (lines.isEmpty()) {
            return 0;
        }
        double widest = Label.width(caption, CAPTION_SIZE, false);
        for (var line : lines) {
            widest = Math.max(widest, Label.width(line, VALUE_SIZE, NOT_FINITE.matcher(line).find()));
        }
        return widest + 2 * PADDING;
    }

    /** How far the outline reaches beyond the side at which edges arrive. */
    double before(Axes axes) {
        return box.count() > 1 && axes == Axes.DOWN ? STACK : box.kind() == Box.Kind.RESULT ? FRAME : 0;
    }

    /** How far the outline reaches beyond the side at which edges leave. */
    double beyond(Axes axes) {
        return box.count() > 1 && axes == Axes.RIGHT ? STACK : box.kind() == Box.Kind.RESULT ? FRAME : 0;
    }

    /** Draws the card with its upper left corner at (x, y). */
    void draw(double x, double y, State state, List<Mark> marks) {
        outline(x, y, state, marks);
        for (var word : words) {
            marks.add(word.at(x + word.x(), y + word.y()));
        }
        if (box.data().isEmpty() && box.grad().isEmpty() && box.left().lines().isEmpty()) {
            return;
        }
        String rule = outlineColour();
        double line = y + headingHeight;
        boolean hidden = state == State.WAITS;
        marks.add(new Shape(new Path().moveTo(x, line).lineTo(x + width, line), null, rule, 0.6, false));
        if (!box.data().isEmpty()) {
            column(x, y, Words.DATA.of(), box.data(), soft(), ink(), marks);
        }
        if (isStacked) {
            double below = y + block(box.data());
            double middle = headingHeight + below;
            marks.add(new Shape(new Path().moveTo(x, middle).lineTo(x + width, middle), null, rule, 0.6,
                    false));
            column(x, below, Words.GRAD.of(), hidden ? List.of() : box.grad(), Colours.GRADIENT,
                    Colours.GRADIENT, marks);
        } else if (!box.grad().isEmpty()) {
            if (!box.data().isEmpty()) {
                divider(x + dataWidth, y, marks);
            }
            column(x + dataWidth, y, Words.GRAD.of(), hidden ? List.of() : box.grad(), Colours.GRADIENT,
                    Colours.GRADIENT, marks);
        }
        if (!box.left().lines().isEmpty()) {
            double start = x + dataWidth + gradWidth;
            divider(start, y, marks);
            column(start, y, box.left().caption(), box.left().lines(), soft(), soft(), marks);
        }
    }

    private void divider(double x, double y, List<Mark> marks) {
        var line = new Path().moveTo(x, y + headingHeight).lineTo(x, y + height);
        marks.add(new Shape(line, null, outlineColour(), 0.6, false));
    }

    private void column(double x, double y, String caption, List<String> lines, String soft, String ink,
            List<Mark> marks) {
        marks.add(new Label(x + PADDING, y + headingHeight + 13, caption, CAPTION_SIZE, false, soft));
        double baseline = y + headingHeight + CAPTION + 12;
        for (var text : lines) {
            boolean held = !GraphBoxes.saysWhyThereIsNone(text);
            boolean finite = !NOT_FINITE.matcher(text).find();
            marks.add(new Label(x + PADDING, baseline, text, VALUE_SIZE, !finite,
                    finite ? held ? ink : soft : Colours.NOT_FINITE));
            baseline += LINE;
        }
    }

    private String outlineColour() {
        return box.cutOff() ? Colours.NO_FLOW : box.kind().outline;
    }

    private void outline(double x, double y, State state, List<Mark> marks) {
        var kind = box.kind();
        boolean runs = state == State.RUNS;
        String fill = runs ? Colours.LIT : box.cutOff() ? Colours.SHEET : kind.fill;
        if (box.count() > 1) {
            for (double shift = STACK; shift > 0; shift -= STACK / 2) {
                var behind = rounded(x + shift, y - shift, width, height, kind.radius);
                marks.add(new Shape(behind, fill, outlineColour(), 1, false));
            }
        }
        var path = switch (kind) {
            case CONSTANT -> cut(x, y, width, height, kind.radius);
            case DETACHED -> ribbon(x, y, width, height, kind.radius);
            case NO_GRAD -> pointed(x, y, width, height, kind.radius);
            default -> rounded(x, y, width, height, kind.radius);
        };
        marks.add(new Shape(path, fill, runs ? Colours.GRADIENT : outlineColour(),
                runs ? 2.4 : kind == Box.Kind.LEAF ? 1.6 : 1.2,
                box.isBreak() || kind == Box.Kind.MORE));
        if (kind == Box.Kind.RESULT) {
            var second = rounded(x - FRAME, y - FRAME, width + 2 * FRAME, height + 2 * FRAME,
                    kind.radius + FRAME);
            marks.add(new Shape(second, null, outlineColour(), 1.2, false));
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

    /** A rectangle with a notch in its right side. */
    private static Path ribbon(double x, double y, double w, double h, double c) {
        return new Path().moveTo(x, y).lineTo(x + w, y).lineTo(x + w - c, y + h / 2).lineTo(x + w, y + h)
                .lineTo(x, y + h).close();
    }

    /** A flat hexagon, within the width of the rectangle. */
    private static Path pointed(double x, double y, double w, double h, double c) {
        return new Path().moveTo(x + c, y).lineTo(x + w - c, y).lineTo(x + w, y + h / 2)
                .lineTo(x + w - c, y + h)
                .lineTo(x + c, y + h).lineTo(x, y + h / 2).close();
    }
}
