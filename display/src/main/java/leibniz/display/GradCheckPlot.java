package leibniz.display;

import static leibniz.autograd.Autograd.gradCheck;
import static leibniz.autograd.Autograd.jacobian;
import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.DType.FLOAT64;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import leibniz.autograd.GradCheckReport;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import leibniz.display.Panel.Look;

/**
 * A gradient check as two panels: the relative error of differences against their step h, which falls with h
 * until rounding makes it rise, and each derivative by the rules against the central difference.
 */
final class GradCheckPlot {
    private static final int WIDTH = 380;
    private static final int MOST_ENTRIES = 256;
    private static final int LARGEST_EXPONENT = 0;
    private static final int LEAST_EXPONENT = -14;
    private static final double LEAST_ERROR = 1e-16;
    private static final int STEPS_PER_DECADE = 2;

    private GradCheckPlot() {}

    static Displayable of(TensorFunction f, Tensor given) {
        Tensor x = given.detach().to(FLOAT64).copy();
        if (x.numel() == 0 || x.numel() > MOST_ENTRIES) {
            throw Refusals.of(Refusals.TOO_MANY_TO_CHECK, x.numel(), MOST_ENTRIES);
        }
        GradCheckReport report = gradCheck(f, x);
        int steps = (LARGEST_EXPONENT - LEAST_EXPONENT) * STEPS_PER_DECADE + 1;
        double[] h = IntStream.range(0, steps)
                .mapToDouble(i -> Math.pow(10, LARGEST_EXPONENT - (double) i / STEPS_PER_DECADE)).toArray();
        double[][] analytic = analytic(f, x);
        double[] value = values(f, x);
        double[] forward = new double[steps];
        double[] central = new double[steps];
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j < x.numel(); j++) {
                double[] above = values(f, moved(x, j, h[i]));
                double[] below = values(f, moved(x, j, -h[i]));
                for (int k = 0; k < value.length; k++) {
                    forward[i] = Math.max(forward[i], error((above[k] - value[k]) / h[i], analytic[k][j]));
                    central[i] = Math.max(central[i],
                            error((above[k] - below[k]) / (2 * h[i]), analytic[k][j]));
                }
            }
        }
        var errors = new Panel(WIDTH, Words.STEP_H.of(), Words.RELATIVE_ERROR.of(), true);
        errors.add(Words.FORWARD_DIFFERENCE.of(), h, forward, Look.POINTS);
        errors.add(Words.CENTRAL.of(), h, central, Look.POINTS);
        double least = Math.pow(10, LEAST_EXPONENT);
        guide(errors, "h", least, step -> step);
        guide(errors, "h\u00b2", Math.sqrt(LEAST_ERROR), step -> step * step);
        guide(errors, "\u03b5/h", least, step -> Math.ulp(1.0) / step);
        errors.explain(Words.GUIDE_H.of());
        errors.explain(Words.GUIDE_H2.of());
        errors.explain(Words.GUIDE_ROUNDING.of());
        var verdict = GradCheckVerdict.of(report, f, x);
        return new Plot(verdict,
                Words.joined(List.of(Words.joined(verdict), text(report, h, forward, central))),
                errors.note(),
                errors, entries(report));
    }

    private static Panel entries(GradCheckReport report) {
        var panel = new Panel(WIDTH, Words.BY_THE_RULES.of(), Words.CENTRAL_DIFFERENCE.of(), false);
        double[] analytic = report.entries().stream().mapToDouble(entry -> entry.analytic()).toArray();
        double[] numeric = report.entries().stream().mapToDouble(entry -> entry.numeric()).toArray();
        double least = DoubleStream.of(analytic).filter(Double::isFinite).min().orElse(0);
        double most = DoubleStream.of(analytic).filter(Double::isFinite).max().orElse(1);
        double margin = most > least ? 0 : 1;
        panel.add(Words.EACH_DERIVATIVE.of(), analytic, numeric, Look.POINTS);
        panel.add(Words.EQUAL.of(), new double[]{ least - margin, most + margin },
                new double[]{ least - margin, most + margin },
                Look.GUIDE);
        return panel;
    }

    private static double[][] analytic(TensorFunction f, Tensor x) {
        Tensor jacobian = jacobian(f, x);
        var elements = new Elements(jacobian.reshape(jacobian.numel() / x.numel(), x.numel()));
        return MathText.rows(elements.shape[0], x.numel(), (i, j) -> Elements.number(elements.at(i, j)));
    }

    private static double[] values(TensorFunction f, Tensor x) {
        Tensor y = noGrad(() -> f.apply(x));
        var elements = new Elements(y.reshape(y.numel()));
        return IntStream.range(0, y.numel()).mapToDouble(i -> Elements.number(elements.at(i))).toArray();
    }

    private static Tensor moved(Tensor x, int element, double by) {
        Tensor flat = x.copy().reshape(x.numel());
        return flat.set_(flat.get(element).item() + by, element).reshape(x.shape());
    }

    private static double error(double numeric, double analytic) {
        double size = Math.max(Math.abs(numeric), Math.abs(analytic));
        return size == 0 ? 0 : Math.abs(numeric - analytic) / size;
    }

    private static void guide(Panel panel, String name, double from, DoubleUnaryOperator f) {
        panel.add(name, new double[]{ from, 1 }, new double[]{ f.applyAsDouble(from), f.applyAsDouble(1) },
                Look.GUIDE);
    }

    private static String text(GradCheckReport report, double[] h, double[] forward, double[] central) {
        boolean agree = report.entries().stream().allMatch(entry -> entry.error() <= report.tolerance());
        boolean bothFall = agree && report.entries().stream().allMatch(entry -> entry.cause().isEmpty());
        String best = bothFall
                ? Words.BEST_STEPS.of(Numbers.compact(h[best(forward)]),
                        Numbers.compact(forward[best(forward)]),
                        Numbers.compact(h[best(central)]), Numbers.compact(central[best(central)]))
                : "";
        return Words.GRAD_CHECK.of(Numbers.power(LEAST_EXPONENT), best, report.entries().size(),
                agree ? Words.ON_THE_DIAGONAL : Words.NOT_ON_THE_DIAGONAL, Numbers.brief(report.maxError()));
    }

    private static int best(double... errors) {
        return IntStream.range(0, errors.length).boxed().min((a, b) -> Double.compare(errors[a], errors[b]))
                .orElse(0);
    }
}
