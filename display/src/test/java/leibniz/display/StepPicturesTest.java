package leibniz.display;

import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/** Each step of a backward pass shows the graph with the node that runs lit, and the gradients so far. */
class StepPicturesTest extends WithNotebook {
    private static final Pattern SVG = Pattern.compile("data:image/svg\\+xml;base64,([^\"]+)");

    private static List<String> pictures(Displayable steps) {
        return SVG.matcher(steps.toMimeBundle().data().get("text/html")).results()
                .map(found -> new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8))
                .toList();
    }

    private static String html(Displayable steps) {
        return steps.toMimeBundle().data().get("text/html");
    }

    /** z = sin(3 x²) at 2: dz/du = cos 12, by x² it is 3 cos 12, by x 12 cos 12. */
    @Test
    void theNodeThatRunsIsLitAndGradientsAppearOneByOne() {
        Tensor x = leaf("x", tensor(2.0));
        Tensor z = name("z", x.square().mul(3).sin());
        var pictures = pictures(Displays.steps(z));
        assertEquals(4, pictures.size());
        String[] gradients = { "1", "0.8439", "2.532", "10.13" };
        for (int i = 0; i < 4; i++) {
            String svg = pictures.get(i);
            assertTrue(svg.contains("fill:" + Colours.LIT), svg);
            for (int k = 0; k < 4; k++) {
                boolean known = svg.contains(">" + gradients[k] + "</text>");
                assertEquals(k <= i, known, "gradient " + gradients[k] + " at step " + (i + 1) + ": " + svg);
            }
        }
    }

    @Test
    void oneStepIsOpenAtATimeAndEachHasATable() {
        Tensor x = leaf("x", tensor(2.0));
        String html = html(Displays.steps(name("z", x.mul(x).add(x))));
        var details = Html5.elements(Html5.parse(html), "details");
        assertEquals(3, details.size());
        assertEquals(1, details.stream().map(one -> one.getAttribute("name")).distinct().count());
        for (var word : List.of("comes in", "rule", "goes out", "added up")) {
            assertTrue(html.contains(";font-weight:bold\">" + word + "</td>"), word + " in " + html);
        }
    }

    @Test
    void theStepsOfALoopFold() {
        Tensor a = leaf("a", tensor(0.5));
        Tensor b = a;
        for (int i = 0; i < 12; i++) {
            b = b.mul(2);
        }
        String html = html(Displays.steps(name("z", b)));
        assertTrue(html.contains("<summary>2 to 12. Mul by 2 \u00d711</summary>"), html);
        assertEquals(3, pictures(Displays.steps(b)).size());
    }

    @Test
    void tooManyPicturesAreLeftOutAndThatIsSaid() {
        Tensor w = leaf("w", tensor(0.5));
        Tensor z = w;
        for (int i = 0; i < 200; i++) {
            z = Integer.bitCount(i) % 2 == 0 ? z.sin() : z.cos().mul(w);
        }
        String html = html(Displays.steps(name("z", z)));
        assertFalse(html.contains("<img"));
        assertTrue(html.contains(Words.NO_PICTURES.english));
        assertTrue(html.length() < 150_000, html.length() + " characters");
    }
}
