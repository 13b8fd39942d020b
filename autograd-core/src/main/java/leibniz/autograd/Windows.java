package leibniz.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What slides a window over the last two dims: correlations, and pooling. Each window becomes a column. */
final class Windows {
    private Windows() {}

    static Tensor conv2d(Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding) {
        int[] image = x.layout.shape;
        int[] kernel = weight.layout.shape;
        if (image.length < 3 || image.length > 4 || kernel.length != 4 || kernel[1] != image[image.length - 3]
                || bias != null && !Arrays.equals(bias.layout.shape, new int[]{ kernel[0] })) {
            throw WindowErrors.conv2d(image, kernel, bias);
        }
        Grid grid = new Grid("conv2d", image, kernel[2], kernel[3], stride, padding);
        int[] leading = Arrays.copyOf(image, image.length - 3);
        int[] columns = Shapes.append(leading, kernel[1] * kernel[2] * kernel[3], grid.places());
        int[] result = Shapes.append(leading, kernel[0], grid.rows, grid.columns);
        return Recorder.compositionOf(bias == null ? List.of(x, weight) : List.of(x, weight, bias), "Conv2d",
                () -> {
                    Tensor padded = padding == 0 ? x : x.pad(padding, padding, padding, padding);
                    Tensor y = weight.reshape(kernel[0], kernel[1] * kernel[2] * kernel[3])
                            .matmul(grid.padded().take(padded).reshape(columns)).reshape(result);
                    return bias == null ? y : y.add(bias.reshape(kernel[0], 1, 1));
                });
    }

    static Tensor corr2d(Tensor x, Tensor kernel) {
        if (x.dim() != 2 || kernel.dim() != 2) {
            throw WindowErrors.corr2d(x.layout.shape, kernel.layout.shape);
        }
        Grid grid = new Grid("corr2d", x.layout.shape, kernel.size(0), kernel.size(1), 1, 0);
        return Recorder.compositionOf(List.of(x, kernel), "Corr2d",
                () -> kernel.reshape(1, kernel.numel())
                        .matmul(grid.take(x).reshape(kernel.numel(), grid.places()))
                        .reshape(grid.rows, grid.columns));
    }

    /** The first of equal elements gets the gradient. */
    static Tensor maxPool2d(Tensor x, int size, int stride, int padding) {
        return pool("maxPool2d", "MaxPool2d", x,
                new Grid("maxPool2d", x.layout.shape, size, size, stride, padding),
                windows -> windows.maxWithIndices(1).values());
    }

    /** Zeros of the padding count. */
    static Tensor avgPool2d(Tensor x, int size, int stride, int padding) {
        Grid grid = new Grid("avgPool2d", x.layout.shape, size, size, stride, padding);
        if (padding == 0) {
            return pool("avgPool2d", "AvgPool2d", x, grid, windows -> windows.mean(1));
        }
        return Recorder.composition("AvgPool2d", () -> pool("avgPool2d", "AvgPool2d",
                x.pad(padding, padding, padding, padding), grid.padded(), windows -> windows.mean(1)));
    }

    private static Tensor pool(String operation, String name, Tensor x, Grid grid,
            UnaryOperator<Tensor> reduction) {
        Checks.requireFloating(operation, x);
        if (grid.padding > Math.min(grid.height, grid.width) / 2) {
            throw WindowErrors.poolPadding(operation, grid.padding, grid.height);
        }
        int[] result = Shapes.append(Arrays.copyOf(x.layout.shape, x.dim() - 2), grid.rows, grid.columns);
        return Recorder.composition(name, () -> reduction.apply(grid.take(x)).reshape(result));
    }

    /** The places of a window of a height and width on images with padding around them. */
    private static final class Grid {
        private final String operation;
        private final int[] image;
        private final int height;
        private final int width;
        private final int stride;
        private final int padding;
        final int rows;
        final int columns;

        Grid(String operation, int[] image, int height, int width, int stride, int padding) {
            this.operation = operation;
            this.image = image;
            this.height = height;
            this.width = width;
            this.stride = stride;
            this.padding = padding;
            if (image.length < 2 || stride < 1 || padding < 0 || height < 1 || width < 1
                    || size(image.length - 2, height) < 0 || size(image.length - 1, width) < 0) {
                throw WindowErrors.window(operation, image, height, width, stride, padding);
            }
            this.rows = (int) (size(image.length - 2, height) / stride + 1);
            this.columns = (int) (size(image.length - 1, width) / stride + 1);
        }

        private long size(int dim, int window) {
            return image[dim] + 2L * padding - window;
        }

        int places() {
            return rows * columns;
        }

        /** The same places where the padding has become a part of the images. */
        Grid padded() {
            int[] larger = image.clone();
            larger[image.length - 2] += 2 * padding;
            larger[image.length - 1] += 2 * padding;
            return new Grid(operation, larger, height, width, stride, 0);
        }

        /**
         * The elements in each window, of shape (images, height * width, places). In the place of padding
         * stands the nearest element of the window, which changes no maximum.
         */
        Tensor take(Tensor x) {
            int m = image[image.length - 2];
            int n = image[image.length - 1];
            int images = Layout.rowMajor(Arrays.copyOf(image, image.length - 2)).numel();
            int[] shape = { images, height * width, places() };
            int[] positions = new int[Shapes.numel(operation, shape)];
            int next = 0;
            for (int i = 0; i < images; i++) {
                for (int within = 0; within < height * width; within++) {
                    for (int place = 0; place < places(); place++) {
                        int row = Math.clamp((long) (place / columns) * stride + within / width - padding, 0,
                                m - 1);
                        int column = Math.clamp((long) (place % columns) * stride + within % width - padding,
                                0,
                                n - 1);
                        positions[next++] = (i * m + row) * n + column;
                    }
                }
            }
            return Indexing.pick("Pick", x.layout.shape, positions, shape).apply(x);
        }
    }
}
