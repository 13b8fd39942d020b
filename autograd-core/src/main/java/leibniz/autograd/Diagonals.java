package leibniz.autograd;

import java.util.Arrays;
import java.util.Locale;

/** Diagonals and triangles of matrices. */
final class Diagonals {
    private Diagonals() {}

    static Tensor tril(Tensor x, int offset) {
        return triangle("Tril", triangle("tril", x, offset, true), offset).apply(x);
    }

    static Tensor triu(Tensor x, int offset) {
        return triangle("Triu", triangle("triu", x, offset, false), offset).apply(x);
    }

    private static Op triangle(String name, Tensor mask, int offset) {
        String plain = name.toLowerCase(Locale.ROOT);
        return Indexing.masked(name, mask, x -> offset == 0
                ? Formula.function("\\operatorname{" + plain + "}", x)
                : Formula.arranged(plain, x, Integer.toString(offset), mask.dim()));
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
        return Recorder.composition("Diagonal", () -> {
            Tensor turned = Arrays.equals(order, Shapes.range(x.dim())) ? x : x.permute(order);
            return Indexing.diagonal(turned.layout.shape, offset).apply(turned);
        });
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
        return Recorder.composition("Diag",
                () -> Indexing.onDiagonal(x, new int[]{ n, n }, offset));
    }

    static Tensor trace(Tensor x) {
        if (x.dim() != 2) {
            throw MatrixErrors.trace(x.layout.shape);
        }
        return Matrix.trace(x.layout.shape).apply(x);
    }
}
