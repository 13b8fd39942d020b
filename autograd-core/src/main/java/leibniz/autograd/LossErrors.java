package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

/** The text of the failures of losses and normalisation, in the manner of {@link Errors}. */
final class LossErrors {
    private LossErrors() {}

    static RuntimeException crossEntropy(String operation, int[] shape, int classDim, Tensor target) {
        return Errors.argument(
                "%s: the target has shape %s and dtype %s, which does not fit scores of shape %s with %d classes. "
                        + "Give the number of the class for each row, int64 of shape %s, or probabilities of the scores' shape.",
                operation, text(target.layout.shape), target.dtype(), text(shape), shape[classDim],
                text(Shapes.without(shape, new int[]{ classDim })));
    }

    static RuntimeException noClass(String operation, long target, int classes) {
        if (classes == 0) {
            return Errors.argument(
                    "%s: a target is %d, but the scores have no classes: their dim of classes is empty.",
                    operation, target);
        }
        return Errors.argument("%s: a target is %d, but with %d classes they count from 0 to %d.",
                operation, target,
                classes, classes - 1);
    }

    static RuntimeException layerNorm(int[] shape, int[] normalized) {
        return Errors.argument(
                "layerNorm: the shape %s does not end in %s. Give the sizes of the last dims, at least one.",
                text(shape), text(normalized));
    }

    static RuntimeException targetShape(String operation, int[] shape, int[] target) {
        return Errors.argument(
                "%s: the shapes are %s and %s, but each value needs its own target, so they must be the same. Use "
                        + "reshape or squeeze on one of them.",
                operation, text(shape), text(target));
    }

    static RuntimeException huberDelta(double delta) {
        return Errors.argument(
                "huberLoss: delta is %s, but it is the size of error up to which the loss is quadratic: above 0.",
                delta);
    }

    static RuntimeException noProbability(Tensor x) {
        return Errors.argument(
                "binaryCrossEntropy: the values reach from %s to %s, but probabilities lie from 0 to 1. Apply sigmoid() first, "
                        + "or take binaryCrossEntropyWithLogits.",
                x.detach().min().item(), x.detach().max().item());
    }

    static RuntimeException classWeights(int[] weights, int classes) {
        return Errors.argument(
                "crossEntropy: the weights have shape %s, but %d classes need one each: shape (%2$d).",
                text(weights),
                classes);
    }

    static RuntimeException labelSmoothing(double smoothing) {
        return Errors.argument("crossEntropy: the label smoothing is %s, but it lies from 0 to 1.",
                smoothing);
    }

    static RuntimeException ignoredProbabilities(long ignored) {
        return Errors.argument(
                "crossEntropy: class %d is to be ignored, but the target has probabilities and names no class. Give "
                        + "-100, which ignores none.",
                ignored);
    }

    static RuntimeException nllTarget(DType dtype) {
        return Errors.argument(
                "nllLoss: the target has dtype %s, but it names the class of each row in int64. Take crossEntropy on scores "
                        + "for a target of probabilities.",
                dtype);
    }

    static RuntimeException layerNormParameter(String what, int[] shape, int[] normalized) {
        return Errors.argument(
                "layerNorm: the %s has shape %s, but one for each normalised element is needed: shape %s.",
                what,
                text(shape), text(normalized));
    }
}
