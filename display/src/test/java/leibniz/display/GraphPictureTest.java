package leibniz.display;

import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.dot;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.display.Displays.graph;
import static leibniz.display.Displays.graphWithGradientSizes;
import static leibniz.display.Displays.graphWithRules;
import static leibniz.display.TestNotebook.VARIABLES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import leibniz.autograd.DType;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphOption;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/** What a picture of a graph says of its values and gradients. */
class GraphPictureTest extends WithNotebook {
    @Test
    void theFirstExampleOfTheCourse() {
        Tensor x = x();
        Tensor y = dot(x, x).mul(2);
        name("y", y);
        var picture = graph(y);
        assertEquals("""
                Computation graph of y = 28
                  x   leaf        (4)  data [0, 1, 2, 3]  grad [0, 4, 8, 12]
                  #1  Dot(x, x)        data 14            grad 2
                  y   Mul(#1, 2)       data 28            grad 1""", picture.toMimeBundle().text());
        assertEquals(
                "Computation graph of y = 28: x (leaf, [0, 1, 2, 3], gradient [0, 4, 8, 12]) -> Dot -> y = Mul by 2",
                Html5.alternative(picture));
        assertEquals(
                List.of("x", "leaf", "(4)", "data", "[0, 1, 2, 3]", "grad", "[0, 4, 8, 12]", "Dot", "data",
                        "14", "grad",
                        "2", "y", "Mul by 2", "data", "28", "grad", "1", "values, forward",
                        "gradients, backward"),
                Html5.words(picture));
    }

    @Test
    void isTheSameAfterBackwardWhereValuesAreKept() {
        Tensor x = x();
        Tensor y = dot(x, x).mul(2);
        name("y", y);
        String before = graph(y).toString();
        y.backward();
        assertEquals(before, graph(y).toString());
    }

    @Test
    void saysWhatBackwardHasFreed() {
        Graph.keepValues(false);
        Tensor x = x();
        Tensor y = dot(x, x).mul(2);
        y.backward();
        assertEquals(
                """
                        Computation graph of Mul = 28
                          x   leaf       (4)  data [0, 1, 2, 3]          x.grad() [0, 4, 8, 12]
                          #1  Dot(x, x)       data freed
                          #2  Mul(#1)         data 28            grad 1
                        Not all gradients are known: the graph has been freed. An earlier backward() of <Mul> already ran \
                        through <Mul>. Run the computation again, or give the earlier call the option RETAIN_GRAPH.""",
                graph(y).toString());
    }

    @Test
    void showsTheMomentAtWhichItWasAskedFor() {
        Tensor x = x();
        Tensor y = dot(x, x);
        name("y", y);
        var before = graph(y);
        y.backward();
        x.grad().zero_();
        VARIABLES.clear();
        assertTrue(
                before.toMimeBundle().text()
                        .contains("x  leaf       (4)  data [0, 1, 2, 3]  grad [0, 2, 4, 6]"),
                () -> before.toMimeBundle().text());
    }

    @Test
    void aLeafShowsTheGradientOfThisResultAndItsBuffer() {
        Tensor x = x();
        dot(x, x).backward();
        assertTrue(graph(x.sum()).toString().contains("grad [1, 1, 1, 1]  x.grad() [0, 2, 4, 6]"),
                graph(x.sum())::toString);
    }

    @Test
    void anOperationShowsTheGradientOfThisResult() {
        Tensor x = x();
        Tensor shared = x.square();
        name("shared", shared);
        shared.mul(5).sum().backward(GraphOption.RETAIN_GRAPH);
        assertTrue(graph(shared.sum()).toString().contains("data [0, 1, 4, 9]  grad [1, 1, 1, 1]"),
                () -> graph(shared.sum()).toString());
    }

    @Test
    void detachedAndConstantPartsCarryNoGradient() {
        Graph.keepValues(false);
        Tensor x = x();
        Tensor u = x.mul(x).detach();
        Tensor c = tensor(10.0, 20, 30, 40);
        Tensor z = u.mul(x).mul(c).sum();
        name("u", u);
        name("c", c);
        name("z", z);
        assertEquals("""
                Computation graph of z = 1340
                  x   leaf        (4)  data [0, 1, 2, 3]      grad [0, 20, 120, 360]
                  u   detached    (4)  data [0, 1, 4, 9]
                  #1  Mul(u, x)   (4)  data not held          grad [10, 20, 30, 40]
                  c   constant    (4)  data [10, 20, 30, 40]
                  #2  Mul(#1, c)  (4)  data not held          grad [1, 1, 1, 1]
                  z   Sum(#2)          data 1340              grad 1""",
                graph(z).toString());
    }

    @Test
    void aConstantIsItsOwnGraph() {
        assertTrue(graph(tensor(3)).toString().startsWith(
                "Computation graph of constant = 3\n  #1  constant  int64  data 3\nNo gradients: nothing that"));
    }

    @Test
    void aResultOfManyElementsHasNoGradientUntilBackwardLeftOne() {
        Tensor y = x().mul(2);
        assertTrue(graph(y).toString().contains("Mul(x, 2)  (4)  data [0, 2, 4, 6]\nNo gradients: "),
                () -> graph(y).toString());
    }

    @Test
    void matricesStandInRowsAndLargeTensorsShowTheirRange() {
        Tensor m = tensor(new double[][]{ { 1, 2 }, { 3, 4 } }).requiresGrad_(true);
        Tensor big = arange(DType.FLOAT64, 0, 1200, 1).reshape(30, 40);
        var words = Html5.words(graph(m.sum().mul(big)));
        assertTrue(
                words.containsAll(List.of("[1, 2]", "[3, 4]", "(30, 40) float64", "0 to 1199", "0 to 11990")),
                words::toString);
    }

    @Test
    void severalVariablesOfOneTensorAreAllNamed() {
        Tensor x = x();
        name("same", x);
        assertTrue(graph(x.sum()).toString().contains("x, same  leaf"));
    }

    @Test
    void infinitiesAndNanAreShown() {
        Tensor x = tensor(0.0).requiresGrad_(true);
        Tensor y = x.log().mul(x);
        assertTrue(graph(y).toString().contains("data nan"), () -> graph(y).toString());
        assertTrue(graph(x.sqrt()).toString().contains("grad inf"), () -> graph(x.sqrt()).toString());
    }

    @Test
    void namesAreEscapedEverywhere() {
        Tensor x = tensor(1.0).requiresGrad_(true);
        String name = "<script>\"&'\u0000\ud800</script>";
        name(name, x);
        var picture = graph(x.exp());
        String html = picture.toMimeBundle().data().get("text/html");
        assertFalse(html.contains("<script"), html);
        String shown = name.replace('\u0000', '\ufffd').replace('\ud800', '\ufffd');
        assertTrue(Html5.alternative(picture).contains(shown), () -> Html5.alternative(picture));
        assertEquals(shown, Html5.words(picture).getFirst());
    }

    @Test
    void changesNothing() {
        Tensor x = x();
        Tensor square = x.square();
        Tensor y = square.mul(x).sum();
        assertNull(x.grad());
        var before = graph(y).toString();
        graph(y).toMimeBundle();
        assertNull(x.grad(), "a picture must leave no gradient");
        y.backward(GraphOption.RETAIN_GRAPH);
        Tensor gradient = x.grad();
        String printed = gradient.toString();
        graph(y, square).toMimeBundle();
        graph(y).toMimeBundle();
        graphWithRules(y).toMimeBundle();
        graphWithGradientSizes(y).toMimeBundle();
        assertSame(gradient, x.grad());
        assertEquals(printed, x.grad().toString());
        y.backward();
        assertEquals("tensor([ 0.,  6., 24., 54.])", x.grad().toString(),
                "the second backward adds as it would without pictures");
        assertNotNull(before);
    }

    @Test
    void tensorsMayBeChangedInPlaceAfterAPicture() {
        Tensor x = x();
        Tensor buffer = ones(4);
        graph(buffer.mul(x).sum()).toMimeBundle();
        buffer.add_(x); // forbidden once a view of it exists
        assertEquals("tensor([1., 2., 3., 4.], gradFn=<Add>)", buffer.toString());
    }

    @Test
    void nothingToStartFromIsAnErrorThatSaysWhatToWrite() {
        var none = assertThrows(IllegalArgumentException.class, () -> graph());
        assertTrue(none.getMessage().contains("graph(y)"), none.getMessage());
        var empty = assertThrows(IllegalArgumentException.class, () -> graph(tensor(1.0), null));
        assertTrue(empty.getMessage().contains("tensor 2 of 2"), empty.getMessage());
    }

    @Test
    void whatLiesBehindADetachIsGreyWhereAVariableHoldsIt() {
        Tensor x = x();
        Tensor y = x.mul(x);
        Tensor u = y.detach();
        Tensor z = u.mul(x).sum();
        name("y", y);
        name("u", u);
        name("z", z);
        assertEquals("""
                Computation graph of z = 36
                  x   leaf             (4)  data [0, 1, 2, 3]   grad [0, 1, 4, 9]
                  y   Mul(x, x)        (4)  data [0, 1, 4, 9]   cut off
                  u   detached from y  (4)  data [0, 1, 4, 9]
                  #1  Mul(u, x)        (4)  data [0, 1, 8, 27]  grad [1, 1, 1, 1]
                  z   Sum(#1)               data 36             grad 1""", graph(z).toString());
        assertTrue(Html5.svg(graph(z)).contains(Colours.FADED));
        VARIABLES.remove("y");
        assertFalse(graph(z).toString().contains("cut off"), "then only the garbage collector knows");
    }

    @Test
    void rulesStandOnTheEdges() {
        Tensor x = x();
        Tensor c = tensor(1.0, 2, 3, 4).requiresGrad_(true);
        name("c", c);
        Tensor z = c.mul(x).mean();
        var picture = graphWithRules(z);
        var words = Html5.words(picture);
        assertTrue(words.containsAll(List.of("g ⊙ x", "g ⊙ c", "g·1", "g/4")), words::toString);
        assertTrue(picture.toString().contains("to c: g ⊙ x, to x: g ⊙ c"), picture::toString);
        assertTrue(Html5.alternative(picture).contains("gradient to c: g ⊙ x"));
    }

    @Test
    void widerLinesCarryLargerGradients() {
        Tensor x = tensor(1.0).requiresGrad_(true);
        Tensor y = x.mul(1000).add(x);
        String svg = Html5.svg(graphWithGradientSizes(y));
        assertTrue(svg.contains("stroke-width:6}"), svg);
        assertTrue(svg.contains("stroke:" + Colours.GRADIENT + ";stroke-width:1}"), svg);
        var words = Html5.words(graphWithGradientSizes(y));
        assertEquals(List.of("gradients, backward, by their size:", "1", "10", "100", "1000"),
                words.subList(words.size() - 5, words.size()));
    }

    @Test
    void aGradientOfZeroHasALineOfItsOwnInTheScale() {
        Tensor x = leaf("x", tensor(0.5));
        var words = Html5.words(graphWithGradientSizes(x.mul(0).add(x.mul(10))));
        assertEquals(List.of("0", "1", "10"), words.subList(words.size() - 3, words.size()));
    }

    @Test
    void sizesOfGradientsAreTheSameAfterBackwardAlsoWhereALeafIsUsedTwice() {
        Tensor x = leaf("x", arange(4.0));
        Tensor y = x.mul(x).mul(1000).add(x).sum();
        String before = Html5.svg(graphWithGradientSizes(y));
        y.backward();
        assertEquals(before, Html5.svg(graphWithGradientSizes(y)));
    }

    @Test
    void whereThereAreNoGradientsNoLineAndNoLegendShowsAny() {
        Tensor a = symbol("a");
        Tensor x = arange(3.0).requiresGrad_(true);
        for (Displayable graph : List.of(Displays.graph(a.mul(a).sin()), Displays.graph(x.sin(), x.cos()))) {
            String svg = Html5.svg(graph);
            assertFalse(svg.contains("gradients, backward") || svg.contains("stroke:" + Colours.GRADIENT),
                    svg);
            assertTrue(svg.contains("values, forward"), svg);
        }
        assertTrue(Html5.svg(Displays.graphWithRules(a.mul(a).sin())).contains("gradients, backward"));
    }

    @Test
    void allElementsOfAMatrixHaveTheSameNumberOfDigits() {
        assertEquals(List.of("[0.02842, 0.00849]", "[0.00135, -0.06502]"),
                ValueText.lines(tensor(new double[][]{ { 0.02842, 0.008492 }, { 0.00135064, -0.06502 } })));
        assertEquals(List.of("[0, 1.600, 1.246]"), ValueText.lines(tensor(0, 1.6, 1.24646)));
        assertEquals(List.of("[0.25, 0.5]"), ValueText.lines(tensor(0.25, 0.5)));
        assertEquals(List.of("[7.3·10⁻⁵, 3.142]"), ValueText.lines(tensor(7.2827e-5, 3.14159265)));
    }

    @Test
    void symbolsShowFormulasBeforeAndAfterDataIsBound() {
        Tensor a = symbol("a");
        Tensor b = symbol("b");
        Tensor c = a.mul(2).add(b);
        name("c", c);
        assertEquals("""
                Computation graph of c = 2a + b
                  a   symbol
                  #1  Mul(a, 2)   = 2a
                  b   symbol
                  c   Add(#1, b)  = 2a + b
                No data yet: z.bind(Map.of("name", tensor)) gives the symbols of z their values.""",
                graph(c).toString());
        Tensor bound = c.bind(Map.of("a", tensor(3.0).requiresGrad_(true), "b", tensor(1.0)));
        name("bound", bound);
        assertEquals("""
                Computation graph of bound = 2a + b = 7
                  a      leaf                  data 3  grad 2
                  #1     Mul(a, 2)   = 2a      data 6  grad 1
                  b      constant              data 1
                  bound  Add(#1, b)  = 2a + b  data 7  grad 1""", graph(bound).toString());
        assertTrue(Html5.words(graph(bound)).contains("2a + b"));
    }

    @Test
    void whatWasMadeInNoGradDiffersFromWhatWasDetached() {
        Tensor x = x();
        Tensor n = noGrad(() -> x.mul(2));
        name("n", n);
        assertTrue(graph(n.mul(x)).toString().contains("n   made in noGrad"),
                () -> graph(n.mul(x)).toString());
        assertTrue(Html5.svg(graph(n.mul(x))).contains(Box.Kind.NO_GRAD.outline));
    }

    @Test
    void picturesHoldNothingOfTheGraph() {
        for (var field : GraphPicture.class.getDeclaredFields()) {
            assertFalse(field.getType().getName().startsWith("leibniz.autograd"), field::toString);
        }
    }

    @Test
    void aGradientThatIsNotANumberStandsOut() {
        Tensor x = tensor(-1.0).requiresGrad_(true);
        assertTrue(Html5.svg(graph(x.sqrt())).contains(Colours.NOT_FINITE));
        assertFalse(Html5.svg(graph(x.exp())).contains(Colours.NOT_FINITE));
    }

    @Test
    void ofALargeGraphBackwardHasFreedWhatWasNotKept() {
        Tensor y = tensor(0.5).requiresGrad_(true);
        for (int i = 0; i < 310; i++) {
            y = Integer.bitCount(i) % 2 == 0 ? y.sin() : Integer.bitCount(3 * i) % 2 == 0 ? y.exp() : y.neg();
        }
        y.backward();
        String text = graph(y).toString();
        assertTrue(text.contains("data freed"), text);
        assertTrue(text.lines().anyMatch(line -> line.startsWith("  #") && line.contains("grad")),
                "what was kept is still shown: " + text);
        assertTrue(text.contains("\nNot all gradients are known: the graph has been freed."), text);
    }
}
