package leibniz.display;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.tensor;

import java.util.List;
import leibniz.autograd.Autograd;
import leibniz.autograd.TensorFunction;
import leibniz.display.Panel.Look;

/** The step h of a numeric derivative: both differences at a place with their errors, for any h. */
final class StepOfDifference {
    static final String CALL = "interactDifference(f, x)";
    /** The steps are powers of ten with these exponents. */
    static final int LEAST = -16;
    private static final int PER_DECADE = 4;

    private final TensorFunction f;
    private final double x;
    private final double value;
    private final double slope;
    private final double[] steps = new double[-LEAST * PER_DECADE + 1];
    private final double[] forward = new double[steps.length];
    private final double[] central = new double[steps.length];

    StepOfDifference(TensorFunction f, double x) {
        this.f = f;
        this.x = x;
        double[] found = Samples.valueAndSlope(CALL, f, x);
        value = found[0];
        slope = found[1];
        if (!Double.isFinite(value) || !Double.isFinite(slope)) {
            throw Refusals.of(LiveWords.NO_DERIVATIVE, CALL, Numbers.compact(x), Numbers.compact(value),
                    Numbers.compact(slope));
        }
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.pow(10, LEAST + (double) i / PER_DECADE);
            forward[i] = Math.abs(forward(steps[i]) - slope);
            central[i] = Math.abs(central(steps[i]) - slope);
        }
    }

    private double at(double place) {
        return Samples.number(CALL, Autograd.noGrad(() -> f.apply(tensor(FLOAT64, place))));
    }

    private double forward(double h) {
        return (at(x + h) - value) / h;
    }

    private double central(double h) {
        return (at(x + h) - at(x - h)) / (2 * h);
    }

    /** Both errors against h, and those of this h as points. */
    Displayable with(double exponent) {
        double h = Math.pow(10, exponent);
        double ahead = forward(h);
        double around = central(h);
        var panel = new Panel(Words.STEP_H.of(), LiveWords.ERROR.of(), true);
        panel.add(Words.FORWARD_DIFFERENCE.of(), steps, forward, Look.LINE);
        panel.add(Words.CENTRAL.of(), steps, central, Look.LINE);
        panel.add("h = " + Numbers.compact(h), new double[]{ h, h },
                new double[]{ Math.abs(ahead - slope), Math.abs(around - slope) }, Look.POINTS);
        String text = LiveWords.DIFFERENCES.of(Numbers.compact(h), Numbers.compact(x), Numbers.full(slope),
                Numbers.full(ahead), Numbers.brief(Math.abs(ahead - slope)), Numbers.full(around),
                Numbers.brief(Math.abs(around - slope)));
        return new Captioned(text, new Plot(List.of(), LiveWords.ERRORS.of(), panel.note(), panel));
    }
}
