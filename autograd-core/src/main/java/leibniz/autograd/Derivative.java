package leibniz.autograd;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leibniz.autograd.Expression.Application;

/**
 * Derivatives of symbolic graphs as formulas. That of a number by a vector is what a backward pass under
 * CREATE_GRAPH gives; that of a vector by a vector is read off the row vᵀ J which such a pass makes of a
 * symbolic v.
 */
final class Derivative {
    private Derivative() {}

    /** Of a number, in the layout of the gradients that the engine gives: of the shape of w, and a column. */
    static Tensor gradient(Tensor z, Tensor w) {
        if (z.storage.isSymbolic() && z.layout.dim() != 0) {
            throw SymbolErrors.gradientOfSeveral(z.layout.shape);
        }
        requireSymbols(z, w);
        return new Written(z, w, false).apply(Simplifier.simplify(pullBack(z, SizeConstants.filled(1), w)));
    }

    private static void requireSymbols(Tensor z, Tensor w) {
        if (!z.storage.isSymbolic() || !w.storage.isSymbolic()) {
            throw SymbolErrors.derivativeWithoutSymbols();
        }
    }

    static Tensor of(Tensor z, Tensor w) {
        requireSymbols(z, w);
        int[] out = z.layout.shape;
        int[] in = w.layout.shape;
        if (out.length == 0) {
            Tensor gradient = Simplifier.simplify(pullBack(z, SizeConstants.filled(1), w));
            return new Written(z, w, in.length == 1).apply(gradient);
        }
        if (out.length > 1 || in.length > 1) {
            throw SymbolErrors.derivativeRank(out, in);
        }
        Tensor v = Symbolic.symbolOf("v", out);
        Tensor pulled = Simplifier.simplify(pullBack(z, v, w));
        Tensor jacobian = new Reader(v).jacobian(pulled);
        return new Written(z, w, false).apply(Simplifier.simplify(jacobian));
    }

    private static Tensor pullBack(Tensor z, Tensor v, Tensor w) {
        boolean within = Symbolic.operandsFirst(z).stream()
                .anyMatch(part -> Expression.of(part) == Expression.of(w))
                || Binding.allSymbols(z).values().stream()
                        .anyMatch(symbol -> Expression.of(symbol) == Expression.of(w));
        if (!within) {
            throw SymbolErrors.derivativeUnused(Expression.of(w).description());
        }
        if (!w.requiresGrad()) {
            throw GradientErrors.gradOfConstant(w);
        }
        if (!z.requiresGrad()) {
            return SizeConstants.filled(0, w.layout.shape);
        }
        Tensor gradient = Autograd
                .gradients(z, List.of(w), v, GraphOption.ALLOW_UNUSED, GraphOption.CREATE_GRAPH).get(0);
        return gradient.storage.isSymbolic() ? gradient : SizeConstants.filled(0, w.layout.shape);
    }

    /**
     * Does nothing but write a derivative down, a vector as the row that it is. Knows the symbols of the
     * function: the derivative needs not all of them, but whoever has data for the function has data for it.
     */
    static final class Written extends Op {
        final Map<String, Tensor> symbols = new TreeMap<>();
        private final boolean row;

        Written(Tensor z, Tensor w, boolean row) {
            super("Derivative", 1);
            this.row = row;
            symbols.putAll(Binding.allSymbols(z));
            symbols.putAll(Binding.allSymbols(w));
        }

        @Override
        Tensor forward(Tensor... x) {
            return x[0].view(x[0].layout);
        }

        @Override
        int reads(int i) {
            return NOTHING;
        }

        @Override
        Tensor vjp(int i, Tensor cotangent, Values values) {
            return cotangent;
        }

        @Override
        Tensor jvp(int i, Tensor tangent, Values values) {
            return tangent;
        }

        @Override
        Formula formula(Formula... operands) {
            return row ? operands[0].transpose() : operands[0];
        }
    }

    /**
     * Finds the matrix J of a linear function vᵀ J of a vector v, by what each operation does to its rows.
     */
    private static final class Reader {
        private final Tensor v;
        private final int rows;

        Reader(Tensor v) {
            this.v = v;
            this.rows = v.layout.shape[0];
        }

        /** For x of shape (n) the matrix of shape (rows, n), for a number the vector of shape (rows). */
        Tensor jacobian(Tensor x) {
            if (x.storage.isSymbolic() && Expression.of(x) == Expression.of(v)) {
                return SizeConstants.eye(rows);
            }
            if (!dependsOnV(x)) {
                return SizeConstants.filled(0,
                        x.dim() == 0 ? new int[]{ rows } : new int[]{ rows, x.layout.shape[0] });
            }
            Application made = (Application) Expression.of(x);
            Tensor[] of = made.operands;
            return switch (made.op.name) {
                case "Add" -> ofShape(jacobian(of[0]), x).add(ofShape(jacobian(of[1]), x));
                case "Sub" -> ofShape(jacobian(of[0]), x).sub(ofShape(jacobian(of[1]), x));
                case "Neg" -> jacobian(of[0]).neg();
                case "Mul" -> dependsOnV(of[0]) ? scaled(of[0], of[1], x) : scaled(of[1], of[0], x);
                case "Div" -> scaled(of[0], of[1].reciprocal(), x);
                case "Dot" -> jacobian(of[dependsOnV(of[0]) ? 0 : 1]).matmul(of[dependsOnV(of[0]) ? 1 : 0]);
                case "Sum" -> jacobian(of[0]).sum(1);
                case "Where" -> dependsOnV(of[0])
                        ? noFormula(made)
                        : Tensors.where(of[0], ofShape(jacobian(of[1]), x), ofShape(jacobian(of[2]), x));
                case "Expand" -> ofShape(jacobian(of[0]), x);
                case "MatMul" -> dependsOnV(of[0])
                        ? jacobian(of[0]).matmul(of[1])
                        : jacobian(of[1]).matmul(of[0].transpose());
                default -> noFormula(made);
            };
        }

        private static Tensor noFormula(Application made) {
            throw SymbolErrors.derivativeOperation(made.op.name);
        }

        /** The rows of a factor times another: a number as it is, a vector element by element. */
        private Tensor scaled(Tensor factor, Tensor other, Tensor x) {
            Tensor jacobian = jacobian(factor);
            return factor.dim() == 0 && other.dim() == 1
                    ? product(jacobian, other)
                    : ofShape(jacobian.mul(other), x);
        }

        /** A number's derivative, of shape (rows), where the number is repeated to a vector. */
        private Tensor ofShape(Tensor jacobian, Tensor x) {
            return jacobian.dim() == 1 && x.dim() == 1
                    ? product(jacobian, SizeConstants.filled(1, x.layout.shape))
                    : jacobian;
        }

        private static Tensor product(Tensor column, Tensor row) {
            return column.unsqueeze(1).matmul(row.unsqueeze(0));
        }

        private boolean dependsOnV(Tensor x) {
            return x.storage.isSymbolic()
                    && Symbolic.operandsFirst(x).stream()
                            .anyMatch(part -> Expression.of(part) == Expression.of(v));
        }
    }
}
