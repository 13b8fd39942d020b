package leibniz.display;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.Chart;

/** Shows a chart of the XChart library as PNG at twice its size, for screens that show two dots for one. */
public final class ChartRenderer implements Renderer {
    private static final int SCALE = 2;
    /** In pixels of the chart: a larger one would not fit into a notebook, nor perhaps into memory. */
    private static final int MAX_SIDE = 4000;
    /** A legend longer than this tells nobody anything. */
    private static final int NAMED_SERIES = 20;

    /** For {@link java.util.ServiceLoader}. */
    public ChartRenderer() {}

    @Override
    public @Nullable MimeBundle render(Object value) {
        if (!(value instanceof Chart<?, ?> chart)) {
            return null;
        }
        int width = chart.getWidth();
        int height = chart.getHeight();
        String text = describe(chart);
        if (width > MAX_SIDE || height > MAX_SIDE) {
            return MimeBundle.of(text + ": not drawn, because a side is longer than " + MAX_SIDE
                    + " pixels; build it with a smaller width and height");
        }
        String png = Png.base64(paint(chart, width, height));
        String html = "<figure style=\"margin:0\"><img src=\"data:image/png;base64," + png + "\" alt=\""
                + Html.escape(text) + "\" width=\"" + width + "\" height=\"" + height
                + "\" style=\"max-width:100%;height:auto\"/></figure>";
        return MimeBundle.of(text).with("text/html", html).with("image/png", png);
    }

    private static BufferedImage paint(Chart<?, ?> chart, int width, int height) {
        FontsOfJava.ensure();
        var image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            graphics.scale(SCALE, SCALE);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING,
                    RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            chart.paint(graphics, width, height);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static String describe(Chart<?, ?> chart) {
        String title = chart.getTitle() == null || chart.getTitle().isBlank()
                ? ""
                : " \"" + chart.getTitle() + "\"";
        var series = chart.getSeriesCollection();
        String names = series.stream().limit(NAMED_SERIES).map(s -> s.getName())
                .collect(Collectors.joining(", "));
        String legend = series.isEmpty()
                ? " without data"
                : " with " + names + (series.size() > NAMED_SERIES
                        ? " and " + (series.size() - NAMED_SERIES) + " more"
                        : "");
        return "chart" + title + legend + ", " + chart.getWidth() + " x " + chart.getHeight() + " pixels";
    }
}
