package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Derivatives by the rules, in both modes, against central differences (f(x + h) - f(x - h)) / 2h, in
 * FLOAT64.
 */
final class GradCheck {
    private static final double TOLERANCE = 1e-6;
    /** The cube root of the rounding error, where that and the error of the formula are about equal. */
    private static final double STEP = Math.cbrt(Math.ulp(1.0));

    private final List<Tensor> xs;
    private final List<GradCheckEntry> entries = new ArrayList<>();

    private GradCheck(List<Tensor> xs) {
        this.xs = xs;
    }

    static GradCheckReport check(int order, TensorsFunction f, List<Tensor> xs) {
        if (order != 1 && order != 2) {
            throw GradientErrors.gradCheckOrder(order);
        }
        GradCheck check = new GradCheck(xs.stream().map(x -> Loops.copy(x, DType.FLOAT64)).toList());
        return Autograd.enableGrad(() -> {
            check.compare(1, f);
            for (int i = 0; i < xs.size() && order == 2; i++) {
                int input = i;
                check.compare(2, in -> gradient(f, in).get(input));
            }
            return new GradCheckReport(check.entries, TOLERANCE);
        });
    }

    /** Different weights for the outputs, so that errors in them do not cancel in the gradient. */
    private static Tensor weights(Tensor value) {
        return Tensors.linspace(DType.FLOAT64, 0.5, 1.5, value.numel()).reshape(value.layout.shape);
    }

    private static List<Tensor> gradient(TensorsFunction f, List<Tensor> xs) {
        Pullback pullback = Pullback.of("gradCheck", f, xs);
        return pullback.derivatives(weights(pullback.value()));
    }

    private void compare(int order, TensorsFunction f) {
        Tensor value = Autograd.value("gradCheck", f, xs);
        Checks.requireFloating("gradCheck", value);
        List<Tensor> reverse = Jacobians.reverse(f, xs);
        List<Tensor> forward = Jacobians.columns(f, xs, value.layout.shape);
        for (int k = 0; k < xs.size(); k++) {
            int n = xs.get(k).numel();
            for (int j = 0; j < n; j++) {
                double[] numeric = difference(f, k, j);
                for (int i = 0; i < numeric.length; i++) {
                    add(order, "reverse", k, j, value, i, flat(reverse.get(k), i * n + j), numeric[i]);
                    add(order, "forward", k, j, value, i, flat(forward.get(k), i * n + j), numeric[i]);
                }
            }
        }
    }

    private double[] difference(TensorsFunction f, int input, int element) {
        double x = xs.get(input).storage.getDouble(element);
        double h = STEP * Math.max(1, Math.abs(x));
        Tensor above = f.apply(with(input, element, x + h));
        Tensor below = f.apply(with(input, element, x - h));
        Tensor slope = Loops.copy(above.sub(below).div(x + h - (x - h)), DType.FLOAT64);
        return slope.storage.doubles();
    }

    private List<Tensor> with(int input, int element, double value) {
        List<Tensor> moved = new ArrayList<>(xs);
        moved.set(input, Loops.copy(xs.get(input), DType.FLOAT64));
        moved.get(input).storage.setDouble(element, value);
        return moved;
    }

    private static double flat(Tensor x, int place) {
        Tensor in = Loops.contiguous(x);
        return in.storage.getDouble(in.layout.offset + place);
    }

    private void add(int order, String mode, int input, int element, Tensor value, int output,
            double analytic,
            double numeric) {
        double error = Math.abs(analytic - numeric)
                / Math.max(1, Math.max(Math.abs(analytic), Math.abs(numeric)));
        entries.add(
                new GradCheckEntry(order, mode, input, index(xs.get(input), element), index(value, output),
                        analytic, numeric, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error));
    }

    private static List<Integer> index(Tensor x, int place) {
        return Arrays.stream(Shapes.index(x.layout.shape, place)).boxed().toList();
    }
}
