package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.autograd.Expression.Application;
import org.jspecify.annotations.Nullable;

/** Makes symbolic tensors, and the same one again for what is the same. */
final class ExpressionInterner {
    private final Map<Object, Tensor> made = new HashMap<>();
    private final Map<Double, Tensor> numbers = new HashMap<>();

    Tensor number(double value) {
        return numbers.computeIfAbsent(value, missing -> Creation.full(DType.FLOAT64, value));
    }

    Tensor apply(Op op, Tensor... operands) {
        List<Object> key = new ArrayList<>(Arrays.asList((Object[]) operands));
        key.add(op.key());
        Tensor known = made.get(key);
        if (known == null) {
            known = Storage.anySymbolic(operands) ? op.apply(operands) : ShapeInference.apply(op, operands);
            made.put(key, known);
        }
        return known;
    }

    Tensor size(int size) {
        return apply(new SizeConstants.SizeOp(size));
    }

    /** The tensor repeated to a shape, where it has another; symbolic in any case. */
    Tensor ofShape(Tensor x, int... shape) {
        return x.storage.isSymbolic() && Arrays.equals(x.layout.shape, shape)
                ? x
                : apply(Reshaping.expand(x.layout.shape, shape), x);
    }

    /** The operation of which the tensor is the result, where it has that name; else null. */
    static @Nullable Application made(String name, Tensor x) {
        return x.storage.isSymbolic() && Expression.of(x) instanceof Application made
                && made.op.name.equals(name)
                        ? made
                        : null;
    }
}
