package leibniz.bench;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.dot;
import static leibniz.autograd.Tensors.tensor;

import java.util.concurrent.TimeUnit;
import leibniz.autograd.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a learner's cells run: graphs of small tensors, where the time goes into recording and walking the
 * graph and hardly any into arithmetic. Each is a forward and a backward pass; torch_programs.py has the same
 * in PyTorch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SmallGraphs {
    static final int CHAIN = 100_000;

    private final Tensor a = tensor(0.5).requiresGrad_(true);
    private final Tensor x = arange(4.0).requiresGrad_(true);
    private final Tensor start = tensor(1.0).requiresGrad_(true);
    private final Tensor factor = tensor(1.00001).requiresGrad_(true);

    /** A function whose graph depends on its argument: 12 operations in the graph for 0.5. */
    @Benchmark
    public Tensor controlFlow() {
        f(a).backward();
        return a.grad();
    }

    private static Tensor f(Tensor a) {
        Tensor b = a.mul(2);
        while (b.norm().item() < 1000) {
            b = b.mul(2);
        }
        return b.sum().item() > 0 ? b : b.mul(100);
    }

    /** 2·⟨x, x⟩ for a vector of 4. */
    @Benchmark
    public Tensor dotProduct() {
        dot(x, x).mul(2).backward();
        return x.grad();
    }

    /** 100,000 products of two numbers, one after the other. */
    @Benchmark
    public Tensor chain() {
        chain(start, factor).backward();
        return start.grad();
    }

    static Tensor chain(Tensor start, Tensor factor) {
        Tensor y = start;
        for (int i = 0; i < CHAIN; i++) {
            y = y.mul(factor);
        }
        return y;
    }
}
