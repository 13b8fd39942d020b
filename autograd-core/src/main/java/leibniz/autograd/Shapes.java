package leibniz.autograd;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Arithmetic on shapes and dims; each method names the operation in its errors. */
final class Shapes {
    private Shapes() {}

    /** A shape as errors print it: {@code (2, 3)}, and {@code ()} for a single number. */
    static String text(int... shape) {
        return Arrays.stream(shape).mapToObj(NamedDims::text).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The shape in which two shapes meet: aligned at the last dim, each pair equal or one of them 1. */
    static int[] broadcast(String operation, int[] a, int[] b) {
        if (Arrays.equals(a, b)) {
            return a;
        }
        int[] shape = new int[Math.max(a.length, b.length)];
        for (int back = 1; back <= shape.length; back++) {
            int left = back <= a.length ? a[a.length - back] : 1;
            int right = back <= b.length ? b[b.length - back] : 1;
            if (left != right && left != 1 && right != 1) {
                throw ShapeErrors.broadcast(operation, a, b, back);
            }
            shape[shape.length - back] = left == 1 ? right : left;
        }
        if (!NamedDims.anyIn(shape)) {
            numel(operation, shape);
        }
        return shape;
    }

    /** Whether two shapes meet as {@link #broadcast} says. */
    static boolean doBroadcast(int[] a, int[] b) {
        boolean fits = true;
        for (int back = 1; fits && back <= Math.min(a.length, b.length); back++) {
            int left = a[a.length - back];
            int right = b[b.length - back];
            fits = left == right || left == 1 || right == 1;
        }
        return fits;
    }

    /** Whether a tensor of the one shape can be broadcast to the other. */
    static boolean broadcastsTo(int[] from, int[] to) {
        boolean fits = from.length <= to.length;
        for (int back = 1; fits && back <= from.length; back++) {
            int size = from[from.length - back];
            fits = size == 1 || size == to[to.length - back];
        }
        return fits;
    }

    /** Dim d of a tensor of {@code dims} dims, counted from the end where negative. */
    static int dim(String operation, int d, int dims) {
        if (d < -dims || d >= dims) {
            throw ShapeErrors.dim(operation, d, dims);
        }
        return d < 0 ? d + dims : d;
    }

    /** A single number counts as a vector of one element where only one dim is asked for, as in PyTorch. */
    static boolean isDimOfNumber(int d, int dims) {
        return dims == 0 && (d == 0 || d == -1);
    }

    /** The place of a new dim among those of a shape. */
    static int newDim(String operation, int d, int[] shape) {
        if (d < -shape.length - 1 || d > shape.length) {
            throw ShapeErrors.newDim(operation, d, shape);
        }
        return d < 0 ? d + shape.length + 1 : d;
    }

    /** Each dim from the front, without repetition; none given means all. */
    static int[] dims(String operation, int[] given, int dims) {
        if (given.length == 0 || given.length == 1 && isDimOfNumber(given[0], dims)) {
            return range(dims);
        }
        int[] result = new int[given.length];
        for (int i = 0; i < given.length; i++) {
            result[i] = dim(operation, given[i], dims);
        }
        if (Arrays.stream(result).distinct().count() < result.length) {
            throw ShapeErrors.repeatedDim(operation, given);
        }
        return result;
    }

    /** The index of the element at a row-major place. */
    static int[] index(int[] shape, int place) {
        int[] index = new int[shape.length];
        int rest = place;
        for (int d = shape.length - 1; d >= 0; d--) {
            index[d] = rest % shape[d];
            rest /= shape[d];
        }
        return index;
    }

    static int[] range(int n) {
        int[] result = new int[n];
        Arrays.setAll(result, i -> i);
        return result;
    }

    /** The order of dims that brings the reduced ones to the end. */
    static int[] keptThenReduced(int dims, int[] reduced) {
        boolean[] gone = new boolean[dims];
        for (int d : reduced) {
            gone[d] = true;
        }
        int[] order = new int[dims];
        int next = 0;
        for (int d = 0; d < dims; d++) {
            if (!gone[d]) {
                order[next++] = d;
            }
        }
        for (int d = 0; d < dims; d++) {
            if (gone[d]) {
                order[next++] = d;
            }
        }
        return order;
    }

    /** The shape with the given dims set to 1. */
    static int[] withOnes(int[] shape, int[] dims) {
        int[] result = shape.clone();
        for (int d : dims) {
            result[d] = 1;
        }
        return result;
    }

    /** The shape without the given dims. */
    static int[] without(int[] shape, int[] dims) {
        int[] order = keptThenReduced(shape.length, dims);
        int[] result = new int[shape.length - dims.length];
        Arrays.setAll(result, i -> shape[order[i]]);
        return result;
    }

    static int[] append(int[] shape, int... more) {
        int[] result = Arrays.copyOf(shape, shape.length + more.length);
        System.arraycopy(more, 0, result, shape.length, more.length);
        return result;
    }

    /** The order that swaps two dims. */
    static int[] swap(int dims, int a, int b) {
        int[] order = range(dims);
        order[a] = b;
        order[b] = a;
        return order;
    }

    static int[] inverse(int[] order) {
        int[] result = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            result[order[i]] = i;
        }
        return result;
    }

    /** The number of elements; an error from 2^31 on, and for negative sizes. */
    static int numel(String operation, int... shape) {
        long n = 1;
        for (int size : shape) {
            if (size < 0) {
                throw ShapeErrors.negativeSize(operation, shape);
            }
            n = product(n, size);
        }
        if (n > Integer.MAX_VALUE) {
            if (!fits(shape)) {
                throw ShapeErrors.tooLarge(operation, shape);
            }
            return 0;
        }
        return (int) n;
    }

    /** Whether there are fewer than 2^31 elements; a 0 may also come after sizes that are too large. */
    static boolean fits(int... shape) {
        long n = 1;
        for (int size : shape) {
            n = product(n, size);
        }
        return n <= Integer.MAX_VALUE || Arrays.stream(shape).anyMatch(size -> size == 0);
    }

    /** Of numbers from 0 on; 2^62 stands for all that is larger. */
    private static long product(long n, int size) {
        return n > Integer.MAX_VALUE ? (size == 0 ? 0 : 1L << 62) : n * size;
    }

    /** A shape with one -1 filled in, so that it holds as many elements as {@code from}. */
    static int[] infer(String operation, int[] from, int[] wanted) {
        long n = Layout.rowMajor(from).numel();
        long known = 1;
        int open = -1;
        for (int d = 0; d < wanted.length; d++) {
            if (wanted[d] == -1 && open < 0) {
                open = d;
            } else if (wanted[d] == -1) {
                throw ShapeErrors.severalOpen(operation, wanted);
            } else if (wanted[d] < 0 && NamedDims.name(wanted[d]) == null) {
                throw NamedDims.anyIn(from)
                        ? SymbolErrors.namedDims(operation)
                        : ShapeErrors.negativeSize(operation, wanted);
            } else {
                known = product(known, wanted[d]);
            }
        }
        boolean fits = open < 0 ? known == n : known != 0 && n % known == 0;
        if (!fits) {
            throw ShapeErrors.reshape(operation, from, wanted);
        }
        int[] shape = wanted.clone();
        if (open >= 0) {
            shape[open] = (int) (n / known);
        }
        if (NamedDims.anyIn(from) && !Arrays.equals(sortedNames(from), sortedNames(shape))) {
            throw SymbolErrors.namedDims(operation);
        }
        return shape;
    }

    /** What stands for names: a reshape keeps them, since their product is no size. */
    private static int[] sortedNames(int... shape) {
        return Arrays.stream(shape).filter(size -> size < 0).sorted().toArray();
    }

    /** The shape that expand leads to; -1 keeps a size. */
    static int[] expand(int[] from, int[] wanted) {
        int added = wanted.length - from.length;
        if (added < 0) {
            throw ShapeErrors.expand(from, wanted);
        }
        int[] shape = wanted.clone();
        for (int d = 0; d < wanted.length; d++) {
            boolean isNew = d < added;
            int size = isNew ? 1 : from[d - added];
            boolean named = NamedDims.name(wanted[d]) != null;
            if (wanted[d] == -1 && !isNew) {
                shape[d] = size;
            } else if (wanted[d] < 0 && !named || size != 1 && size != wanted[d]) {
                throw ShapeErrors.expand(from, wanted);
            }
        }
        if (!NamedDims.anyIn(shape)) {
            numel("expand", shape);
        }
        return shape;
    }
}
