package leibniz.autograd;

/**
 * Reductions: the checks of what users pass, those that are composed of others, and those without a
 * derivative.
 */
final class ReductionCompositions {
    private ReductionCompositions() {}

    static Tensor max(Tensor x, boolean keepDim, int... dims) {
        int[] over = Checks.requireElements("max", x, Shapes.dims("max", dims, x.dim()));
        return Reduction.max(x.layout.shape, over, keepDim).apply(x);
    }

    static Tensor min(Tensor x, boolean keepDim, int... dims) {
        int[] over = Checks.requireElements("min", x, Shapes.dims("min", dims, x.dim()));
        return Reduction.min(x.layout.shape, over, keepDim).apply(x);
    }

    static Tensor norm(Tensor x, boolean keepDim, int... dims) {
        Checks.requireFloating("norm", x);
        return Reduction.norm(x.layout.shape, Shapes.dims("norm", dims, x.dim()), keepDim).apply(x);
    }

    static Tensor mean(Tensor x, boolean keepDim, int... dims) {
        Checks.requireFloating("mean", x);
        if (x.storage.isSymbolic()) {
            return Recorder.composition("Mean", () -> x.sum(keepDim, dims).div(symbolicCount(x, dims)));
        }
        long n = count("mean", x, dims);
        return Recorder.composition("Mean", () -> x.sum(keepDim, dims).div(n));
    }

    static Tensor var(Tensor x, boolean keepDim, int... dims) {
        return var("var", "Var", 1, x, keepDim, dims);
    }

    static Tensor biasedVar(Tensor x, boolean keepDim, int... dims) {
        return var("biasedVar", "BiasedVar", 0, x, keepDim, dims);
    }

    private static Tensor var(String operation, String name, int correction, Tensor x, boolean keepDim,
            int... dims) {
        Checks.requireFloating(operation, x);
        long n = count(operation, x, dims);
        return Recorder.composition(name, () -> x.sub(x.mean(true, dims)).square().sum(keepDim, dims)
                .div(Math.max(n - correction, 0)));
    }

    static Tensor std(Tensor x, boolean keepDim, int... dims) {
        return std("std", "Std", 1, x, keepDim, dims);
    }

    static Tensor biasedStd(Tensor x, boolean keepDim, int... dims) {
        return std("biasedStd", "BiasedStd", 0, x, keepDim, dims);
    }

    /** By the norm, which has derivative 0 where all elements are equal. */
    private static Tensor std(String operation, String name, int correction, Tensor x, boolean keepDim,
            int... dims) {
        Checks.requireFloating(operation, x);
        long n = count(operation, x, dims);
        if (n == 1 && correction == 0) { // 0 whatever x is, and so are all derivatives
            return Recorder.composition(name, () -> x.sub(x).sum(keepDim, dims));
        }
        return Recorder.composition(name, () -> n <= correction // NaN, and so are its derivatives
                ? var(operation, name, correction, x, keepDim, dims).sqrt()
                : x.sub(x.mean(true, dims)).norm(keepDim, dims).div(Math.sqrt((double) n - correction)));
    }

    /** The number of elements, also where the sizes of some dims are names. */
    private static Tensor symbolicCount(Tensor x, int... dims) {
        double known = 1;
        Tensor named = null;
        for (int d : Shapes.dims("mean", dims, x.dim())) {
            int size = x.layout.shape[d];
            if (NamedDims.name(size) == null) {
                known *= size;
            } else {
                named = named == null ? SizeConstants.size(size) : named.mul(SizeConstants.size(size));
            }
        }
        Tensor number = Creation.full(DType.FLOAT64, known);
        return named == null ? number : known == 1 ? named : number.mul(named);
    }

    private static long count(String operation, Tensor x, int... dims) {
        long n = 1;
        for (int d : Shapes.dims(operation, dims, x.dim())) {
            SymbolErrors.requireSize(operation, x.layout.shape, d);
            n *= x.layout.shape[d];
        }
        return n;
    }

    /** Multiplies half by half, so that derivatives are right also where elements are 0. */
    static Tensor prod(Tensor x, boolean keepDim, int... dims) {
        int[] over = Shapes.dims("prod", dims, x.dim());
        if (x.storage.isSymbolic()) {
            return SymbolicProduct.prod(x, keepDim, over);
        }
        int[] order = Shapes.keptThenReduced(x.dim(), over);
        int[] kept = Shapes.without(x.layout.shape, over);
        int n = (int) count("prod", x, dims);
        return Recorder.composition("Prod", () -> {
            if (n == 0) {
                return x.sum(keepDim, dims).add(1);
            }
            Tensor numbers = x.dtype() == DType.BOOL ? x.to(DType.INT64) : x;
            Tensor product = half(numbers.permute(order).reshape(Shapes.append(kept, n)));
            return product.reshape(keepDim ? Shapes.withOnes(x.layout.shape, over) : kept);
        });
    }

    private static Tensor half(Tensor x) {
        Tensor odd = null;
        Tensor rest = x;
        while (rest.size(-1) > 1) {
            int n = rest.size(-1);
            if (n % 2 == 1) {
                Tensor last = rest.narrow(-1, n - 1, 1);
                odd = odd == null ? last : odd.mul(last);
            }
            rest = rest.narrow(-1, 0, n / 2).mul(rest.narrow(-1, n / 2, n / 2));
        }
        return odd == null ? rest : rest.mul(odd);
    }

    static Tensor logsumexp(Tensor x, boolean keepDim, int... dims) {
        Tensor in = x.to(x.dtype().toFloating());
        int[] over = Shapes.dims("logsumexp", dims, x.dim());
        return Reduction.logsumexp(in.layout.shape, over, keepDim).apply(in);
    }

    static Tensor vectorNorm(Tensor x, double ord, boolean keepDim, int... dims) {
        Checks.requireFloating("vectorNorm", x);
        if (Double.isNaN(ord)) {
            throw ValueErrors.normOrder(ord);
        }
        if (ord == 2) {
            return Recorder.composition("VectorNorm", () -> x.norm(keepDim, dims));
        }
        if (ord == 1) {
            return Recorder.composition("VectorNorm", () -> x.abs().sum(keepDim, dims));
        }
        if (ord == 0) {
            return Recorder.composition("VectorNorm", () -> x.sign().abs().sum(keepDim, dims));
        }
        if (Double.isInfinite(ord)) {
            Checks.requireElements("vectorNorm", x, Shapes.dims("vectorNorm", dims, x.dim()));
            return Recorder.composition("VectorNorm", () -> ord > 0
                    ? x.abs().max(keepDim, dims)
                    : x.abs().min(keepDim, dims));
        }
        int[] over = Shapes.dims("vectorNorm", dims, x.dim());
        return Reduction.vectorNorm(ord, x.layout.shape, over, keepDim).apply(x);
    }

    static Tensor softmax(Tensor x, int dim) {
        if (!Shapes.isDimOfNumber(dim, x.dim())) {
            Shapes.dim("softmax", dim, x.dim());
        }
        return Recorder.composition("Softmax", () -> x.logSoftmax(dim).exp());
    }

    static Tensor logSoftmax(Tensor x, int dim) {
        if (Shapes.isDimOfNumber(dim, x.dim())) {
            return Recorder.composition("LogSoftmax", () -> x.reshape(1).logSoftmax(0).reshape());
        }
        int d = Shapes.dim("logSoftmax", dim, x.dim());
        return Reduction.logSoftmax(d).apply(x.to(x.dtype().toFloating()));
    }

    static Tensor cumsum(Tensor x, int dim) {
        if (Shapes.isDimOfNumber(dim, x.dim())) {
            return Recorder.composition("CumSum", () -> x.reshape(1).cumsum(0).reshape());
        }
        return Reduction.cumsum(Shapes.dim("cumsum", dim, x.dim())).apply(x);
    }

    // ---- places; integers, so no gradient flows through them

    static Tensor argmax(Tensor x) {
        Checks.requireElements("argmax", x, Shapes.range(x.dim()));
        return place("ArgMax", x, AlongDim.argExtreme(flat(x), 0, 1));
    }

    static Tensor argmax(Tensor x, int dim) {
        if (Shapes.isDimOfNumber(dim, x.dim())) {
            return argmax(x);
        }
        int d = line("argmax", x, dim);
        return place("ArgMax", x, AlongDim.argExtreme(x, d, 1));
    }

    static Tensor argmin(Tensor x) {
        Checks.requireElements("argmin", x, Shapes.range(x.dim()));
        return place("ArgMin", x, AlongDim.argExtreme(flat(x), 0, -1));
    }

    static Tensor argmin(Tensor x, int dim) {
        if (Shapes.isDimOfNumber(dim, x.dim())) {
            return argmin(x);
        }
        int d = line("argmin", x, dim);
        return place("ArgMin", x, AlongDim.argExtreme(x, d, -1));
    }

    /** A place along a dim, which stays with size 1. */
    static Tensor keepDim(Tensor x, Tensor place, int dim) {
        return x.dim() == 0 ? place : place.unsqueeze(dim);
    }

    static Tensor argsort(Tensor x, int dim, boolean descending) {
        return place("ArgSort", x, Shapes.isDimOfNumber(dim, x.dim())
                ? Creation.scalar(0L)
                : AlongDim.argsort(x, Shapes.dim("argsort", dim, x.dim()), descending));
    }

    static Tensor sort(Tensor x, int dim, boolean descending) {
        if (Shapes.isDimOfNumber(dim, x.dim())) {
            return Recorder.composition("Sort", () -> x.copy());
        }
        Shapes.dim("sort", dim, x.dim());
        return Recorder.composition("Sort", () -> x.gather(dim, x.argsort(dim, descending)));
    }

    static ValuesAndIndices topk(Tensor x, int k, int dim) {
        if (k == 1 && Shapes.isDimOfNumber(dim, x.dim())) {
            return new ValuesAndIndices(Recorder.composition("Topk", () -> x.copy()), Creation.scalar(0L));
        }
        int d = Shapes.dim("topk", dim, x.dim());
        if (k < 0 || k > x.layout.shape[d]) {
            throw IndexErrors.topk(k, x.layout.shape[d], d);
        }
        Tensor places = x.argsort(d, true).narrow(d, 0, k).copy();
        return new ValuesAndIndices(Recorder.composition("Topk", () -> x.gather(d, places)), places);
    }

    /** Each doubling of the distance multiplies what stands so far before. */
    static Tensor cumprod(Tensor x, int dim) {
        if (Shapes.isDimOfNumber(dim, x.dim())) {
            return Recorder.composition("CumProd", () -> x.reshape(1).cumprod(0).reshape());
        }
        int d = Shapes.dim("cumprod", dim, x.dim());
        int n = x.layout.shape[d];
        return Recorder.composition("CumProd", () -> {
            Tensor y = x.dtype() == DType.BOOL ? x.to(DType.INT64) : x;
            for (long far = 1; far < n; far *= 2) {
                int distance = (int) far;
                y = Tensors.cat(d, y.narrow(d, 0, distance),
                        y.narrow(d, distance, n - distance).mul(y.narrow(d, 0, n - distance)));
            }
            return y == x ? x.copy() : y;
        });
    }

    static Tensor logaddexp(Tensor a, Tensor b) {
        int[] shape = Shapes.broadcast("logaddexp", a.layout.shape, b.layout.shape);
        DType dtype = a.commonDType(b).toFloating();
        return Recorder.composition("LogAddExp", () -> Tensors
                .stack(-1, a.to(dtype).expand(shape), b.to(dtype).expand(shape)).logsumexp(-1));
    }

    static ValuesAndIndices extreme(String name, Tensor x, int dim, Tensor places) {
        return new ValuesAndIndices(Recorder.composition(name, () -> x.dim() == 0
                ? x.reshape(1).gather(0, places.reshape(1)).reshape()
                : x.gather(dim, places.unsqueeze(dim)).squeeze(dim)), places);
    }

    private static int line(String operation, Tensor x, int dim) {
        int d = Shapes.dim(operation, dim, x.dim());
        Checks.requireElements(operation, x, new int[]{ d });
        return d;
    }

    private static Tensor flat(Tensor x) {
        Tensor in = Loops.contiguous(x);
        return in.alias(in.layout.reshape(in.numel()));
    }

    private static Tensor place(String name, Tensor from, Tensor y) {
        y.history = Comparisons.cut(name, from);
        return y;
    }
}
