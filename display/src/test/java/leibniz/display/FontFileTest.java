package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The font's widths against those that Java's desktop module reads from the same file. */
class FontFileTest {
    private static final String SAMPLE = "Aa0.,()[]|Wiéñßžαβγπσ∂∇∑√∞≈≤·×−→";

    @BeforeAll
    static void withoutScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private static void compare(FontFile font, String file) throws Exception {
        try (var in = FontFile.class.getResourceAsStream("fonts/" + file)) {
            var reference = Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(1000f);
            var context = new FontRenderContext(null, true, true);
            for (int i = 0; i < SAMPLE.length(); i++) {
                char c = SAMPLE.charAt(i);
                assertTrue(font.glyph(c) != 0, file + " has no glyph for " + c);
                double expected = reference.createGlyphVector(context, new char[]{ c }).getGlyphMetrics(0)
                        .getAdvanceX();
                assertEquals(expected, 1000 * font.advance(c), 1.0, file + ": the width of " + c);
            }
        }
    }

    @Test
    void widthsAreThoseOfTheFile() throws Exception {
        compare(FontFile.REGULAR, "DejaVuSans.ttf");
        compare(FontFile.BOLD, "DejaVuSans-Bold.ttf");
    }

    @Test
    void charactersOfOtherFontsGetAWholeEm() {
        assertEquals(30, FontFile.REGULAR.width("梯度\ud83d\ude00", 10));
    }

    @Test
    void theWidthOfALineIsTheSumOfItsCharacters() {
        assertEquals(FontFile.BOLD.advance('a') * 24 + FontFile.BOLD.advance('b') * 12,
                FontFile.BOLD.width("aab", 12),
                1e-9);
    }
}
