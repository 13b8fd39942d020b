package leibniz.display;

import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.dot;
import static leibniz.autograd.Tensors.matmul;
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

class GraphPictureTest extends WithNotebook {
    /** A vector that requires a gradient, known to the notebook as {@code x}. */
    private static Tensor x() {
        Tensor x = arange(4.0).requiresGrad_(true);
        name("x", x);
        return x;
    }

    private static Tensor doubledUntil(Tensor a, double bound) {
        Tensor b = a.mul(2);
        while (b.norm().item() < bound) {
            b = b.mul(2);
        }
        return b;
    }

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
    void kindsOfNodesDifferByOutlineAndNotOnlyByColour() {
        var outlines = java.util.Arrays.stream(Box.Kind.values()).map(kind -> {
            var marks = new java.util.ArrayList<Scene.Mark>();
            var box = new Box(kind, false, "n", new Box.Operation("Op"), "", "", List.of("1"), " = 1",
                    List.of(), Box.Left.NONE, List.of(), 1);
            new Card(box).draw(0, 0, Card.State.WHOLE, marks);
            return marks.stream().filter(Scene.Shape.class::isInstance).map(Scene.Shape.class::cast).limit(2)
                    .map(shape -> {
                        var path = new StringBuilder();
                        shape.path().svg(path);
                        return path + " " + shape.dashed();
                    }).toList();
        }).toList();
        assertEquals(outlines.size(), outlines.stream().distinct().count(), outlines::toString);
    }

    @Test
    void theRoundsOfALoopAreOneNode() {
        Tensor a = tensor(0.5).requiresGrad_(true);
        Tensor d = doubledUntil(a, 1000);
        name("a", a);
        name("d", d);
        assertEquals(
                "Computation graph of d = 1024: a (leaf, 0.5, gradient 2048) -> Mul by 2 ×10 -> d = Mul by 2",
                Html5.alternative(graph(d)));
    }

    @Test
    void aLoopBodyOfSeveralOperationsIsOneNode() {
        Tensor a = tensor(1.0).requiresGrad_(true);
        Tensor b = a;
        for (int i = 0; i < 6; i++) {
            b = b.add(1).mul(2);
        }
        Tensor c = b.sin();
        assertTrue(graph(c).toString().contains("Add → Mul(#1) ×6"), () -> graph(c).toString());
    }

    @Test
    void aNamedNodeIsNotFoldedAway() {
        Tensor a = tensor(1.0).requiresGrad_(true);
        Tensor middle = a.exp().exp().exp();
        name("middle", middle);
        assertTrue(graph(middle.exp().exp().exp()).toString().contains("\n  middle "),
                "the variable should be shown");
    }

    @Test
    void twoPathsAreBothDrawn() {
        Tensor x = tensor(2.0).requiresGrad_(true);
        name("x", x);
        Tensor f = x.square().log().mul(x.sin()).add(x.reciprocal());
        name("f", f);
        String alternative = Html5.alternative(graph(f));
        assertTrue(
                alternative.startsWith(
                        "Computation graph of f \u2248 1.761: x (leaf, 2, gradient 0.0824); #1 = Square("),
                alternative);
        assertTrue(alternative.endsWith("f = Add(#4, #5), 1.761, gradient 1"), alternative);
    }

    @Test
    void severalResultsShareOnePicture() {
        Tensor x = x();
        Tensor s = x.sum();
        Tensor p = dot(x, x);
        name("s", s);
        name("p", p);
        String text = graph(s, p).toString();
        assertTrue(text.startsWith("Computation graph of s = 6 and p = 14\n"), text);
        assertEquals(5, text.lines().count(), text);
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
    void longNamesAreCutInThePictureAndWholeInTheText() {
        String name = "aVeryLongNameForAVariableThatNobodyWouldEverWrite";
        Tensor x = tensor(1.0).requiresGrad_(true);
        name(name, x);
        var picture = graph(x.exp());
        assertEquals("aVeryLongNameForAVariableThatNo…", Html5.words(picture).getFirst());
        assertTrue(picture.toString().contains(name));
    }

    @Test
    void theHtmlIsAnImageWithItsSize() {
        var image = Html5.image(graph(x().sum()).toMimeBundle());
        var svg = Html5.parse(Html5.svg(graph(x().sum()))).getDocumentElement();
        assertEquals(svg.getAttribute("width"), image.getAttribute("width"));
        assertEquals(svg.getAttribute("height"), image.getAttribute("height"));
        // smaller type could not be read: a narrow page scrolls
        assertTrue(image.getAttribute("style").contains("min-width:" + image.getAttribute("width") + "px"));
    }

    @Test
    void textStaysInsideItsCard() {
        for (var kind : Box.Kind.values()) {
            for (var heading : List.of("", "x", "aLongerVariableName, another")) {
                var box = new Box(kind, false, heading, new Box.Operation("CrossEntropy"), "(2, 3) float64",
                        "2a + b", List.of("[-1.234, 10⁻¹⁰]", "[1]"), " ≈ [-1.234, 10⁻¹⁰]",
                        List.of("[-1.667, 2]"),
                        new Box.Left("x.grad()", List.of("[-1.667, 2]", "[-1.667, nan]")), List.of(), 3);
                var card = new Card(box);
                var marks = new java.util.ArrayList<Scene.Mark>();
                card.draw(100, 50, Card.State.WHOLE, marks);
                for (var mark : marks) {
                    if (mark instanceof Scene.Label label) {
                        assertTrue(label.x() >= 108 && label.x() + label.width() <= 100 + card.width - 8,
                                label + " leaves its card");
                        assertTrue(label.y() > 50 + label.size() * 0.7 && label.y() < 50 + card.height - 3,
                                label + " leaves its card");
                    }
                }
            }
        }
    }

    @Test
    void aLargeGraphIsSummarizedAndSaysSo() {
        Tensor x = tensor(0.5).requiresGrad_(true);
        Tensor y = x;
        for (int i = 0; i < 700; i++) {
            // No body repeats often enough to be folded.
            y = Integer.bitCount(i) % 2 == 0 ? y.sin() : Integer.bitCount(3 * i) % 2 == 0 ? y.exp() : y.neg();
        }
        var picture = graph(y);
        assertTrue(
                picture.toString()
                        .endsWith("\n701 nodes in all, of which those nearest to the result are shown."),
                picture::toString);
        assertTrue(Html5.alternative(picture).contains("701 nodes in all"), () -> Html5.alternative(picture));
        var words = Html5.words(picture);
        assertTrue(words.getLast().startsWith("701 nodes in all"), words::toString);
        assertTrue(words.contains("and " + (701 - GraphOutline.SHOWN_OF_MORE) + " more"), words::toString);
    }

    @Test
    void aChainOfAHundredThousandNodesIsDrawn() {
        Tensor x = tensor(1.0).requiresGrad_(true);
        name("x", x);
        Tensor y = x;
        for (int i = 0; i < 100_000; i++) {
            y = y.neg();
        }
        name("y", y);
        String text = graph(y).toString();
        assertTrue(text.contains("Neg(x) ×99999"), text);
        assertTrue(text.startsWith("Computation graph of y = 1\n"), text);
    }

    @Test
    void picturesOfTheCourseAreSmall() {
        Tensor x = x();
        Tensor w = ones(3).requiresGrad_(true);
        Tensor loss = matmul(ones(5, 3), w).sub(ones(5)).square().mean();
        for (var y : List.of(dot(x, x).mul(2), loss,
                x.square().log().mul(x.sin()).add(x.reciprocal()).sum())) {
            String svg = Html5.svg(graph(y));
            assertTrue(svg.length() < 12_000, svg.length() + " characters of SVG");
        }
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
    void aCompositionUnfoldsIntoItsPrimitives() {
        Tensor x = x();
        Tensor m = x.mean();
        name("m", m);
        var html = Html5.parse(graph(m).toMimeBundle().data().get("text/html"));
        assertEquals(List.of("What Mean is made of", "as text"), Html5.texts(html, "summary"));
        var pictures = Html5.elements(html, "img");
        assertEquals("Computation graph of m = 1.5: x (leaf, [0, 1, 2, 3], gradient [0.25, 0.25, 0.25, 0.25])"
                + " -> m = Mean", pictures.getFirst().getAttribute("alt"));
        assertEquals("Computation graph of m = 1.5: x (leaf, [0, 1, 2, 3], gradient [0.25, 0.25, 0.25, 0.25])"
                + " -> Sum -> m = Div by 4", pictures.getLast().getAttribute("alt"));
        assertEquals(1, Html5.elements(
                Html5.parse(graph(x.mul(2)).toMimeBundle().data().get("text/html")), "img").size());
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
    void equalLayersFoldOnlyWhereTheirGradientsAreEqual() {
        Tensor x = leaf("x", tensor(0.5));
        Tensor shrinking = x;
        Tensor level = x;
        for (int i = 0; i < 8; i++) {
            shrinking = shrinking.mul(0.1);
            level = level.mul(1);
        }
        assertTrue(graph(shrinking).toString().contains("\u00d77"));
        assertFalse(graphWithGradientSizes(shrinking).toString().contains("\u00d7"));
        assertTrue(graphWithGradientSizes(level).toString().contains("\u00d77"));
    }

    @Test
    void aGradientOfZeroHasALineOfItsOwnInTheScale() {
        Tensor x = leaf("x", tensor(0.5));
        var words = Html5.words(graphWithGradientSizes(x.mul(0).add(x.mul(10))));
        assertEquals(List.of("0", "1", "10"), words.subList(words.size() - 3, words.size()));
    }

    @Test
    void aBoldOneAndATransposeAreWrittenInFontsThatAllHave() {
        String svg = Svg.of(new Scene(9, 9,
                List.of(new Scene.Label(1, 2, "\ud835\udfcf a\u1d40b", 12, false, Colours.INK))), "");
        assertTrue(
                svg.contains("<tspan font-weight=\"bold\">1</tspan> a<tspan dy=\"-.35em\" font-size=\"70%\">T"
                        + "</tspan><tspan dy=\".245em\">b</tspan></text>"),
                svg);
        assertEquals(Scene.Label.width("1", 12, true), Scene.Label.width("\ud835\udfcf", 12, false), 1e-9);
    }

    @Test
    void aNetworkRunsStraightDownAScreen() {
        Tensor h = name("x", arange(24.0).reshape(2, 12).detach());
        for (int i = 0; i < 6; i++) {
            h = leibniz.autograd.Tensors
                    .matmul(h, leaf("w" + i, leibniz.autograd.Tensors.full(0.01 * (i + 1), 12, 12)))
                    .add(leaf("b" + i, leibniz.autograd.Tensors.zeros(12))).tanh();
        }
        var image = Html5.image(graph(name("z", h.sum())).toMimeBundle());
        assertTrue(Integer.parseInt(image.getAttribute("width")) < 900, image.getAttribute("width"));
        var map = Html5.elements(Html5.parse(graph(h.sum()).toMimeBundle().data().get("text/html")), "area");
        assertTrue(map.size() > 20 && map.getLast().getAttribute("title").contains("Sum"));
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
    void aLoopThatUsesTheSameTensorInEachRoundIsOneNode() {
        Tensor x = x();
        Tensor h = x.mul(x);
        for (int i = 0; i < 6; i++) {
            h = h.mul(x).add(1);
        }
        name("h", h);
        String text = graph(h.sum()).toString();
        assertTrue(text.contains("Mul → Add(#1, x) ×5"), text);
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

    /** From left to right it would be more than 3000 pixels wide. */
    @Test
    void aDeepGraphRunsDownTheSheetSoThatItFitsOnAScreen() {
        Tensor h = leaf("x", tensor(0.3, -0.2, 0.9));
        for (int i = 0; i < 6; i++) {
            Tensor layer = leaf("W" + i, ones(3, 3).mul(0.1 * i).detach());
            h = matmul(layer, h).add(leaf("b" + i, ones(3))).tanh();
        }
        var picture = graph(name("loss", h.square().sum()));
        var image = Html5.image(picture.toMimeBundle());
        assertTrue(Integer.parseInt(image.getAttribute("width")) < 1150, image.getAttribute("width"));
        assertTrue(Integer.parseInt(image.getAttribute("height")) > 1150, image.getAttribute("height"));
        var words = Html5.elements(Html5.parse(Html5.svg(picture)), "text");
        double first = 0;
        double last = 0;
        for (var word : words) {
            first = word.getTextContent().equals("x") ? Double.parseDouble(word.getAttribute("y")) : first;
            last = word.getTextContent().equals("loss") ? Double.parseDouble(word.getAttribute("y")) : last;
        }
        assertTrue(first < last, "inputs stand above what uses them");
        var small = Html5.image(graph(name("y", leaf("v", tensor(1.0)).sin())).toMimeBundle());
        assertTrue(Integer.parseInt(small.getAttribute("height")) < 120, "what fits runs to the right");
    }
}
