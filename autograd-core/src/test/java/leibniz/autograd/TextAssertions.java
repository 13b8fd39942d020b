package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What tensors print, and how their formulas read. */
final class TextAssertions {
    private TextAssertions() {}

    static void assertText(String expected, Tensor x) {
        assertEquals(expected, x.toString());
    }

    static void assertFormula(String text, String latex, Tensor formula) {
        assertText(text, formula);
        assertEquals(latex, formula.toLatex());
    }
}
