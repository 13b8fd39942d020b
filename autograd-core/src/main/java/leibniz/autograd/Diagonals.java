package leibniz.autograd;

import java.util.Arrays;

/** Diagonals and triangles of matrices. */
final class Diagonals {
    private Diagonals() {}

    static Tensor tril(Tensor x) {
        return Indexing.masked("Tril", triangle("tril", x, true)).apply(x);
    }

    static Tensor triu(Tensor x) {
        return Indexing.masked("Triu", triangle("triu", x, false)).apply(x);
    }

    /** True on the diagonal of an (m, n) matrix and on one side of it. */
    private static Tensor triangle(String operation, Tensor x, boolean lower) {
        Checks.requireMatrix(operation, x);
        int m = x.size(-2);
        int n = x.size(-1);
        Tensor mask = Tensor.empty(DType.BOOL, m, n);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                mask.storage.booleans()[i * n + j] = lower ? j <= i : j >= i;
            }
        }
        return mask;
    }

    static Tensor diagonal(Tensor x) {
        Checks.requireMatrix("diagonal", x);
        return Recorder.composition("Diagonal", () -> {
            int m = x.size(0);
            int n = x.size(1);
            int[] rest = Arrays.copyOfRange(x.layout.shape, 2, x.dim());
            int[] flat = Shapes.append(new int[]{ m * n }, rest);
            int[] length = Shapes.append(new int[]{ Math.min(m, n) }, rest);
            Tensor diagonal = Indexing.slice("Slice", flat, new int[flat.length], length, steps(n + 1, rest))
                    .apply(x.reshape(flat));
            return rest.length == 0
                    ? diagonal
                    : diagonal.permute(Shapes.keptThenReduced(flat.length, new int[]{ 0 }));
        });
    }

    /** On the diagonal each element is n + 1 places behind the one before. */
    private static int[] steps(int first, int... rest) {
        int[] steps = new int[rest.length + 1];
        Arrays.fill(steps, 1);
        steps[0] = first;
        return steps;
    }

    static Tensor diag(Tensor x) {
        if (x.dim() != 1 && x.dim() != 2) {
            throw MatrixErrors.diag(x.layout.shape);
        }
        if (x.dim() == 2) {
            return Recorder.composition("Diag", () -> x.diagonal().copy());
        }
        int n = x.numel();
        Shapes.numel("diag", n, n);
        return Recorder.composition("Diag", () -> Indexing
                .unslice(new int[]{ n * n }, new int[1], new int[]{ n }, steps(n + 1)).apply(x)
                .reshape(n, n));
    }

    static Tensor trace(Tensor x) {
        if (x.dim() != 2) {
            throw MatrixErrors.trace(x.layout.shape);
        }
        return Matrix.trace(x.layout.shape).apply(x);
    }
}
