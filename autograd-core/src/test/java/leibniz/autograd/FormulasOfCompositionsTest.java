package leibniz.autograd;

import static leibniz.autograd.Autograd.derivative;
import static leibniz.autograd.Autograd.grad;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * The formulas of compositions, as text and in LaTeX, and the values of their derivatives as formulas, which
 * are those of reverse mode.
 */
class FormulasOfCompositionsTest {
    private final Tensor x = symbol("x", 3);
    private final Tensor b = symbol("b", 3);
    private final Tensor p = symbol("p", 3);
    private final Tensor a = symbol("A", 3, 3);
    private final Tensor w = symbol("W", 2, 3);
    private final Tensor m = symbol("M", 3, 2);
    private final Tensor t = symbol("T", 2, 3, 3);
    private final Tensor u = symbol("U", 2, 3, 3);
    private final Tensor image = symbol("I", 1, 1, 4, 4);
    private final Tensor kernel = symbol("K", 1, 1, 2, 2);
    private final Map<String, Tensor> data = new HashMap<>();

    /**
     * A composition, what it is written as (unless that is left open), and the symbol to differentiate by.
     */
    private record Row(String text, String latex, Tensor by, Tensor formula) {}

    private static Row row(String text, String latex, Tensor by, Tensor formula) {
        return new Row(text, latex, by, formula);
    }

    private List<Row> rows() {
        return List.of(
                row("WM", "W M",
                        w, w.mm(m)),
                row("Wx", "W x",
                        x, w.mv(x)),
                row("TU", "T U",
                        t, t.bmm(u)),
                row("Wᵀ", "W^\\top",
                        w, w.t()),
                row("reshape(W, 6)", "\\operatorname{reshape}\\left(W, 6\\right)",
                        w, w.flatten()),
                row("x²", "x^{2}",
                        x, Tensors.pow(x, 2)),
                row("∑_0 W", "\\sum_{0} W",
                        w, Tensors.sum(w, 0)),
                row("(∑_0 W)/2", "\\frac{\\sum_{0} W}{2}",
                        w, Tensors.mean(w, 0)),
                row("x[1:3]", "x_{1:3}",
                        x, x.get("1:3")),
                row("W[:, 1]", "W_{:, 1}",
                        w, w.get(":, 1")),
                row("∑((x − (∑ x)/3)²)/3",
                        "\\frac{\\sum\\left(\\left(x - \\frac{\\sum x}{3}\\right)^{2}\\right)}{3}",
                        x, x.biasedVar()),
                row("‖x − (∑ x)/3‖/√3", "\\frac{\\left\\|x - \\frac{\\sum x}{3}\\right\\|}{\\sqrt{3}}",
                        x, x.biasedStd()),
                row("‖x‖_3", "\\left\\|x\\right\\|_3",
                        x, x.vectorNorm(3)),
                row("∑ |x|", "\\sum \\left|x\\right|",
                        x, x.vectorNorm(1)),
                row("max |x|", "\\max \\left|x\\right|",
                        x, x.vectorNorm(Double.POSITIVE_INFINITY)),
                row("tril A", "\\operatorname{tril} A",
                        a, a.tril()),
                row("triu(A, 1)", "\\operatorname{triu}\\left(A, 1\\right)",
                        a, a.triu(1)),
                row("diagonal(A, 1)", "\\operatorname{diagonal}\\left(A, 1\\right)",
                        a, a.diagonal(1)),
                row("clamp(x, 0.1, ∞)", "\\operatorname{clamp}\\left(x, 0.1, \\infty\\right)",
                        x, x.clampMin(0.1)),
                row("clamp(x, −∞, 0.1)", "\\operatorname{clamp}\\left(x, -\\infty, 0.1\\right)",
                        x, x.clampMax(0.1)),
                row("where(max([x < b], [b ≠ b]) > 0, b, x)",
                        "\\begin{cases} b & \\max\\left(\\left[x < b\\right], \\left[b \\ne b\\right]\\right) > 0 \\\\ x & \\text{else} \\end{cases}",
                        x, x.clampMin(b)),
                row("ln(∑_1(e^[x, b]))", "\\ln\\left(\\sum_{1}\\left(e^{\\left[x, b\\right]}\\right)\\right)",
                        x, x.logaddexp(b)),
                row("∑(−gather(W, [2, 3]))/2",
                        "\\frac{\\sum\\left(-\\operatorname{gather}\\left(W, [2, 3]\\right)\\right)}{2}",
                        w, w.nllLoss(tensor(2, 0))),
                row("−(∑ gather(logsoftmax_1 W, [2, 3]))/2",
                        "-\\frac{\\sum \\operatorname{gather}\\left(\\operatorname{logsoftmax}_{1} W, [2, 3]\\right)}{2}",
                        w, w.crossEntropy(tensor(2, 0))),
                row("−∑((logsoftmax x) ⊙ p)",
                        "-\\sum\\left(\\left(\\operatorname{logsoftmax} x\\right) \\odot p\\right)",
                        x, x.crossEntropy(p)),
                row("∑((x − b)²)/3", "\\frac{\\sum\\left(\\left(x - b\\right)^{2}\\right)}{3}",
                        x, x.mseLoss(b)),
                row("(∑ |x − b|)/3", "\\frac{\\sum \\left|x - b\\right|}{3}",
                        x, x.l1Loss(b)),
                row("(∑ where(|x − b| < 1, 0.5(x − b)², |x − b| − 0.5))/3",
                        "\\frac{\\sum \\begin{cases} 0.5 \\left(x - b\\right)^{2} & \\left|x - b\\right| < 1 \\\\ \\left|x - b\\right| - 0.5 & \\text{else} \\end{cases}}{3}",
                        x, x.huberLoss(b, 1)),
                row("∑(−(p² ⊙ ln p + (1 − p²) ⊙ ln(1 − p)))/3",
                        "\\frac{\\sum\\left(-\\left(p^{2} \\odot \\ln p + \\left(1 - p^{2}\\right) \\odot \\ln\\left(1 - p\\right)\\right)\\right)}{3}",
                        p, p.binaryCrossEntropy(p.square())),
                row("∑(softplus x − (x ⊙ p))/3",
                        "\\frac{\\sum\\left(\\operatorname{softplus} x - \\left(x \\odot p\\right)\\right)}{3}",
                        x, x.binaryCrossEntropyWithLogits(p)),
                row("where(x > 0, x, 0.1x)",
                        "\\begin{cases} x & x > 0 \\\\ 0.1 x & \\text{else} \\end{cases}",
                        x, x.leakyRelu(0.1)),
                row("where(x > 0, x, e^x − 1)",
                        "\\begin{cases} x & x > 0 \\\\ e^{x} - 1 & \\text{else} \\end{cases}",
                        x, x.elu()),
                row("floor x", "\\operatorname{floor} x",
                        x, x.floor()),
                row("−floor(−x)", "-\\operatorname{floor}\\left(-x\\right)",
                        x, x.ceil()),
                row("round x", "\\operatorname{round} x",
                        x, x.round()),
                row("embed(x, 1:4)", "\\operatorname{embed}\\left(x, 1:4\\right)",
                        x, x.pad(1, 2)),
                row("x[0:2]", "x_{0:2}",
                        x, x.split(2).get(0)),
                row("x[2:3]", "x_{2:3}",
                        x, x.chunk(2).get(1)),
                row("W[1, :]", "W_{1, :}",
                        w, w.unbind().get(1)),
                row("x·𝟏ᵀ", "x \\mathbf{1}^\\top",
                        x, Tensors.meshgrid(x, b).get(0)),
                row("WM", "W M",
                        w, Tensors.einsum("ij,jk->ik", w, m)),
                row("", "", w, w.kron(m)),
                row("indexSelect(x, [0, 0, 1, 1, 2, 2])",
                        "\\operatorname{indexSelect}\\left(x, [0, 0, 1, 1, 2, 2]\\right)",
                        x, x.repeatInterleave(2)),
                row("M^+·b", "M^{+} b",
                        m, m.lstsq(b)),
                row("AAA", "A A A",
                        a, a.matrixPower(3)),
                row("A⁻¹", "A^{-1}",
                        a, a.matrixPower(-1)),
                row("", "", x, x.layerNorm(new int[]{ 3 }, b, p, 1e-5)),
                row("", "", w, w.crossEntropy(tensor(2, 0), p, 0, 0.1, LossReduction.SUM)),
                row("", "", p, w.crossEntropy(tensor(2, 0), p, 0, 0.1, LossReduction.MEAN)),
                row("", "", x, x.clamp(b, b.add(1))),
                row("", "", kernel, image.conv2d(kernel)),
                row("", "", image, image.conv2d(kernel, null, 2, 1)),
                row("", "", image, image.avgPool2d(2)),
                row("", "", x, x.cumprod(0)),
                row("", "", x, x.pad(new int[]{ 1, 0 }, 5)),
                row("", "", x, x.huberLoss(b, 2)),
                row("", "", x, x.elu(0.5)),
                row("", "", b, m.lstsq(b)));
    }

    @TestFactory
    Stream<DynamicTest> formulasAndTheirDerivatives() {
        Tensors.manualSeed(3);
        for (Tensor symbol : List.of(x, b, a, w, m, t, u, image, kernel)) {
            data.put(symbol.toString(), Tensors.randn(FLOAT64, symbol.shape()));
        }
        data.put("p", tensor(FLOAT64, 0.2, 0.5, 0.9)); // probabilities
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.formula.toString(), () -> {
            if (!row.text.isEmpty()) {
                assertEquals(row.text, row.formula.toString());
                assertEquals(row.latex, row.formula.toLatex());
            }
            Tensor number = row.formula.dim() == 0 ? row.formula : row.formula.square().sum();
            Tensor slope = derivative(number, row.by);
            Map<String, Tensor> used = new HashMap<>(data);
            used.keySet().retainAll(Binding.allSymbols(number).keySet());
            Tensor input = data.get(row.by.toString()).copy().requiresGrad_(true);
            used.put(row.by.toString(), input);
            Tensor expected = grad(number.bind(used), input, GraphOption.ALLOW_UNUSED);
            Tensor actual = slope.bind(used);
            assertTrue(expected.allclose(actual, 1e-10, 1e-12),
                    () -> "the formula " + slope + " gives " + actual + ", reverse mode " + expected);
        }));
    }

    /** By hand: the sign of x times |x|² by the square of the norm; a formula holds away from 0. */
    @Test
    void slopesOfNormsAreWrittenWithoutTheirEdges() {
        Tensor v = symbol("v", 2);
        assertEquals("(|v|² ⊙ sign v)ᵀ/‖v‖_3²", derivative(v.vectorNorm(3), v).toString());
        assertEquals("‖v‖_-1²(sign v)ᵀ/(|v|²)ᵀ", derivative(v.vectorNorm(-1), v).toString());
    }

    /** By hand: each row by its norm, 5, 10 and 13, with as many rows and columns as the data has. */
    @Test
    void normsOverNamedDims() {
        Tensor m = symbol("M", "m", "n");
        Tensor rows = tensor(new double[][]{ { 3, 4 }, { 6, 8 }, { 5, 12 } });
        Tensor norms = m.norm(1);
        assertEquals("tensor([ 5., 10., 13.])", norms.bind(Map.of("M", rows)).toString());
        Tensor slope = derivative(norms.sum(), m).bind(Map.of("M", rows));
        assertTrue(slope
                .allclose(tensor(new double[][]{ { 0.6, 0.8 }, { 0.6, 0.8 }, { 5.0 / 13, 12.0 / 13 } })));
    }

    /** What depends on values alone has no formula, and says what to do instead. */
    @Test
    void whatHasNoFormulaSaysSo() {
        for (Executable call : List.<Executable>of(() -> x.sort(0), () -> x.topk(2), () -> w.argmax(1),
                () -> w.maxWithIndices(1), () -> image.maxPool2d(2), () -> a.slogdet(), () -> x.isnan(),
                () -> x.any())) {
            String message = assertThrows(IllegalStateException.class, call).getMessage();
            assertTrue(message.contains("Give its symbols data with bind("), message);
        }
    }
}
