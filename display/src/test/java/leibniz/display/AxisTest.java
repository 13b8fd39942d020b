package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static String ticks(Axis axis) {
        return axis.ticks.stream().map(Axis.Tick::label).collect(Collectors.joining(" ")) + axis.factor;
    }

    @Test
    void ticksAreThoseThatAPersonWouldChoose() {
        assertEquals("0 1 2 3 4", ticks(Axis.exactly(0, 4, 6, false)));
        assertEquals("-1.0 -0.5 0 0.5 1.0", ticks(Axis.exactly(-1, 1, 6, false)));
        assertEquals("0 0.2 0.4 0.6 0.8", ticks(Axis.exactly(0, 0.95, 6, false)));
        assertEquals("0 50 100 150", ticks(Axis.exactly(-3, 190, 6, false)));
        assertEquals("0 1 2×10⁹", ticks(Axis.exactly(0, 2e9, 3, false)));
        assertEquals("0 20 40×10⁻⁶", ticks(Axis.exactly(0, 4e-5, 3, false)));
        assertEquals("0 1 2", ticks(Axis.exactly(0, 2, 9, true)), "counting knows no halves");
        assertEquals("1.5 2.0 2.5 3.0 3.5 4.0 4.5", ticks(Axis.of(3, 3, 6, false)), "around a single value");
        assertEquals("10⁻¹² 10⁻⁸ 10⁻⁴ 1", ticks(Axis.logarithmic(1e-13, 1, 4)));
        assertEquals("1 10 10²", ticks(Axis.logarithmic(3, 40, 6)));
    }

    @Test
    void ofAnyRangeTicksDifferLieInsideAndAreEnough() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double low = random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30));
            double high = low + Math.abs(low) * Math.pow(10, random.nextInt(-9, 9));
            if (!(high > low)) {
                continue;
            }
            int most = random.nextInt(3, 10);
            var axis = Axis.exactly(low, high, most, false);
            String range = low + " to " + high + ": " + ticks(axis);
            List<String> labels = axis.ticks.stream().map(Axis.Tick::label).toList();
            assertEquals(labels.size(), labels.stream().distinct().count(), range);
            assertTrue(axis.ticks.size() <= most + 1, range);
            assertTrue(axis.ticks.size() >= Math.max(1, most / 3), range);
            double scale = axis.factor.isEmpty()
                    ? 1
                    : FormulaReader.read(axis.factor.substring(1), Map.of()).rows()[0][0];
            for (var tick : axis.ticks) {
                assertTrue(axis.place(tick.value()) > -1e-6 && axis.place(tick.value()) < 1 + 1e-6, range);
                assertEquals(tick.value(), scale * Double.parseDouble(tick.label()), 1e-3 * (high - low),
                        range);
            }
        }
    }
}
