package leibniz.autograd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Tensors without numbers, from which a graph is built before there is data: the explicit construction of
 * MXNet's symbols. They go through the same operations and rules as any tensor; only the value is not
 * computed. Numbers among them are FLOAT64, and take the dtype of the data when that is bound.
 */
final class Symbolic {
    private Symbolic() {}

    static Tensor symbol(String name, int... shape) {
        if (name.isBlank()) {
            throw SymbolErrors.symbolWithoutName();
        }
        if (!NamedDims.anyIn(shape)) {
            Shapes.numel("symbol", shape);
        }
        Tensor symbol = tensor(new Expression.Symbol(name), shape.clone());
        symbol.history = new LeafNode(symbol);
        return symbol;
    }

    static Tensor symbol(String name, String... dims) {
        return symbol(name, Arrays.stream(dims).mapToInt(NamedDims::standIn).toArray());
    }

    private static Tensor tensor(Expression expression, int... shape) {
        return new Tensor(new Storage(expression), Layout.rowMajor(shape));
    }

    static boolean is(Tensor x) {
        return x.storage.array instanceof Expression;
    }

    static boolean anyOf(Tensor... x) {
        for (Tensor operand : x) {
            if (is(operand)) {
                return true;
            }
        }
        return false;
    }

    static Expression of(Tensor x) {
        return (Expression) x.storage.array;
    }

    /** What a symbolic tensor is computed from, and itself, each once and operands first. */
    static List<Tensor> operandsFirst(Tensor symbolic) {
        List<Tensor> order = new ArrayList<>();
        Set<Expression> placed = new HashSet<>();
        Deque<Tensor> open = new ArrayDeque<>();
        open.push(symbolic);
        while (!open.isEmpty()) {
            Tensor x = open.peek();
            int before = open.size();
            if (of(x) instanceof Expression.Application made) {
                for (Tensor operand : made.operands) {
                    if (is(operand) && !placed.contains(of(operand))) {
                        open.push(operand);
                    }
                }
            }
            if (open.size() == before) {
                open.pop();
                if (placed.add(of(x))) {
                    order.add(x);
                }
            }
        }
        return order;
    }

    /** The same number everywhere, as a symbolic tensor. */
    static Tensor filled(double value, int... shape) {
        return apply(Reshaping.expand(new int[0], shape), Creation.full(DType.FLOAT64, value));
    }

    /** The identity matrix. */
    static Tensor eye(int size) {
        return apply(new SizeConstants.EyeOp(size));
    }

    /** The size of a dim as a number: the name where it has one. */
    static Tensor size(int size) {
        return apply(new SizeConstants.SizeOp(size));
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
            if (entry.getValue() == first && seconds.get(entry.getKey()) == second) {
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
                operands[i] = is(x[i]) ? sample(x[i].dtype(), sizes.apply(x[i].layout.shape)) : x[i];
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
