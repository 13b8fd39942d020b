package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import leibniz.autograd.Kernels.BinaryFunction;
import leibniz.autograd.Kernels.Comparison;
import leibniz.autograd.Kernels.UnaryFunction;
import org.junit.jupiter.api.Test;

/**
 * The loops over elements against the operation on one number in double, rounded once: every size of body and
 * tail, every stride, with numbers at the edges among the others.
 */
class ElementwiseLoopsTest {
    private static final Map<String, DoubleUnaryOperator> UNARY = Map.ofEntries(Map.entry("Neg", x -> -x),
            Map.entry("Abs", Math::abs), Map.entry("Relu", x -> x > 0 || Double.isNaN(x) ? x : 0),
            Map.entry("Sqrt", Math::sqrt), Map.entry("Reciprocal", x -> 1 / x), Map.entry("Log", Math::log),
            Map.entry("Exp", Math::exp), Map.entry("Sin", Math::sin), Map.entry("Cos", Math::cos),
            Map.entry("Tanh", Math::tanh), Map.entry("Sigmoid", x -> 1 / (1 + Math.exp(-x))),
            Map.entry("Other", x -> x * x));
    private static final Map<String, DoubleBinaryOperator> BINARY = Map.of("Add", Double::sum, "Sub",
            (a, b) -> a - b, "Mul", (a, b) -> a * b, "Div", (a, b) -> a / b, "Maximum", Math::max, "Minimum",
            Math::min, "OnlyWherePositive", (a, b) -> b <= 0 ? 0 : a, "Other", Math::atan2);
    private static final double[] SPECIALS = { 0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, 1e-45, -1e-45, 1e-310, Float.MAX_VALUE, -Float.MAX_VALUE,
            Double.MAX_VALUE,
            88.72283, 88.73, -87.4, -103.97, -104.1, 3e9, -1e30, Math.PI, 1.5707964, 1073741824, 1073742000 };
    private static final int[] SIZES = { 1, 2, 7, 15, 16, 17, 31, 64, 100, 1023, 1024, 1025, 2500 };

    private final Random random = new Random(7);

    private double number() {
        return random.nextInt(8) == 0
                ? SPECIALS[random.nextInt(SPECIALS.length)]
                : random.nextGaussian() * Math.pow(10, random.nextInt(5) - 2);
    }

    /** A tensor of a shape that begins somewhere, and whose elements stand anyhow. */
    private Tensor tensor(DType dtype, int... shape) {
        int numel = Layout.rowMajor(shape).numel();
        Tensor x = Tensors.tensor(dtype, random.doubles(3L * numel + 5).map(r -> number()).toArray());
        int rows = shape[0];
        int columns = numel / rows;
        return switch (random.nextInt(5)) {
            case 0 -> x.narrow(0, 0, numel).reshape(shape);
            case 1 -> x.narrow(0, 3, numel).reshape(shape);
            case 2 -> x.narrow(0, 1, numel).reshape(columns, rows).transpose().reshape(shape);
            case 3 -> x.narrow(0, 0, 2 * numel).reshape(rows, 2 * columns).narrow(1, columns, columns)
                    .reshape(shape);
            default -> x.narrow(0, 2, 1).expand(shape);
        };
    }

    private int[] shape(int n) {
        int rows = 1 + random.nextInt(4);
        return random.nextBoolean() ? new int[]{ n } : new int[]{ rows, n };
    }

    private static double rounded(DType dtype, double x) {
        return dtype == DType.FLOAT32 ? (float) x : x;
    }

    private static double element(Tensor x, int i) {
        int[] index = new int[x.dim()];
        int rest = i;
        for (int d = x.dim() - 1; d >= 0; d--) {
            index[d] = rest % x.layout.shape[d];
            rest /= x.layout.shape[d];
        }
        return x.storage.getDouble(x.layout.position(index));
    }

    @Test
    void functionsOfOneNumber() {
        for (DType dtype : new DType[]{ DType.FLOAT32, DType.FLOAT64 }) {
            UNARY.forEach((name, f) -> {
                UnaryFunction function = new UnaryFunction(name, f, null);
                for (int n : SIZES) {
                    Tensor x = tensor(dtype, shape(n));
                    Tensor y = Loops.unary(function, x, dtype);
                    for (int i = 0; i < y.numel(); i++) {
                        double in = element(x, i);
                        double right = rounded(dtype, f.applyAsDouble(in));
                        double found = y.storage.getDouble(i);
                        if (dtype == DType.FLOAT32) {
                            // the same at each place and in each size, and for a single number
                            assertEquals(rounded(dtype, function.onFloats().applyAsDouble(in)), found, name);
                            double neighbours = right == 0 || !Double.isFinite(right)
                                    ? 0
                                    : Math.ulp((float) right);
                            assertTrue(Double.compare(right, found) == 0
                                    || Math.abs(right - found) <= neighbours, () -> name + " of " + in);
                        } else {
                            assertEquals(right, found, () -> name + " of " + in);
                        }
                    }
                }
            });
        }
    }

    @Test
    void functionsOfTwoNumbers() {
        for (DType dtype : new DType[]{ DType.FLOAT32, DType.FLOAT64 }) {
            BINARY.forEach((name, f) -> {
                for (int n : SIZES) {
                    int[] shape = shape(n);
                    Tensor a = tensor(dtype, shape);
                    Tensor b = random.nextBoolean() ? tensor(dtype, shape) : tensor(dtype, n);
                    Tensor y = Loops.binary(new BinaryFunction(name, f, null), a, b, dtype, shape);
                    for (int i = 0; i < y.numel(); i++) {
                        double left = element(a, i);
                        double right = element(b, i % b.numel());
                        assertEquals(rounded(dtype, f.applyAsDouble(left, right)), y.storage.getDouble(i),
                                () -> name + " of " + left + ", " + right);
                    }
                }
            });
        }
    }

    @Test
    void comparisonsAndChoices() {
        for (DType dtype : DType.values()) {
            for (int n : SIZES) {
                int[] shape = shape(n);
                Tensor a = tensor(DType.FLOAT32, shape);
                Tensor b = tensor(DType.FLOAT32, shape);
                if (!dtype.isFloating()) {
                    a = a.gt(0).to(dtype);
                    b = b.gt(0).to(dtype);
                }
                for (Comparison comparison : Comparison.values()) {
                    Tensor y = Loops.compare(comparison, a, b, a.dtype(), shape);
                    for (int i = 0; i < y.numel(); i++) {
                        assertEquals(comparison.holds(element(a, i), element(b, i)), y.storage.getBoolean(i));
                    }
                }
                Tensor mask = tensor(DType.FLOAT32, shape).gt(0);
                Tensor chosen = Loops.where(mask, a, b, dtype, shape);
                for (int i = 0; i < chosen.numel(); i++) {
                    assertEquals(rounded(dtype, element(mask, i) != 0 ? element(a, i) : element(b, i)),
                            chosen.storage.getDouble(i));
                }
            }
        }
    }

    @Test
    void copiesAndConversions() {
        for (DType from : DType.values()) {
            for (DType to : DType.values()) {
                for (int n : SIZES) {
                    Tensor x = tensor(DType.FLOAT64, shape(n));
                    x = from.isFloating() ? x.to(from) : x.gt(0).to(from);
                    Tensor in = to == DType.INT64 ? x.gt(0).to(from) : x;
                    Tensor y = Loops.copy(in, to);
                    for (int i = 0; i < y.numel(); i++) {
                        double value = element(in, i);
                        double right = to == DType.BOOL ? value != 0 ? 1 : 0 : rounded(to, value);
                        assertEquals(right, y.storage.getDouble(i));
                    }
                }
            }
        }
    }

    /** Against Math in double, whose errors are below an ulp of double. */
    @Test
    void theFastFunctionsRoundToTheNearestFloat() {
        for (String name : new String[]{ "Exp", "Sin", "Cos", "Tanh", "Sigmoid" }) {
            DoubleUnaryOperator exact = UNARY.get(name);
            DoubleUnaryOperator fast = FastMath.orElse(name, exact);
            int other = 0;
            int all = 0;
            for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += 4001) {
                float x = Float.intBitsToFloat((int) bits);
                double right = exact.applyAsDouble(x);
                double found = fast.applyAsDouble(x);
                all++;
                if (Double.compare((float) right, (float) found) != 0) {
                    other++;
                    assertTrue(Math.abs(right - found) < 1e-4 * Math.ulp((float) right), name + " of " + x);
                }
            }
            assertTrue(other * 100_000L <= all, name + ": " + other + " of " + all);
        }
    }
}
