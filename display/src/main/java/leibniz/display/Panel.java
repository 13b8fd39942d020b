package leibniz.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A pair of axes and what is drawn between them: lines and points in colours that colour-blind people can
 * tell apart.
 */
final class Panel {
    static final int WIDTH = 480;
    static final int HEIGHT = 300;
    private static final Color INK = new Color(0x1f2933);
    private static final Color FAINT = new Color(0xc3cad1);
    private static final Color GUIDE = new Color(0x7b8794);
    /** Okabe and Ito (2008), without the yellow that is hard to see on white. */
    private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00),
            new Color(0x009e73), new Color(0xcc79a7), new Color(0xe69f00), new Color(0x56b4e9), INK);

    /** Dashes that tell guides from each other. */
    private static final float[][] GUIDES = { { 8, 3 }, { 4, 3 }, { 1, 3 } };

    /** How a series is drawn. */
    enum Look {
        LINE, DASHED, POINTS,
        /** Grey and dashed: not data, but what data is compared with. */
        GUIDE
    }

    private final XYChart chart;
    private final boolean logarithmic;
    private final StringBuilder names = new StringBuilder();
    private int coloured;
    private int guides;
    private int leftOut;
    private int all;

    Panel(String xTitle, String yTitle, boolean logarithmic) {
        this(WIDTH, xTitle, yTitle, logarithmic);
    }

    Panel(int width, String xTitle, String yTitle, boolean logarithmic) {
        this.logarithmic = logarithmic;
        FontsOfJava.ensure();
        chart = new XYChart(width, HEIGHT);
        chart.setXAxisTitle(xTitle);
        chart.setYAxisTitle(yTitle);
        var style = chart.getStyler();
        style.setPlotGridLinesVisible(false).setXAxisLogarithmic(logarithmic).setYAxisLogarithmic(logarithmic)
                .setAxisTickMarksColor(FAINT).setAxisTickLabelsColor(INK);
        style.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderColor(FAINT)
                .setChartFontColor(INK).setChartTitleVisible(false).setLegendBorderColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideS).setMarkerSize(6).setLocale(Locale.ROOT);
        style.setAxisTitleFont(FontsOfJava.font(12, xTitle + yTitle))
                .setAxisTickLabelsFont(FontsOfJava.font(11, ""));
        style.setLegendSeriesLineLength(18).setLegendPadding(8).setBaseFont(FontsOfJava.font(11, ""));
        if (logarithmic) {
            style.setXAxisTickLabelsFormattingFunction(Panel::everyThirdPower)
                    .setYAxisTickLabelsFormattingFunction(Panel::everyThirdPower);
        }
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
    }

    /** XChart writes every power of ten, whether there is room for it or not. */
    private static String everyThirdPower(double value) {
        long exponent = Math.round(Math.log10(value));
        return exponent % 3 == 0 ? exponent == 0 ? "1" : "1e" + exponent : " ";
    }

    /** Draws the points in order. Those that an axis has no place for are left out and counted. */
    void add(String name, double[] x, double[] y, Look look) {
        all += x.length;
        int[] kept = IntStream.range(0, x.length).filter(
                i -> PlacedPoints.hasPlace(x[i], logarithmic) && PlacedPoints.hasPlace(y[i], logarithmic))
                .toArray();
        leftOut += x.length - kept.length;
        if (kept.length == 0) {
            return;
        }
        var series = look == Look.POINTS
                ? chart.addSeries(name, PlacedPoints.at(x, kept), PlacedPoints.at(y, kept))
                : chart.addSeries(name, unevenly(withGaps(x, x, kept)), unevenly(withGaps(x, y, kept)));
        names.append(name);
        chart.getStyler().setLegendFont(FontsOfJava.font(11, names.toString()));
        series.setMarker(look == Look.POINTS || kept.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        var colour = look == Look.GUIDE ? GUIDE : COLOURS.get(coloured++ % COLOURS.size());
        series.setLineColor(colour);
        series.setMarkerColor(colour);
        series.setLineStyle(switch (look) {
            case LINE -> new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
            case DASHED ->
                new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[]{ 7, 4 }, 0);
            case POINTS -> SeriesLines.NONE;
            case GUIDE -> new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f,
                    GUIDES[guides++ % GUIDES.length], 0);
        });
    }

    /** A line is interrupted where points are left out: by NaN, which XChart allows in y alone. */
    private static double[] withGaps(double[] x, double[] values, int... kept) {
        var result = new ArrayList<Double>();
        for (int k = 0; k < kept.length; k++) {
            if (k > 0 && kept[k] > kept[k - 1] + 1) {
                result.add(values == x ? x[kept[k - 1]] : Double.NaN);
            }
            result.add(values[kept[k]]);
        }
        return result.stream().mapToDouble(value -> value).toArray();
    }

    /**
     * One more point, on the line between the first two: equally spaced places XChart takes for the ticks of
     * the axis, whatever numbers these are.
     */
    private double[] unevenly(double... line) {
        if (line.length < 2 || logarithmic) {
            return line;
        }
        double[] more = new double[line.length + 1];
        System.arraycopy(line, 0, more, 0, 1);
        System.arraycopy(line, 1, more, 2, line.length - 1);
        more[1] = line[0] + 0.3 * (line[1] - line[0]);
        return more;
    }

    boolean isEmpty() {
        return coloured == 0;
    }

    void withoutLegend() {
        chart.getStyler().setLegendVisible(false);
    }

    XYChart chart() {
        return chart;
    }

    /** What is missing from the picture in one line, or empty. */
    String note() {
        return leftOut == 0
                ? ""
                : (logarithmic ? Words.LEFT_OUT_OF_LOGARITHMIC : Words.LEFT_OUT).of(Numbers.grouped(leftOut),
                        Numbers.grouped(all));
    }
}
