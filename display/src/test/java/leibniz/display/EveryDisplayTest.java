package leibniz.display;

import static java.lang.Math.cos;
import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.full;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphOption;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import org.junit.jupiter.api.Test;

/**
 * Every display over everything that leaves little to show: each ends in a picture or in one clear line, is
 * small, is well-formed, takes little work, and changes nothing that the user holds.
 */
class EveryDisplayTest extends WithNotebook {
    private static final String MARKUP = "<script>alert(1)</script> & \"co\" '";
    private static final TensorFunction ANY = x -> x.square().sum();
    private static final Pattern OF_FUNCTIONS = Pattern
            .compile("^(plot\\(f|plotWith|plotTangent|plotContour$|derivatives)");
    private static final int LARGEST = 200_000;
    private static final long MOST_BYTES = 1_500_000_000L;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern LARGE_CASE = Pattern.compile("thousand|million");
    private static final int LONGEST_ERROR = 420;
    private static final Pattern SVG = Pattern.compile("data:image/svg\\+xml;base64,([^\"]+)");
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What is displayed: a result, what it was computed from, and a function. */
    private record Case(Tensor z, Tensor w, TensorFunction f, String gradient) {
        Case(Tensor z, Tensor w) {
            this(z, w, ANY, "");
        }

        /** Of what these displays draw the graph has no part, so that one case does. */
        boolean skips(String display) {
            return f == ANY && OF_FUNCTIONS.matcher(display).find();
        }
    }

    @FunctionalInterface
    private interface Display {
        Object of(Case given);
    }

    @FunctionalInterface
    private interface Making {
        Case make();
    }

    private static Map<String, Display> displays() {
        Map<String, Display> all = new LinkedHashMap<>();
        all.put("tensor z", c -> c.z);
        all.put("tensor w", c -> c.w);
        all.put("graph", c -> Displays.graph(c.z));
        all.put("graph of two", c -> Displays.graph(c.z, c.w));
        all.put("graphWithRules", c -> Displays.graphWithRules(c.z));
        all.put("graphWithGradientSizes", c -> Displays.graphWithGradientSizes(c.z));
        all.put("explain", c -> Displays.explain(c.z, c.w));
        all.put("explain the other way round", c -> Displays.explain(c.w, c.z));
        all.put("steps", c -> Displays.steps(c.z));
        all.put("compareModes", c -> Displays.compareModes(c.f, c.w));
        all.put("derivatives", c -> Displays.derivatives(c.f, 0.5));
        all.put("derivatives at NaN", c -> Displays.derivatives(c.f, Double.NaN));
        all.put("plot(f)", c -> Displays.plot(c.f, -1, 1));
        all.put("plot(f) between wrong bounds", c -> Displays.plot(c.f, 1, Double.NaN));
        all.put("plot(z)", c -> Displays.plot(c.z));
        all.put("plot(w)", c -> Displays.plot(c.w));
        all.put("plot(w, z)", c -> Displays.plot(c.w, c.z));
        all.put("plot(w, w)", c -> Displays.plot(c.w, c.w));
        all.put("plot(w, Map)", c -> Displays.plot(c.w, Map.of("line", c.w)));
        all.put("plot(double[])", c -> Displays.plot(numbers(c.w)));
        all.put("plot(List)", c -> Displays.plot(DoubleStream.of(numbers(c.w)).boxed().toList()));
        all.put("plotWithDerivative", c -> Displays.plotWithDerivative(c.f, -1, 1));
        all.put("plotTangent", c -> Displays.plotTangent(c.f, 0, -1, 1));
        all.put("plotContour", c -> Displays.plotContour(c.f, -1, 1, -1, 1));
        all.put("plotContour with a path", c -> Displays.plotContour(c.f, -1, 1, -1, 1, List.of(c.w, c.w)));
        all.put("plotGradCheck", c -> Displays.plotGradCheck(c.f, c.w));
        all.put("histogram", c -> Displays.histogram(c.w));
        all.put("showImage", c -> Displays.showImage(c.w));
        all.put("showImage of z", c -> Displays.showImage(c.z));
        return all;
    }

    private static double[] numbers(Tensor x) {
        return x.isSymbolic() || x.numel() > 300_000 ? new double[0] : new Elements(x).numbers();
    }

    private static Map<String, Making> cases() {
        Map<String, Making> all = new LinkedHashMap<>();
        all.put("a small graph", () -> {
            Tensor w = leaf("w", tensor(FLOAT64, 0.5, -1, 2));
            return new Case(name("z", w.square().mul(w).sum()), w, Tensor::sin, "[0.75, 3, 12]");
        });
        all.put("a graph that was freed", () -> {
            Tensor w = leaf("w", tensor(1.0, 2));
            Tensor z = name("z", w.sum().mul(leaf("large", ones(100)).square().exp().sum()));
            z.backward();
            return new Case(z, w);
        });
        all.put("a graph that was kept", () -> {
            Tensor w = leaf("w", tensor(3.0));
            Tensor z = name("z", w.mul(w));
            z.backward(GraphOption.RETAIN_GRAPH);
            z.backward(GraphOption.RETAIN_GRAPH);
            return new Case(z, w, Tensor::square, "6");
        });
        all.put("a hundred thousand nodes", () -> {
            Tensor w = leaf("w", tensor(0.5));
            Tensor z = w;
            for (int i = 0; i < 25_000; i++) {
                z = z.add(w).sin().mul(w).neg();
            }
            return new Case(name("z", z), w);
        });
        all.put("NaN", () -> {
            Tensor w = leaf("w", tensor(-1.0, 0, 4));
            return new Case(name("z", w.log().mul(w).sqrt().sum()), w, x -> x.sub(2).sqrt(), "");
        });
        all.put("infinity", () -> {
            Tensor w = leaf("w", tensor(0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
            return new Case(name("z", w.reciprocal().sum()), w, Tensor::reciprocal, "");
        });
        all.put("the largest numbers", () -> {
            Tensor w = leaf("w", tensor(FLOAT64, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE));
            return new Case(name("z", w.mul(0.5).sum()), w, x -> x.mul(1e308).mul(10), "[0.5, 0.5, 0.5]");
        });
        all.put("no elements", () -> {
            Tensor w = leaf("w", zeros(0));
            return new Case(name("z", w.square().sum()), w);
        });
        all.put("no rows", () -> {
            Tensor w = leaf("w", zeros(0, 3));
            return new Case(name("z", w.mul(2)), w, x -> zeros(0), "");
        });
        all.put("truth values", () -> {
            Tensor w = name("w", tensor(true, false));
            return new Case(name("z", w.any()), w, x -> x.gt(0), "");
        });
        all.put("integers", () -> {
            Tensor w = name("w", tensor(1L, Long.MAX_VALUE));
            return new Case(name("z", w.sum()), w, x -> x.toLong(), "");
        });
        all.put("markup, Chinese and Greek in names", () -> {
            Tensor w = leaf(MARKUP, tensor(1.0, 2));
            return new Case(name("\u635f\u5931 & <b>", w.mul(name("\u03b8\u2081", tensor(3.0, 4))).sum()), w,
                    x -> x.mul(2), "[3, 4]");
        });
        all.put("a hundred names for one tensor", () -> {
            Tensor w = leaf("w", tensor(1.0, 2));
            for (int i = 0; i < 100; i++) {
                name("also" + i, w);
            }
            return new Case(name("z".repeat(500), w.square().sum()), w, Tensor::tanh, "[2, 4]");
        });
        all.put("values changed after", () -> {
            Tensor w = leaf("w", tensor(1.0, 2));
            Tensor z = name("z", w.square().sum());
            noGrad(() -> w.mul_(10));
            return new Case(z, w, Tensor::abs, "[2, 4]");
        });
        all.put("values and gradients changed after backward", () -> {
            Tensor w = leaf("w", tensor(3.0));
            Tensor z = name("z", w.mul(w));
            z.backward();
            w.grad().zero_();
            noGrad(() -> w.sub_(1));
            return new Case(z, w, Tensor::neg, "6");
        });
        all.put("results of different graphs", () -> {
            Tensor w = leaf("w", tensor(1.0, 2));
            Tensor other = leaf("v", tensor(3.0));
            return new Case(name("z", other.mul(2)), w, x -> other.mul(x), "");
        });
        all.put("a result that is no number", () -> {
            Tensor w = leaf("w", arange(12.0).reshape(3, 4).detach());
            return new Case(name("z", w.softmax(1)), w, x -> x.unsqueeze(0).expand(5, 5), "");
        });
        all.put("rank five", () -> {
            Tensor w = leaf("w", ones(2, 1, 3, 1, 2));
            return new Case(name("z", w.mul(ones(1, 4, 1, 5, 1)).sum()), w);
        });
        all.put("nothing requires a gradient", () -> {
            Tensor w = name("w", tensor(1.0, 2));
            return new Case(name("z", w.mul(2).sum()), w, x -> x.detach(), "");
        });
        all.put("the leaf itself", () -> {
            Tensor w = leaf("w", tensor(1.0));
            return new Case(w, w, x -> x, "");
        });
        all.put("behind a detach", () -> {
            Tensor w = leaf("w", tensor(2.0));
            return new Case(name("z", w.square().detach().mul(3)), w, x -> x.detach().add(x), "");
        });
        all.put("in noGrad", () -> {
            Tensor w = leaf("w", tensor(2.0));
            return new Case(name("z", noGrad(() -> w.square())), w, x -> noGrad(() -> x.square()), "");
        });
        all.put("a million elements", () -> {
            Tensor w = leaf("w", full(0.5, 1000, 1000));
            return new Case(name("z", w.square().sum()), w);
        });
        all.put("symbols", () -> {
            Tensor w = name("w", symbol("w"));
            return new Case(name("z", w.mul(2).add(symbol("b"))), w, x -> x.mul(w), "");
        });
        all.put("a function that fails", () -> {
            Tensor w = leaf("w", tensor(1.0, 2));
            return new Case(name("z", w.prod()), w, x -> {
                throw new IllegalArgumentException("no value here");
            }, "[2, 1]");
        });
        all.put("a function that gives nothing", () -> {
            Tensor w = leaf("w", tensor(1.0, 2));
            return new Case(name("z", w.max()), w, x -> null, "[0, 1]");
        });
        all.put("a function that writes to its argument", () -> {
            Tensor w = leaf("w", tensor(1.0, 2));
            return new Case(name("z", w.sum()), w, x -> noGrad(() -> x.detach().mul_(2)).sum(), "[1, 1]");
        });
        return all;
    }

    /** What the user holds, and what a display must therefore leave as it is. */
    private static String state() {
        var text = new StringBuilder(Displays.language() + leibniz.autograd.Autograd.isGradEnabled());
        TestNotebook.VARIABLES.forEach((name, value) -> {
            Tensor x = (Tensor) value;
            text.append('\n').append(name).append(" requires ").append(x.requiresGrad()).append(" leaf ")
                    .append(x.isLeaf()).append(" keeps ").append(!x.isSymbolic() && x.retainsGrad());
            if (x.isSymbolic()) {
                return;
            }
            text.append(" version ").append(version(x)).append(" values ").append(hash(x));
            if (x.isLeaf() && x.grad() != null) {
                text.append(" grad ").append(System.identityHashCode(x.grad())).append(' ')
                        .append(hash(x.grad())).append(" version ").append(version(x.grad()));
            }
        });
        return text.toString();
    }

    private static int hash(Tensor x) {
        return Arrays.hashCode(new Elements(x).numbers());
    }

    private static Object version(Tensor x) {
        try {
            Field storage = Tensor.class.getDeclaredField("storage");
            storage.setAccessible(true);
            var version = storage.getType().getDeclaredMethod("version");
            version.setAccessible(true);
            return version.invoke(storage.get(x));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty where the display does as it should, else what is wrong. */
    private static String fault(String name, Display display, Case given) {
        MimeBundle bundle;
        try {
            bundle = Renderers.render(display.of(given));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            String message = String.valueOf(refused.getMessage());
            boolean own = refused.getStackTrace()[0].getClassName().startsWith("leibniz.display.Refusals");
            if (own && Displays.language().equals("zh") && !HAN.matcher(message).find()) {
                return name + ": not in Chinese: " + message;
            }
            return message.isBlank() || message.contains("\n") || message.length() > LONGEST_ERROR
                    ? name + ": an unclear error: " + refused
                    : "";
        } catch (Throwable thrown) {
            return name + ": threw " + thrown + " at " + thrown.getStackTrace()[0];
        }
        String text = bundle.text();
        if (text.isBlank() || text.contains(" failed: ") && !text.contains("Gradient check failed")) {
            return name + ": says " + text;
        }
        for (var form : bundle.data().entrySet()) {
            if (form.getValue().length() > LARGEST) {
                return name + ": " + form.getKey() + " of " + form.getValue().length() + " characters";
            }
        }
        String html = bundle.data().getOrDefault("text/html", "<p/>");
        if (html.contains("<script") || html.contains("<b>")) {
            return name + ": markup " + html;
        }
        try {
            Html5.parse(html);
            for (var found : SVG.matcher(html).results().toList()) {
                String svg = new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8);
                Html5.parse(svg);
                if (svg.contains("<script") || svg.contains("<b>") || svg.contains("NaN\"")) {
                    return name + ": markup in " + svg;
                }
            }
        } catch (Exception | AssertionError e) {
            return name + ": not well-formed: " + e;
        }
        boolean ofGradients = name.startsWith("graph") && !name.endsWith("two") || name.equals("explain")
                || name.equals("steps") && text.contains("\n1. ");
        return ofGradients && !given.gradient.isEmpty()
                && !text.contains(given.gradient.replace("-", "\u2212"))
                && !text.contains(given.gradient)
                        ? name + ": no gradient " + given.gradient + " in " + text
                        : "";
    }

    /** @param largeToo whether graphs of which the size alone is hard are among the cases */
    private static String faults(boolean largeToo) {
        var faults = new ArrayList<String>();
        cases().forEach((title, making) -> {
            if (!largeToo && LARGE_CASE.matcher(title).find()) {
                return;
            }
            TestNotebook.clear();
            Case given = making.make();
            String before = state();
            displays().forEach((name, display) -> {
                if (given.skips(name)) {
                    return;
                }
                long start = THREAD.getThreadAllocatedBytes(Thread.currentThread().threadId());
                String fault = fault(name, display, given);
                long bytes = THREAD.getThreadAllocatedBytes(Thread.currentThread().threadId()) - start;
                String after = state();
                if (!fault.isEmpty()) {
                    faults.add(title + ", " + fault);
                }
                if (bytes > MOST_BYTES) {
                    faults.add(title + ", " + name + ": " + bytes + " bytes made");
                }
                if (!after.equals(before)) {
                    faults.add(title + ", " + name + ": changed " + before + "\nto " + after);
                }
            });
        });
        return String.join("\n\n", faults);
    }

    @Test
    void everyDisplayTakesEverything() {
        assertEquals("", faults(true));
    }

    @Test
    void everyDisplayTakesEverythingInChinese() {
        Displays.language("zh");
        try {
            assertEquals("", faults(false));
        } finally {
            Displays.language("en");
        }
    }

    @Test
    void noDisplayIsForgotten() {
        var all = Arrays.stream(Displays.class.getMethods())
                .filter(method -> method.getReturnType() == Displayable.class
                        && Modifier.isStatic(method.getModifiers()))
                .map(method -> method.getName()).collect(Collectors.toCollection(TreeSet::new));
        var used = displays().keySet().stream().map(name -> name.replaceFirst("[( ].*", ""))
                .filter(name -> !name.equals("tensor")).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, used);
        assertTrue(all.size() > 12, all + "");
    }

    /** Graphs survive being looked at: the pass that follows gives what it would have given. */
    @Test
    void theGraphCanStillBeRunBackward() {
        displays().forEach((name, display) -> {
            TestNotebook.clear();
            Tensor w = leaf("w", tensor(FLOAT64, 0.5, -1));
            Tensor z = name("z", w.sin().sum());
            fault(name, display, new Case(z, w));
            z.backward();
            assertEquals(cos(0.5), w.grad().get(0).item(), 1e-12, name);
            assertEquals(cos(-1), w.grad().get(1).item(), 1e-12, name);
            Graph.of(z);
        });
    }
}
