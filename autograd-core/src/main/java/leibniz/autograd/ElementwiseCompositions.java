package leibniz.autograd;

/** Elementwise functions that are composed of others. */
final class ElementwiseCompositions {
    private ElementwiseCompositions() {}

    static Tensor rsqrt(Tensor x) {
        return Recorder.composition("Rsqrt", () -> x.sqrt().reciprocal());
    }

    static Tensor tan(Tensor x) {
        return Recorder.composition("Tan", () -> x.sin().div(x.cos()));
    }

    /** The angle whose sine is x, in the right triangle with hypotenuse 1. */
    static Tensor asin(Tensor x) {
        return Recorder.composition("Asin", () -> Tensors.atan2(x, cathetus(x)));
    }

    /** The angle whose cosine is x, in the same triangle. */
    static Tensor acos(Tensor x) {
        return Recorder.composition("Acos", () -> Tensors.atan2(cathetus(x), x));
    }

    /** √(1 - x²), as a product that keeps its digits where x is close to 1. */
    private static Tensor cathetus(Tensor x) {
        Tensor real = x.to(x.dtype().toFloating());
        return real.neg().add(1).mul(real.add(1)).sqrt();
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

    static Tensor silu(Tensor x) {
        return Recorder.composition("Silu", () -> x.mul(x.sigmoid()));
    }
}
