package leibniz.autograd;

import java.util.Arrays;

/** What is needed to train small models: losses, which are means over all rows, and normalisation. */
final class Losses {
    private Losses() {}

    static Tensor crossEntropy(Tensor x, Tensor target) {
        Checks.requireFloating("crossEntropy", x);
        int classDim = x.dim() > 1 ? 1 : Shapes.dim("crossEntropy", 0, x.dim());
        int[] rows = Shapes.without(x.layout.shape, new int[]{ classDim });
        boolean numbers = target.dtype() == DType.INT64;
        if (target.dtype() == DType.BOOL
                || !Arrays.equals(target.layout.shape, numbers ? rows : x.layout.shape)) {
            throw LossErrors.crossEntropy(x.layout.shape, classDim, target);
        }
        if (numbers) {
            requireClasses(target, x.layout.shape[classDim]);
            return Recorder.composition("CrossEntropy",
                    () -> x.logSoftmax(classDim).gather(classDim, target.unsqueeze(classDim)).mean().neg());
        }
        long count = Layout.rowMajor(rows).numel();
        return Recorder.composition("CrossEntropy",
                () -> x.logSoftmax(classDim).mul(target).sum().div(count).neg());
    }

    private static void requireClasses(Tensor target, int classes) {
        long[] values = Loops.copy(target, DType.INT64).storage.longs();
        for (long value : values) {
            if (value < 0 || value >= classes) {
                throw LossErrors.noClass(value, classes);
            }
        }
    }

    static Tensor mseLoss(Tensor x, Tensor target) {
        Checks.requireFloating("mseLoss", x);
        Checks.requireSameShape("mseLoss", x, target);
        return Recorder.composition("MseLoss", () -> x.sub(target).square().mean());
    }

    /** -(t ln σ(x) + (1 - t) ln(1 - σ(x))) is softplus(x) - t x. */
    static Tensor binaryCrossEntropyWithLogits(Tensor x, Tensor target) {
        Checks.requireFloating("binaryCrossEntropyWithLogits", x);
        Checks.requireSameShape("binaryCrossEntropyWithLogits", x, target);
        return Recorder.composition("BinaryCrossEntropyWithLogits",
                () -> x.softplus().sub(x.mul(target)).mean());
    }

    static Tensor layerNorm(Tensor x, int[] normalizedShape, double eps) {
        Checks.requireFloating("layerNorm", x);
        int kept = x.dim() - normalizedShape.length;
        if (normalizedShape.length == 0 || kept < 0
                || !Arrays.equals(normalizedShape, Arrays.copyOfRange(x.layout.shape, kept, x.dim()))) {
            throw LossErrors.layerNorm(x.layout.shape, normalizedShape);
        }
        int[] dims = Arrays.copyOfRange(Shapes.range(x.dim()), kept, x.dim());
        return Recorder.composition("LayerNorm", () -> {
            Tensor centred = x.sub(x.mean(true, dims));
            return centred.mul(centred.square().mean(true, dims).add(eps).rsqrt());
        });
    }
}
