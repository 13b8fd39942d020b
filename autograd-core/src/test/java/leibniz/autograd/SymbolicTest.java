package leibniz.autograd;

import static leibniz.autograd.Autograd.derivative;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.dot;
import static leibniz.autograd.Tensors.outer;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Graphs that are built before there is data, and their derivatives as formulas. */
class SymbolicTest {
    private static final double TOLERANCE = 1e-9;

    private final Tensor s = symbol("x");
    private final Tensor a = symbol("a");
    private final Tensor x = symbol("x", "n");
    private final Tensor w = symbol("w", "n");
    private final Tensor p = symbol("p", "n");
    private final Tensor q = symbol("q", "n");
    private final Tensor matrix = symbol("X", "m", "n");
    private final Tensor target = symbol("y", "m");
    private final Tensor first = dot(x, w).sub(symbol("y")).square();
    private final Tensor second = matrix.matmul(w).sub(target).norm().square();

    private static void assertFormula(String text, String latex, Tensor x) {
        assertEquals(text, x.toString());
        assertEquals(latex, x.toLatex());
    }

    @Test
    void aGraphReadsAsItWasBuilt() {
        assertFormula("2a + b", "2 a + b", a.mul(2).add(symbol("b")));
        assertFormula("(⟨x,w⟩ − y)²", "\\left(\\left\\langle x, w \\right\\rangle - y\\right)^{2}", first);
        assertFormula("‖Xw − y‖²", "\\left\\|X w - y\\right\\|^{2}", second);
        assertFormula("x^x", "x^{x}", s.pow(s));
        assertFormula("ln(x²)·sin x + 1/x", "\\ln\\left(x^{2}\\right) \\cdot \\sin x + \\frac{1}{x}",
                s.square().log().mul(s.sin()).add(s.reciprocal()));
        assertFormula("rate·w1", "\\mathit{rate} \\cdot w_{1}", symbol("rate").mul(symbol("w1")));
        assertFormula("xwᵀ", "x w^\\top", outer(x, w));
        assertFormula("2x − [1, 2, 3]", "2 x - \\begin{bmatrix} 1 \\\\ 2 \\\\ 3 \\end{bmatrix}",
                symbol("x", 3).mul(2).sub(tensor(1, 2, 3)));
    }

    @Test
    void theWorkedExamplesOfTheChapter() {
        assertFormula("2(⟨x,w⟩ − y)xᵀ",
                "2 \\left(\\left\\langle x, w \\right\\rangle - y\\right) x^\\top", derivative(first, w));
        assertFormula("2(Xw − y)ᵀX", "2 \\left(X w - y\\right)^\\top X", derivative(second, w));
        assertFormula("2(Xw − y)ᵀX", "2 \\left(X w - y\\right)^\\top X",
                derivative(matrix.matmul(w).sub(target).square().sum(), w));
        assertFormula("2(Xw − y)wᵀ", "2 \\left(X w - y\\right) w^\\top", derivative(second, matrix));
        assertFormula("2XᵀX", "2 X^\\top X", derivative(derivative(second, w), w));
    }

    @Test
    void functionsOfOneNumber() {
        assertFormula("x^x·(ln x + 1)", "x^{x} \\left(\\ln x + 1\\right)", derivative(s.pow(s), s));
        Tensor f = s.square().log().mul(s.sin()).add(s.reciprocal());
        assertFormula("(2·sin x)/x + ln(x²)·cos x − 1/x²",
                "\\frac{2 \\cdot \\sin x}{x} + \\ln\\left(x^{2}\\right) \\cdot \\cos x - \\frac{1}{x^{2}}",
                derivative(f, s));
        assertEquals("12x² + 2x", derivative(s.pow(3).mul(4).add(s.square()).add(3), s).toString());
        assertEquals("24x + 2", derivative(derivative(s.pow(3).mul(4).add(s.square()), s), s).toString());
        assertEquals("−1/x²", derivative(s.reciprocal(), s).toString());
        assertEquals("1/(2√x)", derivative(s.sqrt(), s).toString());
        assertEquals("e^x·(x + 1)", derivative(s.exp().mul(s), s).toString());
        assertEquals("(1 − σ x)·σ x", derivative(s.sigmoid(), s).toString());
        assertEquals("[x > 0]", derivative(s.relu(), s).toString());
        assertEquals("2", derivative(s.mul(2), s).toString());
        assertEquals("0", derivative(derivative(s.mul(2), s), s).toString());
    }

    @Test
    void aNumberByAVector() {
        assertEquals("apᵀ", derivative(a.mul(dot(p, x)), x).toString());
        assertEquals("𝟏ᵀ", derivative(x.sum(), x).toString());
        assertEquals("2xᵀ", derivative(x.norm().square(), x).toString());
        assertEquals("xᵀ/‖x‖", derivative(x.norm(), x).toString());
        assertEquals("pᵀ + qᵀ", derivative(dot(p, x).add(dot(q, x)), x).toString());
        assertEquals("⟨q,x⟩pᵀ + ⟨p,x⟩qᵀ", derivative(dot(p, x).mul(dot(q, x)), x).toString());
        Tensor u = symbol("B", "k", "n").matmul(x);
        Tensor v = symbol("C", "k", "n").matmul(x);
        assertEquals("xᵀCᵀB + xᵀBᵀC", derivative(dot(u, v), x).toString());
        assertEquals("(cos x)ᵀ", derivative(x.sin().sum(), x).toString());
        assertFormula("1/n·𝟏ᵀ", "\\frac{1}{n} \\mathbf{1}^\\top", derivative(x.mean(), x));
    }

    @Test
    void aVectorByAVector() {
        Tensor b = symbol("B", "k", "n");
        Tensor u = b.matmul(x);
        assertEquals("I", derivative(x, x).toString());
        assertEquals("A", derivative(symbol("A", "m", "n").matmul(x), x).toString());
        assertEquals("Aᵀ", derivative(x.matmul(symbol("A", "n", "m")), x).toString());
        assertEquals("aB", derivative(a.mul(u), x).toString());
        assertEquals("AB", derivative(symbol("A", "m", "k").matmul(u), x).toString());
        assertEquals("B + C", derivative(u.add(symbol("C", "k", "n").matmul(x)), x).toString());
        assertFormula("diag(cos x)", "\\operatorname{diag}\\left(\\cos x\\right)", derivative(x.sin(), x));
        assertEquals("diag(cos(Bx))B", derivative(u.sin(), x).toString());
        assertEquals("xwᵀ + ⟨x,w⟩I", derivative(x.mul(dot(x, w)), x).toString());
        assertEquals("x", derivative(x.mul(a), a).toString());
    }

    @Test
    void dataIsBoundAgainAndAgain() {
        Tensor c = a.mul(2).add(symbol("b"));
        assertEquals("tensor(4.)", c.bind(Map.of("a", tensor(1.0), "b", tensor(2.0))).toString());
        assertEquals("tensor(11.)", c.bind(Map.of("a", tensor(3.0), "b", tensor(5.0))).toString());
        Tensor z = derivative(first, w);
        assertEquals("tensor([12., 24.])",
                z.bind(Map.of("x", tensor(1.0, 2.0), "w", tensor(3.0, 4.0), "y", tensor(5.0))).toString());
        assertEquals("tensor([-4.])",
                z.bind(Map.of("x", tensor(new double[]{ 1 }), "w", tensor(new double[]{ 3 }), "y",
                        tensor(5.0))).toString());
    }

    @Test
    void whoHasDataForAFunctionHasItForTheDerivative() {
        Tensor slope = derivative(x.sum().mul(3), x);
        assertEquals("3·𝟏ᵀ", slope.toString());
        assertEquals("tensor([3., 3.])", slope.bind(Map.of("x", tensor(7.0, 8.0))).toString());
        assertError("bind: the size of the dim n is not known. Give data for x as well.",
                () -> slope.bind(Map.of()));
        assertEquals("tensor(2., dtype=float64)", derivative(s.mul(2), s).bind(Map.of()).toString());
    }

    @Test
    void aBoundGraphRunsBackward() {
        Tensor data = arange(4.0).requiresGrad_(true);
        Tensor z = first.bind(Map.of("x", tensor(1.0, 1.0, 1.0, 1.0), "w", data, "y", tensor(2.0)));
        assertEquals("tensor(16., gradFn=<Square>)", z.toString());
        z.backward();
        assertEquals("tensor([8., 8., 8., 8.])", data.grad().toString());
        assertTrue(first.isSymbolic());
        assertFalse(z.isSymbolic());
    }

    @Test
    void numbersTakeTheDTypeOfTheData() {
        Tensor z = s.mul(0.1);
        assertEquals("tensor(0.1000)", z.bind(Map.of("x", tensor(1.0))).toString());
        assertEquals("tensor(0.1000, dtype=float64)",
                z.bind(Map.of("x", tensor(DType.FLOAT64, 1))).toString());
        assertEquals(0.1, z.bind(Map.of("x", tensor(DType.FLOAT64, 1))).item());
        assertEquals(DType.FLOAT32,
                derivative(x.relu().mean(), x).bind(Map.of("x", tensor(1.0, -1.0))).dtype());
    }

    @Test
    void shapesAreKnownBeforeThereIsData() {
        assertEquals("[-1, -1]", Arrays.toString(matrix.shape()));
        assertEquals("[-1]", Arrays.toString(matrix.matmul(w).shape()));
        assertEquals("[3]", Arrays.toString(symbol("A", 3, 2).matmul(symbol("v", 2)).shape()));
        assertEquals("[-1]", Arrays.toString(derivative(first, w).shape()));
        assertEquals("[-1, -1]", Arrays.toString(derivative(x.sin(), x).shape()));
    }

    @Test
    void theGraphCanBeLookedAt() {
        List<String> names = Graph.of(a.mul(2).add(symbol("b"))).nodes().stream().map(GraphNode::name)
                .toList();
        assertEquals(List.of("a", "Constant", "Mul", "b", "Add"), names);
        assertNull(Graph.of(a.mul(2)).results().get(0).value());
    }

    // ---- formulas against numbers

    private record Case(String name, UnaryOperator<Tensor> of) {}

    private static final List<Case> STEPS = List.of(new Case("sin", Tensor::sin),
            new Case("cos", Tensor::cos),
            new Case("exp", Tensor::exp), new Case("square", Tensor::square), new Case("tanh", Tensor::tanh),
            new Case("sigmoid", Tensor::sigmoid), new Case("softplus", Tensor::softplus),
            new Case("sqrt(1+x²)", x -> x.square().add(1).sqrt()),
            new Case("ln(1+x²)", x -> x.square().add(1).log()),
            new Case("1/(1+x²)", x -> x.square().add(1).reciprocal()),
            new Case("3x", x -> x.mul(3)), new Case("2-x", x -> x.neg().add(2)),
            new Case("x^3", x -> x.pow(3)),
            new Case("x/sum", x -> x.div(x.square().sum().add(1))), new Case("x-mean", x -> x.sub(x.mean())),
            new Case("norm*x", x -> x.mul(x.norm())), new Case("abs", Tensor::abs),
            new Case("relu", Tensor::relu),
            new Case("clamp", x -> x.clamp(-0.5, 0.5)), new Case("max*x", x -> x.mul(x.max())),
            new Case("softmax", x -> x.softmax(0)), new Case("erf", Tensor::erf),
            new Case("x*dot", x -> x.mul(x.dot(x))), new Case("x*x", x -> x.mul(x)),
            new Case("gelu", Tensor::gelu), new Case("maximum", x -> Tensors.maximum(x, x.cos())),
            new Case("outer", x -> x.outer(x).matmul(x)),
            new Case("atan2", x -> Tensors.atan2(x, x.square().add(1))));

    /**
     * What the formula gives on data is what reverse mode gives, for compositions of two and three functions.
     */
    @TestFactory
    Stream<DynamicTest> formulasAgreeWithGradients() {
        Random random = new Random(3);
        return IntStream.range(0, 300).mapToObj(i -> {
            List<Case> chosen = random.ints(1 + i % 3, 0, STEPS.size()).mapToObj(STEPS::get).toList();
            boolean named = i % 2 == 0;
            Tensor symbol = named ? symbol("x", "n") : symbol("x", 3);
            return DynamicTest.dynamicTest(i + " " + chosen.stream().map(Case::name).toList(), () -> {
                UnaryOperator<Tensor> f = x -> {
                    Tensor y = x;
                    for (Case step : chosen) {
                        y = step.of.apply(y);
                    }
                    return y;
                };
                Tensor data = tensor(DType.FLOAT64, 0.3, -0.7, 1.1);
                Tensor z = f.apply(symbol).sum();
                Tensor formula = derivative(z, symbol);
                assertClose(formula,
                        Autograd.vjp(x -> f.apply(x).sum(), data, tensor(DType.FLOAT64, 1)).derivative(),
                        formula.bind(Map.of("x", data)));
                assertClose(z, f.apply(data).sum(), z.bind(Map.of("x", data)));
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> matricesAgreeWithJacobians() {
        return STEPS.stream().filter(step -> !List.of("softmax", "max*x", "outer").contains(step.name))
                .map(step -> DynamicTest.dynamicTest(step.name, () -> {
                    Tensor b = tensor(DType.FLOAT64, 0.3, -0.7, 1.1, 0.2, 0.9, -0.4).reshape(2, 3);
                    Tensor data = tensor(DType.FLOAT64, 0.5, -0.2, 0.8);
                    Tensor formula = derivative(step.of.apply(symbol("B", "k", "n").matmul(x)), x);
                    Tensor expected = Autograd.jacobian(v -> step.of.apply(b.matmul(v)), data);
                    assertClose(formula, expected, formula.bind(Map.of("B", b, "x", data).entrySet().stream()
                            .filter(e -> formula.toString().contains(e.getKey()))
                            .collect(HashMap::new, (map, e) -> map.put(e.getKey(), e.getValue()),
                                    Map::putAll)));
                }));
    }

    private static void assertClose(Tensor formula, Tensor expected, Tensor actual) {
        assertEquals(Shapes.text(expected.shape()), Shapes.text(actual.shape()), () -> "shape of " + formula);
        double error = expected.sub(actual).abs().max().item();
        assertTrue(error <= TOLERANCE * Math.max(1, expected.abs().max().item()),
                () -> "the formula " + formula + " gives " + actual + ", reverse mode " + expected);
    }

    // ---- errors

    private static void assertError(String message, Executable body) {
        assertEquals(message, assertThrows(RuntimeException.class, body).getMessage());
    }

    @Test
    void errorsSayWhatIsMissing() {
        Tensor fixed = symbol("v", 3);
        assertError(
                "the symbol a has no value yet. Give its symbols data with bind(Map.of(name, tensor, ...)), and use "
                        + "what that returns.",
                a::item);
        assertError(
                "a tensor that is built on symbols has no value yet. Give its symbols data with bind(Map.of(name, "
                        + "tensor, ...)), and use what that returns.",
                () -> a.mul(2).item());
        assertError(
                "bind: the symbols are [w, x, y], but data was given for [q, w, x]. Missing: y. Unknown: q.",
                () -> first.bind(Map.of("x", tensor(1.0), "w", tensor(1.0), "q", tensor(1.0))));
        assertError("bind: the symbol x has the shape (n), but its data has ().",
                () -> first.bind(Map.of("x", tensor(1.0), "w", tensor(1.0, 2.0), "y", tensor(1.0))));
        Throwable sizes = assertThrows(IllegalArgumentException.class,
                () -> second
                        .bind(Map.of("X", Tensors.ones(2, 3), "w", Tensors.ones(4), "y", Tensors.ones(2))));
        assertEquals("bind: the dim n is 3 in X of shape (2, 3), but 4 in w of shape (4).",
                sizes.getMessage());
        assertError(
                "bind: this tensor has values already. Only what is built on symbols, made by symbol(name), waits "
                        + "for data.",
                () -> tensor(1.0).bind(Map.of()));
        assertError(
                "symbol: two symbols of this graph are called x, so data could not tell them apart. Make each symbol "
                        + "once and use it where you need it.",
                () -> x.add(s));
        assertError("symbol: the name is empty; give one, for instance symbol(\"x\").", () -> symbol(""));
        assertError(
                "derivative gives a formula, and takes tensors built on symbols. For numbers use grad(z, w), or "
                        + "backward() and w.grad().",
                () -> derivative(tensor(1.0), tensor(2.0)));
        assertError("backward: this tensor is built on symbols and has no value. Bind data first: "
                + "z.bind(Map.of(...)).backward(); or ask for the formula: derivative(z, w).",
                first::backward);
        assertError(
                "zero_: a tensor built on symbols has no values to change in place. Use the operation without _, or "
                        + "bind data first.",
                () -> a.zero_());
        assertError(
                "derivative: of shape (m, n) by shape (n). There are formulas for a number by anything, and for a "
                        + "vector by a vector or a number; for the numbers of any other bind data and use jacobian.",
                () -> derivative(matrix.mul(x), x));
        assertError(
                "derivative: the matrix cannot be written down where a vector goes through Copy. Bind data and "
                        + "use jacobian for its numbers.",
                () -> derivative(fixed.cumsum(0), fixed));
    }

    @Test
    void shapesThatNeverFitAreRefusedAtOnce() {
        assertError(
                "MatMul: the shapes (m, n) and (m) do not fit for all sizes. With m = 2, n = 3: matmul: the shapes "
                        + "(2, 3) and (2) do not fit: the last dim of the left operand is 3, the dim of the right operand is 2, "
                        + "and they must be equal. With transpose() on the left operand they would fit.",
                () -> matrix.matmul(target));
        assertError(
                "Narrow is not possible where a dim has a name in the place of a size. Make the symbols with sizes "
                        + "in numbers, for instance symbol(\"x\", 3).",
                () -> x.narrow(0, 0, 1));
        assertError(
                "size: the shape (n) has names in the place of sizes, so there is no number yet. bind(...) gives "
                        + "it one.",
                () -> x.size(0));
        assertError("toLatex: the shape (2, 2, 2) has more than two dims; select a matrix of it.",
                () -> Tensors.ones(2, 2, 2).toLatex());
    }

    @Test
    void valuesAsLatex() {
        assertEquals("2.5", tensor(2.5).toLatex());
        assertEquals("\\begin{bmatrix} 1 \\\\ -2 \\end{bmatrix}", tensor(1.0, -2.0).toLatex());
        assertEquals("\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}",
                tensor(new long[][]{ { 1, 2 }, { 3, 4 } }).toLatex());
    }

    @Test
    void theGradientIsTheTransposeOfTheDerivative() {
        Tensor matrix = Tensors.symbol("X", "m", "n");
        Tensor w = Tensors.symbol("w", "n");
        Tensor b = matrix.matmul(w).sub(Tensors.symbol("y", "m"));
        assertEquals("2X\u1d40(Xw \u2212 y)", Autograd.gradientFormula(b.dot(b), w).toString());
        assertEquals("2(Xw \u2212 y)\u1d40X", Autograd.derivative(b.dot(b), w).toString());
        assertThrows(IllegalArgumentException.class, () -> Autograd.gradientFormula(b, w));
    }

    @Test
    void whatMeansSomethingInLatexIsWrittenHarmless() {
        assertEquals("\\mathit{a\\$b\\_c}", Tensors.symbol("a$b_c").toLatex());
        assertEquals("\\bar{u}_{2}", Tensors.symbol("u2\u0304").toLatex());
    }
}
