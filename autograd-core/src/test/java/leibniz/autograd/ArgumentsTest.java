package leibniz.autograd;

import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a node of the graph says that an operation was given besides its operands. */
class ArgumentsTest {
    private static void check(String arguments, UnaryOperator<Tensor> operation) {
        Tensor x = ones(2, 3).requiresGrad_(true);
        assertEquals(arguments, Graph.of(operation.apply(x)).results().getFirst().arguments());
    }

    @Test
    void partsNameTheirIndex() {
        check("[1, :]", x -> x.get(1));
        check("[1, 2]", x -> x.get(1, 2));
        check("[:, 2]", x -> x.select(1, 2));
        check("[:, 0:2]", x -> x.narrow(1, 0, 2));
        check("[:, 0:3:2]", x -> x.slice(1, 0, 3, 2));
        check("[0]", x -> x.flatten().narrow(0, 0, 1).get(0));
        check("[:, 1]", x -> x.get(":, 1"));
        check("[:, ::-1]", x -> x.flip(1));
    }

    @Test
    void reductionsNameTheirDims() {
        check("", Tensor::sum);
        check("dim 1", x -> x.sum(1));
        check("dim 0", x -> x.mean(0));
        check("dim 1", x -> x.max(1));
        check("dim 1", x -> x.norm(1));
        check("dim 1", x -> x.softmax(1));
        check("dim 1", x -> x.logSoftmax(1));
        check("dim 0", x -> x.cumsum(0));
        check("dim 1", x -> x.var(1));
        check("dim 1", x -> cat(1, x, x));
    }

    @Test
    void placesThatATensorNamesAreWrittenOut() {
        check("at [1, 0, 1] in dim 0", x -> x.indexSelect(0, tensor(1L, 0, 1)));
        check("at [[2], [0]] in dim 1", x -> x.gather(1, tensor(new long[][]{ { 2 }, { 0 } })));
        check("at [0, 4]", x -> x.maskedSelect(
                tensor(new boolean[][]{ { true, false, false }, { false, true, false } })));
        check("at [0, 0, 0, 0, \u2026, 0] in dim 0", x -> x.indexSelect(0, zeros(DType.INT64, 20)));
        check("to [0, 1]", x -> x.clamp(0, 1));
    }

    @Test
    void lossesNameTheirLabelsAsTheyWere() {
        check("labels [2, 0]", x -> x.crossEntropy(tensor(2L, 0)));
        check("labels [2, 0]", x -> x.crossEntropy(tensor(2L, 0), null, -100, 0.1, LossReduction.SUM));
        check("labels [2, -100]", x -> x.crossEntropy(tensor(2L, -100), null, -100, 0, LossReduction.MEAN));
        Tensor labels = tensor(2L, 0);
        check("labels [2, 0]", x -> {
            Tensor loss = x.crossEntropy(labels);
            labels.fill_(1);
            return loss;
        });
    }

    @Test
    void numbersInFormulasHaveTheDigitsOfTheirDtype() {
        Tensor x = Tensors.symbol("x");
        assertEquals("0.1x", x.mul(tensor(0.1)).toString());
        Tensor w = ones(3).requiresGrad_(true);
        GraphNode product = Graph.of(w.mul(0.1)).results().getFirst();
        assertEquals("g/10", product.rule(0, node -> null));
    }

    @Test
    void addingAndTheLikeNameNothing() {
        check("", x -> x.add(x));
        check("", Tensor::sin);
        check("", x -> x.reshape(3, 2));
    }
}
