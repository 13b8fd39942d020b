package leibniz.display;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.randn;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.XYChartBuilder;

/** On a machine without fonts, where Java2D fails to write text, everything is shown that has text in it. */
class WithoutFontsTest {
    /** Runs in a virtual machine of its own that finds no fonts. Prints what is not a picture. */
    static final class Program {
        private static final Map<String, Supplier<Object>> PICTURES = new LinkedHashMap<>();
        static {
            Tensor x = tensor(1.0, 2, 3);
            PICTURES.put("plot of a function", () -> Displays.plot(Tensor::sin, 0, 1));
            PICTURES.put("plot of a series", () -> Displays.plot(arange(9.0)));
            PICTURES.put("plot against a series", () -> Displays.plot(arange(9.0), ones(9)));
            PICTURES.put("plotWithDerivative", () -> Displays.plotWithDerivative(Tensor::sin, 0, 1));
            PICTURES.put("plotTangent", () -> Displays.plotTangent(Tensor::sin, 0.5, 0, 1));
            PICTURES.put("plotGradCheck", () -> Displays.plotGradCheck(v -> v.square().sum(), x));
            PICTURES.put("compareModes", () -> Displays.compareModes(v -> v.square().sum(), x));
            PICTURES.put("chart", () -> new XYChartBuilder().title("chart").width(90).height(90).build());
            PICTURES.put("pie", () -> new PieChartBuilder().title("pie").width(90).height(90).build());
            PICTURES.put("image", () -> new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB));
            PICTURES.put("graph", () -> Displays.graph(tensor(1.0).requiresGrad_(true).sin()));
            PICTURES.put("large tensor", () -> randn(300, 200));
        }

        private Program() {}

        public static void main(String[] arguments) {
            System.out.println("text can " + (FontsOfJava.measures() ? "" : "not ") + "be measured");
            PICTURES.forEach((name, value) -> {
                MimeBundle bundle = Renderers.render(value.get());
                boolean picture = bundle.data().containsKey("image/png")
                        || bundle.data().getOrDefault("text/html", "").contains("<img ");
                System.out.print(picture ? "" : name + ": " + bundle.text() + "\n");
            });
        }
    }

    @Test
    void everyPictureIsDrawn(@TempDir Path folder) throws Exception {
        Path none = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        // Java keeps what it found out about the machine's fonts in the user's home.
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", "-Duser.home=" + folder, "-cp",
                System.getProperty("java.class.path"), Program.class.getName());
        builder.environment().put("FONTCONFIG_FILE", none.toString());
        Process program = builder.redirectErrorStream(true).start();
        String printed;
        try (var output = program.inputReader()) {
            printed = output.lines().collect(Collectors.joining("\n"));
        }
        assertEquals("text can not be measured", printed);
        assertEquals(0, program.waitFor());
    }
}
