package leibniz.bench;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.dot;
import static leibniz.autograd.Tensors.matmul;
import static leibniz.autograd.Tensors.tensor;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import leibniz.display.Displays;
import leibniz.display.MimeBundle;
import leibniz.display.Renderers;

/**
 * Measures how long the displays take for the examples of the course, from the call to the finished bundle, once warm. Prints the
 * median time of the processor and of the clock; ends with exit code 1 where the processor needs more than the limit.
 */
public final class Rendering {
    private static final double LIMIT = 20;
    private static final int WARM_UP = 200;
    private static final int ROUNDS = 51;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Rendering() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        Graph.keepValues(true);
        System.out.printf("%nmilliseconds, median of %d%n%-24s%12s%12s%n", ROUNDS, "display", "processor",
                "clock");
        boolean slow = false;
        for (Map.Entry<String, Supplier<Object>> display : displays().entrySet()) {
            double[] medians = medians(display.getValue());
            System.out.printf("%-24s%12.1f%12.1f%n", display.getKey(), medians[0], medians[1]);
            slow |= medians[0] > LIMIT;
        }
        if (slow) {
            System.out.printf("%nat least one display needs more than %.0f ms%n", LIMIT);
            System.exit(1);
        }
    }

    private static Map<String, Supplier<Object>> displays() {
        Map<String, Supplier<Object>> displays = new LinkedHashMap<>();
        Tensor w = tensor(0.5, -1, 2).requiresGrad_(true);
        Tensor first = dot(tensor(1.0, 2, 3), w).sub(2).square();
        Tensor features = tensor(new double[][]{ { 1, 2 }, { 3, 4 }, { 5, 6 } });
        Tensor v = tensor(0.5, -1).requiresGrad_(true);
        Tensor residual = matmul(features, v).sub(tensor(1.0, 3, 5));
        Tensor second = dot(residual, residual);
        Tensor x = tensor(2.0).requiresGrad_(true);
        Tensor ways = x.square().log().mul(x.sin()).add(x.reciprocal());
        Tensor a = tensor(-0.5).requiresGrad_(true);
        Tensor loop = loop(a);
        displays.put("tensor", () -> w);
        displays.put("graph, example 1", () -> Displays.graph(first));
        displays.put("explain, example 1", () -> Displays.explain(first, w));
        displays.put("explain, example 2", () -> Displays.explain(second, v));
        displays.put("explain, three ways", () -> Displays.explain(ways, x));
        displays.put("explain, control flow", () -> Displays.explain(loop, a));
        displays.put("steps, example 1", () -> Displays.steps(first));
        displays.put("steps, control flow", () -> Displays.steps(loop));
        displays.put("compareModes", () -> Displays.compareModes(u -> matmul(features, u).square().sum(), v));
        displays.put("derivatives",
                () -> Displays.derivatives(u -> u.pow(3).mul(4).add(u.square()).add(3), 2));
        displays.put("plot", () -> Displays.plot(Tensor::sin, -7, 7));
        displays.put("plot, losses", () -> Displays.plot(arange(100.0).neg().exp()));
        displays.put("plotWithDerivative", () -> Displays.plotWithDerivative(Tensor::sin, -7, 7));
        displays.put("plotTangent", () -> Displays.plotTangent(u -> u.pow(3).sub(u.reciprocal()), 1, 0.3, 2));
        displays.put("plotGradCheck",
                () -> Displays.plotGradCheck(u -> u.sin().mul(u).sum(), Tensors.tensor(0.5, 1, -2)));
        return displays;
    }

    private static Tensor loop(Tensor a) {
        Tensor b = a.mul(2);
        while (b.norm().item() < 1000) {
            b = b.mul(2);
        }
        return b.sum().item() > 0 ? b : b.mul(100);
    }

    private static double[] medians(Supplier<Object> display) {
        for (int i = 0; i < WARM_UP; i++) {
            render(display);
        }
        double[] processor = new double[ROUNDS];
        double[] clock = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            render(display);
            clock[i] = (System.nanoTime() - start) / 1e6;
            processor[i] = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6;
        }
        Arrays.sort(processor);
        Arrays.sort(clock);
        return new double[]{ processor[ROUNDS / 2], clock[ROUNDS / 2] };
    }

    private static void render(Supplier<Object> display) {
        MimeBundle bundle = Renderers.render(display.get());
        if (bundle.data().size() < 2) {
            throw new IllegalStateException("only text is shown: " + bundle.text());
        }
    }
}
