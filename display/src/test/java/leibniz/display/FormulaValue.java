package leibniz.display;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** A matrix, and how large its parts were, which bounds what rounding may have done. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or changes them
record FormulaValue(double[][] rows, double scale, boolean identity, boolean onesRow) {
    /** Where no factor says the size of a vector of ones, it is that of the vectors of random graphs. */
    private static final int VECTOR = 3;

    static FormulaValue of(double[][] rows) {
        double most = 0;
        for (double[] row : rows) {
            for (double entry : row) {
                most = Math.max(most, Math.abs(entry));
            }
        }
        return new FormulaValue(rows, most, false, false);
    }

    static FormulaValue of(double number) {
        return of(new double[][]{ { number } });
    }

    FormulaValue scaled(double other) {
        return new FormulaValue(rows, Math.max(scale, other), identity, onesRow);
    }

    boolean isNumber() {
        return rows.length == 1 && rows[0].length == 1 && !identity && !onesRow;
    }

    FormulaValue transposed() {
        double[][] result = new double[rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[0].length; j++) {
                result[j][i] = rows[i][j];
            }
        }
        return new FormulaValue(result, scale, identity, onesRow);
    }

    FormulaValue map(DoubleUnaryOperator f) {
        double[][] result = MathText.rows(rows.length, rows[0].length,
                (i, j) -> f.applyAsDouble(rows[i][j]));
        return new FormulaValue(result, of(result).scale, identity, onesRow);
    }

    /** As large as the other one where the text leaves that open. */
    private FormulaValue like(FormulaValue other) {
        if (identity) {
            double k = rows[0][0];
            return of(MathText.rows(other.rows.length, other.rows[0].length, (i, j) -> i == j ? k : 0));
        }
        if (onesRow) {
            double k = rows[0][0];
            return of(MathText.rows(other.rows.length, other.rows[0].length, (i, j) -> k));
        }
        return this;
    }

    FormulaValue with(FormulaValue right, DoubleBinaryOperator f) {
        boolean open = onesRow && right.onesRow;
        FormulaValue a = open || right.isNumber() ? this : like(right);
        FormulaValue b = open || isNumber() ? right : right.like(this);
        int height = Math.max(a.rows.length, b.rows.length);
        int width = Math.max(a.rows[0].length, b.rows[0].length);
        boolean eye = a.identity || b.identity;
        boolean ones = a.onesRow || b.onesRow;
        double[][] result = MathText.rows(height, width, (i, j) -> f.applyAsDouble(
                a.rows[a.rows.length == 1 ? 0 : i][a.rows[0].length == 1 ? 0 : j],
                b.rows[b.rows.length == 1 ? 0 : i][b.rows[0].length == 1 ? 0 : j]));
        return new FormulaValue(result, of(result).scale, eye, ones)
                .scaled(a.scale + b.scale);
    }

    FormulaValue times(FormulaValue b) {
        if (isNumber() || b.isNumber()) {
            FormulaValue many = isNumber() ? b : this;
            double k = isNumber() ? rows[0][0] : b.rows[0][0];
            FormulaValue result = many.map(entry -> k * entry);
            return new FormulaValue(result.rows, scale * b.scale, many.identity, many.onesRow);
        }
        if (identity || b.identity) {
            FormulaValue many = identity ? b : this;
            double k = identity ? rows[0][0] : b.rows[0][0];
            return new FormulaValue(many.map(entry -> k * entry).rows, scale * b.scale, many.identity,
                    many.onesRow);
        }
        if (onesRow && rows[0][0] == 0 || b.onesRow && b.rows[0][0] == 0) {
            return new FormulaValue(new double[][]{ { 0 } }, 1, false, true);
        }
        if (b.onesRow && !onesRow && rows[0].length == 1) { // a column by a row of ones
            return times(of(MathText.rows(1, VECTOR, (i, j) -> b.rows[0][0])));
        }
        if (onesRow && !b.onesRow && b.rows.length == 1) { // a column of ones by a row
            return of(MathText.rows(VECTOR, 1, (i, j) -> rows[0][0])).times(b);
        }
        if (b.onesRow) {
            int size = onesRow ? VECTOR : rows[0].length;
            return times(of(MathText.rows(size, 1, (i, j) -> b.rows[0][0])));
        }
        FormulaValue a = onesRow
                ? of(MathText.rows(1, b.rows.length, (i, j) -> rows[0][0]))
                : this;
        if (a.rows[0].length != b.rows.length) {
            throw new IllegalStateException("a factor of " + a.rows[0].length + " columns meets one of "
                    + b.rows.length + " rows");
        }
        double[][] product = MathText.rows(a.rows.length, b.rows[0].length, (i, j) -> {
            double sum = 0;
            for (int k = 0; k < b.rows.length; k++) {
                sum += a.rows[i][k] * b.rows[k][j];
            }
            return sum;
        });
        return of(product).scaled(a.scale * b.scale * b.rows.length);
    }

    double determinant() {
        if (rows.length == 1) {
            return rows[0][0];
        }
        double sum = 0;
        for (int j = 0; j < rows.length; j++) {
            sum += (j % 2 == 0 ? 1 : -1) * rows[0][j] * without(0, j).determinant();
        }
        return sum;
    }

    private FormulaValue without(int row, int column) {
        return of(MathText.rows(rows.length - 1, rows.length - 1,
                (i, j) -> rows[i < row ? i : i + 1][j < column ? j : j + 1]));
    }

    /** By cofactors. */
    FormulaValue inverse() {
        double all = determinant();
        return of(MathText.rows(rows.length, rows.length,
                (i, j) -> ((i + j) % 2 == 0 ? 1 : -1) * without(j, i).determinant() / all));
    }

    double sum() {
        double sum = 0;
        for (double[] row : rows) {
            for (double entry : row) {
                sum += entry;
            }
        }
        return sum;
    }

    /** Whether both say the same, as far as four digits tell. */
    boolean agrees(FormulaValue other) {
        FormulaValue a = like(other);
        FormulaValue b = other.like(this);
        if (a.isNumber() && a.rows[0][0] == 0 || b.isNumber() && b.rows[0][0] == 0) {
            return Math.max(of(a.rows).scale, of(b.rows).scale) < 1e-6;
        }
        if (a.rows.length != b.rows.length || a.rows[0].length != b.rows[0].length) {
            return false;
        }
        for (int i = 0; i < a.rows.length; i++) {
            for (int j = 0; j < a.rows[0].length; j++) {
                if (!(Math.abs(a.rows[i][j] - b.rows[i][j]) <= 2e-3 * Math.max(a.scale, b.scale)
                        + 1e-6)) {
                    return false;
                }
            }
        }
        return true;
    }
}
