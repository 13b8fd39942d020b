package leibniz.autograd;

import java.util.Arrays;
import java.util.Map;
import leibniz.autograd.Kernels.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * A multi-dimensional array of numbers or truth values that remembers how it was computed, so that gradients
 * can flow back through it. Make one with {@link Tensors}. A view (reshape, transpose, select, ...) shares its
 * elements with the tensor it was taken from. A name that ends in _ changes the tensor in place and returns it.
 */
public final class Tensor {
    final Storage storage;
    final Layout layout;
    /** Null for a constant. */
    @Nullable
    History history;

    Tensor(Storage storage, Layout layout) {
        this.storage = storage;
        this.layout = layout;
    }

    /** Zeros, for a computation to write into. */
    static Tensor empty(DType dtype, int... shape) {
        return new Tensor(Storage.allocate(dtype, Shapes.numel("result", shape)), Layout.rowMajor(shape));
    }

    /** Another look at the same elements for the library's own reading; no view in the sense of the user. */
    Tensor alias(Layout other) {
        return new Tensor(storage, other);
    }

    Tensor view(Layout other) {
        storage.markViewed();
        return alias(other);
    }

    @Nullable
    Node node() {
        return history instanceof Node node ? node : null;
    }

    // ---- what it is

    /** The size of each dim, -1 where a symbol has a name for it; empty for a single number. */
    public int[] shape() {
        return Symbolic.is(this) ? NamedDims.numbers(layout.shape) : layout.shape.clone();
    }

    /** The size of one dim, counted from the end where negative; an error where there is no such dim. */
    public int size(int dim) {
        int d = Shapes.dim("size", dim, dim());
        if (Symbolic.is(this)) {
            SymbolErrors.requireSize("size", layout.shape, d);
        }
        return layout.shape[d];
    }

    /** The number of dims; 0 for a single number. */
    public int dim() {
        return layout.shape.length;
    }

    /** The number of elements. */
    public int numel() {
        if (Symbolic.is(this) && NamedDims.anyIn(layout.shape)) {
            throw SymbolErrors.namedSize("numel", layout.shape);
        }
        return layout.numel();
    }

    /** The type of the elements. */
    public DType dtype() {
        return storage.dtype();
    }

    // ---- arithmetic; operands broadcast, and dtypes meet as DType describes

    /** Element by element this + other. */
    public Tensor add(Tensor other) {
        return Elementwise.ADD.apply(this, other);
    }

    /** {@link #add(Tensor)} with a number. */
    public Tensor add(double other) {
        return add(number(other));
    }

    /** {@link #add(Tensor)} with a number. */
    public Tensor add(long other) {
        return add(number(other));
    }

    /** Element by element this - other; not for BOOL. */
    public Tensor sub(Tensor other) {
        return Elementwise.SUB.apply(this, other);
    }

    /** {@link #sub(Tensor)} with a number. */
    public Tensor sub(double other) {
        return sub(number(other));
    }

    /** {@link #sub(Tensor)} with a number. */
    public Tensor sub(long other) {
        return sub(number(other));
    }

    /** Element by element this * other. */
    public Tensor mul(Tensor other) {
        return Elementwise.MUL.apply(this, other);
    }

    /** {@link #mul(Tensor)} with a number. */
    public Tensor mul(double other) {
        return mul(number(other));
    }

    /** {@link #mul(Tensor)} with a number. */
    public Tensor mul(long other) {
        return mul(number(other));
    }

    /** Element by element this / other; integers divide to FLOAT32. */
    public Tensor div(Tensor other) {
        return Elementwise.DIV.apply(this, other);
    }

    /** {@link #div(Tensor)} with a number. */
    public Tensor div(double other) {
        return div(number(other));
    }

    /** {@link #div(Tensor)} with a number. */
    public Tensor div(long other) {
        return div(number(other));
    }

    /** Element by element this to the power of the exponent; INT64 stays so and needs exponents from 0 on. */
    public Tensor pow(Tensor exponent) {
        return Elementwise.POW.apply(this, exponent);
    }

    /** {@link #pow(Tensor)} with a number. */
    public Tensor pow(double exponent) {
        return pow(number(exponent));
    }

    /** {@link #pow(Tensor)} with a number. */
    public Tensor pow(long exponent) {
        return pow(number(exponent));
    }

    /**
     * Element by element the rest of this / other, with the sign of other, as in Python; not for BOOL. INT64 stays so,
     * and an INT64 0 as other is an error.
     */
    public Tensor remainder(Tensor other) {
        return Elementwise.REMAINDER.apply(this, other);
    }

    /** {@link #remainder(Tensor)} with a number. */
    public Tensor remainder(double other) {
        return remainder(number(other));
    }

    /** {@link #remainder(Tensor)} with a number. */
    public Tensor remainder(long other) {
        return remainder(number(other));
    }

    /** -x. */
    public Tensor neg() {
        return Elementwise.NEG.apply(this);
    }

    /** 1/x. */
    public Tensor reciprocal() {
        return Elementwise.RECIPROCAL.apply(this);
    }

    /** x². */
    public Tensor square() {
        return Recorder.composition("Square", () -> mul(this));
    }

    /** The square root; its derivative is infinite at 0. */
    public Tensor sqrt() {
        return Elementwise.SQRT.apply(this);
    }

    /** 1/√x. */
    public Tensor rsqrt() {
        return Functions.rsqrt(this);
    }

    /** |x|; its derivative is 0 at 0. */
    public Tensor abs() {
        return Elementwise.ABS.apply(this);
    }

    /** -1, 0 or 1; its derivative is 0 everywhere. */
    public Tensor sign() {
        return Elementwise.SIGN.apply(this);
    }

    // ---- elementwise functions; INT64 and BOOL give FLOAT32

    /** e to the power of x. */
    public Tensor exp() {
        return Elementwise.EXP.apply(this);
    }

    /** e to the power of x, less 1, to full accuracy also where x is close to 0. */
    public Tensor expm1() {
        return Elementwise.EXPM1.apply(this);
    }

    /** The natural logarithm. */
    public Tensor log() {
        return Elementwise.LOG.apply(this);
    }

    /** The natural logarithm of 1 + x, to full accuracy also where x is close to 0. */
    public Tensor log1p() {
        return Elementwise.LOG1P.apply(this);
    }

    /** The sine of x in radians. */
    public Tensor sin() {
        return Elementwise.SIN.apply(this);
    }

    /** The cosine of x in radians. */
    public Tensor cos() {
        return Elementwise.COS.apply(this);
    }

    /** The tangent of x in radians. */
    public Tensor tan() {
        return Functions.tan(this);
    }

    /** The angle from -π/2 to π/2 whose sine is x; NaN outside [-1, 1]. */
    public Tensor asin() {
        return Functions.asin(this);
    }

    /** The angle from 0 to π whose cosine is x; NaN outside [-1, 1]. */
    public Tensor acos() {
        return Functions.acos(this);
    }

    /** The angle from -π/2 to π/2 whose tangent is x. */
    public Tensor atan() {
        return Functions.atan(this);
    }

    /** The hyperbolic sine. */
    public Tensor sinh() {
        return Elementwise.SINH.apply(this);
    }

    /** The hyperbolic cosine. */
    public Tensor cosh() {
        return Elementwise.COSH.apply(this);
    }

    /** The hyperbolic tangent. */
    public Tensor tanh() {
        return Elementwise.TANH.apply(this);
    }

    /** The logistic function 1/(1 + exp(-x)). */
    public Tensor sigmoid() {
        return Elementwise.SIGMOID.apply(this);
    }

    /** max(x, 0); its derivative is 0 at 0. INT64 stays so. */
    public Tensor relu() {
        return Elementwise.RELU.apply(this);
    }

    /** ln(1 + exp(x)), the smooth form of relu. */
    public Tensor softplus() {
        return Elementwise.SOFTPLUS.apply(this);
    }

    /** The error function 2/√π ∫₀ˣ exp(-t²) dt (NIST DLMF 7.2.1). */
    public Tensor erf() {
        return Elementwise.ERF.apply(this);
    }

    /** x Φ(x) = x/2 (1 + erf(x/√2)), the Gaussian error linear unit of Hendrycks and Gimpel (2016). */
    public Tensor gelu() {
        return Functions.gelu(this);
    }

    /** x / (1 + exp(-x)), the sigmoid linear unit. */
    public Tensor silu() {
        return Functions.silu(this);
    }

    /**
     * Each element if it lies from min to max, else the nearer bound (max where min is larger); the derivative is 1 on
     * both edges. INT64 stays so where both bounds are whole; NaN stays NaN.
     */
    public Tensor clamp(double min, double max) {
        return Elementwise.clamp(min, max).apply(this);
    }

    // ---- comparison; the results are BOOL and have no gradient

    /** Element by element this == other, for reading as in PyTorch; {@link #equal} gives one truth value. */
    public Tensor eq(Tensor other) {
        return Comparing.compare(Comparison.EQ, this, other);
    }

    /** {@link #eq(Tensor)} with a number. */
    public Tensor eq(double other) {
        return eq(number(other));
    }

    /** {@link #eq(Tensor)} with a number. */
    public Tensor eq(long other) {
        return eq(number(other));
    }

    /** Element by element this != other. */
    public Tensor ne(Tensor other) {
        return Comparing.compare(Comparison.NE, this, other);
    }

    /** {@link #ne(Tensor)} with a number. */
    public Tensor ne(double other) {
        return ne(number(other));
    }

    /** {@link #ne(Tensor)} with a number. */
    public Tensor ne(long other) {
        return ne(number(other));
    }

    /** Element by element this < other. */
    public Tensor lt(Tensor other) {
        return Comparing.compare(Comparison.LT, this, other);
    }

    /** {@link #lt(Tensor)} with a number. */
    public Tensor lt(double other) {
        return lt(number(other));
    }

    /** {@link #lt(Tensor)} with a number. */
    public Tensor lt(long other) {
        return lt(number(other));
    }

    /** Element by element this <= other. */
    public Tensor le(Tensor other) {
        return Comparing.compare(Comparison.LE, this, other);
    }

    /** {@link #le(Tensor)} with a number. */
    public Tensor le(double other) {
        return le(number(other));
    }

    /** {@link #le(Tensor)} with a number. */
    public Tensor le(long other) {
        return le(number(other));
    }

    /** Element by element this > other. */
    public Tensor gt(Tensor other) {
        return Comparing.compare(Comparison.GT, this, other);
    }

    /** {@link #gt(Tensor)} with a number. */
    public Tensor gt(double other) {
        return gt(number(other));
    }

    /** {@link #gt(Tensor)} with a number. */
    public Tensor gt(long other) {
        return gt(number(other));
    }

    /** Element by element this >= other. */
    public Tensor ge(Tensor other) {
        return Comparing.compare(Comparison.GE, this, other);
    }

    /** {@link #ge(Tensor)} with a number. */
    public Tensor ge(double other) {
        return ge(number(other));
    }

    /** {@link #ge(Tensor)} with a number. */
    public Tensor ge(long other) {
        return ge(number(other));
    }

    /** Element by element "and" of two BOOL tensors. */
    public Tensor and(Tensor other) {
        return Comparing.and(this, other);
    }

    /** Element by element "or" of two BOOL tensors. */
    public Tensor or(Tensor other) {
        return Comparing.or(this, other);
    }

    /** Element by element "not" of a BOOL tensor. */
    public Tensor not() {
        return Comparing.not(this);
    }

    /** Whether any element is true (or not 0): a BOOL of shape (). */
    public Tensor any() {
        return Comparing.reduce(Kernels.Reducer.ANY, this);
    }

    /** Whether all elements are true (or not 0): a BOOL of shape (). */
    public Tensor all() {
        return Comparing.reduce(Kernels.Reducer.ALL, this);
    }

    /** True where shapes are the same and all elements equal. */
    public boolean equal(Tensor other) {
        return Arrays.equals(layout.shape, other.layout.shape) && eq(other).all().itemBoolean();
    }

    /** True where each |this - other| is at most 1e-8 + 1e-5 |other|; shapes broadcast, NaN is close to nothing. */
    public boolean allclose(Tensor other) {
        return Comparing.allclose(this, other);
    }

    // ---- reductions; no dims given means all of them, keepDim leaves reduced dims with size 1

    /** The sum of all elements, of shape (); BOOL counts as INT64. */
    public Tensor sum() {
        return sum(false);
    }

    /** The sum over dims. */
    public Tensor sum(int... dims) {
        return sum(false, dims);
    }

    /** The sum over dims. */
    public Tensor sum(boolean keepDim, int... dims) {
        return Reduction.sum(layout.shape, Shapes.dims("sum", dims, dim()), keepDim).apply(this);
    }

    /** The mean of all elements, of shape (); for floating tensors. */
    public Tensor mean() {
        return mean(false);
    }

    /** The mean over dims. */
    public Tensor mean(int... dims) {
        return mean(false, dims);
    }

    /** The mean over dims. */
    public Tensor mean(boolean keepDim, int... dims) {
        return Statistics.mean(this, keepDim, dims);
    }

    /** The Euclidean norm of all elements, of shape (), for floating tensors; its derivative is 0 at 0. */
    public Tensor norm() {
        return norm(false);
    }

    /** The Euclidean norm over dims. */
    public Tensor norm(int... dims) {
        return norm(false, dims);
    }

    /** The Euclidean norm over dims. */
    public Tensor norm(boolean keepDim, int... dims) {
        Errors.requireFloating("norm", this);
        return Reduction.norm(layout.shape, Shapes.dims("norm", dims, dim()), keepDim).apply(this);
    }

    /** The largest element, of shape (); elements that tie share its gradient equally. */
    public Tensor max() {
        return max(false);
    }

    /** The largest element over dims. */
    public Tensor max(int... dims) {
        return max(false, dims);
    }

    /** The largest element over dims. */
    public Tensor max(boolean keepDim, int... dims) {
        int[] over = Errors.requireElements("max", this, Shapes.dims("max", dims, dim()));
        return Reduction.max(layout.shape, over, keepDim).apply(this);
    }

    /** The smallest element, of shape (); elements that tie share its gradient equally. */
    public Tensor min() {
        return min(false);
    }

    /** The smallest element over dims. */
    public Tensor min(int... dims) {
        return min(false, dims);
    }

    /** The smallest element over dims. */
    public Tensor min(boolean keepDim, int... dims) {
        int[] over = Errors.requireElements("min", this, Shapes.dims("min", dims, dim()));
        return Reduction.min(layout.shape, over, keepDim).apply(this);
    }

    /** The product of all elements, of shape (); BOOL counts as INT64. Its gradient is right also where elements are 0. */
    public Tensor prod() {
        return prod(false);
    }

    /** The product over dims. */
    public Tensor prod(int... dims) {
        return prod(false, dims);
    }

    /** The product over dims. */
    public Tensor prod(boolean keepDim, int... dims) {
        return Statistics.prod(this, keepDim, dims);
    }

    /** The variance of all elements, of shape (), for floating tensors: the sum of squared differences from the mean by n - 1, NaN for n of 1 or 0. */
    public Tensor var() {
        return var(false);
    }

    /** The variance over dims. */
    public Tensor var(int... dims) {
        return var(false, dims);
    }

    /** The variance over dims. */
    public Tensor var(boolean keepDim, int... dims) {
        return Statistics.var(this, keepDim, dims);
    }

    /** The standard deviation of all elements, of shape (), for floating tensors: the root of {@link #var()}; its derivative is 0 where all are equal. */
    public Tensor std() {
        return std(false);
    }

    /** The standard deviation over dims. */
    public Tensor std(int... dims) {
        return std(false, dims);
    }

    /** The standard deviation over dims. */
    public Tensor std(boolean keepDim, int... dims) {
        return Statistics.std(this, keepDim, dims);
    }

    /** ln Σ exp(x) over all elements, of shape (), without overflow; -inf for no elements. INT64 and BOOL give FLOAT32. */
    public Tensor logsumexp() {
        return logsumexp(false);
    }

    /** ln Σ exp(x) over dims. */
    public Tensor logsumexp(int... dims) {
        return logsumexp(false, dims);
    }

    /** ln Σ exp(x) over dims. */
    public Tensor logsumexp(boolean keepDim, int... dims) {
        return Statistics.logsumexp(this, keepDim, dims);
    }

    /**
     * The norm (Σ |x|ᵖ)^(1/p) of order p over dims, none given meaning all, for floating tensors: for 0 the number of elements
     * that are not 0, for infinity the largest |x|, for -infinity the smallest. Its derivative is 0 at 0; NaN is an error.
     */
    public Tensor vectorNorm(double ord, int... dims) {
        return Statistics.vectorNorm(this, ord, dims);
    }

    /** The row-major place of the largest element, the first of equal ones, of NaN where there is one: an INT64 of shape (). */
    public Tensor argmax() {
        return Statistics.argmax(this);
    }

    /** The place along a dim of the largest element, INT64, of the shape without that dim; an error where it is empty. */
    public Tensor argmax(int dim) {
        return Statistics.argmax(this, dim);
    }

    /** The row-major place of the smallest element, the first of equal ones, of NaN where there is one: an INT64 of shape (). */
    public Tensor argmin() {
        return Statistics.argmin(this);
    }

    /** The place along a dim of the smallest element, INT64, of the shape without that dim; an error where it is empty. */
    public Tensor argmin(int dim) {
        return Statistics.argmin(this, dim);
    }

    // ---- along one dim; the shape stays

    /** The sums of the elements up to each one along a dim; BOOL counts as INT64. */
    public Tensor cumsum(int dim) {
        return Statistics.cumsum(this, dim);
    }

    /** exp(x) by its sum along a dim, so that the results add up to 1; INT64 and BOOL give FLOAT32. */
    public Tensor softmax(int dim) {
        return Statistics.softmax(this, dim);
    }

    /** The logarithm of {@link #softmax}, accurate also where that is close to 0. */
    public Tensor logSoftmax(int dim) {
        return Statistics.logSoftmax(this, dim);
    }

    /** The elements in ascending order along a dim, NaN last. */
    public Tensor sort(int dim) {
        return Statistics.sort(this, dim);
    }

    /** The places, INT64, that the elements of {@link #sort} had along the dim; equal ones stay in their order. */
    public Tensor argsort(int dim) {
        return Statistics.argsort(this, dim);
    }

    /** The adjoint of broadcasting: sums over the dims along which a tensor of the given shape was repeated. */
    Tensor sumTo(int[] shape) {
        if (Arrays.equals(layout.shape, shape)) {
            return this;
        }
        int added = dim() - shape.length;
        int[] repeated = Arrays.stream(Shapes.range(dim()))
                .filter(d -> d < added || (shape[d - added] == 1 && layout.shape[d] != 1)).toArray();
        Tensor sum = repeated.length == 0 ? this : sum(repeated);
        return sum.reshape(shape);
    }

    // ---- products of vectors and matrices

    /** The inner product of two vectors of the same length, of shape (). */
    public Tensor dot(Tensor other) {
        return Matrix.DOT.apply(this, other);
    }

    /** The products of each element of this vector (m) with each of another (n), of shape (m, n). Other shapes are an error. */
    public Tensor outer(Tensor other) {
        return Parts.outer(this, other);
    }

    /**
     * The matrix product of (..., m, n) and (..., n, k); leading dims broadcast. A vector on the left counts as
     * a row, on the right as a column, and its dim is missing in the result.
     */
    public Tensor matmul(Tensor other) {
        return Matrix.matmul(dim() == 1, other.dim() == 1).apply(this, other);
    }

    // ---- square matrices (..., n, n), floating, one in the last two dims for each place in the leading ones

    /** The inverse, of the same shape; an error where a matrix is singular. */
    public Tensor inv() {
        return LinearAlgebra.INV.apply(this);
    }

    /** The determinant of each matrix, of the shape of the leading dims; its gradient is right also for singular matrices. */
    public Tensor det() {
        return LinearAlgebra.DET.apply(this);
    }

    /** The logarithm of the determinant, without overflow: -inf for a singular matrix, NaN where the determinant is negative. */
    public Tensor logdet() {
        return LinearAlgebra.LOGDET.apply(this);
    }

    /**
     * X with this X = b, more accurate than the inverse: b is (..., n, k), with leading dims that broadcast, or a vector (n) or
     * one for each matrix. An error where a matrix is singular.
     */
    public Tensor solve(Tensor b) {
        return LinearAlgebra.solve(this, b);
    }

    /**
     * The lower triangle L with L Lᵀ equal to this symmetric, positive definite matrix; of one that is symmetric but for rounding
     * the symmetric part (x + xᵀ)/2 is taken, in the gradient too. Anything else is an error.
     */
    public Tensor cholesky() {
        return LinearAlgebra.CHOLESKY.apply(this);
    }

    // ---- losses and normalisation, for floating tensors

    /**
     * The mean over rows of -ln of the probability that softmax gives to the target class. This has scores of shape (n, classes),
     * (classes), or (n, classes, ...); the target has the class of each row (INT64, of the shape without classes), or
     * probabilities of this shape. The result has shape ().
     */
    public Tensor crossEntropy(Tensor target) {
        return Losses.crossEntropy(this, target);
    }

    /** The mean of the squared differences from a target of the same shape, of shape (). */
    public Tensor mseLoss(Tensor target) {
        return Losses.mseLoss(this, target);
    }

    /** The mean of -(t ln p + (1 - t) ln(1 - p)) with p = sigmoid(this), for targets t of the same shape; of shape (). */
    public Tensor binaryCrossEntropyWithLogits(Tensor target) {
        return Losses.binaryCrossEntropyWithLogits(this, target);
    }

    /** {@link #layerNorm(int[], double)} with eps 1e-5. */
    public Tensor layerNorm(int... normalizedShape) {
        return layerNorm(normalizedShape, 1e-5);
    }

    /**
     * (x - mean)/√(variance + eps) over the last dims, whose sizes are given, with the biased variance; the shape stays. Source:
     * Ba, Kiros and Hinton, Layer Normalization (2016).
     */
    public Tensor layerNorm(int[] normalizedShape, double eps) {
        return Losses.layerNorm(this, normalizedShape, eps);
    }

    // ---- shapes; results are views wherever possible

    /** The transpose of a matrix (m, n), of shape (n, m); a vector or number stays as it is. */
    public Tensor transpose() {
        if (dim() > 2) {
            throw Errors.transpose(layout.shape);
        }
        return Reshaping.permute("Transpose", dim() == 2 ? new int[]{ 1, 0 } : Shapes.range(dim()))
                .apply(this);
    }

    /** The tensor with two dims swapped. */
    public Tensor transpose(int dim0, int dim1) {
        int a = Shapes.dim("transpose", dim0, dim());
        int b = Shapes.dim("transpose", dim1, dim());
        return Reshaping.permute("Transpose", Shapes.swap(dim(), a, b)).apply(this);
    }

    /** The dims in the given order; each must be named once. */
    public Tensor permute(int... dims) {
        if (dims.length != dim()) {
            throw Errors.permute(layout.shape, dims);
        }
        int[] order = dims.length == 0 ? dims : Shapes.dims("permute", dims, dim());
        return Reshaping.permute("Permute", order).apply(this);
    }

    /** The same elements in another shape with as many; one size may be -1. A view where strides allow it. */
    public Tensor reshape(int... shape) {
        return Reshaping.reshape("Reshape", layout.shape, Shapes.infer("reshape", layout.shape, shape))
                .apply(this);
    }

    /** As {@link #reshape}, but an error where the result cannot share this tensor's elements. */
    public Tensor view(int... shape) {
        int[] to = Shapes.infer("view", layout.shape, shape);
        if (layout.reshape(to) == null) {
            throw Errors.view(layout.shape, shape);
        }
        return Reshaping.reshape("View", layout.shape, to).apply(this);
    }

    /** A new dim of size 1 at the given place. */
    public Tensor unsqueeze(int dim) {
        int d = Shapes.newDim("unsqueeze", dim, layout.shape);
        int[] shape = new int[dim() + 1];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = i == d ? 1 : layout.shape[i < d ? i : i - 1];
        }
        return Reshaping.reshape("Unsqueeze", layout.shape, shape).apply(this);
    }

    /** Without the dims of size 1. */
    public Tensor squeeze() {
        int[] shape = Arrays.stream(layout.shape).filter(size -> size != 1).toArray();
        return Reshaping.reshape("Squeeze", layout.shape, shape).apply(this);
    }

    /** Without the given dim where its size is 1; unchanged where it is not. */
    public Tensor squeeze(int dim) {
        int d = Shapes.dim("squeeze", dim, dim());
        int[] shape = layout.shape[d] == 1 ? Shapes.without(layout.shape, new int[]{ d }) : layout.shape;
        return Reshaping.reshape("Squeeze", layout.shape, shape).apply(this);
    }

    /** Dims of size 1 repeated to the given sizes, new dims in front; -1 keeps a size. A view. */
    public Tensor expand(int... shape) {
        return Reshaping.expand(layout.shape, Shapes.expand(layout.shape, shape)).apply(this);
    }

    /**
     * The tensor laid side by side with itself, so many times in each dim; more counts than dims add dims in front. Fewer counts
     * than dims, and negative ones, are an error.
     */
    public Tensor repeat(int... counts) {
        return Parts.repeat(this, counts);
    }

    /** A copy with the order of the elements turned round in each of the given dims, none given meaning all. */
    public Tensor flip(int... dims) {
        return Parts.flip(this, dims);
    }

    /** The matrix, or each matrix in the last two dims, with zeros above the diagonal. Fewer than 2 dims are an error. */
    public Tensor tril() {
        return Diagonals.tril(this);
    }

    /** The matrix, or each matrix in the last two dims, with zeros below the diagonal. Fewer than 2 dims are an error. */
    public Tensor triu() {
        return Diagonals.triu(this);
    }

    /** The diagonal of the first two dims, as the last dim; a view where strides allow it. Fewer than 2 dims are an error. */
    public Tensor diagonal() {
        return Diagonals.diagonal(this);
    }

    /** Of a vector (n) the matrix (n, n) with it on the diagonal, of a matrix its diagonal; a copy. Else an error. */
    public Tensor diag() {
        return Diagonals.diag(this);
    }

    /** The sum of the diagonal of a matrix, of shape (). */
    public Tensor trace() {
        return Diagonals.trace(this);
    }

    /** This tensor if its elements lie in row-major order, else a copy that does. */
    public Tensor contiguous() {
        return layout.isContiguous() ? this : Reshaping.copy("Contiguous").apply(this);
    }

    /** A copy with its own elements; gradients flow through it. */
    public Tensor copy() {
        return Reshaping.copy("Copy").apply(this);
    }

    // ---- parts; views unless an index or a mask tensor chooses them

    /** The element, or the part, at an index for each leading dim: {@code a.get(1)}, {@code a.get(1, -1)}. */
    public Tensor get(int... index) {
        return Parts.get(this, index);
    }

    /** The part at one index of a dim, which disappears. Negative indices count from the end. */
    public Tensor select(int dim, int index) {
        return Parts.select(this, dim, index);
    }

    /** {@code length} indices of a dim from {@code start} on. */
    public Tensor narrow(int dim, int start, int length) {
        return Parts.narrow(this, dim, start, length);
    }

    /**
     * Every step-th index of a dim from start up to, not including, end. Negative ones count from the end, and what lies outside
     * is left out, as in Python. A step below 1 is an error.
     */
    public Tensor slice(int dim, int start, int end, int step) {
        return Parts.slice(this, dim, start, end, step);
    }

    /** The parts at the given indices (an INT64 vector) of a dim, side by side in that dim; an index may come several times. */
    public Tensor indexSelect(int dim, Tensor index) {
        return Parts.indexSelect(this, dim, index);
    }

    /**
     * For each place of the index (INT64, with as many dims as this) the element at that place, but in one dim at the index found
     * there: {@code y[i][j] = x[index[i][j]][j]} for dim 0. The result has the index's shape, in no other dim larger than this.
     */
    public Tensor gather(int dim, Tensor index) {
        return Parts.gather(this, dim, index);
    }

    /** The elements where the mask (BOOL) is true, as a vector in row-major order; both broadcast. */
    public Tensor maskedSelect(Tensor mask) {
        return Parts.maskedSelect(this, mask);
    }

    // ---- to Java and to other dtypes

    /** The same values in another dtype; this tensor where it has that already. To INT64 fractions are cut off. */
    public Tensor to(DType dtype) {
        return dtype == dtype() ? this : Reshaping.to(dtype(), dtype).apply(this);
    }

    /** The one element as a double (1 for true); an error where there is not exactly one. */
    public double item() {
        return storage.getDouble(Errors.requireOne("item", this));
    }

    /** The one element as a long, fractions cut off; an error where there is not exactly one. */
    public long itemLong() {
        return storage.getLong(Errors.requireOne("itemLong", this));
    }

    /** Whether the one element is true or not 0; an error where there is not exactly one. */
    public boolean itemBoolean() {
        return storage.getBoolean(Errors.requireOne("itemBoolean", this));
    }

    /**
     * The elements as a nested Java array, for instance {@code float[][]} for a FLOAT32 matrix; for shape () the
     * number itself, as a Float, Double, Long or Boolean.
     */
    public Object toArray() {
        return JavaArrays.toArray(this);
    }

    // ---- in place

    /** Sets every element to 0. */
    public Tensor zero_() {
        return InPlace.assign("zero_", this, new Tensor(Storage.allocate(dtype(), 1), Layout.SCALAR));
    }

    /** Sets every element to a number. */
    public Tensor fill_(double value) {
        return InPlace.assign("fill_", this, exact(value));
    }

    /** Sets every element to a number. */
    public Tensor fill_(long value) {
        return InPlace.assign("fill_", this, number(value));
    }

    /** Overwrites the elements with those of another tensor, broadcast and converted to this dtype. */
    public Tensor copy_(Tensor source) {
        return InPlace.assign("copy_", this, source);
    }

    /** Overwrites the element, or the part, at an index for each leading dim; the value broadcasts and is converted. */
    public Tensor set_(Tensor value, int... index) {
        return Parts.set_(this, value, index);
    }

    /** {@link #set_(Tensor, int...)} with a number. */
    public Tensor set_(double value, int... index) {
        return set_(exact(value), index);
    }

    /** {@link #set_(Tensor, int...)} with a number. */
    public Tensor set_(long value, int... index) {
        return set_(number(value), index);
    }

    /**
     * A copy with one number, a tensor of shape (), where the mask (BOOL) is true; tensor and mask broadcast, and the value takes this
     * dtype. Gradients flow to what was kept and to the value.
     */
    public Tensor maskedFill(Tensor mask, Tensor value) {
        return PartAssignment.maskedFill(this, mask, value);
    }

    /** {@link #maskedFill(Tensor, Tensor)} with a number. */
    public Tensor maskedFill(Tensor mask, double value) {
        return maskedFill(mask, exact(value));
    }

    /** {@link #maskedFill(Tensor, Tensor)} with a number. */
    public Tensor maskedFill(Tensor mask, long value) {
        return maskedFill(mask, number(value));
    }

    /** {@link #maskedFill(Tensor, Tensor)} in place, which keeps the shape: {@code x[mask] = value} in Python. */
    public Tensor maskedFill_(Tensor mask, Tensor value) {
        return PartAssignment.maskedFill_(this, mask, value);
    }

    /** {@link #maskedFill_(Tensor, Tensor)} with a number. */
    public Tensor maskedFill_(Tensor mask, double value) {
        return maskedFill_(mask, exact(value));
    }

    /** {@link #maskedFill_(Tensor, Tensor)} with a number. */
    public Tensor maskedFill_(Tensor mask, long value) {
        return maskedFill_(mask, number(value));
    }

    /**
     * A copy with the elements of the source, in row-major order and this dtype, where the mask (BOOL) is true; tensor and mask
     * broadcast. An error where the source has too few; what it has too many is left out.
     */
    public Tensor maskedScatter(Tensor mask, Tensor source) {
        return PartAssignment.maskedScatter(this, mask, source);
    }

    /** {@link #maskedScatter(Tensor, Tensor)} in place, which keeps the shape: {@code x[mask] = source} in Python. */
    public Tensor maskedScatter_(Tensor mask, Tensor source) {
        return PartAssignment.maskedScatter_(this, mask, source);
    }

    /** A copy with a number at the given indices (an INT64 vector; negative ones count from the end) of a dim. */
    public Tensor indexFill(int dim, Tensor index, Tensor value) {
        return PartAssignment.indexFill(this, dim, index, value);
    }

    /** {@link #indexFill(int, Tensor, Tensor)} with a number. */
    public Tensor indexFill(int dim, Tensor index, double value) {
        return indexFill(dim, index, exact(value));
    }

    /** {@link #indexFill(int, Tensor, Tensor)} with a number. */
    public Tensor indexFill(int dim, Tensor index, long value) {
        return indexFill(dim, index, number(value));
    }

    /** {@link #indexFill(int, Tensor, Tensor)} in place: {@code x[index] = value} in Python, for dim 0. */
    public Tensor indexFill_(int dim, Tensor index, Tensor value) {
        return PartAssignment.indexFill_(this, dim, index, value);
    }

    /** {@link #indexFill_(int, Tensor, Tensor)} with a number. */
    public Tensor indexFill_(int dim, Tensor index, double value) {
        return indexFill_(dim, index, exact(value));
    }

    /** {@link #indexFill_(int, Tensor, Tensor)} with a number. */
    public Tensor indexFill_(int dim, Tensor index, long value) {
        return indexFill_(dim, index, number(value));
    }

    /**
     * A copy with the parts of the source at the given indices (an INT64 vector of length n; negative ones count from the end) of a
     * dim. The source broadcasts to this shape with size n in that dim and takes this dtype. Of an index that comes several times the
     * last part counts.
     */
    public Tensor indexCopy(int dim, Tensor index, Tensor source) {
        return PartAssignment.indexCopy(this, dim, index, source);
    }

    /** {@link #indexCopy(int, Tensor, Tensor)} in place: {@code x[index] = source} in Python, for dim 0. */
    public Tensor indexCopy_(int dim, Tensor index, Tensor source) {
        return PartAssignment.indexCopy_(this, dim, index, source);
    }

    /**
     * This tensor plus the parts of the source at the given indices of a dim, as {@link #indexCopy} takes them; an index that comes
     * several times gets all its parts added. Dtypes meet as in {@link #add(Tensor)}.
     */
    public Tensor indexAdd(int dim, Tensor index, Tensor source) {
        return PartAssignment.indexAdd(this, dim, index, source);
    }

    /** {@link #indexAdd(int, Tensor, Tensor)} in place, which keeps the dtype. */
    public Tensor indexAdd_(int dim, Tensor index, Tensor source) {
        return PartAssignment.indexAdd_(this, dim, index, source);
    }

    /**
     * A copy with the elements of the source at the places that {@link #gather} would read for the same dim and index:
     * {@code y[index[i][j]][j] = source[i][j]} for dim 0. The source broadcasts to the index's shape and takes this dtype. Of a place
     * that is named several times the last element counts.
     */
    public Tensor scatter(int dim, Tensor index, Tensor source) {
        return PartAssignment.scatter(this, dim, index, source);
    }

    /** {@link #scatter(int, Tensor, Tensor)} with a number. */
    public Tensor scatter(int dim, Tensor index, double value) {
        return scatter(dim, index, exact(value));
    }

    /** {@link #scatter(int, Tensor, Tensor)} with a number. */
    public Tensor scatter(int dim, Tensor index, long value) {
        return scatter(dim, index, number(value));
    }

    /** {@link #scatter(int, Tensor, Tensor)} in place. */
    public Tensor scatter_(int dim, Tensor index, Tensor source) {
        return PartAssignment.scatter_(this, dim, index, source);
    }

    /** {@link #scatter_(int, Tensor, Tensor)} with a number. */
    public Tensor scatter_(int dim, Tensor index, double value) {
        return scatter_(dim, index, exact(value));
    }

    /** {@link #scatter_(int, Tensor, Tensor)} with a number. */
    public Tensor scatter_(int dim, Tensor index, long value) {
        return scatter_(dim, index, number(value));
    }

    /** Adds in place. The shape and dtype of this tensor stay; an error where the result needs others. */
    public Tensor add_(Tensor other) {
        return InPlace.update("add_", this, other, Tensor::add);
    }

    /** {@link #add_(Tensor)} with a number. */
    public Tensor add_(double other) {
        return add_(number(other));
    }

    /** {@link #add_(Tensor)} with a number. */
    public Tensor add_(long other) {
        return add_(number(other));
    }

    /** Subtracts in place; see {@link #add_(Tensor)}. */
    public Tensor sub_(Tensor other) {
        return InPlace.update("sub_", this, other, Tensor::sub);
    }

    /** {@link #sub_(Tensor)} with a number. */
    public Tensor sub_(double other) {
        return sub_(number(other));
    }

    /** {@link #sub_(Tensor)} with a number. */
    public Tensor sub_(long other) {
        return sub_(number(other));
    }

    /** Multiplies in place; see {@link #add_(Tensor)}. */
    public Tensor mul_(Tensor other) {
        return InPlace.update("mul_", this, other, Tensor::mul);
    }

    /** {@link #mul_(Tensor)} with a number. */
    public Tensor mul_(double other) {
        return mul_(number(other));
    }

    /** {@link #mul_(Tensor)} with a number. */
    public Tensor mul_(long other) {
        return mul_(number(other));
    }

    /** Divides in place; see {@link #add_(Tensor)}. */
    public Tensor div_(Tensor other) {
        return InPlace.update("div_", this, other, Tensor::div);
    }

    /** {@link #div_(Tensor)} with a number. */
    public Tensor div_(double other) {
        return div_(number(other));
    }

    /** {@link #div_(Tensor)} with a number. */
    public Tensor div_(long other) {
        return div_(number(other));
    }

    /** Brings each element between the bounds in place, as {@link #clamp(double, double)} does. */
    public Tensor clamp_(double min, double max) {
        return InPlace.update("clamp_", this, x -> x.clamp(min, max));
    }

    // ---- gradients

    /** True for a leaf on which requiresGrad_(true) was called, and for what was computed from one. */
    public boolean requiresGrad() {
        return history instanceof Node;
    }

    /**
     * Says whether this leaf is one whose gradient backward() shall compute. Only floating tensors have
     * gradients; a result cannot be switched off, use {@link #detach()}.
     */
    public Tensor requiresGrad_(boolean required) {
        if (required && !dtype().isFloating()) {
            throw Errors.requiresGradOfInteger(this);
        }
        if (!required && history instanceof OpNode node) {
            throw Errors.requiresGradOfResult(node);
        }
        if (required && !requiresGrad()) {
            history = new LeafNode(this);
        } else if (!required) {
            history = null;
        }
        return this;
    }

    /** True unless an operation recorded in the graph made this tensor. */
    public boolean isLeaf() {
        return !(history instanceof OpNode);
    }

    /**
     * The gradient that backward() has added up here, of this tensor's shape; null before. Of a result it is
     * null, with a line on stderr, unless {@link #retainGrad()} was called before backward().
     */
    public @Nullable Tensor grad() {
        if (history instanceof OpNode node && (node.extras() == null || !node.extras().retainsGrad)) {
            System.err.println(Errors.gradOfResult(node));
            return null;
        }
        return history instanceof Node node ? node.grad() : null;
    }

    /** The operation that made this tensor, by the name of what the user called; null for a leaf. */
    public @Nullable GraphNode gradFn() {
        return isLeaf() ? null : Graph.of(this).results().get(0);
    }

    /** Makes backward() keep the gradient of this result, as it does for leaves. */
    public void retainGrad() {
        if (!requiresGrad()) {
            throw Errors.retainGradOfConstant(this);
        }
        if (history instanceof OpNode node) {
            node.makeExtras().retainsGrad = true;
        }
    }

    /** The same elements cut off from the graph: no gradient flows through the result. A view. */
    public Tensor detach() {
        Tensor result = view(layout);
        result.history = history instanceof Node node
                ? new Break(Break.Kind.DETACH, "detach()", node)
                : history;
        return result;
    }

    // ---- explicit graphs

    /** True for a symbol and for what is built on symbols: it has a formula, and no values until data is bound. */
    public boolean isSymbolic() {
        return Symbolic.is(this);
    }

    /**
     * The value of a tensor that was built on symbols, for data of their shapes by name. The symbolic graph stays, so
     * other data can be bound to it; the result has a graph of its own that leads to the data. Names that are missing
     * or unknown, and shapes that do not fit, are an error. Numbers of the graph take the dtype of the data.
     */
    public Tensor bind(Map<String, Tensor> data) {
        return Binding.bind(this, data);
    }

    /** LaTeX: the formula of a symbolic tensor; else the values, a vector as a column; an error above two dims. */
    public String toLatex() {
        return Symbolic.is(this) ? Notation.of(this).latex() : Notation.matrix(this);
    }

    /**
     * Computes the gradient of this tensor, which must have one element, with respect to every leaf that it
     * was computed from, and adds it to their {@link #grad()}. The graph is freed unless RETAIN_GRAPH is given.
     */
    public void backward(GraphOption... options) {
        if (requiresGrad() && !isSymbolic() && numel() != 1) {
            throw Errors.nonScalar(layout.shape);
        }
        Autograd.backward(this, Tensors.onesLike(this), options);
    }

    /** As {@link #backward(GraphOption...)} from a given gradient of this tensor's shape: a vjp with it. */
    public void backward(Tensor gradient, GraphOption... options) {
        Autograd.backward(this, gradient, options);
    }

    /** The text that PyTorch prints, with names in Java spelling. */
    @Override
    public String toString() {
        return Printer.print(this);
    }

    DType commonDType(Tensor other) {
        return DType.promote(dtype(), dim() > 0, other.dtype(), other.dim() > 0);
    }

    /** A double as operand: of this dtype where that is floating, else FLOAT32. */
    private Tensor number(double value) {
        return Creation.full(dtype().toFloating(), value);
    }

    /** A double to assign: of this dtype where that is floating, else FLOAT64, so that nothing is lost on its way to INT64. */
    private Tensor exact(double value) {
        return Creation.full(dtype().isFloating() ? dtype() : DType.FLOAT64, value);
    }

    /** A long as operand: of this dtype where that is floating, else INT64. */
    private Tensor number(long value) {
        return dtype().isFloating() ? Creation.full(dtype(), (double) value) : Creation.scalar(value);
    }
}
