package leibniz.display;

import static leibniz.autograd.Autograd.grad;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.stack;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.where;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import leibniz.autograd.Autograd;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.GraphOption;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Of operations that move elements the displays say in words what becomes of the gradient: what the words say
 * is what the Jacobian does.
 */
class MovedElementsTest extends WithNotebook {
    private static final List<UnaryOperator<Tensor>> EXAMPLES = List.of(x -> x.get(1), x -> x.get("0, 1:"),
            x -> x.get(":, ::2"), x -> x.select(1, 2), x -> x.narrow(1, 1, 2), x -> x.slice(1, 0, 3, 2),
            x -> x.indexSelect(1, tensor(2L, 0, 2)), x -> x.gather(1, tensor(new long[][]{ { 2, 0 } })),
            x -> x.maskedSelect(x.gt(2)), Tensor::diagonal, x -> x.sort(1), x -> x.sort(0, true),
            x -> x.reshape(3, 2), x -> x.view(6), x -> x.unsqueeze(0).squeeze(0), Tensor::flatten, Tensor::t,
            x -> x.permute(1, 0), x -> x.transpose(0, 1), x -> x.flip(0), x -> x.flip(0, 1),
            x -> cat(0, x, x.square()), x -> cat(1, x.square(), x), x -> stack(0, x, x.square()),
            x -> x.expand(4, 2, 3), x -> x.repeat(2, 2), x -> x.get(0).cumsum(0), Tensor::toFloat,
            x -> x.pad(1, 1), x -> x.diag(), x -> where(x.gt(2), x, x.square()), x -> x.elu());

    @Test
    void theWordsSayWhatTheJacobianDoes() {
        Set<String> met = new TreeSet<>();
        for (var example : EXAMPLES) {
            Tensor x = arange(FLOAT64, 0, 6, 1).reshape(2, 3).detach().requiresGrad_(true);
            Tensor y = example.apply(x);
            checkAll(y, met);
            // the graph of the gradient has the ways back themselves
            checkAll(grad(y.mul(y).sum(), x, GraphOption.CREATE_GRAPH), met);
        }
        assertEquals(FormulaCoverage.ON_THE_WAY_BACK.keySet(), met);
    }

    private static void checkAll(Tensor y, Set<String> met) {
        Graph.of(y).nodes().stream().flatMap(node -> Stream.concat(Stream.of(node), node.parts().stream()))
                .filter(node -> FormulaCoverage.ON_THE_WAY_BACK.containsKey(node.name()))
                .forEach(node -> {
                    met.add(node.name());
                    node.operands().stream().distinct().filter(NodeGradients::needsGradient)
                            .forEach(operand -> check(node, operand));
                });
    }

    private static void check(GraphNode node, GraphNode operand) {
        Tensor at = operand.value().detach();
        Tensor jacobian = Autograd.jacobian(
                v -> node.apply(other -> other == operand ? v : NodeGradients.valueOf(other)), at);
        var elements = new Elements(jacobian.reshape(jacobian.numel() / at.numel(), at.numel()));
        double[][] j = MathText.rows(elements.shape[0], elements.shape[1],
                (i, k) -> Elements.number(elements.at(i, k)));
        Words words = FormulaCoverage.ON_THE_WAY_BACK.get(node.name());
        assertTrue(holds(words, j), node.name() + ": " + words + "\n" + java.util.Arrays.deepToString(j));
    }

    private static boolean holds(Words words, double[][] j) {
        int rows = j.length;
        int columns = j[0].length;
        if (words == Words.BACK_FROM_THE_END) {
            return all(rows, i -> all(columns, k -> j[i][k] == (k <= i ? 1 : 0)));
        }
        boolean onesAndZeros = all(rows, i -> all(columns, k -> j[i][k] == 0 || j[i][k] == 1));
        boolean eachResultFromOnePlace = all(rows, i -> sum(columns, k -> j[i][k]) == 1);
        boolean eachElementToOnePlace = all(columns, k -> sum(rows, i -> j[i][k]) == 1);
        boolean inOrder = all(columns, k -> k == 0 || place(j, k - 1) < place(j, k));
        if (!onesAndZeros) {
            return false;
        }
        if (words == Words.BACK_WHERE_TAKEN) {
            return rows == columns && all(rows, i -> all(columns, k -> i == k || j[i][k] == 0));
        }
        if (words == Words.BACK_TO_PLACES) {
            return eachResultFromOnePlace;
        }
        if (words == Words.BACK_FROM_PLACES) {
            return eachElementToOnePlace;
        }
        if (words == Words.BACK_ITS_PART) {
            return eachElementToOnePlace && inOrder;
        }
        if (words == Words.BACK_SUMMED) {
            return eachResultFromOnePlace
                    && all(columns, k -> sum(rows, i -> j[i][k]) == (double) rows / columns);
        }
        if (words == Words.BACK_IN_ORDER) {
            return eachResultFromOnePlace && eachElementToOnePlace;
        }
        return (words == Words.BACK_IN_SHAPE || words == Words.BACK_IN_DTYPE) && rows == columns
                && eachElementToOnePlace && inOrder;
    }

    /** The row in which a column has its first 1. */
    private static int place(double[][] j, int column) {
        return IntStream.range(0, j.length).filter(i -> j[i][column] == 1).findFirst().orElse(-1);
    }

    private static boolean all(int n, java.util.function.IntPredicate holds) {
        return IntStream.range(0, n).allMatch(holds);
    }

    private static double sum(int n, java.util.function.IntToDoubleFunction entry) {
        return IntStream.range(0, n).mapToDouble(entry).sum();
    }
}
