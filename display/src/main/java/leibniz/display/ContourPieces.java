package leibniz.display;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short pieces of lines, joined where they meet. */
final class ContourPieces {
    private record Point(double x, double y) {}

    private record Piece(Point from, Point to) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final Map<Point, List<Integer>> at = new HashMap<>();

    void add(double x1, double y1, double x2, double y2) {
        var piece = new Piece(new Point(x1, y1), new Point(x2, y2));
        if (!piece.from.equals(piece.to)) {
            at.computeIfAbsent(piece.from, first -> new ArrayList<>()).add(pieces.size());
            at.computeIfAbsent(piece.to, first -> new ArrayList<>()).add(pieces.size());
            pieces.add(piece);
        }
    }

    /** The lines, with NaN between them: their x and their y. */
    double[][] joined() {
        var used = new boolean[pieces.size()];
        var points = new ArrayList<Point>();
        for (int i = 0; i < pieces.size(); i++) {
            if (!used[i]) {
                used[i] = true;
                var line = new ArrayDeque<>(List.of(pieces.get(i).from, pieces.get(i).to));
                for (var next = after(line.getLast(), used); next != null; next = after(next, used)) {
                    line.addLast(next);
                }
                for (var next = after(line.getFirst(), used); next != null; next = after(next, used)) {
                    line.addFirst(next);
                }
                points.addAll(line);
                points.add(new Point(Double.NaN, Double.NaN));
            }
        }
        return new double[][]{ points.stream().mapToDouble(Point::x).toArray(),
                points.stream().mapToDouble(Point::y).toArray() };
    }

    /** The other end of a piece at the point that has not been used. */
    private @Nullable Point after(Point point, boolean... used) {
        for (int i : at.getOrDefault(point, List.of())) {
            if (!used[i]) {
                used[i] = true;
                return pieces.get(i).from.equals(point) ? pieces.get(i).to : pieces.get(i).from;
            }
        }
        return null;
    }
}
