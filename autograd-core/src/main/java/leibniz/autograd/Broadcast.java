package leibniz.autograd;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What broadcasting does, written out. Vectors are columns, and a vector meets the rows of a matrix: added to
 * each of them, b is 𝟏bᵀ. A number stays a number, since it means each element anyway. For tensors of more
 * dims there is no such notation, and expand says it.
 */
final class Broadcast {
    private static final Formula ONES = Formula.filled(1, 1);

    private Broadcast() {}

    /** An operand of an operation that works element by element, in the shape of its result. */
    static Formula fitted(Formula a, int[] from, int[] to) {
        return a.rank == 0 ? a : repeated(a, from, to);
    }

    /** The same, but a number becomes a multiple of ones. */
    static Formula repeated(Formula a, int[] from, int[] to) {
        if (Arrays.equals(from, to) || Arrays.stream(to).allMatch(size -> size == 1)) {
            return a;
        }
        if (a.rank == 0) {
            return multipleOfOnes(a, to);
        }
        if (to.length > 2) {
            return Formula.arranged("expand", a, listed(to), to.length);
        }
        if (isColumn(from)) {
            return Formula.matrixProduct(a, ONES.transpose()).ofRank(2);
        }
        Formula row = asRow(a, from);
        return to[0] == 1 ? row : Formula.matrixProduct(ONES, row).ofRank(2);
    }

    private static Formula multipleOfOnes(Formula number, int... shape) {
        return isRow(shape)
                ? number.text().equals("0")
                        ? Formula.filled(0, 2)
                        : Formula.product(number, ONES.transpose().ofRank(2))
                : Formula.multipleOfOnes(number, shape.length);
    }

    /**
     * The product element by element: with a vector it is one with a diagonal matrix, or an outer product.
     */
    static Formula product(Formula a, int[] of, Formula b, int[] by, int[] to) {
        boolean alike = isMatrix(of) == isMatrix(by) && isColumn(of) == isColumn(by);
        if (a.rank == 0 || b.rank == 0 || to.length != 2 || alike) {
            return Formula.product(fitted(a, of, to), fitted(b, by, to));
        }
        if (isMatrix(of)) {
            return scaled(a, b, by);
        }
        if (isMatrix(by)) {
            return scaled(b, a, of);
        }
        Formula outer = isColumn(of)
                ? Formula.matrixProduct(a, asRow(b, by))
                : Formula.matrixProduct(b, asRow(a, of));
        return outer.ofRank(2);
    }

    /** A column scales the rows of a matrix, and a row or a vector its columns. */
    private static Formula scaled(Formula matrix, Formula by, int... shape) {
        Formula diagonal = Formula.diagonal(isRow(shape) ? by.transpose() : by);
        return matrix == Formula.IDENTITY
                ? diagonal
                : isColumn(shape)
                        ? Formula.matrixProduct(diagonal, matrix)
                        : Formula.matrixProduct(matrix, diagonal);
    }

    static boolean isRow(int... shape) {
        return shape.length == 2 && shape[0] == 1 && shape[1] != 1;
    }

    private static boolean isColumn(int... shape) {
        return shape.length == 2 && shape[1] == 1 && shape[0] != 1;
    }

    private static boolean isMatrix(int... shape) {
        return shape.length == 2 && shape[0] != 1 && shape[1] != 1;
    }

    private static Formula asRow(Formula a, int... shape) {
        return isRow(shape) ? a : a.transpose().ofRank(2);
    }

    static String listed(int... numbers) {
        return Arrays.stream(numbers).mapToObj(NamedDims::text).collect(Collectors.joining(", "));
    }
}
