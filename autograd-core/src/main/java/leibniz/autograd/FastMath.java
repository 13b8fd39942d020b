package leibniz.autograd;

import java.util.function.DoubleUnaryOperator;

/**
 * Functions for FLOAT32, computed in double without a branch or a look at bits, so that the compiler makes
 * vector instructions of loops over them. Rounded to float they are the float that is nearest to the true
 * value but for one in some hundred thousand, which is the second nearest: the error is below 0.5001 ulp. A
 * result depends on its argument alone, never on where that stands.
 */
final class FastMath {
    /**
     * exp by the power of 512 of the exponential of a 512th part; beyond these arguments float has 0 or
     * infinity.
     */
    private static final double EXP_BOUND = 150;
    private static final double TANH_BOUND = 20;
    /** Up to here the number of half turns, and what remains, are exact enough; beyond is for Math.sin. */
    private static final double MOST_REDUCIBLE = 1 << 30;
    /** π is the sum of these two as far as 107 bits go. */
    private static final double PI = Math.PI;
    private static final double PI_REST = 1.2246467991473532e-16;

    private FastMath() {}

    /** The function of this name, or the given one where none is here. */
    static DoubleUnaryOperator orElse(String name, DoubleUnaryOperator other) {
        return switch (name) {
            case "Exp" -> FastMath::exp;
            case "Sigmoid" -> FastMath::sigmoid;
            case "Tanh" -> FastMath::tanh;
            case "Sin" -> FastMath::sinOfAny;
            case "Cos" -> FastMath::cosOfAny;
            default -> other;
        };
    }

    static double exp(double x) {
        double r = Math.min(Math.max(x, -EXP_BOUND), EXP_BOUND) * (1.0 / 512);
        double p = Math.fma(slopeOfExp(r, Math.fma(1.0 / 479001600, r, 1.0 / 39916800)), r, 1.0);
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        return p;
    }

    /** The series of (exp(r) - 1) / r, from what the powers from the tenth on make together. */
    private static double slopeOfExp(double r, double rest) {
        double p = Math.fma(rest, r, 1.0 / 3628800);
        p = Math.fma(p, r, 1.0 / 362880);
        p = Math.fma(p, r, 1.0 / 40320);
        p = Math.fma(p, r, 1.0 / 5040);
        p = Math.fma(p, r, 1.0 / 720);
        p = Math.fma(p, r, 1.0 / 120);
        p = Math.fma(p, r, 1.0 / 24);
        p = Math.fma(p, r, 1.0 / 6);
        p = Math.fma(p, r, 0.5);
        p = Math.fma(p, r, 1.0);
        return p;
    }

    static double sigmoid(double x) {
        return 1 / (1 + exp(-x));
    }

    /** By e = exp(2x) - 1, which doubles its argument by e (e + 2) and so loses nothing near 0. */
    static double tanh(double x) {
        double r = Math.min(Math.max(x, -TANH_BOUND), TANH_BOUND) * (1.0 / 64);
        double p = Math.fma(1.0 / 6227020800.0, r, 1.0 / 479001600);
        double e = slopeOfExp(r, Math.fma(p, r, 1.0 / 39916800)) * r;
        e *= e + 2;
        e *= e + 2;
        e *= e + 2;
        e *= e + 2;
        e *= e + 2;
        e *= e + 2;
        e *= e + 2;
        return e / (e + 2);
    }

    /** For reducible arguments. */
    static double sin(double x) {
        double n = Math.rint(x * (1 / PI)) + 0.0; // no -0, which would cost the sign of sin(-0)
        double r = Math.fma(n, -PI_REST, Math.fma(n, -PI, x));
        return Math.fma(n - 2 * Math.floor(n * 0.5), -2, 1) * sinOfQuarterTurn(r);
    }

    /** For reducible arguments. */
    static double cos(double x) {
        double n = Math.rint(Math.fma(x, 1 / PI, -0.5));
        double r = Math.fma(n + 0.5, -PI_REST, Math.fma(n + 0.5, -PI, x));
        return Math.fma(n - 2 * Math.floor(n * 0.5), 2, -1) * sinOfQuarterTurn(r);
    }

    /** The series of the sine, for up to π/2 on either side. */
    private static double sinOfQuarterTurn(double r) {
        double s = r * r;
        double p = Math.fma(1.0 / 51090942171709440000.0, s, -1.0 / 121645100408832000.0);
        p = Math.fma(p, s, 1.0 / 355687428096000.0);
        p = Math.fma(p, s, -1.0 / 1307674368000.0);
        p = Math.fma(p, s, 1.0 / 6227020800.0);
        p = Math.fma(p, s, -1.0 / 39916800);
        p = Math.fma(p, s, 1.0 / 362880);
        p = Math.fma(p, s, -1.0 / 5040);
        p = Math.fma(p, s, 1.0 / 120);
        p = Math.fma(p, s, -1.0 / 6);
        return r * Math.fma(p, s, 1);
    }

    private static boolean isReducible(double x) {
        return Math.abs(x) <= MOST_REDUCIBLE;
    }

    static double sinOfAny(double x) {
        return isReducible(x) ? sin(x) : Math.sin(x);
    }

    static double cosOfAny(double x) {
        return isReducible(x) ? cos(x) : Math.cos(x);
    }

    static boolean areReducible(float[] x, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!isReducible(x[i])) {
                return false;
            }
        }
        return true;
    }
}
