package leibniz.course.exercises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static Args some(Draw draw) {
        int n = draw.size(1, 5);
        return Args.of(draw.tensor(n), draw.number(), draw.size(0, 3));
    }

    @Test
    void theSameChoicesMakeTheSameArguments() {
        for (int seed = 0; seed < 50; seed++) {
            Draw draw = Draw.random(new Random(seed));
            String drawn = some(draw).toString();
            assertEquals(drawn, some(Draw.again(draw.choices())).toString(), "seed " + seed);
        }
    }

    @Test
    void withoutChoicesEverythingIsAsSimpleAsCanBe() {
        assertEquals("tensor([1.]), 1, 0", some(Draw.again(List.of())).toString());
    }

    @Test
    void numbersStayWithinTheirBounds() {
        for (int seed = 0; seed < 50; seed++) {
            Draw draw = Draw.random(new Random(seed));
            for (int i = 0; i < 100; i++) {
                assertTrue(Math.abs(draw.number()) <= 3, "seed " + seed);
                assertTrue(draw.positive() >= 0.1, "seed " + seed);
                assertTrue(Math.abs(draw.nonZero()) >= 0.1, "seed " + seed);
            }
        }
    }

    @Test
    void argumentsAreCopied() {
        Args args = Args.of(Draw.again(List.of()).tensor(2), new int[]{ 1 });
        Args copy = args.copy();
        ((Tensor) copy.values()[0]).zero_();
        assertEquals(0, args.firstChanged(copy));
        assertEquals("tensor([1., 1.]), [1]", args.toString());
    }
}
