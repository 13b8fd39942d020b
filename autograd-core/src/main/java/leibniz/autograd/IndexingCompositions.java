package leibniz.autograd;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Taking tensors apart and putting them together. */
final class IndexingCompositions {
    private IndexingCompositions() {}

    // ---- parts at places that Java numbers name

    static Tensor get(Tensor x, int... index) {
        if (index.length > x.dim()) {
            throw IndexErrors.tooManyIndices("get", index, x.layout.shape);
        }
        int[] start = start("get", x, index);
        int[] rest = Arrays.copyOfRange(x.layout.shape, index.length, x.dim());
        return Indexing.part("Get", x.layout.shape, start, length(x, index), rest).apply(x);
    }

    static Tensor get(Tensor x, String index) {
        IndexText read = new IndexText("get", index, x.layout.shape);
        return read.isPlain
                ? Indexing.part("Get", x.layout.shape, read.start, read.length, read.shape).apply(x)
                : Recorder.composition("Get", () -> Indexing
                        .slice("Slice", x.layout.shape, read.start, read.length, read.step).apply(x)
                        .reshape(read.shape));
    }

    static Tensor oneHot(Tensor index, int classes) {
        if (index.dtype() != DType.INT64) {
            throw IndexErrors.notInteger("oneHot", index.dtype());
        }
        long[] indices = Loops.copy(index, DType.INT64).storage.longs();
        Tensor y = Creation.zeros("oneHot", DType.INT64, Shapes.append(index.layout.shape, classes));
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || indices[i] >= classes) {
                throw IndexErrors.oneHot(indices[i], classes);
            }
            y.storage.setLong(i * classes + (int) indices[i], 1);
        }
        return y;
    }

    /** The parts at each index of the first dim, made as they are asked for. */
    static Iterator<Tensor> rows(Tensor x) {
        if (x.dim() == 0) {
            throw ShapeErrors.iterateNumber();
        }
        return IntStream.range(0, x.size(0)).mapToObj(i -> x.get(i)).iterator();
    }

    static Tensor select(Tensor x, int dim, int index) {
        int d = Shapes.dim("select", dim, x.dim());
        int at = Checks.requireIndex("select", index, d, x.layout.shape);
        int[] start = new int[x.dim()];
        start[d] = at;
        int[] length = x.layout.shape.clone();
        length[d] = 1;
        return Indexing
                .part("Select", x.layout.shape, start, length, Shapes.without(x.layout.shape, new int[]{ d }))
                .apply(x);
    }

    static Tensor narrow(Tensor x, int dim, int start, int length) {
        int d = Shapes.dim("narrow", dim, x.dim());
        SymbolErrors.requireNoName("Narrow", x.layout.shape, d);
        int from = start < 0 ? start + x.layout.shape[d] : start;
        if (from < 0 || length < 0 || from + (long) length > x.layout.shape[d]) {
            throw IndexErrors.narrow(start, length, d, x.layout.shape);
        }
        return slice("Narrow", x, d, from, length, 1);
    }

    static Tensor slice(Tensor x, int dim, int start, int end, int step) {
        int d = Shapes.dim("slice", dim, x.dim());
        if (step < 1) {
            throw IndexErrors.sliceStep("slice", step);
        }
        SymbolErrors.requireNoName("Slice", x.layout.shape, d);
        int n = x.layout.shape[d];
        int from = bound(start, n);
        int length = Math.ceilDiv(Math.max(bound(end, n) - from, 0), step);
        return slice("Slice", x, d, from, length, step);
    }

    private static int bound(int index, int n) {
        return Math.clamp((long) (index < 0 ? index + n : index), 0, n);
    }

    private static Tensor slice(String name, Tensor x, int dim, int from, int size, int by) {
        int[] start = new int[x.dim()];
        int[] length = x.layout.shape.clone();
        int[] step = ones(x.dim());
        start[dim] = from;
        length[dim] = size;
        step[dim] = by;
        return Indexing.slice(name, x.layout.shape, start, length, step).apply(x);
    }

    private static int[] start(String operation, Tensor x, int... index) {
        int[] start = new int[x.dim()];
        for (int d = 0; d < index.length; d++) {
            start[d] = Checks.requireIndex(operation, index[d], d, x.layout.shape);
        }
        return start;
    }

    private static int[] length(Tensor x, int... index) {
        int[] length = x.layout.shape.clone();
        Arrays.fill(length, 0, index.length, 1);
        return length;
    }

    private static int[] ones(int n) {
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Overwrites a part, where a derivative goes through as a view of it. */
    static Tensor set_(Tensor x, Tensor value, int... index) {
        if (index.length > x.dim()) {
            throw IndexErrors.tooManyIndices("set_", index, x.layout.shape);
        }
        return set_(x, value, start("set_", x, index), length(x, index), ones(x.dim()),
                Arrays.copyOfRange(x.layout.shape, index.length, x.dim()));
    }

    static Tensor set_(Tensor x, Tensor value, String index) {
        IndexText read = new IndexText("set_", index, x.layout.shape);
        return set_(x, value, read.start, read.length, read.step, read.shape);
    }

    private static Tensor set_(Tensor x, Tensor value, int[] start, int[] length, int[] step, int[] part) {
        int[] shape = Shapes.broadcast("set_", part, value.layout.shape);
        if (!Arrays.equals(shape, part)) {
            throw InPlaceErrors.shape("set_", part, shape);
        }
        if (!InPlace.isDifferentiatedBy(x, value)) {
            Layout written = x.layout.slice(start, length, step).reshape(part);
            return InPlace.assignPart("set_", x, value, (v, to) -> Loops.copyInto(v, to.alias(written)));
        }
        InPlace.checkTarget("set_", x, value);
        InPlace.assign("set_", Recorder.composition("Get",
                () -> Indexing.slice("Slice", x.layout.shape, start, length, step).apply(x).reshape(part)),
                value);
        return x;
    }

    // ---- parts at places that a tensor names

    static Tensor indexSelect(Tensor x, int dim, Tensor index) {
        IndexPositions places = IndexPositions.ofVector("indexSelect", x, dim, index);
        return places.pick("IndexSelect", x);
    }

    static Tensor gather(Tensor x, int dim, Tensor index) {
        return IndexPositions.ofIndex("gather", x, dim, index).pick("Gather", x);
    }

    static Tensor maskedSelect(Tensor x, Tensor mask) {
        int[] shape = IndexPositions.shape("maskedSelect", x, mask);
        IndexPositions places = IndexPositions.ofMask(mask, shape);
        return Recorder.composition("MaskedSelect", () -> places.pick("Pick", x));
    }

    // ---- putting together

    static Tensor cat(int dim, Tensor... parts) {
        if (parts.length == 0) {
            throw ShapeErrors.noParts("cat");
        }
        int[] shape = parts[0].layout.shape.clone();
        if (shape.length == 0) {
            throw ShapeErrors.catNumbers();
        }
        int d = Shapes.dim("cat", dim, shape.length);
        int[] sizes = new int[parts.length];
        long size = 0;
        for (int i = 0; i < parts.length; i++) {
            int[] other = parts[i].layout.shape;
            if (other.length != shape.length
                    || !Arrays.equals(withSize(other, d, 0), withSize(shape, d, 0))) {
                throw ShapeErrors.cat(d, shape, i, other);
            }
            SymbolErrors.requireNoName("Cat", other, d);
            sizes[i] = other[d];
            size += sizes[i];
        }
        if (size > Integer.MAX_VALUE) {
            throw ShapeErrors.catTooLarge(size, d);
        }
        int[] whole = withSize(shape, d, (int) size);
        if (!Storage.anySymbolic(parts)) {
            Shapes.numel("cat", whole);
        }
        return Indexing.cat(d, sizes, whole).apply(parts);
    }

    private static int[] withSize(int[] shape, int dim, int size) {
        int[] result = shape.clone();
        result[dim] = size;
        return result;
    }

    static Tensor stack(int dim, Tensor... parts) {
        if (parts.length == 0) {
            throw ShapeErrors.noParts("stack");
        }
        for (int i = 1; i < parts.length; i++) {
            if (!Arrays.equals(parts[i].layout.shape, parts[0].layout.shape)) {
                throw ShapeErrors.stack(parts[0].layout.shape, i, parts[i].layout.shape);
            }
        }
        int d = Shapes.newDim("stack", dim, parts[0].layout.shape);
        if (!Storage.anySymbolic(parts)) {
            Shapes.numel("stack", Shapes.append(parts[0].layout.shape, parts.length));
        }
        return Recorder.composition("Stack",
                () -> cat(d, Arrays.stream(parts).map(part -> part.unsqueeze(d)).toArray(Tensor[]::new)));
    }

    static Tensor repeat(Tensor x, int... counts) {
        int added = counts.length - x.dim();
        if (added < 0 || Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw ShapeErrors.repeat(x.layout.shape, counts);
        }
        int[] apart = new int[2 * counts.length];
        int[] repeated = new int[2 * counts.length];
        int[] shape = new int[counts.length];
        for (int d = 0; d < counts.length; d++) {
            int size = d < added ? 1 : x.layout.shape[d - added];
            apart[2 * d] = 1;
            apart[2 * d + 1] = size;
            repeated[2 * d] = counts[d];
            repeated[2 * d + 1] = size;
            shape[d] = counts[d] * size;
            if (!Shapes.fits(counts[d], size)) {
                throw ShapeErrors.repeatTooLarge(x.layout.shape, counts);
            }
        }
        if (!Shapes.fits(shape)) {
            throw ShapeErrors.repeatTooLarge(x.layout.shape, counts);
        }
        return Recorder.composition("Repeat", () -> x.reshape(apart).expand(repeated).reshape(shape));
    }

    static Tensor flip(Tensor x, int... dims) {
        int[] start = new int[x.dim()];
        int[] step = ones(x.dim());
        for (int d : Shapes.dims("flip", dims, x.dim())) {
            SymbolErrors.requireNoName("Flip", x.layout.shape, d);
            start[d] = Math.max(x.layout.shape[d] - 1, 0);
            step[d] = -1;
        }
        return Recorder.composition("Flip",
                () -> Indexing.slice("Slice", x.layout.shape, start, x.layout.shape, step).apply(x).copy());
    }

    static Tensor outer(Tensor a, Tensor b) {
        if (a.dim() != 1 || b.dim() != 1) {
            throw MatrixErrors.outer(a.layout.shape, b.layout.shape);
        }
        if (!Storage.anySymbolic(a, b)) {
            Shapes.numel("outer", a.numel(), b.numel());
        }
        return Recorder.compositionOf(List.of(a, b), "Outer",
                () -> a.unsqueeze(1).mul(b.unsqueeze(0)));
    }
}
