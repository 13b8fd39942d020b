package leibniz.autograd;

import java.util.Arrays;
import leibniz.autograd.Kernels.Reducer;

/**
 * The loops of reductions of floating-point numbers. FLOAT32 is summed in double. The order of a sum depends
 * on how many numbers there are and on nothing else: few are added one after the other; of more, the first,
 * ninth, ... make one of eight sums, which are added in pairs; of many there are {@link WideSums}; the sums
 * of blocks are added one after the other.
 */
final class ReduceLoops {
    private static final int FEW = 64;
    static final int BLOCK = 1 << 16;
    /** So many columns are summed at a time, as wide sums would not stay in the first cache. */
    private static final int WIDTH = 1024;
    private static final int UNIT = 256;
    private static final int EIGHT = 8;
    private static final int FOLDED = 256;

    private ReduceLoops() {}

    /** Reduces each row of a contiguous matrix; the dtype is a floating-point one. */
    static void rows(Reducer reducer, Storage x, int at, int rows, int columns, Storage out) {
        Workers.split(rows, 1, (long) rows * columns, (from, to) -> {
            for (int row = from; row < to; row++) {
                Origins.checkInterrupted();
                out.setDouble(row, reduce(reducer, x, at + row * columns, columns));
            }
        });
    }

    private static double reduce(Reducer reducer, Storage x, int at, int n) {
        int blocks = Math.max(1, (n + BLOCK - 1) / BLOCK);
        if (blocks == 1) {
            return reduceBlock(reducer, x, at, n);
        }
        double[] found = new double[blocks];
        Workers.split(blocks, 1, n, (from, to) -> {
            for (int i = from; i < to; i++) {
                Origins.checkInterrupted();
                found[i] = reduceBlock(reducer, x, at + i * BLOCK, Math.min(BLOCK, n - i * BLOCK));
            }
        });
        return joined(reducer, found, 0, blocks);
    }

    /** What blocks were reduced to, reduced. */
    static double joined(Reducer reducer, double[] found, int from, int n) {
        double result = found[from];
        for (int i = from + 1; i < from + n; i++) {
            result = switch (reducer) {
                case MAX -> Math.max(result, found[i]);
                case MIN -> Math.min(result, found[i]);
                default -> result + found[i];
            };
        }
        return result;
    }

    /** Reduces up to {@link #BLOCK} elements. */
    static double reduceBlock(Reducer reducer, Storage x, int at, int n) {
        return x.array() instanceof float[] a
                ? reduce(reducer, a, at, n)
                : reduce(reducer, x.doubles(), at, n);
    }

    /** The sums of the columns of a contiguous matrix, each in the order of the rows. */
    static void columnSums(Storage x, int at, int rows, int columns, Storage out, int outAt) {
        Workers.split(columns, UNIT, (long) rows * columns,
                (from, to) -> columnSums(x, at, rows, columns, from, to, out, outAt));
    }

    private static void columnSums(Storage x, int at, int rows, int columns, int first, int end, Storage out,
            int outAt) {
        double[] sums = new double[Math.min(WIDTH, end - first)];
        double[] taken = x.array() instanceof double[] ? new double[sums.length] : sums;
        for (int j = first; j < end; j += WIDTH) {
            int width = Math.min(WIDTH, end - j);
            Arrays.fill(sums, 0);
            int row = 0;
            if (x.array() instanceof float[] a) {
                for (; row + EIGHT <= rows; row += EIGHT) {
                    if ((row & 63) == 0) {
                        Origins.checkInterrupted();
                    }
                    addEight(a, at + row * columns + j, columns, sums, width);
                }
            }
            for (; row < rows; row++) {
                if ((row & 63) == 0) {
                    Origins.checkInterrupted();
                }
                int from = at + row * columns + j;
                if (x.array() instanceof float[] a) {
                    add(a, from, sums, width);
                } else {
                    // an array of the same index, which the compiler needs to vectorise
                    System.arraycopy(x.doubles(), from, taken, 0, width);
                    add(taken, sums, width);
                }
            }
            if (out.array() instanceof float[] to) {
                for (int i = 0; i < width; i++) {
                    to[outAt + j + i] = (float) sums[i];
                }
            } else {
                System.arraycopy(sums, 0, out.doubles(), outAt + j, width);
            }
        }
    }

    /** Adds so many rows one after the other, but reads and writes the sums once. */
    private static void addEight(float[] a, int from, int row, double[] sums, int n) {
        int a1 = from + row;
        int a2 = a1 + row;
        int a3 = a2 + row;
        int a4 = a3 + row;
        int a5 = a4 + row;
        int a6 = a5 + row;
        int a7 = a6 + row;
        for (int i = 0; i < n; i++) {
            double sum = sums[i] + a[from + i];
            sum += a[a1 + i];
            sum += a[a2 + i];
            sum += a[a3 + i];
            sum += a[a4 + i];
            sum += a[a5 + i];
            sum += a[a6 + i];
            sums[i] = sum + a[a7 + i];
        }
    }

    private static void add(float[] a, int from, double[] sums, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += a[from + i];
        }
    }

    private static void add(double[] a, double[] sums, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += a[i];
        }
    }

    private static double reduce(Reducer reducer, float[] a, int at, int n) {
        return switch (reducer) {
            case SUM -> sum(a, at, n);
            case SUM_OF_SQUARES -> sumOfSquares(a, at, n);
            case MAX -> max(a, at, n);
            case MIN -> min(a, at, n);
            case ANY, ALL -> throw new IllegalArgumentException(reducer.name());
        };
    }

    private static double sum(float[] a, int from, int n) {
        if (n >= WideSums.LEAST) {
            return new WideSums(RowLoops.of(n)).of(a, from, n);
        }
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = from;
        int end = from + n;
        if (n >= FEW) {
            for (; i + 8 <= end; i += 8) {
                s0 += a[i];
                s1 += a[i + 1];
                s2 += a[i + 2];
                s3 += a[i + 3];
                s4 += a[i + 4];
                s5 += a[i + 5];
                s6 += a[i + 6];
                s7 += a[i + 7];
            }
        }
        double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        for (; i < end; i++) {
            sum += a[i];
        }
        return sum;
    }

    private static double sumOfSquares(float[] a, int from, int n) {
        if (n >= WideSums.LEAST) {
            return new WideSums(RowLoops.of(n)).ofSquares(a, from, n, 0);
        }
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = from;
        int end = from + n;
        if (n >= FEW) {
            for (; i + 8 <= end; i += 8) {
                s0 += (double) a[i] * a[i];
                s1 += (double) a[i + 1] * a[i + 1];
                s2 += (double) a[i + 2] * a[i + 2];
                s3 += (double) a[i + 3] * a[i + 3];
                s4 += (double) a[i + 4] * a[i + 4];
                s5 += (double) a[i + 5] * a[i + 5];
                s6 += (double) a[i + 6] * a[i + 6];
                s7 += (double) a[i + 7] * a[i + 7];
            }
        }
        double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        for (; i < end; i++) {
            sum += (double) a[i] * a[i];
        }
        return sum;
    }

    static float max(float[] a, int at, int n) {
        float largest = Float.NEGATIVE_INFINITY;
        int i = at;
        if (n >= FOLDED) {
            float[] block = new float[FOLDED];
            for (; i + FOLDED <= at + n; i += FOLDED) {
                System.arraycopy(a, i, block, 0, FOLDED);
                foldMax(block);
                largest = Math.max(largest, max(block, 0, FOLDED / 8));
            }
        }
        for (; i < at + n; i++) {
            largest = Math.max(largest, a[i]); // Math.max and min hand NaN on, as PyTorch does
        }
        return largest;
    }

    /** Halves upon each other; the compiler vectorises these loops for their constants. */
    private static void foldMax(float[] x) {
        for (int i = 0; i < FOLDED / 2; i++) {
            x[i] = Math.max(x[i], x[i + FOLDED / 2]);
        }
        for (int i = 0; i < FOLDED / 4; i++) {
            x[i] = Math.max(x[i], x[i + FOLDED / 4]);
        }
        for (int i = 0; i < FOLDED / 8; i++) {
            x[i] = Math.max(x[i], x[i + FOLDED / 8]);
        }
    }

    private static double min(float[] a, int at, int n) {
        float smallest = Float.POSITIVE_INFINITY;
        for (int i = at; i < at + n; i++) {
            smallest = Math.min(smallest, a[i]);
        }
        return smallest;
    }

    private static double reduce(Reducer reducer, double[] a, int at, int n) {
        return switch (reducer) {
            case SUM -> sum(a, at, n);
            case SUM_OF_SQUARES -> sumOfSquares(a, at, n);
            case MAX -> max(a, at, n);
            case MIN -> min(a, at, n);
            case ANY, ALL -> throw new IllegalArgumentException(reducer.name());
        };
    }

    private static double sum(double[] a, int from, int n) {
        if (n >= WideSums.LEAST) {
            return new WideSums(RowLoops.of(n)).of(a, from, n);
        }
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = from;
        int end = from + n;
        if (n >= FEW) {
            for (; i + 8 <= end; i += 8) {
                s0 += a[i];
                s1 += a[i + 1];
                s2 += a[i + 2];
                s3 += a[i + 3];
                s4 += a[i + 4];
                s5 += a[i + 5];
                s6 += a[i + 6];
                s7 += a[i + 7];
            }
        }
        double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        for (; i < end; i++) {
            sum += a[i];
        }
        return sum;
    }

    private static double sumOfSquares(double[] a, int from, int n) {
        if (n >= WideSums.LEAST) {
            return new WideSums(RowLoops.of(n)).ofSquares(a, from, n);
        }
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = from;
        int end = from + n;
        if (n >= FEW) {
            for (; i + 8 <= end; i += 8) {
                s0 += a[i] * a[i];
                s1 += a[i + 1] * a[i + 1];
                s2 += a[i + 2] * a[i + 2];
                s3 += a[i + 3] * a[i + 3];
                s4 += a[i + 4] * a[i + 4];
                s5 += a[i + 5] * a[i + 5];
                s6 += a[i + 6] * a[i + 6];
                s7 += a[i + 7] * a[i + 7];
            }
        }
        double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        for (; i < end; i++) {
            sum += a[i] * a[i];
        }
        return sum;
    }

    private static double max(double[] a, int at, int n) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = at; i < at + n; i++) {
            largest = Math.max(largest, a[i]); // Math.max and min hand NaN on, as PyTorch does
        }
        return largest;
    }

    private static double min(double[] a, int at, int n) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = at; i < at + n; i++) {
            smallest = Math.min(smallest, a[i]);
        }
        return smallest;
    }
}
