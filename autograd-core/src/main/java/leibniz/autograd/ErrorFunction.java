package leibniz.autograd;

/** The error function erf(x) = 2/√π ∫₀ˣ exp(-t²) dt, to the accuracy of a double. */
final class ErrorFunction {
    private static final double FACTOR = 2 / Math.sqrt(Math.PI);
    /** From here on the continued fraction needs fewer steps than the series. */
    private static final double MIDDLE = 2.5;
    /** From here on erf(x) rounds to 1. */
    private static final double END = 6;
    private static final int STEPS = 60;

    private ErrorFunction() {}

    static double erf(double x) {
        double size = Math.abs(x);
        if (size < MIDDLE) {
            return series(x);
        }
        return Double.isNaN(x) ? x : Math.copySign(size < END ? 1 - tail(size) : 1, x);
    }

    /** NIST DLMF 7.6.2: 2/√π exp(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (1·3·...·(2n+1)), whose terms all have one sign. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.ulp(sum) / 4; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return FACTOR * Math.exp(-x * x) * sum;
    }

    /** 1 - erf(x) by NIST DLMF 7.9.1: exp(-x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))). */
    private static double tail(double x) {
        double fraction = x;
        for (int n = STEPS; n > 0; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return FACTOR / 2 * Math.exp(-x * x) / fraction;
    }
}
