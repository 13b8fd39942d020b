package leibniz.autograd;

/** Products of matrices and vectors that insist on their numbers of dims. */
final class Products {
    private Products() {}

    static Tensor mm(Tensor a, Tensor b) {
        return product("mm", "Mm", 2, 2, "two matrices", a, b);
    }

    static Tensor mv(Tensor a, Tensor b) {
        return product("mv", "Mv", 2, 1, "a matrix and a vector", a, b);
    }

    /** A size of 1 among the matrices does not broadcast. */
    static Tensor bmm(Tensor a, Tensor b) {
        if (a.dim() == 3 && b.dim() == 3 && a.layout.shape[0] != b.layout.shape[0]) {
            throw MatrixErrors.product("bmm", "as many matrices on both sides", a.layout.shape,
                    b.layout.shape);
        }
        return product("bmm", "Bmm", 3, 3, "two stacks of matrices, with 3 dims each", a, b);
    }

    private static Tensor product(String operation, String name, int left, int right, String wanted,
            Tensor a, Tensor b) {
        if (a.dim() != left || b.dim() != right) {
            throw MatrixErrors.product(operation, wanted, a.layout.shape, b.layout.shape);
        }
        return Recorder.composition(name, () -> a.matmul(b));
    }
}
