package leibniz.autograd;

import java.util.Arrays;
import leibniz.autograd.Kernels.Run;

/** The loops that move numbers: copies, conversions, and the choice between two. */
final class CopyLoops {
    private CopyLoops() {}

    static void copy(Run from, Run to, int n) {
        Object array = from.storage.array();
        int at = from.at;
        int toAt = to.at;
        int step = from.step;
        int toStep = to.step;
        if (from.step == 1 && to.step == 1 && array.getClass() == to.storage.array().getClass()) {
            System.arraycopy(array, at, to.storage.array(), toAt, n);
        } else if (from.step == 0 && to.step == 1 && fill(array, at, to.storage.array(), toAt, n)) {
            return;
        } else if (array instanceof float[] a && to.storage.array() instanceof float[] b) {
            for (int i = 0; i < n; i++, at += step, toAt += toStep) {
                b[toAt] = a[at];
            }
        } else if (array instanceof double[] a && to.storage.array() instanceof double[] b) {
            for (int i = 0; i < n; i++, at += step, toAt += toStep) {
                b[toAt] = a[at];
            }
        } else if (array instanceof float[] a && to.storage.array() instanceof double[] b) {
            if (from.step == 1 && to.step == 1) {
                widen(a, at, b, toAt, n);
                return;
            }
            for (int i = 0; i < n; i++, at += step, toAt += toStep) {
                b[toAt] = a[at];
            }
        } else if (array instanceof double[] a && to.storage.array() instanceof float[] b) {
            if (from.step == 1 && to.step == 1) {
                narrow(a, at, b, toAt, n);
                return;
            }
            for (int i = 0; i < n; i++, at += step, toAt += toStep) {
                b[toAt] = (float) a[at];
            }
        } else if (array instanceof boolean[] a && to.storage.array() instanceof float[] b) {
            for (int i = 0; i < n; i++, at += step, toAt += toStep) {
                b[toAt] = a[at] ? 1 : 0;
            }
        } else {
            for (int i = 0; i < n; i++, at += step, toAt += toStep) {
                from.storage.copyElement(at, to.storage, toAt);
            }
        }
    }

    /** Repeats one number; false, and nothing done, where the dtypes differ. */
    private static boolean fill(Object array, int at, Object to, int toAt, int n) {
        if (array instanceof float[] a && to instanceof float[] b) {
            Arrays.fill(b, toAt, toAt + n, a[at]);
            return true;
        }
        if (array instanceof double[] a && to instanceof double[] b) {
            Arrays.fill(b, toAt, toAt + n, a[at]);
            return true;
        }
        return false;
    }

    private static void widen(float[] a, int at, double[] b, int toAt, int n) {
        for (int i = 0; i < n; i++) {
            b[toAt + i] = a[at + i];
        }
    }

    private static void narrow(double[] a, int at, float[] b, int toAt, int n) {
        for (int i = 0; i < n; i++) {
            b[toAt + i] = (float) a[at + i];
        }
    }

    /** By masks, since no processor foresees the branches that a condition on numbers would take. */
    static void where(Run condition, Run x, Run y, Run out, int n) {
        boolean[] chosen = condition.storage.booleans();
        int c = condition.at;
        int xAt = x.at;
        int yAt = y.at;
        int at = out.at;
        int cStep = condition.step;
        int xStep = x.step;
        int yStep = y.step;
        int step = out.step;
        switch (out.storage.array()) {
            case float[] to -> {
                float[] a = x.storage.floats();
                float[] b = y.storage.floats();
                if (condition.step == 1 && x.step == 1 && y.step == 1 && out.step == 1) {
                    where(chosen, c, a, xAt, b, yAt, to, at, n);
                    return;
                }
                for (int i = 0; i < n; i++, c += cStep, xAt += xStep, yAt += yStep, at += step) {
                    int mask = -(chosen[c] ? 1 : 0);
                    to[at] = Float.intBitsToFloat(Float.floatToRawIntBits(a[xAt]) & mask
                            | Float.floatToRawIntBits(b[yAt]) & ~mask);
                }
            }
            case double[] to -> {
                double[] a = x.storage.doubles();
                double[] b = y.storage.doubles();
                for (int i = 0; i < n; i++, c += cStep, xAt += xStep, yAt += yStep, at += step) {
                    long mask = -(chosen[c] ? 1L : 0L);
                    to[at] = Double.longBitsToDouble(Double.doubleToRawLongBits(a[xAt]) & mask
                            | Double.doubleToRawLongBits(b[yAt]) & ~mask);
                }
            }
            default -> {
                for (int i = 0; i < n; i++, c += cStep, xAt += xStep, yAt += yStep, at += step) {
                    if (chosen[c]) {
                        x.storage.copyElement(xAt, out.storage, at);
                    } else {
                        y.storage.copyElement(yAt, out.storage, at);
                    }
                }
            }
        }
    }

    private static void where(boolean[] chosen, int c, float[] a, int aAt, float[] b, int bAt, float[] to,
            int at, int n) {
        for (int i = 0; i < n; i++) {
            int mask = -(chosen[c + i] ? 1 : 0);
            to[at + i] = Float.intBitsToFloat(Float.floatToRawIntBits(a[aAt + i]) & mask
                    | Float.floatToRawIntBits(b[bAt + i]) & ~mask);
        }
    }

    /** Brings n elements to the beginning of an array. */
    static void take(float[] from, int at, int step, float[] to, int n) {
        take(from, at, step, to, 0, n);
    }

    static void take(double[] from, int at, int step, double[] to, int n) {
        take(from, at, step, to, 0, n);
    }

    /** Brings n elements side by side, to an index of an array. */
    static void take(float[] from, int at, int step, float[] to, int toAt, int n) {
        switch (step) {
            case 0 -> Arrays.fill(to, toAt, toAt + n, from[at]);
            case 1 -> System.arraycopy(from, at, to, toAt, n);
            default -> {
                for (int i = 0, next = at; i < n; i++, next += step) {
                    to[toAt + i] = from[next];
                }
            }
        }
    }

    static void take(double[] from, int at, int step, double[] to, int toAt, int n) {
        switch (step) {
            case 0 -> Arrays.fill(to, toAt, toAt + n, from[at]);
            case 1 -> System.arraycopy(from, at, to, toAt, n);
            default -> {
                for (int i = 0, next = at; i < n; i++, next += step) {
                    to[toAt + i] = from[next];
                }
            }
        }
    }

    /** Brings the first n elements of an array to their places. */
    static void put(float[] from, float[] to, int at, int step, int n) {
        if (step == 1) {
            System.arraycopy(from, 0, to, at, n);
            return;
        }
        for (int i = 0, next = at; i < n; i++, next += step) {
            to[next] = from[i];
        }
    }

    static void put(double[] from, double[] to, int at, int step, int n) {
        if (step == 1) {
            System.arraycopy(from, 0, to, at, n);
            return;
        }
        for (int i = 0, next = at; i < n; i++, next += step) {
            to[next] = from[i];
        }
    }
}
