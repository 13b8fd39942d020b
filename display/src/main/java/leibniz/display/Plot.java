package leibniz.display;

import java.util.List;

/** One or more panels, and in words what they show. */
final class Plot implements Displayable {
    private final List<Panel> panels;
    private final String text;
    private final String note;

    Plot(String text, String note, Panel... panels) {
        this.panels = List.of(panels);
        this.text = text;
        this.note = note;
    }

    Plot(String text, Panel panel) {
        this(text, panel.note(), panel);
    }

    @Override
    public MimeBundle toMimeBundle() {
        if (panels.stream().allMatch(Panel::isEmpty)) {
            return MimeBundle.of(toString());
        }
        return ChartImage.bundle(panels.stream().map(Panel::chart).toList(), text, note);
    }

    /** What the picture shows, and what is missing from it. */
    @Override
    public String toString() {
        return note.isEmpty() ? text : text + "\n" + note;
    }
}
