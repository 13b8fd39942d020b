package leibniz.autograd;

import java.util.Arrays;
import leibniz.autograd.Kernels.Operand;

/**
 * Which way a matrix product is computed: large ones of floating-point numbers by {@link LargeProducts}, in
 * their own precision; the others here, where FLOAT32 is summed in double and rounded once.
 */
final class MatrixProducts {
    /** From so many multiplications on, copying the operands into a better order pays. */
    private static final long LARGE = 1 << 15;
    /** With fewer rows or columns than this it never does. */
    private static final int THIN = 4;
    /** With fewer columns than this most of a panel of them is empty. */
    private static final int NARROW = 16;
    private static final int WIDTH = 2048;
    /** A mask: an interrupt is looked for once in so many rows or columns. */
    private static final int POLL = 15;
    /** So many elements of B, and so many rows at least, are not shared out further. */
    private static final int BLOCK = 1 << 16;
    private static final int LEAST_ROWS = 256;
    /** So many columns of a product are not shared out further. */
    private static final int UNIT = 16;

    private MatrixProducts() {}

    static void multiply(Operand a, Operand b, Storage out, int outAt, int m, int n, int k) {
        if (out.array() instanceof long[] to) {
            multiply(a, b, to, outAt, m, n, k);
        } else if (n == 1 && m > 1) {
            multiplyThin(b.transposed(), a.transposed(), out, outAt, 1, m, k);
        } else if (m < THIN || n < THIN || (long) m * n * k < LARGE) {
            multiplyThin(a, b, out, outAt, m, n, k);
        } else if (n < NARROW && m > n && a.row() == 1) {
            multiplyTurned(a, b, out, outAt, m, n, k);
        } else if (out.array() instanceof float[] to) {
            LargeProducts.floats(new MatrixProduct<>(a.storage().floats(), a.at(), a.row(), a.column(),
                    b.storage().floats(), b.at(), b.row(), b.column(), to, outAt, n, m, n, k));
        } else {
            LargeProducts.doubles(new MatrixProduct<>(a.storage().doubles(), a.at(), a.row(), a.column(),
                    b.storage().doubles(), b.at(), b.row(), b.column(), out.doubles(), outAt, n, m, n, k));
        }
    }

    /** As the product of Bᵀ and Aᵀ, where that spares copying a large A by columns; the bits are the same. */
    private static void multiplyTurned(Operand a, Operand b, Storage out, int outAt, int m, int n, int k) {
        Storage turned = Storage.allocate(out.dtype(), n * m);
        multiply(b.transposed(), a.transposed(), turned, 0, n, m, k);
        for (int j = 0; j < n; j++) {
            CopyLoops.copy(run(turned, j * m, 1), run(out, outAt + j, n), m);
        }
    }

    private static Kernels.Run run(Storage storage, int at, int step) {
        Kernels.Run run = new Kernels.Run(storage, at);
        run.step = step;
        return run;
    }

    private static void multiply(Operand a, Operand b, long[] out, int outAt, int m, int n, int k) {
        long[] left = a.storage().longs();
        long[] right = b.storage().longs();
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                Origins.checkInterrupted();
                long factor = left[a.at() + i * a.row() + p * a.column()];
                int from = b.at() + p * b.row();
                for (int j = 0; j < n; j++) {
                    out[outAt + i * n + j] += factor * right[from + j * b.column()];
                }
            }
        }
    }

    private static void multiplyThin(Operand a, Operand b, Storage out, int outAt, int m, int n, int k) {
        long steps = (long) m * n * k;
        if (m == 1 && !areDots(b, n)) {
            multiplyRow(a, b, out, outAt, n, k);
        } else if (!Workers.isWorthwhile(steps)) {
            multiplySmall(a, b, out, outAt, m, n, k);
        } else if (m == 1) {
            Workers.split(n, UNIT, steps,
                    (from, to) -> multiplyByDots(a, b.from(0, from), out, outAt + from, 1, to - from, k));
        } else {
            Workers.split(m, 1, steps,
                    (from, to) -> multiplySmall(a.from(from, 0), b, out, outAt + from * n, to - from, n, k));
        }
    }

    /** Whether an inner product at a time is read in the order of memory, rather than a row of B. */
    private static boolean areDots(Operand b, int n) {
        return n == 1 || (b.row() == 1 && b.column() != 1);
    }

    private static void multiplySmall(Operand a, Operand b, Storage out, int outAt, int m, int n, int k) {
        if (areDots(b, n)) {
            multiplyByDots(a, b, out, outAt, m, n, k);
        } else {
            multiplyByRows(a, b, out, outAt, m, n, k);
        }
    }

    /** Where columns of B are contiguous: an element of the product at a time. */
    private static void multiplyByDots(Operand a, Operand b, Storage out, int outAt, int m, int n, int k) {
        double[] row = new double[n];
        Operand columns = b.row() == 1 ? b : column(b, k);
        ThinProduct.Kernel kernel = ThinProduct.kernel((long) m * n * k);
        for (int i = 0; i < m; i++) {
            double[] x = doubles(a.storage(), a.at() + i * a.row(), a.column(), k);
            if (columns.storage().array() instanceof float[] right) {
                kernel.dots(x, right, columns.at(), columns.column(), n, row);
            } else {
                multiplyByDots(x, columns, n, row);
            }
            write(row, n, out, outAt + i * n);
        }
    }

    private static void multiplyByDots(double[] x, Operand b, int n, double[] to) {
        double[][] blocks = Dots.blocks(x);
        double[] products = new double[x.length < Dots.BLOCK ? 0 : Dots.BLOCK];
        for (int j = 0; j < n; j++) {
            if ((j & POLL) == 0) {
                Origins.checkInterrupted();
            }
            to[j] = Dots.dot(blocks, b.storage().doubles(), b.at() + j * b.column(), products);
        }
    }

    /** The only column of B, copied. */
    private static Operand column(Operand b, int k) {
        return new Operand(new Storage(doubles(b.storage(), b.at(), b.row(), k)), 0, 1, 1);
    }

    private static double[] doubles(Storage from, int at, int step, int n) {
        double[] to = new double[n];
        if (from.array() instanceof float[] a && step == 1) {
            for (int i = 0; i < n; i++) {
                to[i] = a[at + i];
            }
        } else if (from.array() instanceof float[] a) {
            for (int i = 0, next = at; i < n; i++, next += step) {
                to[i] = a[next];
            }
        } else {
            CopyLoops.take(from.doubles(), at, step, to, n);
        }
        return to;
    }

    /**
     * A row of the product at a time, to which each row of B adds; of wide ones a part that fits the cache.
     */
    private static void multiplyByRows(Operand a, Operand b, Storage out, int outAt, int m, int n, int k) {
        double[] row = new double[Math.min(n, WIDTH)];
        double[] taken = out.array() instanceof double[] ? new double[row.length] : row;
        for (int i = 0; i < m; i++) {
            int at = a.at() + i * a.row();
            for (int j = 0; j < n; j += WIDTH) {
                int width = Math.min(WIDTH, n - j);
                if (b.column() == 1 && b.storage().array() instanceof float[] right) {
                    ThinProduct.rows(doubles(a.storage(), at, a.column(), k), right, b.at() + j, b.row(),
                            width,
                            row);
                    write(row, width, out, outAt + i * n + j);
                    continue;
                }
                Arrays.fill(row, 0, width, 0);
                for (int p = 0; p < k; p++) {
                    if ((p & POLL) == 0) {
                        Origins.checkInterrupted();
                    }
                    double factor = a.storage().getDouble(at + p * a.column());
                    int from = b.at() + p * b.row() + j * b.column();
                    if (b.storage().array() instanceof float[] right) {
                        add(factor, right, from, b.column(), row, width);
                    } else {
                        add(factor, b.storage().doubles(), from, b.column(), row, taken, width);
                    }
                }
                write(row, width, out, outAt + i * n + j);
            }
        }
    }

    /**
     * The only row of the product. Threads share out the rows of B, which lie after each other, and of wide
     * ones the columns, in blocks of a size that does not depend on them; the sums of the blocks are added in
     * their order.
     */
    private static void multiplyRow(Operand a, Operand b, Storage out, int outAt, int n, int k) {
        int block = Math.max(LEAST_ROWS, BLOCK / Math.max(n, 1));
        int blocks = Math.max(1, (k + block - 1) / block);
        int across = (n + WIDTH - 1) / WIDTH;
        if (blocks == 1 && across == 1) {
            multiplyByRows(a, b, out, outAt, 1, n, k);
            return;
        }
        double[][] sums = new double[blocks][n];
        Workers.split(blocks * across, 1, (long) n * k, (from, to) -> {
            for (int i = from; i < to; i++) {
                int p = i / across * block;
                int j = i % across * WIDTH;
                multiplyByRows(a.from(0, p), b.from(p, j), new Storage(sums[i / across]), j, 1,
                        Math.min(WIDTH, n - j), Math.min(block, k - p));
            }
        });
        for (int i = 1; i < blocks; i++) {
            for (int j = 0; j < n; j++) {
                sums[0][j] += sums[i][j];
            }
        }
        write(sums[0], n, out, outAt);
    }

    private static void add(double factor, float[] b, int from, int step, double[] row, int n) {
        for (int j = 0; j < n; j++) {
            row[j] += factor * b[from + j * step];
        }
    }

    /** By way of an array of the same index as the row, which the compiler vectorises. */
    private static void add(double factor, double[] b, int from, int step, double[] row, double[] taken,
            int n) {
        CopyLoops.take(b, from, step, taken, n);
        for (int j = 0; j < n; j++) {
            row[j] += factor * taken[j];
        }
    }

    private static void write(double[] row, int n, Storage out, int at) {
        if (out.array() instanceof float[] to) {
            for (int j = 0; j < n; j++) {
                to[at + j] = (float) row[j];
            }
        } else {
            System.arraycopy(row, 0, out.doubles(), at, n);
        }
    }
}
