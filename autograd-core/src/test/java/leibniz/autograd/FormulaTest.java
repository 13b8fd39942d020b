package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
