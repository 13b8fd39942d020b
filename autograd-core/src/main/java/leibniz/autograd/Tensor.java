package leibniz.autograd;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import leibniz.autograd.Kernels.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * A multi-dimensional array of numbers or truth values that remembers how it was computed, so that gradients
 * can flow back through it. Make one with {@link Tensors}. A view (reshape, transpose, select, ...) shares
 * its elements with the tensor it was taken from. A loop {@code for (var row : x)} goes through the parts at
 * each index of the first dim.
 *
 * <p>
 * A name that ends in _ changes the tensor in place and returns it. The shape and dtype stay. It is an error,
 * with nothing changed, where the result would need another shape or dtype, where the tensor repeats elements
 * (expand), and, while operations are recorded, on a leaf that requires a gradient and on a view of one.
 * Gradients flow through what is written, also through a view, which changes the tensor it was taken from;
 * not through detach() and views made under noGrad, where it is an error. A write to a value that a recorded
 * operation still needs is an error of backward().
 */
public final class Tensor implements Iterable<Tensor> {
    final Storage storage;
    final Layout layout;
    /** Null for a constant; others ask for {@link #history()}. */
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

    /** Another look at the same elements for the user. */
    Tensor view(Layout other) {
        Tensor view = alias(other);
        view.history = new View();
        return view;
    }

    /** What this tensor knows of its past: a node or a break, of a view as its base is now. */
    @Nullable
    History history() {
        return history instanceof View view ? view.history(this) : history;
    }

    /** As {@link #history()}, of a view as it was when that was last asked for. */
    @Nullable
    History knownHistory() {
        return history instanceof View view ? view.known() : history;
    }

    void setHistory(@Nullable History now) {
        if (history instanceof View view) {
            view.set(now, this);
        } else {
            history = now;
        }
    }

    @Nullable
    Node node() {
        return history() instanceof Node node ? node : null;
    }

    /**
     * A list of numbers or truth values, or of such lists or Java arrays to any depth, in its shape. INT64
     * where all numbers are whole by their type, BOOL for truth values alone, else FLOAT32. Parts of
     * different shape, and other elements, are an error.
     */
    public static Tensor of(List<?> nested) {
        return JavaLists.toTensor(nested);
    }

    // ---- what it is

    /** The size of each dim, -1 where a symbol has a name for it; empty for a single number. */
    public int[] shape() {
        return storage.isSymbolic() ? NamedDims.numbers(layout.shape) : layout.shape.clone();
    }

    /** The shape, by the other name that PyTorch has for it. */
    public int[] size() {
        return shape();
    }

    /** The size of one dim, counted from the end where negative; an error where there is no such dim. */
    public int size(int dim) {
        int d = Shapes.dim("size", dim, dim());
        if (storage.isSymbolic()) {
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
        if (storage.isSymbolic() && NamedDims.anyIn(layout.shape)) {
            throw SymbolErrors.namedSize("numel", layout.shape);
        }
        return layout.numel();
    }

    /** The type of the elements. */
    public DType dtype() {
        return storage.dtype();
    }

    // ---- arithmetic; operands broadcast, and dtypes meet as DType describes

    /**
     * Element by element this + other. The shapes broadcast, and an error says where they do not; the dtype
     * is the one in which both meet, and for two BOOL tensors + is "or".
     */
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

    /**
     * Element by element this - other. The shapes broadcast, and an error says where they do not; the dtype
     * is the one in which both meet. Two BOOL tensors are an error.
     */
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

    /**
     * Element by element this * other. The shapes broadcast, and an error says where they do not; the dtype
     * is the one in which both meet, and for two BOOL tensors * is "and".
     */
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

    /**
     * Element by element this / other; by 0 infinite or NaN. The shapes broadcast, and an error says where
     * they do not; the dtype is the one in which both meet, FLOAT32 where that is no floating one.
     */
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

    /**
     * Element by element this to the power of the exponent, at 0, infinity and NaN as in C: the root of -inf
     * is inf as a power, and NaN as {@link #sqrt()}. The shapes broadcast, and an error says where they do
     * not; the dtype is the one in which both meet. INT64 stays so, and a negative exponent is then an error,
     * as are two BOOL tensors.
     */
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
     * Element by element the rest of this / other, with the sign of other, as in Python. By 0 it is NaN, and
     * so is its derivative by other, where PyTorch has an infinite one. The shapes broadcast, and an error
     * says where they do not; the dtype is the one in which both meet. INT64 stays so, and a 0 in other is
     * then an error, as are two BOOL tensors.
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

    /** -x, of this shape and dtype; BOOL is an error. */
    public Tensor neg() {
        return Elementwise.NEG.apply(this);
    }

    /** 1/x, of this shape, infinite at 0. INT64 and BOOL give FLOAT32. */
    public Tensor reciprocal() {
        return Elementwise.RECIPROCAL.apply(this);
    }

    /** x², of this shape and dtype. */
    public Tensor square() {
        return Recorder.composition("Square", () -> mul(this));
    }

    /**
     * The square root, of this shape; NaN below 0, and its derivative is infinite at 0. INT64 and BOOL give
     * FLOAT32.
     */
    public Tensor sqrt() {
        return Elementwise.SQRT.apply(this);
    }

    /** 1/√x, of this shape; NaN below 0, infinite at 0. INT64 and BOOL give FLOAT32. */
    public Tensor rsqrt() {
        return ElementwiseCompositions.rsqrt(this);
    }

    /** |x|, of this shape and dtype; its derivative is 0 at 0. BOOL is an error. */
    public Tensor abs() {
        return Elementwise.ABS.apply(this);
    }

    /**
     * -1, 0 or 1, of this shape and dtype; its derivative is 0 everywhere. NaN stays NaN, where PyTorch has
     * 0, and so does the derivative of abs at NaN. BOOL is an error.
     */
    public Tensor sign() {
        return Elementwise.SIGN.apply(this);
    }

    // ---- elementwise functions; INT64 and BOOL give FLOAT32

    /** e to the power of x. Of this shape; INT64 and BOOL give FLOAT32. */
    public Tensor exp() {
        return Elementwise.EXP.apply(this);
    }

    /**
     * e to the power of x, less 1, to full accuracy also where x is close to 0. Of this shape; INT64 and BOOL
     * give FLOAT32.
     */
    public Tensor expm1() {
        return Elementwise.EXPM1.apply(this);
    }

    /** The natural logarithm: -inf at 0, NaN below. Of this shape; INT64 and BOOL give FLOAT32. */
    public Tensor log() {
        return Elementwise.LOG.apply(this);
    }

    /**
     * The natural logarithm of 1 + x, to full accuracy also where x is close to 0: -inf at -1, NaN below. Of
     * this shape; INT64 and BOOL give FLOAT32.
     */
    public Tensor log1p() {
        return Elementwise.LOG1P.apply(this);
    }

    /** The sine of x in radians. Of this shape; INT64 and BOOL give FLOAT32. */
    public Tensor sin() {
        return Elementwise.SIN.apply(this);
    }

    /** The cosine of x in radians. Of this shape; INT64 and BOOL give FLOAT32. */
    public Tensor cos() {
        return Elementwise.COS.apply(this);
    }

    /** The tangent of x in radians. Of this shape; INT64 and BOOL give FLOAT32. */
    public Tensor tan() {
        return ElementwiseCompositions.tan(this);
    }

    /**
     * The angle from -π/2 to π/2 whose sine is x; NaN outside [-1, 1]. Of this shape; INT64 and BOOL give
     * FLOAT32.
     */
    public Tensor asin() {
        return Elementwise.ASIN.apply(this);
    }

    /**
     * The angle from 0 to π whose cosine is x; NaN outside [-1, 1]. Of this shape; INT64 and BOOL give
     * FLOAT32.
     */
    public Tensor acos() {
        return Elementwise.ACOS.apply(this);
    }

    /** The angle from -π/2 to π/2 whose tangent is x. Of this shape; INT64 and BOOL give FLOAT32. */
    public Tensor atan() {
        return ElementwiseCompositions.atan(this);
    }

    /** The hyperbolic sine. Of this shape; INT64 and BOOL give FLOAT32. */
    public Tensor sinh() {
        return Elementwise.SINH.apply(this);
    }

    /** The hyperbolic cosine. Of this shape; INT64 and BOOL give FLOAT32. */
    public Tensor cosh() {
        return Elementwise.COSH.apply(this);
    }

    /** The hyperbolic tangent. Of this shape; INT64 and BOOL give FLOAT32. */
    public Tensor tanh() {
        return Elementwise.TANH.apply(this);
    }

    /** The logistic function 1/(1 + exp(-x)). Of this shape; INT64 and BOOL give FLOAT32. */
    public Tensor sigmoid() {
        return Elementwise.SIGMOID.apply(this);
    }

    /** max(x, 0), and NaN for NaN, of this shape and dtype; its derivative is 0 at 0. BOOL is an error. */
    public Tensor relu() {
        return Elementwise.RELU.apply(this);
    }

    /** ln(1 + exp(x)), the smooth form of relu. Of this shape; INT64 and BOOL give FLOAT32. */
    public Tensor softplus() {
        return Elementwise.SOFTPLUS.apply(this);
    }

    /**
     * The error function 2/√π ∫₀ˣ exp(-t²) dt (NIST DLMF 7.2.1). Of this shape; INT64 and BOOL give FLOAT32.
     */
    public Tensor erf() {
        return Elementwise.ERF.apply(this);
    }

    /**
     * x Φ(x) = x/2 (1 + erf(x/√2)), the Gaussian error linear unit of Hendrycks and Gimpel (2016). Of this
     * shape; INT64 and BOOL give FLOAT32.
     */
    public Tensor gelu() {
        return ElementwiseCompositions.gelu(this);
    }

    /**
     * x / (1 + exp(-x)), the sigmoid linear unit of Elfwing, Uchibe and Doya (2018). Of this shape; INT64 and
     * BOOL give FLOAT32.
     */
    public Tensor silu() {
        return ElementwiseCompositions.silu(this);
    }

    /**
     * Each element if it lies from min to max, else the nearer bound (max where min is larger); the
     * derivative is 1 on both edges. INT64 stays so where both bounds are whole; NaN stays NaN.
     */
    public Tensor clamp(double min, double max) {
        return Elementwise.clamp(min, max).apply(this);
    }

    /**
     * Each element brought between the bounds at its place. All three broadcast, and an error says where they
     * do not; the dtype is the one in which they meet, and BOOL is an error. The gradient goes to what was
     * taken: the element where it lies between the bounds or equals one.
     */
    public Tensor clamp(Tensor min, Tensor max) {
        return ElementwiseCompositions.clamp(this, min, max);
    }

    /** {@link #clamp(double, double)} with a lower bound alone. */
    public Tensor clampMin(double min) {
        return ElementwiseCompositions.clampMin(this, min);
    }

    /** {@link #clamp(Tensor, Tensor)} with a lower bound alone. */
    public Tensor clampMin(Tensor min) {
        return ElementwiseCompositions.clampMin(this, min);
    }

    /** {@link #clamp(double, double)} with an upper bound alone. */
    public Tensor clampMax(double max) {
        return ElementwiseCompositions.clampMax(this, max);
    }

    /** {@link #clamp(Tensor, Tensor)} with an upper bound alone. */
    public Tensor clampMax(Tensor max) {
        return ElementwiseCompositions.clampMax(this, max);
    }

    /** The largest whole number up to x, of this shape and dtype; its derivative is 0. BOOL is an error. */
    public Tensor floor() {
        return Elementwise.FLOOR.apply(this);
    }

    /**
     * The smallest whole number from x on, of this shape and dtype; its derivative is 0. BOOL is an error.
     */
    public Tensor ceil() {
        return ElementwiseCompositions.ceil(this);
    }

    /**
     * The nearest whole number, the even one of two that are equally near, of this shape and dtype; its
     * derivative is 0. BOOL is an error.
     */
    public Tensor round() {
        return Elementwise.ROUND.apply(this);
    }

    /** {@link #leakyRelu(double)} with the slope 0.01. */
    public Tensor leakyRelu() {
        return leakyRelu(0.01);
    }

    /** x where it is above 0, else slope · x, of this shape; the derivative at 0 is the slope. */
    public Tensor leakyRelu(double slope) {
        return ElementwiseCompositions.leakyRelu(this, slope);
    }

    /** {@link #elu(double)} with alpha 1. */
    public Tensor elu() {
        return elu(1);
    }

    /**
     * x where it is above 0, else alpha (exp(x) - 1), of this shape; at 0 the derivatives are those of the
     * left side: the first is alpha, and so is the second, where PyTorch has 0. INT64 and BOOL are an error.
     * Source: Clevert, Unterthiner and Hochreiter (2016).
     */
    public Tensor elu(double alpha) {
        return ElementwiseCompositions.elu(this, alpha);
    }

    /**
     * ln(exp(this) + exp(other)) element by element, without overflow. The shapes broadcast, and an error
     * says where they do not; INT64 and BOOL give FLOAT32.
     */
    public Tensor logaddexp(Tensor other) {
        return ReductionCompositions.logaddexp(this, other);
    }

    // ---- comparison; the results are BOOL and have no gradient

    /**
     * Element by element this {@code ==} other: BOOL. The shapes broadcast, and an error says where they do
     * not. NaN equals nothing; {@link #equal} gives one truth value.
     */
    public Tensor eq(Tensor other) {
        return Comparisons.compare(Comparison.EQ, this, other);
    }

    /** {@link #eq(Tensor)} with a number. */
    public Tensor eq(double other) {
        return eq(number(other));
    }

    /** {@link #eq(Tensor)} with a number. */
    public Tensor eq(long other) {
        return eq(number(other));
    }

    /**
     * Element by element this {@code !=} other: BOOL. The shapes broadcast, and an error says where they do
     * not. NaN differs from everything.
     */
    public Tensor ne(Tensor other) {
        return Comparisons.compare(Comparison.NE, this, other);
    }

    /** {@link #ne(Tensor)} with a number. */
    public Tensor ne(double other) {
        return ne(number(other));
    }

    /** {@link #ne(Tensor)} with a number. */
    public Tensor ne(long other) {
        return ne(number(other));
    }

    /**
     * Element by element this {@code <} other: BOOL. The shapes broadcast, and an error says where they do
     * not. With NaN it does not hold.
     */
    public Tensor lt(Tensor other) {
        return Comparisons.compare(Comparison.LT, this, other);
    }

    /** {@link #lt(Tensor)} with a number. */
    public Tensor lt(double other) {
        return lt(number(other));
    }

    /** {@link #lt(Tensor)} with a number. */
    public Tensor lt(long other) {
        return lt(number(other));
    }

    /**
     * Element by element this {@code <=} other: BOOL. The shapes broadcast, and an error says where they do
     * not. With NaN it does not hold.
     */
    public Tensor le(Tensor other) {
        return Comparisons.compare(Comparison.LE, this, other);
    }

    /** {@link #le(Tensor)} with a number. */
    public Tensor le(double other) {
        return le(number(other));
    }

    /** {@link #le(Tensor)} with a number. */
    public Tensor le(long other) {
        return le(number(other));
    }

    /**
     * Element by element this {@code >} other: BOOL. The shapes broadcast, and an error says where they do
     * not. With NaN it does not hold.
     */
    public Tensor gt(Tensor other) {
        return Comparisons.compare(Comparison.GT, this, other);
    }

    /** {@link #gt(Tensor)} with a number. */
    public Tensor gt(double other) {
        return gt(number(other));
    }

    /** {@link #gt(Tensor)} with a number. */
    public Tensor gt(long other) {
        return gt(number(other));
    }

    /**
     * Element by element this {@code >=} other: BOOL. The shapes broadcast, and an error says where they do
     * not. With NaN it does not hold.
     */
    public Tensor ge(Tensor other) {
        return Comparisons.compare(Comparison.GE, this, other);
    }

    /** {@link #ge(Tensor)} with a number. */
    public Tensor ge(double other) {
        return ge(number(other));
    }

    /** {@link #ge(Tensor)} with a number. */
    public Tensor ge(long other) {
        return ge(number(other));
    }

    /** Whether each element is NaN: BOOL, of this shape. */
    public Tensor isnan() {
        return Comparisons.each("IsNaN", this, Double::isNaN);
    }

    /** Whether each element is a number that is not infinite: BOOL, of this shape. */
    public Tensor isfinite() {
        return Comparisons.each("IsFinite", this, Double::isFinite);
    }

    /** Element by element "and" of two BOOL tensors, whose shapes broadcast. Other dtypes are an error. */
    public Tensor and(Tensor other) {
        return Comparisons.and(this, other);
    }

    /** Element by element "or" of two BOOL tensors, whose shapes broadcast. Other dtypes are an error. */
    public Tensor or(Tensor other) {
        return Comparisons.or(this, other);
    }

    /** Element by element "not" of a BOOL tensor, of this shape. Other dtypes are an error. */
    public Tensor not() {
        return Comparisons.not(this);
    }

    /**
     * Whether any element is true, or not 0, or NaN: a BOOL of shape (), false where there are no elements.
     */
    public Tensor any() {
        return any(false);
    }

    /**
     * Whether any element over the given dims, none given meaning all, is true, or not 0, or NaN: BOOL, of
     * the shape without them. A dim that does not exist, or is given twice, is an error.
     */
    public Tensor any(int... dims) {
        return any(false, dims);
    }

    /** As {@link #any(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor any(boolean keepDim, int... dims) {
        return Comparisons.reduce(Kernels.Reducer.ANY, this, keepDim, dims);
    }

    /**
     * Whether all elements are true, or not 0, or NaN: a BOOL of shape (), true where there are no elements.
     */
    public Tensor all() {
        return all(false);
    }

    /**
     * Whether all elements over the given dims, none given meaning all, are true, or not 0, or NaN: BOOL, of
     * the shape without them. A dim that does not exist, or is given twice, is an error.
     */
    public Tensor all(int... dims) {
        return all(false, dims);
    }

    /** As {@link #all(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor all(boolean keepDim, int... dims) {
        return Comparisons.reduce(Kernels.Reducer.ALL, this, keepDim, dims);
    }

    /** Whether both have the same shape and equal elements, whatever the dtypes; NaN equals nothing. */
    public boolean equal(Tensor other) {
        return Arrays.equals(layout.shape, other.layout.shape) && eq(other).all().itemBoolean();
    }

    /**
     * Whether each |this - other| is at most 1e-8 + 1e-5 |other|. The shapes broadcast, and an error says
     * where they do not; an infinity is close to itself, NaN to nothing.
     */
    public boolean allclose(Tensor other) {
        return allclose(other, 1e-5, 1e-8);
    }

    /**
     * Whether each |this - other| is at most atol + rtol |other|, both 0 or more. Shapes, infinities and NaN
     * as in {@link #allclose(Tensor)}.
     */
    public boolean allclose(Tensor other, double rtol, double atol) {
        return Comparisons.allclose(this, other, rtol, atol);
    }

    // ---- reductions; no dims given means all of them, keepDim leaves reduced dims with size 1

    /** The sum of all elements, of shape (): 0 where there are none. BOOL counts as INT64. */
    public Tensor sum() {
        return sum(false);
    }

    /**
     * The sum over the given dims, none given meaning all, which disappear from the shape. A dim that does
     * not exist, or is given twice, is an error. BOOL counts as INT64.
     */
    public Tensor sum(int... dims) {
        return sum(false, dims);
    }

    /** As {@link #sum(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor sum(boolean keepDim, int... dims) {
        return Reduction.sum(layout.shape, Shapes.dims("sum", dims, dim()), keepDim).apply(this);
    }

    /** The mean of all elements, of shape (): NaN where there are none. INT64 and BOOL are an error. */
    public Tensor mean() {
        return mean(false);
    }

    /**
     * The mean over the given dims, none given meaning all, which disappear from the shape. A dim that does
     * not exist, or is given twice, is an error. So are INT64 and BOOL.
     */
    public Tensor mean(int... dims) {
        return mean(false, dims);
    }

    /** As {@link #mean(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor mean(boolean keepDim, int... dims) {
        return ReductionCompositions.mean(this, keepDim, dims);
    }

    /**
     * The Euclidean norm √(Σ x²) of all elements, of shape (); its derivative is 0 at 0. Second derivatives
     * there are right where they exist, as of norm().square(), else NaN; third ones are always NaN. INT64 and
     * BOOL are an error.
     */
    public Tensor norm() {
        return norm(false);
    }

    /**
     * The Euclidean norm over the given dims, none given meaning all, which disappear from the shape. A dim
     * that does not exist, or is given twice, is an error. So are INT64 and BOOL.
     */
    public Tensor norm(int... dims) {
        return norm(false, dims);
    }

    /** As {@link #norm(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor norm(boolean keepDim, int... dims) {
        return ReductionCompositions.norm(this, keepDim, dims);
    }

    /**
     * The largest element, of shape (), NaN where there is one; elements that tie share its gradient equally.
     * An error where there are no elements.
     */
    public Tensor max() {
        return max(false);
    }

    /**
     * The largest element over the given dims, none given meaning all, which disappear from the shape. A dim
     * that does not exist, or is given twice, is an error. So is one of size 0.
     */
    public Tensor max(int... dims) {
        return max(false, dims);
    }

    /** As {@link #max(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor max(boolean keepDim, int... dims) {
        return ReductionCompositions.max(this, keepDim, dims);
    }

    /**
     * The smallest element, of shape (), NaN where there is one; elements that tie share its gradient
     * equally. An error where there are no elements.
     */
    public Tensor min() {
        return min(false);
    }

    /**
     * The smallest element over the given dims, none given meaning all, which disappear from the shape. A dim
     * that does not exist, or is given twice, is an error. So is one of size 0.
     */
    public Tensor min(int... dims) {
        return min(false, dims);
    }

    /** As {@link #min(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor min(boolean keepDim, int... dims) {
        return ReductionCompositions.min(this, keepDim, dims);
    }

    /**
     * The product of all elements, of shape (): 1 where there are none. BOOL counts as INT64. Its gradient is
     * right also where elements are 0.
     */
    public Tensor prod() {
        return prod(false);
    }

    /**
     * The product over the given dims, none given meaning all, which disappear from the shape. A dim that
     * does not exist, or is given twice, is an error. BOOL counts as INT64.
     */
    public Tensor prod(int... dims) {
        return prod(false, dims);
    }

    /** As {@link #prod(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor prod(boolean keepDim, int... dims) {
        return ReductionCompositions.prod(this, keepDim, dims);
    }

    /**
     * The variance of all elements, of shape (): the sum of squared differences from the mean by n - 1, NaN
     * for n of 1 or 0, and as soon as an element is infinite or NaN; then its derivatives are NaN too. INT64
     * and BOOL are an error.
     */
    public Tensor var() {
        return var(false);
    }

    /**
     * The variance over the given dims, none given meaning all, which disappear from the shape. A dim that
     * does not exist, or is given twice, is an error. So are INT64 and BOOL.
     */
    public Tensor var(int... dims) {
        return var(false, dims);
    }

    /** As {@link #var(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor var(boolean keepDim, int... dims) {
        return ReductionCompositions.var(this, keepDim, dims);
    }

    /** {@link #biasedVar(int...)} of all elements. */
    public Tensor biasedVar() {
        return biasedVar(false);
    }

    /**
     * The mean of the squared differences from the mean over the given dims, none given meaning all:
     * {@link #var(int...)} with n in the place of n - 1, so 0 for n of 1.
     */
    public Tensor biasedVar(int... dims) {
        return biasedVar(false, dims);
    }

    /** As {@link #biasedVar(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor biasedVar(boolean keepDim, int... dims) {
        return ReductionCompositions.biasedVar(this, keepDim, dims);
    }

    /**
     * The standard deviation of all elements, of shape (): the root of {@link #var()}, NaN for n of 1 or 0;
     * its derivative is 0 where all are equal. INT64 and BOOL are an error.
     */
    public Tensor std() {
        return std(false);
    }

    /**
     * The standard deviation over the given dims, none given meaning all, which disappear from the shape. A
     * dim that does not exist, or is given twice, is an error. So are INT64 and BOOL.
     */
    public Tensor std(int... dims) {
        return std(false, dims);
    }

    /** As {@link #std(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor std(boolean keepDim, int... dims) {
        return ReductionCompositions.std(this, keepDim, dims);
    }

    /** {@link #biasedStd(int...)} of all elements. */
    public Tensor biasedStd() {
        return biasedStd(false);
    }

    /** The root of {@link #biasedVar(int...)}: {@link #std(int...)} with n in the place of n - 1. */
    public Tensor biasedStd(int... dims) {
        return biasedStd(false, dims);
    }

    /** As {@link #biasedStd(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor biasedStd(boolean keepDim, int... dims) {
        return ReductionCompositions.biasedStd(this, keepDim, dims);
    }

    /**
     * ln Σ exp(x) over all elements, of shape (), without overflow; -inf for no elements. INT64 and BOOL give
     * FLOAT32.
     */
    public Tensor logsumexp() {
        return logsumexp(false);
    }

    /**
     * ln Σ exp(x) over the given dims, none given meaning all, which disappear from the shape. A dim that
     * does not exist, or is given twice, is an error. INT64 and BOOL give FLOAT32.
     */
    public Tensor logsumexp(int... dims) {
        return logsumexp(false, dims);
    }

    /** As {@link #logsumexp(int...)}; with keepDim the dims stay, with size 1. */
    public Tensor logsumexp(boolean keepDim, int... dims) {
        return ReductionCompositions.logsumexp(this, keepDim, dims);
    }

    /**
     * The norm (Σ |x|ᵖ)^(1/p) of order p over dims, none given meaning all, which disappear from the shape:
     * for 0 the number of elements that are not 0, for infinity the largest |x|, for -infinity the smallest.
     * NaN stays NaN for all orders, where PyTorch counts it as 1 for 0. Its derivative is 0 at 0, where it
     * has no second one: that of an order above 1, or between 0 and 1, is NaN. INT64, BOOL, the order NaN
     * and, for infinite orders, a dim of size 0 are an error.
     */
    public Tensor vectorNorm(double ord, int... dims) {
        return vectorNorm(ord, false, dims);
    }

    /** As {@link #vectorNorm(double, int...)}; with keepDim the dims stay, with size 1. */
    public Tensor vectorNorm(double ord, boolean keepDim, int... dims) {
        return ReductionCompositions.vectorNorm(this, ord, keepDim, dims);
    }

    /**
     * The largest element along a dim, and its place there as {@link #argmax(int)} chooses it, both of the
     * shape without that dim. Unlike {@link #max(int...)} the chosen element alone gets the gradient. An
     * error where the dim is empty or does not exist.
     */
    public ValuesAndIndices maxWithIndices(int dim) {
        return ReductionCompositions.extreme("MaxWithIndices", this, dim, argmax(dim));
    }

    /** As {@link #maxWithIndices(int)} the smallest element, and its place. */
    public ValuesAndIndices minWithIndices(int dim) {
        return ReductionCompositions.extreme("MinWithIndices", this, dim, argmin(dim));
    }

    /**
     * The row-major place of the largest element, the first of equal ones, of NaN where there is one: an
     * INT64 of shape (). An error where there are no elements.
     */
    public Tensor argmax() {
        return ReductionCompositions.argmax(this);
    }

    /**
     * The place along a dim of the largest element, as {@link #argmax()} chooses it: INT64, of the shape
     * without that dim; an error where it is empty or does not exist.
     */
    public Tensor argmax(int dim) {
        return ReductionCompositions.argmax(this, dim);
    }

    /** As {@link #argmax(int)}; with keepDim the dim stays, with size 1. */
    public Tensor argmax(boolean keepDim, int dim) {
        return keepDim ? ReductionCompositions.keepDim(this, argmax(dim), dim) : argmax(dim);
    }

    /**
     * The row-major place of the smallest element, the first of equal ones, of NaN where there is one: an
     * INT64 of shape (). An error where there are no elements.
     */
    public Tensor argmin() {
        return ReductionCompositions.argmin(this);
    }

    /**
     * The place along a dim of the smallest element, as {@link #argmin()} chooses it: INT64, of the shape
     * without that dim; an error where it is empty or does not exist.
     */
    public Tensor argmin(int dim) {
        return ReductionCompositions.argmin(this, dim);
    }

    /** As {@link #argmin(int)}; with keepDim the dim stays, with size 1. */
    public Tensor argmin(boolean keepDim, int dim) {
        return keepDim ? ReductionCompositions.keepDim(this, argmin(dim), dim) : argmin(dim);
    }

    // ---- along one dim; the shape stays

    /**
     * The sums of the elements up to each one along a dim, of this shape and dtype; BOOL counts as INT64. A
     * dim that does not exist is an error.
     */
    public Tensor cumsum(int dim) {
        return ReductionCompositions.cumsum(this, dim);
    }

    /**
     * The products of the elements up to each one along a dim, of this shape and dtype; BOOL counts as INT64.
     * The gradient is right also where elements are 0. A dim that does not exist is an error.
     */
    public Tensor cumprod(int dim) {
        return ReductionCompositions.cumprod(this, dim);
    }

    /** {@link #topk(int, int)} along the last dim. */
    public ValuesAndIndices topk(int k) {
        return topk(k, -1);
    }

    /**
     * The k largest elements along a dim in descending order, and their places there, the dim with size k. Of
     * equal elements the first ones are taken, in their order, and the gradient goes to these alone. NaN is
     * larger than all numbers. An error where there are fewer than k, and where the dim does not exist.
     */
    public ValuesAndIndices topk(int k, int dim) {
        return ReductionCompositions.topk(this, k, dim);
    }

    /**
     * exp(x) by its sum along a dim, so that the results add up to 1, without overflow, of this shape. INT64
     * and BOOL give FLOAT32. A dim that does not exist is an error.
     */
    public Tensor softmax(int dim) {
        return ReductionCompositions.softmax(this, dim);
    }

    /**
     * The logarithm of {@link #softmax}, accurate also where that is close to 0, of this shape. INT64 and
     * BOOL give FLOAT32. A dim that does not exist is an error.
     */
    public Tensor logSoftmax(int dim) {
        return ReductionCompositions.logSoftmax(this, dim);
    }

    /**
     * The elements in ascending order along a dim, NaN last, of this shape and dtype. A dim that does not
     * exist is an error.
     */
    public Tensor sort(int dim) {
        return sort(dim, false);
    }

    /** As {@link #sort(int)}; in descending order, NaN first, where that is asked for. */
    public Tensor sort(int dim, boolean descending) {
        return ReductionCompositions.sort(this, dim, descending);
    }

    /**
     * The places, INT64, that the elements of {@link #sort} had along the dim, of this shape; equal ones stay
     * in their order. A dim that does not exist is an error.
     */
    public Tensor argsort(int dim) {
        return argsort(dim, false);
    }

    /** The places that the elements of {@link #sort(int, boolean)} had; equal ones stay in their order. */
    public Tensor argsort(int dim, boolean descending) {
        return ReductionCompositions.argsort(this, dim, descending);
    }

    /**
     * The adjoint of broadcasting: sums over the dims along which a tensor of the given shape was repeated.
     */
    Tensor sumTo(int[] shape) {
        return ReshapingCompositions.sumTo(this, shape);
    }

    // ---- products of vectors and matrices

    /**
     * The inner product of two vectors of the same length, of shape (); the dtype is the one in which both
     * meet. Other shapes, and BOOL, are an error.
     */
    public Tensor dot(Tensor other) {
        return Matrix.DOT.apply(this, other);
    }

    /**
     * The products of each element of this vector (m) with each of another (n), of shape (m, n); the dtype is
     * the one in which both meet. Other shapes are an error.
     */
    public Tensor outer(Tensor other) {
        return IndexingCompositions.outer(this, other);
    }

    /**
     * The matrix product of (..., m, n) and (..., n, k), of shape (..., m, k); leading dims broadcast. A
     * vector on the left counts as a row, on the right as a column, and its dim is missing in the result. The
     * dtype is the one in which both meet; shapes that do not fit, and BOOL, are an error.
     */
    public Tensor matmul(Tensor other) {
        return Matrix.matmul(dim() == 1, other.dim() == 1).apply(this, other);
    }

    /**
     * The matrix product of two matrices (m, n) and (n, k), of shape (m, k): {@link #matmul} that insists on
     * two dims. Other shapes, and BOOL, are an error.
     */
    public Tensor mm(Tensor other) {
        return Products.mm(this, other);
    }

    /**
     * The product of this matrix (m, n) and a vector (n), of shape (m): {@link #matmul} that insists on these
     * dims. Other shapes, and BOOL, are an error.
     */
    public Tensor mv(Tensor vector) {
        return Products.mv(this, vector);
    }

    /**
     * The matrix products of (b, m, n) and (b, n, k), one for each index of the first dim, of shape (b, m,
     * k). Other shapes, and BOOL, are an error.
     */
    public Tensor bmm(Tensor other) {
        return Products.bmm(this, other);
    }

    /**
     * The Kronecker product: for each element of this tensor a block, which is the other times that element.
     * Dim d has the product of both sizes; dims that one of them lacks count in front, with size 1.
     */
    public Tensor kron(Tensor other) {
        return MatrixCompositions.kron(this, other);
    }

    /**
     * X that makes the Euclidean norm of A X - b smallest, where A is this tensor of shape (..., m, n), with
     * m at least n and independent columns, and b is (m) or (..., m, k) with leading dims that broadcast: (n)
     * or (..., n, k). Other shapes, dependent columns, INT64 and BOOL are an error.
     */
    public Tensor lstsq(Tensor b) {
        return LinearAlgebra.lstsq(this, b);
    }

    // ---- square matrices (..., n, n), floating, one in the last two dims for each place in the leading ones

    /**
     * The inverse of each square matrix, of the same shape; an error where one is singular. Other shapes and
     * dtypes are an error.
     */
    public Tensor inv() {
        return LinearAlgebra.INV.apply(this);
    }

    /**
     * The determinant of each square matrix, of the shape of the leading dims; its gradient is right also for
     * singular matrices. Other shapes and dtypes are an error.
     */
    public Tensor det() {
        return LinearAlgebra.DET.apply(this);
    }

    /**
     * The logarithm of the determinant of each square matrix, of the shape of the leading dims, without
     * overflow: -inf for a singular matrix, NaN where the determinant is negative. Other shapes and dtypes
     * are an error.
     */
    public Tensor logdet() {
        return LinearAlgebra.LOGDET.apply(this);
    }

    /**
     * The determinant of each square matrix as its sign and the logarithm of its absolute value, both of the
     * shape of the leading dims; gradients flow through the logarithm. Other shapes and dtypes are an error.
     */
    public SignAndLogDet slogdet() {
        return MatrixCompositions.slogdet(this);
    }

    /**
     * The product of so many factors, each this square matrix; of its inverse where negative, and the
     * identity for 0. Of the same shape. Other shapes and dtypes, and the inverse of a singular matrix, are
     * an error.
     */
    public Tensor matrixPower(int n) {
        return MatrixCompositions.matrixPower(this, n);
    }

    /**
     * X with A X = b, where A is this tensor of shape (..., n, n); more accurate than by the inverse. b is
     * (..., n, k), with leading dims that broadcast, or a vector (n), or one for each matrix, and X has its
     * shape. An error where a matrix is singular, and for other shapes and dtypes.
     */
    public Tensor solve(Tensor b) {
        return LinearAlgebra.solve(this, b);
    }

    /**
     * The lower triangle L with L Lᵀ equal to this symmetric, positive definite matrix, of its shape; of one
     * that is symmetric but for rounding the symmetric part (x + xᵀ)/2 is taken, in the gradient too.
     * Anything else is an error.
     */
    public Tensor cholesky() {
        return LinearAlgebra.CHOLESKY.apply(this);
    }

    // ---- losses and normalisation, for floating tensors

    /**
     * The mean over rows of -ln of the probability that softmax gives to the target class, of shape (). This
     * has scores of shape (n, classes), (classes), or (n, classes, ...); the target has the class of each row
     * (INT64, of the shape without classes), or probabilities of this shape. Other targets, a class that does
     * not exist, and scores that are not floating are an error.
     */
    public Tensor crossEntropy(Tensor target) {
        return ClassLosses.crossEntropy(this, target);
    }

    /** {@link #crossEntropy(Tensor)} with the losses of the rows reduced as is said. */
    public Tensor crossEntropy(Tensor target, LossReduction reduction) {
        return crossEntropy(target, null, ClassLosses.IGNORED, 0, reduction);
    }

    /**
     * {@link #crossEntropy(Tensor)} with all options of PyTorch. Each row counts by the weight of its class
     * (of shape (classes), or null for 1 each), and the mean is by the sum of these weights, but by the
     * number of rows for a target of probabilities. Rows of the class to be ignored count nothing; -100
     * ignores none of the classes there are. With label smoothing s the target is 1 - s of itself and s of
     * equal probabilities. Options outside their ranges are an error.
     */
    public Tensor crossEntropy(Tensor target, @Nullable Tensor weight, long ignoreIndex,
            double labelSmoothing,
            LossReduction reduction) {
        return ClassLosses.crossEntropy(this, target, weight, ignoreIndex, labelSmoothing, reduction);
    }

    /** {@link #nllLoss(Tensor, LossReduction)} with the mean. */
    public Tensor nllLoss(Tensor target) {
        return nllLoss(target, LossReduction.MEAN);
    }

    /**
     * For each row minus the element of its target class, INT64: {@link #crossEntropy(Tensor, LossReduction)}
     * where this holds logarithms of probabilities, as {@link #logSoftmax} gives them. Shapes and errors as
     * there.
     */
    public Tensor nllLoss(Tensor target, LossReduction reduction) {
        return ClassLosses.nllLoss(this, target, reduction);
    }

    /**
     * The mean of the squared differences from a target, of shape (). An error unless both have the same
     * shape, since (n) and (n, 1) would otherwise meet as (n, n), and unless this is floating.
     */
    public Tensor mseLoss(Tensor target) {
        return mseLoss(target, LossReduction.MEAN);
    }

    /** {@link #mseLoss(Tensor)} with the squared differences reduced as is said. */
    public Tensor mseLoss(Tensor target, LossReduction reduction) {
        return Losses.mseLoss(this, target, reduction);
    }

    /** {@link #l1Loss(Tensor, LossReduction)} with the mean. */
    public Tensor l1Loss(Tensor target) {
        return l1Loss(target, LossReduction.MEAN);
    }

    /**
     * The absolute differences from a target, reduced as is said, with slope 0 at 0. Errors as
     * {@link #mseLoss}.
     */
    public Tensor l1Loss(Tensor target, LossReduction reduction) {
        return Losses.l1Loss(this, target, reduction);
    }

    /** {@link #huberLoss(Tensor, double, LossReduction)} with the mean. */
    public Tensor huberLoss(Tensor target, double delta) {
        return huberLoss(target, delta, LossReduction.MEAN);
    }

    /**
     * For each difference d from a target d²/2 where |d| is below delta, else delta (|d| - delta/2), reduced
     * as is said. A delta of 0 or less is an error; others as {@link #mseLoss}. Source: P. J. Huber (1964).
     */
    public Tensor huberLoss(Tensor target, double delta, LossReduction reduction) {
        return Losses.huberLoss(this, target, delta, reduction);
    }

    /** {@link #binaryCrossEntropy(Tensor, LossReduction)} with the mean. */
    public Tensor binaryCrossEntropy(Tensor target) {
        return binaryCrossEntropy(target, LossReduction.MEAN);
    }

    /**
     * -(t ln p + (1 - t) ln(1 - p)) for these probabilities p and targets t, reduced as is said. A logarithm
     * below -100 counts as -100. The slope by p is (p - t)/(p (1 - p)), with 1e-12 in the place of a smaller
     * divisor, as in PyTorch: a wrong answer that is certain, as p = 1 for t = 0, has the slope 1e12, and a
     * right one, as p = t = 1, has slope 0. The slope by t is that of this loss, so no more than 100 at 0 and
     * 1, where PyTorch has infinity; second derivatives there are ±1e12, where PyTorch has NaN for those by
     * p. Values outside 0 to 1 are an error; others as {@link #mseLoss}. More accurate, where p is a sigmoid,
     * is {@link #binaryCrossEntropyWithLogits(Tensor)}.
     */
    public Tensor binaryCrossEntropy(Tensor target, LossReduction reduction) {
        return Losses.binaryCrossEntropy(this, target, reduction);
    }

    /**
     * The mean of -(t ln p + (1 - t) ln(1 - p)) with p = sigmoid(this), for targets t, of shape (). The loss
     * of an infinite logit is infinite, and NaN where the target is the same certain answer, as 1 for +inf.
     * An error unless both have the same shape, and unless this is floating.
     */
    public Tensor binaryCrossEntropyWithLogits(Tensor target) {
        return binaryCrossEntropyWithLogits(target, LossReduction.MEAN);
    }

    /** {@link #binaryCrossEntropyWithLogits(Tensor)} with the losses of the elements reduced as is said. */
    public Tensor binaryCrossEntropyWithLogits(Tensor target, LossReduction reduction) {
        return Losses.binaryCrossEntropyWithLogits(this, target, reduction);
    }

    /** {@link #layerNorm(int[], double)} with eps 1e-5. */
    public Tensor layerNorm(int... normalizedShape) {
        return layerNorm(normalizedShape, 1e-5);
    }

    /**
     * (x - mean)/√(variance + eps) over the last dims, whose sizes are given, with the biased variance; the
     * shape stays. An error where this does not end in those sizes, or is not floating. Source: Ba, Kiros and
     * Hinton, Layer Normalization (2016).
     */
    public Tensor layerNorm(int[] normalizedShape, double eps) {
        return layerNorm(normalizedShape, null, null, eps);
    }

    /**
     * {@link #layerNorm(int[], double)} times a weight plus a bias, both of the normalised shape; null leaves
     * one out. Other shapes are an error.
     */
    public Tensor layerNorm(int[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias,
            double eps) {
        return Normalisation.layerNorm(this, normalizedShape, weight, bias, eps);
    }

    // ---- images (..., height, width)

    /** {@link #conv2d(Tensor, Tensor, int, int)} without bias, with stride 1 and no padding. */
    public Tensor conv2d(Tensor weight) {
        return conv2d(weight, null, 1, 0);
    }

    /**
     * The cross-correlation of images (n, channels, height, width), or one image without n, with weights (out
     * channels, channels, h, w), plus a bias (out channels) unless null, at every stride-th place, with so
     * many zeros around: (n, out channels, ...), where (height + 2 padding - h)/stride + 1 places, rounded
     * down, are as many rows. Shapes that do not fit, and BOOL, are an error.
     */
    public Tensor conv2d(Tensor weight, @Nullable Tensor bias, int stride, int padding) {
        return Windows.conv2d(this, weight, bias, stride, padding);
    }

    /**
     * The two-dimensional cross-correlation of a matrix (m, n) with a kernel (h, w): the sums of their
     * products at every place, (m - h + 1, n - w + 1). Other shapes, larger kernels, and BOOL are an error.
     */
    public Tensor corr2d(Tensor kernel) {
        return Windows.corr2d(this, kernel);
    }

    /** {@link #maxPool2d(int, int, int)} with windows side by side and no padding. */
    public Tensor maxPool2d(int size) {
        return maxPool2d(size, size, 0);
    }

    /**
     * The largest element in each window of size by size on the last two dims, at every stride-th place; of
     * equal ones the first gets the gradient. What lies in the padding, at most half a window, never counts.
     * A window larger than the image, INT64 and BOOL are an error.
     */
    public Tensor maxPool2d(int size, int stride, int padding) {
        return Windows.maxPool2d(this, size, stride, padding);
    }

    /** {@link #avgPool2d(int, int, int)} with windows side by side and no padding. */
    public Tensor avgPool2d(int size) {
        return avgPool2d(size, size, 0);
    }

    /**
     * The mean of each window of size by size on the last two dims, at every stride-th place; the padding, at
     * most half a window, counts as zeros. A window larger than the image, INT64 and BOOL are an error.
     */
    public Tensor avgPool2d(int size, int stride, int padding) {
        return Windows.avgPool2d(this, size, stride, padding);
    }

    /**
     * The tensor with zeros around: two numbers, before and after, for each dim from the last one on, so
     * {@code pad(1, 1)} widens rows by one on each side. Negative numbers, an odd count and more than there
     * are dims are an error.
     */
    public Tensor pad(int... padding) {
        return pad(padding, 0);
    }

    /** {@link #pad(int...)} with another number around, which takes this dtype. */
    public Tensor pad(int[] padding, double value) {
        return Pieces.pad(this, padding, value);
    }

    /**
     * The elements, each replaced by 0 with probability p, the others divided by 1 - p, so that the mean
     * stays: of this shape, with other elements at each call. For training; leave it out when a model is
     * used. A probability outside 0 to 1, and INT64 and BOOL, are an error. Source: Srivastava et al.,
     * Dropout (2014).
     */
    public Tensor dropout(double p) {
        return Sampling.dropout(this, p);
    }

    // ---- shapes; results are views wherever possible

    /**
     * The transpose of a matrix (m, n), of shape (n, m): a view. A vector or number stays as it is; more dims
     * are an error.
     */
    public Tensor transpose() {
        return ReshapingCompositions.transpose("transpose", this);
    }

    /** {@link #transpose()} by its short name. */
    public Tensor t() {
        return Recorder.composition("T", () -> ReshapingCompositions.transpose("t", this));
    }

    /** The tensor with two dims swapped: a view. A dim that does not exist is an error. */
    public Tensor transpose(int dim0, int dim1) {
        return ReshapingCompositions.transpose(this, dim0, dim1);
    }

    /** The dims in the given order: a view. An error unless each is named once. */
    public Tensor permute(int... dims) {
        return ReshapingCompositions.permute(this, dims);
    }

    /**
     * The same elements, in row-major order, in another shape; one size may be -1 and is then computed. A
     * view where strides allow it, else a copy. An error unless the shape holds as many elements.
     */
    public Tensor reshape(int... shape) {
        return Reshaping.reshape("Reshape", layout.shape, Shapes.infer("reshape", layout.shape, shape))
                .apply(this);
    }

    /** All elements, in row-major order, as a vector; a view where strides allow it, else a copy. */
    public Tensor flatten() {
        return flatten(0, -1);
    }

    /**
     * The dims from the first to the last one given as a single dim, in row-major order; a view where strides
     * allow it, else a copy. Dims that do not exist, or in the other order, are an error.
     */
    public Tensor flatten(int startDim, int endDim) {
        return ReshapingCompositions.flatten(this, startDim, endDim);
    }

    /** As {@link #reshape}, but an error where the result cannot share this tensor's elements. */
    public Tensor view(int... shape) {
        return ReshapingCompositions.view(this, shape);
    }

    /**
     * The tensor with a new dim of size 1 at the given place, from 0 to the number of dims: a view. Another
     * place is an error.
     */
    public Tensor unsqueeze(int dim) {
        return ReshapingCompositions.unsqueeze(this, dim);
    }

    /** The tensor without its dims of size 1: a view. */
    public Tensor squeeze() {
        return ReshapingCompositions.squeeze(this);
    }

    /**
     * The tensor without the given dim where its size is 1, unchanged where it is not: a view. A dim that
     * does not exist is an error.
     */
    public Tensor squeeze(int dim) {
        return ReshapingCompositions.squeeze(this, dim);
    }

    /**
     * Dims of size 1 repeated to the given sizes, new dims in front; -1 keeps a size. A view, which cannot be
     * changed in place. Other changes of size are an error.
     */
    public Tensor expand(int... shape) {
        return Reshaping.expand(layout.shape, Shapes.expand(layout.shape, shape)).apply(this);
    }

    /**
     * The tensor laid side by side with itself, so many times in each dim; more counts than dims add dims in
     * front. Fewer counts than dims, and negative ones, are an error.
     */
    public Tensor repeat(int... counts) {
        return IndexingCompositions.repeat(this, counts);
    }

    /** {@link #repeatInterleave(int, int)} of all elements, as a vector. */
    public Tensor repeatInterleave(int repeats) {
        return flatten().repeatInterleave(repeats, 0);
    }

    /** The parts at each index of a dim, each so many times in a row. A negative number is an error. */
    public Tensor repeatInterleave(int repeats, int dim) {
        return Pieces.repeatInterleave(this, repeats, dim);
    }

    /** {@link #split(int, int)} along the first dim. */
    public List<Tensor> split(int size) {
        return split(size, 0);
    }

    /**
     * Pieces of a size along a dim, the last one smaller where it must be: views. A size below 1 is an error.
     */
    public List<Tensor> split(int size, int dim) {
        return Pieces.split(this, size, dim);
    }

    /** Pieces of the given sizes along a dim: views. An error unless they add up to the size of the dim. */
    public List<Tensor> split(int[] sizes, int dim) {
        return Pieces.split(this, sizes, dim);
    }

    /** {@link #chunk(int, int)} along the first dim. */
    public List<Tensor> chunk(int chunks) {
        return chunk(chunks, 0);
    }

    /**
     * So many pieces along a dim, all but the last of the same size: views; fewer where the size does not
     * allow that. A number below 1 is an error.
     */
    public List<Tensor> chunk(int chunks, int dim) {
        return Pieces.chunk(this, chunks, dim);
    }

    /** {@link #unbind(int)} along the first dim. */
    public List<Tensor> unbind() {
        return unbind(0);
    }

    /** The parts at each index of a dim, which they lack: views. A dim that does not exist is an error. */
    public List<Tensor> unbind(int dim) {
        return Pieces.unbind(this, dim);
    }

    /**
     * A copy with the order of the elements turned round in each of the given dims, none given meaning all,
     * of this shape. A dim that does not exist, or is given twice, is an error.
     */
    public Tensor flip(int... dims) {
        return IndexingCompositions.flip(this, dims);
    }

    /**
     * The matrix, or each matrix in the last two dims, with zeros above the diagonal. Fewer than 2 dims are
     * an error.
     */
    public Tensor tril() {
        return tril(0);
    }

    /**
     * As {@link #tril()} with zeros above a diagonal that lies so many places to the right, or to the left
     * where negative.
     */
    public Tensor tril(int offset) {
        return Diagonals.tril(this, offset);
    }

    /**
     * The matrix, or each matrix in the last two dims, with zeros below the diagonal. Fewer than 2 dims are
     * an error.
     */
    public Tensor triu() {
        return triu(0);
    }

    /**
     * As {@link #triu()} with zeros below a diagonal that lies so many places to the right, or to the left
     * where negative.
     */
    public Tensor triu(int offset) {
        return Diagonals.triu(this, offset);
    }

    /**
     * The diagonal of the first two dims, as the last dim; a view where strides allow it. Fewer than 2 dims
     * are an error.
     */
    public Tensor diagonal() {
        return diagonal(0);
    }

    /**
     * The diagonal of the first two dims that lies so many places to the right, or to the left where
     * negative, as the last dim; empty where there is none.
     */
    public Tensor diagonal(int offset) {
        return diagonal(offset, 0, 1);
    }

    /**
     * As {@link #diagonal(int)} of two other dims. Dims that do not exist, or the same twice, are an error.
     */
    public Tensor diagonal(int offset, int dim1, int dim2) {
        return Diagonals.diagonal(this, offset, dim1, dim2);
    }

    /**
     * Of a vector (n) the matrix (n, n) with it on the diagonal, of a matrix its diagonal; a copy. Else an
     * error.
     */
    public Tensor diag() {
        return diag(0);
    }

    /**
     * As {@link #diag()} with the diagonal so many places to the right, or to the left where negative; the
     * matrix made of a vector is larger by as many.
     */
    public Tensor diag(int offset) {
        return Diagonals.diag(this, offset);
    }

    /** The sum of the diagonal of a matrix, of shape (). Other shapes are an error. */
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

    /** {@link #copy()}, by the name that PyTorch has for it. */
    @Override
    public Tensor clone() {
        return Reshaping.copy("Clone").apply(this);
    }

    /** The parts at each index of the first dim, in order: views. A tensor of shape () is an error. */
    @Override
    public Iterator<Tensor> iterator() {
        return IndexingCompositions.rows(this);
    }

    // ---- parts; views unless an index or a mask tensor chooses them

    /**
     * The element of shape (), or the part, at an index for each leading dim: {@code a.get(1)},
     * {@code a.get(1, -1)}; a view. Negative indices count from the end. An index outside its dim, or more
     * indices than dims, are an error.
     */
    public Tensor get(int... index) {
        return IndexingCompositions.get(this, index);
    }

    /**
     * The part at an index as Python writes it between brackets: {@code x.get("1:3, -1")}. For each dim, from
     * the first on, a number, which lets the dim disappear, or a range {@code start:end} or
     * {@code start:end:step}, whose parts may be left out; {@code ...} stands for all dims that are not
     * named, and {@code None} for a new one. A view. The whole text is checked with the shape first: what it
     * cannot mean, an index outside its dim, more items than dims, and a step below 1 are an error. Ranges
     * end where the dim does, as in Python.
     */
    public Tensor get(String index) {
        return IndexingCompositions.get(this, index);
    }

    /**
     * The part at one index of a dim, which disappears: a view. Negative indices count from the end. An index
     * outside the dim, or a dim that does not exist, is an error.
     */
    public Tensor select(int dim, int index) {
        return IndexingCompositions.select(this, dim, index);
    }

    /**
     * The {@code length} indices of a dim from {@code start} on: a view. A negative start counts from the
     * end. What does not lie within the dim is an error.
     */
    public Tensor narrow(int dim, int start, int length) {
        return IndexingCompositions.narrow(this, dim, start, length);
    }

    /**
     * Every step-th index of a dim from start up to, not including, end: a view. Negative ones count from the
     * end, and what lies outside is left out, as in Python. A step below 1, or a dim that does not exist, is
     * an error.
     */
    public Tensor slice(int dim, int start, int end, int step) {
        return IndexingCompositions.slice(this, dim, start, end, step);
    }

    /**
     * A copy of the parts at the given indices (an INT64 vector of length n) of a dim, which then has size n.
     * Negative indices count from the end, as in Python's x[index]; an index may come several times. One
     * outside the dim is an error.
     */
    public Tensor indexSelect(int dim, Tensor index) {
        return IndexingCompositions.indexSelect(this, dim, index);
    }

    /**
     * For each place of the index (INT64, with as many dims as this) the element at that place, but in one
     * dim at the index found there: {@code y[i][j] = x[index[i][j]][j]} for dim 0. The result is a copy of
     * the index's shape, in no other dim larger than this. Negative indices count from the end; one outside
     * the dim is an error.
     */
    public Tensor gather(int dim, Tensor index) {
        return IndexingCompositions.gather(this, dim, index);
    }

    /**
     * A copy of the elements where the mask (BOOL) is true, as a vector in row-major order. The shapes
     * broadcast, and an error says where they do not; other dtypes of the mask are an error.
     */
    public Tensor maskedSelect(Tensor mask) {
        return IndexingCompositions.maskedSelect(this, mask);
    }

    // ---- to Java and to other dtypes

    /**
     * The same values, of this shape, in another dtype; this tensor where it has that already. To INT64
     * fractions are cut off, and NaN and numbers from 2^63 on are an error; to BOOL everything but 0 is true.
     */
    public Tensor to(DType dtype) {
        return dtype == dtype() ? this : Reshaping.to(dtype(), dtype).apply(this);
    }

    /** {@link #to(DType)} with FLOAT32. */
    public Tensor toFloat() {
        return to(DType.FLOAT32);
    }

    /** {@link #to(DType)} with FLOAT64. */
    public Tensor toDouble() {
        return to(DType.FLOAT64);
    }

    /** {@link #to(DType)} with INT64. */
    public Tensor toLong() {
        return to(DType.INT64);
    }

    /** The one element as a double (1 for true); an error where there is not exactly one. */
    public double item() {
        return storage.getDouble(Checks.requireOne("item", this));
    }

    /**
     * The one element as a long, fractions cut off; an error where there is not exactly one, or it is NaN or
     * too large.
     */
    public long itemLong() {
        return storage.getLong(Checks.requireOne("itemLong", this));
    }

    /** Whether the one element is true or not 0; an error where there is not exactly one. */
    public boolean itemBoolean() {
        return storage.getBoolean(Checks.requireOne("itemBoolean", this));
    }

    /**
     * The elements as a nested Java array, for instance {@code float[][]} for a FLOAT32 matrix; for shape ()
     * the number itself, as a Float, Double, Long or Boolean.
     */
    public Object toArray() {
        return JavaArrays.toArray(this);
    }

    // ---- in place

    /** Sets every element to 0. Errors as the class describes. */
    public Tensor zero_() {
        return InPlace.assign("zero_", this, new Tensor(Storage.allocate(dtype(), 1), Layout.SCALAR));
    }

    /** Sets every element to a number, which takes this dtype. Errors as the class describes. */
    public Tensor fill_(double value) {
        return InPlace.assign("fill_", this, exact(value));
    }

    /** Sets every element to a number, which takes this dtype. Errors as the class describes. */
    public Tensor fill_(long value) {
        return InPlace.assign("fill_", this, number(value));
    }

    /**
     * Overwrites the elements with those of another tensor, broadcast to this shape and converted to this
     * dtype as {@link #to} does. Errors as the class describes.
     */
    public Tensor copy_(Tensor source) {
        return InPlace.assign("copy_", this, source);
    }

    /**
     * Overwrites the element, or the part, at an index for each leading dim; the value broadcasts to it and
     * is converted to this dtype. Gradients flow to what was kept and to the value. An index outside its dim
     * is an error; others as the class describes.
     */
    public Tensor set_(Tensor value, int... index) {
        return IndexingCompositions.set_(this, value, index);
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
     * {@link #set_(Tensor, int...)} for the part that {@link #get(String)} gives:
     * {@code x.set_(v, "1:3, -1")}.
     */
    public Tensor set_(Tensor value, String index) {
        return IndexingCompositions.set_(this, value, index);
    }

    /** {@link #set_(Tensor, String)} with a number. */
    public Tensor set_(double value, String index) {
        return set_(exact(value), index);
    }

    /** {@link #set_(Tensor, String)} with a number. */
    public Tensor set_(long value, String index) {
        return set_(number(value), index);
    }

    /**
     * A copy with one number, a tensor of shape (), where the mask (BOOL) is true; tensor and mask broadcast,
     * and the value takes this dtype. Gradients flow to what was kept and to the value.
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

    /**
     * {@link #maskedFill(Tensor, Tensor)} in place, which keeps the shape: {@code x[mask] = value} in Python.
     * Errors as the class describes.
     */
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
     * A copy with the elements of the source, in row-major order and this dtype, where the mask (BOOL) is
     * true; tensor and mask broadcast. An error where the source has too few; what it has too many is left
     * out.
     */
    public Tensor maskedScatter(Tensor mask, Tensor source) {
        return PartAssignment.maskedScatter(this, mask, source);
    }

    /**
     * {@link #maskedScatter(Tensor, Tensor)} in place, which keeps the shape: {@code x[mask] = source} in
     * Python. Errors as the class describes.
     */
    public Tensor maskedScatter_(Tensor mask, Tensor source) {
        return PartAssignment.maskedScatter_(this, mask, source);
    }

    /**
     * A copy with a number, of shape () and in this dtype, at the given indices (an INT64 vector; negative
     * ones count from the end) of a dim. An index outside the dim is an error.
     */
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

    /**
     * {@link #indexFill(int, Tensor, Tensor)} in place: {@code x[index] = value} in Python, for dim 0. Errors
     * as the class describes.
     */
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
     * A copy with the parts of the source at the given indices (an INT64 vector of length n; negative ones
     * count from the end) of a dim. The source broadcasts to this shape with size n in that dim and takes
     * this dtype. Of an index that comes several times the last part counts. An index outside the dim, or a
     * source that does not fit, is an error.
     */
    public Tensor indexCopy(int dim, Tensor index, Tensor source) {
        return PartAssignment.indexCopy(this, dim, index, source);
    }

    /**
     * {@link #indexCopy(int, Tensor, Tensor)} in place: {@code x[index] = source} in Python, for dim 0.
     * Errors as the class describes.
     */
    public Tensor indexCopy_(int dim, Tensor index, Tensor source) {
        return PartAssignment.indexCopy_(this, dim, index, source);
    }

    /**
     * This tensor plus the parts of the source at the given indices of a dim, as {@link #indexCopy} takes
     * them; an index that comes several times gets all its parts added. Dtypes meet as in
     * {@link #add(Tensor)}; an index outside the dim is an error.
     */
    public Tensor indexAdd(int dim, Tensor index, Tensor source) {
        return PartAssignment.indexAdd(this, dim, index, source);
    }

    /**
     * {@link #indexAdd(int, Tensor, Tensor)} in place, which keeps the dtype. Errors as the class describes.
     */
    public Tensor indexAdd_(int dim, Tensor index, Tensor source) {
        return PartAssignment.indexAdd_(this, dim, index, source);
    }

    /**
     * A copy with the elements of the source at the places that {@link #gather} would read for the same dim
     * and index: {@code y[index[i][j]][j] = source[i][j]} for dim 0. The source broadcasts to the index's
     * shape and takes this dtype. Of a place that is named several times the last element counts. An index
     * outside the dim, or shapes that do not fit, are an error.
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

    /** {@link #scatter(int, Tensor, Tensor)} in place. Errors as the class describes. */
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

    /**
     * Adds in place. The shape and dtype of this tensor stay; an error where the result needs others, as a
     * fraction in INT64 does. Errors as the class describes.
     */
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

    /** Subtracts in place, with the errors of {@link #add_(Tensor)}. */
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

    /** Multiplies in place, with the errors of {@link #add_(Tensor)}. */
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

    /** Divides in place, with the errors of {@link #add_(Tensor)} always for INT64. */
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

    /** {@link #pow(Tensor)} in place, with the errors of {@link #add_(Tensor)}. */
    public Tensor pow_(Tensor exponent) {
        return InPlace.update("pow_", this, exponent, Tensor::pow);
    }

    /** {@link #pow_(Tensor)} with a number. */
    public Tensor pow_(double exponent) {
        return pow_(number(exponent));
    }

    /** {@link #pow_(Tensor)} with a number. */
    public Tensor pow_(long exponent) {
        return pow_(number(exponent));
    }

    /** {@link #exp()} in place; INT64 and BOOL are an error, others as the class describes. */
    public Tensor exp_() {
        return InPlace.update("exp_", this, Tensor::exp);
    }

    /** {@link #sqrt()} in place; INT64 and BOOL are an error, others as the class describes. */
    public Tensor sqrt_() {
        return InPlace.update("sqrt_", this, Tensor::sqrt);
    }

    /** {@link #relu()} in place. Errors as the class describes. */
    public Tensor relu_() {
        return InPlace.update("relu_", this, Tensor::relu);
    }

    /**
     * Overwrites the elements with random numbers, normal with the given mean and standard deviation, which
     * is 0 or more. INT64 and BOOL are an error; others as the class describes.
     */
    public Tensor normal_(double mean, double std) {
        return InPlace.assign("normal_", this, Sampling.normal("normal_", dtype(), mean, std, layout.shape));
    }

    /**
     * Overwrites the elements with random numbers, uniform from the first bound up to, not including, the
     * second. INT64 and BOOL, and bounds that are not finite or not in order, are an error; others as the
     * class describes.
     */
    public Tensor uniform_(double from, double to) {
        return InPlace.assign("uniform_", this, Sampling.uniform(dtype(), from, to, layout.shape));
    }

    // ---- gradients

    /** True for a leaf on which requiresGrad_(true) was called, and for what was computed from one. */
    public boolean requiresGrad() {
        return history() instanceof Node;
    }

    /**
     * Says whether this leaf is one whose gradient backward() shall compute, and returns this tensor. Views
     * of it then take part, those that were taken before too. An error for INT64 and BOOL, which have no
     * gradients, and where a result is to be switched off: use {@link #detach()}.
     */
    public Tensor requiresGrad_(boolean required) {
        if (required && !dtype().isFloating()) {
            throw GradientErrors.requiresGradOfInteger(this);
        }
        if (!required && history() instanceof OpNode node) {
            throw GradientErrors.requiresGradOfResult(node);
        }
        if (required && !requiresGrad()) {
            setHistory(new LeafNode(this));
        } else if (!required) {
            setHistory(null);
        }
        return this;
    }

    /** True unless an operation recorded in the graph made this tensor. */
    public boolean isLeaf() {
        return !(history() instanceof OpNode);
    }

    /**
     * The gradient that backward() has added up here, of this tensor's shape; null before. Of a result it is
     * null, with a line on stderr, unless {@link #retainGrad()} was called before backward().
     */
    public @Nullable Tensor grad() {
        if (history() instanceof OpNode node && !retainsGrad()) {
            System.err.println(GradientErrors.gradOfResult(node));
            Origins.missingGradient(this);
            return null;
        }
        Tensor gradient = history() instanceof Node node ? node.grad() : null;
        if (gradient == null) {
            Origins.missingGradient(this);
        }
        return gradient;
    }

    /** Sets the elements of {@link #grad()} to 0, where there is one: what backward() adds to starts anew. */
    public void zeroGrad() {
        if (history() instanceof Node node) {
            Gradients.zero(node);
        }
    }

    /** Forgets {@link #grad()}, which is null then until the next backward(). */
    public void clearGrad() {
        if (history() instanceof Node node) {
            node.setGrad(null);
        }
    }

    /** The operation that made this tensor, by the name of what the user called; null for a leaf. */
    public @Nullable GraphNode gradFn() {
        return history() instanceof OpNode node ? new GraphNode(this, node) : null;
    }

    /**
     * Makes backward() keep the gradient of this result, as it does for leaves; an error where it requires
     * none.
     */
    public void retainGrad() {
        if (!requiresGrad()) {
            throw GradientErrors.constant("retainGrad", this);
        }
        if (history() instanceof OpNode node) {
            node.makeExtras().retainsGrad = true;
        }
    }

    /** Whether this is a result on which {@link #retainGrad()} was called. */
    public boolean retainsGrad() {
        return history() instanceof OpNode node && node.keepsGrad();
    }

    /**
     * Calls the hook with the gradient of this tensor whenever backward() or {@link Autograd#grad} has
     * computed it, as PyTorch's register_hook: of a leaf with the gradient of that pass, before it is added
     * to {@link #grad()}. A tensor that the hook returns, which must have this one's shape and dtype, takes
     * the gradient's place in what is kept and in what flows on; null leaves it. Several hooks run in the
     * order of registration, each on what the one before it made. Under CREATE_GRAPH what the hook computes
     * is recorded; otherwise it is not. Writing into the gradient in place is an error. Displays, and
     * {@link Autograd#backwardPass}, compute without hooks. If a hook throws, no gradient is added anywhere.
     * Closing the result removes the hook; a tensor that requires no gradient is an error.
     */
    public Scope registerHook(UnaryOperator<@Nullable Tensor> hook) {
        return Hooks.register(this, hook);
    }

    /**
     * The same elements cut off from the graph, of this shape: no gradient flows through the result. A view.
     */
    public Tensor detach() {
        Tensor result = view(layout);
        result.setHistory(history() instanceof Node node
                ? new NoGradReason(NoGradReason.Kind.DETACH, "detach()", node)
                : history());
        return result;
    }

    // ---- explicit graphs

    /**
     * True for a symbol and for what is built on symbols: it has a formula, and no values until data is
     * bound.
     */
    public boolean isSymbolic() {
        return storage.isSymbolic();
    }

    /**
     * The value of a tensor that was built on symbols, for data of their shapes by name. The symbolic graph
     * stays, so other data can be bound to it; the result has a graph of its own that leads to the data.
     * Names that are missing or unknown, and shapes that do not fit, are an error. Numbers of the graph take
     * the dtype of the data.
     */
    public Tensor bind(Map<String, Tensor> data) {
        return Binding.bind(this, data);
    }

    /**
     * LaTeX: the formula of a symbolic tensor; else the values, a vector as a column; an error above two
     * dims. In formulas too vectors are columns, and a vector that is added to each row of a matrix is 𝟏bᵀ;
     * powers, quotients and functions are taken element by element, also of matrices: A² is A ⊙ A, the
     * product is AA.
     */
    public String toLatex() {
        return storage.isSymbolic() ? FormulaWriter.of(this).latex() : FormulaWriter.matrix(this);
    }

    /**
     * Computes the gradient of this tensor, which must have one element, with respect to every leaf that it
     * was computed from, and adds it to their {@link #grad()}. The graph is freed unless RETAIN_GRAPH is
     * given. An error where the graph was freed before, where nothing requires a gradient, and where a value
     * that is needed was changed in place.
     */
    public void backward(GraphOption... options) {
        requireScalar();
        Autograd.backward(this, Tensors.onesLike(this), null, options);
    }

    /**
     * As {@link #backward(GraphOption...)} from a given gradient of this tensor's shape: a vjp with it.
     * Another shape is an error.
     */
    public void backward(Tensor gradient, GraphOption... options) {
        Autograd.backward(this, gradient, null, options);
    }

    /**
     * As {@link #backward(GraphOption...)}, but adds to the {@link #grad()} of these inputs alone; an error
     * for an input that keeps no gradient, and for none.
     */
    public void backward(List<Tensor> inputs, GraphOption... options) {
        requireScalar();
        Autograd.backward(this, Tensors.onesLike(this), inputs, options);
    }

    /** As {@link #backward(List, GraphOption...)} from a given gradient of this tensor's shape. */
    public void backward(Tensor gradient, List<Tensor> inputs, GraphOption... options) {
        Autograd.backward(this, gradient, inputs, options);
    }

    private void requireScalar() {
        if (requiresGrad() && !isSymbolic() && numel() != 1) {
            throw GradientErrors.nonScalar(layout.shape);
        }
    }

    /** The text that PyTorch prints, with names in Java spelling. */
    @Override
    public String toString() {
        return TensorText.of(this);
    }

    DType commonDType(Tensor other) {
        return DType.promote(dtype(), dim() > 0, other.dtype(), other.dim() > 0);
    }

    /** A double as operand: of this dtype where that is floating, else FLOAT32. */
    Tensor number(double value) {
        return Creation.full(dtype().toFloating(), value);
    }

    /**
     * A double to assign: of this dtype where that is floating, else FLOAT64, so that nothing is lost on its
     * way to INT64.
     */
    private Tensor exact(double value) {
        return Creation.full(dtype().isFloating() ? dtype() : DType.FLOAT64, value);
    }

    /** A long as operand: of this dtype where that is floating, else INT64. */
    Tensor number(long value) {
        return dtype().isFloating() ? Creation.full(dtype(), (double) value) : Creation.scalar(value);
    }
}
