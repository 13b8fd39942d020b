package leibniz.display;

import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.GraphOption.RETAIN_GRAPH;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.dot;
import static leibniz.autograd.Tensors.manualSeed;
import static leibniz.autograd.Tensors.matmul;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.randn;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.autograd.Autograd;
import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChartBuilder;

/** Displays speak the language that was chosen, and in Chinese no English word is left. */
class WordsTest extends WithNotebook {
    private static final Pattern PLACE = Pattern.compile("%(?:(\\d)\\$)?s");
    private static final Pattern IMAGE = Pattern.compile("data:image/svg\\+xml;base64,([^\"]+)");
    /** What is no word: markup, code, formulas, and names with a digit. */
    private static final Pattern NOT_WORDS = Pattern.compile(
            "<style.*?</style>|[\\w$]+(\\.[\\w$]+)+|<[^>]*>|&#?\\w+;|[\\w.]*\\w+\\([^()\\u4e00-\\u9fff]*\\)"
                    + "|z\\.bind\\(Map\\.of\\(.*?\\)\\)|\\\\[a-zA-Z]+(\\{aligned\\}|\\{bmatrix\\})?|\\d+e-?\\d+|\\w*\\d\\w*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");
    /**
     * Names of operations, dtypes, options, functions of mathematics, and of numbers, which are the same
     * everywhere.
     */
    private static final Set<String> NAMES = Set.of("nan", "NaN", "inf", "null", "true", "false", "noGrad",
            "RETAIN_GRAPH", "RETAIN",
            "GRAPH", "steps", "graph", "explain", "requiresGrad", "gradFn", "dtype", "tensor", "grad", "sin",
            "cos", "exp", "log",
            "tanh", "softmax", "onehot", "ge", "diag", "aligned", "bmatrix", "sum", "ln", "bool", "gx", "gn",
            "gb", "wc");

    private final Map<String, Supplier<Object>> displays = new LinkedHashMap<>();

    @BeforeEach
    void chinese() {
        Displays.language("zh");
    }

    @AfterEach
    void english() {
        Displays.language("en");
    }

    private void add(String name, Supplier<Object> display) {
        displays.put(name, display);
    }

    private void addOfResult(String name, Tensor z, Tensor w) {
        add("graph of " + name, () -> Displays.graph(z));
        add("rules of " + name, () -> Displays.graphWithRules(z));
        add("sizes of " + name, () -> Displays.graphWithGradientSizes(z));
        add("explain " + name, () -> Displays.explain(z, w));
        add("steps of " + name, () -> Displays.steps(z));
    }

    private void addResults() {
        manualSeed(1);
        Tensor x = leaf("x", arange(4.0));
        addOfResult("a dot product", name("y", dot(x, x).mul(2)), x);
        addOfResult("one factor", x.norm(), x);
        addOfResult("a mean", x.mean(), x);
        addOfResult("moved elements",
                cat(0, x.narrow(0, 1, 2), x.flip(0), x.reshape(2, 2).flatten(), x.cumsum(0)).get(3).sin(), x);
        addOfResult("a norm at 0", leaf("n", zeros(3)).norm(), (Tensor) TestNotebook.VARIABLES.get("n"));
        Tensor w = leaf("w", randn(3, 3));
        addOfResult("matrices", matmul(w, randn(3, 2)).softmax(1).sum(), w);
        Tensor a = leaf("a", tensor(-0.5));
        Tensor loop = a;
        for (int i = 0; i < 12; i++) {
            loop = loop.mul(2);
        }
        addOfResult("a loop", loop, a);
        Tensor b = leaf("b", tensor(0.5));
        Tensor ways = b.sin().add(b.cos()).add(b.exp()).mul(b.square().add(b));
        addOfResult("several ways", ways, b);
        Tensor deep = b;
        for (int i = 0; i < 700; i++) {
            deep = Integer.bitCount(i) % 2 == 0 ? deep.sin() : deep.cos();
        }
        addOfResult("a deep graph", deep, b);
        Tensor detached = name("u", x.mul(x).detach());
        addOfResult("a detached part", detached.mul(x).sum(), x);
        Tensor made = noGrad(() -> x.mul(3));
        addOfResult("a part made in noGrad", made.mul(x).sum().add(x.toLong().sum()), x);
        Tensor vector = x.mul(2);
        add("a graph of a vector", () -> Displays.graph(vector));
        add("a Jacobian", () -> Displays.explain(vector, x));
        add("a matrix by a matrix", () -> Displays.explain(w.mul(w), w));
        add("a graph of two results", () -> Displays.graph(vector.sum(), x.mean()));
        add("a graph without gradients", () -> Displays.graph(ones(3).sum()));
        add("a graph that is cut", () -> Displays.graph(name("cut", x.sum().detach()).mul(2)));
        Tensor freed = x.square().sum().exp().mul(1e-9);
        freed.backward();
        add("what was freed", () -> Displays.graph(freed));
        add("steps of what was freed", () -> Displays.steps(freed));
        Tensor changed = leaf("c", tensor(1.0, 2)).mul(1);
        Tensor afterwards = changed.square().sum();
        changed.add_(1);
        add("what was changed", () -> Displays.graph(afterwards));
        add("what was changed, explained",
                () -> Displays.explain(afterwards, (Tensor) TestNotebook.VARIABLES.get("c")));
        add("steps of a constant", () -> Displays.steps(ones(1)));
        add("z by itself", () -> Displays.explain(x, x));
        Tensor symbols = symbol("p").mul(2).add(symbol("q"));
        add("symbols", () -> Displays.graph(symbols));
        add("symbols explained", () -> {
            Tensor p = symbol("p");
            return Displays.explain(p.square(), p);
        });
    }

    private void addTables() {
        Tensor g = leaf("g", randn(20, 30));
        g.square().sum().backward();
        add("a large tensor with a gradient", () -> g);
        add("a result", () -> g.mul(2));
        add("a detached tensor", () -> g.mul(2).detach());
        add("made in noGrad", () -> noGrad(() -> g.mul(2)));
        add("rank 4", () -> randn(9, 4, 3, 3));
        add("a long vector", () -> arange(100.0));
        add("truth values", () -> randn(100).gt(0));
        add("no elements", () -> zeros(0));
        add("not finite", () -> tensor(Double.NaN, Double.POSITIVE_INFINITY, 1).repeat(40));
        add("derivatives", () -> Displays.derivatives(v -> v.sin().mul(v), 1));
        add("derivatives without a formula", () -> Displays.derivatives(v -> v.item() > 0 ? v : v.neg(), 1));
        add("modes", () -> Displays.compareModes(v -> v.sin().square().sum(), randn(4)));
        add("modes of several outputs", () -> Displays.compareModes(Tensor::sin, randn(4)));
    }

    private void addPlots() {
        add("plot", () -> Displays.plot(Tensor::sin, 0, 1));
        add("plot without values", () -> Displays.plot(v -> v.log(), -2, -1));
        add("plot with gaps", () -> Displays.plot(Tensor::log, -1, 1));
        add("derivative", () -> Displays.plotWithDerivative(Tensor::sin, 0, 1));
        add("tangent", () -> Displays.plotTangent(Tensor::exp, 1, 0, 2));
        add("series", () -> Displays.plot(tensor(1.0, Double.NaN, 3)));
        add("two series",
                () -> Displays.plot(arange(3.0), arange(3.0), tensor(Double.NaN, Double.NaN, Double.NaN)));
        add("losses", () -> Displays.plot(new double[]{ 2, Double.NaN }));
        add("one loss", () -> Displays.plot(new double[]{ 2 }));
        add("no losses", () -> Displays.plot(new double[0]));
        add("a pole", () -> Displays.plot(Tensor::reciprocal, -1, 1));
        add("no tangent", () -> Displays.plotTangent(Tensor::sqrt, 0, 0, 1));
        add("contours", () -> Displays.plotContour(v -> v.get(0).log().add(v.get(1)), -1, 1, 0, 1,
                List.of(ones(2), zeros(2))));
        add("no contours", () -> Displays.plotContour(v -> v.sum().mul(0), -1, 1, 0, 1));
        add("histogram", () -> Displays.histogram(randn(100)));
        add("histogram of whole numbers", () -> Displays.histogram(tensor(1, 2, 2)));
        add("histogram of what is not finite", () -> Displays.histogram(tensor(Double.NaN, 1)));
        add("histogram of nothing", () -> Displays.histogram(zeros(0)));
        add("histogram of what lies far apart",
                () -> Displays.histogram(tensor(leibniz.autograd.DType.FLOAT64, -1e308, 1e308)));
        add("histogram of nan", () -> Displays.histogram(tensor(Double.NaN)));
        add("a grey image", () -> Displays.showImage(tensor(Double.NaN, 1, 2).reshape(1, 3)));
        add("a colour image", () -> Displays.showImage(zeros(3, 2, 2)));
        add("an image of one value", () -> Displays.showImage(ones(2, 2).mul(3)));
        add("a gradient check of a kink", () -> Displays.plotGradCheck(v -> v.abs().sum(), tensor(0.0, 1)));
        add("a gradient check of a jump", () -> Displays.plotGradCheck(v -> v.sign().sum(), tensor(0.0, 1)));
        add("a gradient check of infinities",
                () -> Displays.plotGradCheck(v -> v.sqrt().sum(), tensor(0.0, 1)));
        add("gradient check", () -> Displays.plotGradCheck(v -> v.square().sum(), tensor(1.0, 2)));
        add("a chart", () -> new XYChartBuilder().width(90).height(90).build());
        add("an image", () -> new BufferedImage(2100, 9, BufferedImage.TYPE_INT_RGB));
        add("a long text", () -> "1".repeat(30_000));
        add("a failure", () -> new Displayable() {
            @Override
            public MimeBundle toMimeBundle() {
                throw new IllegalStateException("");
            }

            @Override
            public String toString() {
                return "";
            }
        });
    }

    /** All that is read: texts, alternative texts, and what stands in pictures. */
    private static List<String> readings(MimeBundle bundle) {
        List<String> texts = new ArrayList<>(List.of(bundle.text()));
        String html = bundle.data().getOrDefault("text/html", "");
        texts.add(html);
        texts.add(bundle.data().getOrDefault("text/latex", ""));
        if (!html.isEmpty()) {
            Html5.elements(Html5.parse(html), "img").forEach(image -> texts.add(image.getAttribute("alt")));
        }
        var image = IMAGE.matcher(html);
        while (image.find()) {
            texts.add(new String(Base64.getDecoder().decode(image.group(1)), StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void inChineseNoEnglishWordIsLeft() {
        addResults();
        addTables();
        addPlots();
        Set<String> left = new TreeSet<>();
        displays.forEach((name, display) -> {
            Set<String> operations = new TreeSet<>();
            MimeBundle bundle = Renderers.render(display.get());
            for (String text : readings(bundle)) {
                WORD.matcher(NOT_WORDS.matcher(text).replaceAll(" ")).results().map(found -> found.group())
                        .filter(word -> !NAMES.contains(word) && !isOperation(word)).forEach(operations::add);
            }
            operations.forEach(word -> left.add(name + ": " + word));
            assertFalse(bundle.text().contains(" failed"), bundle.text());
        });
        assertEquals(Set.of(), left);
    }

    /** The names of operations begin with a capital letter, which in the displays nothing else does. */
    private static boolean isOperation(String word) {
        return Character.isUpperCase(word.charAt(0))
                && all().noneMatch(words -> words.english.matches(".*\\b" + word + "\\b.*"));
    }

    @Test
    void bothLanguagesSpeakOfTheSame() {
        for (Words words : all().toList()) {
            assertEquals(places(words.english), places(words.chinese), words.english);
            assertTrue(words.chinese.matches("(?s).*[\\u4e00-\\u9fff].*")
                    || words.chinese.replaceAll("%s", "").matches("\\P{L}*"), words.english);
        }
    }

    private static Stream<Words> all() {
        return Stream.of(Words.class, Refusals.class, LiveWords.class)
                .flatMap(holder -> Arrays.stream(holder.getDeclaredFields()))
                .filter(field -> field.getType() == Words.class)
                .map(field -> {
                    try {
                        return (Words) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    /** Which values stand in a text. */
    private static Set<Integer> places(String text) {
        Set<Integer> places = new TreeSet<>();
        var place = PLACE.matcher(text);
        int next = 1;
        while (place.find()) {
            places.add(place.group(1) == null ? next++ : Integer.parseInt(place.group(1)));
        }
        return places;
    }

    @Test
    void theReportOfAGradientCheckSpeaksTheLanguageOfDisplays() {
        var wrong = Autograd.customFunction("square", xs -> xs.get(0).square(),
                (cotangent, xs, y) -> List.of(cotangent.mul(xs.get(0)).mul(3)));
        var report = Autograd.gradCheck(x -> wrong.apply(List.of(x)).sum(), tensor(FLOAT64, 2));
        String chinese = Renderers.render(report).text();
        assertTrue(chinese.startsWith("gradCheck 未通过：2 个导数中有 2 个不对，最大误差 0.33（容许 10⁻⁶）\n"), chinese);
        assertTrue(chinese.contains("1 阶，反向：输出 () 对输入 1 的 () 处的导数为 6.00000，而差商给出 4.00000（规则有误）"),
                chinese);
        assertTrue(chinese.endsWith("规则有误：有一条规则不对：不同步长 h 的差商彼此相符，却与它不符。"), chinese);
        Displays.language("en");
        assertEquals(report.toString(), Renderers.render(report).text());
    }

    @Test
    void colonsAndCommasBetweenChineseWordsAreWide() {
        Tensor b = leaf("b", tensor(0.5));
        Tensor z = name("z", b.mul(b).sin());
        for (Object shown : List.of(Displays.steps(z), Displays.graphWithRules(z),
                Displays.plotContour(x -> x.square().sum(), -1, 1, -1, 1),
                Displays.plot(tensor(1.0, 2), tensor(1.0, 2), tensor(3.0, 4)))) {
            assertFalse(shown.toString().matches("(?s).*([\\u4e00-\\u9fff）][:,;]|: z\u0304| 法则).*"),
                    shown.toString());
        }
        assertTrue(Displays.derivatives(Tensor::sin, 1).toString().contains("与反向累积之差"));
    }

    @Test
    void theReasonsOfTheLibraryAreTranslated() {
        Tensor x = leaf("x", tensor(1.0, 2));
        Tensor y = x.square().sum().exp();
        y.backward(RETAIN_GRAPH);
        y.backward();
        assertEquals("计算图已被释放：先前对 Exp 的 backward() 已经经过 Exp。请重新计算，或者在先前的调用中使用选项 RETAIN_GRAPH。",
                reason(y));
        assertEquals("计算这个张量所用的张量都不需要梯度。路径到 detach() 为止，它是对 Sum 调用的。需要梯度通过的地方请去掉 detach()。",
                reason(x.sum().detach()));
        assertEquals("计算这个张量所用的张量都不需要梯度。路径到 Sum 为止，它由 叶子节点 在 noGrad 关闭记录时得到。请在 noGrad 之外计算。",
                reason(noGrad(() -> x.sum())));
        assertEquals(
                "计算这个张量所用的张量都不需要梯度。请在计算之前对输入调用 requiresGrad_(true)。"
                        + "若已调用，则是用 item() 取出的数断开了路径：请用张量计算。",
                reason(tensor(1.0).mul(2)));
        Graph.keepValues(false);
        Tensor base = x.mul(1);
        Tensor later = base.square().sum();
        base.add_(1);
        assertEquals(
                "Square 需要第 1 个运算对象（形状 (2)）当时的值，即版本 0，但后来的就地运算把它改成了版本 1。请对那个运算使用不带 _ 的形式，或者事先 copy() 该张量。",
                reason(later));
        assertEquals("计算图已被释放：先前对 Exp 的 backward()（单元格 3） 已经经过 Mul（单元格 12）。请重新计算，或者在先前的调用中使用选项 RETAIN_GRAPH。",
                Reasons.of(
                        "backward: the graph has been freed. An earlier backward() of <Exp> in cell 3 already ran through <Mul> in cell 12. "
                                + "Run the computation again, or give the earlier call the option RETAIN_GRAPH."));
    }

    private static String reason(Tensor y) {
        return Reasons.of(String.valueOf(Graph.of(y).whyNoGradients()));
    }

    @Test
    void theLanguageIsOneOfTwo() {
        assertEquals("zh", Displays.language());
        assertEquals(
                "language: displays speak English, language(\"en\"), and Chinese, language(\"zh\"), but were given \"fr\"",
                assertThrows(IllegalArgumentException.class, () -> Displays.language("fr")).getMessage());
        assertEquals("张量 (2) \u00b7 float32", heading());
        Displays.language("en");
        assertEquals("tensor (2) \u00b7 float32", heading());
    }

    private static String heading() {
        String html = Renderers.render(ones(2)).data().get("text/html");
        return html.substring(html.indexOf("4px\">") + 5, html.indexOf("</div>"));
    }
}
