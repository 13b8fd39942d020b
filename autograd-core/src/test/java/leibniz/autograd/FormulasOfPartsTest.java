package leibniz.autograd;

import static leibniz.autograd.TextAssertions.assertFormula;
import static leibniz.autograd.TextAssertions.assertText;
import static leibniz.autograd.Autograd.derivative;
import static leibniz.autograd.Autograd.grad;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Nothing that an operation does is missing from its formula, and derivatives as formulas have the right
 * values.
 */
class FormulasOfPartsTest {
    private final Tensor s = symbol("s");
    private final Tensor x = symbol("x", 3);
    private final Tensor b = symbol("b", 3);
    private final Tensor a = symbol("A", 3, 3);
    private final Tensor w = symbol("W", 2, 3);

    @Test
    void parts() {
        assertFormula("x₀ − x₁", "x_{0} - x_{1}", x.get(0).sub(x.get(1)));
        assertFormula("A[1, 2]", "A_{1, 2}", a.get(1, 2));
        assertFormula("A[1, :]", "A_{1, :}", a.get(1));
        assertText("A[:, 2]", a.select(1, 2));
        assertFormula("x[1:3]", "x_{1:3}", x.narrow(0, 1, 2));
        assertText("x[1:2]", x.slice(0, 1, 2, 1));
        assertText("x[0:3:2]", x.slice(0, 0, 3, 2));
        assertText("A[:, 0:2]", a.slice(1, 0, 2, 1));
        assertText("W[:, 1]", w.get(":, 1"));
        assertText("W[1, 0:2]", w.get("1, 0:2"));
        assertText("W[:, 1:2]", w.get(":, 1:2"));
        assertText("tril A", a.tril());
        assertText("triu(A, 1)", a.triu(1));
        assertText("tril(A, -1)", a.tril(-1));
        assertText("(x + b)[1]", x.add(b).get(1));
        assertText("2x₀", x.get(0).mul(2));
        assertFormula("gather(x, [2, 0])", "\\operatorname{gather}\\left(x, [2, 0]\\right)",
                x.gather(0, tensor(2, 0)));
        assertText("x[::-1]", x.flip());
        assertText("A[::-1, :]", a.flip(0));
        assertText("[x, b]", cat(0, x, b));
    }

    @Test
    void arrangements() {
        assertText("reshape(A, 9)", a.reshape(9));
        assertFormula("xᵀ", "x^\\top", x.reshape(1, 3));
        assertText("x", x.reshape(3, 1));
        assertText("Aᵀ", a.permute(1, 0));
        assertText("A", a.permute(0, 1));
        assertText("permute(T, 2, 0, 1)", symbol("T", 2, 3, 4).permute(2, 0, 1));
        assertFormula("𝟏·xᵀ", "\\mathbf{1} x^\\top", x.unsqueeze(0).expand(2, 3));
        assertText("x·𝟏ᵀ", x.unsqueeze(1).expand(3, 2));
        assertText("diagonal(A, 0)", a.diagonal());
    }

    @Test
    void reductions() {
        assertFormula("(∑ x)/3", "\\frac{\\sum x}{3}", x.mean());
        assertText("(∑_0 W)/2", w.mean(0));
        assertText("∑((x − (∑ x)/3)²)/2", x.var());
        assertText("‖x − (∑ x)/3‖/√2", x.std());
        assertFormula("∏ x", "\\prod x", x.prod());
        assertText("∏_1 W", w.prod(1));
        assertFormula("tr A", "\\operatorname{tr} A", a.trace());
        assertText("(max x)/3", x.max().div(3));
        assertText("max_0 W", w.max(0));
        assertText("ln(∑_1(e^W))", w.logsumexp(1));
        assertText("(sin s)/3", s.sin().div(3));
        assertText("arcsin s", s.asin());
        assertText("clamp(s, 0, 1)", s.clamp(0, 1));
        assertText("x + [1., 2., 3.]", x.add(tensor(FLOAT64, 1, 2, 3)));
    }

    @Test
    void derivatives() {
        assertFormula("1/3·𝟏ᵀ", "\\frac{1}{3} \\mathbf{1}^\\top", derivative(x.mean(), x));
        assertFormula("e₀ᵀ − e₁ᵀ", "\\mathbf{e}_{0}^\\top - \\mathbf{e}_{1}^\\top",
                derivative(x.get(0).sub(x.get(1)), x));
        assertText("2x₁x₀e₀ᵀ + x₀²e₁ᵀ", derivative(x.get(0).square().mul(x.get(1)), x));
        assertText("e[1, 2]", derivative(a.get(1, 2), a));
        assertText("2·embed(x[1:3], 1:3)ᵀ", derivative(x.narrow(0, 1, 2).square().sum(), x));
        assertText("place(𝟏, [2, 0])ᵀ", derivative(x.gather(0, tensor(2, 0)).sum(), x));
        assertText("embed(b, ::-1)ᵀ", derivative(x.flip().dot(b), x));
        assertText("2A", derivative(a.reshape(9).square().sum(), a));
        assertText("2[x, b][0:3]ᵀ", derivative(cat(0, x, b).square().sum(), x));
        assertText("(∏ x)/xᵀ", derivative(x.prod(), x));
        assertText("I", derivative(a.trace(), a));
        assertText("𝟏ᵀA", derivative(a.matmul(x).sum(), x));
        assertText("𝟏·xᵀ", derivative(a.matmul(x).sum(), a));
        assertText("b·𝟏ᵀ", derivative(a.sum(1).dot(b), a));
        assertText("𝟏·bᵀ", derivative(a.sum(0).dot(b), a));
        assertText("bxᵀ", derivative(x.dot(a.transpose().matmul(b)), a));
        assertText("1/√((1 − s)(s + 1))", derivative(s.asin(), s));
    }

    /**
     * By hand: a factor behind sin x stands apart from its argument, and a number in a row is one everywhere.
     */
    @Test
    void nothingReadsAsAnotherFormula() {
        assertFormula("(sin s)s", "\\left(\\sin s\\right) s", s.sin().mul(s));
        assertText("sin s·cos s", s.sin().mul(s.cos()));
        assertText("s/(sin s)", s.div(s.sin()));
        assertText("(2·sin s)/3", s.sin().mul(2).div(3));
        assertText("3·cos(s³)s²", derivative(s.pow(3).sin(), s));
        assertText("s·cos s + sin s", derivative(s.sin().mul(s), s));
        assertFormula("[Ax > 0]ᵀA + 𝟏ᵀ", "\\left[A x > 0\\right]^\\top A + \\mathbf{1}^\\top",
                derivative(a.matmul(x).relu().sum().add(x.sum()), x));
        assertText("Aᵀ[Ax > 0] + 𝟏", Autograd.gradientFormula(a.matmul(x).relu().sum().add(x.sum()), x));
        assertText("6(3x + 𝟏)ᵀ", derivative(x.mul(3).add(1).square().sum(), x));
        assertText("𝟏·𝟏ᵀ + I", derivative(x.add(x.sum()), x));
        assertFormula("where(s < 1, 0, where(s = 1, 0.5, 1))",
                "\\begin{cases} 0 & s < 1 \\\\ 0.5 & s = 1 \\\\ 1 & \\text{else} \\end{cases}",
                derivative(Tensors.maximum(s, tensor(1.0)), s));
        assertText("(∏_1 W)·𝟏ᵀ/W", derivative(w.prod(1).sum(), w));
        assertText("𝟏·(∏_0 W)ᵀ/W", derivative(w.prod(0).sum(), w));
        Tensor squares = Autograd.gradientFormula(Autograd.gradientFormula(w.prod(1).sum(), w).sum(), w);
        assertText("reshape(∇^2(∏_1 W)·𝟏, 2, 3)", squares);
        Tensor second = Autograd.gradientFormula(Autograd.gradientFormula(x.prod(), x).sum(), x);
        String third = Autograd.gradientFormula(second.square().sum(), x).toString();
        assertTrue(third.contains("∇^3(∏ x)"), third);
        assertText("[x = (max x)·𝟏]ᵀ/(∑ [x = (max x)·𝟏])", derivative(x.max(), x));
    }

    /** What each formula gives with data is what reverse mode gives for the same function of the data. */
    @Test
    void derivativesHaveTheValuesOfReverseMode() {
        List<Supplier<Tensor>> numbers = List.of(() -> x.mean(), () -> x.var(), () -> x.std(), () -> x.prod(),
                () -> x.get(0).square().mul(x.get(1)), () -> x.narrow(0, 1, 2).square().sum(),
                () -> x.slice(0, 0, 3, 2).exp().sum(), () -> x.gather(0, tensor(2, 0, 2)).square().sum(),
                () -> x.flip().dot(b), () -> x.cumsum(0).dot(b), () -> cat(0, x, b, x).square().sum(),
                () -> x.reshape(1, 3).matmul(a).matmul(b).sum(),
                () -> x.unsqueeze(0).expand(2, 3).square().sum(),
                () -> x.layerNorm(3).dot(b), () -> x.softmax(0).dot(b), () -> x.diag().matmul(a).trace(),
                () -> x.outer(b).diagonal().square().sum(), () -> a.matmul(x).get(1).mul(x.get(2)),
                () -> x.dot(a.transpose().matmul(b)), () -> x.div(4).asin().sum(),
                () -> Tensors.stack(1, x, b).permute(1, 0).matmul(x).sum());
        Map<String, Tensor> data = new TreeMap<>(Map.of("x", tensor(FLOAT64, 1.5, 2, -0.5), "b",
                tensor(FLOAT64, 0.5, -1, 3), "A",
                tensor(FLOAT64, new double[][]{ { 1, 2, 0.5 }, { -1, 0.25, 3 }, { 2, 1, -2 } })));
        for (Supplier<Tensor> number : numbers) {
            Tensor z = number.get();
            Tensor input = data.get("x").copy().requiresGrad_(true);
            Map<String, Tensor> used = new TreeMap<>(data);
            used.put("x", input);
            used.keySet().retainAll(Binding.allSymbols(z).keySet());
            Tensor expected = grad(z.bind(used), input);
            Tensor actual = derivative(z, x).bind(used);
            assertTrue(expected.sub(actual).abs().max().item() < 1e-12,
                    () -> z + ": " + derivative(z, x) + " gives " + actual + ", reverse mode " + expected);
        }
    }

    /** The formula is written with a division, and computed without. */
    @Test
    void aProductOfDataHasDerivativesAtZeroToo() {
        Tensor slope = derivative(x.prod(), x);
        assertEquals("tensor([0., 6., 0.])", slope.bind(Map.of("x", tensor(2.0, 0.0, 3.0))).toString());
        assertEquals("tensor([0., 0., 0.])", slope.bind(Map.of("x", tensor(0.0, 0.0, 3.0))).toString());
        Tensor second = derivative(derivative(x.prod(), x), x);
        assertEquals("tensor([[0., 4., 3.],\n        [4., 0., 2.],\n        [3., 2., 0.]])",
                second.bind(Map.of("x", tensor(2.0, 3.0, 4.0))).toString());
        Tensor ofRows = derivative(w.prod(1).sum(), w);
        assertEquals("tensor([[ 0.,  3.,  0.],\n        [30., 24., 20.]])",
                ofRows.bind(Map.of("W", tensor(new double[][]{ { 1, 0, 3 }, { 4, 5, 6 } }))).toString());

        Tensor input = tensor(2.0, 0.0, 3.0).requiresGrad_(true);
        x.prod().bind(Map.of("x", input)).backward();
        assertEquals("tensor([0., 6., 0.])", input.grad().toString());
    }

    /** By hand: each derivative is the product of the elements that are left. */
    @Test
    void higherDerivativesOfAProductAtZero() {
        Tensor second = derivative(derivative(x.prod(), x), x);
        assertText("(∏ x)(𝟏·𝟏ᵀ − I)/(xxᵀ)", second);
        assertEquals("tensor([[0., 4., 0.],\n        [4., 0., 2.],\n        [0., 2., 0.]])",
                second.bind(Map.of("x", tensor(2.0, 0.0, 4.0))).toString());
        assertEquals("tensor([[0., 0., 0.],\n        [0., 0., 2.],\n        [0., 2., 0.]])",
                second.bind(Map.of("x", tensor(2.0, 0.0, 0.0))).toString());
        Tensor third = derivative(second.get(0, 1), x);
        assertEquals("tensor([0., 0., 1.])", third.bind(Map.of("x", tensor(0.0, 0.0, 0.0))).toString());
        Tensor fourth = derivative(derivative(second.get(0, 1).mul(x.get(2)), x).get(2), x);
        assertEquals("tensor([0., 0., 2.])", fourth.bind(Map.of("x", tensor(0.0, 0.0, 0.0))).toString());
    }

    /** By hand, for the sum of squares of the slopes of the product of each row: of (a, b) it is a² + b². */
    @Test
    void higherDerivativesOfProductsOverDimsAtZero() {
        Tensor m = symbol("M", 2, 2);
        Map<String, Tensor> data = Map.of("M", tensor(new double[][]{ { 0, 3 }, { 4, 5 } }));
        assertEquals("tensor([[ 0.,  6.],\n        [ 8., 10.]])",
                derivative(derivative(m.prod(1).sum(), m).square().sum(), m).bind(data).toString());
        assertEquals("tensor([[ 0.,  6.],\n        [ 8., 10.]])",
                derivative(derivative(m.prod(true, 0).sum(), m).square().sum(), m).bind(data).toString());
        // of all four, (bcd)² + (acd)² + (abd)² + (abc)² where a = 0: by the others 2bc²d² and so on
        assertEquals("tensor([[   0., 2400.],\n        [1800., 1440.]])",
                derivative(derivative(m.prod(), m).square().sum(), m).bind(data).toString());
        Tensor named = symbol("N", "m", "n");
        Map<String, Tensor> other = Map.of("N", tensor(new double[][]{ { 1, 3 }, { 4, 5 } }));
        assertEquals("tensor([[ 2.,  6.],\n        [ 8., 10.]])",
                derivative(derivative(named.prod(1).sum(), named).square().sum(), named).bind(other)
                        .toString());
        // 2a ((cd)² + (bd)² + (bc)²) with a = 1, b = 3, c = 4, d = 5
        assertEquals(2 * (400 + 225 + 144), derivative(derivative(named.prod(), named).square().sum(), named)
                .bind(other).get(0, 0).item(), 1e-3);
    }

    @Test
    void namesOfDims() {
        Tensor n = symbol("N", "n", "n");
        assertText("tr N", n.trace());
        assertText("2Nᵀ", derivative(n.matmul(n).trace(), n));
        assertEquals("tensor([[2., 6.],\n        [4., 8.]])", derivative(n.matmul(n).trace(), n)
                .bind(Map.of("N", tensor(new double[][]{ { 1, 2 }, { 3, 4 } }))).toString());
        assertText("(∑ M)/(mn)", symbol("M", "m", "n").mean());
        assertText("∏ v", symbol("v", "n").prod());
        assertThrows(IllegalArgumentException.class, () -> symbol("M", "m", "n").reshape(-1));
        assertThrows(IllegalArgumentException.class, () -> symbol("v", "n").get(0));
    }

    /** What stands for a name in a shape is no size that a tensor can have. */
    @Test
    void noSizeIsTakenForAName() {
        symbol("X", "m", "n", "k");
        for (int size = 46337; size > 46200; size--) {
            Tensor plain = zeros(size);
            String message = assertThrows(IllegalArgumentException.class, () -> plain.add(zeros(2)))
                    .getMessage();
            assertTrue(message.startsWith("Add: the shapes (" + size + ") and (2)"), message);
            assertEquals(size, symbol("w", size).size(0));
            int negative = -size;
            message = assertThrows(IllegalArgumentException.class, () -> zeros(negative)).getMessage();
            assertEquals("zeros: the shape (" + negative + ") has a negative size.", message);
            assertThrows(IllegalArgumentException.class, () -> symbol("w", negative));
        }
    }

    @Test
    void symbolsAreWhatTheyAreByIdentity() {
        String twice = assertThrows(IllegalArgumentException.class, () -> s.mul(symbol("s"))).getMessage();
        assertEquals(
                "symbol: two symbols of this graph are called s, so data could not tell them apart. Make each "
                        + "symbol once and use it where you need it.",
                twice);
        Tensor z = s.square();
        String fresh = assertThrows(IllegalArgumentException.class, () -> derivative(z, symbol("s")))
                .getMessage();
        assertEquals(
                "derivative: the formula does not contain the tensor by which it is to be differentiated, the "
                        + "symbol s. Check that it was computed from this very symbol, not from another of the same name.",
                fresh);
        assertThrows(IllegalArgumentException.class, () -> derivative(z, x));
        assertText("0", derivative(derivative(s.mul(2), s), s)); // the derivative of a linear function knows
                                                                 // its symbol
    }

    @Test
    void aConstantOfAFreedGraphHasNoFormula() {
        Tensor x = Tensors.tensor(1.0, 2.0).requiresGrad_(true);
        Tensor y = x.mul(Tensors.tensor(3.0, 4.0));
        y.sum().backward();
        assertNull(Graph.of(y).results().get(0).rule(0, node -> null));
    }

    @Test
    void aShapeThatDoesNotFitIsSaidOnce() {
        Tensor x = Tensors.symbol("x", 3);
        Tensor y = Tensors.symbol("y", 2);
        RuntimeException error = assertThrows(IllegalArgumentException.class, () -> x.add(y));
        assertNull(error.getCause(), "it would be printed again below the message");
    }
}
