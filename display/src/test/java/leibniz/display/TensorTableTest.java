package leibniz.display;

import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.manualSeed;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.rand;
import static leibniz.autograd.Tensors.randn;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

class TensorTableTest {
    private static String html(Tensor x) {
        return Renderers.render(x).data().get("text/html");
    }

    /** The texts of all cells that hold text themselves, row by row. */
    private static List<String> cells(Tensor x) {
        return Html5.elements(Html5.parse(html(x)), "td").stream()
                .filter(cell -> cell.getElementsByTagName("table").getLength() == 0)
                .map(cell -> cell.getTextContent()).toList();
    }

    private static String heading(Tensor x) {
        return Html5.elements(Html5.parse(html(x)), "div").get(1).getTextContent();
    }

    @Test
    void theTextIsThatOfTheTensor() {
        Tensor x = arange(4.0).requiresGrad_(true);
        assertEquals("tensor([0., 1., 2., 3.], requiresGrad=true)", Renderers.render(x).text());
    }

    @Test
    void theHeadingTellsShapeTypeAndState() {
        Tensor x = arange(4.0).requiresGrad_(true);
        assertEquals("tensor (4) · float32 · requires grad", heading(x));
        assertEquals("tensor (4) · float32 · result of Mul", heading(x.mul(2)));
        assertEquals("tensor () · int64", heading(tensor(3)));
        assertEquals("tensor (2, 1) · float64", heading(ones(DType.FLOAT64, 2, 1)));
        assertEquals("tensor (4) · bool", heading(x.gt(1)));
    }

    @Test
    void aGradientStandsUnderItsVector() {
        Tensor x = arange(4.0).requiresGrad_(true);
        x.dot(x).mul(2).backward();
        assertEquals(List.of("data", "0", "1", "2", "3", "grad", "0", "4", "8", "12"), cells(x));
    }

    @Test
    void aGradientStandsBesideItsMatrix() {
        Tensor x = tensor(new double[][]{ { 1, -2 } }).requiresGrad_(true);
        x.square().sum().backward();
        assertEquals(List.of("data", "grad", "1", "-2", "2", "-4", "-2", "-1", "0", "1", "2", "-4", "-2",
                "0", "2",
                "4"), cells(x), "and below them what the colours mean");
    }

    @Test
    void heatFollowsSignAndSize() {
        String html = html(tensor(new double[][]{ { 4, -2, 0 } }));
        assertTrue(html.contains("background:rgba(0,114,178,0.36)\">4"), html);
        assertTrue(html.contains("background:rgba(213,94,0,0.18)\">-2"), html);
        assertTrue(html.contains("white-space:nowrap\">0"), "zero has no colour: " + html);
    }

    @Test
    void whatIsNoNumberIsMarked() {
        String html = html(tensor(new double[][]{ { Double.NaN, Double.NEGATIVE_INFINITY, 1 } }));
        assertTrue(html.contains("font-weight:bold\">nan"), html);
        assertTrue(html.contains("font-weight:bold\">-inf"), html);
        assertTrue(html.contains("rgba(0,114,178,0.36)\">1"), "the finite ones keep their scale: " + html);
    }

    @Test
    void ordinaryNumbersHaveTheirDigitsBelowEachOther() {
        assertEquals(List.of("0.1000", "-0.2500", "3.0000"), cells(tensor(0.1, -0.25, 3)));
        assertEquals(List.of("0.50", "123.46", "99.00"), cells(tensor(0.5, 123.456, 99)));
        assertEquals(List.of("1.5", "54321.1"), cells(tensor(DType.FLOAT64, 1.5, 54321.1)));
        assertEquals(List.of("-0", "0", "10⁻⁵", "2.5000"), cells(tensor(-0.0, 0, 1e-5, 2.5)),
                "what would be left with less than two digits is written by itself");
        assertEquals(List.of("1999", "2000"), cells(arange(2000.0).add(1).slice(0, 1998, 2000, 1)));
        assertEquals(List.of("1.5·10¹⁰", "1", "0.25"), cells(tensor(1.5e10, 1, 0.25)));
        assertEquals(List.of("10⁻⁸", "2.5·10⁻⁹", "nan"), cells(tensor(1e-8, 2.5e-9, Double.NaN)));
        assertEquals(List.of("12345678", "-3"), cells(tensor(12_345_678, -3)));
        manualSeed(1);
        assertTrue(cells(randn(300, 200)).stream().noneMatch(cell -> cell.matches(".*\\de-?\\d.*")),
                "no powers of ten");
    }

    /** The characters in the longest row of cells, with some room around each. */
    private static int widest(Tensor x) {
        return Html5.elements(Html5.parse(html(x)), "tr").stream()
                .filter(row -> row.getElementsByTagName("table").getLength() == 0
                        && !row.getTextContent().contains("mean"))
                .mapToInt(
                        row -> row.getTextContent().length() + 2 * row.getElementsByTagName("td").getLength())
                .max()
                .orElse(0);
    }

    @Test
    void noTableIsWiderThanACell() {
        manualSeed(1);
        for (Tensor x : List.of(arange(2000.0), randn(1000), randn(1000).mul(1e-20), randn(300, 200),
                randn(3, 4, 300),
                arange(1000).mul(1_000_000_007L))) {
            assertTrue(widest(x) <= 125, widest(x) + ": " + heading(x));
        }
        assertEquals("tensor (2000) \u00b7 float32 \u00b7 17 of 2000 elements shown",
                heading(arange(2000.0)));
        assertEquals("tensor (30) \u00b7 bool \u00b7 17 of 30 elements shown", heading(zeros(30).eq(0)));
        Tensor withGradient = randn(20, 20).requiresGrad_(true);
        withGradient.square().sum().backward();
        assertTrue(widest(withGradient) <= 65, "each half: " + widest(withGradient));
    }

    @Test
    void scalarsAndTruthValuesAreCompact() {
        assertEquals(List.of("0.5000"), cells(tensor(0.5)));
        assertEquals(List.of("true", "false"), cells(tensor(true, false)));
    }

    @Test
    void anEmptyTensorSaysSo() {
        assertTrue(html(zeros(0, 3)).contains("no elements"));
    }

    @Test
    void higherRanksAreShownMatrixByMatrix() {
        var cells = cells(arange(24).reshape(2, 3, 2, 2));
        assertEquals("[0, 0, :, :]", cells.getFirst());
        assertTrue(cells.containsAll(List.of("[0, 1, :, :]", "⋮", "[1, 2, :, :]", "23")), cells::toString);
        assertFalse(cells.contains("12"), "the middle is left out");
        assertEquals("tensor (2, 3, 2, 2) · int64 · 3 of 6 matrices shown",
                heading(arange(24).reshape(2, 3, 2, 2)));
    }

    @Test
    void aMillionElementsStaySmallAndSaySo() {
        Tensor x = rand(1000, 1000);
        assertTrue(html(x).length() < 60_000, html(x).length() + " characters");
        assertEquals("tensor (1000, 1000) · float32 · 15 of 1000 rows shown · 11 of 1000 columns shown",
                heading(x));
        assertTrue(html(rand(1_000_000)).length() < 10_000);
        assertTrue(html(rand(5000, 1000)).length() < 10_000);
    }

    @Test
    void longVectorsShowBothEnds() {
        var cells = cells(arange(1000));
        assertEquals("0", cells.get(1));
        assertEquals("999", cells.getLast());
        assertTrue(cells.contains("…"));
    }

    @Test
    void aResultIsShownWithoutTheWarningOfGrad() {
        Tensor y = arange(4.0).requiresGrad_(true).mul(2);
        var stderr = System.err;
        var caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            Renderers.render(y);
        } finally {
            System.setErr(stderr);
        }
        assertEquals("", caught.toString(StandardCharsets.UTF_8));
    }

    @Test
    void showingChangesNothing() {
        Tensor x = arange(4.0).requiresGrad_(true);
        Tensor buffer = ones(2, 2);
        Tensor y = x.mul(x);
        for (var t : List.of(x, y, buffer)) {
            Renderers.render(t);
        }
        assertNull(x.grad());
        buffer.add_(x.sum()); // forbidden once a view of it exists
        y.sum().backward();
        assertEquals("tensor([0., 2., 4., 6.])", x.grad().toString());
        Renderers.render(x);
        assertEquals("tensor([0., 2., 4., 6.])", x.grad().toString());
    }

    @Test
    void manyElementsAreSummarized() {
        Tensor x = arange(100.0).sub(9).detach();
        x.set_(Double.NaN, 50);
        x.set_(Double.POSITIVE_INFINITY, 99);
        assertEquals("min -9 \u00b7 mean 39.99 \u00b7 max 89 \u00b7 1 nan \u00b7 1 infinite",
                cells(x).getFirst());
        var picture = Html5.image(Renderers.render(x));
        assertEquals("Histogram of the values: 24 equal parts from -9 to 89 hold "
                + "5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5",
                picture.getAttribute("alt"));
        assertFalse(html(arange(64.0)).contains("min"), "so few are all there to see");
        assertEquals("34 of 100 are true", cells(arange(100).remainder(3).eq(0)).getFirst());
        assertFalse(html(ones(100)).contains("<img"), "one value has no histogram");
        assertEquals("100 nan", cells(ones(100).mul(Double.NaN)).getFirst());
    }

    @Test
    void aRetainedGradientStandsUnderItsResult() {
        Tensor x = arange(3.0).requiresGrad_(true);
        Tensor y = x.mul(2);
        y.retainGrad();
        y.sum().backward();
        assertEquals(List.of("data", "0", "2", "4", "grad", "1", "1", "1"), cells(y));
    }

    @Test
    void whatWasCutOffSaysSo() {
        Tensor x = arange(3.0).requiresGrad_(true);
        assertEquals("tensor (3) \u00b7 float32 \u00b7 detached", heading(x.detach()));
        assertEquals("tensor (3) \u00b7 float32 \u00b7 made in noGrad", heading(noGrad(() -> x.mul(2))));
    }

    @Test
    void theColoursOfAllMatricesOfATensorHaveOneScale() {
        String html = html(tensor(new double[][][]{ { { 1, 2 } }, { { 4, 8 } } }));
        assertTrue(html.contains("rgba(0,114,178,0.09)\">2"), html);
        assertTrue(html.contains("rgba(0,114,178,0.36)\">8"), html);
    }
}
