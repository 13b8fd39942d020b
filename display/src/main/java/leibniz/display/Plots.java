package leibniz.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import leibniz.display.Panel.Look;

/** Functions and series of numbers as plots. */
final class Plots {
    private static final int MOST_SERIES = 12;
    private static final int MOST_POINTS = 200_000;

    private Plots() {}

    static Displayable function(TensorFunction f, double from, double to) {
        var samples = new Samples("plot(f, from, to)", f, from, to, false);
        var panel = new Panel("x", "f(x)", false);
        panel.add("f", samples.x, samples.y, Look.LINE);
        panel.withoutLegend();
        return new Plot(
                Words.PLOT_OF_F.of(Numbers.compact(from), Numbers.compact(to), samples.range("f", samples.y)),
                panel);
    }

    static Displayable withDerivative(TensorFunction f, double from, double to) {
        var samples = new Samples("plotWithDerivative(f, from, to)", f, from, to, true);
        var panel = new Panel("x", "", false);
        panel.add("f", samples.x, samples.y, Look.LINE);
        panel.add("f\u2032", samples.x, samples.slope, Look.LINE);
        return new Plot(
                Words.PLOT_WITH_DERIVATIVE.of(Numbers.compact(from), Numbers.compact(to),
                        samples.range("f", samples.y),
                        samples.range("f\u2032", samples.slope)),
                panel);
    }

    static Displayable tangent(TensorFunction f, double at, double from, double to) {
        String call = "plotTangent(f, at, from, to)";
        var samples = new Samples(call, f, from, to, false);
        double[] point = Samples.valueAndSlope(call, f, at);
        double slope = point[1];
        double constant = point[0] - slope * at;
        String line = Numbers.compact(slope) + "x " + (constant < 0 ? "\u2212 " : "+ ")
                + Numbers.compact(Math.abs(constant));
        var panel = new Panel("x", "", false);
        panel.add("f", samples.x, samples.y, Look.LINE);
        panel.add(Words.TANGENT.of("= " + line), new double[]{ from, to },
                new double[]{ constant + slope * from, constant + slope * to }, Look.DASHED);
        panel.add("x = " + Numbers.compact(at), new double[]{ at }, new double[]{ point[0] }, Look.POINTS);
        return new Plot(
                Words.PLOT_OF_TANGENT.of(Numbers.compact(from), Numbers.compact(to), Numbers.compact(at),
                        Numbers.compact(point[0]), Numbers.compact(slope), "= " + line,
                        samples.range("f", samples.y)),
                panel);
    }

    static Displayable series(Tensor y) {
        double[] values = vector("plot(y)", "y", y);
        double[] index = IntStream.range(0, values.length).asDoubleStream().toArray();
        String name = name(y, "y");
        var panel = new Panel(Words.INDEX.of(), name, false);
        panel.add(name, index, values, Look.LINE);
        panel.withoutLegend();
        return new Plot(Words.PLOT_OF.of(describe(name, values)), panel);
    }

    static Displayable series(Tensor x, Tensor... ys) {
        String call = "plot(x, ys...)";
        double[] places = vector(call, "x", x);
        if (ys.length > MOST_SERIES) {
            throw new IllegalArgumentException(
                    call + " draws at most " + MOST_SERIES + " series, which is as many as "
                            + "can be told apart, but was given " + ys.length);
        }
        var panel = new Panel(name(x, "x"), ys.length == 1 ? name(ys[0], "y") : "", false);
        var texts = new ArrayList<String>();
        var used = new ArrayList<String>();
        for (int i = 0; i < ys.length; i++) {
            double[] values = vector(call, "series " + (i + 1), ys[i]);
            if (values.length != places.length) {
                throw new IllegalArgumentException(call + " needs as many values as places, but x has "
                        + places.length + " elements and series " + (i + 1) + " has " + values.length);
            }
            String name = name(ys[i], ys.length == 1 ? "y" : "y" + (i + 1));
            while (used.contains(name)) {
                name += "\u2032";
            }
            used.add(name);
            panel.add(name, places, values, Look.LINE);
            texts.add(describe(name, values));
        }
        if (ys.length < 2) {
            panel.withoutLegend();
        }
        return new Plot(Words.PLOT_AGAINST.of(name(x, "x"), String.join("; ", texts)), panel);
    }

    private static double[] vector(String call, String name, Tensor values) {
        if (values == null) {
            throw new IllegalArgumentException(
                    call + ": " + name + " is null; give it a tensor with numbers");
        }
        if (values.isSymbolic()) {
            throw new IllegalArgumentException(
                    call + ": " + name + " is built on symbols and has no numbers; "
                            + "bind(...) data to it first");
        }
        if (values.dim() != 1) {
            throw new IllegalArgumentException(call + " draws vectors, but " + name + " has the shape "
                    + Shapes.text(values.shape()) + "; take one row or column of it, or reshape(-1)");
        }
        if (values.numel() > MOST_POINTS) {
            throw new IllegalArgumentException(call + " draws at most " + MOST_POINTS + " points, but " + name
                    + " has "
                    + values.numel() + "; take every tenth with slice(0, 0, " + values.numel() + ", 10)");
        }
        var elements = new Elements(values);
        return IntStream.range(0, values.numel()).mapToDouble(i -> Elements.number(elements.at(i))).toArray();
    }

    /** The notebook's variable that holds the tensor. */
    private static String name(Tensor x, String otherwise) {
        var notebook = Services.VARIABLE_NAMES;
        if (notebook != null) {
            for (Map.Entry<String, Object> variable : notebook.variables().entrySet()) {
                if (variable.getValue() == x) {
                    return variable.getKey();
                }
            }
        }
        return otherwise;
    }

    private static String describe(String name, double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return Words.SERIES_WITHOUT_VALUES.of(name);
        }
        return Words.SERIES.of(name, values.length, Numbers.compact(values[0]),
                Numbers.compact(values[values.length - 1]),
                Numbers.compact(Arrays.stream(finite).min().getAsDouble()),
                Numbers.compact(Arrays.stream(finite).max().getAsDouble()));
    }
}
