package leibniz.display;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * JupyterLab shows the HTML of a notebook that it does not trust only as far as its sanitiser lets it
 * through. What stands here is a part of what {@code @jupyterlab/apputils} 4.7 allows (src/sanitizer.ts):
 * tags, their attributes, and the properties of styles with the form of their values.
 */
class SanitizerTest extends WithNotebook {
    /** A part of what GitHub's viewer lets through, which drops every style. */
    private static final Set<String> TAGS_ON_GITHUB = Set.of("div", "figure", "img", "table", "tr", "td",
            "pre",
            "details", "summary");
    private static final Set<String> TAGS = Set.of("div", "figure", "img", "table", "tr", "td", "pre", "br",
            "details",
            "summary");
    /** Tooltips on the places of a picture, and steps of which one is open at a time: pages may drop them. */
    private static final Set<String> MAY_GO = Set.of("map", "area", "map name", "map id", "area shape",
            "area coords", "img usemap", "details name");
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of("*", Set.of("style", "title"), "img",
            Set.of("src", "alt", "width", "height"), "td", Set.of("colspan", "rowspan"));
    private static final String LENGTH = "(0|[0-9.]+(px|em|%))";
    private static final String COLOUR = "(#[0-9a-f]+|rgba\\(\\d{1,3},\\d{1,3},\\d{1,3},0\\.[0-9]+\\))";
    private static final Map<String, String> STYLES = Map.ofEntries(Map.entry("background", "none|" + COLOUR),
            Map.entry("border", "none|1px solid " + COLOUR), Map.entry("border-collapse", "collapse"),
            Map.entry("font-family", "[a-zA-Z -]+(,[a-zA-Z -]+)*"), Map.entry("font-size", LENGTH),
            Map.entry("font-weight", "bold|normal"), Map.entry("height", "auto|" + LENGTH),
            Map.entry("line-height", "[0-9.]+"), Map.entry("margin", LENGTH),
            Map.entry("max-width", LENGTH), Map.entry("min-width", LENGTH),
            Map.entry("opacity", "0\\.[0-9]+"),
            Map.entry("overflow-x", "auto"), Map.entry("padding", LENGTH + "( " + LENGTH + "){0,3}"),
            Map.entry("padding-bottom", LENGTH), Map.entry("text-align", "left|right|center"),
            Map.entry("vertical-align", "top|middle"), Map.entry("white-space", "nowrap|pre"));

    private static void check(MimeBundle bundle) {
        String html = bundle.data().get("text/html");
        for (var element : Html5.elements(Html5.parse(html), "*")) {
            String tag = element.getTagName();
            assertTrue(MAY_GO.contains(tag) || TAGS.contains(tag) && TAGS_ON_GITHUB.contains(tag),
                    "<" + tag + "> would be removed");
            var attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                String name = attributes.item(i).getNodeName();
                assertTrue(ATTRIBUTES.get("*").contains(name)
                        || ATTRIBUTES.getOrDefault(tag, Set.of()).contains(name)
                        || MAY_GO.contains(tag + " " + name),
                        name + " would be removed from <" + tag + ">");
            }
            for (var declaration : element.getAttribute("style").split(";", -1)) {
                if (!declaration.isEmpty()) {
                    String[] parts = declaration.split(":", 2);
                    assertTrue(Pattern.matches(STYLES.getOrDefault(parts[0], ""), parts[1]),
                            "the style " + declaration + " would be removed");
                }
            }
        }
    }

    @Test
    void tablesOfTensorsPass() {
        var withGradient = arange(12.0).reshape(3, 4).detach().requiresGrad_(true);
        withGradient.square().sum().backward();
        var vector = tensor(1.0, -2.0, 3.0).requiresGrad_(true);
        vector.square().sum().backward();
        for (var x : List.of(tensor(1.0), tensor(true, false), vector, vector.mul(2), withGradient,
                ones(3, 200, 300),
                tensor(new double[][]{ { Double.NaN, -1 }, { 1e-9, Double.POSITIVE_INFINITY } }), zeros(0, 3),
                arange(100.0).sub(50), arange(1000).reshape(10, 100), ones(2100, 2000))) {
            check(Renderers.render(x));
        }
    }

    @Test
    void picturesOfGraphsPass() {
        var x = arange(4.0).requiresGrad_(true);
        var y = x.mul(x).sum();
        name("<script>alert(1)</script>", y);
        check(Displays.graph(y).toMimeBundle());
        check(Displays.graph(x.mean()).toMimeBundle());
        check(Displays.graphWithRules(x.mean()).toMimeBundle());
        check(Displays.graphWithGradientSizes(x.mean()).toMimeBundle());
        for (int i = 0; i < 40; i++) {
            y = i % 3 == 0 ? y.sin() : i % 3 == 1 ? y.mul(y) : y.exp().add(x.sum());
        }
        check(Displays.graph(y).toMimeBundle());
    }

    @Test
    void derivationsAndPlotsPass() {
        var x = arange(4.0).requiresGrad_(true);
        check(Displays.steps(x.square().mean()).toMimeBundle());
        check(Displays.compareModes(v -> v.square().sum(), x).toMimeBundle());
        check(Displays.derivatives(v -> v.sin(), 1).toMimeBundle());
        check(Displays.plot(v -> v.reciprocal(), -1, 1).toMimeBundle());
        check(Displays.plotGradCheck(v -> v.square().sum(), x).toMimeBundle());
    }
}
