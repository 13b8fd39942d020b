package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Derivatives by the rules, in both modes, against {@link Differences}, in FLOAT64.
 */
final class GradCheck {
    /** Beside values of about 1, derivatives are held to be as good as 0 where they are far below this. */
    private static final double SMALLEST = 1e-3;

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
            return new GradCheckReport(check.entries, Differences.TOLERANCE);
        });
    }

    /**
     * Different weights for the outputs, so that errors in them do not cancel in the gradient; of a single
     * number the report shall show its second derivatives as they are.
     */
    private static Tensor weights(Tensor value) {
        if (value.numel() == 1) {
            return Tensors.onesLike(value);
        }
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
        double[] values = numbers(value);
        double smallest = SMALLEST * Math.max(1, DoubleStream.of(values).map(Math::abs).max().orElse(0));
        for (int k = 0; k < xs.size(); k++) {
            int n = xs.get(k).numel();
            for (int j = 0; j < n; j++) {
                Differences differences = differences(f, k, j, values);
                for (int i = 0; i < values.length; i++) {
                    int place = i * n + j;
                    add(order, "reverse", k, j, value, i, flat(reverse.get(k), place), smallest, differences);
                    add(order, "forward", k, j, value, i, flat(forward.get(k), place), smallest, differences);
                }
            }
        }
    }

    private Differences differences(TensorsFunction f, int input, int element, double... values) {
        return new Differences(moved -> numbers(f.apply(with(input, element, moved))),
                xs.get(input).storage.getDouble(element), values);
    }

    private static double[] numbers(Tensor x) {
        return Loops.copy(x, DType.FLOAT64).storage.doubles();
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
            double analytic, double smallest, Differences differences) {
        Differences.Finding found = differences.compare(output, analytic, smallest);
        double error = Differences.error(analytic, found.numeric(), smallest);
        entries.add(new GradCheckEntry(order, mode, input, index(xs.get(input), element),
                index(value, output), analytic, found.numeric(), error, found.cause()));
    }

    private static List<Integer> index(Tensor x, int place) {
        return Arrays.stream(Shapes.index(x.layout.shape, place)).boxed().toList();
    }
}
