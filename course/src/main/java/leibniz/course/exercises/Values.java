package leibniz.course.exercises;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** Compares what answers give, and writes it down. */
final class Values {
    static final double TOLERANCE = 1e-9;
    static final double TOLERANCE_FLOAT32 = 2e-4;
    private static final Text NOTHING = new Text("nothing", "没有");

    private Values() {}

    /** Whether two values agree up to rounding, shapes included; tensors may differ in their dtype. */
    static boolean close(@Nullable Object right, @Nullable Object given) {
        return close(right, given, TOLERANCE);
    }

    /** @param tolerance relative to the largest entry, for what is in double precision */
    static boolean close(@Nullable Object right, @Nullable Object given, double tolerance) {
        return switch (right) {
            case Tensor r when given instanceof Tensor g ->
                Arrays.equals(r.shape(), g.shape()) && close(numbers(r), numbers(g),
                        isSingle(r) || isSingle(g) ? Math.max(tolerance, TOLERANCE_FLOAT32) : tolerance);
            case Double r when given instanceof Number g ->
                close(new double[]{ r }, new double[]{ g.doubleValue() }, tolerance);
            case Map<?, ?> r when given instanceof Map<?, ?> g ->
                r.keySet().equals(g.keySet()) && r.entrySet().stream()
                        .allMatch(e -> close(e.getValue(), g.get(e.getKey()), tolerance));
            case List<?> r when given instanceof List<?> g -> {
                boolean equal = r.size() == g.size();
                for (int i = 0; equal && i < r.size(); i++) {
                    equal = close(r.get(i), g.get(i), tolerance);
                }
                yield equal;
            }
            case null -> given == null;
            default -> Arrays.deepEquals(new Object[]{ right }, new Object[]{ given });
        };
    }

    /** Of a map those entries that the other map has not; anything else as it is. */
    static @Nullable Object differing(@Nullable Object value, @Nullable Object other, double tolerance) {
        if (!(value instanceof Map<?, ?> map) || !(other instanceof Map<?, ?> than)) {
            return value;
        }
        Map<Object, Object> differing = new LinkedHashMap<>(map);
        differing.keySet().removeIf(
                key -> than.containsKey(key) && close(map.get(key), than.get(key), tolerance));
        return differing.isEmpty() ? NOTHING : differing;
    }

    /** Whether two arguments have the very same entries. */
    static boolean same(Object a, Object b) {
        return a instanceof Tensor x && b instanceof Tensor y
                ? Arrays.equals(x.shape(), y.shape()) && Arrays.equals(numbers(x), numbers(y))
                : a instanceof List<?> x && b instanceof List<?> y
                        ? x.size() == y.size()
                                && IntStream.range(0, x.size())
                                        .allMatch(i -> same(x.get(i), y.get(i)))
                        : Arrays.deepEquals(new Object[]{ a }, new Object[]{ b });
    }

    private static boolean isSingle(Tensor t) {
        return t.dtype() == DType.FLOAT32;
    }

    static boolean hasNaN(@Nullable Object value) {
        return switch (value) {
            case Tensor t when !t.isSymbolic() -> Arrays.stream(numbers(t)).anyMatch(Double::isNaN);
            case Double d -> d.isNaN();
            case Map<?, ?> map -> map.values().stream().anyMatch(Values::hasNaN);
            case List<?> list -> list.stream().anyMatch(Values::hasNaN);
            case null, default -> false;
        };
    }

    private static boolean close(double[] right, double[] given, double tolerance) {
        double scale = 1 + Arrays.stream(right).filter(Double::isFinite).map(Math::abs).max().orElse(0);
        for (int i = 0; i < right.length; i++) {
            boolean equal = Double.isFinite(right[i])
                    ? Math.abs(right[i] - given[i]) <= tolerance * scale
                    : Double.compare(right[i], given[i]) == 0;
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    /** The entries in row-major order. */
    static double[] numbers(Tensor t) {
        return (double[]) t.detach().to(DType.FLOAT64).reshape(t.numel()).toArray();
    }

    /** {@code (2, 3)}. */
    static String shape(int... shape) {
        return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case Double d -> number(d);
            case Tensor t -> t.toString().replaceAll(", (gradFn=<\\w+>|requiresGrad=true)", "");
            case Map<?, ?> map -> new TreeMap<>(map).entrySet().stream()
                    .map(e -> e.getKey() + " = " + text(e.getValue())).collect(Collectors.joining(", "));
            case List<?> list -> list.stream().map(Values::text).collect(Collectors.joining(", ", "[", "]"));
            case int[] a -> Arrays.toString(a);
            case long[] a -> Arrays.toString(a);
            case Object[] a -> Arrays.deepToString(a);
            case null, default -> String.valueOf(value);
        };
    }

    /** Seven digits, and none that says nothing. */
    static String number(double d) {
        if (!Double.isFinite(d)) {
            return Double.toString(d);
        }
        if (d == Math.rint(d) && Math.abs(d) < 1e9) {
            return String.format(Locale.ROOT, "%.0f", d + 0.0);
        }
        return Math.abs(d) >= 1e-3 && Math.abs(d) < 1e7
                ? String.format(Locale.ROOT, "%.7g", d).replaceAll("0+$", "")
                : String.format(Locale.ROOT, "%.6e", d).replaceAll("0+e", "e").replace(".e", "e");
    }
}
