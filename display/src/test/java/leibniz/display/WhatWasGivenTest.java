package leibniz.display;

import static leibniz.autograd.Tensors.maximum;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Displays say what operations were given besides tensors, and what is taken where there is no derivative.
 */
class WhatWasGivenTest extends WithNotebook {
    private static void assertContains(Object shown, String... parts) {
        String text = shown.toString();
        for (var part : parts) {
            assertTrue(text.contains(part), part + " in\n" + text);
        }
    }

    /** The gradient is that of torch.nn.functional.cross_entropy. */
    @Test
    void crossEntropyNamesItsLabels() {
        Tensor x = leaf("x", tensor(new double[][]{ { 1, 2, 3 }, { 0, 1, 0 } }));
        Tensor loss = name("loss", x.crossEntropy(tensor(2L, 0)));
        assertTrue(Html5.words(Displays.graph(loss)).contains("CrossEntropy labels [2, 0]"));
        assertContains(Displays.graph(loss), "CrossEntropy(x, labels [2, 0])");
        assertContains(Displays.explain(loss, x), "loss = CrossEntropy(x, labels [2, 0]) \u2248 0.9795",
                "x\u0304 (2, 3) = 1/2 \u00b7 (softmax(x, dim 1) \u2212 onehot(labels [2, 0])) \u2248 "
                        + "[[0.04502, 0.1224, \u22120.1674], [\u22120.394, 0.2881, 0.106]]");
        assertContains(Displays.steps(loss), "p2 = Gather(p1, at [[2], [0]] in dim 1)",
                "rule      x\u0304 += p\u03041 \u2212 softmax(x, dim 1) \u2299 sum(p\u03041, dim 1)");
        assertContains(Displays.graphWithRules(loss),
                "to x: g \u2212 softmax(x, dim 1) \u2299 sum(g, dim 1)");
    }

    @Test
    void partsAreNamedByTheirIndex() {
        Tensor w = leaf("w", tensor(1.0, 2, 3));
        Tensor z = name("z", w.get(0).square().mul(3).add(w.get(2).exp().mul(0.1)));
        assertTrue(Html5.words(Displays.graph(z)).containsAll(List.of("Get [0]", "Get [2]", "Mul by 0.1")));
        assertContains(Displays.explain(z, w), "u1 = w\u2080 = 1",
                "\u2202u1/\u2202w = e\u2080\u1d40 = [1, 0, 0]");
        assertContains(Displays.steps(z), "w\u0304 += u\u03041\u00b7e\u2080");
        assertContains(Displays.graphWithRules(z), "g/10");
    }

    @Test
    void loopsOverDifferentIndicesAreNotFolded() {
        Tensor h = leaf("h", zeros(8));
        Tensor sum = h;
        for (int i = 8; i > 2; i--) {
            sum = sum.narrow(0, i % 2, i - 1);
        }
        assertContains(Displays.graph(sum.sum()), "Narrow(h, [0:7])", "Narrow(#1, [1:7])");
    }

    /** By the conventions of PyTorch: 0 for norm, relu and abs at 0; equal shares among equal elements. */
    @Test
    void atKinksTheConventionIsSaid() {
        Tensor v = leaf("v", tensor(0.0, 0));
        for (var display : List.of(Displays.graph(v.norm()), Displays.explain(v.norm().mul(2), v),
                Displays.steps(v.norm()))) {
            assertContains(display, "\u2016v\u2016 at 0 has no derivative: 0 is taken");
        }
        assertContains(Displays.graph(v.relu().sum()), "relu at 0 has no derivative: 0 is taken",
                "grad [0, 0]");
        assertContains(Displays.graph(v.abs().sum()), "|x| at 0 has no derivative: 0 is taken");
        assertContains(Displays.explain(v.max(), v), "max of equal elements", "[0.5, 0.5]");
        Tensor w = leaf("w", tensor(0.0, 1));
        assertContains(Displays.graph(maximum(v, w).sum()), "each gets half", "grad [0.5, 0]");
        assertTrue(!Displays.graph(w.add(1).norm()).toString().contains("no derivative"));
    }
}
