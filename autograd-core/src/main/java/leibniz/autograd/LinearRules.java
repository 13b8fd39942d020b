package leibniz.autograd;

import java.util.Arrays;
import java.util.List;
import leibniz.autograd.Expression.Application;

/**
 * Simplifications of what is linear: reshapes and transposes that cancel, and products with the identity
 * matrix.
 */
final class LinearRules {
    private static final List<String> RESHAPES = List.of("Reshape", "View", "Unsqueeze", "Squeeze");

    private LinearRules() {}

    static Tensor apply(ExpressionInterner build, Op op, Tensor x, int[] shape) {
        if (op.name.equals("Transpose")) {
            Application inner = ExpressionInterner.made("Transpose", x);
            boolean symmetric = ExpressionInterner.made("Eye", x) != null;
            return inner != null && x.dim() == 2 ? inner.operands[0] : symmetric ? x : build.apply(op, x);
        }
        if (!RESHAPES.contains(op.name)) {
            return build.apply(op, x);
        }
        Tensor source = source(x);
        return Arrays.equals(source.layout.shape, shape)
                ? source
                : build.apply(Reshaping.reshape(op.name, source.layout.shape, shape), source);
    }

    /** What was reshaped, if the tensor is a reshape. */
    private static Tensor source(Tensor x) {
        for (String name : RESHAPES) {
            Application inner = ExpressionInterner.made(name, x);
            if (inner != null) {
                return inner.operands[0];
            }
        }
        return x;
    }

    /** A product of matrices of which one was made from a vector is that with the vector, reshaped. */
    static Tensor product(ExpressionInterner build, Op op, Tensor a, Tensor b, int[] shape) {
        if (ExpressionInterner.made("Eye", a) != null) {
            return b;
        }
        if (ExpressionInterner.made("Eye", b) != null) {
            return a;
        }
        Tensor left = source(a);
        Tensor right = source(b);
        if (a.dim() == 2 && b.dim() == 2 && right.dim() == 1 && b.layout.shape[1] == 1) {
            Tensor column = build.apply(Matrix.matmul(false, true), a, right);
            return build.apply(Reshaping.reshape("Unsqueeze", column.layout.shape, shape), column);
        }
        if (a.dim() == 2 && b.dim() == 2 && left.dim() == 1 && a.layout.shape[0] == 1) {
            Tensor row = build.apply(Matrix.matmul(true, false), left, b);
            return build.apply(Reshaping.reshape("Unsqueeze", row.layout.shape, shape), row);
        }
        return build.apply(op, a, b);
    }
}
