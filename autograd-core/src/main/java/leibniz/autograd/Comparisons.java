package leibniz.autograd;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import leibniz.autograd.Kernels.BinaryFunction;
import leibniz.autograd.Kernels.Comparison;
import leibniz.autograd.Kernels.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons and truth values. They have no derivative, so there are no rules; a result remembers the break.
 */
final class Comparisons {
    private static final BinaryFunction AND = new BinaryFunction("And", Math::min, Math::min);
    private static final BinaryFunction OR = new BinaryFunction("Or", Math::max, Math::max);

    private Comparisons() {}

    /** A comparison of symbolic tensors, which is a part of their graph. */
    static final class ComparisonOp extends Op {
        private final Comparison comparison;

        ComparisonOp(Comparison comparison) {
            super(comparison.label, 2);
            this.comparison = comparison;
        }

        @Override
        Object key() {
            return comparison;
        }

        @Override
        Tensor forward(Tensor... x) {
            return compare(comparison, x[0], x[1]);
        }

        @Override
        int reads(int i) {
            return NOTHING;
        }

        @Override
        Tensor vjp(int i, Tensor cotangent, Values values) {
            throw new IllegalStateException("a truth value has no derivative");
        }

        @Override
        Tensor jvp(int i, Tensor tangent, Values values) {
            throw new IllegalStateException("a truth value has no derivative");
        }

        @Override
        Formula formula(Formula... operands) {
            return Formula.comparison(operands[0], comparison, operands[1]);
        }
    }

    static Tensor compare(Comparison comparison, Tensor a, Tensor b) {
        if (Storage.anySymbolic(a, b)) {
            return new ComparisonOp(comparison).apply(a, b);
        }
        int[] shape = Shapes.broadcast(comparison.label, a.layout.shape, b.layout.shape);
        Tensor y = Loops.compare(comparison, a, b, a.commonDType(b), shape);
        y.history = cut(comparison.label, a.node() != null ? a : b);
        return y;
    }

    static Tensor and(Tensor a, Tensor b) {
        return logical(AND, a, b);
    }

    static Tensor or(Tensor a, Tensor b) {
        return logical(OR, a, b);
    }

    private static Tensor logical(BinaryFunction f, Tensor a, Tensor b) {
        if (Storage.anySymbolic(a, b)) {
            // of truth values as numbers, the smaller is "and", the larger "or"
            Tensor left = a.to(DType.FLOAT64);
            Tensor right = b.to(DType.FLOAT64);
            return (f == AND ? Tensors.minimum(left, right) : Tensors.maximum(left, right)).gt(0);
        }
        requireBool(f.name(), a);
        requireBool(f.name(), b);
        int[] shape = Shapes.broadcast(f.name(), a.layout.shape, b.layout.shape);
        return Loops.binary(f, a, b, DType.BOOL, shape);
    }

    static Tensor not(Tensor a) {
        requireBool("Not", a);
        return compare(Comparison.EQ, a, Creation.scalar(false));
    }

    private static void requireBool(String operation, Tensor a) {
        if (a.dtype() != DType.BOOL) {
            throw ValueErrors.notBool(operation, a.dtype());
        }
    }

    static Tensor reduce(Reducer reducer, Tensor x, boolean keepDim, int... dims) {
        int[] over = Shapes.dims(reducer == Reducer.ANY ? "any" : "all", dims, x.dim());
        Tensor y = Loops.reduce(reducer, x, over, DType.BOOL);
        Tensor shaped = keepDim ? y.alias(y.layout.reshape(Shapes.withOnes(x.layout.shape, over))) : y;
        shaped.history = cut(reducer == Reducer.ANY ? "Any" : "All", x);
        return shaped;
    }

    /** Whether each element fulfils a condition, which holds for whole numbers as for floating ones. */
    static Tensor each(String name, Tensor x, DoublePredicate condition) {
        Tensor in = Loops.copy(x, x.dtype());
        Tensor y = Tensor.empty(DType.BOOL, x.layout.shape);
        for (int i = 0; i < y.numel(); i++) {
            y.storage.booleans()[i] = condition.test(in.storage.getDouble(i));
        }
        y.history = cut(name, x);
        return y;
    }

    static boolean allclose(Tensor a, Tensor b, double rtol, double atol) {
        if (!(rtol >= 0 && atol >= 0)) {
            throw ValueErrors.tolerances(rtol, atol);
        }
        int[] shape = Shapes.broadcast("allclose", a.layout.shape, b.layout.shape);
        Tensor x = Loops.contiguous(a.alias(a.layout.expand(shape)));
        Tensor y = Loops.contiguous(b.alias(b.layout.expand(shape)));
        for (int i = 0; i < x.numel(); i++) {
            double left = x.storage.getDouble(x.layout.offset + i);
            double right = y.storage.getDouble(y.layout.offset + i);
            if (left != right
                    && !(Math.abs(left - right) <= atol + rtol * Math.abs(right) && isFinite(left, right))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFinite(double... values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    /** What the result of an operation without derivative remembers of where it came from. */
    static @Nullable History cut(String operation, Tensor from) {
        return from.history() instanceof Node node && Recorder.current().mode != Recorder.Mode.ENGINE
                ? new NoGradReason(NoGradReason.Kind.NOT_FLOATING, operation, node)
                : from.history() instanceof NoGradReason cut ? cut.inherited() : null;
    }
}
