package leibniz.display;

import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/**
 * What every display makes of graphs and tensors that leave little to show: a sensible picture or one clear
 * line.
 */
class BadInputTest extends WithNotebook {
    private static final int LARGEST = 120_000;
    private static final String NAME = "<script>alert(1)</script> & \"co\"";

    /** By name, the displays of a result z that was computed from w. */
    private static final Map<String, BiFunction<Tensor, Tensor, Displayable>> DISPLAYS = Map.of(
            "graph", (z, w) -> Displays.graph(z),
            "graphWithRules", (z, w) -> Displays.graphWithRules(z),
            "graphWithGradientSizes", (z, w) -> Displays.graphWithGradientSizes(z),
            "explain", Displays::explain,
            "steps", (z, w) -> Displays.steps(z));

    /** What each display shows. Its HTML is well-formed and small. */
    private static Map<String, MimeBundle> shown(Tensor z, Tensor w) {
        Map<String, MimeBundle> shown = new LinkedHashMap<>();
        DISPLAYS.forEach((name, display) -> {
            MimeBundle bundle = Renderers.render(display.apply(z, w));
            String html = bundle.data().getOrDefault("text/html", "<p/>");
            assertEquals(0, Html5.elements(Html5.parse(html), "script").size(), name);
            assertTrue(html.length() < LARGEST, name + ": " + html.length() + " characters");
            assertFalse(bundle.text().isBlank(), name);
            assertFalse(bundle.text().contains("failed"), name + ": " + bundle.text());
            shown.put(name, bundle);
        });
        return shown;
    }

    private static void assertAllSay(String part, Map<String, MimeBundle> shown) {
        shown.forEach(
                (name, bundle) -> assertTrue(bundle.text().contains(part), name + ": " + bundle.text()));
    }

    @Test
    void aGraphThatWasFreedIsShownAsFarAsItIsKept() {
        Tensor w = leaf("w", tensor(1.0, 2));
        Tensor large = leaf("large", ones(100));
        Tensor z = name("z", w.sum().mul(large.square().exp().sum()));
        z.backward();
        var shown = shown(z, w);
        assertTrue(shown.get("graph").text().contains("the graph has been freed"), shown.get("graph").text());
        assertTrue(shown.get("steps").text().contains("The graph has been freed"), shown.get("steps").text());
        assertTrue(shown.get("explain").text().contains("z"), shown.get("explain").text());
    }

    @Test
    void aGradientThatIsNotANumberIsNamed() {
        Tensor w = leaf("w", tensor(-1.0, 0, 4));
        assertAllSay("nan", shown(name("z", w.log().mul(w).sqrt().sum()), w));
        Tensor used = leaf("used", tensor(-1.0));
        used.sqrt().backward();
        assertTrue(Renderers.render(used).data().get("text/html").contains("nan"));
    }

    @Test
    void aTensorOfAMillionElements() {
        Tensor w = leaf("w", ones(1000, 1000));
        shown(name("z", w.square().sum()), w);
        Tensor v = leaf("v", ones(1_000_000));
        Tensor z = name("z", v.mul(v).sum());
        shown(z, v);
        z.backward();
        MimeBundle withGradient = Renderers.render(v);
        assertTrue(withGradient.data().get("text/html").length() < LARGEST);
        String refusal = assertThrows(IllegalArgumentException.class, () -> Displays.plot(v.detach()))
                .getMessage();
        assertTrue(refusal.contains("at most 200000 points") && refusal.contains("slice("), refusal);
    }

    @Test
    void namesWithMarkupAreText() {
        Tensor w = leaf(NAME, tensor(1.0, 2));
        Tensor z = name("z & <b>", w.square().sum());
        shown(z, w).forEach((name, bundle) -> {
            String html = bundle.data().getOrDefault("text/html", "");
            assertFalse(html.contains("<script") || html.contains("& \""), name + ": " + html);
        });
        for (Displayable plot : List.of(Displays.plot(w.detach()), Displays.plot(name(NAME, zeros(3))),
                Displays.plot(zeros(3), name(NAME, ones(3)), name("<b>&", ones(3))))) {
            MimeBundle bundle = plot.toMimeBundle();
            String html = bundle.data().get("text/html");
            assertFalse(html.contains("<script") || html.contains("<b>"), html);
            assertEquals(bundle.text(), Html5.image(bundle).getAttribute("alt"));
        }
    }
}
