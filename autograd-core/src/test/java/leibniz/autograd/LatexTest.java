package leibniz.autograd;

import static leibniz.autograd.Latex.atom;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The formulas of the rules, with parentheses where they are needed and nowhere else. */
class LatexTest {
    private static final Latex X = atom("x");
    private static final Latex Y = atom("y");

    private static Latex sum(Latex a, Latex b) {
        return Elementwise.ADD.latex(a, b);
    }

    private static Latex product(Latex a, Latex b) {
        return Elementwise.MUL.latex(a, b);
    }

    private static void assertText(String expected, Latex formula) {
        assertEquals(expected, formula.text());
    }

    @Test
    void sumsAndProducts() {
        assertText("x + y", sum(X, Y));
        assertText("x \\cdot y", product(X, Y));
        assertText("x \\cdot y + y", sum(product(X, Y), Y));
        assertText("\\left(x + y\\right) \\cdot x", product(sum(X, Y), X));
        assertText("x - \\left(y + x\\right)", Elementwise.SUB.latex(X, sum(Y, X)));
        assertText("x + y - x", Elementwise.SUB.latex(sum(X, Y), X));
        assertText("-x", Elementwise.NEG.latex(X));
        assertText("-\\left(x + y\\right)", Elementwise.NEG.latex(sum(X, Y)));
        assertText("\\frac{x + y}{y}", Elementwise.DIV.latex(sum(X, Y), Y));
        assertText("\\left(-x\\right)^{2}", Elementwise.POW.latex(Elementwise.NEG.latex(X), atom("2")));
        assertText("\\left(x^{y}\\right)^{y}", Elementwise.POW.latex(Elementwise.POW.latex(X, Y), Y));
    }

    @Test
    void functions() {
        assertText("\\sin x", Elementwise.SIN.latex(X));
        assertText("\\ln\\left(x + y\\right)", Elementwise.LOG.latex(sum(X, Y)));
        assertText("e^{x + y}", Elementwise.EXP.latex(sum(X, Y)));
        assertText("\\sqrt{x + y}", Elementwise.SQRT.latex(sum(X, Y)));
        assertText("\\left|x\\right|", Elementwise.ABS.latex(X));
        assertText("\\frac{1}{x}", Elementwise.RECIPROCAL.latex(X));
        assertText("x \\cdot \\sin y", product(X, Elementwise.SIN.latex(Y)));
        assertText("\\left\\langle x, x + y \\right\\rangle", Matrix.DOT.latex(X, sum(X, Y)));
        assertText("x y", Matrix.matmul(false, true).latex(X, Y));
        assertText("x^\\top", Reshaping.permute("Transpose", new int[]{ 1, 0 }).latex(X));
        assertText("\\left\\|x\\right\\|", Reduction.norm(new int[]{ 2 }, new int[]{ 0 }, false).latex(X));
        assertText("\\sum x", Reduction.sum(new int[]{ 2 }, new int[]{ 0 }, false).latex(X));
    }
}
