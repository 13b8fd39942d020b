package leibniz.autograd;

import java.util.Arrays;
import java.util.List;

/** Operations on matrices that are composed of others. */
final class MatrixCompositions {
    private MatrixCompositions() {}

    /** By squaring. */
    static Tensor matrixPower(Tensor x, int n) {
        LinearAlgebra.requireSquare("matrixPower", x);
        return Recorder.composition("MatrixPower", () -> {
            if (n == 0 && x.isSymbolic()) {
                return Tensors.eye(x.size(-1)).to(x.dtype()).expand(x.layout.shape).copy();
            }
            if (n == 0) {
                return nothingOf(x).add(Tensors.eye(x.size(-1)).to(x.dtype()));
            }
            Tensor square = n < 0 ? LinearAlgebra.inverse("matrixPower", x) : x;
            long rest = Math.abs((long) n);
            for (; rest % 2 == 0; rest /= 2) {
                square = square.matmul(square);
            }
            Tensor power = square;
            for (rest /= 2; rest > 0; rest /= 2) {
                square = square.matmul(square);
                power = rest % 2 == 1 ? power.matmul(square) : power;
            }
            return n == 1 ? x.copy() : power;
        });
    }

    /** With the sign in its first row a matrix has the determinant |det|. */
    static SignAndLogDet slogdet(Tensor x) {
        LinearAlgebra.requireSquare("slogdet", x);
        Tensor sign = SquareMatrices.signOfDet(x);
        int n = x.layout.shape[x.dim() - 1];
        Tensor factors = Tensors.ones(x.dtype(), Shapes.append(sign.layout.shape, n, 1));
        if (n > 0) {
            factors.select(-2, 0)
                    .copy_(Tensors.where(sign.eq(0), Tensors.onesLike(sign), sign).unsqueeze(-1));
        }
        return new SignAndLogDet(
                Recorder.composition("SignOfDet", () -> nothingOf(x).sum(-2, -1).add(sign)),
                Recorder.composition("LogAbsDet",
                        () -> LinearAlgebra.logdet("slogdet", x.mul(factors))));
    }

    /** Zeros that come from x all the same, so that a constant function of x has the derivative 0. */
    private static Tensor nothingOf(Tensor x) {
        return Indexing.masked("Masked", Tensors.zerosLike(x.detach()).ne(0)).apply(x);
    }

    /** Blocks of the second operand, one for each element of the first. */
    static Tensor kron(Tensor a, Tensor b) {
        int dims = Math.max(a.dim(), b.dim());
        int[] left = inFront(a.layout.shape, dims);
        int[] right = inFront(b.layout.shape, dims);
        int[] blocks = new int[2 * dims];
        int[] elements = new int[2 * dims];
        int[] shape = new int[dims];
        for (int d = 0; d < dims; d++) {
            blocks[2 * d] = left[d];
            blocks[2 * d + 1] = 1;
            elements[2 * d] = 1;
            elements[2 * d + 1] = right[d];
            shape[d] = Shapes.numel("kron", left[d], right[d]);
        }
        Shapes.numel("kron", shape);
        return Recorder.compositionOf(List.of(a, b), "Kron",
                () -> a.reshape(blocks).mul(b.reshape(elements)).reshape(shape));
    }

    private static int[] inFront(int[] shape, int dims) {
        int[] result = new int[dims];
        Arrays.fill(result, 1);
        System.arraycopy(shape, 0, result, dims - shape.length, shape.length);
        return result;
    }
}
