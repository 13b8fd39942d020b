package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A line through points of a picture, in pieces where it has gaps, cut off above and below, and with no more
 * points than can be seen: of those in one column of pixels the first, the highest, the lowest and the last.
 */
final class PlotLine {
    private static final double CLOSE = 2.5;

    final Path path = new Path();
    /** Points with a gap on both sides, which no line goes through. */
    final List<double[]> lone = new ArrayList<>();
    private final double left;
    private final double top;
    private final double right;
    private final double bottom;
    /** Where the part of a segment begins and ends that lies within the bounds. */
    private double start;
    private double end;
    private final List<double[]> piece = new ArrayList<>();

    PlotLine(double left, double top, double right, double bottom) {
        this.left = left;
        this.top = top;
        this.right = right;
        this.bottom = bottom;
    }

    void to(double x, double y) {
        piece.add(new double[]{ x, y });
    }

    /** Ends a piece. */
    void gap() {
        if (piece.size() == 1) {
            double[] point = piece.getFirst();
            if (point[0] >= left && point[0] <= right && point[1] >= top && point[1] <= bottom) {
                lone.add(point);
            }
        } else if (!piece.isEmpty()) {
            var points = thinned();
            boolean drawing = false;
            for (int i = 1; i < points.size(); i++) {
                drawing = segment(points.get(i - 1), points.get(i), drawing);
            }
        }
        piece.clear();
    }

    /** Draws what of the segment lies within the bounds; answers whether its end does. */
    private boolean segment(double[] from, double[] to, boolean drawing) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        start = 0;
        end = 1;
        if (!keeps(from[0], dx, left, right) || !keeps(from[1], dy, top, bottom) || start >= end) {
            return false;
        }
        if (!drawing || start > 0) {
            path.moveTo(from[0] + start * dx, from[1] + start * dy);
        }
        path.lineTo(from[0] + end * dx, from[1] + end * dy);
        return end == 1;
    }

    /** Cuts off what lies outside in one direction, unless that is all. */
    private boolean keeps(double from, double length, double low, double high) {
        if (length == 0) {
            return from >= low && from <= high;
        }
        double a = (low - from) / length;
        double b = (high - from) / length;
        start = Math.max(start, Math.min(a, b));
        end = Math.min(end, Math.max(a, b));
        return true;
    }

    /** Without points that lie right beside the one before. */
    private static List<double[]> apart(List<double[]> points) {
        var result = new ArrayList<double[]>();
        for (int i = 0; i < points.size(); i++) {
            double[] point = points.get(i);
            double[] before = result.isEmpty() ? null : result.getLast();
            if (before == null || i == points.size() - 1
                    || Math.hypot(point[0] - before[0], point[1] - before[1]) > CLOSE) {
                result.add(point);
            }
        }
        return result;
    }

    private List<double[]> thinned() {
        var points = new ArrayList<double[]>();
        int from = 0;
        while (from < piece.size()) {
            int to = from;
            int highest = from;
            int lowest = from;
            long column = Math.round(piece.get(from)[0]);
            while (to + 1 < piece.size() && Math.round(piece.get(to + 1)[0]) == column) {
                to++;
                highest = piece.get(to)[1] < piece.get(highest)[1] ? to : highest;
                lowest = piece.get(to)[1] > piece.get(lowest)[1] ? to : lowest;
            }
            int first = from;
            int last = to;
            int high = highest;
            int low = lowest;
            IntStream.of(first, Math.min(high, low), Math.max(high, low), last).distinct()
                    .forEach(i -> points.add(piece.get(i)));
            from = to + 1;
        }
        return apart(points);
    }
}
