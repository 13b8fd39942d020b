package leibniz.display;

import java.util.Arrays;

/** Lines and cubic curves in picture coordinates (y points down), as SVG writes them. */
final class Path {
    private static final char[] COMMANDS = { 'M', 'L', 'C', 'Z' };
    private static final int[] COORDINATES = { 2, 2, 6, 0 };

    private byte[] commands = new byte[8];
    private double[] coordinates = new double[32];
    private int commandCount;
    private int coordinateCount;

    Path moveTo(double x, double y) {
        return add(0, x, y);
    }

    Path lineTo(double x, double y) {
        return add(1, x, y);
    }

    Path curveTo(double x1, double y1, double x2, double y2, double x, double y) {
        return add(2, x1, y1, x2, y2, x, y);
    }

    Path close() {
        return add(3);
    }

    private Path add(int command, double... values) {
        if (commandCount == commands.length) {
            commands = Arrays.copyOf(commands, 2 * commandCount);
        }
        if (coordinateCount + values.length > coordinates.length) {
            coordinates = Arrays.copyOf(coordinates, 2 * coordinates.length);
        }
        commands[commandCount++] = (byte) command;
        System.arraycopy(values, 0, coordinates, coordinateCount, values.length);
        coordinateCount += values.length;
        return this;
    }

    /** Writes the value of the attribute {@code d} of an SVG path. */
    void svg(StringBuilder out) {
        int at = 0;
        for (int i = 0; i < commandCount; i++) {
            out.append(COMMANDS[commands[i]]);
            for (int k = 0; k < COORDINATES[commands[i]]; k++) {
                if (k > 0) {
                    out.append(' ');
                }
                Svg.number(out, coordinates[at++]);
            }
        }
    }
}
