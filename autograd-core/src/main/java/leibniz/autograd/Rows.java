package leibniz.autograd;

/** The rows of FLOAT32 numbers that a tensor consists of, each over its dims from one on. */
final class Rows {
    final int number;
    final int length;

    Rows(Tensor x, int firstDim) {
        int n = 1;
        for (int d = firstDim; d < x.dim(); d++) {
            n *= x.layout.shape[d];
        }
        length = n;
        number = n == 0 ? 0 : x.numel() / n;
    }

    /** Whether the loops over rows are for this tensor, and dims from one on. */
    static boolean areThere(Tensor x, int... dims) {
        if (x.dtype() != DType.FLOAT32 || x.storage.isSymbolic() || dims.length == 0) {
            return false;
        }
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] != x.dim() - dims.length + i) {
                return false;
            }
        }
        return true;
    }

    /** One row after the other from the beginning of an array, which is not to be written to. */
    static float[] numbers(Tensor x) {
        boolean there = x.layout.isContiguous() && x.layout.offset == 0;
        return (there ? x : Loops.copy(x, x.dtype())).storage.floats();
    }
}
