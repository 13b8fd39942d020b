package leibniz.display;

import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/** Pictures have colours for a light and for a dark page; in both, text and lines stand out. */
class DarkThemeTest extends WithNotebook {
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    /** The contrast ratio of two colours as WCAG 2 defines it. */
    private static double contrast(String a, String b) {
        double one = luminance(a);
        double other = luminance(b);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = { 0.2126, 0.7152, 0.0722 };
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static void assertContrast(double least, String a, String b) {
        assertTrue(contrast(a, b) >= least, a + " on " + b + ": " + contrast(a, b));
        String x = Colours.onDark(a);
        String y = Colours.onDark(b);
        assertTrue(contrast(x, y) >= least, x + " on " + y + ", dark: " + contrast(x, y));
    }

    @Test
    void textStandsOutFromTheSheetAndFromEachBox() {
        assertEquals(21, contrast("#ffffff", "#000000"), 1e-9);
        var texts = List.of(Colours.INK, Colours.SOFT, Colours.GRADIENT, Colours.NOT_FINITE);
        var grounds = Stream.concat(Stream.of(Colours.SHEET),
                Stream.of(Box.Kind.values()).map(kind -> kind.fill)).toList();
        texts.forEach(text -> grounds.forEach(ground -> assertContrast(4.5, text, ground)));
        assertContrast(4.5, Colours.FADED, Colours.SHEET);
        for (var kind : Box.Kind.values()) {
            assertContrast(3, kind.outline, Colours.SHEET);
            assertContrast(3, kind.outline, kind.fill);
        }
        assertContrast(3, Colours.VALUES, Colours.SHEET);
        assertContrast(2, Colours.NO_FLOW, Colours.SHEET);
    }

    @Test
    void linesOfPlotsStandOut() {
        Colours.SERIES.forEach(line -> assertContrast(3, line, Colours.SHEET));
        // beside these stand their values in the same colour
        Colours.LEVELS.forEach(line -> assertContrast(4.5, line, Colours.SHEET));
    }

    @Test
    void everyColourOfAPictureHasADarkOne() {
        Tensor x = leaf("x", arange(4.0));
        Tensor made = name("n", noGrad(() -> x.mul(3)));
        Tensor y = made.mul(x).add(x.detach()).mul(tensor(1.0, 2, 3, Double.NaN)).sum();
        String svg = Html5.svg(Displays.graph(y));
        int dark = svg.indexOf("@media(prefers-color-scheme:dark){");
        assertTrue(dark > 0, svg);
        var colours = COLOUR.matcher(svg.substring(0, dark)).results().map(found -> found.group()).distinct()
                .toList();
        assertTrue(colours.size() > 8, colours + "");
        colours.forEach(colour -> assertNotEquals(colour, Colours.onDark(colour)));
        assertTrue(svg.substring(dark).contains(Colours.onDark(Colours.SHEET)), svg);
    }
}
