package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

/**
 * The text of the failures of products of vectors and matrices and of linear algebra, in the manner of
 * {@link Errors}.
 */
final class MatrixErrors {
    private MatrixErrors() {}

    static RuntimeException matmul(int[] a, int[] b) {
        if (a.length == 0 || b.length == 0) {
            return Errors.argument(
                    "matmul: the shapes are %s and %s, but both operands need at least 1 dim. Use mul for "
                            + "the product with a number.",
                    text(a), text(b));
        }
        return Errors.argument(
                "matmul: the shapes %s and %s do not fit: the last dim of the left operand is %d, %s of the "
                        + "right operand is %d, and they must be equal. %s",
                text(a), text(b), a[a.length - 1], b.length == 1 ? "the dim" : "the last but one", inner(b),
                howToFit(a, b));
    }

    /** Advice that is known to help, since whoever reads it will try it. */
    private static String howToFit(int[] a, int[] b) {
        boolean small = a.length <= 2 && b.length <= 2; // Else the dims before the last two must fit as well.
        boolean left = small && a.length == 2 && inner(a) == inner(b);
        boolean right = small && b.length == 2 && a[a.length - 1] == b[1];
        if (left || right) {
            return "With transpose() on the %s operand they would fit."
                    .formatted(left && right ? "left or the right" : left ? "left" : "right");
        }
        if (small && b[b.length - 1] == inner(a)) {
            return "Rows of %d elements on the left would fit; the other order would too, but is another product."
                    .formatted(inner(b));
        }
        return "Check where these shapes come from.";
    }

    /** The size that the last dim of a left operand must have. */
    private static int inner(int[] right) {
        return right[Math.max(right.length - 2, 0)];
    }

    static RuntimeException matmulBatch(int[] a, int[] b) {
        return Errors.argument(
                "matmul: the shapes %s and %s do not fit: the last two dims are matrices, and those before, aligned at "
                        + "their end, must be equal or 1.",
                text(a), text(b));
    }

    static RuntimeException dot(int[] a, int[] b) {
        return Errors.argument(
                "dot: the shapes are %s and %s, but it takes two vectors of the same length. Use matmul for "
                        + "matrices, or mul(...).sum() for any shape.",
                text(a), text(b));
    }

    static RuntimeException outer(int[] a, int[] b) {
        return Errors.argument(
                "outer: the shapes are %s and %s, but it takes two vectors. Make vectors of them with reshape(-1).",
                text(a), text(b));
    }

    static RuntimeException diag(int[] shape) {
        return Errors.argument(
                "diag: the shape is %s, but it takes a vector or a matrix. Use diagonal() for more dims.",
                text(shape));
    }

    static RuntimeException trace(int[] shape) {
        return Errors.argument(
                "trace: the shape is %s, but it takes one matrix. Use diagonal().sum(-1) for more dims.",
                text(shape));
    }

    static RuntimeException notSquare(String operation, int[] shape) {
        return Errors.argument(
                "%s: the shape is %s, but a square matrix is needed: the last two dims must be equal.",
                operation, text(shape));
    }

    static RuntimeException singular(String operation, int[] shape, int number) {
        return Errors.argument(
                "%s: %s is singular: a column is a combination of others, so there is no inverse and no unique "
                        + "solution. Check the data for repeated or constant columns, or add a small multiple of eye(%d).",
                operation, matrix(shape, number), shape[shape.length - 1]);
    }

    static RuntimeException singularUpToRounding(String operation, int[] shape, int number, double pivot) {
        return Errors.argument(
                "%s: %s is singular up to rounding: a column is a combination of others but for a part of %s, so an "
                        + "inverse or a solution would consist of rounding errors. Check the data for repeated or constant "
                        + "columns, or add a small multiple of eye(%d).",
                operation, matrix(shape, number), "%.1e".formatted(pivot), shape[shape.length - 1]);
    }

    static RuntimeException notSymmetric(int[] shape, int number, int row, int column, double below,
            double above) {
        return Errors.argument(
                "cholesky: %s is not symmetric: at (%d, %d) it has %s and at (%d, %d) %s. Take x.add(x.transpose()).div(2) "
                        + "if its symmetric part is meant.",
                matrix(shape, number), row, column, below, column, row, above);
    }

    static RuntimeException notPositiveDefinite(int[] shape, int number, int row, double pivot) {
        return Errors.argument(
                "cholesky: %s is not positive definite: pivot %d is %s, and must be above 0. Add a small multiple of "
                        + "eye(%d) where it should be.",
                matrix(shape, number), row, pivot, shape[shape.length - 1]);
    }

    private static String matrix(int[] shape, int number) {
        return shape.length == 2
                ? "the matrix of shape " + text(shape)
                : "matrix " + number + " of those in shape " + text(shape);
    }

    static RuntimeException solve(int[] a, int[] b) {
        return Errors.argument(
                "solve: the shapes %s and %s do not fit: the matrix has %d rows, and the right side must have as many, as "
                        + "a vector or as a matrix with a column for each solution.",
                text(a), text(b), a[a.length - 1]);
    }

    static RuntimeException notMatrix(String operation, int[] shape) {
        return Errors.argument("%s: the shape is %s, but a matrix, with at least 2 dims, is needed.",
                operation,
                text(shape));
    }

    static RuntimeException product(String operation, String wanted, int[] a, int[] b) {
        return Errors.argument(
                "%s: the shapes are %s and %s, but it takes %s. Use matmul for other shapes, whose leading dims broadcast.",
                operation, text(a), text(b), wanted);
    }

    static RuntimeException rankDeficient(int[] shape, int number) {
        return Errors.argument(
                "lstsq: %s has columns that are combinations of others, so no solution is the only best one. Leave such "
                        + "columns out.",
                matrix(shape, number));
    }

    static RuntimeException lstsq(int[] a, int[] b) {
        return Errors.argument(
                "lstsq: the shapes %s and %s do not fit: it takes a matrix with at least as many rows as columns, and a vector "
                        + "or a matrix with as many rows.",
                text(a), text(b));
    }

    static RuntimeException einsumEquation(String equation) {
        return Errors.argument(
                "einsum: \"%s\" is no equation. Write a letter for each dim, commas between operands, and the letters of the "
                        + "result after ->, for instance \"ij,jk->ik\".",
                equation);
    }

    static RuntimeException einsumOperands(String equation, int wanted, int given) {
        return Errors.argument("einsum: \"%s\" has %d operands, but %d tensors are given.", equation, wanted,
                given);
    }

    static RuntimeException einsumResult(String equation, char letter) {
        return Errors.argument(
                "einsum: in \"%s\" the result has the letter %s, which must stand there once, and in an operand.",
                equation, letter);
    }

    static RuntimeException einsumDims(String equation, int operand, String letters, int[] shape) {
        return Errors.argument(
                "einsum: in \"%s\" operand %d has %d letters, but the tensor has shape %s: a letter for each dim.",
                equation,
                operand + 1, letters.length(), text(shape));
    }

    static RuntimeException einsumSizes(String equation, char letter, int size, int other) {
        return Errors.argument(
                "einsum: in \"%s\" the letter %s is %d in one place and %d in another; it must be one size.",
                equation, letter,
                size, other);
    }
}
