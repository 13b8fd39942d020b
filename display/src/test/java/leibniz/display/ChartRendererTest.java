package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

class ChartRendererTest {
    static {
        System.setProperty("java.awt.headless", "true");
    }

    private static XYChart chart(String title, int width, int height) {
        XYChart chart = new XYChartBuilder().title(title).width(width).height(height).build();
        chart.addSeries("loss", new double[]{ 1, 2, 3 }, new double[]{ 9, 4, 1 });
        return chart;
    }

    private static BufferedImage image(MimeBundle bundle) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(Base64.getDecoder().decode(bundle.data().get("image/png"))));
    }

    @Test
    void aChartIsAnImageOfTwiceItsSizeShownAtItsSize() throws IOException {
        MimeBundle bundle = Renderers.render(chart("a <b> & \"c\"", 300, 200));
        assertEquals(
                "chart \"a <b> & \"c\"\" with loss, 3 values from 9 to 1, least 1, largest 9, 300 x 200 pixels",
                bundle.text());
        BufferedImage image = image(bundle);
        assertEquals(600, image.getWidth());
        assertEquals(400, image.getHeight());
        assertTrue(
                java.util.Arrays.stream(image.getRGB(0, 0, 600, 400, null, 0, 600)).distinct().count() > 10,
                "the picture is empty");
        var img = Html5.elements(Html5.parse(bundle.data().get("text/html")), "img").getFirst();
        assertEquals("300", img.getAttribute("width"));
        assertEquals(bundle.text(), img.getAttribute("alt"));
    }

    @Test
    void chartsOfOtherKindsAndWithoutDataAreDrawn() throws IOException {
        MimeBundle empty = Renderers.render(new XYChartBuilder().width(200).height(150).build());
        assertEquals("chart without data, 200 x 150 pixels", empty.text());
        assertEquals(400, image(empty).getWidth());
        var pie = new PieChartBuilder().width(200).height(150).build();
        pie.addSeries("half", 1);
        pie.addSeries("other half", 1);
        assertEquals("chart with half, other half, 200 x 150 pixels", Renderers.render(pie).text());
    }

    @Test
    void aChartTooLargeForANotebookIsALineThatSaysSo() {
        MimeBundle bundle = Renderers.render(chart("", 100_000, 100_000));
        assertTrue(bundle.text().contains("build it with a smaller width and height"), bundle.text());
        assertFalse(bundle.data().containsKey("image/png"));
    }

    @Test
    void aChartThatCannotBeDrawnSaysWhy() {
        XYChart chart = chart("log", 300, 200);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.addSeries("negative", new double[]{ 1, 2 }, new double[]{ -1, 0 });
        assertTrue(Renderers.render(chart).text().contains("failed: "), Renderers.render(chart).text());
    }
}
