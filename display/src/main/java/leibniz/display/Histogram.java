package leibniz.display;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Collectors;
import leibniz.display.Scene.Label;
import leibniz.display.Scene.Mark;
import leibniz.display.Scene.Shape;

/** How often which values occur, as a small picture. */
final class Histogram {
    private static final double WIDTH = 228;
    private static final double HEIGHT = 64;
    private static final double SIDE = 6;
    private static final double BASE = 46;
    private static final double TOP = 6;
    private static final double SIZE = 10;

    private Histogram() {}

    /** @param counts of equal parts between {@code least} and {@code most} */
    static String html(int[] counts, double least, double most) {
        var marks = new ArrayList<Mark>();
        marks.add(new Shape(rectangle(0.5, 0.5, WIDTH - 1, HEIGHT - 1), Colours.SHEET, Colours.SHEET_EDGE, 1,
                false));
        double step = (WIDTH - 2 * SIDE) / counts.length;
        int highest = Arrays.stream(counts).max().orElse(1);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                // A bar that is not empty is at least one pixel high.
                double height = Math.max(1, (BASE - TOP) * counts[i] / highest);
                boolean negative = least + (i + 0.5) * (most - least) / counts.length < 0;
                marks.add(new Shape(rectangle(SIDE + i * step + 0.5, BASE - height, step - 1, height),
                        negative ? Heat.NEGATIVE : Heat.POSITIVE, null, 0, false));
            }
        }
        marks.add(new Shape(new Path().moveTo(SIDE, BASE + 0.5).lineTo(WIDTH - SIDE, BASE + 0.5), null,
                Colours.SOFT,
                1, false));
        String right = Numbers.compact(most);
        marks.add(new Label(SIDE, HEIGHT - 6, Numbers.compact(least), SIZE, false, Colours.SOFT));
        marks.add(new Label(WIDTH - SIDE - Label.width(right, SIZE, false), HEIGHT - 6, right, SIZE, false,
                Colours.SOFT));
        if (least < 0 && most > 0) {
            double zero = SIDE + (WIDTH - 2 * SIDE) * -least / (most - least);
            if (zero > 60 && zero < WIDTH - 60) {
                marks.add(new Label(zero - 3, HEIGHT - 6, "0", SIZE, false, Colours.SOFT));
            }
        }
        String text = Words.HISTOGRAM.of(counts.length, Numbers.compact(least), right,
                Arrays.stream(counts).mapToObj(Integer::toString).collect(Collectors.joining(", ")));
        return Html.image(Svg.of(new Scene(WIDTH, HEIGHT, marks), text).getBytes(StandardCharsets.UTF_8),
                text,
                (int) WIDTH, (int) HEIGHT, "max-width:100%");
    }

    private static Path rectangle(double x, double y, double w, double h) {
        return new Path().moveTo(x, y).lineTo(x + w, y).lineTo(x + w, y + h).lineTo(x, y + h).close();
    }
}
