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
import org.junit.jupiter.api.function.Executable;

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
    void whatHasNotMovedIsNotSaidToHaveMoved() {
        Tensor x = leaf("x", tensor(FLOAT64, 3));
        var nudge = new Nudge(name("z", x.square()));
        assertEquals("x is 3", nudge.moved(nudge.elements().get("x"), 0).toString().lines().findFirst()
                .orElseThrow());
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

    @Test
    void aPictureOfAStepIsWholeInANarrowPage() {
        Tensor x = leaf("x", tensor(FLOAT64, 0.5));
        String html = new BackwardFrames(name("z", x.sin())).step(1).toMimeBundle().data().get("text/html");
        var picture = Html5.elements(Html5.parse(html), "img").getFirst();
        int width = Integer.parseInt(picture.getAttribute("width"));
        assertEquals("height:auto;max-width:100%;min-width:" + (int) (0.6 * width) + "px",
                picture.getAttribute("style"));
    }

    @Test
    void refusalsNameTheCallThatWasMade() {
        refused("interactTangent(f, from, to) needs bounds",
                () -> Displays.interactTangent(Tensor::sin, 2, -2));
        refused("interactDescent(f, x1, x2, y1, y2) needs bounds",
                () -> Displays.interactDescent(Tensor::sum, 4, -1, -1, 4));
        refused("interactDescent(f, x1, x2, y1, y2) draws a function from numbers to numbers",
                () -> new Descent(Tensor::square, -1, 4, -1, 4).with(-1, 3));
    }

    /** A chart of errors against nothing would be empty. */
    @Test
    void aDifferenceNeedsAPlaceWithADerivative() {
        refused("interactDifference(f, x): at x = 0 f is -inf and its derivative inf;",
                () -> Displays.interactDifference(Tensor::log, 0));
        refused("interactDifference(f, x): at x = -1 f is nan and its derivative -1;",
                () -> Displays.interactDifference(Tensor::log, -1));
    }

    private static void refused(String message, Executable call) {
        String told = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(told.startsWith(message), told);
    }
}
