package leibniz.display;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Values on a grid between which more are put, on cubic curves through their neighbours. */
final class CubicGrid {
    private CubicGrid() {}

    /** Puts {@code times - 1} values between any two neighbours. */
    static double[][] finer(double[][] values, int times) {
        double[][] alongRows = Arrays.stream(values).map(row -> finer(row, times)).toArray(double[][]::new);
        return transposed(Arrays.stream(transposed(alongRows)).map(column -> finer(column, times))
                .toArray(double[][]::new));
    }

    private static double[][] transposed(double[][] rows) {
        return IntStream.range(0, rows[0].length)
                .mapToObj(j -> Arrays.stream(rows).mapToDouble(row -> row[j]).toArray())
                .toArray(double[][]::new);
    }

    private static double[] finer(double[] values, int times) {
        int n = values.length;
        double[] result = new double[times * (n - 1) + 1];
        for (int i = 0; i + 1 < n; i++) {
            double before = i == 0 ? Double.NaN : values[i - 1];
            double after = i + 2 == n ? Double.NaN : values[i + 2];
            for (int k = 0; k < times; k++) {
                result[times * i + k] = between(before, values[i], values[i + 1], after, (double) k / times);
            }
        }
        result[result.length - 1] = values[n - 1];
        return result;
    }

    /**
     * On the curve of Catmull and Rom; a neighbour that is missing is put on the line through the other two.
     */
    private static double between(double before, double from, double to, double after, double t) {
        if (t == 0) {
            return from;
        }
        double a = Double.isFinite(before) ? before : 2 * from - to;
        double b = Double.isFinite(after) ? after : 2 * to - from;
        return from + t / 2 * (to - a + t * (2 * a - 5 * from + 4 * to - b + t * (3 * (from - to) + b - a)));
    }
}
