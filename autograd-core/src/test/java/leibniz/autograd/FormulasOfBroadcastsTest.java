package leibniz.autograd;

import static leibniz.autograd.TextAssertions.assertFormula;
import static leibniz.autograd.TextAssertions.assertText;
import static leibniz.autograd.Autograd.derivative;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.stack;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Formulas are true as they stand, with vectors as columns: what broadcasting repeats is written out, and no
 * reduction reads like one over other dims. The texts are by hand.
 */
class FormulasOfBroadcastsTest {
    private final Tensor s = symbol("s");
    private final Tensor b = symbol("b", 3);
    private final Tensor w = symbol("W", 2, 3);
    private final Tensor a = symbol("A", 3, 3);
    private final Tensor row = symbol("r", 1, 3);
    private final Tensor column = symbol("c", 2, 1);
    private final Tensor t = symbol("T", 2, 3, 3);

    @Test
    void sums() {
        assertFormula("W + 𝟏·bᵀ", "W + \\mathbf{1} b^\\top", w.add(b));
        assertFormula("𝟏·bᵀ − W", "\\mathbf{1} b^\\top - W", b.sub(w));
        assertFormula("W + 𝟏·r", "W + \\mathbf{1} r", w.add(row));
        assertFormula("W + c·𝟏ᵀ", "W + c \\mathbf{1}^\\top", w.add(column));
        assertFormula("c·𝟏ᵀ + 𝟏·r", "c \\mathbf{1}^\\top + \\mathbf{1} r", column.add(row));
        assertText("c·𝟏ᵀ + 𝟏·bᵀ", column.add(b));
        assertText("bᵀ + r", b.add(row));
        assertText("W + s", w.add(s));
        assertText("b + 1", b.add(1));
        assertText("A + 𝟏·bᵀ", a.add(b));
        assertText("A + b·𝟏ᵀ", a.add(b.unsqueeze(1)));
    }

    @Test
    void products() {
        assertFormula("W·diag(b)", "W \\cdot \\operatorname{diag}\\left(b\\right)", w.mul(b));
        assertText("W·diag(b)", b.mul(w));
        assertText("W·diag(rᵀ)", w.mul(row));
        assertText("W·diag(rᵀ)", row.mul(w));
        assertText("diag(c)W", w.mul(column));
        assertText("diag(c)W", column.mul(w));
        assertText("cr", column.mul(row));
        assertText("cr", row.mul(column));
        assertText("cbᵀ", column.mul(b));
        assertText("cbᵀ", b.mul(column));
        assertText("bᵀ ⊙ r", b.mul(row));
        assertText("r ⊙ bᵀ", row.mul(b));
        assertText("2W", w.mul(2));
        assertText("W", w.mul(1));
        assertText("W", w.div(1));
        assertText("diag(b)", derivative(b.mul(b).div(2), b));
        // a matrix that is only called I
        assertText("I·diag(b)", symbol("I", 3, 3).mul(b));
    }

    /** Behind a sum, a factor would be one of its terms. */
    @Test
    void sumsAsFactors() {
        assertFormula("(∑ b)W", "\\left(\\sum b\\right) W", b.sum().mul(w));
        assertText("(∑_0 W) ⊙ b", w.sum(0).mul(b));
        assertText("b ⊙ ∑_0 W", b.mul(w.sum(0)));
        assertText("2·∏ b", b.prod().mul(2));
        assertText("(∏ b)s", b.prod().mul(s));
    }

    @Test
    void otherElementwiseOperations() {
        assertFormula("W/(𝟏·bᵀ)", "\\frac{W}{\\mathbf{1} b^\\top}", w.div(b));
        assertText("c·𝟏ᵀ/W", column.div(w));
        assertText("W^(𝟏·bᵀ)", w.pow(b));
        assertText("max(W, c·𝟏ᵀ)", Tensors.maximum(w, column));
        assertText("where(W > 𝟏·bᵀ, W, 𝟏·bᵀ)", Tensors.where(w.gt(b), w, b));
    }

    @Test
    void repeatedOnPurpose() {
        assertText("𝟏·bᵀ", b.expand(2, 3));
        assertText("bᵀ", b.expand(1, 3));
        assertText("c·𝟏ᵀ", column.expand(2, 3));
        assertText("s·𝟏ᵀ", s.expand(1, 3));
        assertText("s·𝟏", s.expand(2, 3));
        assertText("expand(A, 2, 3, 3)", a.expand(2, 3, 3));
    }

    @Test
    void moreDimsThanAMatrix() {
        assertFormula("T + expand(A, 2, 3, 3)",
                "T + \\operatorname{expand}\\left(A, 2, 3, 3\\right)", t.add(a));
        assertText("T ⊙ expand(b, 2, 3, 3)", t.mul(b));
        assertText("T + expand(reshape(A, 3, 1, 3), 3, 2, 3)",
                symbol("T", 3, 2, 3).add(a.unsqueeze(1)));
        assertText("Tᵀ", t.transpose(1, 2));
        assertText("permute(T, 1, 0, 2)", t.transpose(0, 1));
        assertText("reshape(T, 2, 1, 3, 3)", t.unsqueeze(1));
        assertText("T", t.reshape(1, 2, 3, 3));
        assertText("reshape(T, 2, 9)", t.reshape(2, 9));
        assertFormula("T + [[[1., 1.]], [[1., 1.]]]", "T + \\operatorname{tensor}(2, 1, 2)",
                symbol("T", 2, 1, 2).add(Tensors.ones(FLOAT64, 2, 1, 2)));
    }

    @Test
    void reductionsSayTheirDims() {
        assertFormula("√(∑_0(W²))", "\\sqrt{\\sum_{0}\\left(W^{2}\\right)}", w.norm(0));
        assertText("√(∑_0(A²)) ⊙ √(∑_1(A²))", a.norm(0).mul(a.norm(1)));
        assertText("√(∑_0(A²))²", a.norm(0).mul(a.norm(0)));
        assertText("‖W‖", w.norm());
        assertFormula("(∑_1(|W|³))^(1/3)",
                "\\left(\\sum_{1}\\left(\\left|W\\right|^{3}\\right)\\right)^{\\frac{1}{3}}",
                w.vectorNorm(3, false, 1));
        assertText("(∑_1(|W|⁻¹))⁻¹", w.vectorNorm(-1, false, 1));
        assertText("(∑_1(|W|^1.5))^(1/1.5)", w.vectorNorm(1.5, false, 1));
        assertFormula("‖b‖_10", "\\left\\|b\\right\\|_{10}", b.vectorNorm(10));
        assertFormula("‖b‖_1.5", "\\left\\|b\\right\\|_{1.5}", b.vectorNorm(1.5));
        assertFormula("cumsum_0 W", "\\operatorname{cumsum}_{0} W", w.cumsum(0));
        assertText("cumsum b", b.cumsum(0));
        assertFormula("e^(logsoftmax_1 W)", "e^{\\operatorname{logsoftmax}_{1} W}", w.softmax(1));
        assertText("ln(∑_0(e^W))", w.logsumexp(0));
        assertText("max_0 W", w.max(0));
        assertText("∏_0 W", w.prod(0));
    }

    /** A reduced dim that stays makes a row of what would be a vector. */
    @Test
    void reducedDimsThatStay() {
        assertFormula("(∑_0 W)ᵀ", "\\left(\\sum_{0} W\\right)^\\top", w.sum(true, 0));
        assertText("∑_1 W", w.sum(true, 1));
        assertText("(max_0 W)ᵀ", w.max(true, 0));
        assertText("(∏_0 W)ᵀ", w.prod(true, 0));
        assertText("(ln(∑_0(e^W)))ᵀ", w.logsumexp(true, 0));
        assertText("√(∑_0(W²))ᵀ", w.norm(true, 0));
        assertText("((∑_0(|W|³))^(1/3))ᵀ", w.vectorNorm(3, true, 0));
        assertText("∑ W", w.sum(true, 0, 1));
        assertText("W − 𝟏·(∑_0 W)ᵀ/2", w.sub(w.mean(true, 0)));
        assertText("W − (∑_1 W)/3·𝟏ᵀ", w.sub(w.mean(true, 1)));
        assertText("reshape(∑_1 T, 2, 1, 3)", t.sum(true, 1));
        assertText("(∏_1 W)(∏_1 W)ᵀ", w.prod(true, 1).mul(w.prod(1)));
    }

    @Test
    void derivatives() {
        assertText("2(∑_0(W + 𝟏·bᵀ))ᵀ", derivative(w.add(b).square().sum(), b));
        assertText("2Wᵀ(WA + 𝟏·bᵀ)", derivative(w.matmul(a).add(b).square().sum(), a));
        assertText("−(∑_0(W/(𝟏·(b²)ᵀ)))ᵀ", derivative(w.div(b).sum(), b));
        assertText("A ⊙ (𝟏·(√(∑_1(A²))ᵀ/√(∑_0(A²))ᵀ) + (√(∑_0(A²))/√(∑_1(A²)))·𝟏ᵀ)",
                derivative(a.norm(0).mul(a.norm(1)).sum(), a));
    }

    /** The rule of a node says the sizes that it has, also where they are large. */
    @Test
    void rulesSayTrueSizes() {
        Tensor x = Tensors.ones(FLOAT64, 2, 100).requiresGrad_(true);
        assertEquals("embed(g, :, 10:60)",
                Graph.of(x.narrow(1, 10, 50)).results().get(0).rule(0, node -> null));
        assertEquals("reshape(g, 2, 100)",
                Graph.of(x.reshape(20, 10)).results().get(0).rule(0, node -> null));
        assertEquals("g·cos in", Graph.of(x.get(0, 0).sin()).results().get(0).rule(0, node -> null));
    }

    @Test
    void partsPutTogether() {
        assertFormula("[A; W]", "\\begin{bmatrix} A \\\\ W \\end{bmatrix}", cat(0, a, w));
        assertText("[W, c]", cat(1, w, column));
        assertText("[bᵀ; r]", cat(0, b.unsqueeze(0), row));
        assertText("[b, b]", stack(1, b, b));
        assertText("[bᵀ; bᵀ]", stack(0, b, b));
        assertText("cat([T, T], dim 2)", cat(2, t, t));
        assertText("masked(b, [0, 2])", Indexing.masked("Masked", tensor(true, false, true)).apply(b));
    }

    @Test
    void aSquareIsThatOfOneThing() {
        assertText("A²", a.mul(a));
        assertText("(sin b)²", b.sin().mul(b.sin()));
        assertText("AA", a.matmul(a));
        Tensor first = Tensors.arange(20.0);
        Tensor second = first.add(1);
        Tensor x = symbol("x", 20);
        assertText("(x + tensor(20))²", x.add(first).mul(x.add(first)));
        assertText("(x + tensor(20)) ⊙ (x + tensor(20))", x.add(first).mul(x.add(second)));
        assertText("(x + 2)²", x.add(2).mul(x.add(2)));
    }

    /** Every pair of formulas of one text has the same numbers, in one order. */
    @Test
    void whatReadsTheSameIsTheSame() {
        List<UnaryOperator<Tensor>> reductions = new ArrayList<>();
        for (boolean keep : new boolean[]{ false, true }) {
            for (int[] dims : new int[][]{ { 0 }, { 1 }, { 0, 1 } }) {
                reductions.addAll(List.of(x -> x.sum(keep, dims), x -> x.mean(keep, dims),
                        x -> x.max(keep, dims), x -> x.min(keep, dims), x -> x.prod(keep, dims),
                        x -> x.norm(keep, dims), x -> x.vectorNorm(3, keep, dims),
                        x -> x.vectorNorm(1, keep, dims), x -> x.logsumexp(keep, dims),
                        x -> x.var(keep, dims), x -> x.std(keep, dims)));
            }
        }
        for (int dim = 0; dim < 2; dim++) {
            int d = dim;
            reductions.addAll(List.of(x -> x.softmax(d), x -> x.logSoftmax(d), x -> x.cumsum(d),
                    x -> x.cumprod(d), x -> x.flip(d), x -> x.select(d, 1), x -> x.narrow(d, 1, 1),
                    x -> x.transpose(0, 1), x -> x.diagonal(), x -> x.unsqueeze(d).squeeze()));
        }
        Tensor numbers = tensor(FLOAT64, 1.5, 0.3, 2.25, 0.75, 1.1, 3.5, 0.6, 1.9, 2.7).reshape(3, 3);
        Map<String, double[]> known = new HashMap<>();
        Set<String> several = new HashSet<>();
        for (int i = 0; i < reductions.size(); i++) {
            for (int j = i; j < reductions.size(); j++) {
                Tensor formula = reductions.get(i).apply(a).mul(reductions.get(j).apply(a));
                double[] values = (double[]) reductions.get(i).apply(numbers)
                        .mul(reductions.get(j).apply(numbers)).reshape(-1).toArray();
                double[] before = known.putIfAbsent(formula.toString(), values);
                if (before != null) {
                    several.add(formula.toString());
                    assertArrayEquals(before, values, 1e-9, formula.toString());
                }
            }
        }
        assertTrue(known.size() > 2000 && several.size() > 100, known.size() + ", " + several.size());
    }

    /** By hand: the product of a row by each of its elements. */
    @Test
    void dimsThatStayAreBoundWithTheirShape() {
        Map<String, Tensor> data = Map.of("W", tensor(FLOAT64, 1, 2, 3, 4, 5, 6).reshape(2, 3));
        for (boolean keep : new boolean[]{ false, true }) {
            Tensor products = w.prod(keep, 1);
            assertArrayEquals(keep ? new int[]{ 2, 1 } : new int[]{ 2 }, products.bind(data).shape());
            Tensor slope = derivative(products.sum(), w);
            assertEquals("tensor([[ 6.,  3.,  2.],\n        [30., 24., 20.]], dtype=float64)",
                    slope.bind(data).toString());
        }
        // one of each in a formula that is simplified
        Tensor both = derivative(w.prod(true, 1).squeeze(1).mul(w.prod(1)).sum(), w);
        assertEquals("tensor([[  72.,   36.,   24.],\n        [7200., 5760., 4800.]], dtype=float64)",
                both.bind(data).toString());
    }
}
