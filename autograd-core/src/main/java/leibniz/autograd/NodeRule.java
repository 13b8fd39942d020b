package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule of one node of a {@link Graph}, to be read: the vjp run on symbols, which gives it as a formula.
 */
final class NodeRule {
    private static final String COTANGENT = "g";
    private static final String OUTPUT = "out";
    /** Sizes above this are replaced, since symbols find shapes by trial. */
    private static final int SMALL = 8;
    /** What may be a size, as in reshape(x, 2, 9) or x[1:9], which must be the true one. */
    private static final Pattern SIZE = Pattern.compile("(?<![\\p{L}\\d])\\d+[,:\\])]");

    private final OpNode node;
    /** By operand; null where it is not known. */
    private final @Nullable GraphNode[] operands;

    NodeRule(OpNode node, @Nullable GraphNode[] operands) {
        this.node = node;
        this.operands = operands;
    }

    /** Those that are known. */
    List<GraphNode> operands() {
        return Arrays.stream(operands).filter(Objects::nonNull).toList();
    }

    /** Of a list by operand the entries of those that are known. */
    List<@Nullable Tensor> ofKnown(List<@Nullable Tensor> byOperand) {
        List<@Nullable Tensor> result = new ArrayList<>();
        for (int i = 0; i < operands.length; i++) {
            if (operands[i] != null) {
                result.add(byOperand.get(i));
            }
        }
        return result;
    }

    @Nullable
    String formula(GraphNode output, int known, Function<GraphNode, @Nullable String> names) {
        int operand = place(known);
        Node input = node.input(operand);
        if (input == null || node.op instanceof CustomOp) {
            return null;
        }
        String text = formula(output, operand, input.shape(), names, SMALL);
        return text == null || SIZE.matcher(text).find()
                ? formula(output, operand, input.shape(), names, Integer.MAX_VALUE)
                : text;
    }

    private @Nullable String formula(GraphNode output, int operand, int[] shape,
            Function<GraphNode, @Nullable String> names, int most) {
        try {
            return Recorder.in(Recorder.Mode.ENGINE, () -> symbolic(output, operand, shape, names, most));
        } catch (IllegalArgumentException | UnsupportedOperationException
                | IndexOutOfBoundsException noFormula) {
            return null;
        }
    }

    /** The place of an operand, which is given by its number among those that are known. */
    private int place(int known) {
        int seen = -1;
        for (int i = 0; i < operands.length; i++) {
            if (operands[i] != null && ++seen == known) {
                return i;
            }
        }
        throw new IndexOutOfBoundsException(known);
    }

    private String symbolic(GraphNode output, int operand, int[] shape,
            Function<GraphNode, @Nullable String> names, int most) {
        Map<Integer, Integer> small = new LinkedHashMap<>();
        UnaryOperator<int[]> sizes = given -> {
            int[] sized = given.clone();
            for (int d = 0; d < sized.length; d++) {
                if (sized[d] > most) {
                    sized[d] = small.computeIfAbsent(sized[d], any -> most + 1 + small.size());
                }
            }
            return sized;
        };
        Op op = node.op.resized(sizes);
        if (op == null) {
            op = node.op;
        }
        @Nullable
        Tensor[] symbols = new Tensor[operands.length];
        Map<GraphNode, Tensor> made = new HashMap<>();
        for (int i = 0; i < symbols.length; i++) {
            GraphNode from = operands[i];
            if (from == null) {
                continue;
            }
            Tensor value = from.value();
            if (from.kind() == GraphNode.Kind.CONSTANT && value != null && value.dim() == 0) {
                symbols[i] = Creation.full(DType.FLOAT64, FormulaWriter.decimal(value));
                continue;
            }
            String name = names.apply(from);
            String shown = name != null ? name : operands.length == 1 ? "in" : "in" + (i + 1);
            symbols[i] = made.computeIfAbsent(from,
                    any -> Symbolic.symbolOf(shown, sizes.apply(from.shape())));
        }
        String name = names.apply(output);
        Tensor result = Symbolic.symbolOf(name == null ? OUTPUT : name, sizes.apply(node.shape()));
        Tensor cotangent = Symbolic.symbolOf(COTANGENT, sizes.apply(node.shape()));
        Tensor part = op.vjp(operand, cotangent, new Values() {
            @Override
            public Tensor operand(int i) {
                if (symbols[i] == null) { // a constant of a graph that was freed
                    throw new UnsupportedOperationException("operand " + i + " is not known");
                }
                return symbols[i];
            }

            @Override
            public Tensor output() {
                return result;
            }
        });
        Tensor fitted = part.sumTo(sizes.apply(shape));
        return FormulaWriter.of(Simplifier.simplify(fitted)).text();
    }
}
