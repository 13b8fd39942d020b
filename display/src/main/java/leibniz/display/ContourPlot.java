package leibniz.display;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import leibniz.autograd.Autograd;
import leibniz.autograd.TensorFunction;
import leibniz.display.Panel.Look;

/** A function of two numbers as lines of equal value, with the way that a search for a minimum has taken. */
final class ContourPlot {
    private static final String CALL = "plotContour(f, x1, x2, y1, y2)";
    private static final int SIDE = 61;
    private static final int TIMES = 3;
    private static final int FINE = TIMES * (SIDE - 1) + 1;
    /**
     * Between these parts of all values lie the levels, so that lines show where the function is flat too.
     */
    private static final double[] PARTS = { 0.01, 0.05, 0.13, 0.25, 0.4, 0.55, 0.7, 0.85 };
    private static final int DIGITS = 2;
    /**
     * Where the median is about half way between the least and the largest value, levels are evenly spaced.
     */
    private static final double EVEN = 0.15;

    private final double[] x;
    private final double[] y;
    private final double[][] values = new double[SIDE][SIDE];
    /** On a finer grid, so that lines bend. */
    private final double[][] fine;

    private ContourPlot(TensorFunction f, double x1, double x2, double y1, double y2) {
        requireBounds(CALL, x1, x2, y1, y2);
        x = places(x1, x2);
        y = places(y1, y2);
        Autograd.noGrad(() -> {
            for (int i = 0; i < SIDE; i++) {
                for (int j = 0; j < SIDE; j++) {
                    values[i][j] = Samples.number(CALL, f.apply(tensor(FLOAT64, x[TIMES * i], y[TIMES * j])));
                }
            }
        });
        fine = CubicGrid.finer(values, TIMES);
    }

    static void requireBounds(String call, double x1, double x2, double y1, double y2) {
        if (!(x1 < x2 && y1 < y2) || !Double.isFinite(x2 - x1) || !Double.isFinite(y2 - y1)) {
            throw Refusals.of(Refusals.CONTOUR_BOUNDS, call, Numbers.compact(x1), Numbers.compact(x2),
                    Numbers.compact(y1), Numbers.compact(y2));
        }
    }

    private static double[] places(double from, double to) {
        double[] places = new double[FINE];
        for (int i = 0; i < FINE; i++) {
            places[i] = from + (to - from) * i / (FINE - 1);
        }
        return places;
    }

    /** @param path places one after the other, each of two numbers; empty for none */
    static Displayable of(TensorFunction f, double x1, double x2, double y1, double y2, double[][] path) {
        for (int i = 0; i < path.length; i++) {
            if (path[i] == null || path[i].length != 2) {
                throw Refusals.of(Refusals.PATH_OF_TWO, CALL.replace(")", ", path)"), i + 1,
                        path[i] == null ? 0 : path[i].length);
            }
        }
        return new ContourPlot(f, x1, x2, y1, y2).draw(path);
    }

    private Displayable draw(double[][] path) {
        double[] finite = Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite)
                .sorted()
                .toArray();
        var panel = new Panel("x", "y", false);
        panel.xFrom(x[0], x[FINE - 1]);
        panel.yExactly(y[0], y[FINE - 1]);
        panel.withoutLegend();
        var levels = levels(finite);
        for (int k = 0; k < levels.size(); k++) {
            var line = contour(levels.get(k));
            panel.contour(Numbers.compact(levels.get(k)), line[0], line[1],
                    Colours.LEVELS.get(k * (Colours.LEVELS.size() - 1) / Math.max(1, levels.size() - 1)));
        }
        String function = finite.length == 0
                ? Words.NO_FINITE_VALUE_THERE.of("f")
                : Words.CONTOUR_RANGE.of(Numbers.compact(finite[0]),
                        Numbers.compact(finite[finite.length - 1]), SIDE);
        String lines = levels.isEmpty()
                ? Words.NO_CONTOURS.of()
                : Words.CONTOURS_AT
                        .of(levels.stream().map(Numbers::compact)
                                .collect(Collectors.joining(Words.COMMA.of())));
        String text = Words.PLOT_OF_CONTOURS.of(Numbers.compact(x[0]), Numbers.compact(x[FINE - 1]),
                Numbers.compact(y[0]), Numbers.compact(y[FINE - 1]), function, lines);
        if (path.length > 0) {
            text = Words.joined(List.of(text, path(panel, path)));
        }
        panel.explain(Words.CONTOUR_LEGEND.of());
        return new Plot(List.of(), text, notes(finite.length, path), panel);
    }

    private String path(Panel panel, double[][] path) {
        double[] px = Arrays.stream(path).mapToDouble(place -> place[0]).toArray();
        double[] py = Arrays.stream(path).mapToDouble(place -> place[1]).toArray();
        panel.add(Words.PATH.of(), px, py, Look.PATH);
        return Words.PATH_FROM.of(path.length, place(path[0]), place(path[path.length - 1]));
    }

    private static String place(double... place) {
        return "(" + Numbers.compact(place[0]) + ", " + Numbers.compact(place[1]) + ")";
    }

    private String notes(int finite, double[][] path) {
        var notes = new ArrayList<String>();
        if (finite > 0 && finite < SIDE * SIDE) {
            notes.add(Words.NO_CONTOURS_THERE.of(Numbers.grouped(SIDE * SIDE - finite),
                    Numbers.grouped(SIDE * SIDE)));
        }
        long outside = Arrays.stream(path).filter(place -> !(place[0] >= x[0] && place[0] <= x[FINE - 1]
                && place[1] >= y[0] && place[1] <= y[FINE - 1])).count();
        if (outside > 0) {
            notes.add(Words.PATH_OUTSIDE.of(outside, path.length));
        }
        return String.join("\n", notes);
    }

    /** Numbers with few digits between the least and the largest value. */
    private static List<Double> levels(double... sorted) {
        var levels = new ArrayList<Double>();
        if (sorted.length == 0) {
            return levels;
        }
        double least = sorted[0];
        double largest = sorted[sorted.length - 1];
        double median = sorted[sorted.length / 2];
        double side = (median - least) / (largest - least);
        if (side > 0.5 - EVEN && side < 0.5 + EVEN) {
            return Axis.exactly(least, largest, Colours.LEVELS.size(), false).ticks.stream()
                    .map(Axis.Tick::value)
                    .filter(level -> level > least && level < largest).toList();
        }
        for (double part : PARTS) {
            double level = sorted[(int) (part * (sorted.length - 1))];
            double rounded = new BigDecimal(level).round(new MathContext(DIGITS)).doubleValue();
            if (rounded > least && rounded < largest && !levels.contains(rounded)) {
                levels.add(rounded);
            }
        }
        if (levels.isEmpty() && largest > least) {
            levels.add(least + (largest - least) / 2);
        }
        return levels;
    }

    /**
     * The line on which the function has this value, in pieces: each cell of the grid is cut into triangles,
     * in which it is taken to be linear.
     */
    private double[][] contour(double level) {
        var pieces = new ContourPieces();
        for (int i = 0; i + 1 < FINE; i++) {
            for (int j = 0; j + 1 < FINE; j++) {
                triangle(level, pieces, i, j, i + 1, j, i + 1, j + 1);
                triangle(level, pieces, i, j, i + 1, j + 1, i, j + 1);
            }
        }
        return pieces.joined();
    }

    private void triangle(double level, ContourPieces pieces, int... corners) {
        double[] crossings = new double[6];
        int count = 0;
        for (int k = 0; k < 3; k++) {
            int i = corners[2 * k];
            int j = corners[2 * k + 1];
            int i2 = corners[(2 * k + 2) % 6];
            int j2 = corners[(2 * k + 3) % 6];
            double from = fine[i][j] - level;
            double to = fine[i2][j2] - level;
            if (!Double.isFinite(from) || !Double.isFinite(to)) {
                return;
            }
            if (from < 0 != to < 0) {
                // always from the same end, so that both triangles at an edge find the same place
                boolean first = i < i2 || i == i2 && j < j2;
                double part = first ? from / (from - to) : to / (to - from);
                int a = first ? i : i2;
                int b = first ? j : j2;
                int c = first ? i2 : i;
                int d = first ? j2 : j;
                crossings[2 * count] = x[a] + part * (x[c] - x[a]);
                crossings[2 * count + 1] = y[b] + part * (y[d] - y[b]);
                count++;
            }
        }
        if (count == 2) {
            pieces.add(crossings[0], crossings[1], crossings[2], crossings[3]);
        }
    }
}
