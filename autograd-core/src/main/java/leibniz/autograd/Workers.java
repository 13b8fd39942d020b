package leibniz.autograd;

/**
 * Splits long loops over threads. The calling thread works too, and takes what other threads have not begun;
 * the parts write to places of their own, so that the result is the same however many threads there are.
 */
final class Workers {
    private static final String VARIABLE = "LEIBNIZ_THREADS";
    /** So many steps of a simple loop take about as long as waking another thread. */
    private static final long WORTH_A_THREAD = 1 << 16;
    /** More parts than threads, since a processor may have other things to do. */
    private static final int PARTS_FOR_EACH = 8;

    private static volatile int threads = initial();

    private Workers() {}

    /** The part of a loop from one index up to another. */
    @FunctionalInterface
    interface Part {
        void run(int from, int end);
    }

    private static int initial() {
        int available = Runtime.getRuntime().availableProcessors();
        String wanted = System.getenv(VARIABLE);
        return wanted != null && wanted.matches("[1-9]\\d{0,3}") ? Integer.parseInt(wanted) : available;
    }

    static int threads() {
        return threads;
    }

    static void use(int number) {
        threads = number;
    }

    /** Whether a loop of so many steps is shared out at all. */
    static boolean isWorthwhile(long steps) {
        return steps >= 2 * WORTH_A_THREAD && threads > 1;
    }

    /**
     * Runs a loop of n rounds and so many steps in all, in parts that begin at multiples of a unit.
     */
    static void split(int n, int unit, long steps, Part part) {
        int most = (int) Math.min(threads, steps / WORTH_A_THREAD);
        if (most <= 1 || n <= unit || Thread.currentThread() instanceof Helper) {
            part.run(0, n);
            return;
        }
        Origins.checkInterrupted();
        int units = (n + unit - 1) / unit;
        int parts = Math.min(units, most * PARTS_FOR_EACH);
        Job job = new Job(n, unit, units, parts, part);
        Helper.offer(job, Math.min(most, parts) - 1);
        job.finish();
    }
}
