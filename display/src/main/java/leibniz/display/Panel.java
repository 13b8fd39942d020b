package leibniz.display;

import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import leibniz.display.Scene.Label;
import leibniz.display.Scene.Mark;
import leibniz.display.Scene.Shape;
import org.jspecify.annotations.Nullable;

/** A pair of axes, what is drawn between them, and a legend below. */
final class Panel {
    static final int WIDTH = 480;
    private static final double PLOT_HEIGHT = 230;
    private static final double TEXT = 11;
    private static final double TITLE = 12;
    private static final double EDGE = 12;
    private static final double TICK = 4;
    /** The least distance of ticks. */
    private static final double TICK_WIDTH = 64;
    private static final double TICK_HEIGHT = 27;
    private static final double DOT = 3;
    /** How far the values of contours stay apart. */
    private static final double LABEL_ROOM = 14;
    private static final double LEGEND_LINE = 17;
    private static final double LEGEND_GAP = 16;
    private static final double SAMPLE = 20;
    /** Where on a line that data is compared with its name stands, from its lower end. */
    private static final double NEAR = 0.12;

    /** How a series is drawn. */
    enum Look {
        LINE, DASHED, POINTS,
        /** A line with a dot at each point, a large one at the last. */
        PATH,
        /** A thin line. */
        CONTOUR, BARS,
        /** Grey and dashed, with its name at the end: not data, but what data is compared with. */
        GUIDE
    }

    private static final class Series {
        final String name;
        final double[] x;
        final double[] y;
        final Look look;
        final String colour;

        Series(String name, double[] x, double[] y, Look look, String colour) {
            this.name = name;
            this.x = x;
            this.y = y;
            this.look = look;
            this.colour = colour;
        }
    }

    private final double width;
    private final String xTitle;
    private final String yTitle;
    private final boolean logarithmic;
    private final List<Series> series = new ArrayList<>();
    private final List<String> explanations = new ArrayList<>();
    private boolean hasLegend = true;
    private boolean countsAlongX;
    private boolean includesZero;
    private boolean yIsExact;
    private double @Nullable [] xRange;
    private double @Nullable [] yRange;
    private int coloured;
    private int leftOut;
    private int all;

    Panel(String xTitle, String yTitle, boolean logarithmic) {
        this(WIDTH, xTitle, yTitle, logarithmic);
    }

    Panel(int width, String xTitle, String yTitle, boolean logarithmic) {
        this.width = width;
        this.xTitle = xTitle;
        this.yTitle = yTitle;
        this.logarithmic = logarithmic;
    }

    /** Draws the points in order; a line ends at those that have no place and goes on behind them. */
    void add(String name, double[] x, double[] y, Look look) {
        add(name, x, y, look, 0);
    }

    /** @param gaps how many of the points stand for nothing but a gap */
    void add(String name, double[] x, double[] y, Look look, int gaps) {
        String colour = look == Look.GUIDE
                ? Colours.FADED
                : look == Look.PATH ? Colours.INK : Colours.SERIES.get(coloured++ % Colours.SERIES.size());
        series.add(new Series(name, x, y, look, colour));
        if (look != Look.GUIDE) {
            all += x.length - gaps;
            leftOut -= gaps;
            for (int i = 0; i < x.length; i++) {
                leftOut += hasPlace(x[i]) && hasPlace(y[i]) ? 0 : 1;
            }
        }
    }

    /** A line of equal values with these written at it. */
    void contour(String value, double[] x, double[] y, String colour) {
        series.add(new Series(value, x, y, Look.CONTOUR, colour));
    }

    /** Bars between neighbouring edges. */
    void bars(double[] edges, int... counts) {
        double[] heights = new double[edges.length];
        for (int i = 0; i < counts.length; i++) {
            heights[i] = counts[i];
        }
        series.add(new Series("", edges, heights, Look.BARS, Colours.SERIES.getFirst()));
        includesZero = true;
    }

    /** A line of the legend that belongs to no series. */
    void explain(String line) {
        explanations.add(line);
    }

    void withoutLegend() {
        hasLegend = false;
    }

    /** The horizontal axis counts: it has ticks at whole numbers alone. */
    void countAlongX() {
        countsAlongX = true;
    }

    /** The horizontal axis begins and ends here, whatever is drawn. */
    void xFrom(double low, double high) {
        xRange = new double[]{ low, high };
    }

    double xLow() {
        return xRange == null ? range(true)[0] : xRange[0];
    }

    double xHigh() {
        return xRange == null ? range(true)[1] : xRange[1];
    }

    /** The vertical axis covers these values, whatever is drawn; lines end at its ends. */
    void yFrom(double low, double high) {
        yRange = new double[]{ low, high };
    }

    /** The vertical axis begins and ends here. */
    void yExactly(double low, double high) {
        yFrom(low, high);
        yIsExact = true;
    }

    private boolean hasPlace(double value) {
        return Double.isFinite(value) && (value > 0 || !logarithmic);
    }

    boolean isEmpty() {
        return series.stream().filter(one -> one.look != Look.GUIDE).allMatch(
                one -> IntStream.range(0, one.x.length)
                        .noneMatch(i -> hasPlace(one.x[i]) && hasPlace(one.y[i])));
    }

    /** What is missing from the picture in one line, or empty. */
    String note() {
        return leftOut == 0
                ? ""
                : (logarithmic ? Words.LEFT_OUT_OF_LOGARITHMIC : Words.LEFT_OUT)
                        .of(Numbers.grouped(leftOut), Numbers.grouped(all));
    }

    double width() {
        return width;
    }

    double height() {
        return top() + PLOT_HEIGHT + below() + legendLines().size() * LEGEND_LINE + EDGE;
    }

    private double top() {
        return yTitle.isEmpty() ? EDGE + 6 : EDGE + 22;
    }

    private static double below() {
        return TICK + 2 * TEXT + TITLE + 4;
    }

    // ---- drawing

    /** Where the panel lies in the picture while it is drawn. */
    private final class Frame {
        final List<Mark> marks;
        final List<double[]> written = new ArrayList<>();
        final Axis horizontal;
        final Axis vertical;
        final double left;
        final double right;
        final double top;
        final double bottom;

        Frame(double x, double y, List<Mark> marks) {
            this.marks = marks;
            vertical = vertical();
            double labels = vertical.ticks.stream()
                    .mapToDouble(tick -> Label.width(tick.label(), TEXT, false)).max().orElse(0);
            left = x + EDGE + labels + TICK + 4;
            top = y + top();
            bottom = top + PLOT_HEIGHT;
            horizontal = horizontal((int) ((x + width - EDGE - left) / TICK_WIDTH));
            double last = horizontal.ticks.isEmpty()
                    ? 0
                    : Label.width(horizontal.ticks.getLast().label(), TEXT, false);
            right = x + width - EDGE - Math.max(8, last / 2);
        }

        double x(double value) {
            return left + (right - left) * horizontal.place(value);
        }

        double y(double value) {
            return bottom - (bottom - top) * vertical.place(value);
        }

        boolean contains(double x, double y) {
            double across = horizontal.place(x);
            double up = vertical.place(y);
            return across >= -1e-9 && across <= 1 + 1e-9 && up >= -1e-9 && up <= 1 + 1e-9;
        }

        /**
         * Writes the value of a line at the place on it that is farthest from what is written already, and
         * beside the paths if it can.
         */
        void label(Series contour) {
            double best = 0;
            int place = -1;
            for (int i = 0; i < contour.x.length; i++) {
                if (Double.isFinite(contour.x[i])) {
                    double x = x(contour.x[i]);
                    double y = y(contour.y[i]);
                    double distance = Math.min(Math.min(x - left, right - x) - 12,
                            Math.min(y - top, bottom - y) - 4);
                    for (double[] other : written) {
                        distance = Math.min(distance, Math.hypot(x - other[0], y - other[1]));
                    }
                    distance = Math.min(distance, LABEL_ROOM + 1 + 2 * fromPaths(x, y));
                    if (distance > best) {
                        best = distance;
                        place = i;
                    }
                }
            }
            if (place >= 0 && best > LABEL_ROOM) {
                double x = x(contour.x[place]);
                double y = y(contour.y[place]);
                written.add(new double[]{ x, y });
                onSheet(this, x, y, contour.name, contour.colour);
            }
        }

        private double fromPaths(double x, double y) {
            double least = Double.POSITIVE_INFINITY;
            for (var one : series) {
                for (int i = 1; one.look == Look.PATH && i < one.x.length; i++) {
                    least = Math.min(least, Line2D.ptSegDist(x(one.x[i - 1]), y(one.y[i - 1]), x(one.x[i]),
                            y(one.y[i]), x, y));
                }
            }
            return Double.isNaN(least) ? 0 : least;
        }
    }

    private Axis horizontal(int most) {
        double[] range = xRange == null ? range(true) : xRange;
        if (logarithmic) {
            return Axis.logarithmic(range[0], range[1], most);
        }
        return xRange == null
                ? Axis.of(range[0], range[1], most, countsAlongX)
                : Axis.exactly(range[0], range[1], most, countsAlongX);
    }

    private Axis vertical() {
        double[] range = yRange == null ? range(false) : yRange;
        int most = (int) (PLOT_HEIGHT / TICK_HEIGHT);
        if (logarithmic) {
            return Axis.logarithmic(range[0], range[1], most);
        }
        if (includesZero) {
            return Axis.exactly(0, Math.max(1, 1.04 * range[1]), most, true);
        }
        return yIsExact
                ? Axis.exactly(range[0], range[1], most, false)
                : Axis.of(range[0], range[1], most, false);
    }

    private double[] range(boolean ofX) {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (var one : series) {
            for (int i = 0; i < one.x.length; i++) {
                if (hasPlace(one.x[i]) && hasPlace(one.y[i])) {
                    double value = ofX ? one.x[i] : one.y[i];
                    least = Math.min(least, value);
                    largest = Math.max(largest, value);
                }
            }
        }
        return least <= largest ? new double[]{ least, largest } : new double[]{ 1, 1 };
    }

    void draw(double x, double y, List<Mark> marks) {
        var frame = new Frame(x, y, marks);
        axes(frame, x);
        for (var one : series) {
            if (one.look == Look.GUIDE) {
                draw(one, frame);
            }
        }
        series.stream().filter(one -> one.look == Look.GUIDE).forEach(one -> guideLabel(one, frame));
        for (var one : series) {
            if (one.look != Look.GUIDE) {
                draw(one, frame);
            }
        }
        // above all lines, so that no path hides a number
        for (var one : series) {
            if (one.look == Look.CONTOUR) {
                frame.label(one);
            }
        }
        legend(frame, x);
    }

    private void axes(Frame frame, double x) {
        line(frame, frame.left, frame.bottom, frame.right, frame.bottom);
        line(frame, frame.left, frame.top, frame.left, frame.bottom);
        for (var tick : frame.horizontal.ticks) {
            double at = frame.x(tick.value());
            line(frame, at, frame.bottom, at, frame.bottom + TICK);
            text(frame, at - Label.width(tick.label(), TEXT, false) / 2, frame.bottom + TICK + TEXT + 1,
                    tick.label(), TEXT, Colours.INK);
        }
        for (var tick : frame.vertical.ticks) {
            double at = frame.y(tick.value());
            line(frame, frame.left - TICK, at, frame.left, at);
            text(frame, frame.left - TICK - 3 - Label.width(tick.label(), TEXT, false), at + 4, tick.label(),
                    TEXT, Colours.INK);
        }
        if (!logarithmic && !yIsExact && frame.vertical.low < 0 && frame.vertical.high > 0) {
            line(frame, frame.left, frame.y(0), frame.right, frame.y(0));
        }
        String across = xTitle
                + (frame.horizontal.factor.isEmpty() ? "" : " (" + frame.horizontal.factor + ")");
        text(frame, (frame.left + frame.right - Label.width(across, TITLE, false)) / 2,
                frame.bottom + TICK + 2 * TEXT + TITLE - 4, across, TITLE, Colours.INK);
        String up = (yTitle + (frame.vertical.factor.isEmpty() ? "" : " (" + frame.vertical.factor + ")"))
                .strip();
        text(frame, x + EDGE, frame.top - 14, up, TITLE, Colours.INK);
    }

    private static void line(Frame frame, double x1, double y1, double x2, double y2) {
        frame.marks.add(new Shape(new Path().moveTo(x1, y1).lineTo(x2, y2), null, Colours.NO_FLOW, 1, false));
    }

    private static void text(Frame frame, double x, double y, String text, double size, String colour) {
        if (!text.isEmpty()) {
            frame.marks.add(new Label(x, y, text, size, false, colour));
        }
    }

    private void draw(Series one, Frame frame) {
        if (one.look == Look.POINTS) {
            frame.marks.add(new Shape(dots(one, frame, DOT), one.colour, null, 0, false));
            return;
        }
        if (one.look == Look.BARS) {
            frame.marks.add(new Shape(rectangles(one, frame), one.colour, null, 0, false));
            return;
        }
        var lines = new PlotLine(frame.left, frame.top, frame.right, frame.bottom);
        for (int i = 0; i < one.x.length; i++) {
            if (hasPlace(one.x[i]) && hasPlace(one.y[i])) {
                lines.to(frame.x(one.x[i]), frame.y(one.y[i]));
            } else {
                lines.gap();
            }
        }
        lines.gap();
        boolean guide = one.look == Look.GUIDE;
        frame.marks.add(new Shape(lines.path, null, one.colour,
                guide || one.look == Look.CONTOUR ? 1.2 : one.look == Look.PATH ? 1.4 : 2,
                guide || one.look == Look.DASHED));
        if (!lines.lone.isEmpty()) {
            var path = new Path();
            lines.lone.forEach(point -> dot(path, point[0], point[1], DOT));
            frame.marks.add(new Shape(path, one.colour, null, 0, false));
        }
        if (one.look == Look.PATH) {
            frame.marks.add(new Shape(dots(one, frame, 0.7 * DOT), one.colour, null, 0, false));
            var end = new Path();
            int last = one.x.length - 1;
            if (frame.contains(one.x[last], one.y[last])) {
                dot(end, frame.x(one.x[last]), frame.y(one.y[last]), 1.6 * DOT);
                frame.marks.add(new Shape(end, Colours.SERIES.get(1), Colours.INK, 1, false));
            }
        }
    }

    /** The name of a line near its lower end. */
    private static void guideLabel(Series one, Frame frame) {
        int last = one.x.length - 1;
        int low = one.y[last] < one.y[0] ? last : 0;
        double x = (1 - NEAR) * frame.x(one.x[low]) + NEAR * frame.x(one.x[last - low]);
        double y = (1 - NEAR) * frame.y(one.y[low]) + NEAR * frame.y(one.y[last - low]);
        onSheet(frame, x, y, one.name, Colours.SOFT);
    }

    /** Text around a place, on a ground of its own that no line runs through. */
    private static void onSheet(Frame frame, double x, double y, String text, String colour) {
        double wide = Label.width(text, TEXT, false);
        var behind = new Path().moveTo(x - wide / 2 - 2, y - 7).lineTo(x + wide / 2 + 2, y - 7)
                .lineTo(x + wide / 2 + 2, y + 6).lineTo(x - wide / 2 - 2, y + 6).close();
        frame.marks.add(new Shape(behind, Colours.SHEET, null, 0, false));
        text(frame, x - wide / 2, y + 4, text, TEXT, colour);
    }

    private static Path rectangles(Series one, Frame frame) {
        var path = new Path();
        for (int i = 0; i + 1 < one.x.length; i++) {
            if (one.y[i] > 0) {
                double left = frame.x(one.x[i]) + 0.5;
                double right = frame.x(one.x[i + 1]) - 0.5;
                // a bar that is not empty is at least one pixel high
                double top = Math.min(frame.bottom - 1, frame.y(one.y[i]));
                path.moveTo(left, frame.bottom).lineTo(left, top).lineTo(right, top)
                        .lineTo(right, frame.bottom)
                        .close();
            }
        }
        return path;
    }

    private Path dots(Series one, Frame frame, double size) {
        var path = new Path();
        var seen = new HashSet<Long>();
        for (int i = 0; i < one.x.length; i++) {
            if (hasPlace(one.x[i]) && hasPlace(one.y[i]) && frame.contains(one.x[i], one.y[i])) {
                double x = frame.x(one.x[i]);
                double y = frame.y(one.y[i]);
                if (seen.add(Math.round(2 * x) << 20 | Math.round(2 * y))) {
                    dot(path, x, y, size);
                }
            }
        }
        return path;
    }

    private static void dot(Path path, double x, double y, double r) {
        double k = r * 0.5523;
        path.moveTo(x + r, y).curveTo(x + r, y + k, x + k, y + r, x, y + r)
                .curveTo(x - k, y + r, x - r, y + k, x - r, y)
                .curveTo(x - r, y - k, x - k, y - r, x, y - r)
                .curveTo(x + k, y - r, x + r, y - k, x + r, y).close();
    }

    // ---- the legend

    /** The series in lines of the legend, as many in each as have room. */
    private List<List<Series>> legendLines() {
        List<List<Series>> lines = new ArrayList<>();
        double room = 0;
        for (var one : series) {
            if (hasLegend && one.look != Look.GUIDE && one.look != Look.CONTOUR) {
                double needed = SAMPLE + 6 + Label.width(one.name, TEXT, false) + LEGEND_GAP;
                if (lines.isEmpty() || needed > room) {
                    lines.add(new ArrayList<>());
                    room = width - 2 * EDGE;
                }
                lines.getLast().add(one);
                room -= needed;
            }
        }
        explanations.forEach(line -> lines.add(List.of()));
        return lines;
    }

    private void legend(Frame frame, double x) {
        double baseline = frame.bottom + below() + LEGEND_LINE - 5;
        int explained = 0;
        for (var line : legendLines()) {
            double pen = x + EDGE;
            for (var one : line) {
                var sample = new Path();
                if (one.look == Look.POINTS) {
                    dot(sample, pen + SAMPLE / 2, baseline - 4, DOT);
                } else {
                    sample.moveTo(pen, baseline - 4).lineTo(pen + SAMPLE, baseline - 4);
                }
                boolean points = one.look == Look.POINTS;
                frame.marks.add(new Shape(sample, points ? one.colour : null, points ? null : one.colour, 2,
                        one.look == Look.DASHED));
                text(frame, pen + SAMPLE + 6, baseline, one.name, TEXT, Colours.INK);
                pen += SAMPLE + 6 + Label.width(one.name, TEXT, false) + LEGEND_GAP;
            }
            if (line.isEmpty()) {
                text(frame, pen, baseline, explanations.get(explained++), TEXT, Colours.SOFT);
            }
            baseline += LEGEND_LINE;
        }
    }
}
