package leibniz.autograd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Tensors without numbers, from which a graph is built before there is data: the explicit construction of
 * MXNet's symbols. They go through the same operations and rules as any tensor; only the value is not
 * computed. Numbers among them are FLOAT64, and take the dtype of the data when that is bound.
 */
final class Symbolic {
    private Symbolic() {}

    /** A symbol whose dims have sizes. */
    static Tensor symbol(String name, int... shape) {
        Shapes.numel("symbol", shape);
        return symbol(new Expression.Symbol(requireName(name), true), shape);
    }

    /** A symbol of the engine, whose dims have sizes or what stands for a name. */
    static Tensor symbolOf(String name, int... shape) {
        return symbol(new Expression.Symbol(name, false), shape);
    }

    private static String requireName(String name) {
        if (name.isBlank()) {
            throw SymbolErrors.symbolWithoutName();
        }
        return name;
    }

    private static Tensor symbol(Expression.Symbol expression, int... shape) {
        Tensor symbol = ShapeInference.tensor(expression, shape.clone());
        symbol.history = new LeafNode(symbol);
        return symbol;
    }

    static Tensor symbol(String name, String... dims) {
        return symbol(new Expression.Symbol(requireName(name), true),
                Arrays.stream(dims).mapToInt(NamedDims::standIn).toArray());
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
            if (Expression.of(x) instanceof Expression.Application made) {
                for (Tensor operand : made.operands) {
                    if (operand.storage.isSymbolic() && !placed.contains(Expression.of(operand))) {
                        open.push(operand);
                    }
                }
            }
            if (open.size() == before) {
                open.pop();
                if (placed.add(Expression.of(x))) {
                    order.add(x);
                }
            }
        }
        return order;
    }
}
