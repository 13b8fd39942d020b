package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tensors taken apart into several along a dim, and grids of several. */
final class Pieces {
    private Pieces() {}

    static List<Tensor> split(Tensor x, int size, int dim) {
        int n = size("split", x, dim);
        if (size < 1) {
            throw ShapeErrors.splitSize(size);
        }
        int[] sizes = new int[Math.max(Math.ceilDiv(n, size), 1)];
        Arrays.setAll(sizes, i -> Math.min(size, n - i * size));
        return pieces("Split", x, dim, sizes);
    }

    static List<Tensor> split(Tensor x, int[] sizes, int dim) {
        int n = size("split", x, dim);
        if (Arrays.stream(sizes).anyMatch(size -> size < 0)
                || Arrays.stream(sizes).asLongStream().sum() != n) {
            throw ShapeErrors.splitSizes(sizes, n);
        }
        return pieces("Split", x, dim, sizes);
    }

    static List<Tensor> chunk(Tensor x, int chunks, int dim) {
        int n = size("chunk", x, dim);
        if (chunks < 1) {
            throw ShapeErrors.chunks(chunks);
        }
        int size = Math.max(Math.ceilDiv(n, chunks), 1);
        int[] sizes = new int[n == 0 ? chunks : Math.ceilDiv(n, size)];
        Arrays.setAll(sizes, i -> Math.clamp(n - (long) i * size, 0, size));
        return pieces("Chunk", x, dim, sizes);
    }

    static List<Tensor> unbind(Tensor x, int dim) {
        int n = size("unbind", x, dim);
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int at = i;
            parts.add(Recorder.composition("Unbind", () -> x.select(dim, at)));
        }
        return List.copyOf(parts);
    }

    private static int size(String operation, Tensor x, int dim) {
        return x.layout.shape[Shapes.dim(operation, dim, x.dim())];
    }

    private static List<Tensor> pieces(String name, Tensor x, int dim, int... sizes) {
        List<Tensor> pieces = new ArrayList<>();
        int start = 0;
        for (int size : sizes) {
            int from = start;
            pieces.add(Recorder.composition(name, () -> x.narrow(dim, from, size)));
            start += size;
        }
        return List.copyOf(pieces);
    }

    static List<Tensor> meshgrid(Tensor... axes) {
        if (axes.length == 0) {
            throw ShapeErrors.noParts("meshgrid");
        }
        int[] shape = new int[axes.length];
        for (int d = 0; d < axes.length; d++) {
            if (axes[d].dim() > 1) {
                throw ShapeErrors.meshgrid(axes[d].layout.shape);
            }
            shape[d] = axes[d].numel();
        }
        Shapes.numel("meshgrid", shape);
        List<Tensor> grids = new ArrayList<>();
        for (int d = 0; d < axes.length; d++) {
            Tensor axis = axes[d];
            int[] along = new int[shape.length];
            Arrays.fill(along, 1);
            along[d] = shape[d];
            grids.add(Recorder.composition("Meshgrid", () -> axis.reshape(along).expand(shape)));
        }
        return List.copyOf(grids);
    }

    static Tensor repeatInterleave(Tensor x, int[] repeats, int dim) {
        int d = Shapes.dim("repeatInterleave", dim, x.dim());
        int n = x.layout.shape[d];
        long total = Arrays.stream(repeats).asLongStream().sum();
        if (repeats.length != n || Arrays.stream(repeats).anyMatch(count -> count < 0)
                || total > Integer.MAX_VALUE) {
            throw ShapeErrors.repeatInterleave(repeats, n);
        }
        long[] index = new long[(int) total];
        int next = 0;
        for (int i = 0; i < n; i++) {
            Arrays.fill(index, next, next + repeats[i], i);
            next += repeats[i];
        }
        return Recorder.composition("RepeatInterleave",
                () -> x.indexSelect(d, Creation.vector(index, index.length)));
    }

    static Tensor repeatInterleave(Tensor x, int repeats, int dim) {
        int[] each = new int[size("repeatInterleave", x, dim)];
        Arrays.fill(each, repeats);
        return repeatInterleave(x, each, dim);
    }

    static Tensor pad(Tensor x, int[] padding, double value) {
        int padded = padding.length / 2;
        if (padding.length % 2 != 0 || padded > x.dim()
                || Arrays.stream(padding).anyMatch(size -> size < 0)) {
            throw WindowErrors.pad(x.layout.shape, padding);
        }
        int[] shape = x.layout.shape.clone();
        int[] start = new int[x.dim()];
        int[] step = new int[x.dim()];
        Arrays.fill(step, 1);
        for (int i = 0; i < padded; i++) {
            int d = x.dim() - 1 - i;
            start[d] = padding[2 * i];
            shape[d] = (int) Math.min((long) shape[d] + padding[2 * i] + padding[2 * i + 1],
                    Integer.MAX_VALUE);
        }
        Shapes.numel("pad", shape);
        return Recorder.composition("Pad", () -> {
            Tensor y = Indexing.unslice(shape, start, x.layout.shape, step).apply(x);
            if (value == 0) {
                return y;
            }
            Tensor border = Creation.full(x.dtype(), value, shape);
            Loops.copyInto(Creation.full(x.dtype(), 0),
                    border.alias(border.layout.slice(start, x.layout.shape, step)));
            return y.add(border);
        });
    }
}
