package leibniz.autograd;

import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The formulas of the rules, with parentheses where they are needed and nowhere else. */
class FormulaTest {
    private static final Formula X = Formula.name("x", 0);
    private static final Formula Y = Formula.name("y", 0);

    private static Formula sum(Formula a, Formula b) {
        return Elementwise.ADD.formula(a, b);
    }

    private static Formula product(Formula a, Formula b) {
        return Elementwise.MUL.formula(a, b);
    }

    private static void assertText(String expected, Formula formula) {
        assertEquals(expected, formula.latex());
    }

    @Test
    void sumsAndProducts() {
        assertText("x + y", sum(X, Y));
        assertText("x y", product(X, Y));
        assertText("x y + y", sum(product(X, Y), Y));
        assertText("\\left(x + y\\right) x", product(sum(X, Y), X));
        assertText("x - \\left(y + x\\right)", Elementwise.SUB.formula(X, sum(Y, X)));
        assertText("x + y - x", Elementwise.SUB.formula(sum(X, Y), X));
        assertText("-x", Elementwise.NEG.formula(X));
        assertText("-\\left(x + y\\right)", Elementwise.NEG.formula(sum(X, Y)));
        assertText("\\frac{x + y}{y}", Elementwise.DIV.formula(sum(X, Y), Y));
        assertText("\\left(-x\\right)^{2}",
                Elementwise.POW.formula(Elementwise.NEG.formula(X), Formula.number(2)));
        assertText("\\left(x^{y}\\right)^{y}", Elementwise.POW.formula(Elementwise.POW.formula(X, Y), Y));
    }

    @Test
    void functions() {
        assertText("\\sin x", Elementwise.SIN.formula(X));
        assertText("\\ln\\left(x + y\\right)", Elementwise.LOG.formula(sum(X, Y)));
        assertText("e^{x + y}", Elementwise.EXP.formula(sum(X, Y)));
        assertText("\\sqrt{x + y}", Elementwise.SQRT.formula(sum(X, Y)));
        assertText("\\left|x\\right|", Elementwise.ABS.formula(X));
        assertText("\\frac{1}{x}", Elementwise.RECIPROCAL.formula(X));
        assertText("x \\cdot \\sin y", product(X, Elementwise.SIN.formula(Y)));
        assertText("\\left\\langle x, x + y \\right\\rangle", Matrix.DOT.formula(X, sum(X, Y)));
        assertText("x y", Matrix.matmul(false, true).formula(X, Y));
        assertText("x^\\top",
                Reshaping.permute("Transpose", new int[]{ 1, 0 }).formula(Formula.name("x", 2)));
        assertText("\\left\\|x\\right\\|", Reduction.norm(new int[]{ 2 }, new int[]{ 0 }, false).formula(X));
        assertText("\\sum x", Reduction.sum(new int[]{ 2 }, new int[]{ 0 }, false).formula(X));
    }

    @Test
    void theRestOfTheElementwiseFunctions() {
        assertText("\\operatorname{sign} x", Elementwise.SIGN.formula(X));
        assertText("\\operatorname{relu} x", Elementwise.RELU.formula(X));
        assertText("e^{x} - 1", Elementwise.EXPM1.formula(X));
        assertText("\\ln\\left(1 + x\\right)", Elementwise.LOG1P.formula(X));
        assertText("\\cos x", Elementwise.COS.formula(X));
        assertText("\\sinh x", Elementwise.SINH.formula(X));
        assertText("\\cosh x", Elementwise.COSH.formula(X));
        assertText("\\tanh x", Elementwise.TANH.formula(X));
        assertText("\\sigma x", Elementwise.SIGMOID.formula(X));
        assertText("\\operatorname{softplus} x", Elementwise.SOFTPLUS.formula(X));
        assertText("\\operatorname{erf} x", Elementwise.ERF.formula(X));
        assertText("\\operatorname{clamp}\\left(x, 0, 1\\right)", Elementwise.clamp(0, 1).formula(X));
        assertText("x \\bmod y", Elementwise.REMAINDER.formula(X, Y));
        assertText("\\operatorname{atan2}\\left(x, y\\right)", Elementwise.ATAN2.formula(X, Y));
        assertText("\\max\\left(x, y\\right)", Elementwise.MAXIMUM.formula(X, Y));
        assertText("\\min\\left(x, y\\right)", Elementwise.MINIMUM.formula(X, Y));
    }

    @Test
    void reductions() {
        int[] shape = { 2, 3, 4 };
        int[] all = { 0, 1, 2 };
        assertText("\\sum_{0,2} x", Reduction.sum(shape, new int[]{ 0, 2 }, false).formula(X));
        assertText("\\max x", Reduction.max(shape, all, false).formula(X));
        assertText("\\min x", Reduction.min(shape, all, false).formula(X));
        assertText("\\left\\|x\\right\\|_3", Reduction.vectorNorm(3, shape, all, false).formula(X));
        assertText("\\left\\|x\\right\\|_{1.5}", Reduction.vectorNorm(1.5, shape, all, false).formula(X));
        assertText("\\ln\\left(\\sum\\left(e^{x}\\right)\\right)",
                Reduction.logsumexp(shape, all, false).formula(X));
        assertText("\\operatorname{cumsum} x", Reduction.cumsum(0).formula(X));
        assertText("\\operatorname{logsoftmax} x", Reduction.logSoftmax(0).formula(X));
    }

    @Test
    void squareMatrices() {
        Formula a = Formula.name("A", 2);
        assertText("\\det A", LinearAlgebra.DET.formula(a));
        assertText("\\ln\\det A", LinearAlgebra.LOGDET.formula(a));
        assertText("\\operatorname{chol} A", LinearAlgebra.CHOLESKY.formula(a));
        assertText("A^{-1} B", LinearAlgebra.SOLVE.formula(a, Formula.name("B", 2)));
    }

    @Test
    void lossesOfProbabilities() {
        assertText("-\\left(y \\cdot \\ln x + \\left(1 - y\\right) \\cdot \\ln\\left(1 - x\\right)\\right)",
                Elementwise.BINARY_CROSS_ENTROPY.formula(X, Y));
        assertText("\\ln\\left(1 - x\\right) - \\ln x", Elementwise.LOG_ODDS_AGAINST.formula(X));
    }

    private static void assertProduct(String expected, UnaryOperator<Tensor> f, UnaryOperator<Tensor> g) {
        Tensor x = symbol("x", 2);
        assertEquals(expected, f.apply(x).mul(g.apply(x)).toString());
    }

    /** By hand: what is computed twice, by the same operations of the same numbers, is one thing. */
    @Test
    void productsOfTheSameAreSquares() {
        assertProduct("x²", x -> x, x -> x);
        assertProduct("(sin x)²", Tensor::sin, Tensor::sin);
        assertProduct("(sin x) ⊙ cos x", Tensor::sin, Tensor::cos);
        assertProduct("(x + 2)²", x -> x.add(2), x -> x.add(2));
        assertProduct("(x + 2) ⊙ (x + 3)", x -> x.add(2), x -> x.add(3));
        assertProduct("(x + x) ⊙ (x + 2)", x -> x.add(x), x -> x.add(2));
        assertProduct("(x + 2) ⊙ (x + x)", x -> x.add(2), x -> x.add(x));
        assertProduct("(x + sin x) ⊙ (x + cos x)", x -> x.add(x.sin()), x -> x.add(x.cos()));
        assertProduct("(sin x + x) ⊙ (cos x + x)", x -> x.sin().add(x), x -> x.cos().add(x));
        assertProduct("(sin x) ⊙ x", Tensor::sin, x -> x);
        assertProduct("x ⊙ sin x", x -> x, Tensor::sin);
        assertProduct("(x ⊙ [1., 2.])²", x -> x.mul(tensor(1.0, 2)), x -> x.mul(tensor(1.0, 2)));
        assertProduct("x ⊙ [1., 2.] ⊙ (x ⊙ [1., 3.])", x -> x.mul(tensor(1.0, 2)),
                x -> x.mul(tensor(1.0, 3)));
        assertProduct("[x, x]²", x -> cat(0, x, x), x -> cat(0, x, x));
        assertProduct("[x, x] ⊙ [x, sin x]", x -> cat(0, x, x), x -> cat(0, x, x.sin()));
        Tensor one = symbol("a", 1);
        assertEquals("[a][a, a]", cat(0, one).mul(cat(0, one, one)).toString());
    }

    /** 2⁶⁰ ways lead through such a sum: one that is met again is not gone through again. */
    @Test
    void theSameIsFoundInAGraphOfManyWays() {
        UnaryOperator<Tensor> doubled = x -> {
            Tensor y = x;
            for (int i = 0; i < 60; i++) {
                y = y.add(y);
            }
            return y;
        };
        Tensor x = symbol("x");
        String square = assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> doubled.apply(x).mul(doubled.apply(x)).toString());
        assertTrue(square.endsWith("…)²"), square);
    }
}
