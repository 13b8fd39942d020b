package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a notebook interrupts ends, and leaves no operand half written. */
class InterruptTest {
    private final Tensor x = Tensors.ones(1200, 1200);

    @AfterEach
    void goOn() {
        TestOrigin.interrupt(false);
    }

    private static void assertInterrupted(Executable computation) {
        TestOrigin.interrupt(true);
        assertThrows(CancellationException.class, computation);
        TestOrigin.interrupt(false);
    }

    @Test
    void longComputationsEnd() {
        assertInterrupted(x::exp);
        assertInterrupted(() -> x.transpose().add(x));
        assertInterrupted(x::sum);
        assertInterrupted(() -> x.matmul(x));
        assertInterrupted(() -> Tensors.eye(600).inv());
        assertInterrupted(() -> Tensors.randn(1200, 1200));
        Tensor leaf = Tensors.tensor(2.0).requiresGrad_(true);
        Tensor result = leaf.mul(leaf);
        assertInterrupted(result::backward);
    }

    @Test
    void anOperationInPlaceIsDoneWhollyOrNotAtAll() {
        assertInterrupted(() -> x.add_(1));
        assertEquals(x.numel(), x.sum().item());
        TestOrigin.interrupt(true);
        x.fill_(3);
        TestOrigin.interrupt(false);
        assertEquals(3.0 * x.numel(), x.sum().item());
    }
}
