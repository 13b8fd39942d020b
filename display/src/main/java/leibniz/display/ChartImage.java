package leibniz.display;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;

/** Charts side by side as a PNG at twice their size, for screens that show two dots for one. */
final class ChartImage {
    private static final int SCALE = 2;

    private ChartImage() {}

    /**
     * The picture in every form.
     *
     * @param text what the picture says, in words
     * @param note a line below it, or empty
     */
    static MimeBundle bundle(List<? extends Chart<?, ?>> charts, String text, String note) {
        int width = charts.stream().mapToInt(Chart::getWidth).sum();
        int height = charts.stream().mapToInt(Chart::getHeight).max().orElse(1);
        String png = Png.base64(paint(charts, width, height));
        return MimeBundle.of(note.isEmpty() ? text : text + "\n" + note)
                .with("text/html", html(png, text, note, width, height)).with("image/png", png);
    }

    static String html(String png, String text, String note, int width, int height) {
        return "<figure style=\"margin:0\"><img src=\"data:image/png;base64," + png + "\" alt=\""
                + Html.escape(text) + "\" width=\"" + width + "\" height=\"" + height
                + "\" style=\"max-width:100%;height:auto\"/>"
                + (note.isEmpty()
                        ? ""
                        : "<div style=\"font-size:12px;opacity:0.8\">" + Html.escape(note) + "</div>")
                + "</figure>";
    }

    static String png(List<? extends Chart<?, ?>> charts) {
        return Png.base64(paint(charts, charts.stream().mapToInt(Chart::getWidth).sum(),
                charts.stream().mapToInt(Chart::getHeight).max().orElse(1)));
    }

    private static BufferedImage paint(List<? extends Chart<?, ?>> charts, int width, int height) {
        FontsOfJava.ensure();
        var image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, SCALE * width, SCALE * height);
            graphics.scale(SCALE, SCALE);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING,
                    RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            // else each point of a line is moved to the next dot of the chart's size, and slopes become
            // stairs
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            for (var chart : charts) {
                chart.paint(graphics, chart.getWidth(), chart.getHeight());
                graphics.translate(chart.getWidth(), 0);
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }
}
