package leibniz.display;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;

/** Shows a chart of the XChart library as PNG at twice its size, for screens that show two dots for one. */
public final class ChartRenderer implements Renderer {
    /** In pixels of the chart: a larger one would not fit into a notebook, nor perhaps into memory. */
    private static final int MAX_SIDE = 4000;
    /** Of more series than this the text names only the first. */
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
            return MimeBundle.of(Words.TOO_LARGE.of(text, MAX_SIDE));
        }
        return withoutUnplaceable(chart, note -> ChartImage.bundle(List.of(chart), text, note));
    }

    /** Draws the chart without the points that its axes have no place for, at which XChart would fail. */
    private static MimeBundle withoutUnplaceable(Chart<?, ?> chart, Function<String, MimeBundle> drawn) {
        if (!(chart instanceof XYChart plot)) {
            return drawn.apply("");
        }
        var points = new PlacedPoints(plot);
        try {
            return drawn.apply(points.note());
        } finally {
            points.restore();
        }
    }

    /** In the words of {@code plot}, where the series has numbers. */
    private static String describe(Series series) {
        return series instanceof XYSeries curve
                ? Plots.describe(series.getName(), curve.getYData())
                : series.getName();
    }

    private static String describe(Chart<?, ?> chart) {
        String title = chart.getTitle() == null || chart.getTitle().isBlank()
                ? ""
                : " \"" + chart.getTitle() + "\"";
        var series = chart.getSeriesCollection();
        String names = series.stream().limit(NAMED_SERIES).map(ChartRenderer::describe)
                .collect(Collectors.joining((chart instanceof XYChart ? Words.SEMICOLON : Words.COMMA).of()));
        String legend = series.isEmpty()
                ? Words.WITHOUT_DATA.of()
                : Words.WITH_SERIES.of(names + (series.size() > NAMED_SERIES
                        ? " " + Words.AND_MORE.of(series.size() - NAMED_SERIES)
                        : ""));
        return Words.CHART.of(title, legend, chart.getWidth(), chart.getHeight());
    }
}
