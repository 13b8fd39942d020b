package leibniz.course.exercises;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import leibniz.autograd.Tensor;
import leibniz.course.Notebook.Ended;
import leibniz.display.Displays;
import leibniz.display.Renderers;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of wrong answers. */
final class Pictures {
    private static final int POINTS = 61;
    private static final double SIDE = 2;

    private Pictures() {}

    /** An answer from numbers to numbers beside the right one. */
    static Drawing slopes(String method, Right right) {
        return (attempt, shown) -> {
            List<Double> places = new ArrayList<>();
            List<Double> given = new ArrayList<>();
            List<Double> expected = new ArrayList<>();
            for (int i = 0; i < POINTS; i++) {
                double x = -SIDE + 2 * SIDE * i / (POINTS - 1);
                Ended ended = attempt.call(method, Args.of(x));
                if (ended.value() instanceof Double y && Double.isFinite(y)
                        && right.of(Args.of(x)) instanceof Double r) {
                    places.add(x);
                    given.add(y);
                    expected.add(r);
                }
            }
            if (places.isEmpty()) {
                return null;
            }
            XYChart chart = new XYChartBuilder().width(420).height(240).xAxisTitle("x").build();
            chart.getStyler().setPlotGridLinesVisible(false).setChartBackgroundColor(Color.WHITE)
                    .setPlotBorderVisible(false).setLegendBorderColor(Color.WHITE);
            chart.addSeries(new Text("right", "正确").toString(), places, expected)
                    .setMarker(SeriesMarkers.NONE);
            chart.addSeries(new Text("your answer", "你的答案").toString(), places, given)
                    .setMarker(SeriesMarkers.NONE);
            return () -> Renderers.render(chart);
        };
    }

    /** The graph of the tensor that an answer gives. */
    static Drawing graph() {
        return (attempt, shown) -> shown.ended().value() instanceof Tensor t && t.gradFn() != null
                ? Displays.graph(t)
                : null;
    }
}
