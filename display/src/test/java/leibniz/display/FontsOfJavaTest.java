package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pictures that Java draws have no boxes in place of Chinese characters, whatever fonts the machine has. */
class FontsOfJavaTest {
    @BeforeAll
    static void withoutScreen() {
        System.setProperty("java.awt.headless", "true");
        FontsOfJava.ensure();
    }

    @Test
    void theFontThatShipsHasAllThatDisplaysSay() throws IllegalAccessException {
        List<String> words = new ArrayList<>();
        for (var field : Words.class.getDeclaredFields()) {
            if (field.getType() == Words.class) {
                words.add(((Words) field.get(null)).chinese);
            }
        }
        assertFalse(words.isEmpty());
        String all = String.join("", words).replace("\n", "");
        int missing = FontsOfJava.Chinese.FONT.canDisplayUpTo(all);
        assertEquals(-1, missing,
                () -> "no glyph for " + all.charAt(missing) + ": make a larger subset of the font");
    }

    @Test
    void aTextGetsAFontThatCanWriteIt() {
        for (String text : List.of("", "h", "f\u2032(x)", "\u8fd0\u7b97", "\u5207\u7ebf y = 4x \u2212 4")) {
            assertEquals(-1, FontsOfJava.font(12, text).canDisplayUpTo(text), text);
        }
    }

    @Test
    void theFontHasTheSizeAskedFor() {
        assertEquals(11, FontsOfJava.font(11, "\u8fd0\u7b97").getSize());
    }
}
