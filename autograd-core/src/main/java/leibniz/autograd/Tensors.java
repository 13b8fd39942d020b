package leibniz.autograd;

import java.nio.file.Path;
import java.util.List;

/**
 * Makes tensors, and offers operations as functions. Numbers of Java become INT64 (int, long), FLOAT32
 * (float, double) or BOOL (boolean) where no dtype is given. A shape with a negative size or 2^31 elements or
 * more is an error.
 */
public final class Tensors {
    private Tensors() {}

    // ---- from numbers

    /** An empty FLOAT32 vector, of shape (0). */
    public static Tensor tensor() {
        return Tensor.empty(DType.FLOAT32, 0);
    }

    /** A single BOOL, of shape (). */
    public static Tensor tensor(boolean value) {
        return Creation.scalar(value);
    }

    /** A vector of BOOL, of shape (n). */
    public static Tensor tensor(boolean... values) {
        return JavaArrays.toTensor(values, DType.BOOL);
    }

    /** A single INT64, of shape (). */
    public static Tensor tensor(int value) {
        return Creation.scalar(value);
    }

    /** A vector of INT64, of shape (n). */
    public static Tensor tensor(int... values) {
        return JavaArrays.toTensor(values, DType.INT64);
    }

    /** A single INT64, of shape (). */
    public static Tensor tensor(long value) {
        return Creation.scalar(value);
    }

    /** A vector of INT64, of shape (n). */
    public static Tensor tensor(long... values) {
        return JavaArrays.toTensor(values, DType.INT64);
    }

    /** A single FLOAT32, of shape (). */
    public static Tensor tensor(float value) {
        return Creation.full(DType.FLOAT32, value);
    }

    /** A vector of FLOAT32, of shape (n). */
    public static Tensor tensor(float... values) {
        return JavaArrays.toTensor(values, DType.FLOAT32);
    }

    /** A single FLOAT32, of shape (). */
    public static Tensor tensor(double value) {
        return Creation.full(DType.FLOAT32, value);
    }

    /** A vector of FLOAT32, of shape (n). */
    public static Tensor tensor(double... values) {
        return JavaArrays.toTensor(values, DType.FLOAT32);
    }

    /**
     * A nested Java array of numbers or truth values, such as double[][], in its shape and in the dtype of
     * single ones. Rows of different length, and arrays of other types, are an error.
     */
    public static Tensor tensor(Object[] nested) {
        return JavaArrays.toTensor(nested, JavaArrays.naturalDType(nested));
    }

    /** {@link Tensor#of(List)}. */
    public static Tensor tensor(List<?> nested) {
        return JavaLists.toTensor(nested);
    }

    /**
     * Numbers or truth values in lists to any depth as a tensor of their shape and the given dtype. Parts of
     * different shape, and other elements, are an error.
     */
    public static Tensor tensor(DType dtype, List<?> nested) {
        return JavaLists.toTensor(nested, dtype);
    }

    /** A single number of the given dtype, of shape (); an error where INT64 cannot hold it. */
    public static Tensor tensor(DType dtype, double value) {
        return Creation.full(dtype, value);
    }

    /**
     * A vector of the given dtype, of shape (n); FLOAT64 keeps the doubles in full. An error where INT64
     * cannot hold one.
     */
    public static Tensor tensor(DType dtype, double... values) {
        return JavaArrays.toTensor(values, dtype);
    }

    /**
     * A nested Java array as a tensor of its shape and the given dtype. Rows of different length, and arrays
     * of other types, are an error.
     */
    public static Tensor tensor(DType dtype, Object[] nested) {
        return JavaArrays.toTensor(nested, dtype);
    }

    // ---- filled

    /** Zeros, FLOAT32, of the given shape; none given makes a single number. */
    public static Tensor zeros(int... shape) {
        return zeros(DType.FLOAT32, shape);
    }

    /** Zeros of the given dtype and shape. */
    public static Tensor zeros(DType dtype, int... shape) {
        return Creation.zeros("zeros", dtype, shape);
    }

    /** Ones, FLOAT32, of the given shape; none given makes a single number. */
    public static Tensor ones(int... shape) {
        return ones(DType.FLOAT32, shape);
    }

    /** Ones of the given dtype and shape. */
    public static Tensor ones(DType dtype, int... shape) {
        return Creation.filled("ones", dtype, 1, shape);
    }

    /** Random numbers, uniform in [0, 1), FLOAT32, of the given shape; none given makes a single number. */
    public static Tensor rand(int... shape) {
        return rand(DType.FLOAT32, shape);
    }

    /** Random numbers, uniform in [0, 1), of the given shape; the dtype must be floating. */
    public static Tensor rand(DType dtype, int... shape) {
        return RandomNumbers.uniform(dtype, shape);
    }

    /**
     * Random numbers, normal with mean 0 and variance 1, FLOAT32, of the given shape; none given makes a
     * single number.
     */
    public static Tensor randn(int... shape) {
        return randn(DType.FLOAT32, shape);
    }

    /**
     * Random numbers, normal with mean 0 and variance 1, of the given shape; the dtype must be floating.
     * Source: Box and Muller (1958).
     */
    public static Tensor randn(DType dtype, int... shape) {
        return RandomNumbers.normal(dtype, shape);
    }

    /**
     * Random numbers, normal with the given mean and standard deviation, FLOAT32, of the given shape; none
     * given makes a single number. A negative standard deviation is an error.
     */
    public static Tensor normal(double mean, double std, int... shape) {
        return Sampling.normal("normal", DType.FLOAT32, mean, std, shape);
    }

    /** As {@link #normal(double, double, int...)} of the given dtype, which must be floating. */
    public static Tensor normal(DType dtype, double mean, double std, int... shape) {
        return Sampling.normal("normal", dtype, mean, std, shape);
    }

    /**
     * 1 with the probability that each element says, else 0, of the shape and dtype of the probabilities,
     * which must be floating. One outside 0 to 1 is an error.
     */
    public static Tensor bernoulli(Tensor probabilities) {
        return Sampling.bernoulli(probabilities);
    }

    /**
     * 1 with a probability, else 0, FLOAT32, of the given shape. A probability outside 0 to 1 is an error.
     */
    public static Tensor bernoulli(double probability, int... shape) {
        return Sampling.bernoulli(probability, shape);
    }

    /** {@link #multinomial(Tensor, int, boolean)} without replacement: no place comes twice. */
    public static Tensor multinomial(Tensor weights, int count) {
        return Sampling.multinomial(weights, count, false);
    }

    /**
     * So many places, drawn with probabilities in proportion to their weights, which need not add up to 1:
     * INT64 of shape (count), or (m, count) for a matrix with m rows of weights. With replacement a place may
     * come again. Negative weights, and fewer weights above 0 than places without replacement, are an error.
     */
    public static Tensor multinomial(Tensor weights, int count, boolean replacement) {
        return Sampling.multinomial(weights, count, replacement);
    }

    /** One number everywhere, FLOAT32, of the given shape; none given makes a single number. */
    public static Tensor full(double value, int... shape) {
        return full(DType.FLOAT32, value, shape);
    }

    /** One number everywhere, of the given dtype and shape; an error where INT64 cannot hold it. */
    public static Tensor full(DType dtype, double value, int... shape) {
        return Creation.full(dtype, value, shape);
    }

    /** The identity matrix of shape (n, n), FLOAT32. */
    public static Tensor eye(int n) {
        return Creation.eye(n);
    }

    /** Zeros of the shape and dtype of another tensor; they require no gradient. */
    public static Tensor zerosLike(Tensor x) {
        return x.storage.isSymbolic()
                ? SizeConstants.filled(0, x.layout.shape)
                : Tensor.empty(x.dtype(), x.layout.shape);
    }

    /** Ones of the shape and dtype of another tensor; they require no gradient. */
    public static Tensor onesLike(Tensor x) {
        return x.storage.isSymbolic()
                ? SizeConstants.filled(1, x.layout.shape)
                : Creation.full(x.dtype(), 1, x.layout.shape);
    }

    /** Random numbers as {@link #randn} of the shape and dtype of another tensor, which must be floating. */
    public static Tensor randnLike(Tensor x) {
        return randn(x.dtype(), x.layout.shape);
    }

    /**
     * A number without a value, for a graph that is built before there is data: {@link Tensor#bind} gives it
     * one, and {@link Autograd#derivative} differentiates the graph into a formula. The name must not be
     * empty.
     */
    public static Tensor symbol(String name) {
        return Symbolic.symbol(name, new int[0]);
    }

    /**
     * A symbol whose dims have names in the place of sizes, as in {@code symbol("X", "m", "n")}. The same
     * name is the same size throughout a graph. Vectors count as columns in formulas.
     */
    public static Tensor symbol(String name, String... dimNames) {
        return Symbolic.symbol(name, dimNames);
    }

    /** A symbol of a given shape. */
    public static Tensor symbol(String name, int... shape) {
        return Symbolic.symbol(name, shape);
    }

    /**
     * Random integers, each from low up to, not including, high with the same probability, INT64. An error
     * unless low is less than high; their difference may be any.
     */
    public static Tensor randint(long low, long high, int... shape) {
        return RandomNumbers.integers(low, high, shape);
    }

    /** The numbers 0 to n - 1 in random order, each order with the same probability: INT64 of shape (n). */
    public static Tensor randperm(int n) {
        return RandomNumbers.permutation(n);
    }

    /**
     * Fixes the random numbers that follow: after the same seed the same calls give the same ones, on every
     * machine and in every release. They come from the generator SplitMix64 of Steele, Lea and Flood (2014).
     * All threads share it, so only the calls of a single thread come in a fixed order.
     */
    public static void manualSeed(long seed) {
        RandomNumbers.seed(seed);
    }

    // ---- counted

    /** 0, 1, ... below the end, INT64, of shape (end); a negative end is an error. */
    public static Tensor arange(long end) {
        return arange(0, end, 1);
    }

    /**
     * From the start in steps of 1 below the end, INT64, of shape (end - start); an end below the start is an
     * error.
     */
    public static Tensor arange(long start, long end) {
        return arange(start, end, 1);
    }

    /**
     * From the start in steps up to, not including, the end: an INT64 vector. A step of 0 or away from the
     * end, and 2^31 values or more, are an error.
     */
    public static Tensor arange(long start, long end, long step) {
        return Creation.arange(start, end, step);
    }

    /** 0, 1, ... below the end: a FLOAT32 vector. A negative end, NaN and infinity are an error. */
    public static Tensor arange(double end) {
        return arange(0, end, 1);
    }

    /**
     * From the start in steps of 1 below the end: a FLOAT32 vector. An end below the start, NaN and
     * infinities are an error.
     */
    public static Tensor arange(double start, double end) {
        return arange(start, end, 1);
    }

    /**
     * From the start in steps up to, not including, the end: a FLOAT32 vector. A step of 0 or away from the
     * end, and 2^31 values or more, are an error. So are NaN and infinities.
     */
    public static Tensor arange(double start, double end, double step) {
        return Creation.arange(DType.FLOAT32, start, end, step);
    }

    /**
     * From the start in steps up to, not including, the end: a vector of the given dtype. A step of 0 or away
     * from the end, and 2^31 values or more, are an error. So are NaN, infinities, fractions in INT64, and
     * BOOL.
     */
    public static Tensor arange(DType dtype, double start, double end, double step) {
        return Creation.arange(dtype, start, end, step);
    }

    /**
     * Evenly spaced numbers from start to end, both included, FLOAT32, of shape (steps); for one step the
     * start. Ends that are not finite are an error.
     */
    public static Tensor linspace(double start, double end, int steps) {
        return linspace(DType.FLOAT32, start, end, steps);
    }

    /** As {@link #linspace(double, double, int)} of the given dtype. */
    public static Tensor linspace(DType dtype, double start, double end, int steps) {
        return Creation.linspace(dtype, start, end, steps);
    }

    // ---- files

    /**
     * The array in a .npy file of NumPy, in its shape: float32 and float16 become FLOAT32, float64 FLOAT64,
     * int64 and all smaller integers INT64, bool BOOL, each exactly. Versions 1 to 3, both byte orders and
     * both orders of elements are read. An {@link java.io.UncheckedIOException} where the file cannot be
     * read, an IllegalArgumentException where it is damaged or holds another dtype; Python objects are
     * refused.
     */
    public static Tensor load(Path file) {
        return NpyFile.load(file);
    }

    /**
     * Writes the values of a tensor as a .npy file, which numpy.load and {@link #load} read, under exactly
     * this name. A file that exists is replaced in one step once all is written; where that fails, with an
     * {@link java.io.UncheckedIOException}, it stays as it was.
     */
    public static void save(Path file, Tensor x) {
        NpyFile.save(file, x);
    }

    // ---- operations as functions

    /**
     * a where the condition (BOOL) holds, else b. All three broadcast, and an error says where they do not;
     * the dtype is the one in which a and b meet. The gradient of the branch not taken is 0 times its
     * derivative, so NaN where that is infinite: choose the operand before the function, as in
     * {@code where(c, x, ones).log()}.
     */
    public static Tensor where(Tensor condition, Tensor a, Tensor b) {
        return Elementwise.WHERE.apply(condition, a, b);
    }

    /** {@link Tensor#dot(Tensor)}. */
    public static Tensor dot(Tensor a, Tensor b) {
        return a.dot(b);
    }

    /** {@link Tensor#outer(Tensor)}. */
    public static Tensor outer(Tensor a, Tensor b) {
        return a.outer(b);
    }

    /** {@link Tensor#mm(Tensor)}. */
    public static Tensor mm(Tensor a, Tensor b) {
        return a.mm(b);
    }

    /** {@link Tensor#mv(Tensor)}. */
    public static Tensor mv(Tensor matrix, Tensor vector) {
        return matrix.mv(vector);
    }

    /** {@link Tensor#bmm(Tensor)}. */
    public static Tensor bmm(Tensor a, Tensor b) {
        return a.bmm(b);
    }

    /** {@link Tensor#pow(Tensor)}. */
    public static Tensor pow(Tensor x, Tensor exponent) {
        return x.pow(exponent);
    }

    /** {@link Tensor#pow(Tensor)} with a number. */
    public static Tensor pow(Tensor x, double exponent) {
        return x.pow(exponent);
    }

    /** {@link Tensor#pow(Tensor)} with a number. */
    public static Tensor pow(Tensor x, long exponent) {
        return x.pow(exponent);
    }

    /** {@link Tensor#matmul(Tensor)}. */
    public static Tensor matmul(Tensor a, Tensor b) {
        return a.matmul(b);
    }

    /**
     * Element by element the larger one; where both are equal each gets half the gradient. NaN is handed on.
     * The shapes broadcast, and an error says where they do not; the dtype is the one in which both meet, and
     * BOOL is an error.
     */
    public static Tensor maximum(Tensor a, Tensor b) {
        return Elementwise.MAXIMUM.apply(a, b);
    }

    /**
     * Element by element the smaller one; where both are equal each gets half the gradient. NaN is handed on.
     * The shapes broadcast, and an error says where they do not; the dtype is the one in which both meet, and
     * BOOL is an error.
     */
    public static Tensor minimum(Tensor a, Tensor b) {
        return Elementwise.MINIMUM.apply(a, b);
    }

    /**
     * Element by element the angle from -π to π of the point (b, a) from the positive first axis. The shapes
     * broadcast, and an error says where they do not; INT64 and BOOL give FLOAT32.
     */
    public static Tensor atan2(Tensor a, Tensor b) {
        return Elementwise.ATAN2.apply(a, b);
    }

    /**
     * The parts one after the other in an existing dim: a copy. All other sizes must be the same, and dtypes
     * meet as in arithmetic; an error where they do not fit, where no part is given, or for tensors of shape
     * ().
     */
    public static Tensor cat(int dim, Tensor... parts) {
        return IndexingCompositions.cat(dim, parts);
    }

    /**
     * The parts, all of one shape, one after the other in a new dim: a copy. An error where shapes differ,
     * where no part is given, or where there is no place for the dim.
     */
    public static Tensor stack(int dim, Tensor... parts) {
        return IndexingCompositions.stack(dim, parts);
    }

    /** {@link #cat(int, Tensor...)} of a list. */
    public static Tensor cat(int dim, List<Tensor> parts) {
        return cat(dim, parts.toArray(new Tensor[0]));
    }

    /** {@link #stack(int, Tensor...)} of a list. */
    public static Tensor stack(int dim, List<Tensor> parts) {
        return stack(dim, parts.toArray(new Tensor[0]));
    }

    /**
     * The coordinates of the points of a grid: for axes of lengths m, n, ... as many tensors of shape (m, n,
     * ...), the first of which counts along the first dim; views. Axes of more than one dim are an error.
     */
    public static List<Tensor> meshgrid(Tensor... axes) {
        return Pieces.meshgrid(axes);
    }

    /**
     * Sums of products as an equation says, with a letter for each dim of each operand, and those of the
     * result: {@code einsum("ij,jk->ik", a, b)} is the matrix product. It sums over letters that the result
     * lacks; without {@code ->} the result has the letters that occur once, in alphabetical order. A letter
     * twice in an operand is its diagonal. Equations that do not fit the shapes are an error, as is BOOL
     * where operands meet.
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        return Einsum.of(equation, operands);
    }

    /**
     * For each index (INT64) a row of so many classes with 1 there and 0 elsewhere: INT64, of the shape of
     * the index with a last dim of classes. An index outside the classes is an error.
     */
    public static Tensor oneHot(Tensor index, int classes) {
        return IndexingCompositions.oneHot(index, classes);
    }

    /** {@link Tensor#corr2d(Tensor)}. */
    public static Tensor corr2d(Tensor x, Tensor kernel) {
        return x.corr2d(kernel);
    }

    /** {@link Tensor#exp()}. */
    public static Tensor exp(Tensor x) {
        return x.exp();
    }

    /** {@link Tensor#log()}. */
    public static Tensor log(Tensor x) {
        return x.log();
    }

    /** {@link Tensor#sin()}. */
    public static Tensor sin(Tensor x) {
        return x.sin();
    }

    /** {@link Tensor#cos()}. */
    public static Tensor cos(Tensor x) {
        return x.cos();
    }

    /** {@link Tensor#tanh()}. */
    public static Tensor tanh(Tensor x) {
        return x.tanh();
    }

    /** {@link Tensor#sigmoid()}. */
    public static Tensor sigmoid(Tensor x) {
        return x.sigmoid();
    }

    /** {@link Tensor#relu()}. */
    public static Tensor relu(Tensor x) {
        return x.relu();
    }

    /** {@link Tensor#abs()}. */
    public static Tensor abs(Tensor x) {
        return x.abs();
    }

    /** {@link Tensor#sign()}. */
    public static Tensor sign(Tensor x) {
        return x.sign();
    }

    /** {@link Tensor#square()}. */
    public static Tensor square(Tensor x) {
        return x.square();
    }

    /** {@link Tensor#sqrt()}. */
    public static Tensor sqrt(Tensor x) {
        return x.sqrt();
    }

    /** {@link Tensor#reciprocal()}. */
    public static Tensor reciprocal(Tensor x) {
        return x.reciprocal();
    }

    /** {@link Tensor#sum()}. */
    public static Tensor sum(Tensor x) {
        return x.sum();
    }

    /** {@link Tensor#sum(int...)}. */
    public static Tensor sum(Tensor x, int... dims) {
        return x.sum(dims);
    }

    /** {@link Tensor#mean(int...)}. */
    public static Tensor mean(Tensor x, int... dims) {
        return x.mean(dims);
    }

    /** {@link Tensor#mean()}. */
    public static Tensor mean(Tensor x) {
        return x.mean();
    }

    /** {@link Tensor#norm()}. */
    public static Tensor norm(Tensor x) {
        return x.norm();
    }

    /** {@link Tensor#max()}. */
    public static Tensor max(Tensor x) {
        return x.max();
    }

    /** {@link Tensor#min()}. */
    public static Tensor min(Tensor x) {
        return x.min();
    }

    /** {@link Tensor#expm1()}. */
    public static Tensor expm1(Tensor x) {
        return x.expm1();
    }

    /** {@link Tensor#log1p()}. */
    public static Tensor log1p(Tensor x) {
        return x.log1p();
    }

    /** {@link Tensor#tan()}. */
    public static Tensor tan(Tensor x) {
        return x.tan();
    }

    /** {@link Tensor#asin()}. */
    public static Tensor asin(Tensor x) {
        return x.asin();
    }

    /** {@link Tensor#acos()}. */
    public static Tensor acos(Tensor x) {
        return x.acos();
    }

    /** {@link Tensor#atan()}. */
    public static Tensor atan(Tensor x) {
        return x.atan();
    }

    /** {@link Tensor#sinh()}. */
    public static Tensor sinh(Tensor x) {
        return x.sinh();
    }

    /** {@link Tensor#cosh()}. */
    public static Tensor cosh(Tensor x) {
        return x.cosh();
    }

    /** {@link Tensor#softplus()}. */
    public static Tensor softplus(Tensor x) {
        return x.softplus();
    }

    /** {@link Tensor#erf()}. */
    public static Tensor erf(Tensor x) {
        return x.erf();
    }

    /** {@link Tensor#gelu()}. */
    public static Tensor gelu(Tensor x) {
        return x.gelu();
    }

    /** {@link Tensor#silu()}. */
    public static Tensor silu(Tensor x) {
        return x.silu();
    }

    /** {@link Tensor#rsqrt()}. */
    public static Tensor rsqrt(Tensor x) {
        return x.rsqrt();
    }

    /** {@link Tensor#clamp(double, double)}. */
    public static Tensor clamp(Tensor x, double min, double max) {
        return x.clamp(min, max);
    }

    /** {@link Tensor#trace()}. */
    public static Tensor trace(Tensor x) {
        return x.trace();
    }

    /** {@link Tensor#inv()}. */
    public static Tensor inv(Tensor x) {
        return x.inv();
    }

    /** {@link Tensor#det()}. */
    public static Tensor det(Tensor x) {
        return x.det();
    }
}
