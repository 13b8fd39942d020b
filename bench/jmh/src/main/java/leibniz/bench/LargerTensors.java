package leibniz.bench;

import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.randn;
import static leibniz.autograd.Tensors.tensor;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import leibniz.autograd.Autograd;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import leibniz.optim.SGD;

/**
 * Programs with tensors of more than a few elements, each a forward and a backward pass; bench/tensors.py has
 * the same in PyTorch. Reads lines of a name, perhaps followed by "-forward" for the first pass alone, and a
 * number of seconds. Answers each with the microseconds that a call took, as the median of calls over that
 * time, and the bytes that the calling thread allocated in one; two dashes where there is no such program.
 */
public final class LargerTensors {
    private static final String FORWARD = "-forward";
    private static final Runnable NOTHING = LargerTensors::nothing;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static volatile Object result;

    private LargerTensors() {}

    private static void nothing() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Supplier<Runnable>> programs = programs();
        if (arguments.length > 0) {
            programs.keySet().forEach(System.out::println);
            return;
        }
        Map<String, Runnable> ready = new LinkedHashMap<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split(" ", -1);
            if (parts[0].equals("forget")) {
                ready.clear();
                continue;
            }
            Runnable program = ready.computeIfAbsent(parts[0], name -> made(programs, name));
            System.out.println(
                    program == NOTHING ? "- -" : median(program, Double.parseDouble(parts[1])));
        }
    }

    private static Runnable made(Map<String, Supplier<Runnable>> programs, String name) {
        if (!name.endsWith(FORWARD)) {
            return programs.get(name).get();
        }
        Runnable whole = programs.get(name.substring(0, name.length() - FORWARD.length())).get();
        return whole instanceof Passes passes ? () -> result = passes.loss.get() : NOTHING;
    }

    private static String median(Runnable program, double seconds) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        double[] times = new double[1 << 16];
        int calls = 0;
        for (long begin = System.nanoTime(); calls < times.length;) {
            long start = System.nanoTime();
            program.run();
            long end = System.nanoTime();
            times[calls++] = (end - start) / 1e3;
            if (end - begin > seconds * 1e9) {
                break;
            }
        }
        Arrays.sort(times, 0, calls);
        return times[calls / 2] + " " + (THREADS.getCurrentThreadAllocatedBytes() - allocated) / calls;
    }

    private static Map<String, Supplier<Runnable>> programs() {
        Map<String, Supplier<Runnable>> programs = new LinkedHashMap<>();
        programs.put("leastSquares1000x1000", () -> leastSquares(1000, 1000));
        programs.put("leastSquares10000x100", () -> leastSquares(10_000, 100));
        programs.put("mlp", LargerTensors::mlp);
        for (int n : new int[]{ 1000, 1_000_000, 10_000_000 }) {
            programs.put("sinExp" + n, () -> sinExp(n));
        }
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (int n : new int[]{ 256, 512, 1024 }) {
                programs.put("matmul" + n + (dtype == DType.FLOAT32 ? "float32" : "float64"),
                        () -> matmul(dtype, n));
            }
        }
        programs.put("softmaxCrossEntropy", () -> {
            Tensor x = randn(256, 1000).requiresGrad_(true);
            Tensor target = classes(256, 1000);
            return new Passes(() -> x.crossEntropy(target), x);
        });
        programs.put("layerNorm", () -> {
            Tensor x = randn(256, 1024).requiresGrad_(true);
            Tensor w = randn(256, 1024);
            return new Passes(() -> x.layerNorm(1024).mul(w).sum(), x);
        });
        for (int dim = 0; dim < 2; dim++) {
            int over = dim;
            programs.put("sumDim" + dim, () -> {
                Tensor x = randn(4096, 4096).requiresGrad_(true);
                Tensor w = randn(4096);
                return new Passes(() -> x.sum(over).dot(w), x);
            });
        }
        programs.put("jacobian100", () -> {
            Tensor m = randn(100, 100);
            Tensor v = randn(100);
            return () -> result = Autograd.jacobian(x -> m.matmul(x).tanh(), v);
        });
        programs.put("hessian100", () -> {
            Tensor m = randn(100, 100);
            Tensor v = randn(100);
            return () -> result = Autograd.hessian(x -> m.matmul(x).tanh().sum(), v);
        });
        programs.put("regression", LargerTensors::regression);
        return programs;
    }

    /** A forward pass, and the backward pass from what it gives to a leaf. */
    private record Passes(Supplier<Tensor> loss, Tensor leaf) implements Runnable {
        @Override
        public void run() {
            leaf.clearGrad();
            loss.get().backward();
            result = leaf.grad();
        }
    }

    private static Tensor classes(int n, int classes) {
        long[] numbers = new long[n];
        Arrays.setAll(numbers, i -> (31L * i) % classes);
        return tensor(numbers);
    }

    private static Runnable leastSquares(int rows, int columns) {
        Tensor a = randn(rows, columns);
        Tensor b = randn(rows);
        Tensor x = randn(columns).requiresGrad_(true);
        return new Passes(() -> a.matmul(x).sub(b).square().sum(), x);
    }

    private static Runnable mlp() {
        Tensor x = randn(256, 784);
        Tensor target = classes(256, 10);
        Tensor w1 = randn(784, 256).mul(0.05).requiresGrad_(true);
        Tensor b1 = randn(256).mul(0.05).requiresGrad_(true);
        Tensor w2 = randn(256, 10).mul(0.05).requiresGrad_(true);
        Tensor b2 = randn(10).mul(0.05).requiresGrad_(true);
        SGD optimizer = new SGD(List.of(w1, b1, w2, b2), 0.01);
        return () -> {
            optimizer.zeroGrad();
            x.matmul(w1).add(b1).relu().matmul(w2).add(b2).crossEntropy(target).backward();
            optimizer.step();
            result = w1;
        };
    }

    private static Runnable sinExp(int n) {
        Tensor z = randn(n).requiresGrad_(true);
        return new Passes(() -> z.sin().mul(z.square().neg().exp()).sum(), z);
    }

    private static Runnable matmul(DType dtype, int n) {
        Tensor a = randn(dtype, n, n).requiresGrad_(true);
        Tensor b = randn(dtype, n, n).requiresGrad_(true);
        Tensor ones = ones(dtype, n, n);
        return () -> {
            a.clearGrad();
            b.clearGrad();
            a.matmul(b).backward(ones);
            result = a.grad();
        };
    }

    /** 100 steps of linear regression with 20 features. */
    private static Runnable regression() {
        Tensor x = randn(64, 20);
        Tensor y = randn(64);
        Tensor w = randn(20).requiresGrad_(true);
        SGD optimizer = new SGD(List.of(w), 0.01);
        return () -> {
            for (int i = 0; i < 100; i++) {
                optimizer.zeroGrad();
                x.matmul(w).sub(y).square().mean().backward();
                optimizer.step();
            }
            result = w;
        };
    }
}
