package leibniz.autograd;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The inner loops. {@link Loops} splits an operation on strided tensors into runs along one dim, and an
 * implementation of this interface works through one run. All operands of a loop have one dtype, the output
 * of a comparison excepted; {@code n} is the number of elements.
 */
interface Kernels {
    /** What every operation uses. */
    Kernels CURRENT = new ScalarKernels();

    /**
     * An elementwise function of one number. The name lets an implementation have a faster version of it;
     * {@code onLongs} is its form for INT64, null where the function has none.
     */
    record UnaryFunction(String name, DoubleUnaryOperator onDoubles, DoubleUnaryOperator onFloats,
            @Nullable LongUnaryOperator onLongs) {
        /** With what FLOAT32 is computed by, which is the function itself unless there is a faster one. */
        UnaryFunction(String name, DoubleUnaryOperator onDoubles, @Nullable LongUnaryOperator onLongs) {
            this(name, onDoubles, FastMath.orElse(name, onDoubles), onLongs);
        }
    }

    /** An elementwise function of two numbers; see {@link UnaryFunction}. */
    record BinaryFunction(String name, DoubleBinaryOperator onDoubles,
            @Nullable LongBinaryOperator onLongs) {}

    /** An elementwise comparison, as the signs of {@code a - b} for which it holds; NaN only differs. */
    enum Comparison {
        EQ("Eq", "=", "="), NE("Ne", "\u2260", "\\ne"), LT("Lt", "<", "<"), LE("Le", "\u2264", "\\le"), GT(
                "Gt", ">",
                ">"), GE("Ge", "\u2265", "\\ge");

        final String label;
        final String sign;
        final String latexSign;

        Comparison(String label, String sign, String latexSign) {
            this.label = label;
            this.sign = sign;
            this.latexSign = latexSign;
        }

        boolean holds(double a, double b) {
            return switch (this) {
                case EQ -> a == b;
                case NE -> a != b;
                case LT -> a < b;
                case LE -> a <= b;
                case GT -> a > b;
                case GE -> a >= b;
            };
        }

        boolean holds(long a, long b) {
            return switch (this) {
                case EQ -> a == b;
                case NE -> a != b;
                case LT -> a < b;
                case LE -> a <= b;
                case GT -> a > b;
                case GE -> a >= b;
            };
        }
    }

    /** How the elements of a row become one. */
    enum Reducer {
        SUM, SUM_OF_SQUARES, MAX, MIN, ANY, ALL
    }

    /** Elements {@code at, at + step, at + 2*step, ...} of a storage; the outer loop moves {@code at}. */
    final class Run {
        private static final int CHUNK = 1024;

        final Storage storage;
        int at;
        int step;
        private @Nullable Object buffer;

        Run(Storage storage, int at) {
            this.storage = storage;
            this.at = at;
        }

        /** Numbers side by side for a part of up to n elements, of at most 1024. */
        float[] floatBuffer(int n) {
            float[] found = (float[]) buffer;
            if (found == null || found.length < Math.min(n, CHUNK)) {
                found = new float[Math.min(n, CHUNK)];
                buffer = found;
            }
            return found;
        }

        double[] doubleBuffer(int n) {
            double[] found = (double[]) buffer;
            if (found == null || found.length < Math.min(n, CHUNK)) {
                found = new double[Math.min(n, CHUNK)];
                buffer = found;
            }
            return found;
        }
    }

    void unary(UnaryFunction f, Run x, Run out, int n);

    void binary(BinaryFunction f, Run a, Run b, Run out, int n);

    /** The output is BOOL. */
    void compare(Comparison comparison, Run a, Run b, Run out, int n);

    /** {@code out = condition ? a : b}; the condition is BOOL. */
    void where(Run condition, Run a, Run b, Run out, int n);

    /** Copies, converting where the dtypes differ. */
    void copy(Run from, Run to, int n);

    /** Reduces each row of a contiguous matrix that begins at {@code at} to one element of {@code out}. */
    void reduce(Reducer reducer, Storage x, int at, int rows, int columns, Storage out);

    /**
     * The sums of the columns of a contiguous matrix of floating-point numbers that begins at {@code at},
     * into {@code out} from {@code outAt}.
     */
    void columnSums(Storage x, int at, int rows, int columns, Storage out, int outAt);

    /**
     * A matrix in a storage: element (i, j) at {@code at + i*row + j*column}.
     */
    record Operand(Storage storage, int at, int row, int column) {
        Operand transposed() {
            return new Operand(storage, at, column, row);
        }

        /** The matrix that begins at an element. */
        Operand from(int i, int j) {
            return new Operand(storage, at + i * row + j * column, row, column);
        }
    }

    /**
     * The matrix product of a (m,k) and b (k,n) into out (m,n), row-major from {@code outAt}, which is 0 yet.
     */
    void matmul(Operand a, Operand b, Storage out, int outAt, int m, int n, int k);
}
