package leibniz.autograd;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Elements of a tensor of shape {@code of} that an index tensor or a mask names: their row-major positions,
 * themselves arranged in a shape. The checks of what users pass stand here.
 */
final class IndexPositions {
    final int[] of;
    final int[] positions;
    final int[] shape;
    /** How it is shown what the places are: {@code at [2, 0] in dim 1}. */
    private final Supplier<String> inWords;

    private IndexPositions(Supplier<String> inWords, int[] of, int[] positions, int... shape) {
        this.inWords = inWords;
        this.of = of;
        this.positions = positions;
        this.shape = shape;
    }

    /** Whole slices, one for each index of a vector, or for a single one, in one dim, counted as users do. */
    static IndexPositions ofVector(String operation, Tensor x, int d, Tensor index) {
        if (Shapes.isDimOfNumber(d, x.dim())) {
            if (index.numel() != 1) {
                throw IndexErrors.severalOfNumber(operation, index.layout.shape);
            }
            return ofNumber(operation, index);
        }
        int dim = Shapes.dim(operation, d, x.dim());
        Tensor indices = indices(operation, index, dim, x.layout.shape);
        Checks.requireVector(operation, index);
        int[] shape = x.layout.shape.clone();
        shape[dim] = index.numel();
        Shapes.numel(operation, shape);
        int[] along = new int[x.dim()];
        Arrays.fill(along, 1);
        along[dim] = index.numel();
        Layout spread = indices.layout.reshape(along).expand(shape);
        return of(x.layout.shape, dim, indices, indices.alias(spread));
    }

    /** A single number is the only element of a vector. */
    private static IndexPositions ofNumber(String operation, Tensor index, int... shape) {
        indices(operation, index, 0, new int[]{ 1 });
        return new IndexPositions(() -> "", new int[0], new int[index.numel()], shape);
    }

    /**
     * For each place of the index that place, but in one dim, counted as users do, at the index found there.
     */
    static IndexPositions ofIndex(String operation, Tensor x, int d, Tensor index) {
        int[] shape = index.layout.shape;
        if (Shapes.isDimOfNumber(d, x.dim()) && shape.length <= 1) {
            return ofNumber(operation, index, shape);
        }
        int dim = Shapes.dim(operation, d, x.dim());
        boolean fits = shape.length == x.dim();
        for (int i = 0; fits && i < shape.length; i++) {
            fits = i == dim || shape[i] <= x.layout.shape[i];
        }
        if (!fits) {
            throw IndexErrors.gather(operation, x.layout.shape, dim, shape);
        }
        Tensor indices = indices(operation, index, dim, x.layout.shape);
        return of(x.layout.shape, dim, indices, indices);
    }

    private static IndexPositions of(int[] of, int dim, Tensor given, Tensor indices) {
        int[] shape = indices.layout.shape;
        int[] strides = Layout.rowMajor(of).strides;
        long[] index = Loops.contiguous(indices).storage.longs();
        int[] positions = new int[indices.numel()];
        for (int i = 0; i < positions.length; i++) {
            int rest = i;
            for (int d = shape.length - 1; d >= 0; d--) {
                positions[i] += (d == dim ? (int) index[i] : rest % shape[d]) * strides[d];
                rest /= shape[d];
            }
        }
        String along = of.length > 1 ? " in dim " + dim : "";
        return new IndexPositions(() -> "at " + listed(given) + along, of, positions, shape);
    }

    /** The shape in which a tensor and a mask meet. */
    static int[] shape(String operation, Tensor x, Tensor mask) {
        if (mask.dtype() != DType.BOOL) {
            throw ValueErrors.notBool(operation, mask.dtype());
        }
        return Shapes.broadcast(operation, x.layout.shape, mask.layout.shape);
    }

    /** The places where a mask, broadcast to a shape, is true, as a vector. */
    static IndexPositions ofMask(Tensor mask, int... shape) {
        boolean[] chosen = Loops.copy(mask.alias(mask.layout.expand(shape)), DType.BOOL).storage.booleans();
        int[] positions = Arrays.stream(Shapes.range(chosen.length)).filter(i -> chosen[i]).toArray();
        return new IndexPositions(() -> "at " + Indexing.listed(positions), shape, positions,
                positions.length);
    }

    /** The elements at the places; x broadcasts. */
    Tensor pick(String name, Tensor x) {
        return Indexing.pick(name, of, positions, shape).with(inWords).apply(spread(x, of));
    }

    /** Indices as they were given; of many, or of more than two dims, the first and the last. */
    static String listed(Tensor index) {
        int[] numbers = Arrays.stream(Loops.copy(index, DType.INT64).storage.longs()).mapToInt(i -> (int) i)
                .toArray();
        int[] shape = index.layout.shape;
        if (shape.length != 2 || numbers.length == 0 || numbers.length > Indexing.LISTED) {
            return Indexing.listed(numbers);
        }
        return IntStream.range(0, shape[0])
                .mapToObj(row -> Arrays
                        .toString(Arrays.copyOfRange(numbers, row * shape[1], (row + 1) * shape[1])))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * The tensor plus the values at the places; where a place is named several times, plus each of its
     * values.
     */
    Tensor add(Tensor x, Tensor values) {
        return x.add(Indexing.place(shape, positions, of).apply(spread(values, shape)));
    }

    /**
     * The tensor with the values at the places, in its dtype; where a place is named several times the last
     * one counts.
     */
    Tensor put(Tensor x, Tensor values) {
        Tensor untouched = Creation.filled("put", DType.BOOL, 1, of);
        int[] last = new int[untouched.numel()];
        for (int i = 0; i < positions.length; i++) {
            untouched.storage.booleans()[positions[i]] = false;
            last[positions[i]] = i;
        }
        int[] counting = Arrays.stream(Shapes.range(positions.length)).filter(i -> last[positions[i]] == i)
                .toArray();
        int[] to = Arrays.stream(counting).map(i -> positions[i]).toArray();
        int[] count = { counting.length };
        Tensor source = Indexing.pick("Pick", shape, counting, count)
                .apply(spread(values.to(x.dtype()), shape));
        return Indexing.masked("Masked", untouched).apply(spread(x, of))
                .add(Indexing.place(count, to, of).apply(source));
    }

    /** Writes values of the same dtype over the places of a tensor, without recording. */
    void write(Tensor values, Tensor to) {
        Storage source = Loops.copy(values.alias(values.layout.expand(shape)), to.dtype()).storage;
        boolean contiguous = to.layout.isContiguous();
        for (int i = 0; i < positions.length; i++) {
            int at = contiguous
                    ? to.layout.offset + positions[i]
                    : to.layout.position(Shapes.index(of, positions[i]));
            source.copyElement(i, to.storage, at);
        }
    }

    private static Tensor spread(Tensor x, int[] shape) {
        return Arrays.equals(x.layout.shape, shape) ? x : x.expand(shape);
    }

    /** The indices in a tensor, each counted from the front. */
    private static Tensor indices(String operation, Tensor index, int dim, int[] shape) {
        if (index.dtype() != DType.INT64) {
            throw IndexErrors.notInteger(operation, index.dtype());
        }
        Tensor indices = Loops.copy(index, DType.INT64);
        long[] values = indices.storage.longs();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < -shape[dim] || values[i] >= shape[dim]) {
                throw IndexErrors.indexInTensor(operation, index.layout.shape, i, values[i], dim, shape);
            }
            values[i] += values[i] < 0 ? shape[dim] : 0;
        }
        return indices;
    }
}
