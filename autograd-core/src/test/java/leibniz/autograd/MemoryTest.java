package leibniz.autograd;

import static leibniz.autograd.Tensors.linspace;
import static leibniz.autograd.Tensors.tensor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What graphs keep in memory, and for how long. */
class MemoryTest {
    private static final int STEPS = 10_000;
    private static final int CHAIN = 100_000;

    /**
     * Programs that run in a virtual machine of their own, with little memory; each prints one number of
     * bytes.
     */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            System.out.println(arguments[0].equals("training") ? growthOverTraining() : bytesPerNode());
        }

        /** By how much the used memory grows from the first thousand training steps to the last. */
        private static long growthOverTraining() {
            Tensor data = linspace(0, 1, 8 * 1024);
            Tensor weight = tensor(0.0).requiresGrad_(true);
            Tensor bias = tensor(0.0).requiresGrad_(true);
            List<Tensor> parameters = List.of(weight, bias);
            long early = 0;
            for (int step = 1; step <= STEPS; step++) {
                Tensor batch = data.copy(); // 32 kB that the graph saves: 10,000 of them exceed the memory
                batch.mul(weight).mean().add(bias).sub(1).square().backward();
                Autograd.noGrad(() -> parameters.forEach(p -> {
                    p.sub_(p.grad().mul(0.1));
                    p.grad().zero_();
                }));
                early = step == STEPS / 10 ? usedMemory() : early;
            }
            return usedMemory() - early;
        }

        private static long bytesPerNode() {
            Tensor start = tensor(1.0).requiresGrad_(true);
            Tensor factor = tensor(1.00001).requiresGrad_(true);
            chain(start, factor).backward(); // what is loaded once is no part of a chain
            long before = usedMemory();
            Tensor y = chain(start, factor);
            long after = usedMemory();
            y.backward(); // until here the chain is in use
            return (after - before) / CHAIN;
        }

        private static Tensor chain(Tensor start, Tensor factor) {
            Tensor y = start;
            for (int i = 0; i < CHAIN; i++) {
                y = y.mul(factor);
            }
            return y;
        }

        private static long usedMemory() {
            System.gc();
            Runtime memory = Runtime.getRuntime();
            return memory.totalMemory() - memory.freeMemory();
        }
    }

    /** With the smallest buffers of threads, since a buffer counts as used as a whole. */
    private static long bytes(String program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC", "-XX:TLABSize=8k", "-XX:-ResizeTLAB", "-cp",
                System.getProperty("java.class.path"), Program.class.getName(), program)
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertEquals(0, process.waitFor(), output);
        return Long.parseLong(output);
    }

    @Test
    void trainingNeedsNoMoreMemoryWithTime() throws IOException, InterruptedException {
        long growth = bytes("training");
        assertTrue(growth < 100_000, "9,000 steps left " + growth
                + " bytes behind, which is more than chance: something of each step is kept");
    }

    @Test
    void aNodeOfAChainKeepsAtMost150Bytes() throws IOException, InterruptedException {
        long bytes = bytes("chain");
        assertTrue(bytes <= 150, "A node of a chain of products, with its value, keeps " + bytes
                + " bytes: a field more in OpNode, Tensor or Storage may have cost 8 of them");
    }

    @Test
    void savedValuesAreGoneAfterBackward() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        List<WeakReference<Storage>> saved = new ArrayList<>();
        Tensor y = sumOfExponentials(x, saved);
        System.gc();
        assertNotNull(saved.get(0).get(), "the rule of exp needs its result until backward()");
        y.backward();
        for (int i = 0; i < 100 && saved.get(0).get() != null; i++) {
            System.gc();
        }
        assertNull(saved.get(0).get(), "the result of exp is still held, though the graph is freed");
        assertTrue(y.requiresGrad());
    }

    /** In a method of its own, so that no variable holds the values between. */
    private static Tensor sumOfExponentials(Tensor x, List<WeakReference<Storage>> saved) {
        Tensor exponentials = x.exp();
        saved.add(new WeakReference<>(exponentials.storage));
        return exponentials.sum();
    }
}
