package leibniz.autograd;

import java.util.Arrays;

/** Diagonals and triangles of matrices. */
final class Diagonals {
    private Diagonals() {}

    static Tensor tril(Tensor x, int offset) {
        return Indexing.masked("Tril", triangle("tril", x, offset, true)).apply(x);
    }

    static Tensor triu(Tensor x, int offset) {
        return Indexing.masked("Triu", triangle("triu", x, offset, false)).apply(x);
    }

    /** True on a diagonal of an (m, n) matrix and on one side of it. */
    private static Tensor triangle(String operation, Tensor x, long offset, boolean lower) {
        Checks.requireMatrix(operation, x);
        int m = x.size(-2);
        int n = x.size(-1);
        Tensor mask = Tensor.empty(DType.BOOL, m, n);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                mask.storage.booleans()[i * n + j] = lower ? j <= i + offset : j >= i + offset;
            }
        }
        return mask;
    }

    static Tensor diagonal(Tensor x, int offset, int dim1, int dim2) {
        Checks.requireMatrix("diagonal", x);
        int[] dims = Shapes.dims("diagonal", new int[]{ dim1, dim2 }, x.dim());
        int[] others = Shapes.keptThenReduced(x.dim(), dims);
        int[] order = Shapes.append(dims, Arrays.copyOf(others, x.dim() - 2));
        return Recorder.composition("Diagonal", () -> diagonal(
                Arrays.equals(order, Shapes.range(x.dim())) ? x : x.permute(order), offset));
    }

    private static Tensor diagonal(Tensor x, int offset) {
        return Recorder.composition("Diagonal", () -> {
            int m = x.size(0);
            int n = x.size(1);
            int[] rest = Arrays.copyOfRange(x.layout.shape, 2, x.dim());
            int[] flat = Shapes.append(new int[]{ m * n }, rest);
            int size = length(m, n, offset);
            int[] length = Shapes.append(new int[]{ size }, rest);
            int[] start = new int[flat.length];
            start[0] = size == 0 ? 0 : Math.max(offset, -offset * n);
            Tensor diagonal = Indexing.slice("Slice", flat, start, length, steps(n + 1, rest))
                    .apply(x.reshape(flat));
            return rest.length == 0
                    ? diagonal
                    : diagonal.permute(Shapes.keptThenReduced(flat.length, new int[]{ 0 }));
        });
    }

    /** Of a diagonal that begins so many places to the right of the corner, or below where negative. */
    private static int length(int m, int n, long offset) {
        return (int) Math.max(offset < 0 ? Math.min(m + offset, n) : Math.min(m, n - offset), 0);
    }

    /** On the diagonal each element is n + 1 places behind the one before. */
    private static int[] steps(int first, int... rest) {
        int[] steps = new int[rest.length + 1];
        Arrays.fill(steps, 1);
        steps[0] = first;
        return steps;
    }

    static Tensor diag(Tensor x, int offset) {
        if (x.dim() != 1 && x.dim() != 2) {
            throw MatrixErrors.diag(x.layout.shape);
        }
        if (x.dim() == 2) {
            return Recorder.composition("Diag", () -> x.diagonal(offset).copy());
        }
        int length = x.numel();
        int n = (int) Math.min(length + Math.abs((long) offset), Integer.MAX_VALUE);
        Shapes.numel("diag", n, n);
        int[] start = { length == 0 ? 0 : Math.max(offset, -offset * n) };
        return Recorder.composition("Diag", () -> Indexing
                .unslice(new int[]{ n * n }, start, new int[]{ length }, steps(n + 1)).apply(x)
                .reshape(n, n));
    }

    static Tensor trace(Tensor x) {
        if (x.dim() != 2) {
            throw MatrixErrors.trace(x.layout.shape);
        }
        return Matrix.trace(x.layout.shape).apply(x);
    }
}
