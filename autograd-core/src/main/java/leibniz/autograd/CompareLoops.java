package leibniz.autograd;

import leibniz.autograd.Kernels.Comparison;
import leibniz.autograd.Kernels.Run;

/** The loops of comparisons; those that are not here are others of these, with the operands exchanged. */
final class CompareLoops {
    private CompareLoops() {}

    static void compare(Comparison comparison, Run x, Run y, Run out, int n) {
        switch (comparison) {
            case EQ -> equal(x, y, out, n, true);
            case NE -> equal(x, y, out, n, false);
            case LT -> less(x, y, out, n);
            case LE -> lessOrEqual(x, y, out, n);
            case GT -> less(y, x, out, n);
            case GE -> lessOrEqual(y, x, out, n);
        }
    }

    private static void equal(Run x, Run y, Run out, int n, boolean ifEqual) {
        boolean[] to = out.storage.booleans();
        int xAt = x.at;
        int yAt = y.at;
        int at = out.at;
        int xStep = x.step;
        int yStep = y.step;
        int step = out.step;
        switch (x.storage.array()) {
            case float[] a -> {
                float[] b = y.storage.floats();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = a[xAt] == b[yAt] == ifEqual;
                }
            }
            case double[] a -> {
                double[] b = y.storage.doubles();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = a[xAt] == b[yAt] == ifEqual;
                }
            }
            case long[] a -> {
                long[] b = y.storage.longs();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = a[xAt] == b[yAt] == ifEqual;
                }
            }
            default -> {
                boolean[] a = x.storage.booleans();
                boolean[] b = y.storage.booleans();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = a[xAt] == b[yAt] == ifEqual;
                }
            }
        }
    }

    private static void less(Run x, Run y, Run out, int n) {
        boolean[] to = out.storage.booleans();
        int xAt = x.at;
        int yAt = y.at;
        int at = out.at;
        int xStep = x.step;
        int yStep = y.step;
        int step = out.step;
        switch (x.storage.array()) {
            case float[] a -> {
                float[] b = y.storage.floats();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = a[xAt] < b[yAt];
                }
            }
            case double[] a -> {
                double[] b = y.storage.doubles();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = a[xAt] < b[yAt];
                }
            }
            case long[] a -> {
                long[] b = y.storage.longs();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = a[xAt] < b[yAt];
                }
            }
            default -> {
                boolean[] a = x.storage.booleans();
                boolean[] b = y.storage.booleans();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = !a[xAt] && b[yAt];
                }
            }
        }
    }

    private static void lessOrEqual(Run x, Run y, Run out, int n) {
        boolean[] to = out.storage.booleans();
        int xAt = x.at;
        int yAt = y.at;
        int at = out.at;
        int xStep = x.step;
        int yStep = y.step;
        int step = out.step;
        switch (x.storage.array()) {
            case float[] a -> {
                float[] b = y.storage.floats();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = a[xAt] <= b[yAt];
                }
            }
            case double[] a -> {
                double[] b = y.storage.doubles();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = a[xAt] <= b[yAt];
                }
            }
            case long[] a -> {
                long[] b = y.storage.longs();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = a[xAt] <= b[yAt];
                }
            }
            default -> {
                boolean[] a = x.storage.booleans();
                boolean[] b = y.storage.booleans();
                for (int i = 0; i < n; i++, xAt += xStep, yAt += yStep, at += step) {
                    to[at] = !a[xAt] || b[yAt];
                }
            }
        }
    }
}
