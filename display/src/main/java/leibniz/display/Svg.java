package leibniz.display;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a drawing as SVG. */
final class Svg {
    /**
     * The font that was measured, then one of the same widths, then narrower ones: no text outgrows its box.
     */
    private static final String FONTS = "DejaVu Sans,Verdana,Segoe UI,Helvetica,Arial,sans-serif";

    private final StringBuilder body = new StringBuilder(4096);
    /** Few looks serve many marks, so each is written once, as a class. */
    private final Map<String, String> looks = new LinkedHashMap<>();

    private Svg() {}

    /** A whole SVG document. {@code title} is what a screen reader says of it. */
    static String of(Scene scene, String title) {
        var svg = new Svg();
        scene.marks().forEach(mark -> mark.write(svg));
        var out = new StringBuilder(svg.body.length() + 1024);
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
        number(out, scene.width());
        out.append("\" height=\"");
        number(out, scene.height());
        out.append("\" viewBox=\"0 0 ");
        number(out, scene.width());
        out.append(' ');
        number(out, scene.height());
        out.append("\" font-family=\"").append(FONTS).append("\"><title>").append(Html.escape(title));
        out.append("</title><style>");
        svg.looks.forEach((look, name) -> out.append('.').append(name).append('{').append(look).append('}'));
        // browsers apply this by the theme of the page that the picture stands in
        out.append("@media(prefers-color-scheme:dark){");
        svg.looks
                .forEach((look, name) -> out.append('.').append(name).append('{').append(Colours.onDark(look))
                        .append('}'));
        out.append('}');
        return out.append("</style>").append(svg.body).append("</svg>").toString();
    }

    void shape(Scene.Shape shape) {
        body.append("<path class=\"").append(look(look(shape))).append("\" d=\"");
        shape.path().svg(body);
        body.append("\"/>");
    }

    void label(Scene.Label label) {
        body.append("<text class=\"").append(look(look(label))).append("\" x=\"");
        number(body, label.x());
        body.append("\" y=\"");
        number(body, label.y());
        body.append("\">");
        text(label.text());
        body.append("</text>");
    }

    /** What few fonts have is written with what all have: bold digits, and the small T of a transpose. */
    private void text(String text) {
        int raised = 0;
        int done = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!FontFile.isBoldDigit(c) && c != FontFile.TRANSPOSE) {
                continue;
            }
            body.append(Html.escape(text.substring(done, i)));
            done = i + Character.charCount(c);
            if (c == FontFile.TRANSPOSE) {
                body.append("<tspan dy=\"-.35em\" font-size=\"70%\">T</tspan><tspan dy=\".245em\">");
                raised++;
            } else {
                body.append("<tspan font-weight=\"bold\">").append(c - FontFile.BOLD_ZERO)
                        .append("</tspan>");
            }
        }
        body.append(Html.escape(text.substring(done))).append("</tspan>".repeat(raised));
    }

    private String look(String look) {
        return looks.computeIfAbsent(look, any -> "a" + looks.size());
    }

    private static String look(Scene.Shape shape) {
        var out = new StringBuilder("fill:").append(shape.fill() == null ? "none" : shape.fill());
        if (shape.stroke() != null) {
            out.append(";stroke:").append(shape.stroke()).append(";stroke-width:");
            number(out, shape.strokeWidth());
            if (shape.dashed()) {
                out.append(";stroke-dasharray:5 3");
            }
        }
        return out.toString();
    }

    private static String look(Scene.Label label) {
        var out = new StringBuilder("fill:").append(label.colour()).append(";font-size:");
        number(out, label.size());
        return out.append(label.bold() ? "px;font-weight:bold" : "px").toString();
    }

    /** A coordinate to a tenth of a pixel, as short as it goes. */
    static void number(StringBuilder out, double value) {
        long tenths = Math.round(value * 10);
        if (tenths < 0) {
            out.append('-');
            tenths = -tenths;
        }
        out.append(tenths / 10);
        if (tenths % 10 != 0) {
            out.append('.').append(tenths % 10);
        }
    }
}
