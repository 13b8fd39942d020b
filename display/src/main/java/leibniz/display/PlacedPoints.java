package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** Takes the points out of a user's chart that its axes have no place for, until it is drawn. */
final class PlacedPoints {
    private final List<Runnable> restorations = new ArrayList<>();
    private int all;
    private int leftOut;

    PlacedPoints(XYChart chart) {
        boolean logX = chart.getStyler().isXAxisLogarithmic();
        boolean logY = chart.getStyler().isYAxisLogarithmic();
        for (XYSeries series : List.copyOf(chart.getSeriesCollection())) {
            double[] x = series.getXData();
            double[] y = series.getYData();
            double[] errors = series.getExtraValues();
            all += x.length;
            // NaN in y is how a user makes a gap
            int[] kept = IntStream.range(0, x.length).filter(i -> hasPlace(x[i], logX)
                    && (Double.isNaN(y[i]) || hasPlace(y[i], logY))).toArray();
            if (kept.length < x.length && kept.length > 0) {
                leftOut += x.length - kept.length;
                String name = series.getName();
                restorations.add(() -> chart.updateXYSeries(name, x, y, errors));
                chart.updateXYSeries(name, at(x, kept), at(y, kept),
                        errors == null ? null : at(errors, kept));
            }
        }
    }

    /** Whether an axis has a place for the value. */
    static boolean hasPlace(double value, boolean logarithmic) {
        return Double.isFinite(value) && (value > 0 || !logarithmic);
    }

    /** The values with these indices. */
    static double[] at(double[] values, int... kept) {
        return IntStream.of(kept).mapToDouble(i -> values[i]).toArray();
    }

    String note() {
        return leftOut == 0
                ? ""
                : Words.LEFT_OUT_OF_CHART.of(Numbers.grouped(leftOut), Numbers.grouped(all));
    }

    void restore() {
        restorations.forEach(Runnable::run);
    }
}
