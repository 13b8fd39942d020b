package leibniz.autograd;

import java.util.Arrays;
import leibniz.autograd.Kernels.Reducer;
import org.jspecify.annotations.Nullable;

/** The rules of the products of vectors and matrices. */
final class Matrix {
    private Matrix() {}

    /** The inner product of two vectors. */
    static final Op DOT = new DotOp();
    private static final Op MATRIX_MATRIX = new MatMulOp(false, false);
    private static final Op MATRIX_VECTOR = new MatMulOp(false, true);
    private static final Op VECTOR_MATRIX = new MatMulOp(true, false);
    private static final Op VECTOR_VECTOR = new MatMulOp(true, true);

    /** The matrix product; a vector on the left counts as a row, on the right as a column. */
    static Op matmul(boolean vectorLeft, boolean vectorRight) {
        if (vectorLeft) {
            return vectorRight ? VECTOR_VECTOR : VECTOR_MATRIX;
        }
        return vectorRight ? MATRIX_VECTOR : MATRIX_MATRIX;
    }

    /** The sum of the diagonal: its cotangent goes to each element of that. */
    static Op trace(int... shape) {
        return new LinearOp("Trace", x -> Reduction.reduce(Reducer.SUM, diagonal(x), new int[]{ 0 }, false),
                g -> g.mul(identity(g, shape[0], shape[1])),
                x -> Formula.function("\\operatorname{tr}", x).ofRank(0))
                .sized(sizes -> trace(sizes.apply(shape)), shape);
    }

    private static Tensor diagonal(Tensor x) {
        Tensor rows = Loops.contiguous(x);
        int n = x.size(1);
        Layout flat = rows.layout.reshape(x.numel());
        return rows.alias(flat.slice(new int[1], new int[]{ Math.min(x.size(0), n) }, new int[]{ n + 1 }));
    }

    private static Tensor identity(Tensor like, int rows, int columns) {
        if (like.storage.isSymbolic() && rows == columns) {
            return SizeConstants.eye(rows);
        }
        Tensor identity = Tensor.empty(like.dtype(), rows, columns);
        for (int i = 0; i < Math.min(rows, columns); i++) {
            identity.storage.setDouble(i * columns + i, 1);
        }
        return identity;
    }

    /** dz = a·db + da·b. */
    private static final class DotOp extends Op {
        DotOp() {
            super("Dot", 2);
        }

        @Override
        Tensor forward(Tensor... x) {
            if (x[0].dim() != 1 || x[1].dim() != 1 || x[0].numel() != x[1].numel()) {
                throw MatrixErrors.dot(x[0].layout.shape, x[1].layout.shape);
            }
            return multiply(x[0], x[1]);
        }

        @Override
        int reads(int i) {
            return i == 0 ? SECOND : FIRST;
        }

        @Override
        Tensor vjp(int i, Tensor cotangent, Values values) {
            return cotangent.mul(values.operand(1 - i));
        }

        @Override
        Tensor vjpOfMany(int i, Tensor cotangents, Values values) {
            return cotangents.unsqueeze(-1).mul(values.operand(1 - i));
        }

        @Override
        Tensor jvp(int i, Tensor tangent, Values values) {
            return tangent.dot(values.operand(1 - i));
        }

        @Override
        Tensor count(int i, Tensor ones, Values values) {
            return ones.sum();
        }

        @Override
        Formula formula(Formula... operands) {
            return Formula.innerProduct(operands[0], operands[1]);
        }
    }

    /** With C = A B: dC = dA B + A dB, and so the cotangents are G Bᵀ of A and Aᵀ G of B. */
    private static final class MatMulOp extends Op {
        private final boolean vectorLeft;
        private final boolean vectorRight;

        MatMulOp(boolean vectorLeft, boolean vectorRight) {
            super("MatMul", 2);
            this.vectorLeft = vectorLeft;
            this.vectorRight = vectorRight;
        }

        @Override
        Tensor forward(Tensor... x) {
            return multiply(x[0], x[1]);
        }

        @Override
        int reads(int i) {
            return i == 0 ? SECOND : FIRST;
        }

        @Override
        Tensor vjp(int i, Tensor cotangent, Values values) {
            // the result lacks the dim of size 1 that a vector operand would have as a matrix
            Tensor g = vectorRight ? cotangent.unsqueeze(-1) : cotangent;
            g = vectorLeft ? g.unsqueeze(-2) : g;
            if (i == 0) {
                Tensor b = values.operand(1);
                Tensor row = g.matmul((vectorRight ? b.unsqueeze(-1) : b).transpose(-2, -1));
                return vectorLeft ? row.squeeze(-2) : row;
            }
            Tensor a = values.operand(0);
            Tensor column = (vectorLeft ? a.unsqueeze(-2) : a).transpose(-2, -1).matmul(g);
            return vectorRight ? column.squeeze(-1) : column;
        }

        /** Of two matrices; of a matrix and a vector, whose cotangents together are a matrix. */
        @Override
        @Nullable
        Tensor vjpOfMany(int i, Tensor cotangents, Values values) {
            Tensor other = values.operand(1 - i);
            boolean vectorOther = i == 0 ? vectorRight : vectorLeft;
            if (other.dim() != (vectorOther ? 1 : 2)
                    || cotangents.dim() != (vectorLeft || vectorRight ? 2 : 3)) {
                return null; // a stack of matrices, or an inner product
            }
            if (!vectorLeft && !vectorRight) {
                return i == 0 ? ofRows(cotangents, other) : ofColumns(cotangents, other);
            }
            if (vectorOther) {
                return i == 0
                        ? cotangents.unsqueeze(-1).mul(other)
                        : other.unsqueeze(-1).mul(cotangents.unsqueeze(-2));
            }
            return cotangents.matmul(i == 0 ? other.transpose() : other);
        }

        /** All G Bᵀ as one product, of the rows of all G. */
        private static Tensor ofRows(Tensor cotangents, Tensor b) {
            int many = cotangents.size(0);
            int rows = cotangents.size(1);
            return cotangents.reshape(many * rows, cotangents.size(2)).matmul(b.transpose())
                    .reshape(many, rows, b.size(0));
        }

        /** All Aᵀ G as one product, of the columns of all G. */
        private static Tensor ofColumns(Tensor cotangents, Tensor a) {
            int many = cotangents.size(0);
            int columns = cotangents.size(2);
            return a.transpose()
                    .matmul(cotangents.permute(1, 0, 2).reshape(cotangents.size(1), many * columns))
                    .reshape(a.size(1), many, columns).permute(1, 0, 2);
        }

        @Override
        Tensor jvp(int i, Tensor tangent, Values values) {
            return i == 0 ? tangent.matmul(values.operand(1)) : values.operand(0).matmul(tangent);
        }

        @Override
        Tensor count(int i, Tensor ones, Values values) {
            Tensor other = Tensors.onesLike(values.operand(1 - i));
            return i == 0 ? ones.matmul(other) : other.matmul(ones);
        }

        @Override
        Formula formula(Formula... operands) {
            return Formula.matmul(operands[0], operands[1]);
        }
    }

    private static Tensor multiply(Tensor a, Tensor b) {
        int[] left = a.layout.shape;
        int[] right = b.layout.shape;
        if (left.length == 0 || right.length == 0
                || left[left.length - 1] != right[Math.max(right.length - 2, 0)]) {
            throw MatrixErrors.matmul(left, right);
        }
        if (a.dtype() == DType.BOOL || b.dtype() == DType.BOOL) {
            throw ValueErrors.boolArithmetic("MatMul");
        }
        if (!Shapes.doBroadcast(leading(left), leading(right))) {
            throw MatrixErrors.matmulBatch(left, right);
        }
        int[] batch = Shapes.broadcast("matmul", leading(left), leading(right));
        int[] shape = left.length == 1 ? batch : Shapes.append(batch, left[left.length - 2]);
        shape = right.length == 1 ? shape : Shapes.append(shape, right[right.length - 1]);
        Shapes.numel("matmul", shape);
        Tensor y = Loops.matmul(left.length == 1 ? a.alias(a.layout.reshape(1, left[0])) : a,
                right.length == 1 ? b.alias(b.layout.reshape(right[0], 1)) : b, batch,
                DType.promote(a.dtype(), true, b.dtype(), true));
        return y.alias(Layout.rowMajor(shape));
    }

    private static int[] leading(int[] shape) {
        return Arrays.copyOf(shape, Math.max(shape.length - 2, 0));
    }
}
