package leibniz.display;

/**
 * The two directions in which a graph is drawn: along its layers, which is to the right or down the sheet,
 * and across them.
 */
enum Axes {
    RIGHT, DOWN;

    double x(double along, double across) {
        return this == RIGHT ? along : across;
    }

    double y(double along, double across) {
        return this == RIGHT ? across : along;
    }

    Path moveTo(Path path, double along, double across) {
        return path.moveTo(x(along, across), y(along, across));
    }

    Path lineTo(Path path, double along, double across) {
        return path.lineTo(x(along, across), y(along, across));
    }

    /** A curve that begins and ends in the direction along. */
    Path curveTo(Path path, double fromAlong, double fromAcross, double along, double across) {
        double middle = (fromAlong + along) / 2;
        return path.curveTo(x(middle, fromAcross), y(middle, fromAcross), x(middle, across),
                y(middle, across),
                x(along, across), y(along, across));
    }
}
