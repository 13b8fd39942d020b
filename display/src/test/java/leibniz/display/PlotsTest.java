package leibniz.display;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.linspace;
import static leibniz.autograd.Tensors.matmul;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static leibniz.display.TestNotebook.VARIABLES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import leibniz.autograd.Autograd;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Plots, and the tables that stand beside some of them. */
class PlotsTest extends WithNotebook {
    static {
        System.setProperty("java.awt.headless", "true");
    }

    /** The alternative text of a picture that has been checked to be one. */
    private static String picture(Displayable plot) {
        var svg = Html5.parse(Html5.svg(plot));
        assertFalse(Html5.elements(svg, "path").isEmpty(), "the picture is empty");
        assertTrue(Html5.texts(svg, "style").getFirst().contains("@media(prefers-color-scheme:dark)"));
        return Html5.alternative(plot);
    }

    @Test
    void alternativeTextsSayWhatIsDrawn() {
        assertEquals(
                "Plot of f from -2 to 2: f runs from -6 to 6, is least, -6, at -2 and is largest, 6, at 2.",
                picture(Displays.plot(x -> x.pow(3).sub(x), -2, 2)));
        assertEquals(
                "Plot of f from 0.5 to 2 and its tangent at x = 1: there f is 0 and its slope 4, so the tangent is "
                        + "y = 4x \u2212 4. f runs from -1.875 to 7.5, is least, -1.875, at 0.5 and is largest, 7.5, at 2.",
                picture(Displays.plotTangent(x -> x.pow(3).sub(x.reciprocal()), 1, 0.5, 2)));
        String sine = picture(Displays.plotWithDerivative(Tensor::sin, 0, Math.PI));
        assertTrue(sine.contains("f\u2032 runs from 1 to -1"), sine);
        VARIABLES.put("losses", tensor(4.0, 2, 1));
        assertEquals("Plot of losses, 3 values from 4 to 1, least 1, largest 4.",
                picture(Displays.plot((Tensor) VARIABLES.get("losses"))));
        Tensor t = linspace(0, 1, 5);
        assertEquals(
                "Plot against x of y1, 5 values from 0 to 1, least 0, largest 1; y2, 5 values from 0 to -1, least -1, "
                        + "largest 0.",
                picture(Displays.plot(t, t, t.neg())));
    }

    /** The right values are those of the functions, known by hand. */
    @Test
    void extremesAreThoseOfTheFunctionAndNotOfTheDrawnPoints() {
        String sine = picture(Displays.plot(Tensor::sin, 0, 6));
        assertTrue(sine.endsWith("is least, -1, at about 4.712 and is largest, 1, at about 1.571."), sine);
        String parabola = picture(Displays.plot(x -> x.sub(0.3).square(), -1, 2.1));
        assertTrue(parabola.contains("is least, 0, at 0.3 and"), parabola);
        // doubles 1.953125, the first number that nine doublings bring to 1000
        String loop = picture(Displays.plot(a -> {
            Tensor b = a;
            while (b.item() < 1000) {
                b = b.mul(2);
            }
            return b;
        }, 1, 2));
        assertTrue(loop.contains("is least, 1000, at about 1.953"), loop);
        // the values come as near to 1 as one likes and do not reach it
        String saw = picture(Displays.plot(x -> x.sub(Math.floor(x.item())), 0, 1.9));
        assertTrue(saw.contains("is largest, about 1, at about 1."), saw);
        String pole = picture(Displays.plot(Tensor::reciprocal, -1.003, 1));
        assertTrue(pole.contains("falls beyond all bounds near ") && pole.contains("grows beyond all bounds"),
                pole);
        String logarithm = picture(Displays.plot(Tensor::log, 0, 2));
        assertTrue(
                logarithm.contains("falls beyond all bounds near 0 and is largest, about 0.6931, at 2"),
                logarithm);
    }

    @Test
    void aNameThatSomethingElseHasIsNotGivenToASeries() {
        VARIABLES.put("y", tensor(7.0));
        assertEquals("Plot of values, 2 values from 1 to 3, least 1, largest 3.",
                Displays.plot(tensor(1.0, 3)).toString());
        VARIABLES.remove("y");
        assertEquals("Plot of y, 2 values from 1 to 3, least 1, largest 3.",
                Displays.plot(tensor(1.0, 3)).toString());
    }

    @Test
    void linesCanBeGivenNames() {
        var lines = new LinkedHashMap<String, Tensor>();
        lines.put("right", tensor(1.0, 3));
        lines.put("yours", tensor(2.0, 5));
        assertEquals(
                "Plot against x of right, 2 values from 1 to 3, least 1, largest 3; yours, 2 values from 2 to 5, least 2, largest 5.",
                Displays.plot(tensor(0.0, 1), lines).toString());
        assertTrue(picture(Displays.plot(tensor(0.0, 1), lines)).contains("yours"));
    }

    @Test
    void functionsThatLoopAndBranchAreDrawnPointByPoint() {
        String alt = picture(Displays.plotWithDerivative(a -> {
            Tensor b = a.mul(2);
            while (b.norm().item() < 1000) {
                b = b.mul(2);
            }
            return b;
        }, 1, 2));
        assertTrue(alt.contains("f\u2032 runs from 1024 to 512") || alt.contains("f\u2032 runs from 1024 to"),
                alt);
    }

    @Test
    void whatAnAxisHasNoPlaceForIsLeftOutAndSaidSo() {
        Displayable pole = Displays.plot(Tensor::reciprocal, -1, 1);
        assertTrue(
                pole.toString().endsWith(
                        "Left out: 1 of 201 points. An axis has no place for infinities and NaN."),
                pole.toString());
        assertTrue(pole.toMimeBundle().data().get("text/html").contains("1 of 201 points"));
        picture(pole);
        Displayable linear = Displays.plotGradCheck(x -> x.mul(2).sum(), tensor(0.5, 1));
        picture(linear);
        assertTrue(linear.toString().contains("A logarithmic axis has no place for 0"), linear.toString());
        Displayable nothing = Displays.plot(Tensor::log, -2, -1);
        assertFalse(nothing.toMimeBundle().data().containsKey("text/html"), "there is nothing to draw");
        assertTrue(nothing.toString().contains("has no finite value"), nothing.toString());
    }

    @Test
    void aUsersChartWithLogarithmicAxesIsDrawnAndStaysAsItWas() {
        XYChart chart = new XYChartBuilder().width(300).height(200).build();
        chart.getStyler().setYAxisLogarithmic(true);
        double[] y = { 1, 0, -3, 100, Double.POSITIVE_INFINITY };
        var series = chart.addSeries("loss", new double[]{ 1, 2, 3, 4, 5 }, y);
        MimeBundle bundle = Renderers.render(chart);
        assertTrue(bundle.text().contains("Left out: 3 of 5 points"), bundle.text());
        assertTrue(bundle.data().containsKey("image/png"));
        assertEquals(y, series.getYData());
    }

    @Test
    void aGradientCheckHasAVAndAPanelOfEntries() {
        String alt = picture(Displays.plotGradCheck(x -> x.sin().mul(x).sum(), tensor(0.5, 1, -2)));
        assertTrue(
                alt.startsWith("Gradient check passed: all 6 derivatives, forward and reverse, agree, ")
                        && alt.contains(
                                "6 derivatives by the rules against central differences, all on the diagonal"),
                alt);
        assertTrue(alt.contains("The forward difference is best at h = "), alt);
        picture(Displays.plotGradCheck(x -> x.mul(x), tensor(0.5, 1)));
        assertThrows(IllegalArgumentException.class, () -> Displays.plotGradCheck(Tensor::sum, ones(1000)));
    }

    @Test
    void aGradientCheckSaysWhichRuleIsWrong() {
        var wrong = Autograd.customFunction("MySquare", xs -> xs.get(0).square(),
                (cotangent, xs, y) -> List.of(cotangent.mul(xs.get(0)).mul(3)));
        Displayable plot = Displays.plotGradCheck(x -> wrong.apply(List.of(x.sin())).sum(),
                tensor(0.5, 1, -2));
        assertEquals(
                List.of("Gradient check failed: 6 of 6 derivatives, forward and reverse, are wrong, largest error 0.33 (tolerance 10⁻⁶).",
                        "The worst, of the output at () by the input at (2): 1.135 by the rules, 0.7568 by differences.",
                        "The rule of MySquare is wrong: checked by itself it differs from its differences too."),
                Html5.words(plot).subList(0, 3));
        assertTrue(Html5.alternative(plot).contains("The rule of MySquare is wrong"));
        List<String> kink = Html5.words(Displays.plotGradCheck(x -> x.abs().sum(), tensor(0.5, 0)));
        assertEquals("The slopes on both sides of x differ, however small h is: check at another point.",
                kink.get(1));
        assertTrue(kink.contains("\u03b5/h: the rounding of f, divided by the step"), kink.toString());
    }

    /** The pieces in which the first line of a plot is drawn, leaving out those of its axes. */
    private static long pieces(Displayable plot) {
        var svg = Html5.parse(Html5.svg(plot));
        return Html5.elements(svg, "path").stream().map(path -> path.getAttribute("d"))
                .filter(d -> d.chars().filter(c -> c == 'L').count() > 3).findFirst().orElseThrow().chars()
                .filter(c -> c == 'M').count();
    }

    @Test
    void noLineLeadsAcrossAJumpOrAPole() {
        assertEquals(1, pieces(Displays.plot(Tensor::sin, -3, 3)));
        assertEquals(1, pieces(Displays.plot(x -> x.mul(2000).tanh(), -1, 1)), "steep, but it does not jump");
        assertEquals(2, pieces(Displays.plot(Tensor::sign, -1, 1)), "and a dot at 0");
        assertEquals(2, pieces(Displays.plot(Tensor::reciprocal, -1, 1)));
        assertEquals(2, pieces(Displays.plot(Tensor::reciprocal, -1.003, 1)), "no place lies on the pole");
        assertEquals(5, pieces(Displays.plot(Tensor::tan, -5, 5)), "poles at odd multiples of \u03c0/2");
        assertEquals(2, pieces(Displays.plot(new double[]{ 4, 3, 2.5, 2.25, Double.NaN, 2, 1.5, 1.25 })));
        Displayable pole = Displays.plot(Tensor::reciprocal, -1.003, 1);
        assertTrue(pole.toString().contains("lie beyond the plot") && !pole.toString().contains("Left out"),
                pole.toString());
    }

    @Test
    void tangentsAreWrittenAsAPersonWould() {
        assertTrue(
                Html5.words(Displays.plotTangent(Tensor::exp, 1, -2, 2)).contains("tangent y \u2248 2.718x"));
        assertEquals("= x", Plots.equation(1, 0));
        assertEquals("= \u2212x \u2212 2", Plots.equation(-1, -2));
        assertEquals("= 3", Plots.equation(0, 3));
        assertEquals("= \u22120.5x + 1", Plots.equation(-0.5, 1));
        String none = Displays.plotTangent(Tensor::sqrt, 0, 0, 2).toString();
        assertTrue(none.contains("At x = 0 it has no tangent: there f is 0 and its slope inf."), none);
    }

    /** Slopes by hand; PyTorch gives 0 for abs and relu at 0, and 1 for clamp at its bound. */
    @Test
    void aLineThatIsNoTangentIsNotDrawn() {
        assertNoTangent("0, which is that of no tangent: the slope is -1 on the left and 1 on the right",
                Tensor::abs, 0);
        assertNoTangent("0, which is that of no tangent: the slope is 0 on the left and 1 on the right",
                Tensor::relu, 0);
        assertNoTangent("1, which is that of no tangent: the slope is 1 on the left and 0 on the right",
                x -> x.clamp(-1, 1), 1);
        assertNoTangent("2, which is that of no tangent: the slope is 4 on the left and 4 on the right",
                x -> x.detach().mul(x), 2);
        assertNoTangent("3, which is that of no tangent: the slope is inf on the left and 3 on the right",
                x -> x.item() < 1 ? x : x.mul(3), 1);
        for (TensorFunction smooth : List.<TensorFunction>of(Tensor::sin, Tensor::exp, x -> x.mul(100).sin(),
                x -> x.pow(3), x -> x.abs().pow(3), x -> x.toFloat().sin(), x -> x.add(1e6), x -> x.mul(0),
                x -> x.square().mul(1e5), Tensor::tanh)) {
            for (double at : new double[]{ -2, 0, 0.3, 2 }) {
                String text = Displays.plotTangent(smooth, at, -2, 2).toString();
                assertTrue(text.contains("tangent is y"), text);
            }
        }
    }

    private static void assertNoTangent(String expected, TensorFunction f, double at) {
        Displayable plot = Displays.plotTangent(f, at, -4, 4);
        assertTrue(plot.toString().contains("gives the slope " + expected + "."), plot.toString());
        assertTrue(Html5.words(plot).stream().noneMatch(word -> word.startsWith("tangent")));
        assertTrue(plot.toMimeBundle().data().get("text/html").contains(expected), "under the picture");
    }

    @Test
    void infinitiesOfTheSameSignAreEqual() {
        String table = Displays.derivatives(Tensor::sqrt, 0).toString();
        assertEquals(3, table.lines().filter(line -> line.matches(".* inf +0")).count(), table);
        assertFalse(table.contains("NaN") || table.contains("Infinity"), table);
        assertTrue(Renderers.render(Displays.derivatives(Tensor::sqrt, 4)).data().get("text/html")
                .contains("$f&#39;(x) = \\frac{1}{2 \\sqrt{x}}$"));
        assertEquals("10⁻⁵", Numbers.full(1e-5));
        assertEquals("1.2345678901234567·10²⁰", Numbers.full(1.2345678901234567e20));
        assertEquals("0.1", Numbers.full(0.1));
    }

    @Test
    void wrongArgumentsAreExplained() {
        assertMessage("from < to", () -> Displays.plot(Tensor::sin, 1, 1));
        assertMessage("from < to", () -> Displays.plot(Tensor::sin, 0, Double.NaN));
        assertMessage("shape (3)", () -> Displays.plot(x -> x.mul(arange(3.0)), 0, 1));
        assertMessage("returned null", () -> Displays.plot(x -> null, 0, 1));
        assertMessage("f is null", () -> Displays.plot(null, 0, 1));
        assertMessage("shape (2, 3)", () -> Displays.plot(zeros(2, 3)));
        assertMessage("x has 2 elements and series 1 has 3", () -> Displays.plot(zeros(2), zeros(3)));
        assertMessage("at most 2000", () -> Displays.compareModes(Tensor::sum, zeros(3000)));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void threeWaysToADerivativeStandSideBySide() {
        String table = Displays.derivatives(x -> x.pow(3).mul(4).add(x.pow(2)).add(3), 2).toMimeBundle()
                .text();
        assertTrue(table.contains("symbolic    f\u2032(x) = 12x\u00b2 + 2x"), table);
        assertEquals(3,
                table.lines().filter(line -> line.contains("  52  ") && line.endsWith("  0")).count(),
                table);
        String loop = Displays.derivatives(a -> a.norm().item() > 1 ? a.mul(3) : a, 2).toMimeBundle().text();
        assertTrue(loop.contains("no formula: f needs the value of x"), loop);
        Html5.parse(
                "<p>" + Displays.derivatives(Tensor::exp, 1).toMimeBundle().data().get("text/html") + "</p>");
    }

    @Test
    void modesAreComparedByWhatTheEngineCounts() {
        Tensor features = ones(20, 5);
        Displayable modes = Displays.compareModes(w -> matmul(features, w).sub(1).square().mean(), ones(5));
        String text = modes.toMimeBundle().text();
        assertTrue(
                text.contains(
                        "forward, from the right: (1\u00d720) [(20\u00d720) [(20\u00d720) (20\u00d75)]]"),
                text);
        assertTrue(
                text.contains(
                        "reverse, from the left: [[(1\u00d720) (20\u00d720)] (20\u00d720)] (20\u00d75)"),
                text);
        // 20·20·5 twice and 20·5 from the right; 20·20 twice and 20·5 from the left
        assertTrue(text.contains("4,100") && text.contains("900"), text);
        var table = Html5.parse("<p>" + modes.toMimeBundle().data().get("text/html") + "</p>");
        assertTrue(Html5.elements(table, "img").getFirst().getAttribute("alt")
                .contains("at n = 5 forward takes 50"));
        assertTrue(Displays.compareModes(x -> ones(2), ones(3)).toMimeBundle().text().contains("reverse"));
    }

    /**
     * Reverse mode saves the argument of the square, 16 bytes, and that of the sine, 4; forward mode nothing.
     */
    @Test
    void forwardModeKeepsNothingAndReverseModeWhatItsRulesRead() {
        String text = Displays.compareModes(t -> t.mul(t).sum().sin(), tensor(1.0, 2, 3, 4)).toString();
        assertTrue(text.matches("(?s)accumulation +passes +operations +bytes kept +multiplications\n"
                + "forward .* 24 +0 +\\d+\nreverse .* 6 +20 +\\d+\n.*"), text);
        assertTrue(
                text.contains("Forward keeps nothing, O(1)") && text.contains("take 64 bytes while it runs"),
                text);
    }
}
