package leibniz.display;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.junit.jupiter.api.Test;

/** Pictures that sliders move; what is expected is worked out with sines, cosines and powers of Java. */
class MovedTest extends WithNotebook {
    @Test
    void valuesAndGradientsFollowAnInputAndTheTensorsStay() {
        Tensor x = leaf("x", tensor(FLOAT64, 1, 2));
        Tensor w = leaf("w", tensor(FLOAT64, 0.5));
        Tensor z = name("z", x.mul(w).sin().sum());
        var nudge = new Nudge(z);
        assertEquals(List.of("x[0]", "x[1]", "w"), List.copyOf(nudge.elements().keySet()));
        String text = nudge.moved(nudge.elements().get("x[0]"), 0.6).toString();
        assertTrue(text.startsWith("x[0] was 1 and is now 1.6\n"), text);
        for (double expected : new double[]{ Math.sin(0.8) + Math.sin(1), 0.5 * Math.cos(0.8),
                0.5 * Math.cos(1), 1.6 * Math.cos(0.8) + 2 * Math.cos(1) }) {
            assertTrue(text.contains(String.format(Locale.ROOT, "%.4g", expected)), expected + " in " + text);
        }
        assertTrue(text.contains("x") && text.contains("z"), text);
        assertEquals(1, x.get(0).item());
        assertNull(x.grad());
        assertTrue(Displays.graph(z).toString().contains("[1, 2]"), "the graph is as it was");
    }

    @Test
    void whatHasNoInputsIsRefused() {
        String told = assertThrows(IllegalArgumentException.class, () -> new Nudge(Tensors.ones(2)))
                .getMessage();
        assertTrue(told.contains("requiresGrad_(true)"), told);
    }

    @Test
    void aDifferenceHasTheErrorThatCalculusSays() {
        var steps = new StepOfDifference(x -> x.sin(), 1);
        String text = steps.with(-3).toString();
        double h = 1e-3;
        double forward = Math.abs((Math.sin(1 + h) - Math.sin(1)) / h - Math.cos(1));
        double central = Math.abs((Math.sin(1 + h) - Math.sin(1 - h)) / (2 * h) - Math.cos(1));
        assertTrue(text.contains("error " + Numbers.brief(forward) + ";"), text);
        assertTrue(text.contains("error " + Numbers.brief(central)), text);
    }

    @Test
    void descentOnABowlShrinksByTheFactorsOfItsAxes() {
        var descent = new Descent(p -> p.get(0).square().add(p.get(1).square().mul(10)), -2, 2, -1, 1);
        String text = descent.with(-2, 10).toString();
        double x = -1.5 * Math.pow(1 - 2 * 0.01, 10);
        double y = -0.5 * Math.pow(1 - 20 * 0.01, 10);
        assertTrue(text.contains("(" + Numbers.compact(x) + ", " + Numbers.compact(y) + ")"), text);
        assertTrue(text.contains("f = " + Numbers.compact(x * x + 10 * y * y) + ";"), text);
    }

    @Test
    void eachStepOfTheBackwardPassStandsByItself() {
        Tensor x = leaf("x", tensor(FLOAT64, 0.5));
        Tensor z = name("z", x.mul(x).sin().sum());
        var frames = new BackwardFrames(z);
        var all = frames.toString();
        for (int i = 1; i <= frames.shownSteps(); i++) {
            String title = frames.step(i).toString().lines().skip(1).findFirst().orElseThrow();
            assertTrue(title.startsWith(i + ". ") && all.contains(title), title);
        }
        assertEquals(frames.step(frames.shownSteps()).toString(),
                frames.step(frames.shownSteps() + 1).toString());
    }
}
