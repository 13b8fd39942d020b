package leibniz.kernel.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {
    private static final String SENTENCE = "the left operand has 6 columns, the right one 4 rows, and both "
            + "must be equal for a product";

    @Test
    void linesEndBetweenWords() {
        String wrapped = Prose.wrapped(SENTENCE + ". " + SENTENCE + ". " + SENTENCE + ".");
        List<String> lines = wrapped.lines().toList();
        assertEquals(3, lines.size(), wrapped);
        assertTrue(lines.stream().allMatch(line -> line.length() <= Prose.WIDTH), wrapped);
        assertEquals(SENTENCE + ". " + SENTENCE + ". " + SENTENCE + ".", wrapped.replace('\n', ' '));
    }

    @Test
    void whatFitsStaysOnItsLine() {
        String fits = "x".repeat(49) + " " + "y".repeat(50);
        assertEquals(fits, Prose.wrapped(fits));
        assertEquals(fits + "\nand", Prose.wrapped(fits + " and"));
        assertEquals("x".repeat(49) + "\n" + "y".repeat(51), Prose.wrapped(fits + "y"));
    }

    /** A form is copied into a cell, and a shape is read at a glance. */
    @ParameterizedTest
    @ValueSource(strings = { "`for (int i = 0; i < 5; i++) { System.out.println(i); }`", "(2, 3, 4)",
            "tensor([[1., 2., 3.], [4., 5., 6.]])", "\"a text of the user\"", "noGrad(() -> { ... })" })
    void codeAndShapesStayWhole(String unit) {
        for (int before = 40; before < 100; before++) {
            String text = "x".repeat(before) + " " + unit
                    + " is what there is to be said of all of this here.";
            assertTrue(Prose.wrapped(text).contains(unit), Prose.wrapped(text));
        }
    }

    @Test
    void aLongTextInBracketsIsBroken() {
        String wrapped = Prose.wrapped("It fails (" + SENTENCE + ", " + SENTENCE + ").");
        assertTrue(wrapped.lines().allMatch(line -> line.length() <= Prose.WIDTH), wrapped);
    }

    @Test
    void tablesStayAsTheyAre() {
        String table = "name" + " ".repeat(90) + "value of it";
        assertEquals(table, Prose.wrapped(table));
    }

    @Test
    void theIndentationGoesOn() {
        String wrapped = Prose.wrapped("  " + SENTENCE + " " + SENTENCE);
        assertEquals(2, wrapped.lines().count());
        assertTrue(wrapped.lines().allMatch(line -> line.matches(" {2}\\S.*")), wrapped);
    }

    @Test
    void coloursTakeNoPlace() {
        String plain = "Error: " + SENTENCE + " " + SENTENCE;
        String coloured = Ansi.error("Error") + plain.substring(5);
        assertEquals(Prose.wrapped(plain), Prose.wrapped(coloured).replaceAll("\u001b\\[\\d*m", ""));
    }

    @Test
    void aCharacterOfControlInAMessageOfAUserIsKept() {
        String text = "\u001b " + SENTENCE + " [ " + SENTENCE;
        assertEquals(text, Prose.wrapped(text).replace('\n', ' '));
    }

    /** Two columns each, as browsers show them. */
    @Test
    void charactersOfChineseCountTwice() {
        String text = "形".repeat(40) + " " + "状".repeat(20);
        assertEquals("形".repeat(40) + "\n" + "状".repeat(20), Prose.wrapped(text));
    }

    @Test
    void linesOfTheCellStayAsTheyAre() {
        String code = "var x = " + "tensor(1.0) + ".repeat(20) + "1;";
        for (String line : SourceExcerpt.marked(code, 4, 5)) {
            assertEquals(line, Prose.shown(line));
        }
        for (String line : SourceExcerpt.around(code, 1)) {
            assertEquals(line, Prose.shown(line));
        }
    }
}
