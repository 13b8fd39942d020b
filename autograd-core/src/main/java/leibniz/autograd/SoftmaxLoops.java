package leibniz.autograd;

/** Softmax of contiguous rows of FLOAT32 in one go, in double as {@link Norms} has it for all others. */
final class SoftmaxLoops {
    private static final int CHUNK = 1024;

    private SoftmaxLoops() {}

    /** x - ln Σ exp(x) of each row. */
    static void logSoftmax(float[] x, int at, int rows, int columns, float[] out) {
        Workers.split(rows, 1, 4L * rows * columns, (from, to) -> {
            double[] buffer = new double[Math.min(CHUNK, columns)];
            for (int row = from; row < to; row++) {
                Origins.checkInterrupted();
                logSoftmax(x, at + row * columns, columns, out, row * columns, buffer);
            }
        });
    }

    private static void logSoftmax(float[] x, int at, int n, float[] out, int outAt, double[] buffer) {
        double largest = ReduceLoops.max(x, at, n);
        double sum = 0;
        for (int i = 0; i < n; i += CHUNK) {
            int part = Math.min(CHUNK, n - i);
            exponentials(x, at + i, part, largest, buffer);
            sum += ReduceLoops.sum(buffer, 0, part);
        }
        double log = Math.log(sum);
        for (int i = 0; i < n; i += CHUNK) {
            int part = Math.min(CHUNK, n - i);
            differences(x, at + i, part, largest, log, buffer);
            round(buffer, part, out, outAt + i);
        }
    }

    private static void exponentials(float[] x, int at, int n, double largest, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = FastMath.exp(x[at + i] - largest);
        }
    }

    private static void differences(float[] x, int at, int n, double largest, double log, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = x[at + i] - largest - log;
        }
    }

    private static void round(double[] x, int n, float[] to, int at) {
        for (int i = 0; i < n; i++) {
            to[at + i] = (float) x[i];
        }
    }
}
