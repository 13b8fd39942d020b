package leibniz.bench;

import static leibniz.autograd.Tensors.tensor;

import java.lang.management.ManagementFactory;
import leibniz.autograd.Tensor;

/**
 * Prints how many bytes of the heap a node of the chain of {@link SmallGraphs} keeps until its backward pass.
 */
public final class RetainedBytes {
    private RetainedBytes() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        Tensor start = tensor(1.0).requiresGrad_(true);
        Tensor factor = tensor(1.00001).requiresGrad_(true);
        SmallGraphs.chain(start, factor).backward(); // what is loaded once is no part of a chain
        long before = used();
        Tensor y = SmallGraphs.chain(start, factor);
        long after = used();
        y.backward(); // until here the chain is in use
        System.out.printf("%.1f%n", (double) (after - before) / SmallGraphs.CHAIN);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
