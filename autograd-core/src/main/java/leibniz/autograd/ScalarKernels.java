package leibniz.autograd;

import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * The inner loops in plain Java. FLOAT32 is computed in double and rounded once, which for + - * / and sqrt
 * gives the same bits as float arithmetic, and sums FLOAT32 in double.
 */
final class ScalarKernels implements Kernels {
    @Override
    public void unary(UnaryFunction f, Run x, Run out, int n) {
        int xAt = x.at;
        int at = out.at;
        switch (x.storage.array) {
            case float[] a -> {
                DoubleUnaryOperator real = f.onDoubles();
                float[] to = out.storage.floats();
                for (int i = 0; i < n; i++, xAt += x.step, at += out.step) {
                    to[at] = (float) real.applyAsDouble(a[xAt]);
                }
            }
            case double[] a -> {
                DoubleUnaryOperator real = f.onDoubles();
                double[] to = out.storage.doubles();
                for (int i = 0; i < n; i++, xAt += x.step, at += out.step) {
                    to[at] = real.applyAsDouble(a[xAt]);
                }
            }
            default -> {
                LongUnaryOperator whole = Objects.requireNonNull(f.onLongs(), f.name());
                long[] a = x.storage.longs();
                long[] to = out.storage.longs();
                for (int i = 0; i < n; i++, xAt += x.step, at += out.step) {
                    to[at] = whole.applyAsLong(a[xAt]);
                }
            }
        }
    }

    @Override
    public void binary(BinaryFunction f, Run x, Run y, Run out, int n) {
        int xAt = x.at;
        int yAt = y.at;
        int at = out.at;
        switch (x.storage.array) {
            case float[] a -> {
                DoubleBinaryOperator real = f.onDoubles();
                float[] b = y.storage.floats();
                float[] to = out.storage.floats();
                for (int i = 0; i < n; i++, xAt += x.step, yAt += y.step, at += out.step) {
                    to[at] = (float) real.applyAsDouble(a[xAt], b[yAt]);
                }
            }
            case double[] a -> {
                DoubleBinaryOperator real = f.onDoubles();
                double[] b = y.storage.doubles();
                double[] to = out.storage.doubles();
                for (int i = 0; i < n; i++, xAt += x.step, yAt += y.step, at += out.step) {
                    to[at] = real.applyAsDouble(a[xAt], b[yAt]);
                }
            }
            default -> {
                LongBinaryOperator whole = Objects.requireNonNull(f.onLongs(), f.name());
                long[] a = x.storage.longs();
                long[] b = y.storage.longs();
                long[] to = out.storage.longs();
                for (int i = 0; i < n; i++, xAt += x.step, yAt += y.step, at += out.step) {
                    to[at] = whole.applyAsLong(a[xAt], b[yAt]);
                }
            }
        }
    }

    @Override
    public void compare(Comparison comparison, Run x, Run y, Run out, int n) {
        boolean[] to = out.storage.booleans();
        int xAt = x.at;
        int yAt = y.at;
        int at = out.at;
        if (x.storage.array instanceof long[] a) {
            long[] b = y.storage.longs();
            for (int i = 0; i < n; i++, xAt += x.step, yAt += y.step, at += out.step) {
                to[at] = comparison.holds(a[xAt], b[yAt]);
            }
        } else {
            for (int i = 0; i < n; i++, xAt += x.step, yAt += y.step, at += out.step) {
                to[at] = comparison.holds(x.storage.getDouble(xAt), y.storage.getDouble(yAt));
            }
        }
    }

    @Override
    public void where(Run condition, Run a, Run b, Run out, int n) {
        boolean[] chosen = condition.storage.booleans();
        for (int i = 0; i < n; i++) {
            Run from = chosen[condition.at + i * condition.step] ? a : b;
            from.storage.copyElement(from.at + i * from.step, out.storage, out.at + i * out.step);
        }
    }

    @Override
    public void copy(Run from, Run to, int n) {
        int at = from.at;
        int toAt = to.at;
        if (from.step == 1 && to.step == 1 && from.storage.array.getClass() == to.storage.array.getClass()) {
            System.arraycopy(from.storage.array, at, to.storage.array, toAt, n);
            return;
        }
        for (int i = 0; i < n; i++, at += from.step, toAt += to.step) {
            from.storage.copyElement(at, to.storage, toAt);
        }
    }

    @Override
    public void reduce(Reducer reducer, Storage x, int at, int rows, int columns, Storage out) {
        for (int row = 0; row < rows; row++, at += columns) {
            Origins.checkInterrupted();
            if (x.array instanceof long[] a && reducer != Reducer.ANY && reducer != Reducer.ALL) {
                out.longs()[row] = reduce(reducer, a, at, columns);
            } else {
                out.setDouble(row, reduce(reducer, x, at, columns));
            }
        }
    }

    private static long reduce(Reducer reducer, long[] a, int at, int n) {
        long result = reducer == Reducer.SUM || reducer == Reducer.SUM_OF_SQUARES ? 0 : a[at];
        for (int i = at; i < at + n; i++) {
            result = switch (reducer) {
                case SUM -> result + a[i];
                case SUM_OF_SQUARES -> result + a[i] * a[i];
                case MAX -> Math.max(result, a[i]);
                case MIN -> Math.min(result, a[i]);
                case ANY, ALL -> throw new IllegalArgumentException(reducer.name());
            };
        }
        return result;
    }

    private static double reduce(Reducer reducer, Storage x, int at, int n) {
        double result = switch (reducer) {
            case SUM, SUM_OF_SQUARES, ANY -> 0;
            case ALL -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
        };
        for (int i = at; i < at + n; i++) {
            double value = x.getDouble(i);
            result = switch (reducer) {
                case SUM -> result + value;
                case SUM_OF_SQUARES -> result + value * value;
                case MAX -> Math.max(result, value); // Math.max and min hand NaN on, as PyTorch does
                case MIN -> Math.min(result, value);
                case ANY -> value != 0 ? 1 : result;
                case ALL -> value == 0 ? 0 : result;
            };
        }
        return result;
    }

    @Override
    public void matmul(Operand a, Operand b, Storage out, int outAt, int m, int n, int k) {
        if (m > 0 && n > 0 && k > 0) {
            MatrixProducts.multiply(a, b, out, outAt, m, n, k);
        }
    }
}
