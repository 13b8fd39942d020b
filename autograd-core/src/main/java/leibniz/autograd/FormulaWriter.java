package leibniz.autograd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import leibniz.autograd.Expression.Application;
import leibniz.autograd.Expression.Symbol;

/** The formulas of tensors. */
final class FormulaWriter {
    private static final int PRINTED = 16;
    private static final int LONGEST = 20_000;
    /** Stands for a part that is left out. */
    static final String LEFT_OUT = "\u2026";
    private static final Formula TOO_LONG = Formula.closed(LEFT_OUT, "\\dots", 0);

    private FormulaWriter() {}

    /** What a tensor without numbers stands for; a part that would be very long is left out. */
    static Formula of(Tensor symbolic) {
        return of(symbolic, new HashMap<>());
    }

    /**
     * The same where the formulas of some parts may be known already; all that are made are added to those.
     */
    static Formula of(Tensor symbolic, Map<Expression, Formula> done) {
        Formula known = done.get(Expression.of(symbolic));
        if (known != null) {
            return known;
        }
        for (Tensor x : Symbolic.operandsFirst(symbolic)) {
            if (!done.containsKey(Expression.of(x))) {
                done.put(Expression.of(x), formula(x, done));
            }
        }
        return Objects.requireNonNull(done.get(Expression.of(symbolic)));
    }

    private static Formula formula(Tensor x, Map<Expression, Formula> done) {
        // a tensor of one element is a number, which needs no transpose
        int rank = Arrays.stream(x.layout.shape).allMatch(size -> size == 1) ? 0 : x.layout.dim();
        return switch (Expression.of(x)) {
            case Symbol symbol -> Formula.name(symbol.name, rank);
            case Application made -> {
                Formula[] operands = new Formula[made.operands.length];
                for (int i = 0; i < operands.length; i++) {
                    Tensor operand = made.operands[i];
                    operands[i] = operand.storage.isSymbolic()
                            ? done.get(Expression.of(operand))
                            : ofNumbers(operand);
                }
                Formula formula = applied(made, operands, x.layout.shape, done).ofRank(rank);
                yield formula.text().length() > LONGEST ? TOO_LONG.ofRank(rank) : formula;
            }
        };
    }

    private static Formula applied(Application made, Formula[] operands, int[] shape,
            Map<Expression, Formula> done) {
        Tensor[] of = made.operands;
        if (made.op == Elementwise.MUL) {
            return SameExpression.test(of[0], of[1])
                    ? Elementwise.POW.formula(operands[0], Formula.number(2))
                    : Broadcast.product(operands[0], of[0].layout.shape, operands[1], of[1].layout.shape,
                            shape);
        }
        if (made.op == Matrix.matmul(true, false) && operands[0].rank == 0) {
            return Formula.product(operands[0], operands[1].transpose()); // a vector of one element
        }
        if (made.op.name.equals("MatMul") && Arrays.stream(shape).allMatch(size -> size == 1)
                && operands[0].rank > 0 && operands[1].rank > 0) {
            return made.op.formula(operands).asNumber();
        }
        if (made.op instanceof Derivative.Written && shape.length > 0) {
            return made.op.formula(spelledOut(of[0], operands[0], done));
        }
        if (isElementwise(made.op)) {
            for (int i = 0; i < operands.length; i++) {
                operands[i] = Broadcast.fitted(operands[i], of[i].layout.shape, shape);
            }
        }
        return made.op.formula(operands);
    }

    /** The terms of a derivative, in which a number is one everywhere: 𝟏 and not 1. */
    private static Formula spelledOut(Tensor x, Formula written, Map<Expression, Formula> done) {
        int[] shape = x.layout.shape;
        if (!x.storage.isSymbolic() || shape.length == 0
                || !(Expression.of(x) instanceof Application made)) {
            return written;
        }
        boolean isSum = made.op == Elementwise.ADD || made.op == Elementwise.SUB;
        boolean isMultiple = made.op == Elementwise.MUL && made.operands[0].dim() == 0
                || made.op == Elementwise.DIV && made.operands[1].dim() == 0;
        if (!isSum && !isMultiple && made.op != Elementwise.NEG) {
            return written;
        }
        Formula[] terms = new Formula[made.operands.length];
        for (int i = 0; i < terms.length; i++) {
            Tensor operand = made.operands[i];
            Formula plain = operand.storage.isSymbolic()
                    ? Objects.requireNonNull(done.get(Expression.of(operand)))
                    : ofNumbers(operand);
            terms[i] = isSum
                    ? Broadcast.repeated(spelledOut(operand, plain, done), operand.layout.shape, shape)
                    : spelledOut(operand, plain, done);
        }
        return made.op.formula(terms);
    }

    private static boolean isElementwise(Op op) {
        return op instanceof BinaryOp || op instanceof WhereOp || op instanceof Comparisons.ComparisonOp;
    }

    /** The number with the digits that it has in its dtype: 0.1 and not 0.10000000149011612. */
    static double decimal(Tensor x) {
        return x.dtype() == DType.FLOAT32 ? Double.parseDouble(Float.toString((float) x.item())) : x.item();
    }

    /** The numbers themselves where they are few; in LaTeX a vector is a column. */
    static Formula ofNumbers(Tensor x) {
        int rank = x.layout.dim();
        if (rank == 0) {
            return x.dtype() == DType.BOOL
                    ? Formula.closed(x.itemBoolean() + "", "\\text{" + x.itemBoolean() + "}", 0)
                    : Formula.number(decimal(x));
        }
        String shape = Shapes.text(x.layout.shape);
        if (x.numel() > PRINTED) {
            return Formula.closed("tensor" + shape, "\\operatorname{tensor}" + shape, rank);
        }
        Tensor numbers = Loops.copy(x, x.dtype()); // a view would be seen by the user, who then may not write
                                                   // into x
        return Formula.closed(Printer.elements(numbers, 0).replaceAll("\\s+", " "),
                rank > 2 ? "\\operatorname{tensor}" + shape : matrix(numbers), rank);
    }

    /** A matrix in LaTeX, with a vector as a column. */
    static String matrix(Tensor x) {
        if (x.dim() > 2) {
            throw SymbolErrors.latexRank(x.layout.shape);
        }
        if (x.dim() == 0) {
            return ofNumbers(x).latex();
        }
        StringBuilder rows = new StringBuilder("\\begin{bmatrix} ");
        for (int i = 0; i < x.size(0); i++) {
            rows.append(i == 0 ? "" : " \\\\ ");
            for (int j = 0; j < (x.dim() == 1 ? 1 : x.size(1)); j++) {
                Tensor element = x.dim() == 1 ? x.get(i) : x.get(i, j);
                rows.append(j == 0 ? "" : " & ").append(ofNumbers(element.detach()).latex());
            }
        }
        return rows.append(" \\end{bmatrix}").toString();
    }
}
