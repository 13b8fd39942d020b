package leibniz.autograd;

import static leibniz.autograd.Autograd.forwardCost;
import static leibniz.autograd.Autograd.reverseCost;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** What both modes compute and hold. */
class CostTest {
    private static TensorFunction chain(int length) {
        return x -> {
            Tensor y = x;
            for (int i = 0; i < length; i++) {
                y = y.sin();
            }
            return y;
        };
    }

    @Test
    void reverseHoldsTheWholeChainAndForwardOneStep() {
        Tensor x = tensor(FLOAT64, 0.5);
        for (int length : new int[]{ 1, 10, 1000 }) {
            // value and derivative of operand and result, 8 bytes each
            assertEquals(new Cost(2L * length, 32), forwardCost(chain(length), x));
            assertEquals(new Cost(2L * length, 8L * length), reverseCost(chain(length), x));
        }
    }

    @Test
    void forwardRunsOnceForEachInputAndReverseOnceForEachOutput() {
        for (int n : new int[]{ 1, 5, 50 }) {
            TensorFunction scalar = x -> x.sin().mul(x).sum();
            assertEquals(6L * n, forwardCost(scalar, ones(n)).operations(), "n = " + n);
            assertEquals(6, reverseCost(scalar, ones(n)).operations(), "n = " + n);
            TensorFunction many = x -> x.expand(n).sin();
            assertEquals(4, forwardCost(many, tensor(1.0)).operations(), "m = " + n);
            assertEquals(2 + 2L * n, reverseCost(many, tensor(1.0)).operations(), "m = " + n);
        }
    }

    @Test
    void sharedStorageCountsOnce() {
        // mul holds x and x, exp its result
        assertEquals(2 * 4 * 3, reverseCost(x -> x.mul(x).exp(), ones(3)).storedBytes());
        assertEquals(0, reverseCost(x -> x.add(x).neg(), ones(3)).storedBytes(), "linear rules read nothing");
    }

    @Test
    void partsThatDoNotDependOnTheInputAreComputedButNotDifferentiated() {
        Tensor c = ones(2);
        TensorFunction f = x -> x.mul(c.exp());
        assertEquals(2 * (2 + 1), forwardCost(f, ones(2)).operations());
        assertEquals(2 + 2 * 1, reverseCost(f, ones(2)).operations());
        assertEquals(2, forwardCost(x -> c.exp(), ones(2)).operations());
        assertEquals(new Cost(1, 0), reverseCost(x -> c.exp(), ones(2)));
    }

    @Test
    void aCheckpointHoldsLessAndComputesMore() {
        Tensor x = tensor(FLOAT64, 0.5);
        Cost plain = reverseCost(chain(100), x);
        Cost cheaper = reverseCost(t -> chain(10).apply(Autograd.checkpoint(chain(90), t)), x);
        assertEquals(new Cost(200, 800), plain);
        assertEquals(new Cost(290, 80 + 8), cheaper, "ten values, and the input of the checkpoint");
    }

    @Test
    void nothingOfTheUsersChanges() {
        Tensor x = arange(3.0).requiresGrad_(true);
        Tensor w = ones(3).requiresGrad_(true);
        w.registerHook(g -> {
            throw new AssertionError("counting must not call hooks");
        });
        TensorFunction f = t -> t.mul(w).sum();
        Autograd.noGrad(() -> {
            assertEquals(12, forwardCost(f, x).operations());
            assertEquals(4, reverseCost(f, x).operations());
        });
        assertNull(x.grad());
        assertNull(w.grad());
        assertEquals(0, x.storage.version());
    }

    @Test
    void onlyFloatingInputsHaveDerivatives() {
        assertEquals(
                "forwardCost: the dtype is int64, but a floating one is needed. Convert with to(FLOAT32).",
                assertThrows(IllegalArgumentException.class, () -> forwardCost(x -> x, arange(3)))
                        .getMessage());
        assertEquals(
                "reverseCost: the dtype is int64, but a floating one is needed. Convert with to(FLOAT32).",
                assertThrows(IllegalArgumentException.class, () -> reverseCost(x -> x, arange(3)))
                        .getMessage());
    }
}
