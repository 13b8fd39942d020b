package leibniz.autograd;

import java.util.Arrays;

/** Elementwise functions that are composed of others. */
final class ElementwiseCompositions {
    private ElementwiseCompositions() {}

    static Tensor rsqrt(Tensor x) {
        return Recorder.composition("Rsqrt", () -> x.sqrt().reciprocal());
    }

    static Tensor tan(Tensor x) {
        return Recorder.composition("Tan", () -> x.sin().div(x.cos()));
    }

    static Tensor atan(Tensor x) {
        return Recorder.composition("Atan",
                () -> Tensors.atan2(x, Tensors.tensor(x.dtype().toFloating(), 1)));
    }

    /** x Φ(x), with the distribution function Φ of the standard normal distribution. */
    static Tensor gelu(Tensor x) {
        return Recorder.composition("Gelu",
                () -> x.mul(x.mul(Math.sqrt(0.5)).erf().add(1).mul(0.5)));
    }

    static Tensor ceil(Tensor x) {
        return Recorder.composition("Ceil", () -> x.neg().floor().neg());
    }

    static Tensor leakyRelu(Tensor x, double slope) {
        return Recorder.composition("LeakyRelu", () -> choose(x.gt(0), x, x.mul(slope)));
    }

    /** The exponential is taken of numbers up to 0 alone, so that it does not overflow. */
    static Tensor elu(Tensor x, double alpha) {
        Checks.requireFloating("elu", x);
        return Recorder.composition("Elu", () -> choose(x.gt(0), x, negative(x).expm1().mul(alpha)));
    }

    private static Tensor negative(Tensor x) {
        return x.isSymbolic() ? x : Indexing.masked("Masked", x.gt(0).not()).apply(x);
    }

    static Tensor clampMin(Tensor x, double min) {
        return Recorder.composition("ClampMin", () -> x.clamp(min, Double.POSITIVE_INFINITY));
    }

    static Tensor clampMax(Tensor x, double max) {
        return Recorder.composition("ClampMax", () -> x.clamp(Double.NEGATIVE_INFINITY, max));
    }

    static Tensor clampMin(Tensor x, Tensor min) {
        requireNumbers("ClampMin", x, min);
        return Recorder.composition("ClampMin", () -> choose(x.lt(min).or(min.ne(min)), min, x));
    }

    static Tensor clampMax(Tensor x, Tensor max) {
        requireNumbers("ClampMax", x, max);
        return Recorder.composition("ClampMax", () -> choose(x.gt(max).or(max.ne(max)), max, x));
    }

    static Tensor clamp(Tensor x, Tensor min, Tensor max) {
        requireNumbers("Clamp", x, min, max);
        return Recorder.composition("Clamp", () -> x.clampMin(min).clampMax(max));
    }

    /**
     * a where a condition that follows from the operands holds, else b: the condition is no operand to the
     * user.
     */
    static Tensor choose(Tensor condition, Tensor a, Tensor b) {
        if (condition.isSymbolic()) {
            return Tensors.where(condition, a, b);
        }
        int[] shape = Shapes.broadcast("where", condition.layout.shape,
                Shapes.broadcast("where", a.layout.shape, b.layout.shape));
        DType dtype = a.commonDType(b);
        return taken(condition, a.to(dtype), shape).add(taken(condition.not(), b.to(dtype), shape));
    }

    private static Tensor taken(Tensor condition, Tensor x, int[] shape) {
        Tensor spread = Arrays.equals(x.layout.shape, shape) ? x : x.expand(shape);
        return Indexing.masked("Masked", condition).apply(spread);
    }

    private static void requireNumbers(String name, Tensor... x) {
        if (Arrays.stream(x).allMatch(operand -> operand.dtype() == DType.BOOL)) {
            throw ValueErrors.boolArithmetic(name);
        }
    }

    static Tensor silu(Tensor x) {
        return Recorder.composition("Silu", () -> x.mul(x.sigmoid()));
    }
}
