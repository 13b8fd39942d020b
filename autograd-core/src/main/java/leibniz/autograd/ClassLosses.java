package leibniz.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Losses of scores for classes, of shape (n, classes), (classes) or (n, classes, ...). */
final class ClassLosses {
    /** What PyTorch takes for no class at all. */
    static final long IGNORED = -100;

    private ClassLosses() {}

    static Tensor crossEntropy(Tensor x, Tensor target) {
        Targets targets = targets("crossEntropy", x, target);
        if (!targets.areClasses()) {
            return probabilities(x, targets, 0, LossReduction.MEAN);
        }
        requireClasses("crossEntropy", target, targets.classes());
        return Recorder.composition("CrossEntropy", targets.inWords(), () -> x.logSoftmax(targets.dim)
                .gather(targets.dim, target.unsqueeze(targets.dim)).mean().neg());
    }

    static Tensor crossEntropy(Tensor x, Tensor target, @Nullable Tensor weight, long ignoreIndex,
            double labelSmoothing, LossReduction reduction) {
        Targets targets = targets("crossEntropy", x, target);
        if (weight != null && !Arrays.equals(weight.layout.shape, new int[]{ targets.classes() })) {
            throw LossErrors.classWeights(weight.layout.shape, targets.classes());
        }
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw LossErrors.labelSmoothing(labelSmoothing);
        }
        if (!targets.areClasses() && ignoreIndex >= 0) {
            throw LossErrors.ignoredProbabilities(ignoreIndex);
        }
        Targets weighted = targets.with(weight, ignoreIndex);
        return targets.areClasses()
                ? Recorder.compositionOf(weight == null ? List.of() : List.of(x, weight), "CrossEntropy",
                        weighted.inWords(),
                        () -> negativeLogLikelihood("crossEntropy", x.logSoftmax(targets.dim), weighted,
                                labelSmoothing,
                                reduction))
                : probabilities(x, weighted, labelSmoothing, reduction);
    }

    static Tensor nllLoss(Tensor x, Tensor target, LossReduction reduction) {
        Targets targets = targets("nllLoss", x, target);
        if (!targets.areClasses()) {
            throw LossErrors.nllTarget(target.dtype());
        }
        return Recorder.composition("NllLoss", targets.inWords(),
                () -> negativeLogLikelihood("nllLoss", x, targets, 0, reduction));
    }

    /** What each row of scores is compared with. */
    private static final class Targets {
        final Tensor target;
        final int[] shape;
        final int dim;
        final @Nullable Tensor weight;
        final long ignored;

        Targets(Tensor target, int[] shape, int dim, @Nullable Tensor weight, long ignored) {
            this.target = target;
            this.shape = shape;
            this.dim = dim;
            this.weight = weight;
            this.ignored = ignored;
        }

        boolean areClasses() {
            return target.dtype() == DType.INT64;
        }

        int classes() {
            return shape[dim];
        }

        Targets with(@Nullable Tensor newWeight, long newIgnored) {
            return new Targets(target, shape, dim, newWeight, newIgnored);
        }

        /** The labels as they are now, whatever is written to them later. */
        Supplier<String> inWords() {
            Tensor labels = Loops.copy(target, DType.INT64);
            return () -> "labels " + IndexPositions.listed(labels);
        }

        /** The weights of the classes in the shape that broadcasts over scores; 1 where there are none. */
        Tensor classWeights(DType dtype) {
            int[] along = new int[shape.length];
            Arrays.fill(along, 1);
            along[dim] = classes();
            return weight == null
                    ? Creation.full(dtype, 1)
                    : weight.to(dtype).reshape(along);
        }
    }

    private static Targets targets(String operation, Tensor x, Tensor target) {
        Checks.requireFloating(operation, x);
        int dim = x.dim() > 1 ? 1 : Shapes.dim(operation, 0, x.dim());
        int[] rows = Shapes.without(x.layout.shape, new int[]{ dim });
        boolean numbers = target.dtype() == DType.INT64;
        if (target.dtype() == DType.BOOL
                || !Arrays.equals(target.layout.shape, numbers ? rows : x.layout.shape)) {
            throw LossErrors.crossEntropy(operation, x.layout.shape, dim, target);
        }
        return new Targets(target, x.layout.shape, dim, null, IGNORED);
    }

    private static void requireClasses(String operation, Tensor target, int classes) {
        for (long value : Loops.copy(target, DType.INT64).storage.longs()) {
            if (value < 0 || value >= classes) {
                throw LossErrors.noClass(operation, value, classes);
            }
        }
    }

    /** With the class of each row: the mean is by the weights of those classes. */
    private static Tensor negativeLogLikelihood(String operation, Tensor logarithms, Targets targets,
            double smoothing, LossReduction reduction) {
        int dim = targets.dim;
        Tensor kept = targets.target.ne(targets.ignored);
        Tensor classes = targets.target.mul(kept.to(DType.INT64));
        requireClasses(operation, classes, targets.classes());
        Tensor weights = targets.classWeights(logarithms.dtype());
        Tensor ofRows = weights.expand(targets.shape).gather(dim, classes.unsqueeze(dim)).squeeze(dim)
                .mul(kept.to(logarithms.dtype()));
        Tensor losses = logarithms.gather(dim, classes.unsqueeze(dim)).squeeze(dim).neg();
        if (targets.weight != null) {
            losses = losses.mul(ofRows);
        }
        if (smoothing > 0) {
            Tensor even = (targets.weight == null ? logarithms : logarithms.mul(weights)).sum(dim).neg();
            losses = losses.mul(1 - smoothing).add(even.mul(smoothing / targets.classes()));
        }
        if (!kept.all().itemBoolean()) {
            losses = Indexing.masked("Masked", kept).apply(losses);
        }
        return reduction == LossReduction.MEAN ? losses.sum().div(ofRows.sum()) : reduction.of(losses);
    }

    /** With a probability for each class: the mean is by the number of rows. */
    private static Tensor probabilities(Tensor x, Targets targets, double smoothing,
            LossReduction reduction) {
        int dim = targets.dim;
        int[] rows = Shapes.without(targets.shape, new int[]{ dim });
        long count = Layout.rowMajor(rows).numel();
        return Recorder.composition("CrossEntropy", () -> {
            Tensor target = smoothing == 0
                    ? targets.target
                    : targets.target.mul(1 - smoothing).add(smoothing / targets.classes());
            Tensor products = x.logSoftmax(dim).mul(target);
            Tensor weighted = targets.weight == null
                    ? products
                    : products.mul(targets.classWeights(x.dtype()));
            return switch (reduction) {
                case MEAN -> weighted.sum().div(count).neg();
                case SUM -> weighted.sum().neg();
                case NONE -> weighted.sum(dim).neg();
            };
        });
    }
}
