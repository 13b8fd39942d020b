package leibniz.autograd;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * The inner loops in plain Java. FLOAT32 is computed in double and rounded once, or in a way that gives the
 * same bits, and is summed in double.
 */
final class ScalarKernels implements Kernels {
    /** For fewer elements a call for each is faster than what a loop of its own needs. */
    private static final int FEW = 16;

    @Override
    public void unary(UnaryFunction f, Run x, Run out, int n) {
        switch (x.storage.array()) {
            case float[] a -> {
                if (isRepeated(x, out)) {
                    float y = (float) f.onFloats().applyAsDouble(a[x.at]);
                    Arrays.fill(out.storage.floats(), out.at, out.at + n, y);
                } else if (n < FEW || !floats(f.name(), a, x, out, n)) {
                    floats(f.onFloats(), a, x, out, n);
                }
            }
            case double[] a -> {
                if (isRepeated(x, out)) {
                    double y = f.onDoubles().applyAsDouble(a[x.at]);
                    Arrays.fill(out.storage.doubles(), out.at, out.at + n, y);
                } else if (n < FEW || !doubles(f.name(), a, x, out, n)) {
                    doubles(f.onDoubles(), a, x, out, n);
                }
            }
            default -> {
                LongUnaryOperator whole = Objects.requireNonNull(f.onLongs(), f.name());
                long[] a = x.storage.longs();
                long[] to = out.storage.longs();
                int xAt = x.at;
                int at = out.at;
                for (int i = 0; i < n; i++, xAt += x.step, at += out.step) {
                    to[at] = whole.applyAsLong(a[xAt]);
                }
            }
        }
    }

    /** Whether all elements are one number, as those of the cotangent of a sum are. */
    private static boolean isRepeated(Run x, Run out) {
        return x.step == 0 && out.step == 1;
    }

    /** On the first n numbers of arrays; the others like it do the same. */
    static void unary(UnaryFunction f, float[] x, float[] to, int n) {
        if (n < FEW || !FloatLoops.unary(f.name(), x, to, 0, n)) {
            for (int i = 0; i < n; i++) {
                to[i] = (float) f.onFloats().applyAsDouble(x[i]);
            }
        }
    }

    static void unary(UnaryFunction f, double[] x, double[] to, int n) {
        if (n < FEW || !DoubleLoops.unary(f.name(), x, to, 0, n)) {
            for (int i = 0; i < n; i++) {
                to[i] = f.onDoubles().applyAsDouble(x[i]);
            }
        }
    }

    static void binary(BinaryFunction f, float[] x, float[] y, float[] to, int n) {
        if (n < FEW || !FloatLoops.binary(f.name(), x, y, to, 0, n)) {
            for (int i = 0; i < n; i++) {
                to[i] = (float) f.onDoubles().applyAsDouble(x[i], y[i]);
            }
        }
    }

    static void binary(BinaryFunction f, double[] x, double[] y, double[] to, int n) {
        if (n < FEW || !DoubleLoops.binary(f.name(), x, y, to, 0, n)) {
            for (int i = 0; i < n; i++) {
                to[i] = f.onDoubles().applyAsDouble(x[i], y[i]);
            }
        }
    }

    private static void floats(DoubleUnaryOperator f, float[] a, Run x, Run out, int n) {
        float[] to = out.storage.floats();
        int xAt = x.at;
        int at = out.at;
        int xStep = x.step;
        int step = out.step;
        for (int i = 0; i < n; i++, xAt += xStep, at += step) {
            to[at] = (float) f.applyAsDouble(a[xAt]);
        }
    }

    private static void doubles(DoubleUnaryOperator f, double[] a, Run x, Run out, int n) {
        double[] to = out.storage.doubles();
        int xAt = x.at;
        int at = out.at;
        int xStep = x.step;
        int step = out.step;
        for (int i = 0; i < n; i++, xAt += xStep, at += step) {
            to[at] = f.applyAsDouble(a[xAt]);
        }
    }

    /** By the loop of this name, if there is one: in place where all indices agree, else part by part. */
    private static boolean floats(String name, float[] a, Run x, Run out, int n) {
        float[] to = out.storage.floats();
        if (x.step == 1 && out.step == 1 && x.at == out.at) {
            return FloatLoops.unary(name, a, to, out.at, out.at + n);
        }
        float[] in = x.floatBuffer(n);
        float[] found = out.floatBuffer(n);
        for (int i = 0; i < n; i += in.length) {
            int part = Math.min(in.length, n - i);
            CopyLoops.take(a, x.at + i * x.step, x.step, in, part);
            if (!FloatLoops.unary(name, in, found, 0, part)) {
                return false;
            }
            CopyLoops.put(found, to, out.at + i * out.step, out.step, part);
        }
        return true;
    }

    private static boolean doubles(String name, double[] a, Run x, Run out, int n) {
        double[] to = out.storage.doubles();
        if (x.step == 1 && out.step == 1 && x.at == out.at) {
            return DoubleLoops.unary(name, a, to, out.at, out.at + n);
        }
        double[] in = x.doubleBuffer(n);
        double[] found = out.doubleBuffer(n);
        for (int i = 0; i < n; i += in.length) {
            int part = Math.min(in.length, n - i);
            CopyLoops.take(a, x.at + i * x.step, x.step, in, part);
            if (!DoubleLoops.unary(name, in, found, 0, part)) {
                return false;
            }
            CopyLoops.put(found, to, out.at + i * out.step, out.step, part);
        }
        return true;
    }

    @Override
    public void binary(BinaryFunction f, Run x, Run y, Run out, int n) {
        switch (x.storage.array()) {
            case float[] a -> {
                if (n < FEW || !floats(f.name(), a, x, y, out, n)) {
                    floats(f.onDoubles(), a, x, y, out, n);
                }
            }
            case double[] a -> {
                if (n < FEW || !doubles(f.name(), a, x, y, out, n)) {
                    doubles(f.onDoubles(), a, x, y, out, n);
                }
            }
            default -> {
                LongBinaryOperator whole = Objects.requireNonNull(f.onLongs(), f.name());
                long[] a = x.storage.longs();
                long[] b = y.storage.longs();
                long[] to = out.storage.longs();
                int xAt = x.at;
                int yAt = y.at;
                int at = out.at;
                for (int i = 0; i < n; i++, xAt += x.step, yAt += y.step, at += out.step) {
                    to[at] = whole.applyAsLong(a[xAt], b[yAt]);
                }
            }
        }
    }

    private static void floats(DoubleBinaryOperator f, float[] a, Run x, Run y, Run out, int n) {
        float[] b = y.storage.floats();
        float[] to = out.storage.floats();
        int xAt = x.at;
        int yAt = y.at;
        int at = out.at;
        int xStep = x.step;
        int yStep = y.step;
        int step = out.step;
        for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
            to[at] = (float) f.applyAsDouble(a[xAt], b[yAt]);
        }
    }

    private static void doubles(DoubleBinaryOperator f, double[] a, Run x, Run y, Run out, int n) {
        double[] b = y.storage.doubles();
        double[] to = out.storage.doubles();
        int xAt = x.at;
        int yAt = y.at;
        int at = out.at;
        int xStep = x.step;
        int yStep = y.step;
        int step = out.step;
        for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
            to[at] = f.applyAsDouble(a[xAt], b[yAt]);
        }
    }

    private static boolean floats(String name, float[] a, Run x, Run y, Run out, int n) {
        float[] b = y.storage.floats();
        float[] to = out.storage.floats();
        if (x.step == 1 && y.step == 1 && out.step == 1 && x.at == out.at && y.at == out.at) {
            return FloatLoops.binary(name, a, b, to, out.at, out.at + n);
        }
        if (out.step == 1 && x.step == 1 && y.step == 0 && x.at == out.at
                && FloatLoops.withNumber(name, a, b[y.at], to, out.at, out.at + n)) {
            return true;
        }
        if (out.step == 1 && x.step == 0 && y.step == 1 && y.at == out.at
                && FloatLoops.ofNumber(name, a[x.at], b, to, out.at, out.at + n)) {
            return true;
        }
        float[] left = x.floatBuffer(n);
        float[] right = y.floatBuffer(n);
        float[] found = out.floatBuffer(n);
        for (int i = 0; i < n; i += left.length) {
            int part = Math.min(left.length, n - i);
            CopyLoops.take(a, x.at + i * x.step, x.step, left, part);
            CopyLoops.take(b, y.at + i * y.step, y.step, right, part);
            if (!FloatLoops.binary(name, left, right, found, 0, part)) {
                return false;
            }
            CopyLoops.put(found, to, out.at + i * out.step, out.step, part);
        }
        return true;
    }

    private static boolean doubles(String name, double[] a, Run x, Run y, Run out, int n) {
        double[] b = y.storage.doubles();
        double[] to = out.storage.doubles();
        if (x.step == 1 && y.step == 1 && out.step == 1 && x.at == out.at && y.at == out.at) {
            return DoubleLoops.binary(name, a, b, to, out.at, out.at + n);
        }
        if (out.step == 1 && x.step == 1 && y.step == 0 && x.at == out.at
                && DoubleLoops.withNumber(name, a, b[y.at], to, out.at, out.at + n)) {
            return true;
        }
        if (out.step == 1 && x.step == 0 && y.step == 1 && y.at == out.at
                && DoubleLoops.ofNumber(name, a[x.at], b, to, out.at, out.at + n)) {
            return true;
        }
        double[] left = x.doubleBuffer(n);
        double[] right = y.doubleBuffer(n);
        double[] found = out.doubleBuffer(n);
        for (int i = 0; i < n; i += left.length) {
            int part = Math.min(left.length, n - i);
            CopyLoops.take(a, x.at + i * x.step, x.step, left, part);
            CopyLoops.take(b, y.at + i * y.step, y.step, right, part);
            if (!DoubleLoops.binary(name, left, right, found, 0, part)) {
                return false;
            }
            CopyLoops.put(found, to, out.at + i * out.step, out.step, part);
        }
        return true;
    }

    @Override
    public void compare(Comparison comparison, Run x, Run y, Run out, int n) {
        CompareLoops.compare(comparison, x, y, out, n);
    }

    @Override
    public void where(Run condition, Run a, Run b, Run out, int n) {
        CopyLoops.where(condition, a, b, out, n);
    }

    @Override
    public void copy(Run from, Run to, int n) {
        CopyLoops.copy(from, to, n);
    }

    @Override
    public void reduce(Reducer reducer, Storage x, int at, int rows, int columns, Storage out) {
        boolean logical = reducer == Reducer.ANY || reducer == Reducer.ALL;
        if (x.dtype().isFloating() && !logical) {
            ReduceLoops.rows(reducer, x, at, rows, columns, out);
            return;
        }
        for (int row = 0; row < rows; row++, at += columns) {
            Origins.checkInterrupted();
            if (logical) {
                out.setDouble(row, holds(reducer, x, at, columns) ? 1 : 0);
            } else {
                out.longs()[row] = reduce(reducer, x.longs(), at, columns);
            }
        }
    }

    private static boolean holds(Reducer reducer, Storage x, int at, int n) {
        boolean any = reducer == Reducer.ANY;
        for (int i = at; i < at + n; i++) {
            if (x.getDouble(i) != 0 == any) {
                return any;
            }
        }
        return !any;
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

    @Override
    public void columnSums(Storage x, int at, int rows, int columns, Storage out, int outAt) {
        ReduceLoops.columnSums(x, at, rows, columns, out, outAt);
    }

    @Override
    public void matmul(Operand a, Operand b, Storage out, int outAt, int m, int n, int k) {
        if (m > 0 && n > 0 && k > 0) {
            MatrixProducts.multiply(a, b, out, outAt, m, n, k);
        }
    }
}
