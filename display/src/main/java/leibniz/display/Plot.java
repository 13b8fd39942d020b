package leibniz.display;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import leibniz.display.Scene.Label;
import leibniz.display.Scene.Mark;
import leibniz.display.Scene.Shape;

/** One or more panels side by side, a line above them, and in words what they show. */
final class Plot implements Displayable {
    private static final double HEADING = 24;
    private static final double HEADING_SIZE = 12;

    private final List<Panel> panels;
    private final List<String> headings;
    private final String text;
    private final String note;

    /** @param headings lines above the panels */
    Plot(List<String> headings, String text, String note, Panel... panels) {
        this.panels = List.of(panels);
        this.headings = headings;
        this.text = text;
        this.note = note;
    }

    Plot(String text, Panel panel) {
        this(List.of(), text, panel.note(), panel);
    }

    @Override
    public MimeBundle toMimeBundle() {
        return panels.stream().allMatch(Panel::isEmpty)
                ? MimeBundle.of(toString())
                : MimeBundle.of(toString()).with("text/html", html());
    }

    /** The picture as HTML, with what is missing from it below. */
    String html() {
        var scene = scene();
        byte[] svg = Svg.of(scene, text).getBytes(StandardCharsets.UTF_8);
        return "<figure style=\"margin:0\">"
                + Html.image(svg, text, (int) scene.width(), (int) scene.height(),
                        "max-width:100%;height:auto")
                + (note.isEmpty()
                        ? ""
                        : "<div style=\"font-size:12px;opacity:0.8\">" + Html.escape(note) + "</div>")
                + "</figure>";
    }

    private Scene scene() {
        var marks = new ArrayList<Mark>();
        double above = headings.isEmpty() ? 0 : 6 + (HEADING - 6) * headings.size();
        double width = panels.stream().mapToDouble(Panel::width).sum();
        for (var heading : headings) {
            width = Math.max(width, Label.width(heading, HEADING_SIZE, true) + HEADING);
        }
        width = Math.ceil(width);
        double height = Math.ceil(above + panels.stream().mapToDouble(Panel::height).max().orElse(0));
        marks.add(
                new Shape(
                        new Path().moveTo(0.5, 0.5).lineTo(width - 0.5, 0.5).lineTo(width - 0.5, height - 0.5)
                                .lineTo(0.5, height - 0.5).close(),
                        Colours.SHEET, Colours.SHEET_EDGE, 1, false));
        double baseline = HEADING - 6;
        for (var heading : headings) {
            boolean first = baseline < HEADING;
            marks.add(new Label(HEADING / 2, baseline, heading, HEADING_SIZE, first,
                    first ? Colours.INK : Colours.SOFT));
            baseline += HEADING - 6;
        }
        double x = 0;
        for (var panel : panels) {
            panel.draw(x, above, marks);
            x += panel.width();
        }
        return new Scene(width, height, List.copyOf(marks));
    }

    /** What the picture shows, and what is missing from it. */
    @Override
    public String toString() {
        return note.isEmpty() ? text : text + "\n" + note;
    }
}
