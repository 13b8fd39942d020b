package leibniz.display;

import static leibniz.autograd.Autograd.customFunction;
import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.dot;
import static leibniz.autograd.Tensors.matmul;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphOption;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

class ExplainTest extends WithNotebook {
    private static String text(Tensor z, Tensor w) {
        return Renderers.render(Displays.explain(z, w)).text();
    }

    private static String latex(Tensor z, Tensor w) {
        return Renderers.render(Displays.explain(z, w)).data().get("text/latex");
    }

    private static Tensor exampleOne(Tensor w) {
        Tensor a = name("a", dot(name("x", tensor(1.0, 2, 3)), w));
        Tensor b = name("b", a.sub(name("y", tensor(2.0))));
        return name("z", b.square());
    }

    @Test
    void theFirstExampleIsWrittenAsInTheCourse() {
        Tensor w = leaf("w", tensor(0.5, -1, 2));
        Tensor z = exampleOne(w);
        assertEquals(
                """
                        How z depends on w, at
                            w = [0.5, \u22121, 2]\u1d40,  x = [1, 2, 3]\u1d40,  y = 2
                        Step by step:
                            a = \u27e8x,w\u27e9 = 4.5
                            b = a \u2212 y = 2.5
                            z = b\u00b2 = 6.25
                        The chain rule, with the shape of each factor below it:
                            \u2202z/\u2202w = \u2202z/\u2202b \u00b7 \u2202b/\u2202a \u00b7 \u2202a/\u2202w (1,3)
                        The factors:
                            \u2202z/\u2202b = 2b = 5
                            \u2202b/\u2202a = 1
                            \u2202a/\u2202w = x\u1d40 = [1, 2, 3]
                        Multiplied:
                            \u2202z/\u2202w = 2b \u00b7 x\u1d40
                                = 2(\u27e8x,w\u27e9 \u2212 y)x\u1d40
                                = 5 \u00b7 [1, 2, 3]
                                = [5, 10, 15]
                        The derivative of a number by a column is a row. The library gives its transpose, in the shape (3) of w:
                            (\u2202z/\u2202w)\u1d40 = 2(\u27e8x,w\u27e9 \u2212 y)x = [5, 10, 15]\u1d40""",
                text(z, w));
        String latex = latex(z, w);
        assertTrue(latex.contains("\\underbrace{\\frac{\\partial a}{\\partial w}}_{(1,3)}"), latex);
        assertTrue(latex.contains("2 \\left(\\left\\langle x, w \\right\\rangle - y\\right) x^\\top"), latex);
        assertEquals(Set.of("text/plain", "text/latex"),
                Renderers.render(Displays.explain(z, w)).data().keySet(),
                "JupyterLab would prefer text/html");
    }

    @Test
    void itIsTheSameAfterBackwardHasFreedTheGraph() {
        Tensor w = leaf("w", tensor(0.5, -1, 2));
        Tensor z = exampleOne(w);
        String before = text(z, w);
        z.backward();
        assertEquals(before, text(z, w));
        assertTrue(w.grad().equal(tensor(5.0, 10, 15)), "what the explanation ends in is the gradient");
    }

    @Test
    void theSecondExampleHasTheIdentityMatrix() {
        Tensor features = name("X", tensor(new double[][]{ { 1, 2 }, { 3, 4 }, { 5, 6 } }));
        Tensor w = leaf("w", tensor(0.5, -1));
        Tensor b = name("b", name("a", matmul(features, w)).sub(name("y", tensor(1.0, 3, 5))));
        String text = text(name("z", dot(b, b)), w);
        assertTrue(
                text.contains(
                        "\u2202z/\u2202b (1,3) \u00b7 \u2202b/\u2202a (3,3) \u00b7 \u2202a/\u2202w (3,2)"),
                text);
        assertTrue(text.contains("\u2202b/\u2202a = I = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]"), text);
        assertTrue(text.contains("2b\u1d40 \u00b7 I \u00b7 X\n        = 2(Xw \u2212 y)\u1d40X\n"), text);
        assertTrue(
                text.endsWith(
                        "(\u2202z/\u2202w)\u1d40 = 2X\u1d40(Xw \u2212 y) = [\u2212123, \u2212156]\u1d40"),
                text);
        assertTrue(text(name("z", b.square().mean()), w).contains("(2/3)(Xw \u2212 y)\u1d40X"),
                "a third stays a third");
    }

    @Test
    void aSumHasALineForEachWay() {
        Tensor x = leaf("x", tensor(2.0));
        Tensor f = name("f", x.square().log().mul(x.sin()).add(x.reciprocal()));
        String text = text(f, x);
        assertTrue(text.contains("a sum over the 3 ways"), text);
        assertTrue(text.contains("""
                    \u2202f/\u2202x = u3 \u00b7 1/u1 \u00b7 2x
                        + u2 \u00b7 cos x
                        \u2212 1/x\u00b2
                """), text);
        assertTrue(text.endsWith("\u2248 0.0824"), text);
    }

    @Test
    void theRoundsOfALoopAreDrawnTogether() {
        Tensor a = leaf("a", tensor(-0.5));
        Tensor b = a.mul(2);
        while (b.norm().item() < 1000) {
            b = b.mul(2);
        }
        String text = text(name("d", b.mul(100)), a);
        assertTrue(text.contains("u2 = 2\u00b7u1 = \u22122\n    \u22ee\n    u11 = 2\u00b7u10 = \u22121024\n"),
                text);
        assertTrue(text.contains("= 100 \u00b7 2^11\n        = 204800"), text);
    }

    @Test
    void matricesAreDifferentiatedNodeByNodeInTheirOwnShape() {
        Tensor p = name("P", tensor(new double[][]{ { 1, 0 }, { 1, 1 } }));
        Tensor w = leaf("W", tensor(new double[][]{ { 1, 2 }, { 3, 4 } }));
        Tensor z = name("z", matmul(p, w).square().sum());
        String text = text(z, w);
        assertTrue(text.endsWith("W\u0304 (2, 2) = P\u1d40\u00b7u\u03041 = [[10, 16], [8, 12]]")
                || text.endsWith("W\u0304 (2, 2) = P\u1d40u\u03041 = [[10, 16], [8, 12]]"), text);
        z.backward();
        assertEquals(text, text(z, w), "the kept values say the same");
    }

    @Test
    void manyWaysAreAddedUpNodeByNode() {
        Tensor h = leaf("h", tensor(0.3));
        Tensor g = h;
        for (int i = 0; i < 8; i++) {
            g = g.mul(g).add(g.sin());
        }
        String text = text(name("g", g), h);
        g.backward();
        assertTrue(text.endsWith("\u2248 " + Numbers.compact(h.grad().item())), text + "\n" + h.grad());
    }

    @Test
    void aVectorHasAJacobian() {
        Tensor x = leaf("x", arange(3.0));
        String text = text(name("y", x.mul(x)), x);
        assertTrue(text.contains("\u2202y/\u2202x = diag(2x)\n        = [[0, 0, 0], [0, 2, 0], [0, 0, 4]]"),
                text);
        assertTrue(text.contains("the Jacobian"), text);
    }

    @Test
    void whatIsDetachedIsSaidToBeAConstant() {
        Tensor x = leaf("x", arange(3.0));
        Tensor u = name("u", x.mul(x).detach());
        String text = text(name("z", u.mul(x).sum()), x);
        assertTrue(text.contains("Here u counts as a constant: it was detached."), text);
        assertTrue(text.endsWith("(\u2202z/\u2202x)\u1d40 = u = [0, 1, 4]\u1d40"), text);
    }

    @Test
    void symbolsGiveTheFormula() {
        Tensor a = symbol("a");
        assertTrue(text(a.mul(a).add(symbol("b")), a).endsWith("\u2202z/\u2202a = 2a"));
    }

    @Test
    void whatCannotBeExplainedIsSaidInOneLine() {
        Tensor x = leaf("x", tensor(2.0));
        Tensor z = x.square();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Displays.explain(z, tensor(1.0)))
                .getMessage()
                .contains("z was not computed from w"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Displays.explain(z, null)).getMessage()
                .contains("w is null"));
        assertTrue(text(z, z).contains("the derivative is 1"));
        Tensor deep = x;
        for (int i = 0; i < 100_000; i++) {
            deep = deep.mul(1.0);
        }
        assertTrue(text(deep, x).contains("100,000 operations"), text(deep, x));
        Tensor own = customFunction("Own", in -> in.get(0).mul(3), (g, in, y) -> List.of(g.mul(3)))
                .apply(List.of(x));
        assertTrue(text(own, x).contains("= 3"), text(own, x));
    }

    @Test
    void notANumberAndLargeValuesAreWrittenSo() {
        Tensor x = leaf("x", tensor(-1.0));
        assertTrue(text(x.sqrt().mul(2), x).endsWith("= nan"), text(x.sqrt().mul(2), x));
        Tensor large = leaf("v", ones(1_000_000));
        String text = text(large.square().sum(), large);
        assertTrue(text.contains("v of shape (1000000)") && text.length() < 2000, text);
    }

    @Test
    void namesAreWrittenHarmlessInLatex() {
        Tensor x = leaf("a$b_c", tensor(2.0));
        String latex = latex(x.square(), x);
        assertTrue(latex.contains("\\mathit{a\\$b\\_c}"), latex);
        Tensor s = symbol("<script>&#{}");
        assertTrue(latex(s.mul(2), s).contains("\\&\\#\\{\\}"), latex(s.mul(2), s));
    }

    @Test
    void nothingOfTheUserChanges() {
        Tensor w = leaf("w", tensor(0.5, -1, 2));
        w.square().sum().backward();
        Tensor z = exampleOne(w);
        Tensor before = w.grad().copy();
        Tensor grad = w.grad();
        noGrad(() -> {
            Displays.explain(z, w).toMimeBundle();
            Displays.steps(z).toMimeBundle();
            Displays.compareModes(x -> x.mul(w).sum(), w).toMimeBundle();
            Displays.derivatives(x -> x.mul(w.sum()), 2).toMimeBundle();
            Displays.plot(x -> x.mul(w.sum()), 0, 1).toMimeBundle();
            Displays.plotWithDerivative(x -> x.mul(w.sum()), 0, 1).toMimeBundle();
            Displays.plotTangent(x -> x.mul(w.sum()), 1, 0, 1).toMimeBundle();
            Displays.plotGradCheck(x -> x.mul(w).sum(), w).toMimeBundle();
            Displays.plot(w).toMimeBundle();
            Displays.plot(w, w).toMimeBundle();
        });
        assertTrue(grad == w.grad() && before.equal(w.grad()), "no gradient changes");
        assertTrue(w.equal(tensor(0.5, -1, 2)) && w.isLeaf() && w.requiresGrad());
        // a value that was written to, or a node that was freed, is an error here
        z.backward(GraphOption.RETAIN_GRAPH);
        z.backward();
        assertTrue(w.grad().equal(before.add(tensor(10.0, 20, 30))), w.grad() + "");
        assertFalse(Graph.of(z).nodes().isEmpty());
    }
}
