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

import java.util.Arrays;
import java.util.function.Supplier;
import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;
import leibniz.display.Displays;
import leibniz.display.Renderers;

/**
 * Prints for each picture its name, the milliseconds that it takes once warm, from the call to the HTML, and the limit.
 * Values are kept, as in a notebook.
 */
public final class Pictures {
    private static final double COURSE = 20;
    private static final double LARGE = 500;
    private static final int BATCHES = 10;
    private static final int IN_BATCH = 9;
    private static final int WARM_UP = 150;

    private Pictures() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        Graph.keepValues(true);
        manualSeed(1);
        Tensor x = arange(4.0).requiresGrad_(true);
        Tensor y = dot(x, x).mul(2);
        y.backward();
        measure("2 dot(x, x) after backward", COURSE, () -> Displays.graph(y));
        measure("tensor with gradient", COURSE, () -> x);
        Tensor w = tensor(0.5, -1).requiresGrad_(true);
        Tensor z = dot(tensor(1.0, 2), w).sub(1).square();
        measure("example 1", COURSE, () -> Displays.graph(z));
        measure("example 1 with rules", COURSE, () -> Displays.graphWithRules(z));
        Tensor features = tensor(new double[][]{ { 1, 2 }, { 3, 4 }, { 5, 6 } });
        Tensor loss = matmul(features, w).sub(tensor(1.0, 3, 5)).square().sum();
        measure("example 2", COURSE, () -> Displays.graph(loss));
        measure("example 2 with rules", COURSE, () -> Displays.graphWithRules(loss));
        measure("example 2 with sizes of gradients", COURSE, () -> Displays.graphWithGradientSizes(loss));
        Tensor flow = controlFlow(tensor(-0.5).requiresGrad_(true));
        measure("control flow", COURSE, () -> Displays.graph(flow));
        Tensor formula = symbol("a").mul(2).add(symbol("b"));
        measure("symbols", COURSE, () -> Displays.graph(formula));
        Tensor network = perceptron();
        measure("multilayer perceptron", COURSE, () -> Displays.graph(network));
        Tensor matrix = randn(3, 4).requiresGrad_(true);
        matrix.square().sum().backward();
        measure("matrix with gradient", COURSE, () -> matrix);
        Tensor million = randn(1000, 1000);
        measure("tensor of a million elements", LARGE, () -> million);
        Tensor large = irregular(2_000);
        measure("graph of 2,000 nodes", LARGE, () -> Displays.graph(large));
        Tensor wide = layers(50, 40);
        measure("graph of 2,000 nodes side by side", LARGE, () -> Displays.graph(wide));
        Tensor most = layers(10, 29);
        measure("graph of 290 nodes, all drawn", LARGE, () -> Displays.graph(most));
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
    private static void measure(String name, double limit, Supplier<Object> picture) {
        boolean large = limit > COURSE;
        int length = 0;
        for (int i = 0; i < (large ? WARM_UP / 10 : WARM_UP); i++) {
            length = Renderers.render(picture.get()).toString().length();
        }
        double best = Double.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            double[] times = new double[large ? 3 : IN_BATCH];
            for (int i = 0; i < times.length; i++) {
                long start = System.nanoTime();
                length += Renderers.render(picture.get()).data().getOrDefault("text/html", "").length();
                times[i] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(times);
            best = Math.min(best, times[times.length / 2]);
        }
        if (length == 0) {
            throw new IllegalStateException(name + " shows nothing");
        }
        System.out.printf("%s\t%.3f\t%.0f%n", name, best, limit);
    }
}
