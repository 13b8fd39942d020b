package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

/** The text of the failures of losses and normalisation, in the manner of {@link Errors}. */
final class LossErrors {
    private LossErrors() {}

    static RuntimeException crossEntropy(int[] shape, int classDim, Tensor target) {
        return Errors.argument(
                "crossEntropy: the target has shape %s and dtype %s, which does not fit scores of shape %s with %d classes. "
                        + "Give the number of the class for each row, int64 of shape %s, or probabilities of the scores' shape.",
                text(target.layout.shape), target.dtype(), text(shape), shape[classDim],
                text(Shapes.without(shape, new int[]{ classDim })));
    }

    static RuntimeException noClass(long target, int classes) {
        if (classes == 0) {
            return Errors.argument(
                    "crossEntropy: a target is %d, but the scores have no classes: their dim of classes is empty.",
                    target);
        }
        return Errors.argument("crossEntropy: a target is %d, but with %d classes they count from 0 to %d.",
                target,
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
}
