package leibniz.display;

import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.dot;
import static leibniz.autograd.Tensors.manualSeed;
import static leibniz.autograd.Tensors.matmul;
import static leibniz.autograd.Tensors.randint;
import static leibniz.autograd.Tensors.randn;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static leibniz.display.TestNotebook.VARIABLES;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Draws the course's pictures into {@code target/gallery}: open light.html and dark.html there after a
 * change.
 */
class GalleryTest extends WithNotebook {
    private static final Path FOLDER = Path.of("target", "gallery");

    private final Map<String, MimeBundle> exhibits = new LinkedHashMap<>();

    private void exhibit(String title, Object value) {
        exhibits.put(title, Renderers.render(value));
        VARIABLES.clear();
    }

    private void graphs() {
        manualSeed(1);
        Tensor x = leaf("x", arange(4.0));
        Tensor y = name("y", dot(x, x).mul(2));
        y.backward();
        exhibit("y = 2 dot(x, x)", Displays.graph(y));
        exhibit("x and its gradient", x);

        x = leaf("x", arange(4.0));
        Tensor u = name("u", x.mul(x).detach());
        exhibit("detached", Displays.graph(name("z", u.mul(x)).sum()));

        Tensor a = leaf("a", tensor(-0.5));
        Tensor b = a.mul(2);
        while (b.norm().item() < 1000) {
            b = b.mul(2);
        }
        exhibit("control flow", Displays.graph(name("d", b.mul(100))));

        x = leaf("x", arange(4.0));
        Tensor square = name("y", x.mul(x));
        exhibit("what lies behind a detach",
                Displays.graph(name("z", name("u", square.detach()).mul(x)).sum()));

        Tensor inside = leaf("x", tensor(2.0));
        Tensor made = name("n", noGrad(() -> inside.mul(3)));
        exhibit("made in noGrad", Displays.graph(name("z", made.mul(inside))));

        x = leaf("x", tensor(1.0, 2));
        Tensor weights = leaf("w", tensor(0.5, -1));
        Tensor difference = name("b", name("a", dot(x, weights)).sub(name("y", tensor(1.0))));
        exhibit("rules", Displays.graphWithRules(name("z", difference.square())));

        Tensor layer = leaf("x", tensor(0.3, -0.2, 0.9));
        for (int i = 0; i < 3; i++) {
            layer = matmul(leaf("W" + i, randn(3, 3).mul(0.3).detach()), layer).tanh();
        }
        exhibit("sizes of gradients", Displays.graphWithGradientSizes(name("loss", layer.square().sum())));

        Tensor sa = name("a", symbol("a"));
        Tensor sb = name("b", symbol("b"));
        Tensor formula = name("c", sa.mul(2).add(sb));
        exhibit("symbols before data is bound", Displays.graph(formula));
        exhibit("symbols after data is bound", Displays.graph(name("c",
                formula.bind(Map.of("a", tensor(3.0).requiresGrad_(true), "b", tensor(1.0))))));

        Graph.keepValues(false);
        x = leaf("x", arange(4.0));
        y = name("y", x.square().log().sum());
        y.backward();
        exhibit("freed, with gradients that are not finite", Displays.graph(y));
        Graph.keepValues(true);

        Tensor h = leaf("b1", zeros(256)).add(matmul(name("X", randn(64, 784)), leaf("W1", randn(784, 256))));
        Tensor logits = leaf("b2", zeros(10)).add(matmul(h.relu(), leaf("W2", randn(256, 10))));
        exhibit("a multilayer perceptron",
                Displays.graph(name("loss", logits.crossEntropy(name("labels", randint(0, 10, 64))))));

        x = leaf("x", tensor(2.0));
        exhibit("two paths", Displays.graph(name("f", x.square().log().mul(x.sin()).add(x.reciprocal()))));

        Tensor features = name("X", tensor(new double[][]{ { 1, 2 }, { 3, 4 }, { 5, 6 } }));
        Tensor w = leaf("w", tensor(0.5, -1));
        Tensor residual = name("b", name("a", matmul(features, w)).sub(name("y", tensor(1.0, 3, 5))));
        exhibit("linear regression", Displays.graph(name("loss", residual.square().mean())));

        Tensor p = leaf("x", tensor(0.3));
        Tensor v = leaf("v", tensor(0.7));
        for (int i = 0; i < 7; i++) {
            p = i % 2 == 0 ? p.mul(v).sin() : p.add(v.exp().mul(p));
        }
        exhibit("crossing paths", Displays.graph(p));

        Tensor deep = leaf("x", tensor(0.5));
        for (int i = 0; i < 700; i++) {
            deep = Integer.bitCount(i) % 2 == 0 ? deep.sin() : deep.cos();
        }
        exhibit("too large to show", Displays.graph(name("y", deep)));
    }

    private void tensors() {
        manualSeed(1);
        Tensor m = leaf("m", randn(3, 4));
        m.square().sum().backward();
        exhibit("matrix", m);
        exhibit("not finite",
                tensor(new double[][]{ { Double.NaN, -1 }, { 0.5, Double.POSITIVE_INFINITY } }));
        exhibit("rank 4", randn(5, 4, 3, 3));
        exhibit("large", randn(100, 100));
    }

    private String page(String colours) {
        var page = new StringBuilder(
                "<!DOCTYPE html><meta charset=\"utf-8\"><body style=\"font-family:sans-serif;");
        page.append(colours).append("\">");
        exhibits.forEach((title, bundle) -> page.append("<h4>").append(Html.escape(title)).append("</h4>")
                .append(bundle.data().get("text/html")).append("<pre>").append(Html.escape(bundle.text()))
                .append("</pre>"));
        return page.toString();
    }

    @Test
    void allPicturesAreDrawn() throws Exception {
        graphs();
        tensors();
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("light.html"), page("background:#fff;color:#111"));
        Files.writeString(FOLDER.resolve("dark.html"), page("background:#111;color:#e0e0e0"));
        exhibits.forEach((title, bundle) -> {
            String html = bundle.data().get("text/html");
            Html5.parse(html);
            assertTrue(html.length() < 100_000, title + ": " + html.length() + " characters");
        });
    }
}
