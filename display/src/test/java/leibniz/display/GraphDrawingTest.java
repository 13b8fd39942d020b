package leibniz.display;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.dot;
import static leibniz.autograd.Tensors.matmul;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.display.Displays.graph;
import static leibniz.display.Displays.graphWithGradientSizes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/** How a graph is drawn: what becomes one node, where it stands, and what fits on it. */
class GraphDrawingTest extends WithNotebook {
    private static Tensor doubledUntil(Tensor a, double bound) {
        Tensor b = a.mul(2);
        while (b.norm().item() < bound) {
            b = b.mul(2);
        }
        return b;
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
