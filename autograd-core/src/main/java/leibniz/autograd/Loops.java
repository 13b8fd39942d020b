package leibniz.autograd;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import leibniz.autograd.Kernels.BinaryFunction;
import leibniz.autograd.Kernels.Comparison;
import leibniz.autograd.Kernels.Operand;
import leibniz.autograd.Kernels.Reducer;
import leibniz.autograd.Kernels.Run;
import leibniz.autograd.Kernels.UnaryFunction;

/**
 * Plain computation on strided tensors: each method makes a fresh row-major tensor, or writes into one, and
 * records nothing. Operands are broadcast and converted as needed.
 */
final class Loops {
    /** So many elements take a few milliseconds at most. */
    private static final int PART = 1 << 20;
    private static final int SIDE_BY_SIDE = 16;
    private static final int UNIT = 1 << 12;

    /** Each run at once, and on this thread. */
    private static final Runner WHOLE = Body::run;

    private Loops() {}

    static Tensor unary(UnaryFunction f, Tensor x, DType dtype) {
        Tensor in = cast(x, dtype);
        if (Fusion.defers(dtype, x.layout.shape)) {
            return Deferred.unary(f, in, dtype, x.layout.shape);
        }
        Tensor out = Tensor.empty(dtype, x.layout.shape);
        if (isNumber(out)) {
            DoubleUnaryOperator one = dtype == DType.FLOAT32 ? f.onFloats() : f.onDoubles();
            return write(one.applyAsDouble(read(in)), out);
        }
        unaryInto(f, in, out);
        return out;
    }

    /** As {@link #unary}, into a tensor of the dtype and shape of x. */
    static void unaryInto(UnaryFunction f, Tensor x, Tensor out) {
        unaryInto(f, x, out, Loops::runInParts);
    }

    /** The same without a stop: an interrupt would leave half of it. */
    static void unaryAtOnce(UnaryFunction f, Tensor x, Tensor out) {
        unaryInto(f, x, out, WHOLE);
    }

    private static void unaryInto(UnaryFunction f, Tensor x, Tensor out, Runner runner) {
        forEachRun(out.layout.shape, s -> s.kernels.unary(f, s.runs[0], s.runs[1], s.length), runner, x, out);
    }

    static Tensor binary(BinaryFunction f, Tensor a, Tensor b, DType dtype, int[] shape) {
        // BOOL is computed in INT64, where + is "or" and * is "and" once the result is a truth value again
        DType in = dtype == DType.BOOL ? DType.INT64 : dtype;
        if (Fusion.defers(in, shape)) {
            return Deferred.binary(f, expand(cast(a, in), shape), expand(cast(b, in), shape), in, shape);
        }
        Tensor out = Tensor.empty(in, shape);
        if (isNumber(out)) {
            return write(f.onDoubles().applyAsDouble(read(cast(a, in)), read(cast(b, in))), out);
        }
        binaryInto(f, spread(a, in, shape), spread(b, in, shape), out);
        return cast(out, dtype);
    }

    /** As {@link #binary}, into a tensor of the dtype and shape of both. */
    static void binaryInto(BinaryFunction f, Tensor a, Tensor b, Tensor out) {
        binaryInto(f, a, b, out, Loops::runInParts);
    }

    /** As {@link #unaryAtOnce}. */
    static void binaryAtOnce(BinaryFunction f, Tensor a, Tensor b, Tensor out) {
        binaryInto(f, a, b, out, WHOLE);
    }

    private static void binaryInto(BinaryFunction f, Tensor a, Tensor b, Tensor out, Runner runner) {
        forEachRun(out.layout.shape,
                s -> s.kernels.binary(f, s.runs[0], s.runs[1], s.runs[2], s.length), runner, a, b, out);
    }

    /**
     * For a single number, what a run needs would take most of the time; the bits are those of
     * {@link ScalarKernels}.
     */
    private static boolean isNumber(Tensor out) {
        return out.dim() == 0 && out.dtype().isFloating();
    }

    private static double read(Tensor x) {
        return x.storage.getDouble(x.layout.offset);
    }

    private static Tensor write(double value, Tensor out) {
        out.storage.setDouble(0, value);
        return out;
    }

    static Tensor compare(Comparison comparison, Tensor a, Tensor b, DType dtype, int[] shape) {
        Tensor out = Tensor.empty(DType.BOOL, shape);
        forEachRun(shape, s -> s.kernels.compare(comparison, s.runs[0], s.runs[1], s.runs[2], s.length),
                spread(a, dtype, shape), spread(b, dtype, shape), out);
        return out;
    }

    static Tensor where(Tensor condition, Tensor a, Tensor b, DType dtype, int[] shape) {
        Tensor out = Tensor.empty(dtype, shape);
        forEachRun(shape, s -> s.kernels.where(s.runs[0], s.runs[1], s.runs[2], s.runs[3], s.length),
                spread(condition, DType.BOOL, shape), spread(a, dtype, shape), spread(b, dtype, shape), out);
        return out;
    }

    /** A fresh row-major copy. */
    static Tensor copy(Tensor x, DType dtype) {
        Tensor out = Tensor.empty(dtype, x.layout.shape);
        copyInto(x, out, Loops::runInParts);
        return out;
    }

    /**
     * Writes x, broadcast and converted, over the elements of {@code to}; the version is the caller's matter.
     */
    static void copyInto(Tensor x, Tensor to) {
        Fusion.settle();
        Deferred later = Deferred.isWhole(x) ? x.storage.deferred() : null;
        if (later != null && later.fitsInto(to)) {
            later.computeInto(to);
            return;
        }
        // Not in parts: where an interrupt ended this half of the elements would be old ones.
        copyInto(x, to, WHOLE);
    }

    private static void copyInto(Tensor x, Tensor to, Runner runner) {
        forEachRun(to.layout.shape, s -> s.kernels.copy(s.runs[0], s.runs[1], s.length), runner,
                spread(x, x.dtype(), to.layout.shape), to);
    }

    static Tensor cast(Tensor x, DType dtype) {
        return x.dtype() == dtype ? x : copy(x, dtype);
    }

    static Tensor contiguous(Tensor x) {
        return x.layout.isContiguous() ? Fusion.compute(x) : copy(x, x.dtype());
    }

    /** Reduces the given dims; the output has the shape of x without them. */
    static Tensor reduce(Reducer reducer, Tensor x, int[] dims, DType dtype) {
        if (reducer == Reducer.SUM && dtype.isFloating() && isOverRows(x, dims)) {
            return columnSums(Fusion.compute(x), dims, dtype);
        }
        int[] order = Shapes.keptThenReduced(x.dim(), dims);
        int kept = order.length - dims.length;
        Deferred later = Deferred.isWhole(x) ? x.storage.deferred() : null;
        if (later != null && Arrays.equals(order, Shapes.range(x.dim()))) {
            Tensor out = Tensor.empty(dtype, Arrays.copyOf(x.layout.shape, kept));
            new FusedLoop(later).reduce(reducer, out.numel(), product(x.layout.shape, kept, x.dim()),
                    out.storage);
            return out;
        }
        Tensor rows = contiguous(x.alias(x.layout.permute(order)));
        int[] shape = Arrays.copyOf(rows.layout.shape, kept);
        Tensor out = Tensor.empty(dtype, shape);
        int columns = 1;
        for (int d = kept; d < order.length; d++) {
            columns *= rows.layout.shape[d];
        }
        Kernels.CURRENT.reduce(reducer, rows.storage, rows.layout.offset, out.numel(), columns, out.storage);
        return out;
    }

    /** Whether the dims follow each other and those after them are long enough to be summed side by side. */
    private static boolean isOverRows(Tensor x, int... dims) {
        int[] sorted = dims.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return last >= 0 && sorted[last] - sorted[0] == last && x.layout.isContiguous()
                && product(x.layout.shape, sorted[last] + 1, x.dim()) >= SIDE_BY_SIDE;
    }

    private static Tensor columnSums(Tensor x, int[] dims, DType dtype) {
        int first = Arrays.stream(dims).min().orElseThrow();
        int outer = product(x.layout.shape, 0, first);
        int rows = product(x.layout.shape, first, first + dims.length);
        int columns = product(x.layout.shape, first + dims.length, x.dim());
        Tensor out = Tensor.empty(dtype, Shapes.without(x.layout.shape, dims));
        for (int i = 0; i < outer; i++) {
            Kernels.CURRENT.columnSums(x.storage, x.layout.offset + i * rows * columns, rows, columns,
                    out.storage, i * columns);
        }
        return out;
    }

    private static int product(int[] shape, int from, int to) {
        int product = 1;
        for (int d = from; d < to; d++) {
            product *= shape[d];
        }
        return product;
    }

    /**
     * The matrix products of a (..., m, n) and b (..., n, k), whose leading dims broadcast to {@code batch}.
     */
    static Tensor matmul(Tensor a, Tensor b, int[] batch, DType dtype) {
        int m = a.size(-2);
        int k = a.size(-1);
        int n = b.size(-1);
        Tensor left = spread(a, dtype, Shapes.append(batch, m, k));
        Tensor right = spread(b, dtype, Shapes.append(batch, k, n));
        Tensor out = Tensor.empty(dtype, Shapes.append(batch, m, n));
        int products = Layout.rowMajor(batch).numel();
        int[] index = new int[batch.length];
        for (int i = 0; i < products; i++) {
            Kernels.CURRENT.matmul(operand(left, index), operand(right, index), out.storage, i * m * n, m, n,
                    k);
            for (int d = batch.length - 1; d >= 0 && ++index[d] == batch[d]; d--) {
                index[d] = 0;
            }
        }
        return out;
    }

    /** The matrix of a stack at an index into its leading dims. */
    private static Operand operand(Tensor x, int... index) {
        int[] strides = x.layout.strides;
        return new Operand(x.storage, x.layout.position(index), strides[index.length],
                strides[index.length + 1]);
    }

    /** The elements at row-major positions. */
    static Tensor pick(Tensor x, int[] positions, int[] shape) {
        Tensor in = contiguous(x);
        int offset = in.layout.offset;
        Tensor y = Tensor.empty(x.dtype(), shape);
        for (int i = 0; i < positions.length; i++) {
            in.storage.copyElement(offset + positions[i], y.storage, i);
        }
        return y;
    }

    /** Zeros, with the elements added at row-major positions. */
    static Tensor place(Tensor x, int[] positions, int[] shape) {
        Tensor in = contiguous(x);
        int offset = in.layout.offset;
        Tensor y = Tensor.empty(x.dtype(), shape);
        for (int i = 0; i < positions.length; i++) {
            if (y.storage.array() instanceof long[] sums) {
                sums[positions[i]] += in.storage.longs()[offset + i];
            } else {
                double sum = y.storage.getDouble(positions[i]) + in.storage.getDouble(offset + i);
                y.storage.setDouble(positions[i], sum);
            }
        }
        return y;
    }

    private static Tensor spread(Tensor x, DType dtype, int[] shape) {
        return expand(Fusion.compute(cast(x, dtype)), shape);
    }

    private static Tensor expand(Tensor x, int[] shape) {
        return Arrays.equals(x.layout.shape, shape) ? x : x.alias(x.layout.expand(shape));
    }

    /** One step of the outer loop, as the inner loop sees it. */
    private static final class Step {
        final Kernels kernels = Kernels.CURRENT;
        final Run[] runs;
        int length;

        Step(Tensor... tensors) {
            runs = new Run[tensors.length];
            for (int t = 0; t < runs.length; t++) {
                runs[t] = new Run(Fusion.compute(tensors[t]).storage, tensors[t].layout.offset);
            }
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(Step step);
    }

    /** How the body is called for one run. */
    @FunctionalInterface
    private interface Runner {
        void run(Body body, Step step);
    }

    private static void forEachRun(int[] shape, Body body, Tensor... tensors) {
        forEachRun(shape, body, Loops::runInParts, tensors);
    }

    /** Calls the body for runs that together cover every element of tensors of the given shape. */
    private static void forEachRun(int[] shape, Body body, Runner runner, Tensor... tensors) {
        Step step = new Step(tensors);
        if (shape.length == 0) {
            step.length = 1;
            body.run(step);
            return;
        }
        int numel = tensors[tensors.length - 1].numel();
        if (numel == 0) {
            return;
        }
        int outer = mergeInner(shape, step, tensors);
        int length = step.length;
        int rows = numel / length;
        boolean alone = runner == WHOLE || !Workers.isWorthwhile(numel);
        // Small tensors are mostly one row, and stepping to the next takes as long as its numbers.
        if (alone && rows == 1) {
            runner.run(body, step);
        } else if (alone) {
            forEachRow(shape, outer, 0, rows, body, runner, step, tensors);
        } else if (rows >= Workers.threads()) {
            Workers.split(rows, 1, numel, (from, to) -> {
                Step own = new Step(tensors);
                mergeInner(shape, own, tensors);
                forEachRow(shape, outer, from, to, body, runner, own, tensors);
            });
        } else {
            for (int row = 0; row < rows; row++) {
                int at = row;
                Workers.split(length, UNIT, length, (from, to) -> {
                    Step own = new Step(tensors);
                    mergeInner(shape, own, tensors);
                    moveTo(shape, outer, at, own, tensors);
                    move(own, from);
                    own.length = to - from;
                    runner.run(body, own);
                });
            }
        }
    }

    private static void forEachRow(int[] shape, int outer, int first, int end, Body body, Runner runner,
            Step step,
            Tensor... tensors) {
        int[] index = moveTo(shape, outer, first, step, tensors);
        for (int row = first; row < end; row++) {
            runner.run(body, step);
            for (int d = outer - 1; d >= 0; d--) {
                boolean carry = ++index[d] == shape[d];
                for (int t = 0; t < tensors.length; t++) {
                    int stride = tensors[t].layout.strides[d];
                    step.runs[t].at += carry ? -stride * (shape[d] - 1) : stride;
                }
                if (!carry) {
                    break;
                }
                index[d] = 0;
            }
        }
    }

    /** Brings the runs from the first row to another one; returns the index of that in the outer dims. */
    private static int[] moveTo(int[] shape, int outer, int row, Step step, Tensor... tensors) {
        int[] index = new int[outer];
        int rest = row;
        for (int d = outer - 1; d >= 0 && rest > 0; d--) {
            index[d] = rest % shape[d];
            rest /= shape[d];
            for (int t = 0; t < tensors.length; t++) {
                step.runs[t].at += index[d] * tensors[t].layout.strides[d];
            }
        }
        return index;
    }

    /** Runs the body for one run, which can be stopped between its parts. */
    private static void runInParts(Body body, Step step) {
        int length = step.length;
        if (length <= PART) {
            Origins.checkInterrupted();
            body.run(step);
            return;
        }
        int done = 0;
        while (done < length) {
            Origins.checkInterrupted();
            step.length = Math.min(PART, length - done);
            body.run(step);
            move(step, step.length);
            done += step.length;
        }
        move(step, -length);
        step.length = length;
    }

    private static void move(Step step, int elements) {
        for (Run run : step.runs) {
            run.at += elements * run.step;
        }
    }

    /**
     * Takes as many trailing dims as all tensors step through evenly into one run; returns how many remain.
     */
    private static int mergeInner(int[] shape, Step step, Tensor... tensors) {
        int d = shape.length - 1;
        step.length = shape[d];
        for (int t = 0; t < tensors.length; t++) {
            step.runs[t].step = tensors[t].layout.strides[d];
        }
        while (d > 0 && isEven(d - 1, step, tensors)) {
            d--;
            step.length *= shape[d];
        }
        return d;
    }

    private static boolean isEven(int d, Step step, Tensor... tensors) {
        for (int t = 0; t < tensors.length; t++) {
            if (tensors[t].layout.strides[d] != step.runs[t].step * step.length) {
                return false;
            }
        }
        return true;
    }
}
