package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

/** The text of the failures of random tensors, in the manner of {@link Errors}. */
final class RandomErrors {
    private RandomErrors() {}

    static RuntimeException normal(String operation, double mean, double std) {
        return Errors.argument(
                "%s: the mean is %s and the standard deviation %s, but the mean must be a number and the "
                        + "standard deviation 0 or more.",
                operation, mean, std);
    }

    static RuntimeException uniform(double from, double to) {
        return Errors.argument(
                "uniform_: numbers from %s to %s cannot be drawn: both must be finite, and the first the smaller one.",
                from, to);
    }

    static RuntimeException probability(String operation, double p) {
        return Errors.argument("%s: the probability %s does not lie from 0 to 1.", operation, p);
    }

    static RuntimeException multinomialShape(int[] shape) {
        return Errors.argument(
                "multinomial: the weights have shape %s, but they are a vector with a weight for each place, or a "
                        + "matrix of such rows.",
                text(shape));
    }

    static RuntimeException weight(double weight) {
        return Errors.argument("multinomial: a weight is %s, but weights are 0 or more.", weight);
    }

    static RuntimeException multinomialCount(int count, int possible, double total) {
        return Double.isInfinite(total)
                ? Errors.argument("multinomial: the weights add up to infinity; divide them by the largest.")
                : Errors.argument(
                        "multinomial: %d places are to be drawn, but only %d have a weight above 0. Draw fewer, or let "
                                + "places come again: multinomial(weights, %1$d, true).",
                        count, possible);
    }
}
