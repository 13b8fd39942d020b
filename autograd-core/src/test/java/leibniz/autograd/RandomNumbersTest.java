package leibniz.autograd;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.manualSeed;
import static leibniz.autograd.Tensors.randint;
import static leibniz.autograd.Tensors.randn;
import static leibniz.autograd.Tensors.randperm;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The numbers after a seed, which never change, and that none is favoured. */
class RandomNumbersTest {
    @Test
    void theGeneratorIsSplitMix64() {
        manualSeed(1234567); // the values of Vigna's splitmix64.c
        for (String value : List.of("6457827717110365317", "3203168211198807973", "9817491932198370423",
                "4593380528125082431", "16408922859458223821")) {
            assertEquals(value, Long.toUnsignedString(RandomNumbers.next()));
        }
    }

    @Test
    void numbersAfterASeedNeverChange() {
        manualSeed(1);
        assertEquals("tensor([0.5666, 0.7458, 0.9710])", Tensors.rand(3).toString());
        assertEquals("tensor([-1.0183,  0.3719,  1.2173], dtype=float64)",
                randn(DType.FLOAT64, 3).toString());
        assertEquals("tensor([[-2, -5, -5,  2],\n        [-5, -1, -3,  1]])",
                randint(-5, 5, 2, 4).toString());
        assertEquals("tensor([0, 1, 4, 2, 5, 7, 6, 3])", randperm(8).toString());
    }

    @Test
    void allNumbersOfARangeAreEquallyLikely() {
        manualSeed(2);
        long[] counts = new long[7];
        for (long value : (long[]) randint(-3, 4, 70_000).toArray()) {
            counts[(int) value + 3]++;
        }
        double chiSquared = 0;
        for (long count : counts) {
            chiSquared += (count - 10_000) * (count - 10_000) / 10_000.0;
        }
        assertTrue(chiSquared < 22.5,
                "6 degrees of freedom: above 22.5 in one of 1000 cases, but " + chiSquared);
    }

    /**
     * Without drawing again, the remainder of 64 bits by 3/4 of 2^64 would hit the lowest third twice as
     * often.
     */
    @Test
    void wideRangesAreNotBiased() {
        manualSeed(3);
        long third = 1L << 62;
        long low = Long.MIN_VALUE;
        Tensor x = randint(low, low + 3 * third, 30_000);
        double lowest = x.lt(low + third).to(DType.FLOAT32).mean().item();
        assertEquals(1 / 3.0, lowest, 0.012, "share of the lowest third; standard deviation 0.0027");
        assertTrue(x.lt(low + 3 * third).all().itemBoolean());
        Tensor all = randint(Long.MIN_VALUE, Long.MAX_VALUE, 10_000);
        assertEquals(0.5, all.lt(0).to(DType.FLOAT32).mean().item(), 0.025);
    }

    @Test
    void ranges() {
        assertEquals("tensor([9, 9])", randint(9, 10, 2).toString());
        assertEquals(Long.MAX_VALUE - 1, randint(Long.MAX_VALUE - 1, Long.MAX_VALUE).itemLong());
        assertArrayEquals(new int[]{ 0, 3 }, randint(0, 2, 0, 3).shape());
        assertMessage(
                "randint: low is 5 and high is 5, but numbers are drawn from low up to, not including, high, so "
                        + "high must be larger.",
                () -> randint(5, 5, 2));
        assertMessage(
                "randint: low is 1 and high is -1, but numbers are drawn from low up to, not including, high, "
                        + "so high must be larger.",
                () -> randint(1, -1, 2));
        assertMessage("randint: the shape (-1) has a negative size.", () -> randint(0, 1, -1));
    }

    @Test
    void permutations() {
        manualSeed(4);
        assertTrue(randperm(1000).sort(0).equal(arange(1000)));
        assertEquals("tensor([0])", randperm(1).toString());
        assertArrayEquals(new int[]{ 0 }, randperm(0).shape());
        int[] counts = new int[27];
        for (int i = 0; i < 6000; i++) {
            long[] order = (long[]) randperm(3).toArray();
            counts[(int) (9 * order[0] + 3 * order[1] + order[2])]++;
        }
        for (int code : new int[]{ 5, 7, 11, 15, 19, 21 }) { // 012, 021, 102, 120, 201, 210
            assertEquals(1000, counts[code], 150, "each order about equally often; standard deviation 29");
        }
        assertMessage(
                "randperm: n is -1, but it is the number of elements to put in random order: 0 or more.",
                () -> randperm(-1));
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
