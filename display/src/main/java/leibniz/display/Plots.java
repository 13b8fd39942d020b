package leibniz.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import leibniz.display.Panel.Look;

/** Functions and series of numbers as plots. */
final class Plots {
    private static final int MOST_SERIES = 12;
    private static final int MOST_POINTS = 200_000;
    private static final String PRIME = "f\u2032";
    /** A constant of a tangent that is smaller than this part of its terms is what rounding left of 0. */
    private static final double ROUNDING = 1e-13;
    /** How much a tangent may widen the vertical axis, in heights of the curve. */
    private static final double TANGENT_ROOM = 0.6;

    private Plots() {}

    static Displayable function(TensorFunction f, double from, double to) {
        var samples = new Samples("plot(f, from, to)", f, from, to, false);
        var panel = new Panel("x", "f(x)", false);
        panel.xFrom(from, to);
        panel.withoutLegend();
        String note = curves(panel, Map.of("f", samples.curve()));
        String text = Words.PLOT_OF_F.of(Numbers.compact(from), Numbers.compact(to),
                samples.range("f", samples.y));
        return new Plot(List.of(), text, joined(note, panel.note()), panel);
    }

    static Displayable withDerivative(TensorFunction f, double from, double to) {
        var samples = new Samples("plotWithDerivative(f, from, to)", f, from, to, true);
        var panel = new Panel("x", "", false);
        panel.xFrom(from, to);
        var curves = new LinkedHashMap<String, Samples.Curve>();
        curves.put("f", samples.curve());
        curves.put(Words.DERIVATIVE_PRIME.of(), samples.slopes());
        String note = curves(panel, curves);
        String text = Words.PLOT_WITH_DERIVATIVE.of(Numbers.compact(from), Numbers.compact(to),
                samples.range("f", samples.y), samples.range(PRIME, samples.slope));
        return new Plot(List.of(), text, joined(note, panel.note()), panel);
    }

    /**
     * Adds the curves; says what is cut off where one has a pole, beside which nothing else could be seen.
     */
    private static String curves(Panel panel, Map<String, Samples.Curve> curves) {
        curves.forEach((name, curve) -> panel.add(name, curve.x, curve.y, Look.LINE, curve.gaps));
        if (curves.values().stream().noneMatch(curve -> curve.hasPole)) {
            return "";
        }
        double low = curves.values().stream().mapToDouble(curve -> curve.low).min().orElse(0);
        double high = curves.values().stream().mapToDouble(curve -> curve.high).max().orElse(0);
        panel.yFrom(low, high);
        boolean below = curves.values().stream().anyMatch(curve -> curve.hasPole && curve.goesBelow(low));
        boolean above = curves.values().stream().anyMatch(curve -> curve.hasPole && curve.goesAbove(high));
        return below && above
                ? Words.BEYOND_THE_PLOT.of(Numbers.brief(low), Numbers.brief(high))
                : below
                        ? Words.BELOW_THE_PLOT.of(Numbers.brief(low))
                        : Words.ABOVE_THE_PLOT.of(Numbers.brief(high));
    }

    private static String joined(String... notes) {
        return String.join("\n", Arrays.stream(notes).filter(note -> !note.isEmpty()).toList());
    }

    static Displayable tangent(String call, TensorFunction f, double at, double from, double to) {
        var samples = new Samples(call, f, from, to, false);
        double[] point = Samples.valueAndSlope(call, f, at);
        double value = point[0];
        double slope = point[1];
        var panel = new Panel("x", "", false);
        panel.xFrom(Math.min(from, at), Math.max(to, at));
        var curve = samples.curve();
        String note = curves(panel, Map.of("f", curve));
        double constant = value - slope * at;
        if (Math.abs(constant) < ROUNDING * Math.max(Math.abs(value), Math.abs(slope * at))) {
            constant = 0;
        }
        boolean finite = Double.isFinite(value) && Double.isFinite(constant);
        Sides others = finite ? samples.otherSlopes(at, value, slope) : null;
        boolean exists = finite && others == null;
        String line = exists ? equation(slope, constant) : "";
        if (exists) {
            double[] ends = { panel.xLow(), panel.xHigh() };
            double[] heights = { constant + slope * ends[0], constant + slope * ends[1] };
            double room = TANGENT_ROOM * (curve.high - curve.low);
            panel.yFrom(
                    Math.min(value,
                            Math.max(curve.low - room,
                                    Math.min(curve.low, Math.min(heights[0], heights[1])))),
                    Math.max(value, Math.min(curve.high + room,
                            Math.max(curve.high, Math.max(heights[0], heights[1])))));
            panel.add(Words.TANGENT.of(line), ends, heights, Look.DASHED);
        }
        panel.add("x = " + Numbers.compact(at), new double[]{ at }, new double[]{ value }, Look.POINTS);
        String where = Numbers.compact(at);
        String range = samples.range("f", samples.y);
        String otherwise = others == null
                ? ""
                : Words.OTHER_SLOPES.of(where, Numbers.compact(slope), others.text());
        String text = others != null
                ? Words.PLOT_OF_F.of(Numbers.compact(from), Numbers.compact(to), range)
                : exists
                        ? Words.PLOT_OF_TANGENT.of(Numbers.compact(from), Numbers.compact(to), where,
                                Numbers.compact(value),
                                Numbers.compact(slope), line, range)
                        : Words.PLOT_WITHOUT_TANGENT.of(Numbers.compact(from), Numbers.compact(to), where,
                                Numbers.compact(value),
                                Numbers.compact(slope), range);
        return new Plot(List.of(), text, joined(otherwise, note, panel.note()), panel);
    }

    /** {@code = 2x + 1}, without what is 0 or a factor of 1. */
    static String equation(double slope, double constant) {
        String sign = Numbers.isRounded(slope) || Numbers.isRounded(constant) ? "\u2248 " : "= ";
        String factor = slope == 1
                ? ""
                : slope == -1 ? "\u2212" : Numbers.compact(slope).replace("-", "\u2212");
        String product = slope == 0 ? "" : factor + "x";
        if (product.isEmpty() || constant == 0) {
            return sign + (product.isEmpty() ? Numbers.compact(constant).replace("-", "\u2212") : product);
        }
        return sign + product + (constant < 0 ? " \u2212 " : " + ") + Numbers.compact(Math.abs(constant));
    }

    static Displayable series(Tensor y) {
        return series(name(y, "y", Words.VALUES), vector("plot(y)", "y", y));
    }

    static Displayable series(List<? extends Number> y) {
        for (int i = 0; i < y.size(); i++) {
            if (y.get(i) == null) {
                throw Refusals.of(Refusals.NULL_AT, i);
            }
        }
        return series(name(y, "y", Words.VALUES), y.stream().mapToDouble(Number::doubleValue).toArray());
    }

    static Displayable series(double... y) {
        return series(name(y, "y", Words.VALUES), y);
    }

    private static Displayable series(String name, double... values) {
        requireFewPoints("plot(y)", "y", values.length);
        double[] index = IntStream.range(0, values.length).asDoubleStream().toArray();
        var panel = new Panel(Words.INDEX.of(), name, false);
        panel.add(name, index, values, values.length == 1 ? Look.POINTS : Look.LINE);
        panel.countAlongX();
        panel.withoutLegend();
        return new Plot(Words.PLOT_OF.of(describe(name, values)), panel);
    }

    /** A curve that grows. */
    static Displayable live(String name, Curve curve) {
        double[][] points = curve.points();
        var panel = new Panel(LiveWords.ROUND.of(), name, false);
        panel.add(name, points[0], points[1], points[0].length == 1 ? Look.POINTS : Look.LINE);
        panel.countAlongX();
        panel.withoutLegend();
        double[] finite = Arrays.stream(points[1]).filter(Double::isFinite).toArray();
        String text = finite.length < 2
                ? describe(name, points[1])
                : Words.SERIES.of(name, Numbers.grouped(curve.count()), Numbers.compact(points[1][0]),
                        Numbers.compact(points[1][points[1].length - 1]),
                        Numbers.compact(Arrays.stream(finite).min().getAsDouble()),
                        Numbers.compact(Arrays.stream(finite).max().getAsDouble()));
        String note = curve.bucket() == 1
                ? ""
                : LiveWords.LIVE_NOTE.of(Numbers.grouped(curve.count()), curve.bucket());
        return new Plot(List.of(), Words.PLOT_OF.of(text), joined(note, panel.note()), panel);
    }

    static Displayable series(Tensor x, Tensor... ys) {
        var names = new ArrayList<String>();
        for (int i = 0; i < ys.length; i++) {
            String name = name(ys[i], ys.length == 1 ? "y" : "y" + (i + 1), Words.VALUES);
            while (names.contains(name)) {
                name += "\u2032";
            }
            names.add(name);
        }
        return series(x, names, ys);
    }

    static Displayable series(Tensor x, Map<String, Tensor> ys) {
        return series(x, List.copyOf(ys.keySet()), ys.values().toArray(Tensor[]::new));
    }

    private static Displayable series(Tensor x, List<String> names, Tensor... ys) {
        String call = "plot(x, ys...)";
        double[] places = vector(call, "x", x);
        if (ys.length > MOST_SERIES) {
            throw Refusals.of(Refusals.TOO_MANY_SERIES, call, MOST_SERIES, ys.length);
        }
        var panel = new Panel(name(x, "x", Words.PLACES), ys.length == 1 ? names.getFirst() : "", false);
        var texts = new ArrayList<String>();
        for (int i = 0; i < ys.length; i++) {
            double[] values = vector(call, Refusals.SERIES_N.of(i + 1), ys[i]);
            if (values.length != places.length) {
                throw Refusals.of(Refusals.LENGTHS_DIFFER, call, places.length, i + 1, values.length);
            }
            panel.add(names.get(i), places, values, Look.LINE);
            texts.add(describe(names.get(i), values));
        }
        if (ys.length < 2) {
            panel.withoutLegend();
        }
        return new Plot(Words.PLOT_AGAINST.of(name(x, "x", Words.PLACES), Words.listed(texts)), panel);
    }

    private static double[] vector(String call, String name, Tensor values) {
        if (values == null) {
            throw Refusals.of(Refusals.IS_NULL, call, name);
        }
        if (values.isSymbolic()) {
            throw Refusals.of(Refusals.SYMBOLS, call, name);
        }
        if (values.dim() != 1) {
            throw Refusals.of(Refusals.NOT_A_VECTOR, call, name, Shapes.text(values.shape()));
        }
        requireFewPoints(call, name, values.numel());
        return new Elements(values).numbers();
    }

    private static void requireFewPoints(String call, String name, int points) {
        if (points > MOST_POINTS) {
            throw Refusals.of(Refusals.TOO_MANY_POINTS, call, MOST_POINTS, name, points);
        }
    }

    /** The notebook's variable that holds the value. */
    private static String name(Object x, String otherwise) {
        if (x instanceof Tensor tensor) {
            String name = HeldTensors.names().get(tensor);
            if (name != null) {
                return name.contains(", ") ? name.substring(0, name.indexOf(", ")) : name;
            }
        }
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

    /** The same, without a name that the notebook gives to something else. */
    static String name(Object x, String otherwise, Words taken) {
        String name = name(x, otherwise);
        var notebook = Services.VARIABLE_NAMES;
        return name.equals(otherwise) && notebook != null && notebook.variables().containsKey(otherwise)
                && notebook.variables().get(otherwise) != x ? taken.of() : name;
    }

    /** How many values a series has, from which to which, and the least and the largest. */
    static String describe(String name, double... values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return (values.length == 0 ? Words.SERIES_OF_NOTHING : Words.SERIES_WITHOUT_VALUES).of(name);
        }
        if (values.length == 1) {
            return Words.SERIES_OF_ONE.of(name, Numbers.compact(values[0]));
        }
        return Words.SERIES.of(name, values.length, Numbers.compact(values[0]),
                Numbers.compact(values[values.length - 1]),
                Numbers.compact(Arrays.stream(finite).min().getAsDouble()),
                Numbers.compact(Arrays.stream(finite).max().getAsDouble()));
    }
}
