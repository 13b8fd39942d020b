package leibniz.autograd;

import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Applies operations to tensors without numbers: what is found out is the shape and the dtype of the result.
 */
final class ShapeInference {
    private ShapeInference() {}

    static Tensor tensor(Expression expression, int... shape) {
        return new Tensor(new Storage(expression), Layout.rowMajor(shape));
    }

    /**
     * The result without its value. The shape is found by trying the operation on ones with small sizes in
     * the place of names, twice: a size that changes with them is theirs.
     */
    static Tensor apply(Op op, Tensor... x) {
        Tensor first = attempt(0, op, x);
        Tensor second = attempt(1, op, x);
        int[] shape = first.layout.shape.clone();
        for (int d = 0; d < shape.length; d++) {
            if (shape[d] != second.layout.shape[d]) {
                shape[d] = named(op, x, shape[d], second.layout.shape[d]);
            }
        }
        return tensor(new Expression.Application(first.dtype(), op, x.clone(), Recorder.current().call()),
                shape);
    }

    private static int named(Op op, Tensor[] x, int first, int second) {
        Map<String, Integer> seconds = NamedDims.trial(1, x);
        for (Map.Entry<String, Integer> entry : NamedDims.trial(0, x).entrySet()) {
            if (entry.getValue() == first && Objects.equals(seconds.get(entry.getKey()), second)) {
                return NamedDims.standIn(entry.getKey());
            }
        }
        throw SymbolErrors.namedDims(op.name);
    }

    private static Tensor attempt(int attempt, Op op, Tensor... x) {
        Map<String, Integer> numbers = NamedDims.trial(attempt, x);
        UnaryOperator<int[]> sizes = NamedDims.sizes(numbers);
        Op sized = op.resizedFor(x, sizes);
        try {
            Tensor[] operands = new Tensor[x.length];
            for (int i = 0; i < x.length; i++) {
                operands[i] = x[i].storage.isSymbolic()
                        ? sample(x[i].dtype(), sizes.apply(x[i].layout.shape))
                        : x[i];
            }
            return Recorder.in(Recorder.Mode.ENGINE, () -> sized.forward(operands));
        } catch (IllegalArgumentException e) {
            throw SymbolErrors.symbolicShapes(op.name, x, numbers, e);
        }
    }

    /** Ones, and identity matrices from rank 2 on: every operation on numbers is defined for them. */
    private static Tensor sample(DType dtype, int... shape) {
        Tensor sample = Creation.full(dtype, 1, shape);
        if (shape.length >= 2) {
            int rows = shape[shape.length - 2];
            int columns = shape[shape.length - 1];
            for (int i = 0; i < sample.numel(); i++) {
                sample.storage.setDouble(i, i / columns % rows == i % columns ? 1 : 0);
            }
        }
        return sample;
    }
}
