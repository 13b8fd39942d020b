package leibniz.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The rules of the operations on square matrices. Source: M. B. Giles, Collected matrix derivative results
 * for forward and reverse mode algorithmic differentiation (2008); of cholesky: I. Murray, Differentiation of
 * the Cholesky decomposition (2016).
 */
final class LinearAlgebra {
    private LinearAlgebra() {}

    /** A rule for one operand: what becomes of the cotangent or tangent v at x, where y is the result. */
    @FunctionalInterface
    private interface Rule {
        Tensor apply(Tensor v, Tensor x, Tensor y);
    }

    // @formatter:off
    static final Op INV = inverse("inv");
    static final Op DET = new MatrixOp("Det", SquareMatrices::det, Op.FIRST | Op.OUTPUT,
            (g, x, y) -> ofMatrix(g).mul(cofactors(x, y)),
            (t, x, y) -> t.mul(cofactors(x, y)).sum(-2, -1), x -> Formula.function("\\det", x).ofRank(0));
    static final Op LOGDET = logdet("logdet");
    static final Op CHOLESKY = new MatrixOp("Cholesky", SquareMatrices::cholesky, Op.OUTPUT,
            (g, x, y) -> symmetric(turned(y.inv()).matmul(lowerHalf(turned(y).matmul(g))).matmul(y.inv())),
            (t, x, y) -> y.matmul(lowerHalf(y.inv().matmul(symmetric(t)).matmul(turned(y.inv())))),
            x -> Formula.function("\\operatorname{chol}", x));
    // @formatter:on

    static Tensor logdet(String operation, Tensor x) {
        return logdet(operation).apply(x);
    }

    /** The logarithm of the determinant, for an operation that the failure of its derivative names. */
    private static Op logdet(String operation) {
        return new MatrixOp("LogDet", SquareMatrices::logdet, Op.FIRST,
                (g, x, y) -> ofMatrix(g).mul(turned(inverse(operation, x))),
                (t, x, y) -> t.mul(turned(inverse(operation, x))).sum(-2, -1),
                x -> Formula.function("\\ln\\det", x).ofRank(0));
    }

    /** The inverse, whose failure names the operation that needs it. */
    static Tensor inverse(String operation, Tensor x) {
        return inverse(operation).apply(x);
    }

    private static Op inverse(String operation) {
        return new MatrixOp("Inv", x -> SquareMatrices.inv(operation, x), Op.OUTPUT,
                (g, x, y) -> turned(y).matmul(g).matmul(turned(y)).neg(),
                (t, x, y) -> y.matmul(t).matmul(y).neg(), Formula::inverse);
    }

    /** X with A X = B. */
    static final Op SOLVE = new SolveOp();

    static Tensor solve(Tensor a, Tensor b) {
        int[] left = a.layout.shape;
        int[] right = b.layout.shape;
        requireSquare("solve", a);
        Checks.requireFloating("solve", b);
        boolean vectors = b.dim() == 1 || Arrays.equals(right, Arrays.copyOf(left, left.length - 1));
        if (b.dim() == 0 || right[right.length - (vectors ? 1 : 2)] != left[left.length - 1]) {
            throw MatrixErrors.solve(left, right);
        }
        return vectors
                ? Recorder.compositionOf(List.of(a, b), "Solve",
                        () -> SOLVE.apply(a, b.unsqueeze(-1)).squeeze(-1))
                : SOLVE.apply(a, b);
    }

    /** Least squares. */
    static final Op LSTSQ = new LstsqOp();

    static Tensor lstsq(Tensor a, Tensor b) {
        int[] left = a.layout.shape;
        int[] right = b.layout.shape;
        Checks.requireFloating("lstsq", a);
        Checks.requireFloating("lstsq", b);
        boolean vector = b.dim() == 1;
        if (a.dim() < 2 || b.dim() == 0 || left[left.length - 2] < left[left.length - 1]
                || right[right.length - (vector ? 1 : 2)] != left[left.length - 2]) {
            throw MatrixErrors.lstsq(left, right);
        }
        return vector
                ? Recorder.compositionOf(List.of(a, b), "Lstsq",
                        () -> LSTSQ.apply(a, b.unsqueeze(-1)).squeeze(-1))
                : LSTSQ.apply(a, b);
    }

    static void requireSquare(String operation, Tensor x) {
        if (x.dim() < 2 || x.size(-2) != x.size(-1)) {
            throw MatrixErrors.notSquare(operation, x.layout.shape);
        }
        Checks.requireFloating(operation, x);
    }

    private static Tensor turned(Tensor x) {
        return x.transpose(-2, -1);
    }

    /** One number for each matrix, in the shape that broadcasts over its elements. */
    private static Tensor ofMatrix(Tensor g) {
        return g.unsqueeze(-1).unsqueeze(-1);
    }

    private static Tensor symmetric(Tensor x) {
        return x.add(turned(x)).div(2);
    }

    /** The lower triangle with half of the diagonal. */
    private static Tensor lowerHalf(Tensor x) {
        return x.tril().sub(x.tril().triu().div(2));
    }

    /**
     * The derivative of the determinant y: y X⁻ᵀ, or from the adjugate near matrices that have no inverse,
     * where each derivative by way of the inverse would lose as many digits as the one before.
     */
    private static Tensor cofactors(Tensor x, Tensor y) {
        if (x.storage.isSymbolic()) {
            return turned(x.inv().mul(ofMatrix(y)));
        }
        Tensor singular = ofMatrix(SquareMatrices.nearlySingular(x));
        if (!singular.any().itemBoolean()) {
            return turned(x.inv().mul(ofMatrix(y)));
        }
        Tensor regular = Tensors.where(singular, Tensors.eye(x.size(-1)).to(x.dtype()), x);
        return turned(Tensors.where(singular, adjugate(x), regular.inv().mul(ofMatrix(y))));
    }

    /** By Faddeev and LeVerrier, without division by anything that may be 0: M ← X M - tr(X M)/k I. */
    private static Tensor adjugate(Tensor x) {
        int n = x.size(-1);
        Tensor identity = Tensors.eye(n).to(x.dtype());
        Tensor m = identity.expand(x.layout.shape);
        for (int k = 1; k < n; k++) {
            Tensor product = x.matmul(m);
            Tensor trace = product.mul(identity).sum(true, -2, -1);
            m = product.sub(identity.mul(trace.div(k)));
        }
        return n % 2 == 0 ? m.neg() : m;
    }

    /** A function of one square matrix. */
    private static final class MatrixOp extends Op {
        private final UnaryOperator<Tensor> function;
        private final int reads;
        private final Rule vjp;
        private final Rule jvp;
        private final UnaryOperator<Formula> formula;

        MatrixOp(String name, UnaryOperator<Tensor> function, int reads, Rule vjp, Rule jvp,
                UnaryOperator<Formula> formula) {
            super(name, 1);
            this.function = function;
            this.reads = reads;
            this.vjp = vjp;
            this.jvp = jvp;
            this.formula = formula;
        }

        @Override
        Object key() {
            return name;
        }

        @Override
        Tensor forward(Tensor... x) {
            requireSquare(name.toLowerCase(Locale.ROOT), x[0]);
            return function.apply(x[0]);
        }

        @Override
        int reads(int i) {
            return reads;
        }

        @Override
        Tensor vjp(int i, Tensor cotangent, Values values) {
            return vjp.apply(cotangent, values.read(reads, FIRST), values.read(reads, OUTPUT));
        }

        @Override
        Tensor jvp(int i, Tensor tangent, Values values) {
            return jvp.apply(tangent, values.read(reads, FIRST), values.read(reads, OUTPUT));
        }

        @Override
        Formula formula(Formula... operands) {
            return formula.apply(operands[0]);
        }
    }

    /** From A dX = dB - dA X: the cotangents are A⁻ᵀ G of B, and of A that times -Xᵀ. */
    private static final class SolveOp extends Op {
        SolveOp() {
            super("Solve", 2);
        }

        @Override
        Tensor forward(Tensor... x) {
            return SquareMatrices.solve("solve", x[0], x[1]);
        }

        @Override
        int reads(int i) {
            return i == 0 ? FIRST | OUTPUT : FIRST;
        }

        @Override
        Tensor vjp(int i, Tensor cotangent, Values values) {
            Tensor ofB = apply(turned(values.operand(0)), cotangent);
            return i == 1 ? ofB : ofB.matmul(turned(values.output())).neg();
        }

        @Override
        Tensor jvp(int i, Tensor tangent, Values values) {
            Tensor a = values.operand(0);
            return i == 1 ? apply(a, tangent) : apply(a, tangent.matmul(values.output())).neg();
        }

        @Override
        Formula formula(Formula... operands) {
            return Formula.matmul(operands[0].inverse(), operands[1]);
        }
    }
}
