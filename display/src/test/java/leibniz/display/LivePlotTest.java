package leibniz.display;

import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A curve that grows, and what it keeps of many values. */
class LivePlotTest extends WithNotebook {
    @Test
    void theLastStateIsDrawnWhenTheCellEnds() {
        var live = Displays.plotLive("loss");
        for (int i = 1; i <= 100; i++) {
            live.add(1.0 / i);
        }
        live.add(tensor(5.0));
        TestNotebook.endCell();
        assertEquals("Plot of loss, 101 values from 1 to 5, least 0.01, largest 5.", TestNotebook.onlyText());
        live.add(7);
        TestNotebook.endCell();
        assertEquals(2, TestNotebook.SHOWN.size(), "the next cell shows it under itself");
        assertTrue(live.toString().contains("102 values"), live::toString);
        String told = assertThrows(IllegalArgumentException.class, () -> live.add(tensor(1.0, 2.0)))
                .getMessage();
        assertTrue(told.contains("(2)"), told);
    }

    /** The extremes of the whole are never lost, nor their rounds. */
    @Test
    void ofManyValuesTheExtremesStay() {
        for (int n : new int[]{ 10, 4095, 4096, 5000, 100_003 }) {
            var random = new Random(n);
            double[] all = random.doubles(n).toArray();
            var curve = new Curve();
            Arrays.stream(all).forEach(curve::add);
            double[][] points = curve.points();
            assertTrue(points[0].length <= 4096 + 3, "points for " + n);
            assertEquals(Arrays.stream(all).max().getAsDouble(),
                    Arrays.stream(points[1]).max().getAsDouble());
            assertEquals(Arrays.stream(all).min().getAsDouble(),
                    Arrays.stream(points[1]).min().getAsDouble());
            assertEquals(all[n - 1], points[1][points[1].length - 1]);
            double before = -1;
            for (int i = 0; i < points[0].length; i++) {
                assertEquals(all[(int) points[0][i]], points[1][i], "a value at its own round");
                assertTrue(points[0][i] >= before, "in order");
                before = points[0][i];
            }
        }
    }
}
