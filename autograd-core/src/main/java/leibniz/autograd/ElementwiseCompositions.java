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
