package leibniz.display;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.tensor;

import java.util.ArrayList;
import java.util.List;
import leibniz.autograd.Autograd;
import leibniz.autograd.TensorFunction;

/** Gradient descent on a function of two numbers, over its contours. */
final class Descent {
    private static final String CALL = "interactDescent(f, x1, x2, y1, y2)";

    private final TensorFunction f;
    private final double[] bounds;
    private final double[] start;

    /**
     * It starts near the corner where both are least, at an eighth of the way along x and a quarter along y.
     */
    Descent(TensorFunction f, double x1, double x2, double y1, double y2) {
        ContourPlot.requireBounds(CALL, x1, x2, y1, y2);
        this.f = f;
        bounds = new double[]{ x1, x2, y1, y2 };
        start = new double[]{ x1 + (x2 - x1) / 8, y1 + (y2 - y1) / 4 };
    }

    Displayable with(double exponent, int steps) {
        double rate = Math.pow(10, exponent);
        List<double[]> path = new ArrayList<>(List.of(start));
        double[] place = start;
        for (int i = 0; i < steps && Double.isFinite(place[0] + place[1]); i++) {
            double[] slope = gradient(place);
            place = new double[]{ place[0] - rate * slope[0], place[1] - rate * slope[1] };
            if (Double.isFinite(place[0] + place[1])) {
                path.add(place);
            }
        }
        double reached = value(path.getLast());
        String line = LiveWords.DESCENT.of(Numbers.compact(rate), path.size() - 1,
                Numbers.compact(path.getLast()[0]), Numbers.compact(path.getLast()[1]),
                Numbers.compact(reached), Numbers.compact(value(start)));
        return new Captioned(line, ContourPlot.of(f, bounds[0], bounds[1], bounds[2], bounds[3],
                path.toArray(double[][]::new)));
    }

    private double value(double... place) {
        return Samples.number(CALL, Autograd.noGrad(() -> f.apply(tensor(FLOAT64, place))));
    }

    private double[] gradient(double... place) {
        return new Elements(Autograd.vjp(p -> {
            var y = f.apply(p);
            Samples.number(CALL, y);
            return y.reshape();
        }, tensor(FLOAT64, place), tensor(FLOAT64, 1)).derivative()).numbers();
    }
}
