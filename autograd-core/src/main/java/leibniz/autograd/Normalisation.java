package leibniz.autograd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Brings activations to mean 0 and variance 1. */
final class Normalisation {
    private Normalisation() {}

    static Tensor layerNorm(Tensor x, int[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias,
            double eps) {
        Checks.requireFloating("layerNorm", x);
        int kept = x.dim() - normalizedShape.length;
        if (normalizedShape.length == 0 || kept < 0
                || !Arrays.equals(normalizedShape, Arrays.copyOfRange(x.layout.shape, kept, x.dim()))) {
            throw LossErrors.layerNorm(x.layout.shape, normalizedShape);
        }
        requireShape("weight", weight, normalizedShape);
        requireShape("bias", bias, normalizedShape);
        int[] dims = Arrays.copyOfRange(Shapes.range(x.dim()), kept, x.dim());
        return Recorder.composition("LayerNorm", () -> {
            // of few elements in the operations that it consists of, which graphs and formulas show
            Tensor y = !x.isSymbolic() && Fusion.isLarge(x.layout.shape)
                    ? Reduction.standardize(dims, eps).apply(x)
                    : StandardizeOp.standardized(x, dims, eps);
            Tensor scaled = weight == null ? y : y.mul(weight);
            return bias == null ? scaled : scaled.add(bias);
        });
    }

    private static void requireShape(String what, @Nullable Tensor x, int[] shape) {
        if (x != null && !Arrays.equals(x.layout.shape, shape)) {
            throw LossErrors.layerNormParameter(what, x.layout.shape, shape);
        }
    }
}
