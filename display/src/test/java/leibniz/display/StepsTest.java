package leibniz.display;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

class StepsTest extends WithNotebook {
    @Test
    void eachStepSaysWhatRunsAndWhatItHandsOn() {
        Tensor x = name("x", tensor(3.0).requiresGrad_(true));
        Tensor y = name("y", name("u", x.square()).add(x));
        assertEquals("""
                The backward pass of y in 3 steps. A bar marks a gradient: x\u0304 is that of x.
                1. y = u + x: y\u0304 = 1
                    runs      y = u + x = 12
                    comes in  y\u0304 = 1, where the pass starts
                    rule      u\u0304 += y\u0304
                    goes out  to u: 1
                    added up  u\u0304 = 1
                    rule      x\u0304 += y\u0304
                    goes out  to x: 1
                    added up  x\u0304 = 1, 1 of 3 parts have arrived
                2. u = x\u00b2: u\u0304 = 1
                    runs      u = x\u00b2 = 9
                    comes in  u\u0304 = 1
                    rule      x\u0304 += 2u\u0304x
                    goes out  to x: 6
                    added up  x\u0304 = 7, complete
                3. x, a leaf: x\u0304 = 7
                    comes in  x\u0304 = 7
                    a leaf    backward() adds this to x.grad()""", Displays.steps(y).toMimeBundle().text());
    }

    @Test
    void framesAreDetailsWithoutScripts() {
        Tensor x = name("<script>alert(1)</script>", arange(3.0).requiresGrad_(true));
        String html = Displays.steps(x.square().mean()).toMimeBundle().data().get("text/html");
        var page = Html5.parse(html);
        assertEquals(4, Html5.elements(page, "details").size());
        assertEquals(4, Html5.elements(page, "summary").size());
        assertEquals(0, Html5.elements(page, "script").size());
        assertTrue(html.contains("&lt;script&gt;"), html);
    }

    @Test
    void aLongPassShowsItsFirstSteps() {
        Tensor y = name("x", tensor(0.5).requiresGrad_(true));
        for (int i = 0; i < 100_000; i++) {
            y = y.mul(1.0);
        }
        MimeBundle bundle = Displays.steps(y).toMimeBundle();
        assertTrue(
                bundle.text().startsWith(
                        "The backward pass of z in 100001 steps, of which the first 40 are shown"),
                bundle.text().substring(0, 100));
        assertTrue(bundle.data().get("text/html").length() < 100_000);
    }

    @Test
    void notANumberIsShown() {
        Tensor x = name("x", tensor(-1.0).requiresGrad_(true));
        assertTrue(Displays.steps(x.log().sqrt()).toMimeBundle().text().contains("nan"));
    }

    @Test
    void whatCannotRunIsOneLine() {
        Tensor x = tensor(2.0).requiresGrad_(true);
        Tensor y = x.square();
        y.backward();
        String freed = Displays.steps(y).toMimeBundle().text();
        assertTrue(freed.contains("The graph has been freed") && !freed.contains("\n"), freed);
        String constant = Displays.steps(tensor(1.0)).toMimeBundle().text();
        assertTrue(constant.contains("requires a gradient"), constant);
        assertFalse(Displays.steps(y).toMimeBundle().data().containsKey("text/html"));
    }
}
