package leibniz.display;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.linspace;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Contours, histograms, images, and plots of Java's numbers. */
class PicturesOfNumbersTest extends WithNotebook {
    private static final TensorFunction BOWL = p -> p.get(0).square().add(p.get(1).square().mul(4));

    private static void assertMessage(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void numbersOfJavaAreDrawnAgainstTheirIndex() {
        double[] losses = { 4, 2, 1 };
        TestNotebook.VARIABLES.put("losses", losses);
        assertEquals("Plot of losses, 3 values from 4 to 1, least 1, largest 4.",
                Html5.alternative(Displays.plot(losses)));
        assertEquals("Plot of y, 3 values from 4 to 1, least 1, largest 4.",
                Html5.alternative(Displays.plot(List.of(4, 2.0, 1L))));
        assertTrue(Html5.words(Displays.plot(losses)).containsAll(List.of("0", "1", "2", "index", "losses")));
        assertEquals("Plot of y, the one value 4.", Html5.alternative(Displays.plot(new double[]{ 4 })));
        assertEquals("Plot of y, which has no elements.",
                Renderers.render(Displays.plot(new double[0])).text());
        assertEquals(
                "Plot of y, which has no finite value.\nLeft out: 1 of 1 points. An axis has no place for "
                        + "infinities and NaN.",
                Renderers.render(Displays.plot(new double[]{ Double.NaN })).text());
        assertMessage("plot(y): y has null at index 1; give it a list of numbers",
                () -> Displays.plot(java.util.Arrays.asList(1.0, null)));
        assertMessage(
                "plot(y) draws at most 200000 points, but y has 200001; take every tenth with slice(0, 0, 200001, 10)",
                () -> Displays.plot(new double[200_001]));
        assertTrue(Renderers.render(Displays.plot(linspace(0, 1000, 200_000).sin())).data().get("text/html")
                .length() < 40_000, "no more points than can be seen");
    }

    @Test
    void contoursLieWhereTheFunctionHasTheirValue() {
        String alt = Html5.alternative(Displays.plotContour(BOWL, -2, 2, -1, 1));
        assertEquals(
                "Plot of lines of equal value of f, x from -2 to 2 and y from -1 to 1: on a grid of 61 by 61 places f lies between 0 and 8; "
                        + "lines at 0.058, 0.27, 0.68, 1.3, 2.1, 2.9, 3.7, 4.6.",
                alt);
        // the curves of x + y = c are straight, and the levels of a function without skew are round
        Displayable plane = Displays.plotContour(p -> p.sum(), 0, 2, 0, 2);
        assertTrue(Html5.alternative(plane).endsWith("lines at 0.5, 1, 1.5, 2, 2.5, 3, 3.5."),
                Html5.alternative(plane));
        assertTrue(Html5.words(plane).containsAll(List.of("0.5", "1", "1.5", "2", "2.5", "3", "3.5")),
                Html5.words(plane).toString());
    }

    @Test
    void aPathLiesOverTheContours() {
        double[][] path = { { -2, 1 }, { 0.5, 0.5 }, { 3, 0 } };
        Displayable plot = Displays.plotContour(BOWL, -2, 2, -1, 1, path);
        assertTrue(plot.toString()
                .endsWith("The path has 3 places and leads from (-2, 1) to (3, 0), where the large dot is."
                        + "\nOutside of the plot: 1 of 3 places of the path."),
                plot.toString());
        Displayable same = Displays.plotContour(BOWL, -2, 2, -1, 1,
                List.of(tensor(-2.0, 1), tensor(0.5, 0.5), tensor(3.0, 0)));
        assertEquals(Html5.svg(plot), Html5.svg(same));
        assertMessage(
                "plotContour(f, x1, x2, y1, y2, path) draws a path through places of two numbers each, but place 2 has 3",
                () -> Displays.plotContour(BOWL, 0, 1, 0, 1, List.of(zeros(2), zeros(3))));
    }

    /** A path along the whole diagonal crosses every line. */
    @Test
    void noPathHidesTheNumbersOnTheLines() {
        String svg = Html5
                .svg(Displays.plotContour(BOWL, -2, 2, -1, 1, new double[][]{ { -2, 1 }, { 2, -1 } }));
        int end = svg.lastIndexOf(Colours.SERIES.get(1));
        assertTrue(end > 0 && end < svg.indexOf(">0.27</text>"), svg);
    }

    @Test
    void whatHasNoContoursIsSaidInALine() {
        assertEquals(
                "Plot of lines of equal value of f, x from 0 to 1 and y from 0 to 1: on a grid of 61 by 61 places f lies between 3 and 3; no line is drawn.",
                Renderers.render(Displays.plotContour(p -> p.sum().mul(0).add(3), 0, 1, 0, 1)).text());
        assertTrue(Renderers.render(Displays.plotContour(p -> p.sum().log(), -2, -1, -2, -1)).text()
                .contains("f has no finite value there"));
        assertTrue(Displays.plotContour(p -> p.get(0).log().add(p.get(1)), -1, 1, 0, 1).toString()
                .contains("At 1,891 of 3,721 places f is not finite; no line is drawn there."));
        assertMessage(
                "plotContour(f, x1, x2, y1, y2) needs bounds with x1 < x2 and y1 < y2, but was given x from 1 to 0 and "
                        + "y from 0 to 1",
                () -> Displays.plotContour(BOWL, 1, 0, 0, 1));
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> Displays.plotContour(Tensor::sin, 0, 1, 0, 1))
                .getMessage().contains("shape (2)"));
    }

    @Test
    void aHistogramDoesNotTakeTheNameOfAnotherTensor() {
        TestNotebook.VARIABLES.put("t", tensor(9.0, 9));
        try {
            String told = Html5.alternative(Displays.histogram(tensor(1, 2, 2)));
            assertTrue(told.startsWith("Histogram of values: 3 values from 1 to 2"), told);
        } finally {
            TestNotebook.clear();
        }
    }

    @Test
    void aHistogramCountsBetweenRoundNumbers() {
        assertEquals("Histogram of t: 5 values from 0 to 3, mean 1.6, most often 2, 2 times.",
                Html5.alternative(Displays.histogram(tensor(0, 1, 2, 2, 3))));
        Displayable halves = Displays.histogram(tensor(0.1, 0.2, 0.3, 0.7, 1.4));
        assertEquals(
                "Histogram of t: 5 values from 0.1 to 1.4, mean 0.54, most between 0.2 and 0.4, 2 of them.",
                Html5.alternative(halves));
        assertEquals("Histogram of t: 3 values from 0 to 1, mean 0.6667, most often 1, 2 times.",
                Html5.alternative(Displays.histogram(tensor(true, true, false))));
        assertTrue(Displays.histogram(tensor(Double.NaN, 1, 2.5, Double.NEGATIVE_INFINITY)).toString()
                .endsWith("Not counted: 2 of 4 elements, which are NaN or infinite."));
        assertEquals("Nothing to draw: t has no elements.",
                Renderers.render(Displays.histogram(zeros(0))).text());
        assertEquals("Nothing to draw: no element of t is finite.",
                Renderers.render(Displays.histogram(tensor(Double.NaN))).text());
        assertEquals("Nothing to draw: the values of t lie too far apart, from -10³⁰⁸ to 10³⁰⁸.",
                Renderers.render(Displays.histogram(tensor(DType.FLOAT64, -1e308, 1e308))).text());
        assertFalse(Html5.svg(Displays.plot(new double[]{ -1e308, 0, 1e308 })).contains("NaN"));
        Html5.alternative(Displays.histogram(tensor(5.0)));
        assertMessage(
                "histogram(t): the tensor is built on symbols and has no numbers; bind(...) data to it first",
                () -> Displays.histogram(symbol("x")));
    }

    private static BufferedImage pixels(Displayable image) throws IOException {
        String source = Html5.image(image.toMimeBundle()).getAttribute("src");
        return ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(source.replace("data:image/png;base64,", ""))));
    }

    @Test
    void aMatrixIsAnImageInGrey() throws IOException {
        Displayable image = Displays.showImage(tensor(0.0, 0.25, 0.5, 1).reshape(2, 2));
        assertEquals("image of 2 x 2 pixels. Black is 0, white is 1.", image.toString());
        var drawn = pixels(image);
        assertEquals(280, drawn.getWidth(), "each element is a square");
        assertEquals(0xff000000, drawn.getRGB(139, 139));
        assertEquals(0xff404040, drawn.getRGB(140, 0));
        assertEquals(0xff808080, drawn.getRGB(0, 140));
        assertEquals(0xffffffff, drawn.getRGB(279, 279));
        assertEquals("image of 2 x 1 pixels. Black is -3, white is 5.",
                Displays.showImage(tensor(-3.0, 5).reshape(1, 2)).toString());
        assertEquals("image of 2 x 1 pixels. Black is 0, white is 255.",
                Displays.showImage(tensor(3, 200).reshape(1, 2)).toString());
        assertEquals("image of 2 x 1 pixels. Black is 0, white is 1.",
                Displays.showImage(tensor(true, false).reshape(1, 2)).toString());
        Displayable broken = Displays.showImage(tensor(Double.NaN, 1, 2).reshape(1, 3));
        assertEquals("image of 3 x 1 pixels. Black is 1, white is 2. NaN or infinite, drawn in pink: 1.",
                broken.toString());
        assertEquals(0xffd81b60, pixels(broken).getRGB(0, 0));
        assertEquals("image of 2 x 2 pixels. All elements are 7.",
                Displays.showImage(ones(2, 2).mul(7)).toString());
        assertEquals(2000, pixels(Displays.showImage(zeros(3000, 10))).getHeight(),
                "a large one is made smaller");
    }

    @Test
    void threeChannelsAreColoursWhereverTheyStand() throws IOException {
        Tensor last = tensor(1.0, 0, 0, 0, 0.5, 1).reshape(1, 2, 3);
        assertEquals("image of 2 x 1 pixels. In each channel the darkest is 0, the brightest 1.",
                Displays.showImage(last).toString());
        for (Displayable image : List.of(Displays.showImage(last),
                Displays.showImage(last.permute(2, 0, 1)))) {
            assertEquals(0xffff0000, pixels(image).getRGB(0, 0));
            assertEquals(0xff0080ff, pixels(image).getRGB(279, 0));
        }
        assertFalse(pixels(Displays.showImage(zeros(1, 4, 5))).getWidth() == 0);
        assertMessage(
                "showImage(t) draws a matrix in grey, or three channels in colour, (3, H, W) or (H, W, 3), but the shape is "
                        + "(4); reshape(H, W) it first",
                () -> Displays.showImage(arange(4.0)));
        assertMessage(
                "showImage(t) draws a matrix in grey, or three channels in colour, (3, H, W) or (H, W, 3), but the shape is "
                        + "(2, 3, 4, 4); take one image with select(0, 0), or one matrix",
                () -> Displays.showImage(zeros(2, 3, 4, 4)));
        assertMessage("showImage(t): the shape is (0, 3), which has no elements to draw",
                () -> Displays.showImage(zeros(0, 3)));
    }
}
