package leibniz.display;

import static leibniz.autograd.Autograd.vjp;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.tensor;

import java.util.Arrays;
import leibniz.autograd.Autograd;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;

/**
 * A function of one number at places between two bounds, each computed for itself, so that it may branch and
 * loop.
 */
final class Samples {
    private static final int COUNT = 201;

    final double[] x = new double[COUNT];
    final double[] y = new double[COUNT];
    /** By automatic differentiation. */
    final double[] slope = new double[COUNT];

    Samples(String call, TensorFunction f, double from, double to, boolean withSlope) {
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException(call + " needs bounds with from < to, but was given from = "
                    + Numbers.compact(from) + " and to = " + Numbers.compact(to));
        }
        for (int i = 0; i < COUNT; i++) {
            x[i] = from + (to - from) * i / (COUNT - 1);
            if (withSlope) {
                double[] both = valueAndSlope(call, f, x[i]);
                y[i] = both[0];
                slope[i] = both[1];
            } else {
                double at = x[i];
                y[i] = number(call, Autograd.noGrad(() -> f.apply(tensor(FLOAT64, at))));
            }
        }
    }

    /** The value of f at a number and its derivative there. */
    static double[] valueAndSlope(String call, TensorFunction f, double at) {
        var found = vjp(x -> {
            var y = f.apply(x);
            number(call, y);
            return y.reshape();
        }, tensor(FLOAT64, at), tensor(FLOAT64, 1));
        return new double[]{ found.value().item(), found.derivative().item() };
    }

    static double number(String call, Tensor y) {
        if (y == null) {
            throw new IllegalArgumentException(
                    call + ": f returned null; it must return the tensor that it computes");
        }
        if (y.numel() != 1) {
            throw new IllegalArgumentException(
                    call + " draws a function from numbers to numbers, but f gave a "
                            + "tensor of shape " + Shapes.text(y.shape())
                            + " for a number; take its sum(), or one element "
                            + "with get(...)");
        }
        return y.item();
    }

    /** From where to where, and the least and the largest value with their places. */
    String range(String name, double[] values) {
        int least = -1;
        int most = -1;
        for (int i = 0; i < COUNT; i++) {
            if (Double.isFinite(values[i])) {
                least = least < 0 || values[i] < values[least] ? i : least;
                most = most < 0 || values[i] > values[most] ? i : most;
            }
        }
        if (least < 0) {
            return Words.NO_FINITE_VALUE_THERE.of(name);
        }
        String runs = Words.RUNS_FROM.of(name, Numbers.compact(values[0]),
                Numbers.compact(values[COUNT - 1]));
        return isConstant(values)
                ? runs
                : Words.LEAST_AND_LARGEST.of(runs, Numbers.compact(values[least]), Numbers.compact(x[least]),
                        Numbers.compact(values[most]), Numbers.compact(x[most]));
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }
}
