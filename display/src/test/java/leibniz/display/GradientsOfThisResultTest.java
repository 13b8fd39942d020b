package leibniz.display;

import static leibniz.autograd.Autograd.customFunction;
import static leibniz.autograd.Autograd.grad;
import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.Tensors.manualSeed;
import static leibniz.autograd.Tensors.randint;
import static leibniz.autograd.Tensors.randn;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphOption;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/** A picture shows derivatives of the result that it was asked for, whatever backward passes have left. */
class GradientsOfThisResultTest extends WithNotebook {
    private static String graph(Tensor... results) {
        return Displays.graph(results).toString();
    }

    private static void assertShows(String expected, String text) {
        assertTrue(text.replaceAll(" +", " ").contains(expected), text);
    }

    /** By hand: of 2x it is 2, and the pass through x² at 3 has left 6. */
    @Test
    void whatAnEarlierPassLeftStandsBesideTheGradientOfThisResult() {
        Tensor x = leaf("x", tensor(3.0));
        x.mul(x).backward();
        assertShows("x leaf data 3 grad 2 x.grad() 6", graph(name("y", x.mul(2))));
        assertTrue(Displays.graph(x.mul(2)).toMimeBundle().data().get("text/html").contains("x.grad() 6"));
        x.grad().zero_();
        assertShows("x leaf data 3 grad 2 x.grad() 0", graph(x.mul(2)));
        Tensor y = x.mul(2);
        y.backward();
        assertShows("x leaf data 3 grad 2\n", graph(y) + "\n");
    }

    /** By hand: y = 2x, z = 3y + x; after a pass through z, dy/dx is 2 and not 7. */
    @Test
    void afterAPassThatBeganElsewhereTheGradientIsStillThatOfThisResult() {
        Tensor x = leaf("x", tensor(1.0));
        Tensor y = name("y", x.square());
        Tensor z = name("z", y.mul(3).add(x));
        z.backward();
        assertShows("x leaf data 1 grad 2 x.grad() 7", graph(y));
        assertShows("y Square(x, x) data 1 grad 1\n", graph(y) + "\n");
        assertShows("x leaf data 1 grad 7\n", graph(z) + "\n");
        assertShows("y Square(x, x) data 1 grad 3", graph(z));
    }

    /** The values are those that the engine computes before it frees the graph. */
    @Test
    void keptValuesGiveWhatTheEngineGives() {
        manualSeed(3);
        Tensor w = leaf("W", randn(3, 2));
        Tensor b = leaf("b", randn(2));
        Tensor x = name("X", randn(4, 3));
        Tensor labels = name("labels", randint(0, 2, 4));
        Tensor loss = name("loss", x.matmul(w).add(b).tanh().crossEntropy(labels));
        String before = graph(loss);
        loss.mul(5).backward();
        assertEquals(
                before.replaceAll(" W.grad\\(\\).*| b.grad\\(\\).*", "").replaceAll(" +", " ").replace(" \n",
                        "\n"),
                graph(loss).replaceAll(" W.grad\\(\\).*| b.grad\\(\\).*", "").replaceAll(" +", " ")
                        .replace(" \n", "\n"));
        var graph = Graph.of(loss);
        var gradients = NodeGradients.of(graph);
        for (var node : graph.nodes()) {
            assertEquals(NodeGradients.needsGradient(node), gradients.containsKey(node), node::toString);
        }
        Tensor engine = grad(x.matmul(w).add(b).tanh().crossEntropy(labels), w);
        Tensor kept = gradients.get(graph.find(w));
        assertTrue(kept.allclose(engine), kept + " and " + engine);
    }

    @Test
    void aFunctionOfTheUserIsNotCalledWhereThePassLeftTheAnswer() {
        var calls = new AtomicInteger();
        Tensor x = leaf("x", tensor(2.0));
        Tensor y = customFunction("Own", in -> {
            calls.incrementAndGet();
            return in.get(0).mul(3);
        }, (g, in, out) -> List.of(g.mul(3))).apply(List.of(x));
        y.backward();
        calls.set(0);
        assertShows("x leaf data 2 grad 3", graph(name("y", y)));
        assertEquals(0, calls.get());
    }

    /** By hand: w² at [1, 2] has the gradient 2w = [2, 4]. */
    @Test
    void afterAWriteInPlaceValuesAndGradientsAreThoseThatTheGraphWasComputedFrom() {
        Tensor w = leaf("w", tensor(1.0, 2.0));
        Tensor z = name("z", w.square().sum());
        noGrad(() -> {
            w.sub_(0.5);
        });
        String text = graph(z);
        assertShows("w leaf (2) data [1, 2] grad [2, 4]", text);
        assertTrue(text.contains("w was changed in place"), text);
        String explained = Displays.explain(z, w).toString();
        assertTrue(explained.contains("w = [1, 2]\u1d40") && !explained.contains("1.5"), explained);
        assertTrue(explained.contains("w was changed in place"), explained);
        assertEquals("tensor([0.5000, 1.5000], requiresGrad=true)", w.toString());
    }

    @Test
    void withoutKeptValuesTheOldOnesAreSaidToBeGone() {
        Graph.keepValues(false);
        Tensor w = leaf("w", tensor(1.0, 2.0));
        Tensor z = name("z", w.square().sum());
        noGrad(() -> {
            w.sub_(0.5);
        });
        String text = graph(z);
        assertFalse(text.contains("[0.5, 1.5]"), text);
        assertTrue(
                text.contains("w was changed in place after this was computed from it. The value that it had "
                        + "then is not kept."),
                text);
        assertTrue(
                text.contains("Not all gradients are known: ") && text.contains("a later operation in place"),
                text);
    }

    @Test
    void aPictureWithoutGradientsSaysWhy() {
        Tensor x = leaf("x", tensor(1.0, 2.0));
        assertTrue(
                graph(x.mul(2)).contains("No gradients: only a single number has a gradient, and the result "
                        + "has the shape (2)."),
                graph(x.mul(2)));
        assertTrue(graph(x.sum(), x.mean()).contains("here are 2"), graph(x.sum(), x.mean()));
        assertTrue(graph(tensor(3.0))
                .contains("nothing that this tensor was computed from requires a gradient"));
        String cut = graph(x.sum().detach().mul(2));
        assertTrue(cut.contains("No gradients: ") && cut.contains("detach"), cut);
        Tensor inside = noGrad(() -> x.sum().mul(2));
        assertTrue(graph(inside).contains("noGrad"), graph(inside));
        Graph.keepValues(false);
        Tensor y = x.square().sum();
        y.backward();
        assertTrue(graph(y).contains(
                "Not all gradients are known: the graph has been freed. An earlier backward() of <Sum>"),
                graph(y));
        assertFalse(graph(x.sum()).contains("No gradients"), graph(x.sum()));
    }

    /** After y.backward(v) what lies at the nodes is v times the Jacobian, which is no gradient of y. */
    @Test
    void ofAVectorWhatBackwardLeftIsSaidToBeThat() {
        Tensor x = leaf("x", tensor(1.0, 2.0));
        Tensor y = name("y", x.square());
        y.backward(tensor(10.0, 100.0), GraphOption.RETAIN_GRAPH);
        String text = graph(y);
        assertShows("x leaf (2) data [1, 2] x.grad() [20, 400]", text);
        assertShows("left by backward() [10, 100]", text);
        assertTrue(text.contains("left by backward(): the gradient of what was differentiated last"), text);
    }
}
