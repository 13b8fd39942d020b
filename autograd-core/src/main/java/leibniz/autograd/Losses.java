package leibniz.autograd;

import java.util.function.Supplier;

/** Losses that compare each value with a target of its own. */
final class Losses {
    private Losses() {}

    static Tensor mseLoss(Tensor x, Tensor target, LossReduction reduction) {
        return loss("mseLoss", "MseLoss", x, target, reduction, () -> x.sub(target).square());
    }

    static Tensor l1Loss(Tensor x, Tensor target, LossReduction reduction) {
        return loss("l1Loss", "L1Loss", x, target, reduction, () -> x.sub(target).abs());
    }

    static Tensor huberLoss(Tensor x, Tensor target, double delta, LossReduction reduction) {
        if (!(delta > 0)) {
            throw LossErrors.huberDelta(delta);
        }
        return loss("huberLoss", "HuberLoss", x, target, reduction, () -> {
            Tensor error = x.sub(target);
            Tensor size = error.abs();
            Tensor near = size.lt(delta);
            Tensor small = near.isSymbolic() ? error : Indexing.masked("Masked", near).apply(error);
            return ElementwiseCompositions.choose(near, small.square().mul(0.5),
                    size.sub(0.5 * delta).mul(delta));
        });
    }

    static Tensor binaryCrossEntropy(Tensor x, Tensor target, LossReduction reduction) {
        return loss("binaryCrossEntropy", "BinaryCrossEntropy", x, target, reduction, () -> {
            if (!x.isSymbolic() && !x.ge(0).and(x.le(1)).all().itemBoolean()) {
                throw LossErrors.noProbability(x);
            }
            return Elementwise.BINARY_CROSS_ENTROPY.apply(x, target);
        });
    }

    /**
     * -(t ln σ(x) + (1 - t) ln(1 - σ(x))) is softplus(x) - t x, which for infinite logits would be infinity
     * minus infinity.
     */
    static Tensor binaryCrossEntropyWithLogits(Tensor x, Tensor target, LossReduction reduction) {
        return loss("binaryCrossEntropyWithLogits", "BinaryCrossEntropyWithLogits", x, target, reduction,
                () -> x.isSymbolic() || x.isfinite().all().itemBoolean()
                        ? x.softplus().sub(x.mul(target))
                        : Creation.full(x.dtype(), 1).sub(target).mul(x.softplus())
                                .add(target.mul(x.neg().softplus())));
    }

    private static Tensor loss(String operation, String name, Tensor x, Tensor target,
            LossReduction reduction,
            Supplier<Tensor> losses) {
        Checks.requireFloating(operation, x);
        Checks.requireSameShape(operation, x, target);
        return Recorder.composition(name, () -> reduction.of(losses.get()));
    }
}
