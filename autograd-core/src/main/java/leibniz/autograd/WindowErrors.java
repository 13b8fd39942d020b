package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

import org.jspecify.annotations.Nullable;

/** The text of the failures of correlations and pooling, in the manner of {@link Errors}. */
final class WindowErrors {
    private WindowErrors() {}

    static RuntimeException conv2d(int[] image, int[] kernel, @Nullable Tensor bias) {
        return Errors.argument(
                "conv2d: the shapes are %s and %s%s, but it takes images (n, channels, height, width), weights "
                        + "(out channels, channels, height, width) with as many channels, and a bias (out channels). Use "
                        + "unsqueeze for dims of size 1, or corr2d for a single matrix.",
                text(image), text(kernel), bias == null ? "" : ", with a bias of " + text(bias.layout.shape));
    }

    static RuntimeException corr2d(int[] x, int[] kernel) {
        return Errors.argument(
                "corr2d: the shapes are %s and %s, but it takes two matrices. Use conv2d for images with channels.",
                text(x), text(kernel));
    }

    static RuntimeException window(String operation, int[] image, int height, int width, int stride,
            int padding) {
        return Errors.argument(
                "%s: a window of %d by %d with stride %d and padding %d has no place on shape %s. The window and the stride "
                        + "must be at least 1, the padding at least 0, and the window no larger than the last two dims with "
                        + "the padding on both sides.",
                operation, height, width, stride, padding, text(image));
    }

    static RuntimeException poolPadding(String operation, int padding, int size) {
        return Errors.argument(
                "%s: the padding is %d, but with a window of %d at most half of it, so that no window lies outside.",
                operation, padding, size);
    }

    static RuntimeException pad(int[] shape, int[] padding) {
        return Errors.argument(
                "pad: the padding %s does not fit shape %s. Give two numbers, 0 or more, for each dim from the last one on: "
                        + "before and after. To leave elements out use narrow.",
                text(padding), text(shape));
    }
}
