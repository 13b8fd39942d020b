package leibniz.bench;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.dot;
import static leibniz.autograd.Tensors.manualSeed;
import static leibniz.autograd.Tensors.matmul;
import static leibniz.autograd.Tensors.randint;
import static leibniz.autograd.Tensors.randn;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static leibniz.display.Displays.compareModes;
import static leibniz.display.Displays.derivatives;
import static leibniz.display.Displays.explain;
import static leibniz.display.Displays.graph;
import static leibniz.display.Displays.graphWithGradientSizes;
import static leibniz.display.Displays.graphWithRules;
import static leibniz.display.Displays.histogram;
import static leibniz.display.Displays.plot;
import static leibniz.display.Displays.plotContour;
import static leibniz.display.Displays.plotGradCheck;
import static leibniz.display.Displays.plotTangent;
import static leibniz.display.Displays.plotWithDerivative;
import static leibniz.display.Displays.showImage;
import static leibniz.display.Displays.steps;

import java.util.Arrays;
import java.util.function.Supplier;
import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;
import leibniz.display.MimeBundle;
import leibniz.display.Renderers;

/**
 * Prints for each display, and what it shows, the milliseconds that it takes once warm, from the call to the
 * finished bundle, and the limit. Values are kept, as in a notebook.
 */
public final class DisplayTimes {
    private static final double COURSE = 20;
    /** For a function computed at some four thousand places. */
    private static final double CONTOUR = 60;
    private static final double LARGE = 500;
    private static final int BATCHES = 10;
    private static final int IN_BATCH = 9;
    private static final int WARM_UP = 150;

    private DisplayTimes() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        Graph.keepValues(true);
        manualSeed(1);
        course();
        functions();
        large();
    }

    private static void course() {
        Tensor x = arange(4.0).requiresGrad_(true);
        Tensor y = dot(x, x).mul(2);
        y.backward();
        measure("tensor with gradient", COURSE, () -> x);
        Tensor matrix = randn(3, 4).requiresGrad_(true);
        matrix.square().sum().backward();
        measure("tensor, a matrix with gradient", COURSE, () -> matrix);
        measure("graph, 2 dot(x, x) after backward", COURSE, () -> graph(y));
        Tensor w = tensor(0.5, -1, 2).requiresGrad_(true);
        Tensor first = dot(tensor(1.0, 2, 3), w).sub(2).square();
        measure("graph, example 1", COURSE, () -> graph(first));
        measure("graphWithRules, example 1", COURSE, () -> graphWithRules(first));
        measure("explain, example 1", COURSE, () -> explain(first, w));
        measure("steps, example 1", COURSE, () -> steps(first));
        Tensor features = tensor(new double[][]{ { 1, 2 }, { 3, 4 }, { 5, 6 } });
        Tensor v = tensor(0.5, -1).requiresGrad_(true);
        Tensor second = matmul(features, v).sub(tensor(1.0, 3, 5)).square().sum();
        measure("graph, example 2", COURSE, () -> graph(second));
        measure("graphWithRules, example 2", COURSE, () -> graphWithRules(second));
        measure("graphWithGradientSizes, example 2", COURSE, () -> graphWithGradientSizes(second));
        measure("explain, example 2", COURSE, () -> explain(second, v));
        measure("steps, example 2", COURSE, () -> steps(second));
        measure("compareModes, example 2", COURSE,
                () -> compareModes(u -> matmul(features, u).square().sum(), v));
        Tensor a = tensor(-0.5).requiresGrad_(true);
        Tensor flow = controlFlow(a);
        measure("graph, control flow", COURSE, () -> graph(flow));
        measure("explain, control flow", COURSE, () -> explain(flow, a));
        measure("steps, control flow", COURSE, () -> steps(flow));
        Tensor t = tensor(2.0).requiresGrad_(true);
        Tensor ways = t.square().log().mul(t.sin()).add(t.reciprocal());
        measure("explain, three ways", COURSE, () -> explain(ways, t));
        Tensor formula = symbol("a").mul(2).add(symbol("b"));
        measure("graph, symbols", COURSE, () -> graph(formula));
        Tensor network = perceptron();
        network.backward();
        measure("graph, multilayer perceptron after backward", COURSE, () -> graph(network));
        Tensor other = perceptron(); // the engine's pass takes most of this time
        measure("graph, the same, its gradients computed aside", COURSE, () -> graph(other));
    }

    private static void functions() {
        measure("derivatives", COURSE, () -> derivatives(u -> u.pow(3).mul(4).add(u.square()).add(3), 2));
        measure("plot of a function", COURSE, () -> plot(Tensor::sin, -7, 7));
        measure("plot of losses", COURSE, () -> plot(arange(100.0).neg().exp()));
        measure("plotWithDerivative", COURSE, () -> plotWithDerivative(Tensor::sin, -7, 7));
        measure("plotTangent", COURSE, () -> plotTangent(u -> u.pow(3).sub(u.reciprocal()), 1, 0.3, 2));
        double[] losses = new double[1000];
        Arrays.setAll(losses, i -> Math.exp(-0.01 * i));
        measure("plot of losses in an array", COURSE, () -> plot(losses));
        Tensor image = randn(28, 28);
        measure("histogram", COURSE, () -> histogram(image));
        measure("showImage", COURSE, () -> showImage(image));
        double[][] path = { { -1.5, 1 }, { 0, 0.5 }, { 0.5, 0 } };
        measure("plotContour with a path", CONTOUR,
                () -> plotContour(p -> p.get(0).square().add(p.get(1).square().mul(4)), -2, 2, -1, 1, path));
        measure("plotGradCheck", COURSE, () -> plotGradCheck(u -> u.sin().mul(u).sum(), tensor(0.5, 1, -2)));
    }

    private static void large() {
        Tensor million = randn(1000, 1000);
        measure("tensor of a million elements", LARGE, () -> million);
        Tensor chain = irregular(2_000);
        measure("graph of 2,000 nodes", LARGE, () -> graph(chain));
        Tensor wide = layers(50, 40);
        measure("graph of 2,000 nodes side by side", LARGE, () -> graph(wide));
        Tensor most = layers(10, 29);
        measure("graph of 290 nodes, all drawn", LARGE, () -> graph(most));
    }

    private static Tensor controlFlow(Tensor a) {
        Tensor b = a.mul(2);
        while (b.norm().item() < 1000) {
            b = b.mul(2);
        }
        return b.sum().item() > 0 ? b : b.mul(100);
    }

    private static Tensor perceptron() {
        Tensor hidden = matmul(randn(64, 784), randn(784, 256).requiresGrad_(true))
                .add(zeros(256).requiresGrad_(true)).relu();
        return matmul(hidden, randn(256, 10).requiresGrad_(true)).add(zeros(10).requiresGrad_(true))
                .crossEntropy(randint(0, 10, 64));
    }

    /** A chain in which nothing repeats often enough to be folded. */
    private static Tensor irregular(int nodes) {
        Tensor y = tensor(0.5).requiresGrad_(true);
        for (int i = 1; i < nodes; i++) {
            y = Integer.bitCount(i) % 2 == 0 ? y.sin() : Integer.bitCount(3 * i) % 2 == 0 ? y.exp() : y.neg();
        }
        return y;
    }

    /** Layers of operations that each use two of the layer before. */
    private static Tensor layers(int count, int width) {
        Tensor[] layer = new Tensor[width];
        Arrays.setAll(layer, i -> tensor(0.01 * i).requiresGrad_(true));
        for (int k = 1; k < count; k++) {
            Tensor[] before = layer.clone();
            int step = k % 7 + 1;
            Arrays.setAll(layer, i -> before[i].mul(before[(i + step) % width]));
        }
        Tensor sum = layer[0];
        for (int i = 1; i < width; i++) {
            sum = sum.add(layer[i]);
        }
        return sum;
    }

    /** The median of the batch that other work on the machine disturbed least. */
    private static void measure(String name, double limit, Supplier<Object> display) {
        boolean large = limit > CONTOUR;
        for (int i = 0; i < (large ? WARM_UP / 10 : WARM_UP); i++) {
            render(name, display);
        }
        double best = Double.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            double[] times = new double[large ? 3 : IN_BATCH];
            for (int i = 0; i < times.length; i++) {
                long start = System.nanoTime();
                render(name, display);
                times[i] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(times);
            best = Math.min(best, times[times.length / 2]);
        }
        System.out.printf("%s\t%.3f\t%.0f%n", name, best, limit);
    }

    private static void render(String name, Supplier<Object> display) {
        MimeBundle bundle = Renderers.render(display.get());
        if (bundle.data().size() < 2) {
            throw new IllegalStateException(name + " shows text alone: " + bundle.text());
        }
    }
}
